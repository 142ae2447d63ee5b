import time

from chopin_studio.playback.beats import CLICK_CHANNEL, Beat
from chopin_studio.playback.metronome import Metronome
from tests.fakes import NOTE_ON, RecordingOutput


def clicks(output):
    return [
        (moment, message)
        for moment, message in zip(list(output.times), list(output.messages), strict=True)
        if message[0] == NOTE_ON | CLICK_CHANNEL
    ]


def wait_for(condition, timeout_sec=5.0):
    give_up = time.monotonic() + timeout_sec
    while not condition() and time.monotonic() < give_up:
        time.sleep(0.005)
    assert condition()


def test_each_beat_is_clicked_once_at_its_moment_and_released():
    output = RecordingOutput()
    start = time.perf_counter() + 0.05
    beats = [Beat(start + place * 0.03, place % 3 == 0) for place in range(9)]
    Metronome(lambda: output).start(beats)
    wait_for(lambda: len(output.messages) == 18)
    late = [moment - beat.time for beat, (moment, _) in zip(beats, clicks(output), strict=True)]
    assert all(sec >= 0 for sec in late), "a click before its beat"
    assert sorted(late)[len(late) // 2] < 0.01
    assert not output.open_notes
    firsts, others = clicks(output)[::3], [row for i, row in enumerate(clicks(output)) if i % 3]
    assert {m[1] for _, m in firsts}.isdisjoint({m[1] for _, m in others})


def test_after_stop_and_with_a_broken_output_there_is_no_click():
    output = RecordingOutput()
    metronome = Metronome(lambda: output)
    now = time.perf_counter()
    metronome.start([Beat(now + 0.2, True)])
    metronome.stop()
    output.broken = True
    metronome.start([Beat(now + 0.1, True), Beat(now + 0.15, True)])
    time.sleep(0.3)
    assert output.messages == []


def test_beats_that_were_slept_through_are_left_out():
    output = RecordingOutput()
    now = time.perf_counter()
    Metronome(lambda: output).start([Beat(now - 10, True), Beat(now + 0.05, False)])
    wait_for(lambda: len(output.messages) == 2)
    assert len(clicks(output)) == 1
