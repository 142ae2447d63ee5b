"""Sources found in music: what returns, from where, and how nearly."""

import pytest
from hypothesis import given

from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar
from chopin_studio.music.plan.source_bars import likeness_of, source_bars, source_bars_of
from tests.music.plan.music import (
    EMPTY,
    FOUR_FOUR,
    A,
    B,
    C,
    D,
    changed,
    columns,
    excerpt_of,
    transposed,
)
from tests.music.strategies import excerpts

NEW = PlannedBar(Likeness.NEW)


def exact(source, transposition=0):
    return PlannedBar(Likeness.EXACT, source, transposition)


def found(*bars):
    return source_bars_of(excerpt_of(bars))


def test_a_phrase_that_returns_is_found_bar_by_bar():
    assert found(A, B, C, A, B, C) == (NEW, NEW, NEW, exact(0), exact(1), exact(2))


def test_a_bar_repeated_at_once_is_no_return_to_it():
    assert found(A, A, B) == (NEW, NEW, NEW)
    assert found(A, A, A)[2] == exact(0)


@pytest.mark.parametrize(
    ("changes", "likeness"),
    [(0, Likeness.EXACT), (1, Likeness.VARIED), (2, Likeness.VARIED), (4, Likeness.LOOSE)],
)
def test_the_likeness_is_that_of_the_agreement(changes, likeness):
    bars = found(A, B, changed(A, *range(changes)))
    assert bars[2] == PlannedBar(likeness, 0)


@pytest.mark.parametrize(
    ("agreement", "likeness"),
    [
        (1.0, Likeness.EXACT),
        (0.9, Likeness.EXACT),
        (0.89, Likeness.VARIED),
        (0.7, Likeness.VARIED),
        (0.69, Likeness.LOOSE),
        (0.5, Likeness.LOOSE),
        (0.49, Likeness.NEW),
    ],
)
def test_limits_belong_to_the_nearer_likeness(agreement, likeness):
    assert likeness_of(agreement) is likeness


@pytest.mark.parametrize("semitones", [-12, -5, 1, 7, 12])
def test_a_return_is_found_at_other_pitches(semitones):
    assert found(A, B, transposed(A, semitones))[2] == exact(0, semitones)


def test_the_third_statement_returns_to_the_first():
    phrase = (A, B, C, D)
    thrice = found(*phrase, *phrase, *phrase)
    assert thrice[8:] == (exact(0), exact(1), exact(2), exact(3))


def test_a_copy_of_a_variation_returns_to_the_variation():
    varied = changed(A, 0, 1)
    bars = found(A, B, varied, C, varied)
    assert bars[2] == PlannedBar(Likeness.VARIED, 0)
    assert bars[4] == exact(2)


def test_a_transposed_copy_is_traced_to_the_first_statement():
    bars = found(A, B, transposed(A, 5), C, transposed(A, 10))
    assert bars[4] == exact(0, 10)


def test_a_return_goes_on_from_its_last_source():
    # The last bar has four of its eight notes from the one and four from the other.
    one, other = changed(A, 0, 1, 2, 3), changed(A, 4, 5, 6, 7)
    assert found(one, B, C, other, EMPTY, EMPTY, C, A)[7] == PlannedBar(Likeness.LOOSE, 3)
    assert found(one, B, C, other, EMPTY, EMPTY, D, A)[7] == PlannedBar(Likeness.LOOSE, 0)


def test_of_two_sources_the_one_on_the_same_pitches_is_preferred():
    assert found(transposed(A, 2), B, A, C, D, A)[5] == exact(2)


def test_a_return_may_be_interrupted_by_a_new_bar():
    similar = ((0, 20), (1, 110), (5, 33))
    bars = found(A, B, C, D, A, similar, C)
    assert bars[5] == NEW
    assert bars[6] == exact(2)


def test_a_rhythm_returns_where_the_pitches_do_not():
    other = ((0, 30), (1, 99), (2, 33), (3, 91), (4, 35), (5, 101), (6, 29), (7, 110))
    assert found(A, B, C, other)[3] == PlannedBar(Likeness.RHYTHM, 0)
    assert found(B, A, C, other)[3] == NEW  # two bars back


def test_few_onsets_make_no_rhythm():
    three = ((0, 60), (2, 64), (4, 67))
    other = ((0, 90), (2, 21), (4, 35))
    assert found(three, A, B, other)[3] == NEW


def test_of_equal_rhythms_the_one_that_goes_on_is_preferred_then_the_nearest():
    others = [tuple((k, (37 * k + 17 * n) % 100 + 10) for k in range(8)) for n in range(6)]
    bars = found(*others)
    assert [bar.likeness for bar in bars[3:]] == [Likeness.RHYTHM] * 3
    assert [bar.source for bar in bars[3:]] == [0, 1, 2]
    assert found(*others[:4], A, others[4])[5].source == 2


def test_empty_bars_are_new_and_no_sources():
    assert found(EMPTY, B, EMPTY, A) == (NEW, NEW, NEW, NEW)


def test_only_bars_of_one_meter_are_compared():
    meters = MeterMap((MeterChange(0, 4, 4), MeterChange(3840, 2, 2)))
    bars = source_bars_of(excerpt_of([A, B, A, B, A], meters=meters))
    assert bars == (NEW, NEW, NEW, NEW, exact(2))


def test_there_is_one_bar_for_each_up_to_the_end():
    onsets, pitches = columns(excerpt_of([A, B, A]))
    assert source_bars(onsets, pitches, FOUR_FOUR, 5 * 1920) == (NEW, NEW, exact(0), NEW, NEW)
    assert source_bars(onsets[:0], pitches[:0], FOUR_FOUR, 0) == ()


@given(excerpts())
def test_any_music_makes_a_plan(excerpt):
    bars = source_bars_of(excerpt)
    Plan(bars)
    for number, bar in enumerate(bars):
        assert bar.likeness is not Likeness.UNPLANNED
        assert bar.chords == ()
        assert bar.source is None or bar.source <= number - 2
