"""The median of a take's tempo."""

import pytest

from chopin_studio.engine.expressive.attributes import MEDIAN_TEMPO
from chopin_studio.engine.expressive.tempo_balance import TempoBalance

BEAT = 480


def balance_after(*spent):
    balance = TempoBalance()
    for tempo, beats in spent:
        balance.spend(tempo, beats * BEAT)
    return balance


NEAR = slice(MEDIAN_TEMPO - 3, MEDIAN_TEMPO + 4)
"""The classes at which a take is most of the time."""


def test_nothing_near_the_median_is_raised_at_first_nor_in_balance():
    assert not balance_after().lean()[NEAR].any()
    assert not balance_after((MEDIAN_TEMPO, 100)).lean()[NEAR].any()
    balanced = balance_after((MEDIAN_TEMPO - 1, 20), (MEDIAN_TEMPO + 5, 20))
    assert not balanced.lean()[NEAR].any()


def test_tempi_far_from_the_median_are_lowered_the_more_the_further_they_are():
    lean = balance_after().lean()
    assert lean[: NEAR.start].tolist() == pytest.approx([-k / 10 for k in range(9, 0, -1)])
    assert (lean[NEAR.stop :] == lean[: NEAR.start][::-1]).all()


def test_after_time_above_the_median_the_slower_classes_are_raised_and_the_faster_lowered():
    lean = balance_after((MEDIAN_TEMPO + 1, 30), (MEDIAN_TEMPO, 10)).lean()
    assert lean[NEAR].tolist() == [0.75] * 3 + [0] + [-0.75] * 3
    assert balance_after((MEDIAN_TEMPO - 1, 40)).lean()[NEAR].tolist() == [-1] * 3 + [0] + [1] * 3


def test_older_takes_lean_by_distance():
    lean = balance_after((MEDIAN_TEMPO + 1, 40)).lean(by_side=False)
    assert lean.tolist() == [MEDIAN_TEMPO - c for c in range(len(lean))]


def test_a_few_beats_weigh_little():
    little, much = (balance_after((MEDIAN_TEMPO + 2, n)).lean()[MEDIAN_TEMPO - 1] for n in (1, 8))
    assert little == much / 8


def test_a_copy_is_independent():
    balance = balance_after((MEDIAN_TEMPO + 1, 30))
    twin = balance.copy()
    twin.spend(MEDIAN_TEMPO - 1, 30 * BEAT)
    assert not twin.lean()[NEAR].any()
    assert balance.lean()[NEAR].any()
