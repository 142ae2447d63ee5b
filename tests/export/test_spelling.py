import pytest

from chopin_studio.export.spelling import SpelledPitch, sounding_mode, spell
from chopin_studio.music.key import Key
from chopin_studio.music.note import Note

STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
ALL_KEYS = [Key(fifths, mode) for fifths in range(-7, 8) for mode in ("major", "minor")]


def name(pitch: int, key: Key) -> str:
    spelled = spell(pitch, key)
    return spelled.step + {-2: "bb", -1: "b", 0: "", 1: "#", 2: "##"}[spelled.alter]


@pytest.mark.parametrize("key", ALL_KEYS, ids=lambda key: key.name)
def test_a_spelled_pitch_sounds_the_same(key: Key) -> None:
    for pitch in range(128):
        spelled = spell(pitch, key)
        assert 12 * (spelled.octave + 1) + STEPS[spelled.step] + spelled.alter == pitch


@pytest.mark.parametrize("key", ALL_KEYS, ids=lambda key: key.name)
def test_the_scale_needs_no_accidentals(key: Key) -> None:
    letters = {spell(pitch, key).step for pitch in range(60, 72) if pitch % 12 in key.pitch_classes}
    signature = {spell(pitch, Key(key.fifths)) for pitch in range(60, 72)}
    assert len(letters) == 7
    assert all(spell(p, key) in signature for p in range(60, 72) if p % 12 in key.pitch_classes)


def test_minor_keys_have_their_leading_notes() -> None:
    assert name(68, Key(0, "minor")) == "G#"
    assert name(66, Key(-2, "minor")) == "F#"
    assert name(67, Key(5, "minor")) == "F##"


def test_major_keys_borrow_from_minor_without_double_flats() -> None:
    assert name(68, Key(0)) == "Ab"
    assert name(69, Key(-5)) == "A"


def test_the_lowest_c_is_a_c_in_every_key() -> None:
    assert {spell(12, key).octave for key in ALL_KEYS} == {0}
    assert spell(12, Key(7)) == SpelledPitch("C", 0, 0)


def test_octaves_turn_at_c() -> None:
    assert spell(60, Key(7)) == SpelledPitch("B", 1, 3)
    assert spell(59, Key(-7)) == SpelledPitch("C", -1, 4)


def test_the_mode_is_judged_by_ear() -> None:
    minor = [Note(pitch, 64, i * 480, 480) for i, pitch in enumerate((57, 60, 64, 69))]
    major = [Note(pitch, 64, i * 480, 480) for i, pitch in enumerate((48, 55, 64, 60))]
    assert sounding_mode(Key(0), minor) == Key(0, "minor")
    assert sounding_mode(Key(0, "minor"), major) == Key(0)
