from dataclasses import replace

import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key, KeyChange, Mode
from chopin_studio.music.key_mode import in_its_mode, in_its_mode_by_profile, read_keys
from chopin_studio.music.note import Note
from tests.music.test_key import scale_notes

BEAT = 480
C_MAJOR, A_MINOR = Key(0), Key(0, "minor")
READINGS = [in_its_mode, in_its_mode_by_profile]
I_V_I = ((48, 60, 64, 67), (43, 59, 62, 65), (48, 60, 64, 67))
"""In C major; the lowest note of each is the bass."""

I_V_I_MINOR = ((45, 57, 60, 64), (40, 56, 59, 62), (45, 57, 60, 64))


def chords(*bars: tuple[int, ...], start_tick: int = 0) -> list[Note]:
    """Return chords that last a bar of three quarter notes each."""
    return [
        Note(pitch, 64, start_tick + 3 * BEAT * k, 3 * BEAT)
        for k, chord in enumerate(bars)
        for pitch in chord
    ]


def changes(*keys: tuple[int, Key]) -> list[KeyChange]:
    return [KeyChange(tick, key) for tick, key in keys]


def read_as(notes: list[Note], fifths: int = 0) -> Mode:
    (change,) = in_its_mode(changes((0, Key(fifths))), notes)
    assert change.key.fifths == fifths
    return change.key.mode


@pytest.mark.parametrize("read", READINGS)
def test_a_signature_is_minor_where_the_notes_speak_for_the_relative_minor(read) -> None:
    signature = changes((0, C_MAJOR))
    assert read(signature, scale_notes(60, "major")) == (KeyChange(0, C_MAJOR),)
    minor = KeyChange(0, A_MINOR)
    assert read(signature, scale_notes(57, "minor")) == (minor,)
    assert read([minor], scale_notes(60, "major")) == (minor,)


@pytest.mark.parametrize("read", READINGS)
def test_each_signature_is_judged_by_the_notes_for_which_it_holds(read) -> None:
    later = [replace(note, onset_tick=note.onset_tick + 5000) for note in scale_notes(64, "minor")]
    notes = [*scale_notes(60, "major"), *later]
    found = read(changes((0, C_MAJOR), (5000, Key(1))), notes)
    assert [change.key for change in found] == [C_MAJOR, Key(1, "minor")]
    assert [change.tick for change in found] == [0, 5000]


@pytest.mark.parametrize("read", READINGS)
def test_notes_before_the_first_signature_count_for_it(read) -> None:
    (change,) = read(changes((9999, C_MAJOR)), scale_notes(57, "minor"))
    assert change == KeyChange(9999, A_MINOR)


@pytest.mark.parametrize("read", READINGS)
def test_without_notes_a_signature_stays_what_it_is(read) -> None:
    assert read((), scale_notes(60, "major")) == ()
    assert read(changes((0, Key(2))), []) == (KeyChange(0, Key(2)),)
    everything = [Note(60 + step, 64, 0, BEAT) for step in range(12)]
    assert read(changes((0, Key(2))), everything) == (KeyChange(0, Key(2)),)


def test_a_minor_piece_that_leaves_for_the_relative_major_is_minor() -> None:
    beginning = chords(*I_V_I_MINOR, *I_V_I_MINOR)
    rest = chords(*I_V_I * 6, start_tick=beginning[-1].end_tick)
    signature = changes((0, C_MAJOR))
    assert in_its_mode_by_profile(signature, [*beginning, *rest])[0].key == C_MAJOR
    assert in_its_mode(signature, [*beginning, *rest])[0].key == A_MINOR


def test_a_major_piece_that_visits_the_relative_minor_is_major() -> None:
    beginning = chords(*I_V_I, *I_V_I)
    rest = chords(*I_V_I_MINOR * 6, start_tick=beginning[-1].end_tick)
    assert read_as([*beginning, *rest]) == "major"


def test_the_same_notes_are_in_the_key_on_whose_tonic_the_bass_stands() -> None:
    upper = (60, 64, 69)
    assert read_as(chords(*[(36, *upper)] * 4)) == "major"
    assert read_as(chords(*[(33, *upper)] * 4)) == "minor"


def test_when_music_begins_makes_no_difference() -> None:
    notes = [*chords(*I_V_I_MINOR), *chords(*I_V_I * 2, start_tick=9 * BEAT)]
    later = [replace(note, onset_tick=note.onset_tick + 7 * BEAT + 13) for note in notes]
    assert read_as(notes) == read_as(later) == "minor"


@pytest.mark.parametrize("fifths", range(-6, 7))
def test_every_signature_has_both_modes(fifths: int) -> None:
    semitones = fifths * 7 % 12
    for notes, mode in ((chords(*I_V_I), "major"), (chords(*I_V_I_MINOR), "minor")):
        moved = [replace(note, pitch=note.pitch + semitones) for note in notes]
        assert read_as(moved, fifths) == mode


def test_music_without_a_key_gets_one_in_its_mode() -> None:
    (change,) = read_keys(Excerpt(tuple(scale_notes(57, "minor"))))
    assert change == KeyChange(0, A_MINOR)
    assert read_keys(Excerpt()) == (KeyChange(0, C_MAJOR),)
    stated = (KeyChange(480, Key(3, "minor")),)
    assert read_keys(Excerpt(tuple(scale_notes(57, "minor")), keys=stated)) == stated
