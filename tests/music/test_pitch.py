import pytest

from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.pitch import is_black, note_words, pitch_name, pitch_named, span_words

KEYBOARD = "WBWBWWBWBWBW"
"""White and black keys from C up."""


def test_the_black_keys_lie_in_twos_and_threes() -> None:
    assert "".join("WB"[is_black(pitch)] for pitch in range(60, 72)) == KEYBOARD


@pytest.mark.parametrize(
    ("pitch", "name"), [(21, "A0"), (59, "B3"), (60, "C4"), (61, "C♯4"), (70, "B♭4"), (108, "C8")]
)
def test_middle_c_is_c4(pitch: int, name: str) -> None:
    assert str(pitch_name(pitch)) == name


@pytest.mark.parametrize(
    ("text", "pitch"),
    [
        ("C4", 60),
        (" f#3 ", 54),
        ("Bb2", 46),
        ("B♭2", 46),
        ("F♯3", 54),
        ("Cb4", 59),
        ("B#3", 60),
        ("a0", 21),
        ("H4", None),
        ("C", None),
        ("C44", None),
        ("", None),
    ],
)
def test_a_typed_name_is_a_pitch_or_none(text: str, pitch: int | None) -> None:
    assert pitch_named(text) == pitch


def test_every_key_of_the_piano_is_read_as_it_is_written() -> None:
    assert [pitch_named(str(pitch_name(pitch))) for pitch in range(21, 109)] == [*range(21, 109)]


def test_a_note_says_its_hand_its_loudness_and_its_place() -> None:
    waltz = MeterMap((MeterChange(0, 3, 4),))
    words = [
        str(note_words(Note(60, 64, 1440 + 720, 240, hand), waltz))
        for hand in (Hand.RIGHT, Hand.LEFT, None)
    ]
    assert [("right" in each, "left" in each) for each in words] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    for each in words:
        assert "C4" in each
        assert "64" in each
        assert each.endswith("bar 2, beat 2.5")


def test_a_span_is_named_as_an_interval_where_it_has_a_name() -> None:
    assert [str(span_words(semitones)) for semitones in (12, 16, 13)] == [
        "an octave", "a tenth", "13 semitones"
    ]  # fmt: skip
