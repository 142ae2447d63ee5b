import random
import threading

import pytest

from chopin_studio.playback.inputs.live_playing import LivePlaying
from tests.fakes import FakeClock, RecordingOutput
from tests.waiting import ended

ON, OFF, CONTROL = 0x90, 0x80, 0xB0
ACTIVE_SENSING, CLOCK = (0xFE,), (0xF8,)
SYSEX = (0xF0, 0x7E, 0x7F, 0x06, 0x01, *[0x11] * 300, 0xF7)


@pytest.fixture
def output():
    return RecordingOutput()


@pytest.fixture
def playing(output):
    return LivePlaying(lambda: output, FakeClock(5.0))


def test_what_is_played_sounds_at_once_and_can_be_collected(playing, output):
    playing.receive((ON, 60, 70), 1.5)
    playing.receive((OFF, 60, 64), 2.0)
    assert output.messages == [(ON, 60, 70), (OFF, 60, 0)]
    assert playing.collect() == [(1.5, (ON, 60, 70)), (2.0, (OFF, 60, 0))]
    assert playing.collect() == []


def test_a_strike_without_a_moment_is_of_now(playing):
    playing.strike(60, 70)
    assert playing.collect() == [(5.0, (ON, 60, 70))]
    assert playing.held == {60}
    playing.release(60)
    assert playing.held == frozenset()


def test_every_channel_is_as_one_and_a_strike_of_velocity_0_is_a_release(playing, output):
    playing.receive((ON | 9, 60, 70))
    playing.receive((ON | 3, 60, 0))
    assert output.messages == [(ON, 60, 70), (OFF, 60, 0)]


def test_a_key_struck_twice_is_released_in_between(playing, output):
    for _ in range(2):
        playing.strike(60, 70)
    playing.release(60)
    playing.release(60)
    assert output.messages == [(ON, 60, 70), (OFF, 60, 0), (ON, 60, 70), (OFF, 60, 0)]


@pytest.mark.parametrize(
    "message",
    [
        ACTIVE_SENSING,
        CLOCK,
        SYSEX,
        (),
        (0xC0, 3),
        (0xE0, 0, 64),
        (CONTROL, 1, 50),
        (ON, 128, 70),
        (ON, 60, 128),
    ],
)
def test_what_is_neither_key_nor_pedal_is_let_go(playing, output, message):
    playing.receive(message)
    assert playing.collect() == []
    assert output.messages == []


def test_ten_thousand_messages_among_active_sensing_and_sysex_lose_no_note(playing, output):
    dice = random.Random(1)
    sent = []
    for number in range(5_000):
        pitch = dice.randrange(21, 109)
        sent.append((ON, pitch, 1 + number % 127))
        for message in (sent[-1], dice.choice([ACTIVE_SENSING, SYSEX, CLOCK]), (OFF, pitch, 64)):
            playing.receive(message)
    assert [m for m in output.messages if m[0] == ON] == sent
    assert [p.message for p in playing.collect()] == output.messages
    assert len(output.messages) == 10_000
    assert not output.open_notes


def test_messages_from_several_threads_at_once_are_all_there(playing, output):
    def play(pitch):
        for _ in range(500):
            playing.strike(pitch, 70)
            playing.release(pitch)

    threads = [threading.Thread(target=play, args=(pitch,)) for pitch in (60, 61, 62)]
    for thread in threads:
        thread.start()
    assert ended(*threads)
    assert len(playing.collect()) == 3_000
    assert not output.open_notes


def test_pedals_are_passed_on_and_all_is_lifted_in_the_end(playing, output):
    playing.receive((CONTROL, 64, 127))
    playing.receive((CONTROL, 67, 90))
    playing.strike(60, 70)
    playing.lift_all()
    assert output.messages[-3:] == [(OFF, 60, 0), (CONTROL, 64, 0), (CONTROL, 67, 0)]
    before = len(output.messages)
    playing.lift_all()
    assert len(output.messages) == before


def test_a_keyboards_own_all_notes_off_releases_its_keys(playing, output):
    playing.strike(60, 70)
    playing.receive((CONTROL, 123, 0))
    assert not output.open_notes


def test_unheard_it_is_still_collected(playing, output):
    playing.is_heard = False
    playing.strike(60, 70)
    assert output.messages == []
    assert len(playing.collect()) == 1


def test_an_output_that_is_gone_is_told_once_and_loses_nothing(playing, output):
    output.broken = True
    playing.strike(60, 70)
    assert "is gone" in playing.take_problem()
    assert playing.take_problem() == ""
    assert len(playing.collect()) == 1
