import numpy as np
import pytest

from chopin_studio.study.analysis.detectable import (
    detectable_difference,
    fewest_listeners,
    spread_of_differences,
)
from chopin_studio.study.analysis.pair_tests import signed_rank_p
from tests.study.analysis.examples import FIVE_BY_THREE, NAN


@pytest.mark.parametrize(("pairs", "listeners"), [(1, 6), (3, 7), (10, 9), (28, 11)])
def test_fewer_listeners_cannot_show_any_difference(pairs: int, listeners: int):
    # All prefer the same model: p = 2 / 2ⁿ is the smallest there is.
    assert fewest_listeners(pairs) == listeners
    assert signed_rank_p(np.arange(1.0, listeners + 1)) * pairs <= 0.05
    assert signed_rank_p(np.arange(1.0, listeners)) * pairs > 0.05
    assert detectable_difference(2.0, listeners - 1, pairs) is None
    assert detectable_difference(2.0, listeners, pairs) is not None


def test_the_spread_is_that_worked_out_by_hand():
    # Differences 3 1 5 0 -1 (mean 1.6): 1.96+0.36+11.56+2.56+6.76 = 23.2, variance 5.8.
    # 5 3 3 3 3 (3.4): 2.56 + 4 · 0.16 = 3.2, 0.8. 2 2 -2 3 4 (1.8): 0.04+0.04+14.44+1.44+4.84
    # = 20.8, 5.2. Their mean is 11.8 / 3.
    assert spread_of_differences(FIVE_BY_THREE) == pytest.approx((11.8 / 3) ** 0.5)


def test_too_few_answers_have_no_spread():
    assert spread_of_differences(np.array([[3.0, 4.0]])) is None
    assert spread_of_differences(np.array([[3.0, NAN], [NAN, 4.0], [1.0, 2.0]])) is None


@pytest.mark.parametrize(("listeners", "pairs"), [(17, 10), (40, 10), (17, 1)])
def test_such_a_difference_is_found_in_about_four_of_five_studies(listeners: int, pairs: int):
    difference = detectable_difference(2.5, listeners, pairs)
    draws = np.random.default_rng(5).normal(difference, 2.5, (400, listeners))

    found = [signed_rank_p(each) <= 0.05 / pairs for each in draws]

    assert 0.74 <= np.mean(found) <= 0.86


def test_more_listeners_find_smaller_differences():
    sizes = [detectable_difference(2.5, listeners, 10) for listeners in (10, 17, 30, 100)]

    assert sizes == sorted(sizes, reverse=True)
