"""Beats, clicks and the MIDI clock, told by ticks: nothing here sleeps."""

import pytest

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER as QUARTER
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoChange, TempoMap
from chopin_studio.playback.count_in import count_in_beats
from chopin_studio.playback.metronome_beats import (
    CLICK_CHANNEL,
    CLOCK,
    CLOCK_CONTINUE,
    CLOCK_START,
    CLOCK_STOP,
    HIGH_CLICK,
    SONG_POSITION,
    next_beat_tick,
)
from chopin_studio.playback.outputs.group import GroupOutput
from chopin_studio.playback.player import PlaybackState, Player
from chopin_studio.playback.timeline import Timeline
from tests.fakes import NOTE_ON, RecordingOutput

WALTZ = MeterMap((MeterChange(0, 3, 4),))
SICILIANA = MeterMap((MeterChange(0, 6, 8),))


class Timed(RecordingOutput):
    """Notes at which moment of the player's time each message came."""

    def __init__(self) -> None:
        super().__init__(clock=lambda: self.now)
        self.now = 0.0

    def clicks(self) -> list[tuple[float, bool]]:
        return [
            (moment, message[1] == HIGH_CLICK)
            for moment, message in zip(self.times, self.messages, strict=True)
            if message[0] == NOTE_ON | CLICK_CHANNEL
        ]

    def statuses(self, *wanted: int) -> list[int]:
        return [message[0] for message in self.messages if message[0] in wanted]


def player_of(excerpt: Excerpt, complete: bool = True) -> tuple[Player, Timed, Timeline]:
    output = Timed()
    player, timeline = Player(output), Timeline(excerpt, complete)
    player.load(timeline)
    output.messages.clear()
    output.times.clear()
    return player, output, timeline


def run(player: Player, output: Timed, start: float, until: float) -> None:
    now: float | None = start
    while now is not None and now <= until:
        output.now = now
        now = player.advance(now)


def waltz(bars: int = 2, **more) -> Excerpt:
    return Excerpt(
        tuple(Note(60, 80, beat * QUARTER, QUARTER) for beat in range(3 * bars)),
        meters=WALTZ,
        **more,
    )


@pytest.mark.parametrize(
    ("meters", "ticks"),
    [
        (WALTZ, [0, 480, 960, 1440]),
        (SICILIANA, [0, 720, 1440, 2160]),
        (MeterMap((MeterChange(0, 3, 8),)), [0, 240, 480, 720]),
        # A change in mid-bar ends that bar early.
        (MeterMap((MeterChange(0, 4, 4), MeterChange(700, 3, 4))), [0, 480, 700, 1180]),
    ],
)
def test_beats_fall_where_they_are_felt(meters, ticks):
    found, tick = [], 0
    while len(found) < len(ticks):
        found.append(next_beat_tick(meters, tick))
        tick = found[-1] + 1
    assert found == ticks


def test_the_metronome_clicks_each_beat_and_the_first_of_a_bar_differently():
    player, output, _ = player_of(waltz())
    player.set_metronome(True)
    player.play(10.0)
    run(player, output, 10.0, 20.0)
    assert output.clicks() == [
        (10.0 + 0.5 * beat, beat % 3 == 0) for beat in range(6)
    ]  # none at the end of the music
    assert len([m for m in output.messages if m[0] & 0x0F == CLICK_CHANNEL]) == 12


def test_a_bar_is_counted_in_at_the_tempo_and_speed_of_the_place():
    player, output, _ = player_of(waltz())
    player.counts_in = True
    player.set_speed(2.0, 0.0)
    player.play(10.0)
    assert player.state is PlaybackState.COUNTING
    run(player, output, 10.0, 10.74)
    assert output.clicks() == [(10.0, True), (10.25, False), (10.5, False)]
    assert not output.note_ons[3:]  # nothing but the clicks
    assert player.position_tick(10.7) == 0
    run(player, output, 10.74, 10.8)
    assert player.state is PlaybackState.PLAYING
    assert player.position_sec(10.85) == pytest.approx(0.2)


def test_in_mid_bar_the_beats_up_to_there_are_counted_too():
    beats = count_in_beats(WALTZ, TempoMap(), 2 * QUARTER)
    assert [(beat.time, beat.is_first) for beat in beats] == [
        (0.0, True),
        (0.5, False),
        (1.0, False),
        (1.5, True),
        (2.0, False),
        (2.5, False),  # where the music goes on
    ]


@pytest.mark.parametrize("command", ["pause", "stop", "panic"])
def test_counting_can_be_broken_off(command):
    player, output, _ = player_of(waltz())
    player.counts_in = True
    player.play(0.0)
    run(player, output, 0.0, 0.6)
    player.stop() if command == "stop" else getattr(player, command)(0.6)
    assert not player.is_running
    before = len(output.messages)
    run(player, output, 0.6, 9.0)
    assert len(output.messages) == before


def test_a_click_that_one_of_two_outputs_refuses_is_released_on_the_other():
    player, output, _ = player_of(waltz())
    gone = RecordingOutput("Gone")
    player.set_output(GroupOutput([output, gone]))
    player.counts_in = True
    player.play(0.0)
    gone.broken = True
    run(player, output, 0.0, 0.1)
    assert player.state is PlaybackState.PAUSED
    assert player.problem == "Gone is gone: choose another output."
    assert output.clicks()
    assert not output.open_notes


