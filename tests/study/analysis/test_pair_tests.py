from itertools import product

import numpy as np
import pytest
from scipy import stats

from chopin_studio.study.analysis.pair_tests import holm, pair_tests, signed_rank_p
from tests.study.analysis.examples import FIVE_BY_THREE, NAN

DARWIN = np.array([6.0, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75])
"""Differences in height of Darwin's plants, in eighths of an inch: R. A. Fisher, "The Design of
Experiments", table 3."""


def test_without_ties_p_is_that_of_scipy():
    assert signed_rank_p(DARWIN) == pytest.approx(stats.wilcoxon(DARWIN, method="exact").pvalue)
    assert signed_rank_p(DARWIN) == pytest.approx(0.041, abs=0.0005)


@pytest.mark.parametrize("seed", range(6))
def test_with_ties_and_zeros_p_is_that_of_listing_all_signs(seed: int):
    differences = np.random.default_rng(seed).integers(-3, 5, 8).astype(float)
    ranks = stats.rankdata(np.abs(differences))[differences != 0]
    sums = np.array([np.dot(ranks, signs) for signs in product((-1, 1), repeat=len(ranks))])
    reached = abs(np.dot(ranks, np.sign(differences[differences != 0])))

    assert (differences == 0).any() or len(set(ranks)) < len(ranks)
    assert signed_rank_p(differences) == pytest.approx((np.abs(sums) >= reached - 1e-9).mean())


def test_of_yes_and_no_it_is_mcnemars_exact_test():
    # Of 9 listeners who changed their answer, 8 changed it one way.
    differences = np.array([1.0] * 8 + [-1.0] + [0.0] * 5)

    assert signed_rank_p(differences) == pytest.approx(stats.binomtest(8, 9).pvalue)


def test_differences_in_the_last_bits_are_ties():
    thirds = np.array([[1.0 / 3, 2.0 / 3], [4.0 / 3, 5.0 / 3], [7.0 / 3 + 1.0, 11.0 / 3]])

    (test,) = pair_tests(thirds)

    assert test.p == pytest.approx(0.25)


def test_nothing_that_differs_has_a_p_of_one():
    assert signed_rank_p(np.zeros(5)) == 1.0
    assert signed_rank_p(np.array([])) == 1.0
    assert signed_rank_p(np.array([2.0])) == 1.0


def test_many_listeners_can_be_counted():
    differences = np.random.default_rng(2).normal(0.1, 1, 300)

    expected = stats.wilcoxon(differences, method="asymptotic").pvalue

    assert signed_rank_p(differences) == pytest.approx(expected, abs=0.005)


def test_pairs_of_a_small_study_are_those_worked_out_by_hand():
    # First and third model, 5 3 3 3 3: all positive, so p = 2 / 2⁵ = 1/16.
    # Second and third, 2 2 -2 3 4: ranks 2 2 2 4 5, and 2 for the negative one. Sums of at most 2
    # come of none or of one of the three 2s, 4 ways of 32, and twice that is 1/4.
    # First and second, 3 1 5 0 -1: ranks 4 2.5 5 2.5 without that of the zero, and 2.5 for the
    # negative one. Sums of at most 2.5 come of none or one of two: 3 of 16, and twice that 6/16.
    # Holm: 3 · 1/16, then 2 · 1/4 = 1/2, then 1 · 6/16, which is less than the one before.
    first_second, first_third, second_third = pair_tests(FIVE_BY_THREE)

    assert (first_third.p, first_third.adjusted_p) == pytest.approx((1 / 16, 3 / 16))
    assert (second_third.p, second_third.adjusted_p) == pytest.approx((1 / 4, 1 / 2))
    assert (first_second.p, first_second.adjusted_p) == pytest.approx((6 / 16, 1 / 2))
    assert first_third.difference == pytest.approx(7.0 - 3.6)
    assert (first_third.first, first_third.second, first_third.listeners) == (0, 2, 5)


def test_holm_is_that_of_a_textbook_example():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_holm_never_exceeds_one_and_keeps_the_order():
    assert holm([0.9, 0.5, 0.6]) == pytest.approx([1.0, 1.0, 1.0])
    assert holm([]) == []


def test_a_pair_is_of_those_who_rated_both():
    ratings = np.array([[5.0, 3, NAN], [6, NAN, 2], [7, 4, 1]])

    tests = pair_tests(ratings)

    assert [each.listeners for each in tests] == [2, 2, 1]
    assert [each.difference for each in tests] == [2.5, 5.0, 3.0]


def test_two_models_are_one_pair_and_one_model_is_none():
    (test,) = pair_tests(np.array([[5.0, 3], [6, 4]]))

    assert (test.p, test.adjusted_p) == (0.5, 0.5)
    assert pair_tests(np.array([[5.0], [6]])) == ()


def test_nobody_who_rated_both_leaves_the_difference_open():
    (test,) = pair_tests(np.array([[NAN, 3.0]]))

    assert (test.listeners, test.difference, test.p) == (0, None, 1.0)
