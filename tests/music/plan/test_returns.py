"""Shares of bars that return."""

import pytest

from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.plan.returns import Returns, returns_in
from tests.music.plan.music import EMPTY, A, B, C, D, changed, excerpt_of, transposed


def test_a_return_is_three_bars_back_or_more():
    assert returns_in(excerpt_of([A, B, A])).distances == ()
    assert returns_in(excerpt_of([A, B, C, A])).distances == (3,)


def test_a_return_agrees_by_four_fifths():
    assert returns_in(excerpt_of([A, B, C, changed(A, 0)])).distances == (3,)
    assert returns_in(excerpt_of([A, B, C, changed(A, 0, 1)])).distances == ()


def test_a_return_may_be_transposed():
    counts = returns_in(excerpt_of([A, B, C, D, transposed(A, -7), B]))
    assert counts.transpositions == (-7, 0)
    assert counts.share_untransposed == 0.5


def test_a_bar_like_one_of_the_last_three_is_recent_where_it_stands_as_it_was():
    assert returns_in(excerpt_of([A, A, B])).recent == 1
    assert returns_in(excerpt_of([A, B, C, A])).recent == 1
    assert returns_in(excerpt_of([A, B, C, D, A])).recent == 0
    assert returns_in(excerpt_of([A, transposed(A, 2)])).recent == 0


def test_the_distance_is_to_the_nearest_of_equal_bars():
    assert returns_in(excerpt_of([A, B, A, B, C, A])).distances == (3,)


def test_shares_are_of_all_bars_counted():
    excerpt = excerpt_of([A, B, C, D, A, B, EMPTY, D])
    counts = returns_in(excerpt)
    assert counts.bars == 8
    assert counts.share_returning == pytest.approx(3 / 8)
    assert returns_in(excerpt, first=4, most=2).share_returning == 1.0
    assert returns_in(excerpt, most=4).share_returning == 0.0


def test_counts_add_up():
    both = Returns(4, 1, (8,), (0,)) + Returns(6, 2, (4, 3), (5, 0))
    assert both == Returns(10, 3, (8, 4, 3), (0, 5, 0))
    assert both.share_recent == pytest.approx(0.3)


def test_no_music_has_no_returns():
    assert returns_in(excerpt_of([])) == Returns()
    assert Returns().share_returning == Returns().share_recent == 0.0
    assert Returns().share_untransposed == 0.0


def test_a_third_of_the_bars_of_chopins_preludes_return(corpus_dir):
    paths = sorted((corpus_dir / "midis" / "Chopin").glob("chpn-p*.mid"))
    counts = sum((returns_in(read_midi(path)) for path in paths), Returns())
    assert counts.bars == 960
    assert counts.share_returning == pytest.approx(0.327, abs=0.002)
    assert counts.share_recent == pytest.approx(0.158, abs=0.002)
