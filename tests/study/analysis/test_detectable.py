import numpy as np
import pytest

from chopin_studio.study.analysis.compare import compare
from chopin_studio.study.analysis.detectable import (
    detectable_spreads,
    fewest_listeners,
    spread_of_differences,
)
from chopin_studio.study.analysis.pair_tests import signed_rank_p
from tests.study.analysis.examples import FIVE_BY_THREE, NAN


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


@pytest.mark.parametrize(
    ("models", "pairs", "listeners"), [(2, 1, 6), (3, 3, 7), (5, 10, 9), (8, 28, 11)]
)
def test_fewer_listeners_cannot_show_any_difference(models: int, pairs: int, listeners: int):
    # All prefer the same model: p = 2 / 2ⁿ is the smallest there is.
    assert fewest_listeners(pairs) == listeners
    assert signed_rank_p(np.arange(1.0, listeners + 1)) * pairs <= 0.05
    assert signed_rank_p(np.arange(1.0, listeners)) * pairs > 0.05
    assert detectable_spreads(listeners - 1, models, 1, rng()) is None
    assert detectable_spreads(listeners, models, 1, rng()) is not None


def test_the_spread_is_that_worked_out_by_hand():
    # Differences 3 1 5 0 -1 (mean 1.6): 1.96+0.36+11.56+2.56+6.76 = 23.2, variance 5.8.
    # 5 3 3 3 3 (3.4): 2.56 + 4 · 0.16 = 3.2, 0.8. 2 2 -2 3 4 (1.8): 0.04+0.04+14.44+1.44+4.84
    # = 20.8, 5.2. Their mean is 11.8 / 3.
    assert spread_of_differences(FIVE_BY_THREE) == pytest.approx((11.8 / 3) ** 0.5)


def test_too_few_answers_have_no_spread():
    assert spread_of_differences(np.array([[3.0, 4.0]])) is None
    assert spread_of_differences(np.array([[3.0, NAN], [NAN, 4.0], [1.0, 2.0]])) is None


@pytest.mark.parametrize(("listeners", "models", "questions"), [(17, 4, 5), (12, 2, 3), (9, 3, 1)])
def test_such_a_difference_is_found_in_about_four_of_five_studies(
    listeners: int, models: int, questions: int
):
    size = detectable_spreads(listeners, models, questions, rng())
    draws = np.random.default_rng(5)

    found = []
    for _ in range(150):
        # Only the first question has a difference; differences of two have a deviation of 1.
        asked = draws.normal(0, 0.5**0.5, (questions, listeners, models))
        asked[0, :, 0] += size
        pairs = compare(list(asked), draws, 400)[0].found_pairs
        found.append(any((pair.first, pair.second) == (0, 1) for pair in pairs))

    assert 0.7 <= np.mean(found) <= 0.93


def test_more_listeners_find_smaller_differences():
    sizes = [detectable_spreads(listeners, 5, 13, rng()) for listeners in (10, 17, 30, 100)]

    assert sizes == sorted(sizes, reverse=True)


def test_more_questions_take_a_larger_difference():
    assert detectable_spreads(17, 5, 13, rng()) > detectable_spreads(17, 5, 1, rng())
    assert detectable_spreads(17, 2, 13, rng()) > detectable_spreads(17, 2, 1, rng())


def test_one_model_has_no_difference():
    assert detectable_spreads(20, 1, 13, rng()) is None
