from itertools import pairwise

import pytest

from chopin_studio.export.notation.spelling import SpelledPitch, Speller
from chopin_studio.export.notation.spelling_model import shipped_model
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.note import Hand, Note

STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
SIGNS = {-2: "bb", -1: "b", 0: "", 1: "#", 2: "##"}
ALL_KEYS = [Key(fifths, mode) for fifths in range(-7, 8) for mode in ("major", "minor")]
C_MAJOR, C_MINOR, A_MINOR = Key(0), Key(-3, "minor"), Key(0, "minor")

MAJOR_STEPS, HARMONIC_MINOR_STEPS = (2, 2, 1, 2, 2, 2, 1), (2, 1, 2, 2, 1, 3, 1)

by_key = pytest.mark.parametrize("key", ALL_KEYS, ids=lambda key: key.name)


def spelled(notes: list[Note], *keys: KeyChange) -> list[SpelledPitch]:
    speller = Speller(notes, keys, shipped_model())
    return [speller.spell(note.pitch, note.onset_tick) for note in notes]


def name(found: SpelledPitch) -> str:
    return found.step + SIGNS[found.alter]


def names(pitches: list[int], key: Key, step_ticks: int = 240) -> list[str]:
    """Spell a tune."""
    notes = [Note(pitch, 64, i * step_ticks, step_ticks) for i, pitch in enumerate(pitches)]
    return [name(found) for found in spelled(notes, KeyChange(0, key))]


def names_of_chords(chords: list[list[int]], key: Key) -> list[list[str]]:
    """Spell chords of a beat each, from the lowest note up."""
    notes = [Note(p, 64, i * 480, 480) for i, chord in enumerate(chords) for p in chord]
    found = iter(spelled(notes, KeyChange(0, key)))
    return [[name(next(found)) for _ in chord] for chord in chords]


def scale(key: Key) -> list[int]:
    """Return a scale up and down again, in minor with its leading note."""
    pitches = [60 + key.tonic_pitch_class]
    for step in MAJOR_STEPS if key.mode == "major" else HARMONIC_MINOR_STEPS:
        pitches.append(pitches[-1] + step)
    return pitches + pitches[::-1]


# Every key


@by_key
def test_a_scale_with_its_leading_note_goes_through_the_letters_one_by_one(key: Key) -> None:
    found = names(scale(key), key)
    up = found[:8]
    assert up[0] == up[7] == key.tonic
    letters = ["CDEFGAB".index(each[0]) for each in up]
    assert all((after - before) % 7 == 1 for before, after in pairwise(letters))
    assert found == up + up[::-1]


@by_key
def test_only_the_leading_note_of_minor_needs_an_accidental_in_a_scale(key: Key) -> None:
    signature = dict.fromkeys(STEPS, 0)
    for letter in ("FCGDAEB" * 2)[: key.fifths] if key.fifths > 0 else "BEADGCF"[: -key.fifths]:
        signature[letter] = 1 if key.fifths > 0 else -1
    notes = [Note(pitch, 64, i * 240, 240) for i, pitch in enumerate(scale(key)[:8])]
    altered = [
        degree
        for degree, found in enumerate(spelled(notes, KeyChange(0, key)), 1)
        if found.alter != signature[found.step]
    ]
    assert altered == ([] if key.mode == "major" else [7])


@by_key
def test_a_spelled_pitch_sounds_the_same(key: Key) -> None:
    notes = [Note(pitch, 64, pitch * 240, 240) for pitch in range(12, 128)]
    for note, found in zip(notes, spelled(notes, KeyChange(0, key)), strict=True):
        assert 12 * (found.octave + 1) + STEPS[found.step] + found.alter == note.pitch
        assert found.midi == note.pitch


@by_key
def test_a_note_alone_has_a_double_accidental_only_where_minor_is_full_of_sharps(key: Key) -> None:
    doubles = [pitch for pitch in range(60, 72) if len(names([pitch], key)[0]) == 3]
    assert not doubles or (key.mode == "minor" and key.fifths >= 4)


@by_key
def test_a_leading_note_alone_has_the_letter_before_the_tonic(key: Key) -> None:
    (found,) = names([60 + (key.tonic_pitch_class - 1) % 12], key)
    assert "CDEFGAB"["CDEFGAB".index(key.tonic[0]) - 1] == found[0]


def test_octaves_turn_at_c() -> None:
    (b_sharp,) = spelled([Note(60, 64, 0, 480)], KeyChange(0, Key(7)))
    (c_flat,) = spelled([Note(59, 64, 0, 480)], KeyChange(0, Key(-7)))
    assert b_sharp == SpelledPitch("B", 1, 3)
    assert c_flat == SpelledPitch("C", -1, 4)


