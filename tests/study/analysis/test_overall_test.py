from itertools import permutations, product

import numpy as np
import pytest
from scipy import stats

from chopin_studio.study.analysis.overall_test import overall_tests, step_down
from chopin_studio.study.analysis.ranks import friedman_statistic
from tests.study.analysis.examples import FIVE_BY_THREE, NAN


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def orders(*rows: str) -> np.ndarray:
    """Return rankings of models written as digits."""
    return np.array([[float(digit) for digit in row] for row in rows])


@pytest.mark.parametrize(
    ("ratings", "statistic", "p"),
    [
        (orders("123", "123", "123"), 6.0, 0.028),
        (orders("123", "123", "123", "132"), 6.5, 0.042),
        (orders("123", "123", "123", "123"), 8.0, 0.0046),
        (orders("123", "123", "123", "132", "132"), 7.6, 0.024),
        (orders("123", "123", "123", "213", "132"), 6.4, 0.039),
    ],
)
def test_p_is_that_of_the_exact_table(ratings: np.ndarray, statistic: float, p: float):
    """The table is in M. Friedman, 1937, and in S. Siegel, 1956, table N."""
    (test,) = overall_tests([ratings], rng())

    assert test.statistic == pytest.approx(statistic)
    assert test.p == pytest.approx(p, abs=0.0005)


def test_p_with_ties_is_the_share_of_all_arrangements():
    ways = [list(permutations(row)) for row in FIVE_BY_THREE]
    statistics = [friedman_statistic(np.array(rows)) for rows in product(*ways)]

    (test,) = overall_tests([FIVE_BY_THREE], rng())

    assert test.p == pytest.approx(np.mean([each >= 6.0 - 1e-9 for each in statistics]))
    assert test.statistic == pytest.approx(6.0)
    assert test.agreement == pytest.approx(0.6)
    assert test.listeners == 5


def test_p_of_many_listeners_is_close_to_that_of_chi_square():
    ratings = np.random.default_rng(4).integers(1, 11, (40, 4)).astype(float)

    (test,) = overall_tests([ratings], rng())

    assert test.p == pytest.approx(stats.friedmanchisquare(*ratings.T).pvalue, abs=0.03)


def test_two_models_have_the_p_of_wilcoxon():
    ratings = np.array([[5.0, 3], [6, 6], [7, 2], [8, 7], [4, 6], [9, 5]])
    differences = ratings[:, 0] - ratings[:, 1]
    everything = stats.PermutationMethod(n_resamples=10_000)
    expected = stats.wilcoxon(differences, zero_method="pratt", method=everything).pvalue

    (test,) = overall_tests([ratings], rng())

    assert test.p == pytest.approx(expected)


def test_one_question_needs_no_adjustment():
    (test,) = overall_tests([FIVE_BY_THREE], rng())

    assert test.adjusted_p == test.p


def test_the_same_question_asked_twice_counts_as_one():
    for test in overall_tests([FIVE_BY_THREE, FIVE_BY_THREE], rng()):
        assert test.adjusted_p == test.p


def test_other_questions_raise_p_and_never_beyond_their_number():
    other = np.random.default_rng(0).integers(1, 11, (5, 3)).astype(float)

    clear, other_test = overall_tests([FIVE_BY_THREE, other], rng())

    assert clear.p < clear.adjusted_p <= 2 * clear.p
    assert other_test.adjusted_p >= clear.adjusted_p


def test_stepping_down_is_that_worked_out_by_hand():
    # The answers are the first of four arrangements. The smaller p of the first two questions is
    # 0.25, of the second question: the least of both is no larger in rows 1 and 3, so 2 / 4. The
    # first question alone has 0.5, reached in rows 1, 2 and 3, so 3 / 4.
    shares = np.array([[0.5, 0.25], [0.5, 1.0], [0.25, 0.75], [1.0, 0.5]])

    assert step_down(shares) == pytest.approx([0.75, 0.5])


def test_a_listener_who_left_something_out_counts_for_the_other_questions():
    with_gap = FIVE_BY_THREE.copy()
    with_gap[0, 1] = NAN

    first, second = overall_tests([FIVE_BY_THREE, with_gap], rng())

    assert (first.listeners, second.listeners) == (5, 4)
    assert second.p == pytest.approx(overall_tests([with_gap[1:]], rng())[0].p)


def test_where_all_ratings_are_equal_nothing_is_found():
    (test,) = overall_tests([np.full((6, 3), 4.0)], rng())

    assert (test.statistic, test.agreement, test.p, test.adjusted_p) == (0.0, None, 1.0, 1.0)


def test_one_listener_shows_nothing():
    (test,) = overall_tests([orders("123")], rng())

    assert test.p == 1.0
    assert test.agreement is None


@pytest.mark.parametrize(
    "ratings",
    [np.zeros((0, 3)), np.full((2, 3), NAN), np.ones((4, 1))],
    ids=["no listener", "nobody rated all", "one model"],
)
def test_without_anything_to_compare_there_is_no_test(ratings: np.ndarray):
    assert overall_tests([ratings], rng()) == (None,)


def test_a_question_without_answers_does_not_disturb_the_others():
    empty, test = overall_tests([np.full((5, 3), NAN), FIVE_BY_THREE], rng())

    assert empty is None
    assert test == overall_tests([FIVE_BY_THREE], rng())[0]
