"""The choice of forms that fit."""

import numpy as np
import pytest

from chopin_studio.engine.planning.fitting import (
    drawn,
    meter_cost,
    of_like_meter,
    phrase_misfit,
    piece_misfit,
)
from chopin_studio.music.meter import MeterChange
from tests.engine.planning.templates import FOUR_FOUR, THREE_FOUR, template


def draws(items, misfit, count=200):
    rng = np.random.default_rng(3)
    return {drawn(rng, items, misfit) for _ in range(count)}


def test_one_of_the_best_is_drawn_and_of_all_that_are_as_good():
    assert draws(range(100), float) == set(range(24))
    assert draws(range(40), lambda item: item // 40) == set(range(40))
    assert draws([7], float) == {7}


def test_meters_of_one_kind_are_nearer_than_others():
    cost = [meter_cost(MeterChange(0, *meter), THREE_FOUR) for meter in ((3, 4), (3, 8), (4, 4))]
    assert cost[0] == 0.0
    assert cost == sorted(set(cost))
    assert meter_cost(MeterChange(0, 6, 8), FOUR_FOUR) > meter_cost(MeterChange(0, 2, 4), FOUR_FOUR)


def test_pieces_of_other_meters_are_taken_where_there_are_few():
    waltz, march = template(meter=THREE_FOUR), template()
    assert of_like_meter([waltz] * 48 + [march] * 9, THREE_FOUR) == [waltz] * 48
    assert of_like_meter([waltz] * 47 + [march] * 9, THREE_FOUR) == [waltz] * 47 + [march] * 9


def test_a_piece_fits_by_its_returns_its_sections_and_its_length():
    def misfit(bars, form, *, wanted=32, lead=0):
        return piece_misfit(template(bars, form), wanted, lead, FOUR_FOUR)

    song = misfit("n8 e4<8 n12 e8<24", "A A' B A")
    assert song == pytest.approx(0.0)
    assert misfit("n32", "A:16 B:16") > song  # no returns
    assert misfit("n8 e4<8 n12 e8<24", "A:16 B:16") > song  # no form
    assert misfit("n8 e24<8", "A A A A") > song  # nothing else
    assert misfit("n8 e4<8 n12 e8<24", "A:3 A':13 B A") > song
    assert misfit("n8 e4<8 n12 e8<24", "A A' B A", wanted=40) > song
    assert misfit("n2 e2<2 e4<4 n16 e8<24", "A A' B A") > song  # it marks time


def test_bars_that_are_there_already_are_not_counted():
    piece = template("n8 e8<8 n16", "A A B:16")
    assert piece_misfit(piece, 32, 16, FOUR_FOUR) > piece_misfit(piece, 32, 0, FOUR_FOUR)
    assert piece_misfit(piece, 32, 99, FOUR_FOUR) > 0.0


def test_a_phrase_fits_that_stands_alone():
    piece = template("n8 e8<8 n4 e4<4 n8", "A A B C")

    def misfit(begin, least=0.0, bars=8):
        return phrase_misfit(piece, begin, bars, least, FOUR_FOUR)

    assert misfit(0) == 0.0
    assert misfit(8) == pytest.approx(0.75)  # all of it is from before
    assert misfit(16, least=0.4) == 0.0
    assert misfit(0, least=0.4) == pytest.approx(0.4)
    assert misfit(24, bars=16) == pytest.approx(0.5)  # the piece ends