@by_key
def test_the_lowest_c_is_a_c_in_every_key(key: Key) -> None:
    assert spelled([Note(12, 64, 0, 480)], KeyChange(0, key)) == [SpelledPitch("C", 0, 0)]


@pytest.mark.parametrize(
    ("pitches", "key", "letters"),
    [
        ([69, 70, 74, 71], C_MINOR, "A Bb D B"),
        ([81, 79, 76, 76], Key(5, "minor"), "A F## E E"),
    ],
    ids=["C minor", "G-sharp minor"],
)
def test_the_leading_note_of_minor_belongs_to_the_key_wherever_the_tune_goes(
    pitches: list[int], key: Key, letters: str
) -> None:
    assert names(pitches, key) == letters.split()


# Harmony


def test_major_keys_borrow_from_minor_without_double_flats() -> None:
    assert names([69], Key(-5)) == ["A"]
    assert names_of_chords([[60, 64, 67], [60, 65, 68], [60, 64, 67]], C_MAJOR)[1] == [
        "C", "F", "Ab"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("chord", "key", "letters"),
    [
        ([56, 59, 62, 65], A_MINOR, ["G#", "B", "D", "F"]),
        ([56, 59, 62, 65], C_MINOR, ["Ab", "B", "D", "F"]),
    ],
    ids=["A minor", "C minor"],
)
def test_one_diminished_seventh_is_spelled_by_its_key(chord, key, letters) -> None:
    assert names_of_chords([chord], key) == [letters]


@pytest.mark.parametrize(
    ("chords", "key", "letters"),
    [
        ([[60, 64, 67], [62, 66, 69], [67, 71, 74]], C_MAJOR, ["D", "F#", "A"]),
        ([[60, 64, 67], [61, 64, 67, 69], [62, 65, 69]], C_MAJOR, ["C#", "E", "G", "A"]),
        ([[60, 64, 67], [60, 64, 67, 70], [60, 65, 69]], C_MAJOR, ["C", "E", "G", "Bb"]),
        ([[60, 63, 67], [56, 60, 66], [55, 59, 67]], C_MINOR, ["Ab", "C", "F#"]),
        ([[60, 63, 67], [56, 61, 65], [55, 59, 62]], C_MINOR, ["Ab", "Db", "F"]),
        ([[58, 62, 65], [55, 59, 62]], C_MINOR, ["G", "B", "D"]),
        ([[68], [66, 70, 73]], Key(2), ["F#", "A#", "C#"]),
        ([[68], [66, 70, 73]], Key(-1), ["Gb", "Bb", "Db"]),
    ],
    ids=[
        "V of V",
        "V7 of II",
        "V7 of IV",
        "augmented sixth",
        "Neapolitan",
        "major dominant",
        "V of VI",
        "Neapolitan in major",
    ],
)
def test_a_chromatic_chord_is_spelled_by_its_function(chords, key, letters) -> None:
    assert names_of_chords(chords, key)[1] == letters


# Melody


def test_a_chromatic_note_is_spelled_by_where_it_goes() -> None:
    assert names([67, 66, 67, 64, 60, 62, 61, 62], C_MAJOR)[1::5] == ["F#", "C#"]
    assert names([65, 66, 65, 60, 57, 65], Key(-1, "minor"))[1] == "Gb"


@pytest.mark.parametrize(
    ("pitches", "key", "letters"),
    [
        ([61, 62], Key(-1), "C# D"),
        ([68, 67], Key(2, "minor"), "Ab G"),
        ([68, 67, 68, 67], A_MINOR, "Ab G Ab G"),
        ([61, 60, 59], C_MAJOR, "Db C B"),
        ([62, 64, 65, 66], A_MINOR, "D E F F#"),
        ([63, 65, 66, 64, 66], C_MINOR, "Eb F F# E F#"),
        ([61, 60], Key(2), "C# C"),  # both lie in the key or near it, and none gives way
        ([71, 70], C_MINOR, "B Bb"),
    ],
)
def test_chromatic_steps_are_spelled_as_steps_where_the_key_allows_it(
    pitches: list[int], key: Key, letters: str
) -> None:
    assert names(pitches, key) == letters.split()


def test_a_neighbour_note_has_the_next_letter() -> None:
    assert names([61, 60, 61, 65, 68, 66, 65], Key(-5))[:3] == ["Db", "C", "Db"]


def test_a_repeated_note_keeps_its_name() -> None:
    found = names([64, 65, 64, 65, 66, 65], Key(2, "minor"))
    assert len({found[1], found[3], found[5]}) == 1
    assert len(set(names([63, 63, 63, 63, 62], Key(1, "minor"))[:4])) == 1


