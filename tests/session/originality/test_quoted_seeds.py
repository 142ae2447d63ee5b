"""Which bars of a seed are those that are quoted."""

from dataclasses import replace

import pytest

from chopin_studio.session.originality.quoted_seeds import BarsNotInSeedError, bars_of
from tests.originality.music import BAR, between, excerpt, piece

SEED = between(piece(1), 1, 4)


def moved(music, ticks):
    return [replace(note, onset_tick=note.onset_tick + ticks) for note in music.notes]


@pytest.mark.parametrize(
    ("printed", "bars"), [((2, 3), (2, 3)), ((3, 9), (3, 4)), ((1, 4), (1, 4))]
)
def test_the_bars_are_those_printed_as_far_as_the_seed_has_them(printed, bars):
    played = bars_of(SEED, printed)
    wanted = between(SEED, *bars)
    assert [n.pitch for n in played.notes] == [n.pitch for n in wanted.notes]
    assert played.seed_end_tick == 0


def test_a_pickup_is_bar_0():
    pickup = replace(SEED.notes[-1], onset_tick=BAR - 240, duration_tick=240)
    seed = excerpt([pickup, *moved(SEED, BAR)])
    assert [n.pitch for n in bars_of(seed, (1, 1)).notes] == [
        n.pitch for n in between(SEED, 1, 1).notes
    ]
    assert bars_of(seed, (0, 0)).notes[0].pitch == pickup.pitch


def test_bars_beyond_the_seed_are_told_in_a_sentence():
    with pytest.raises(BarsNotInSeedError, match="only the first 4 bars"):
        bars_of(SEED, (5, 9))
