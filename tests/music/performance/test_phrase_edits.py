from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.note import Note, score_order
from chopin_studio.music.performance.phrase_edits import (
    quantised,
    transposed,
    transposing_range,
    trimmed,
)
from tests.music.strategies import excerpts

STEPS = (480, 240, 160, 120, 80, 60)


def test_notes_near_the_grid_go_to_it_and_keep_pitch_and_velocity():
    played = Excerpt((Note(60, 70, 3, 228), Note(64, 71, 251, 230), Note(67, 90, 470, 488)))
    assert quantised(played, 240).notes == (
        Note(60, 70, 0, 240),
        Note(64, 71, 240, 240),
        Note(67, 90, 480, 480),
    )


def test_a_short_note_keeps_one_step():
    assert quantised(Excerpt((Note(60, 70, 10, 20),)), 120).notes == (Note(60, 70, 0, 120),)


def test_two_strikes_that_come_to_one_onset_are_one_note_the_longer_and_louder():
    played = Excerpt((Note(60, 50, 0, 230), Note(60, 90, 40, 100)))
    assert quantised(played, 240).notes == (Note(60, 90, 0, 240),)


def test_a_note_never_reaches_into_the_next_of_its_pitch():
    played = Excerpt((Note(60, 50, 0, 350), Note(60, 90, 351, 100)))
    assert quantised(played, 240).notes == (Note(60, 50, 0, 240), Note(60, 90, 240, 240))


@given(excerpts(), st.sampled_from(STEPS))
def test_on_the_grid_everything_is_a_multiple_and_no_pitch_overlaps_itself(played, step):
    notes = quantised(played, step).notes
    assert all(note.onset_tick % step == 0 == note.duration_tick % step for note in notes)
    assert list(notes) == sorted(notes, key=score_order)
    by_pitch: dict[int, list[Note]] = {}
    for note in notes:
        by_pitch.setdefault(note.pitch, []).append(note)
    for row in by_pitch.values():
        assert all(first.end_tick <= second.onset_tick for first, second in pairwise(row))
    assert {note.pitch for note in notes} == {note.pitch for note in played.notes}


@given(excerpts(), st.sampled_from(STEPS))
def test_what_is_on_the_grid_stays_as_it_is(played, step):
    once = quantised(played, step)
    assert quantised(once, step) == once


def test_a_grid_needs_a_step():
    with pytest.raises(ValueError, match="step_ticks"):
        quantised(Excerpt(), 0)


def test_trimming_moves_the_start_and_ends_what_reaches_over_the_cut():
    played = Excerpt(
        (Note(60, 70, 0, 480), Note(62, 70, 1920, 480), Note(64, 70, 3700, 900)),
        pedals=(PedalChange(100, 127), PedalChange(2000, 0), PedalChange(2100, 127)),
    )
    cut = trimmed(played, 1920, 3840)
    assert cut.notes == (Note(62, 70, 0, 480), Note(64, 70, 1780, 140))
    assert cut.pedals == (
        PedalChange(0, 127),
        PedalChange(80, 0),
        PedalChange(180, 127),
        PedalChange(1920, 0),
    )


def test_a_cut_that_runs_backwards_is_refused():
    with pytest.raises(ValueError, match="forwards"):
        trimmed(Excerpt(), 480, 480)


@given(excerpts())
def test_transposing_up_and_down_again_changes_no_note(played):
    low, high = transposing_range(played)
    for semitones in {low, high}:
        moved = transposed(played, semitones)
        assert Counter(note.velocity for note in moved.notes) == Counter(
            note.velocity for note in played.notes
        )
        assert transposed(moved, -semitones).notes == played.notes


def test_the_range_of_transposing_ends_at_the_pianos_last_keys():
    assert transposing_range(Excerpt((Note(24, 70, 0, 10), Note(100, 70, 0, 10)))) == (-3, 8)
    assert transposing_range(Excerpt()) == (0, 0)


def test_a_key_does_not_outlive_transposing():
    played = Excerpt((Note(60, 70, 0, 10),), keys=(KeyChange(0, Key.named("C major")),))
    assert transposed(played, 2).keys == ()
    assert transposed(played, 0) == played
