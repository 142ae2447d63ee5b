"""The transport with its thread and a real clock: short music, and no exact moments asserted."""

import random
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoChange, TempoMap
from chopin_studio.playback.outputs.base import SilentOutput
from chopin_studio.playback.timeline import Timeline
from chopin_studio.playback.transport import PlaybackState, Transport
from tests.fakes import RecordingOutput, open_notes
from tests.waiting import ended, eventually

BPM = 500  # a tick lasts 0.25 ms
STEP = 40  # ticks, 10 ms


def fast_notes(count: int, first: int = 0, duration_tick: int = 2 * STEP) -> tuple[Note, ...]:
    return tuple(
        Note(40 + index % 40, 80, index * STEP, duration_tick)
        for index in range(first, first + count)
    )


def fast_timeline(count: int, complete: bool = True) -> Timeline:
    excerpt = Excerpt(fast_notes(count), TempoMap.constant(BPM), pedals=(PedalChange(0, 127),))
    return Timeline(excerpt, complete)


@pytest.fixture
def output() -> RecordingOutput:
    return RecordingOutput()


@pytest.fixture
def transport(output: RecordingOutput) -> Iterator[Transport]:
    transport = Transport(output)
    yield transport
    transport.close()


def test_it_plays_every_note_and_stops(transport, output):
    transport.load(fast_timeline(20))
    transport.play()
    assert eventually(lambda: transport.state is PlaybackState.STOPPED)
    assert output.note_ons == [note.pitch for note in fast_notes(20)]
    assert not output.open_notes
    assert output.pedal == 0


@pytest.mark.parametrize("silencing", ["stop", "pause", "panic", "close"])
def test_nothing_sounds_when_a_silencing_command_returns(transport, output, silencing):
    transport.load(fast_timeline(400))
    transport.play()
    assert eventually(lambda: len(output.note_ons) >= 3)
    getattr(transport, silencing)()
    sent = len(output.messages)
    assert not output.open_notes
    assert output.pedal == 0
    time.sleep(0.03)
    assert len(output.messages) == sent


def test_seek_in_mid_note_plays_on_from_the_target(transport, output):
    transport.load(fast_timeline(400))
    transport.play()
    assert eventually(lambda: len(output.note_ons) >= 2)
    transport.seek(200 * STEP)
    assert not output.open_notes
    before = len(output.note_ons)
    assert eventually(lambda: len(output.note_ons) > before)
    assert output.note_ons[before] == fast_notes(1, first=200)[0].pitch
    assert transport.position_tick >= 200 * STEP


def test_it_follows_a_generator_and_waits_for_it(transport, output):
    timeline = fast_timeline(0, complete=False)
    transport.load(timeline)
    transport.play()
    assert eventually(lambda: transport.state is PlaybackState.WAITING)
    for first in range(0, 30, 3):
        timeline.append(fast_notes(3, first))
        time.sleep(0.005)
    timeline.finish()
    assert eventually(lambda: transport.state is PlaybackState.STOPPED)
    assert output.note_ons == [note.pitch for note in fast_notes(30)]
    assert not output.open_notes


def test_an_output_that_fails_in_mid_play_pauses_and_says_so_once(transport, output):
    transport.load(fast_timeline(400))
    transport.play()
    assert eventually(lambda: len(output.note_ons) >= 2)
    output.broken = True
    assert eventually(lambda: transport.state is PlaybackState.PAUSED)
    assert transport.take_problem() == "Recording is gone: choose another output."
    assert transport.take_problem() is None


def test_a_defect_in_an_output_pauses_and_leaves_the_thread_alive(output):
    class Defective(RecordingOutput):
        def send(self, status: int, data1: int, data2: int) -> None:
            if status == 0x90 and data1 == 42:
                raise ZeroDivisionError
            super().send(status, data1, data2)

    defective = Defective()
    transport = Transport(defective)
    transport.load(fast_timeline(20))
    transport.play()
    assert eventually(lambda: transport.state is PlaybackState.PAUSED)
    assert "error" in (transport.take_problem() or "")
    transport.set_output(output)
    transport.play()
    assert eventually(lambda: transport.state is PlaybackState.STOPPED)
    assert output.note_ons[-1] == fast_notes(20)[-1].pitch
    transport.close()


