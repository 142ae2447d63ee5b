"""How similar two takes are reported to be."""

from dataclasses import replace

import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.originality.similarity import similarity
from tests.originality.music import BAR, after, between, changed, piece


def test_other_music_is_not_alike():
    assert similarity(piece(1), piece(2)) == 0


@pytest.mark.parametrize("change", [{}, {"semitones": -4}, {"slowness": 2}, {"every": 10}])
def test_the_same_music_is_alike_however_it_is_changed(change):
    assert similarity(piece(1), changed(piece(1), **change)) > 0.9


def test_takes_are_alike_by_the_part_that_they_share():
    shared = between(piece(1), 1, 8)
    one = after(shared, between(piece(2), 1, 8))
    other = after(shared, between(piece(3), 1, 24))
    found = similarity(one, other)
    assert found == similarity(other, one)
    assert found == pytest.approx(len(shared.notes) / len(one.notes), abs=0.05)


def test_a_seed_that_takes_have_in_common_does_not_count():
    seed = between(piece(1), 1, 8)
    takes = [
        replace(after(seed, between(piece(k), 1, 8)), seed_end_tick=-(-seed.end_tick // BAR) * BAR)
        for k in (2, 3)
    ]
    assert similarity(*takes) == 0


def test_what_has_no_notes_is_like_nothing():
    assert similarity(Excerpt(), piece(1)) == 0
