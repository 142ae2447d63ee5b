from itertools import pairwise

import numpy as np
import pytest

from chopin_studio.music.performance.found_beats import FoundBar, FoundBeats, Meter

WALTZ = FoundBeats.regular([0.5 * i for i in range(13)], Meter(3, 4), 1, 0.6)


def test_bars_are_regular_and_the_beats_before_them_a_pickup() -> None:
    assert [bar.first_beat for bar in WALTZ.bars] == [1, 4, 7, 10]
    assert (WALTZ.first_downbeat, WALTZ.beats_in_bar, WALTZ.beats_per_minute) == (1, 3, 120)
    assert WALTZ.bar_times_sec == (0.5, 2.0, 3.5, 5.0)


def test_doubled_beats_halve_the_bars_and_halved_ones_undo_that() -> None:
    doubled = WALTZ.doubled()
    assert doubled.beats_per_minute == 240
    assert doubled.bar_times_sec[:3] == (0.5, 1.25, 2.0)
    back = doubled.halved()
    assert back.beat_times_sec == WALTZ.beat_times_sec
    assert back.bar_times_sec == WALTZ.bar_times_sec


def test_halved_beats_keep_the_first_bar_line() -> None:
    halved = WALTZ.halved()
    assert halved.beat_times_sec[0] == 0.5
    assert halved.bar_times_sec == (0.5, 3.5)


def test_bars_are_shifted_around_the_bar() -> None:
    assert WALTZ.shifted(1).first_downbeat == 2
    assert WALTZ.shifted(2).first_downbeat == 0
    assert WALTZ.shifted(-1).first_downbeat == 0
    assert WALTZ.shifted(3).bars == WALTZ.bars
    assert WALTZ.with_downbeat_at(1.1).bar_times_sec[0] == 1.0


def test_another_meter_begins_where_the_bars_began() -> None:
    assert WALTZ.with_meter(Meter(4, 4)).bar_times_sec == (0.5, 2.5, 4.5)
    assert WALTZ.with_meter(Meter(6, 8)).bar_times_sec[:2] == (0.5, 1.5)


def test_taps_are_the_beats_and_lead_on_at_their_tempo() -> None:
    taps = [1.0, 1.8, 2.6, 3.4]
    tapped = WALTZ.tapped(taps)
    assert set(taps) <= set(tapped.beat_times_sec)
    assert tapped.beat_times_sec[0] == pytest.approx(0.2)
    assert tapped.beat_times_sec[-1] >= 6.0 - 0.4
    assert 1.0 in tapped.bar_times_sec
    assert np.diff(tapped.beat_times_sec) == pytest.approx(0.8, abs=0.21)


def test_beyond_the_taps_the_beats_found_are_followed_where_they_agree() -> None:
    slowing = np.cumsum([0.5 * 1.03**i for i in range(24)])
    found = FoundBeats.regular(slowing.tolist(), Meter(4, 4))
    tapped = found.tapped(slowing[4:8].tolist())
    assert tapped.beat_times_sec[8:] == pytest.approx(slowing[8:], abs=1e-3)


def test_what_a_musician_has_corrected_is_certain() -> None:
    assert WALTZ.shifted(1).confidence == WALTZ.tapped([0, 1, 2]).confidence == 1.0


def test_fewer_than_two_taps_change_nothing() -> None:
    assert WALTZ.tapped([]) == WALTZ.tapped([1.0]) == WALTZ.tapped([1.0, 1.0]) == WALTZ


def test_corrections_never_break_the_order() -> None:
    found = FoundBeats.regular([0.0, 0.3], Meter(2, 4))
    for one in (found.halved(), found.doubled().doubled(), found.shifted(5), found.tapped([0, 9])):
        assert all(a < b for a, b in pairwise(one.beat_times_sec))


@pytest.mark.parametrize(
    ("times", "bars"),
    [
        ((0.0,), (FoundBar(0, Meter(4, 4)),)),
        ((0.0, 0.0), (FoundBar(0, Meter(4, 4)),)),
        ((0.0, 1.0), ()),
        ((0.0, 1.0), (FoundBar(2, Meter(4, 4)),)),
    ],
)
def test_what_is_no_beats_is_refused(times: tuple[float, ...], bars: tuple[FoundBar, ...]) -> None:
    with pytest.raises(ValueError, match=r"there must be|bars must"):
        FoundBeats(times, bars)
