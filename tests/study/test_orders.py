"""Orders in which listeners hear the models."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from chopin_studio.study.orders import draw_numbers, draw_orders, williams_square

SIZES = range(1, 11)


@pytest.fixture(params=SIZES)
def orders(request):
    return draw_orders(request.param, np.random.default_rng(request.param))


def test_every_order_has_every_model_once(orders):
    assert all(sorted(order) == list(range(len(order))) for order in orders)


def test_each_model_comes_at_each_place_equally_often(orders):
    for place in range(len(orders[0])):
        counts = Counter(order[place] for order in orders)
        assert len(counts) == len(orders[0])
        assert len(set(counts.values())) == 1


def test_as_many_listeners_as_models_hear_each_of_them_first(orders):
    size = len(orders[0])
    for start in range(0, len(orders), size):
        assert {order[0] for order in orders[start : start + size]} == set(range(size))


@pytest.mark.parametrize("size", SIZES)
def test_each_model_follows_each_other_equally_often(size):
    orders = draw_orders(size, np.random.default_rng(0))
    counts = Counter(pair for order in orders for pair in pairwise(order))
    assert len(counts) == size * (size - 1)
    assert set(counts.values()) <= {1 if size % 2 == 0 else 2}


def test_an_odd_number_of_models_needs_two_squares():
    assert [len(williams_square(size)) for size in (4, 5)] == [4, 10]


def test_the_first_row_takes_models_from_both_ends_in_turn():
    assert williams_square(4)[0] == (0, 1, 3, 2)


def test_chance_decides_which_model_is_where():
    drawn = {draw_orders(5, np.random.default_rng(state)) for state in range(20)}
    numbers = {draw_numbers(5, np.random.default_rng(state)) for state in range(20)}
    assert len(drawn) == 20
    assert len(numbers) > 10
    assert all(sorted(each) == [1, 2, 3, 4, 5] for each in numbers)
