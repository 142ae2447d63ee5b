"""Returns and harmony in music written by hand, by figures known beforehand."""

from math import isnan

import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.harmony.chord import Chord, Quality
from chopin_studio.music.harmony.measures import ChangeModel
from chopin_studio.music.note import Note
from chopin_studio.music.plan.expansion import bars_of
from chopin_studio.music.plan.form_text import parse_form
from chopin_studio.music.plan.plan import Likeness
from chopin_studio.training.expressive.evaluation.plans.music_measures import (
    Return,
    chord_tones,
    first_bars,
    music_tallies,
    return_tallies,
    returns_of,
)
from chopin_studio.training.expressive.evaluation.plans.takes import MadeTake
from tests.music.plan.music import A, B, C, D, changed, excerpt_of, transposed

BAR = 1920


def take_of(bars, form, phrase, seed_bars=0):
    """Return a take of bars that was planned in a form."""
    music = excerpt_of(bars)
    plan = bars_of(parse_form(form, phrase))
    seed_end = seed_bars * BAR
    return MadeTake(Excerpt(music.notes, seed_end_tick=seed_end), plan)


def agreements(take):
    return [(each.likeness, pytest.approx(each.agreement)) for each in returns_of(take)]


def test_sections_are_held_against_the_first_of_their_letter():
    take = take_of([A, B, A, B, C, D, changed(A, 0, 1, 2, 3), B], "A A B A", 2)
    assert agreements(take) == [(Likeness.EXACT, 1), (Likeness.EXACT, 0.75)]


def test_a_return_agrees_where_it_is_transposed_as_planned_and_only_there():
    up = [transposed(bar, 2) for bar in (A, B)]
    assert agreements(take_of([A, B, *up], "A A+2", 2)) == [(Likeness.EXACT, 1)]
    assert agreements(take_of([A, B, A, B], "A A+2", 2))[0][1] != 1


def test_bars_that_are_missing_at_the_end_agree_with_none():
    assert agreements(take_of([A, B, A], "A A", 2)) == [(Likeness.EXACT, 0.5)]


def test_bars_of_the_seed_are_no_return_of_the_model_s():
    bars = [A, B, C, D, A, B]
    assert agreements(take_of(bars, "A A A", 2)) == [(Likeness.EXACT, 0), (Likeness.EXACT, 1)]
    assert agreements(take_of(bars, "A A A", 2, seed_bars=4)) == [(Likeness.EXACT, 1)]


def test_the_first_and_the_last_return_of_each_kind_are_told_apart():
    found = return_tallies(
        [
            Return(Likeness.VARIED, 0.6),
            Return(Likeness.EXACT, 0.9),
            Return(Likeness.EXACT, 0.8),
            Return(Likeness.EXACT, 0.7),
        ]
    )
    assert {name: tally.total for name, tally in found.items()} == {
        "exact_first": 0.9,
        "exact_last": 0.7,
        "varied_first": 0.6,
        "varied_last": 0.6,
    }
    assert all(isnan(tally.total) for tally in return_tallies([]).values())


def test_bars_of_the_seed_are_remembered_and_not_counted():
    found = music_tallies(excerpt_of([A, B, C, D, A, B]), 4, ChangeModel({}))
    assert found["returning"] == found["returning"].__class__(2, 2)
    assert found["recent"].total == 0


def held(*chords, beats=4):
    """Return music of chords, each held for some beats."""
    return Excerpt(
        tuple(
            Note(48 + pitch, 70, 480 * beats * k, 480 * beats)
            for k, chord in enumerate(chords)
            for pitch in chord
        )
    )


C_MAJOR, G_MAJOR, F_MAJOR = (0, 4, 7, 12), (7, 11, 14, 19), (5, 9, 12, 17)


def test_changes_of_chord_are_counted_a_beat_and_surprise_by_chance_where_nothing_is_known():
    music = held(C_MAJOR, F_MAJOR, G_MAJOR, C_MAJOR)
    found = music_tallies(music, 0, ChangeModel({}))
    assert (found["changes"].total, found["changes"].count) == (3, 15)
    assert found["change_nats"].total / found["change_nats"].count == pytest.approx(
        3.5835, abs=1e-3
    )
    assert found["labelled_chords"].total == 1


def test_chord_tones_are_counted_under_the_chords_that_were_asked_for():
    music = held(C_MAJOR, C_MAJOR)
    asked = ((Chord(0),) * 4, (Chord(9, Quality.MINOR),) * 4)
    # Of C, E, G and C, A minor has three.
    assert chord_tones(music, asked).total == pytest.approx(7 / 8)
    seeded = Excerpt(music.notes, seed_end_tick=BAR)
    assert chord_tones(seeded, asked).total == pytest.approx(3 / 4)


def test_the_first_bars_of_a_piece_end_at_a_bar_line():
    assert first_bars(excerpt_of([A, B, C]), 2).notes == excerpt_of([A, B]).notes
    assert first_bars(excerpt_of([A]), 2).notes == excerpt_of([A]).notes
