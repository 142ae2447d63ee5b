"""Shares of a plan that return."""

import pytest

from chopin_studio.engine.planning.form_template import parse_bars
from chopin_studio.engine.planning.return_shares import ReturnShares, return_shares


def shares(text, *args, **options):
    return return_shares(parse_bars(text), *args, **options)


def test_an_exact_bar_returns_and_of_varied_ones_half():
    assert shares("n4 e2<4 v2<4").returning == pytest.approx(3 / 8)
    assert shares("n4 l2<4 r2<4").returning == 0.0


def test_a_bar_two_bars_later_does_not_return_yet_is_recent():
    assert shares("n2 e2<2") == ReturnShares(0.0, 0.5)
    assert shares("n2 e1<2+1 n1").recent == 0.0


def test_bars_that_return_to_the_same_bar_are_recent_to_each_other():
    assert shares("n4 e1<4 e1<5 n2") == ReturnShares(2 / 8, 1 / 8)
    assert shares("n4 e1<4 v1<5 n2").recent == pytest.approx(0.5 / 8)
    assert shares("n4 e1<4 e1<5+2 n2").recent == 0.0
    assert shares("n5 e1<5 n3 e1<9").recent == 0.0


def test_a_part_of_the_bars_is_counted():
    assert shares("n4 e2<4 n2", 4).returning == 0.5
    assert shares("n4 e2<4 n2", 4, 6).returning == 1.0
    assert shares("n4 e2<4 n2", 4, 99).returning == 0.5


def test_sources_before_a_bar_do_not_count():
    assert shares("n4 e2<4 n2", 0, 8, 1).returning == pytest.approx(1 / 8)


def test_no_bars_have_no_returns():
    assert return_shares(()) == ReturnShares(0.0, 0.0)
