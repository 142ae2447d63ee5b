"""Rests that are too long for a model are shortened by whole bars."""

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.long_rests import without_long_rests
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoChange, TempoMap

BAR = 4 * 480
LONGEST = 2 * BAR


def notes(*onsets, duration=240):
    return tuple(Note(60, 64, onset, duration) for onset in onsets)


def onsets(music):
    return [note.onset_tick for note in music.notes]


def test_music_without_long_rests_stays_as_it_is():
    music = Excerpt(notes(0, 480, 480 + LONGEST))
    shorter = without_long_rests(music, LONGEST, 2 * BAR + 480)
    assert shorter.excerpt is music
    assert shorter.left_out == ()
    assert shorter.end_tick == 2 * BAR + 480


def test_as_few_silent_bars_go_as_suffice_and_each_note_stays_in_its_place_of_the_bar():
    music = Excerpt(notes(0, 480, 9 * BAR + 960, 9 * BAR + 1440))
    shorter = without_long_rests(music, LONGEST)
    assert onsets(shorter.excerpt) == [0, 480, 2 * BAR + 960 - BAR, 2 * BAR + 1440 - BAR]
    assert shorter.left_out == tuple(range(1, 9))
    music = Excerpt(notes(480, 9 * BAR))
    shorter = without_long_rests(music, LONGEST)
    assert onsets(shorter.excerpt) == [480, 2 * BAR]
    assert shorter.left_out == tuple(range(1, 8))


def test_a_rest_before_the_end_is_shortened_too():
    shorter = without_long_rests(Excerpt(notes(0)), LONGEST, 7 * BAR)
    assert shorter.end_tick == 2 * BAR
    assert shorter.left_out == (1, 2, 3, 4, 5)


def test_what_changes_within_a_rest_holds_after_it():
    music = Excerpt(
        notes(0, 8 * BAR, 8 * BAR + 3 * 480),
        TempoMap((TempoChange(0, 500_000), TempoChange(4 * BAR, 400_000))),
        MeterMap((MeterChange(0, 4, 4), MeterChange(5 * BAR, 3, 4))),
        (KeyChange(0, Key(0)), KeyChange(3 * BAR, Key(1)), KeyChange(4 * BAR, Key(2))),
        (PedalChange(0, 127), PedalChange(6 * BAR, 0)),
    )
    shorter = without_long_rests(music, LONGEST).excerpt
    *_, second, third = onsets(shorter)
    assert second <= LONGEST
    assert third - second == 3 * 480
    assert shorter.meters.bar_at(second).start_tick == second
    assert shorter.meters.bar_at(second).end_tick == third
    assert shorter.key_at(second) == Key(2)
    assert shorter.tempo_map.bpm_at(second) == music.tempo_map.bpm_at(8 * BAR)
    assert not shorter.pedals[-1].is_down


def test_a_note_that_rings_through_a_rest_rings_as_long_after_it():
    music = Excerpt(notes(0, duration=6 * BAR + 480) + notes(6 * BAR))
    shorter = without_long_rests(music, LONGEST).excerpt
    assert shorter.notes[0].end_tick == shorter.notes[1].onset_tick + 480


def test_bars_that_are_too_long_by_themselves_stay():
    music = Excerpt(notes(0, 7 * 480 * 2), meters=MeterMap((MeterChange(0, 7, 4),)))
    assert without_long_rests(music, 6 * 480).left_out == (1,)
    music = Excerpt(notes(0, 7 * 480 + 960), meters=MeterMap((MeterChange(0, 7, 4),)))
    assert without_long_rests(music, 6 * 480).left_out == ()
