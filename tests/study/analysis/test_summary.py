import math

import numpy as np
import pytest

from chopin_studio.study.analysis.ratings import feature_average
from chopin_studio.study.analysis.summary import Summary, summarise, summarise_shares
from tests.study.analysis.examples import FIVE_BY_THREE, NAN


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_means_and_deviations_are_those_worked_out_by_hand():
    # Sums 35, 27, 18 of five. Squares of deviations from 7, 5.4 and 3.6:
    # 1+0+4+4+1 = 10; 0.16+0.36+1.96+0.16+2.56 = 5.2; 0.36+0.16+5.76+2.56+0.36 = 9.2; over 4.
    first, second, third = summarise(FIVE_BY_THREE, rng())

    assert [each.mean for each in (first, second, third)] == pytest.approx([7.0, 5.4, 3.6])
    assert first.standard_deviation == pytest.approx(math.sqrt(2.5))
    assert second.standard_deviation == pytest.approx(math.sqrt(1.3))
    assert third.standard_deviation == pytest.approx(math.sqrt(2.3))
    assert first.answers == 5


def test_an_interval_lies_around_the_mean_and_within_what_was_answered():
    for summary, column in zip(summarise(FIVE_BY_THREE, rng()), FIVE_BY_THREE.T, strict=True):
        low, high = summary.interval
        assert column.min() <= low < summary.mean < high <= column.max()


def test_the_same_answers_have_the_same_intervals_each_time():
    assert summarise(FIVE_BY_THREE, rng()) == summarise(FIVE_BY_THREE, rng())


def test_intervals_cover_the_mean_about_as_often_as_they_say():
    draws = np.random.default_rng(3)
    ratings = np.clip(np.rint(draws.normal(5, 2, (300, 12))), 1, 10)
    truth = np.clip(np.rint(draws.normal(5, 2, 200_000)), 1, 10).mean()

    covered = [
        low <= truth <= high for low, high in (s.interval for s in summarise(ratings.T, draws))
    ]

    assert 0.92 <= np.mean(covered) <= 0.98


def test_what_was_left_out_counts_for_nothing():
    (with_gap,) = summarise(np.array([[4.0], [NAN], [8.0]]), rng())

    assert with_gap.answers == 2
    assert with_gap.mean == 6.0
    assert with_gap.standard_deviation == pytest.approx(math.sqrt(8))


def test_one_answer_has_a_mean_alone_and_none_has_nothing():
    one, none = summarise(np.array([[4.0, NAN]]), rng())

    assert one == Summary(1, 4.0, None, None)
    assert none == Summary(0, None, None, None)


def test_answers_that_are_all_equal_have_an_interval_of_no_width():
    (summary,) = summarise(np.full((6, 1), 3.0), rng())

    assert summary == Summary(6, 3.0, 0.0, (3.0, 3.0))


def test_a_share_is_that_worked_out_by_hand():
    # 7 of 17: p = 0.4118, and the sample's deviation √(p (1 - p) 17 / 16) = 0.5073, as the paper
    # has it for its first model. Wilson's interval with z = 1.96:
    # (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n) = (0.5248 ± 0.2599) / 1.2260.
    (summary,) = summarise_shares(np.array([[1.0]] * 7 + [[0.0]] * 10))

    assert summary.mean == pytest.approx(7 / 17)
    assert summary.standard_deviation == pytest.approx(0.507, abs=0.0005)
    assert summary.interval == pytest.approx((0.216, 0.640), abs=0.0005)


def test_a_share_of_all_is_not_certain():
    (summary,) = summarise_shares(np.ones((5, 1)))

    assert summary.mean == 1.0
    assert summary.interval[0] < 0.6


def test_the_average_of_features_is_of_those_who_answered_all():
    average = feature_average([np.array([[4.0, 6.0]]), np.array([[5.0, NAN]])])

    assert average[0, 0] == 4.5
    assert math.isnan(average[0, 1])
