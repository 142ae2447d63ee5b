from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.music.meter import MeterChange, MeterMap

PICKUP = MeterMap((MeterChange(0, 4, 4), MeterChange(480, 3, 4), MeterChange(3360, 6, 8)))


def test_a_bar_of_six_eight_lasts_three_quarters() -> None:
    meter = MeterChange(0, 6, 8)
    assert (meter.beat_ticks, meter.bar_ticks) == (240, 1440)


def test_a_change_in_mid_bar_ends_the_bar_early() -> None:
    bars = [(bar.number, bar.start_tick, bar.end_tick) for bar in PICKUP.bars(0, 4000)]
    assert bars == [(1, 0, 480), (2, 480, 1920), (3, 1920, 3360), (4, 3360, 4800)]


def test_bars_that_only_touch_the_end_are_left_out() -> None:
    assert [bar.number for bar in PICKUP.bars(480, 1920)] == [2]
    assert list(PICKUP.bars(480, 480)) == []


@given(st.floats(0, 50_000))
def test_the_bar_at_a_tick_holds_it(tick: float) -> None:
    bar = PICKUP.bar_at(tick)
    assert bar.start_tick <= tick < bar.end_tick


@given(
    st.lists(
        st.tuples(st.integers(1, 9_000), st.integers(1, 12), st.sampled_from([1, 2, 4, 8, 64])),
        max_size=5,
        unique_by=lambda change: change[0],
    )
)
def test_bars_lie_end_to_end_and_count_up(changes: list[tuple[int, int, int]]) -> None:
    meters = MeterMap((MeterChange(0, 4, 4), *(MeterChange(*change) for change in sorted(changes))))
    bars = list(meters.bars(0, 10_000))
    assert bars[0].start_tick == 0
    assert bars == [meters.numbered_bar(bar.number) for bar in bars]
    assert all(a.end_tick == b.start_tick and a.number + 1 == b.number for a, b in pairwise(bars))


def test_a_bar_is_found_by_its_number() -> None:
    for bar in PICKUP.bars(0, 20_000):
        assert PICKUP.numbered_bar(bar.number) == bar
    with pytest.raises(ValueError, match="no bar 0"):
        PICKUP.numbered_bar(0)


@pytest.mark.parametrize("change", [(-1, 4, 4), (0, 0, 4), (0, 256, 4), (0, 4, 3), (0, 4, 128)])
def test_an_impossible_meter_is_refused(change: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="must"):
        MeterChange(*change)


def test_a_map_must_begin_at_tick_0() -> None:
    with pytest.raises(ValueError, match="tick 0"):
        MeterMap((MeterChange(1, 4, 4),))


@pytest.mark.parametrize(
    ("numerator", "denominator", "beats", "ticks"),
    [(4, 4, 4, 480), (6, 8, 2, 720), (3, 8, 3, 240), (2, 2, 4, 480), (12, 8, 4, 720)],
)
def test_beats_are_felt_in_threes_in_compound_meters(
    numerator: int, denominator: int, beats: int, ticks: int
) -> None:
    meter = MeterChange(0, numerator, denominator)
    assert (meter.felt_beats, meter.felt_beat_ticks) == (beats, ticks)
