"""The agreement of bars."""

import numpy as np
import pytest
from hypothesis import given

from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.plan.bar_notes import bar_notes, notes_of
from tests.music.plan.music import EMPTY, THREE_FOUR, A, B, changed, excerpt_of, transposed
from tests.music.strategies import excerpts


def test_equal_bars_agree_wholly_and_others_not_at_all():
    agreements = notes_of(excerpt_of([A, B, A])).agreements(2)
    assert agreements.shape == (2, 25)
    assert agreements[0, 12] == 1.0
    assert agreements[1, 12] == 0.0


def test_agreement_is_twice_the_common_notes_over_the_notes_of_both():
    agreements = notes_of(excerpt_of([A, A[:5]])).agreements(1)
    assert agreements[0, 12] == pytest.approx(2 * 5 / 13)


def test_a_column_is_how_far_the_earlier_bar_is_moved_up():
    agreements = notes_of(excerpt_of([A, transposed(A, 5)])).agreements(1)
    assert agreements[0].argmax() == 12 + 5
    assert agreements[0, 17] == 1.0


def test_notes_played_twice_count_once():
    twice = notes_of(excerpt_of([A, (*A, *A)]))
    assert twice.notes(1) == len(A)
    assert twice.agreements(1)[0, 12] == 1.0


def test_bars_of_different_meters_or_lengths_are_not_compared():
    waltz = MeterMap((MeterChange(0, 3, 4), MeterChange(1440, 6, 8), MeterChange(2880, 3, 4)))
    notes = notes_of(excerpt_of([A[:5]] * 3, meters=waltz))
    assert notes.agreements(2)[:, 12].tolist() == [1.0, 0.0]
    cut_short = MeterMap((MeterChange(0, 4, 4), MeterChange(960, 4, 4)))
    onsets, pitches = np.array([0, 960]), np.array([60, 60])
    assert bar_notes(onsets, pitches, cut_short, 2000).agreements(1).max() == 0.0


def test_a_note_just_before_a_bar_line_belongs_to_the_next_bar():
    notes = bar_notes(np.array([0, 1435]), np.array([60, 60]), THREE_FOUR, 1500)
    assert [notes.notes(number) for number in range(notes.bars)] == [1, 1]
    assert notes.agreements(1)[0, 12] == 1.0


def test_notes_behind_the_end_are_left_out():
    notes = bar_notes(np.array([0, 1440]), np.array([60, 60]), THREE_FOUR, 1440)
    assert notes.bars == 1
    assert notes.notes(0) == 1


def test_rhythms_agree_by_their_places_whatever_the_pitches():
    chords = tuple((eighth, pitch) for eighth, low in A for pitch in (low - 20, low - 15))
    notes = notes_of(excerpt_of([A, B, EMPTY, chords]))
    assert notes.onsets(3) == 8
    assert notes.rhythm_agreements(3).tolist() == pytest.approx([1.0, 2 * 5 / 13, 0.0])


def test_no_notes_make_no_bars():
    assert notes_of(excerpt_of([])).bars == 0


@given(excerpts())
def test_agreements_are_those_of_sets_of_notes(excerpt):
    notes = notes_of(excerpt)
    if not 1 < notes.bars < 60:
        return
    sets = [
        set(
            zip(
                notes.places[notes.begins[b] : notes.begins[b + 1]].tolist(),
                notes.pitches[notes.begins[b] : notes.begins[b + 1]].tolist(),
                strict=True,
            )
        )
        for b in range(notes.bars)
    ]
    last = notes.bars - 1
    agreements = notes.agreements(last)
    for earlier in range(last):
        for shift in (-12, -3, 0, 12):
            moved = {(place, pitch + shift) for place, pitch in sets[earlier]}
            both = max(len(moved) + len(sets[last]), 1)
            f1 = 2 * len(moved & sets[last]) / both
            expected = f1 if notes.kinds[earlier] == notes.kinds[last] else 0.0
            assert agreements[earlier, shift + 12] == pytest.approx(expected)


def test_a_changed_note_costs_its_share():
    agreements = notes_of(excerpt_of([A, changed(A, 0, 1)])).agreements(1)
    assert agreements[0, 12] == pytest.approx(6 / 8)