def test_swapping_outputs_in_mid_play_leaves_nothing_hanging(transport, output):
    transport.load(fast_timeline(400))
    transport.play()
    assert eventually(lambda: len(output.note_ons) >= 2)
    spare = RecordingOutput("Spare")
    assert transport.set_output(spare) is output
    assert transport.output is spare
    assert not output.open_notes
    assert eventually(lambda: len(spare.note_ons) >= 2)
    assert spare.messages[:2] == [(0xB0, 7, 100), (0xB0, 64, 127)]


def test_a_loop_goes_round_until_it_is_stopped(transport, output):
    transport.load(fast_timeline(100))
    transport.set_loop(0, 2 * STEP)
    transport.play()
    assert eventually(lambda: len(output.note_ons) >= 6)
    transport.stop()
    assert set(output.note_ons) == {40, 41}
    assert transport.loop == (0, 2 * STEP)
    transport.clear_loop()
    assert transport.loop is None


def test_speed_and_volume_reach_the_player(transport, output):
    transport.load(fast_timeline(10))
    transport.set_speed(2.0)
    transport.set_volume(33)
    assert output.messages[-1] == (0xB0, 7, 33)
    with pytest.raises(ValueError, match="speed"):
        transport.set_speed(3.0)


def test_close_is_idempotent_ends_the_thread_and_makes_commands_harmless(transport, output):
    transport.load(fast_timeline(100))
    transport.play()
    transport.close()
    transport.close()
    assert not transport.is_alive
    transport.play()
    transport.load(fast_timeline(3))
    assert transport.state is PlaybackState.STOPPED
    assert transport.set_output(SilentOutput()) is output


def test_close_while_waiting_for_the_generator_returns(transport, output):
    timeline = fast_timeline(1, complete=False)
    transport.load(timeline)
    transport.play()
    assert eventually(lambda: transport.state is PlaybackState.WAITING)
    transport.close()
    timeline.append(fast_notes(3, first=1))  # nobody listens any more
    assert not output.open_notes


def test_close_from_the_players_own_thread_does_not_deadlock():
    class ClosesItself(RecordingOutput):
        def send(self, status: int, data1: int, data2: int) -> None:
            super().send(status, data1, data2)
            if status == 0x90 and len(self.note_ons) == 3:
                transport.close()

    output = ClosesItself()
    transport = Transport(output)
    transport.load(fast_timeline(50))
    transport.play()
    assert eventually(lambda: not transport.is_alive)
    assert not output.open_notes


def test_a_stopped_transport_uses_no_processor_time(transport):
    transport.load(fast_timeline(100))
    transport.play()
    transport.pause()
    before = time.process_time()
    time.sleep(0.2)
    assert time.process_time() - before < 0.1


@pytest.mark.parametrize("seed", range(3))
def test_commands_from_several_threads_never_leave_a_note_hanging(seed):
    outputs = [RecordingOutput(f"Output {number}") for number in range(3)]
    transport = Transport(outputs[0])
    timeline = fast_timeline(5, complete=False)
    transport.load(timeline)
    silenced = threading.Lock()  # lets one thread look before another plays on
    failures: list[BaseException] = []
    end = time.monotonic() + 0.7

    def command(rng: random.Random) -> None:
        while time.monotonic() < end:
            act = rng.choice(
                [
                    transport.play,
                    transport.play,
                    lambda: transport.seek(rng.randrange(4000)),
                    lambda: transport.set_output(rng.choice(outputs)),
                    lambda: transport.set_speed(rng.choice([0.5, 1.0, 2.0])),
                    lambda: transport.set_loop(start := rng.randrange(2000), start + 50),
                    lambda: transport.set_passage(start := rng.randrange(2000), start + 50),
                    transport.clear_loop,
                    lambda: transport.position_tick,
                    lambda: transport.load(timeline),
                    lambda: check(rng.choice([transport.stop, transport.pause, transport.panic])),
                ]
            )
            with silenced:
                act()
            time.sleep(rng.random() * 0.01)

    def check(silencing: Callable[[], None]) -> None:
        silencing()
        for output in outputs:
            assert not output.open_notes

    def generate(rng: random.Random) -> None:
        first = 5
        while time.monotonic() < end:
            timeline.append(fast_notes(1, first))
            first += 1
            time.sleep(rng.random() * 0.004)
        timeline.finish()

    def guarded(work: Callable[[random.Random], None], rng: random.Random) -> None:
        try:
            work(rng)
        except BaseException as error:
            failures.append(error)

    threads = [
        threading.Thread(target=guarded, args=(work, random.Random(f"{seed}-{number}")))
        for number, work in enumerate((command, command, command, generate))
    ]
    for thread in threads:
        thread.start()
    assert ended(*threads)
    transport.close()
    assert not failures
    assert transport.take_problem() is None
    for output in outputs:
        assert not open_notes(output.messages)
        assert output.pedal == 0


