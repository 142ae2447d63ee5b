"""The count-in as a machine that is told the time: no player, no clock."""

import pytest

from chopin_studio.music.meter import MeterMap
from chopin_studio.music.tempo import TempoMap
from chopin_studio.playback.count_in import CountIn

BEAT_SEC = 60 / TempoMap().bpm_at(0)


def started(speed: float = 1.0) -> CountIn:
    count_in = CountIn()
    count_in.start(MeterMap(), TempoMap(), 0, speed, now=10.0)
    return count_in


def test_nothing_is_due_before_it_starts():
    count_in = CountIn()
    assert count_in.next_moment is None
    assert count_in.take_due(1e9) is None


def test_a_beat_is_taken_once_and_none_before_its_moment():
    count_in = started()
    assert count_in.next_moment == 10.0
    assert count_in.take_due(9.999) is None
    assert count_in.take_due(10.0).is_first
    assert count_in.take_due(10.0) is None
    assert count_in.next_moment == pytest.approx(10.0 + BEAT_SEC)


def test_four_beats_are_clicked_and_the_music_begins_where_the_fifth_would_be():
    count_in = started(speed=2.0)
    taken = []
    while (beat := count_in.take_due(1e9)) is not None:
        taken.append((beat.time, beat.is_first, count_in.next_moment is None))
    assert [is_last for *_, is_last in taken] == [False] * 4 + [True]
    assert [is_first for _, is_first, _ in taken[:4]] == [True, False, False, False]
    assert taken[-1][0] == pytest.approx(10.0 + 4 * BEAT_SEC / 2)


def test_another_start_forgets_the_beats_of_the_first():
    count_in = started()
    count_in.start(MeterMap(), TempoMap(), 0, 1.0, now=20.0)
    assert count_in.take_due(19.0) is None
    assert count_in.next_moment == 20.0
