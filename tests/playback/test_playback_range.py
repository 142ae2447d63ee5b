"""Loop and passage, told by ticks: no player, no time."""

import pytest

from chopin_studio.playback.playback_range import PlaybackRange


def test_a_loop_replaces_a_passage_and_a_passage_a_loop():
    one = PlaybackRange()
    one.set_passage(0, 480)
    one.set_loop(480, 960)
    assert (one.loop, one.passage, one.start_tick) == ((480, 960), None, 480)
    one.set_passage(0, 480)
    assert (one.loop, one.passage, one.start_tick) == (None, (0, 480), 0)


@pytest.mark.parametrize(("start_tick", "end_tick"), [(480, 480), (960, 480), (-1, 480)])
def test_an_empty_or_backward_range_is_refused_and_changes_nothing(start_tick, end_tick):
    one = PlaybackRange()
    one.set_loop(0, 480)
    for put in (one.set_loop, one.set_passage):
        with pytest.raises(ValueError, match="must run forwards"):
            put(start_tick, end_tick)
    assert one.loop == (0, 480)


def test_a_loop_may_last_longer_than_the_music_and_a_passage_ends_with_it_once_it_is_whole():
    one = PlaybackRange()
    assert one.barrier_tick(960, is_whole=True) is None
    one.set_loop(0, 1920)
    assert one.barrier_tick(960, is_whole=True) == 1920
    one.set_passage(0, 1920)
    assert one.barrier_tick(960, is_whole=True) == 960
    assert one.barrier_tick(960, is_whole=False) == 1920


@pytest.mark.parametrize(
    ("tick", "stays"), [(479.9, False), (480, True), (959.9, True), (960, False)]
)
def test_a_seek_out_of_a_passage_ends_it_and_leaves_a_loop(tick, stays):
    one = PlaybackRange()
    one.set_passage(480, 960)
    one.seek(tick)
    assert (one.passage is not None) is stays
    one.set_loop(480, 960)
    one.seek(tick)
    assert one.loop == (480, 960)


def test_loop_and_passage_end_each_by_itself_or_together():
    one = PlaybackRange()
    one.set_loop(480, 960)
    one.end_passage()
    assert one.loop == (480, 960)
    one.clear_loop()
    assert (one.loop, one.start_tick) == (None, 0)
    one.set_passage(480, 960)
    one.clear_loop()
    assert one.passage == (480, 960)
    one.clear()
    assert one.barrier_tick(960, is_whole=True) is None