def test_unguarded_commands_from_several_threads_end_in_silence():
    output = RecordingOutput()
    transport = Transport(output)
    transport.load(fast_timeline(200))
    end = time.monotonic() + 0.4

    def command(seed: int) -> None:
        rng = random.Random(seed)
        commands = (transport.play, transport.stop, transport.pause, lambda: transport.seek(99))
        while time.monotonic() < end:
            rng.choice(commands)()

    threads = [threading.Thread(target=command, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    assert ended(*threads)
    transport.close()
    assert not open_notes(output.messages)  # which also finds overlaps and stray releases


def test_a_silent_output_lets_time_pass(transport):
    silent = SilentOutput()
    transport.set_output(silent)
    transport.load(fast_timeline(3))
    transport.play()
    assert eventually(lambda: transport.state is PlaybackState.STOPPED)
    assert silent.name == "No sound"


# What the player is told through it


def clicks(output: RecordingOutput) -> int:
    return len([message for message in list(output.messages) if message[0] == 0x99])


def test_the_metronome_clicks_while_the_music_plays(transport, output):
    transport.set_metronome(True)
    transport.load(fast_timeline(60))
    transport.play()
    assert eventually(lambda: transport.state is PlaybackState.STOPPED)
    assert clicks(output) > 3


def test_a_bar_is_counted_in_before_the_first_note_where_it_is_wanted(transport, output):
    transport.set_count_in(True)
    transport.load(fast_timeline(10))
    transport.play()
    assert eventually(lambda: len(output.note_ons) > 8)
    first_note = next(i for i, message in enumerate(output.messages) if message[0] == 0x90)
    counted_in = [message for message in output.messages[:first_note] if message[0] == 0x99]
    assert len(counted_in) == 4
    transport.stop()
    output.messages.clear()
    transport.play(may_count_in=False)
    assert eventually(lambda: transport.state is PlaybackState.STOPPED)
    assert clicks(output) == 0


def test_the_clock_is_sent_with_start_and_stop(transport, output):
    transport.set_clock(True)
    transport.load(fast_timeline(60))
    transport.play()
    assert eventually(lambda: transport.state is PlaybackState.STOPPED)
    kinds = [message[0] for message in output.messages if message[0] >= 0xF8]
    assert kinds[0] == 0xFA
    assert kinds[-1] == 0xFC
    assert kinds.count(0xF8) > 24  # more than a beat


def test_the_position_and_the_tempo_are_told_in_seconds_and_beats(transport):
    excerpt = Excerpt(fast_notes(20), TempoMap.constant(60))
    transport.load(Timeline(excerpt))
    transport.seek(480)
    assert transport.position_sec == pytest.approx(1.0)
    assert transport.bpm == pytest.approx(60)
    transport.set_speed(0.5)
    assert transport.position_sec == pytest.approx(1.0)
    assert transport.bpm == pytest.approx(30)


def test_strict_tempo_levels_out_the_music_s_own(transport):
    tempi = TempoMap((TempoChange(0, 500_000), TempoChange(480, 1_000_000)))
    transport.load(Timeline(Excerpt((Note(60, 80, 0, 960),), tempi)))
    assert transport.bpm == pytest.approx(120)
    transport.set_strict_tempo(True)
    assert transport.bpm == pytest.approx(80)
    transport.set_strict_tempo(False)
    assert transport.bpm == pytest.approx(120)
