"""Means and their intervals."""

from math import isnan, nan

import numpy as np
import pytest

from chopin_studio.training.expressive.evaluation.estimates import (
    UNKNOWN,
    Tally,
    estimate,
    mean_estimate,
)


def test_takes_count_by_what_was_counted_in_them():
    found = estimate([Tally(1, 10), Tally(9, 10), Tally(80, 80)])
    assert found.value == 0.9
    assert found.takes == 3


def test_the_interval_holds_the_mean_of_the_population_nineteen_times_in_twenty():
    rng = np.random.default_rng(3)
    hits = 0
    for _ in range(200):
        found = mean_estimate(rng.normal(5, 2, 30).tolist())
        hits += found.low <= 5 <= found.high
    assert 180 <= hits <= 198


def test_the_interval_is_the_same_at_every_call_and_a_point_for_equal_takes():
    values = [0.2, 0.9, 0.4, 0.3]
    assert mean_estimate(values) == mean_estimate(values)
    assert mean_estimate([0.5] * 9) == (found := estimate([Tally(1, 2)] * 9))
    assert (found.low, found.high) == (0.5, 0.5)


def test_what_is_not_known_or_counts_nothing_is_left_out():
    found = estimate([Tally(nan), Tally(0, 0), Tally(1), Tally(3)])
    assert (found.value, found.takes) == (2, 2)
    assert estimate([Tally(nan)]) == UNKNOWN


def test_one_take_alone_has_no_interval():
    found = mean_estimate([0.25])
    assert found.value == pytest.approx(0.25)
    assert isnan(found.low)
    assert isnan(found.high)
