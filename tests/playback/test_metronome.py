import threading
import time

from chopin_studio.playback.metronome import Metronome
from chopin_studio.playback.metronome_beats import CLICK_CHANNEL, Beat
from chopin_studio.playback.outputs.group import GroupOutput
from tests.fakes import NOTE_ON, RecordingOutput
from tests.waiting import PATIENCE_SEC

READING_SEC = 0.0005


class CountingClock:
    """A clock that moves on by as much each time it is read: no machine is too busy for it."""

    def __init__(self):
        self.now_sec = 0.0

    def __call__(self):
        self.now_sec += READING_SEC
        return self.now_sec


def clicks(output):
    return [
        (moment, message)
        for moment, message in zip(output.times, output.messages, strict=True)
        if message[0] == NOTE_ON | CLICK_CHANNEL
    ]


def threads():
    return [thread for thread in threading.enumerate() if thread.name == "metronome"]


def wait_for_the_end():
    for thread in threads():
        thread.join(PATIENCE_SEC)
    assert not threads()


def test_each_beat_is_clicked_once_at_its_moment_and_released():
    clock = CountingClock()
    output = RecordingOutput(clock=clock)
    beats = [Beat(0.05 + place * 0.03, place % 3 == 0) for place in range(9)]
    Metronome(lambda: output, clock).start(beats)
    wait_for_the_end()
    late = [moment - beat.time for beat, (moment, _) in zip(beats, clicks(output), strict=True)]
    assert all(0 <= sec <= 3 * READING_SEC for sec in late)
    assert len(output.messages) == 18
    assert not output.open_notes
    firsts, others = clicks(output)[::3], [row for i, row in enumerate(clicks(output)) if i % 3]
    assert {m[1] for _, m in firsts}.isdisjoint({m[1] for _, m in others})


def test_after_stop_there_is_no_click():
    output = RecordingOutput()
    metronome = Metronome(lambda: output)
    metronome.start([Beat(time.perf_counter() + 3600, True)])
    assert threads()
    metronome.stop()
    wait_for_the_end()
    assert output.messages == []


def test_a_broken_output_is_let_be_until_it_is_whole_again():
    clock = CountingClock()
    output = RecordingOutput(clock=clock)
    metronome = Metronome(lambda: output, clock)
    output.broken = True
    metronome.start([Beat(0.05, True), Beat(0.1, True)])
    wait_for_the_end()
    assert output.messages == []
    output.broken = False
    metronome.start([Beat(clock.now_sec + 0.05, True)])
    wait_for_the_end()
    assert len(clicks(output)) == 1


def test_a_click_that_one_of_two_outputs_refuses_is_released_on_the_other():
    clock = CountingClock()
    output, broken = RecordingOutput(clock=clock), RecordingOutput()
    broken.broken = True
    Metronome(lambda: GroupOutput([output, broken]), clock).start([Beat(0.05, True)])
    wait_for_the_end()
    assert len(clicks(output)) == 1
    assert not output.open_notes


def test_a_click_is_released_where_it_was_struck():
    clock = CountingClock()
    one, other = RecordingOutput(clock=clock), RecordingOutput(clock=clock)
    chosen = iter([one, other])
    Metronome(lambda: next(chosen), clock).start([Beat(0.05, True), Beat(0.1, True)])
    wait_for_the_end()
    assert len(clicks(one)) == len(clicks(other)) == 1
    assert not one.open_notes
    assert not other.open_notes


def test_beats_that_were_slept_through_are_left_out():
    clock = CountingClock()
    output = RecordingOutput(clock=clock)
    Metronome(lambda: output, clock).start([Beat(-10, True), Beat(0.05, False)])
    wait_for_the_end()
    assert len(clicks(output)) == 1
