"""Recognising the chord of each beat."""

import numpy as np
import pytest

from chopin_studio.music.harmony.chord import Chord, Quality, numbered_chord
from chopin_studio.music.harmony.labels import chord_numbers, felt_beats, label_chords
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER as BEAT
from chopin_studio.music.note import Note

C, G7 = Chord(0), Chord(7, Quality.DOMINANT_SEVENTH)


def notes(*beats: tuple[int, ...], duration: int = BEAT) -> tuple[Note, ...]:
    """Return the pitches of each beat as notes that begin together."""
    return tuple(
        Note(pitch, 64, number * BEAT, duration)
        for number, pitches in enumerate(beats)
        for pitch in pitches
    )


def labels(music: tuple[Note, ...], meters: MeterMap = MeterMap(), bars: int = 1):
    return label_chords(music, meters, bars * meters.changes[0].bar_ticks)


@pytest.mark.parametrize("quality", list(Quality))
@pytest.mark.parametrize("root", [0, 5, 10])
def test_a_bar_of_a_chord_in_root_position_is_that_chord(root: int, quality: Quality) -> None:
    chord = [48 + root, *(60 + root + step for step in quality.steps)]
    assert labels(notes(*[tuple(chord)] * 4)) == ((Chord(root, quality),) * 4,)


def test_a_chord_changes_where_its_notes_do() -> None:
    music = notes((48, 64, 67), (48, 64, 67), (43, 59, 65), (43, 59, 65))
    assert labels(music) == ((C, C, G7, G7),)


def test_the_bass_of_a_waltz_holds_for_its_bar() -> None:
    # A, then C and E twice: without the bass, a chord of C major.
    waltz = MeterMap((MeterChange(0, 3, 4),))
    music = notes((45,), (60, 64), (60, 64))
    assert labels(music, waltz) == ((Chord(9, Quality.MINOR),) * 3,)


def test_a_broken_chord_is_that_chord_and_passing_notes_are_none_of_it() -> None:
    alberti = tuple(
        Note(pitch, 64, k * BEAT // 2, BEAT // 2)
        for k, pitch in enumerate((48, 55, 52, 55, 48, 55, 52, 55))
    )
    scale = tuple(
        Note(pitch, 64, k * BEAT // 4, BEAT // 4)
        for k, pitch in enumerate((72, 74, 76, 77, 79, 77, 76, 74, 72, 71, 72, 74, 76, 74, 72, 72))
    )
    music = tuple(sorted((*alberti, *scale), key=lambda note: note.onset_tick))
    assert labels(music) == ((C,) * 4,)


def test_silence_within_a_bar_continues_and_a_silent_bar_has_none() -> None:
    music = notes((48, 64, 67), (48, 64, 67))
    assert labels(music, bars=2) == ((C,) * 4, (None,) * 4)


def test_nothing_is_known_before_the_first_note() -> None:
    assert labels(notes((), (), (48, 64, 67), (48, 64, 67))) == ((None, None, C, C),)


def test_music_without_notes_has_no_chords() -> None:
    assert labels((), bars=2) == ((None,) * 4,) * 2
    assert label_chords((), MeterMap(), 0) == ()


def test_a_pickup_has_the_beats_that_begin_in_it() -> None:
    meters = MeterMap((MeterChange(0, 4, 4), MeterChange(BEAT, 4, 4)))
    music = notes((43, 59, 65), *[(48, 64, 67)] * 4)
    assert label_chords(music, meters, 5 * BEAT) == ((G7,), (C,) * 4)


def test_compound_meters_have_beats_of_three() -> None:
    beats = felt_beats(MeterMap((MeterChange(0, 6, 8),)), 2 * 6 * 240)
    assert beats.starts.tolist() == [0, 720, 1440, 2160, 2880]
    assert beats.bars.tolist() == [0, 0, 1, 1]
    assert beats.ranks.tolist() == [0, 1, 0, 1]


def test_a_note_a_hair_early_belongs_to_the_beat_that_it_is_meant_for() -> None:
    early = tuple(Note(p, 64, 2 * BEAT - 10, 2 * BEAT) for p in (43, 59, 65))
    late = tuple(Note(p, 64, 0, 2 * BEAT + 10) for p in (48, 64, 67))
    assert labels((*late, *early)) == ((C, C, G7, G7),)


def test_the_key_decides_where_notes_leave_it_open() -> None:
    # C and G alone: major in C, minor in C minor.
    music = notes(*[(48, 60, 67)] * 4)
    found = {
        key: label_chords(music, MeterMap(), 4 * BEAT, (KeyChange(0, key),))[0][0]
        for key in (Key(0), Key(-3, "minor"))
    }
    assert list(found.values()) == [C, Chord(0, Quality.MINOR)]


def test_arrays_give_the_same_labels_as_notes() -> None:
    music = notes((48, 64, 67), (48, 64, 67), (43, 59, 65), (43, 59, 65))
    rows = np.array([(n.onset_tick, n.duration_tick, n.pitch) for n in music]).T
    numbers = chord_numbers(*rows, felt_beats(MeterMap(), 4 * BEAT))
    assert [numbered_chord(int(number)) for number in numbers] == [C, C, G7, G7]


def test_notes_behind_the_end_count_for_nothing() -> None:
    music = notes((48, 64, 67), (48, 64, 67), (48, 64, 67), (48, 64, 67), (43, 59, 65))
    assert labels(music) == ((C,) * 4,)


def test_transposed_music_has_transposed_chords() -> None:
    beats = ((48, 64, 67), (50, 62, 65, 69), (43, 59, 62, 65), (48, 64, 67))
    here = labels(notes(*beats))
    there = labels(notes(*(tuple(pitch + 3 for pitch in beat) for beat in beats)))
    assert there == tuple(tuple(c and c.transposed(3) for c in bar) for bar in here)
