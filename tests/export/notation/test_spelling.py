import pytest

from chopin_studio.export.notation.spelling import SpelledPitch, Speller, at_place, place_in_key
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.note import Note

STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
ALL_KEYS = [Key(fifths, mode) for fifths in range(-7, 8) for mode in ("major", "minor")]


def spell(pitch: int, key: Key) -> SpelledPitch:
    return at_place(pitch, place_in_key(pitch, key))


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


def names(pitches: list[int], key: Key, step_ticks: int = 240) -> list[str]:
    """Spell a tune."""
    notes = [Note(pitch, 64, i * step_ticks, step_ticks) for i, pitch in enumerate(pitches)]
    speller = Speller(notes, [KeyChange(0, key)])
    found = [speller.spell(note.pitch, note.onset_tick) for note in notes]
    return [each.step + {-1: "b", 0: "", 1: "#", 2: "##"}[each.alter] for each in found]


def test_a_chromatic_note_is_spelled_by_where_it_goes() -> None:
    assert names([67, 66, 67, 64, 60, 62, 61, 62], Key(0))[1::5] == ["F#", "C#"]
    assert names([65, 66, 65, 60, 57, 65], Key(-1, "minor"))[1] == "Gb"


def test_leading_notes_rise_in_minor() -> None:
    assert names([69, 68, 69, 71, 72, 71, 69], Key(0, "minor"))[1] == "G#"
    assert names([61, 60, 61, 65, 68, 66, 65], Key(-5))[:3] == ["Db", "C", "Db"]


def test_a_passage_in_a_far_key_keeps_together() -> None:
    a_flat_minor = [68, 71, 75, 80, 79, 80, 75, 71, 68, 64, 63, 68]
    letters = names([60, 64, 67, *a_flat_minor * 3], Key(-3))[3:]
    assert set(letters) <= {"Ab", "Cb", "Eb", "G", "Fb"}


def test_a_repeated_note_keeps_its_name() -> None:
    assert len(set(names([63, 63, 63, 63, 62], Key(1, "minor"))[:4])) == 1


def test_no_notes_need_no_spelling() -> None:
    assert Speller([], [KeyChange(0, Key(0))]) is not None