def test_seek_while_counting_begins_the_music_there():
    player, _output, _ = player_of(waltz())
    player.counts_in = True
    player.play(0.0)
    player.seek(3 * QUARTER, 0.1)
    assert player.state is PlaybackState.PLAYING
    assert player.position_tick(0.1) == 3 * QUARTER


def test_the_clock_ticks_24_times_a_quarter_note_between_start_and_stop():
    player, output, _ = player_of(waltz(bars=1))
    player.set_clock(True)
    player.play(0.0)
    run(player, output, 0.0, 9.0)
    told = output.statuses(CLOCK, CLOCK_START, CLOCK_STOP)
    assert told == [CLOCK_START, *[CLOCK] * 72, CLOCK_STOP]


def test_after_a_pause_the_clock_goes_on_from_its_song_position():
    player, output, _ = player_of(waltz())
    player.set_clock(True)
    player.seek(3 * QUARTER, 0.0)
    player.play(0.0)
    run(player, output, 0.0, 0.1)
    player.pause(0.1)
    assert (SONG_POSITION, 12, 0) in output.messages
    assert output.statuses(CLOCK_START, CLOCK_CONTINUE, CLOCK_STOP) == [CLOCK_CONTINUE, CLOCK_STOP]


def test_a_clock_switched_off_in_mid_play_is_stopped_and_off_there_is_none():
    player, output, _ = player_of(waltz())
    player.play(0.0)
    run(player, output, 0.0, 0.3)
    assert not output.statuses(CLOCK, CLOCK_START)
    player.set_clock(True)
    run(player, output, 0.3, 0.6)
    player.set_clock(False)
    told = output.statuses(CLOCK, CLOCK_CONTINUE, CLOCK_STOP)
    assert (told[0], told[-1]) == (CLOCK_CONTINUE, CLOCK_STOP)
    assert CLOCK in told


def test_waiting_for_the_generator_stops_the_clock_and_the_clicks():
    player, output, timeline = player_of(waltz(), complete=False)
    player.set_clock(True)
    player.set_metronome(True)
    player.play(0.0)
    run(player, output, 0.0, 9.0)
    assert player.state is PlaybackState.WAITING
    assert output.messages[-2][0] != CLOCK
    assert output.statuses(CLOCK_START, CLOCK_STOP) == [CLOCK_START, CLOCK_STOP]
    assert len(output.clicks()) == 5
    timeline.finish()
    run(player, output, 9.0, 20.0)
    assert len(output.clicks()) == 6
    assert output.statuses(CLOCK_CONTINUE, CLOCK_STOP) == [CLOCK_STOP, CLOCK_CONTINUE, CLOCK_STOP]


def test_strict_tempo_lasts_as_long_as_the_rubato_and_keeps_the_place():
    rubato = TempoMap((TempoChange(0, 500_000), TempoChange(2 * QUARTER, 1_500_000)))
    player, output, _ = player_of(waltz(bars=1, tempo_map=rubato))
    player.seek(QUARTER, 0.0)
    player.set_strict_tempo(True, 0.0)
    assert player.position_tick(0.0) == pytest.approx(QUARTER)
    assert player.bpm(0.0) == pytest.approx(72, rel=1e-4)  # three beats in 2.5 s
    player.seek(0, 0.0)
    player.play(0.0)
    run(player, output, 0.0, 2.4)
    assert output.times[-1] == pytest.approx(2 * 2.5 / 3, rel=1e-4)
    assert player.state is PlaybackState.PLAYING
    player.set_strict_tempo(False, 2.4)
    assert player.bpm(2.4) == pytest.approx(40)
    assert player.position_tick(2.4) == pytest.approx(2.4 * 1.2 * QUARTER, rel=1e-4)


def test_strict_tempo_of_music_yet_to_come_is_what_is_known():
    player, output, timeline = player_of(Excerpt(tempo_map=TempoMap.constant(90)), complete=False)
    player.set_strict_tempo(True, 0.0)
    player.play(0.0)
    timeline.append([Note(60, 80, 0, QUARTER)], (), TempoChange(0, 250_000))
    timeline.append([Note(61, 80, QUARTER, QUARTER)])
    run(player, output, 1.0, 1.1)
    assert player.bpm(1.1) == pytest.approx(90, rel=1e-5)


def test_nothing_is_awaited_within_the_seed():
    seed = Excerpt((Note(60, 80, 0, QUARTER),), seed_end_tick=4 * QUARTER)
    player, output, _timeline = player_of(seed, complete=False)
    player.play(0.0)
    run(player, output, 0.0, 1.0)
    assert player.state is PlaybackState.PLAYING
    run(player, output, 1.0, 3.0)
    assert player.state is PlaybackState.WAITING
    assert player.position_tick(3.0) == 4 * QUARTER


def test_at_the_end_of_the_seed_the_first_new_note_sounds_as_soon_as_it_is_known():
    seed = Excerpt(
        (Note(60, 80, 0, QUARTER),), pedals=(PedalChange(0, 127),), seed_end_tick=4 * QUARTER
    )
    player, output, timeline = player_of(seed, complete=False)
    player.seek(4 * QUARTER, 0.0)
    player.play(0.0)
    run(player, output, 0.0, 1.0)
    timeline.append([Note(62, 80, 5 * QUARTER, QUARTER)])
    run(player, output, 1.0, 1.0)
    assert output.note_ons == []  # its chord may not be whole yet
    timeline.append([Note(63, 80, 6 * QUARTER, QUARTER)])
    run(player, output, 1.1, 1.1)
    assert output.note_ons == [62]
    assert output.times[-1] == 1.1
