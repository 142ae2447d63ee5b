import numpy as np
import pytest
from scipy import stats

from chopin_studio.study.analysis.ranks import centred_ranks, friedman_statistic, kendalls_w
from tests.study.analysis.examples import FIVE_BY_THREE, NAN

ZAR = np.array(
    [
        [7.0, 5.3, 4.9, 8.8],
        [9.9, 5.7, 7.6, 8.9],
        [8.5, 4.7, 5.5, 8.1],
        [5.1, 3.5, 2.8, 3.3],
        [10.3, 7.7, 8.4, 9.1],
    ]
)
"""J. H. Zar, "Biostatistical Analysis", example 12.6."""

BASES = np.array(
    [
        *([5.40, 5.50, 5.55], [5.85, 5.70, 5.75], [5.20, 5.60, 5.50], [5.55, 5.50, 5.40]),
        *([5.90, 5.85, 5.70], [5.45, 5.55, 5.60], [5.40, 5.40, 5.35], [5.45, 5.50, 5.35]),
        *([5.25, 5.15, 5.00], [5.85, 5.80, 5.70], [5.25, 5.20, 5.10], [5.65, 5.55, 5.45]),
        *([5.60, 5.35, 5.45], [5.05, 5.00, 4.95], [5.50, 5.50, 5.40], [5.45, 5.55, 5.50]),
        *([5.55, 5.55, 5.35], [5.45, 5.50, 5.55], [5.50, 5.45, 5.25], [5.65, 5.60, 5.40]),
        *([5.70, 5.65, 5.55], [6.30, 6.30, 6.25]),
    ]
)
"""Three ways to round first base, with ties: M. Hollander and D. A. Wolfe, "Nonparametric
Statistical Methods", table 7.1."""

APPLICANTS = np.array([[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]], float)
"""Three executives rank six applicants: S. Siegel, "Nonparametric Statistics for the Behavioral
Sciences", 1956, table 9.8."""

MEDIA = np.array(
    [[1, 1, 1, 1]] * 4 + [[1, 1, 0, 1]] * 2 + [[0, 1, 1, 1]] * 3 + [[0, 1, 0, 1]] + [[0] * 4] * 59,
    float,
)
"""Growth of diphtheria bacilli on four media: W. G. Cochran, 1950, table 1."""


def test_ranks_of_a_small_study_are_those_worked_out_by_hand():
    # Ratings 8 5 3, 7 6 4, 9 4 6, 5 5 2, 6 7 3 have the ranks below, of which the mean is 2.
    by_hand = np.array([[3, 2, 1], [3, 2, 1], [3, 1, 2], [2.5, 2.5, 1], [2, 3, 1]])

    assert centred_ranks(FIVE_BY_THREE) == pytest.approx(by_hand - 2)


def test_statistic_and_agreement_of_a_small_study_are_those_worked_out_by_hand():
    # Sums of centred ranks: 3.5, 0.5, -4; their squares add up to 12.25 + 0.25 + 16 = 28.5.
    # Squares of all centred ranks: 2 each for four listeners, 0.25 + 0.25 + 1 for the one with
    # a tie: 9.5. So χ² = 2 · 28.5 / 9.5 = 6 and W = 28.5 / (5 · 9.5) = 0.6.
    assert friedman_statistic(FIVE_BY_THREE) == pytest.approx(6.0)
    assert kendalls_w(FIVE_BY_THREE) == pytest.approx(0.6)


def test_friedman_is_that_of_textbooks():
    assert friedman_statistic(ZAR) == pytest.approx(10.68)
    assert friedman_statistic(BASES) == pytest.approx(11.143, abs=0.0005)


def test_kendalls_w_is_that_of_a_textbook():
    assert kendalls_w(APPLICANTS) == pytest.approx(0.162, abs=0.0005)


def test_cochrans_q_is_that_of_its_author():
    assert friedman_statistic(MEDIA) == pytest.approx(8.05, abs=0.005)


@pytest.mark.parametrize("seed", range(5))
def test_friedman_with_ties_is_that_of_scipy(seed: int):
    ratings = np.random.default_rng(seed).integers(1, 6, (9, 4)).astype(float)

    expected = stats.friedmanchisquare(*ratings.T).statistic

    assert friedman_statistic(ratings) == pytest.approx(expected)


def test_a_listener_who_left_something_out_has_no_say():
    with_gap = np.vstack([FIVE_BY_THREE, [1.0, NAN, 10.0]])

    assert not centred_ranks(with_gap)[5].any()
    assert kendalls_w(with_gap) == kendalls_w(FIVE_BY_THREE)
    assert friedman_statistic(with_gap) == friedman_statistic(FIVE_BY_THREE)


def test_full_agreement_is_one_and_opposite_orders_are_none():
    assert kendalls_w(np.array([[1.0, 2, 3]] * 4)) == pytest.approx(1.0)
    assert kendalls_w(np.array([[1.0, 2, 3], [3, 2, 1]])) == pytest.approx(0.0)


@pytest.mark.parametrize(
    "ratings",
    [np.full((4, 3), 5.0), np.array([[1.0, 2, 3]]), np.zeros((0, 3)), np.full((3, 3), NAN)],
    ids=["all equal", "one listener", "no listener", "all left out"],
)
def test_where_there_is_nothing_to_agree_on_there_is_no_agreement(ratings: np.ndarray):
    assert kendalls_w(ratings) is None
