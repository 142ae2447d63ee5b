import numpy as np
import pytest

from chopin_studio.music.performance.bar_path import best_bars
from chopin_studio.music.performance.beat_network import METERS
from chopin_studio.music.performance.beat_path import best_beats
from tests.music.performance.beliefs import beliefs_of


def eighths(beats: int, period_sec: float) -> tuple[np.ndarray, list[bool]]:
    """Return the times of eighths, and which are on the beat."""
    times = np.arange(2 * beats) * period_sec / 2
    return times, [place % 2 == 0 for place in range(2 * beats)]


@pytest.mark.parametrize("period_sec", [0.3, 0.52, 0.8, 1.4])
def test_beats_are_the_strikes_that_are_believed_to_be(period_sec: float) -> None:
    times, is_beat = eighths(24, period_sec)
    found = best_beats(times, beliefs_of(is_beat, is_beat, period_sec, (4, 4)))
    assert found == pytest.approx(times[is_beat], abs=1e-6)


def test_beats_go_on_where_nothing_is_struck() -> None:
    times, is_beat = eighths(24, 0.6)
    kept = [not 20 <= place < 28 for place in range(len(times))]
    there = [beat for beat, is_kept in zip(is_beat, kept, strict=True) if is_kept]
    found = best_beats(times[kept], beliefs_of(there, there, 0.6, (4, 4)))
    assert len(found) == 24
    assert found == pytest.approx(times[is_beat], abs=0.07)


def test_beats_follow_a_player_who_slows_down() -> None:
    beats = np.cumsum([0.5 * 1.02**place for place in range(30)])
    times = np.sort(np.concatenate((beats, (beats[:-1] + beats[1:]) / 2)))
    is_beat = [place % 2 == 0 for place in range(len(times))]
    found = best_beats(times, beliefs_of(is_beat, is_beat, 0.6, (4, 4), sure=1.0))
    assert found == pytest.approx(beats, abs=1e-6)


def test_one_strike_that_is_mistaken_for_a_beat_changes_nothing() -> None:
    times, is_beat = eighths(24, 0.6)
    mistaken = list(is_beat)
    mistaken[21] = True
    mistaken[30] = False
    found = best_beats(times, beliefs_of(mistaken, mistaken, 0.6, (4, 4)))
    assert found == pytest.approx(times[is_beat], abs=1e-6)


def test_fewer_than_two_strikes_have_no_beats() -> None:
    for count in (0, 1):
        alone = [True] * count
        assert len(best_beats(np.zeros(count), beliefs_of(alone, alone, 0.5, (4, 4)))) == 0


@pytest.mark.parametrize(("meter", "beats"), [((2, 4), 2), ((3, 4), 3), ((4, 4), 4), ((6, 8), 2)])
@pytest.mark.parametrize("pickup", [0, 1])
def test_bars_begin_where_downbeats_are_believed_to_be(
    meter: tuple[int, int], beats: int, pickup: int
) -> None:
    times = np.arange(24) * 0.5
    downbeats = [(place - pickup) % beats == 0 for place in range(24)]
    bars = best_bars(times, times, beliefs_of([True] * 24, downbeats, 0.5, meter))
    assert [place == 0 for place in bars.places] == downbeats
    assert {METERS[place] for place in bars.meters} == {meter}


def test_a_doubtful_downbeat_is_passed_over() -> None:
    times = np.arange(24) * 0.5
    downbeats = [place % 3 == 0 for place in range(24)]
    doubtful = [is_down and place != 12 for place, is_down in enumerate(downbeats)]
    bars = best_bars(times, times, beliefs_of([True] * 24, doubtful, 0.5, (3, 4)))
    assert [place == 0 for place in bars.places] == downbeats


def test_a_bar_is_cut_short_where_enough_speaks_for_it() -> None:
    times = np.arange(31) * 0.5
    downbeats = [(place if place < 14 else place + 2) % 4 == 0 for place in range(31)]
    beliefs = beliefs_of([True] * 31, downbeats, 0.5, (4, 4), sure=4.0)
    bars = best_bars(times, times, beliefs)
    assert [place == 0 for place in bars.places] == downbeats