def test_equal_chords_in_a_row_are_spelled_alike_whatever_follows() -> None:
    chords = [[53, 57, 63]] * 4 + [[53, 57, 62]] * 4
    found = names_of_chords([[52, 55, 59], *chords, [52, 56, 62]], Key(1))
    assert len({tuple(chord) for chord in found[1:5]}) == 1


def test_octaves_struck_together_have_one_letter() -> None:
    for first in range(58, 70):
        chord = [first, first + 3, first + 6, first + 12]
        found = names_of_chords([[57, 61, 64], chord, [59, 62, 66]], Key(3))[1]
        assert found[0] == found[3]


def test_a_passage_in_e_major_within_a_flat_major_is_spelled_in_e_major() -> None:
    at_home = [[44, 56, 60, 63], [49, 56, 61, 65], [51, 55, 61, 63], [44, 56, 60, 63]]
    away = [[40, 56, 59, 64], [45, 57, 61, 64], [47, 57, 63, 66], [40, 56, 59, 64]]
    found = names_of_chords([*at_home * 4, *away * 4, *at_home * 4], Key(-4))
    letters = {name for chord in found[16:32] for name in chord}
    assert letters == {"E", "F#", "G#", "A", "B", "C#", "D#"}
    assert all("#" not in name for chord in found[:16] + found[32:] for name in chord)


def test_a_passage_in_a_far_key_keeps_together() -> None:
    a_flat_minor = [68, 71, 75, 80, 79, 80, 75, 71, 68, 64, 63, 68]
    letters = names([60, 64, 67, *a_flat_minor * 3], Key(-3))[3:]
    assert set(letters) <= {"Ab", "Cb", "Eb", "G", "Fb"}


def test_a_chord_is_spelled_by_what_follows_it_too() -> None:
    chord, tune = [58, 61, 65], [(480, 65), (720, 66), (960, 68)]
    notes = [Note(pitch, 64, 0, 480, Hand.LEFT) for pitch in chord]
    notes += [Note(pitch, 64, tick, 240, Hand.RIGHT) for tick, pitch in tune]
    found = [name(each) for each in spelled(notes, KeyChange(0, Key(-1, "minor")))]
    assert found == ["Bb", "Db", "F", "F", "Gb", "Ab"]


@pytest.mark.parametrize(
    ("chord", "pitch", "as_there"),
    [([68, 72, 75], 61, "Db"), ([69, 73, 76], 68, "G#")],
    ids=["A flat major", "A major"],
)
@pytest.mark.parametrize("is_before", [True, False])
def test_a_foreign_chord_a_bar_away_counts(
    chord: list[int], pitch: int, as_there: str, is_before: bool
) -> None:
    chord_tick, tick = (0, 1920) if is_before else (1920, 0)
    notes = [Note(each, 64, chord_tick, 480) for each in chord] + [Note(pitch, 64, tick, 480)]
    notes.sort(key=lambda note: (note.onset_tick, note.pitch))
    found = Speller(notes, [KeyChange(0, C_MAJOR)], shipped_model()).spell(pitch, tick)
    assert name(found) == as_there


# Pieces


def test_a_change_of_key_counts_from_its_tick_on() -> None:
    starts = (0, 1920 * 8, 1920 * 16)
    chords = ([62, 66, 69], [61, 65, 68], [62, 66, 69])
    notes = [
        Note(pitch, 64, start + beat * 480, 480)
        for start, chord in zip(starts, chords, strict=True)
        for beat in range(16)
        for pitch in (*(chord if beat % 2 else [61]),)
    ]
    keys = [KeyChange(0, Key(2)), KeyChange(1920 * 8, Key(-5)), KeyChange(1920 * 16, Key(2))]
    lone = [
        found
        for found, note in zip(spelled(notes, *keys), notes, strict=True)
        if note.onset_tick % 960 == 0
    ]
    assert [name(found) for found in lone] == ["C#"] * 8 + ["Db"] * 8 + ["C#"] * 8


def test_a_tie_is_spelled_as_the_note_that_was_struck_nearest() -> None:
    notes = [Note(61, 64, 0, 480), Note(61, 64, 1920 * 8, 480)]
    speller = Speller(notes, [KeyChange(0, Key(2)), KeyChange(1920 * 8, Key(-5))], shipped_model())
    found = [name(speller.spell(61, tick)) for tick in (0, 1920, 1920 * 5, 1920 * 8, 1920 * 9)]
    assert found == ["C#", "C#", "Db", "Db", "Db"]


def test_no_notes_need_no_spelling() -> None:
    assert Speller([], [KeyChange(0, Key(0))], shipped_model()) is not None
