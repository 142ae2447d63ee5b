"""The rules of playback as functions of time passed in, without a thread or a clock."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.tempo import TempoMap
from chopin_studio.playback.count_in import CountIn
from chopin_studio.playback.instrument import Instrument
from chopin_studio.playback.outputs.base import Output, OutputError
from chopin_studio.playback.playback_range import PlaybackRange
from chopin_studio.playback.playhead import Playhead
from chopin_studio.playback.scheduler import Scheduler
from chopin_studio.playback.timeline import Timeline

MIN_SPEED, MAX_SPEED = 0.25, 2.0

_MAX_LATENESS_SEC = 0.25
"""After a longer sleep of the machine playback continues where it was, without catching up."""

_ROUNDING_TICKS = 1e-6
"""A position that is converted to seconds and back may overshoot its tick by this much."""


class PlaybackState(StrEnum):
    """What the transport is doing.

    COUNTING means that beats are clicked before the music begins, WAITING that playback has
    caught up with the generator.
    """

    STOPPED = "stopped"
    COUNTING = "counting"
    PLAYING = "playing"
    PAUSED = "paused"
    WAITING = "waiting"


class Player:
    """Plays a timeline to an output, driven by `advance`.

    Everything that depends on time takes `now`, in seconds of any steady clock. The caller makes
    sure that only one thread is inside at a time. Invariant: while STOPPED or PAUSED no key or
    pedal is down, on this output or on any it had before.
    """

    def __init__(self, output: Output) -> None:
        self._instrument = Instrument(output)
        self.state = PlaybackState.STOPPED
        self.problem: str | None = None
        self.counts_in = False
        self._range = PlaybackRange()
        self._count_in = CountIn()
        self._is_strict = False
        self._strict_map: TempoMap | None = None
        self._speed = 1.0
        self._cursor = 0  # every event before this tick has been sent or skipped
        self._adopt_timeline(Timeline(Excerpt()))

    @property
    def output(self) -> Output:
        """Where the music goes."""
        return self._instrument.output

    @property
    def is_running(self) -> bool:
        """Whether playback is running, even if it is waiting for more music."""
        return self.state not in (PlaybackState.STOPPED, PlaybackState.PAUSED)

    @property
    def loop(self) -> tuple[int, int] | None:
        """The first tick of the loop and the tick after its last, None without a loop."""
        return self._range.loop

    @property
    def passage(self) -> tuple[int, int] | None:
        """The first tick of the passage and the tick at which it pauses, None without one."""
        return self._range.passage

    def position_sec(self, now: float) -> float:
        """Return the position at `now`, in seconds of the piece at its own tempo."""
        position_sec = self._playhead.position_sec(now)
        if not self.is_running:
            return position_sec
        return min(position_sec, self._playhead.tempo_map.tick_to_sec(self._limit_tick))

    def position_tick(self, now: float) -> float:
        """Return the position at `now`, in ticks."""
        return self._playhead.tempo_map.sec_to_tick(self.position_sec(now))

    def bpm(self, now: float) -> float:
        """Return the tempo at `now` in quarter notes a minute, the speed included."""
        return self._playhead.tempo_map.bpm_at(self.position_tick(now)) * self._speed

    # Commands

    def load(self, timeline: Timeline | None) -> None:
        """Stop, and load `timeline` at its start, without a loop or a passage.

        Music that has played to its end continues to die away meanwhile.
        """
        self._range.clear()
        if self.is_running:
            self._instrument.silence()
        self.state = PlaybackState.STOPPED
        self._adopt_timeline(timeline or Timeline(Excerpt()))

    def play(self, now: float, may_count_in: bool = True) -> None:
        """Play from the playhead, or from the start if the playhead is at the end."""
        self._refresh_schedule()
        if self.is_running or self._is_empty:
            return
        if self._limit_tick <= self._cursor and not self._must_wait:
            self._place(self._start_tick)
        if self.counts_in and may_count_in:
            self._start_count_in(now)
        else:
            self._start_moving(now)

    def pause(self, now: float) -> None:
        """Fall silent and keep the position; does nothing unless playing."""
        if self.state is PlaybackState.WAITING:
            self._playhead.place(self._cursor)
        if self.is_running:
            self._playhead.place_at_sec(self.position_sec(now))
            self._halt(PlaybackState.PAUSED)

    def stop(self) -> None:
        """Fall silent and return to the start of the piece, or of the loop."""
        self._halt(PlaybackState.STOPPED)
        self._place(self._start_tick)

    def panic(self, now: float) -> None:
        """Pause, and silence the output key by key, even if nothing should be sounding."""
        self.pause(now)
        self._instrument.panic()

    def seek(self, tick: float, now: float) -> None:
        """Move the playhead to `tick`, or as far as the music is known; go on if it is playing.

        Notes that begin before the target don't sound; the pedal is as it would be there. Music
        that has played to its end continues to die away. A target outside the passage removes it.
        """
        self._range.seek(tick)
        self._refresh_schedule()
        horizon = self._scheduler.horizon_tick
        known_tick = self._scheduler.end_tick if horizon is None else horizon
        running = self.is_running
        if running:
            self._instrument.silence()
        self._place(min(max(tick, 0), known_tick))
        if running:
            self._start_moving(now)

    def set_loop(self, start_tick: int, end_tick: int) -> None:
        """Jump from `end_tick` to `start_tick` whenever the playhead reaches it."""
        self._range.set_loop(start_tick, end_tick)

    def clear_loop(self) -> None:
        """Play on to the end."""
        self._range.clear_loop()

    def set_passage(self, start_tick: int, end_tick: int) -> None:
        """Pause at `end_tick` when the playhead gets there, or at the end of the music; no loop.

        A note that begins there is no longer struck. A halt before that, a loop, and a seek to a
        place outside `[start_tick, end_tick)` remove the passage.
        """
        self._range.set_passage(start_tick, end_tick)

    def set_speed(self, factor: float, now: float) -> None:
        """Play at `factor` (0.25 to 2) times the piece's own tempo."""
        if not MIN_SPEED <= factor <= MAX_SPEED:
            raise ValueError(f"speed must be {MIN_SPEED} to {MAX_SPEED}, not {factor}")
        self._speed = factor
        self._playhead.set_speed(factor, now)

    def set_strict_tempo(self, is_strict: bool, now: float) -> None:
        """Keep one tempo, the mean of the music so far, or follow that of the music again."""
        tick = self.position_tick(now)
        moves = self._playhead.is_moving
        self._is_strict = is_strict
        self._strict_map = self._mean_tempo() if is_strict else None
        self._refresh_schedule()
        self._playhead.place(tick)
        if moves:
            self._playhead.start(now)

    def set_metronome(self, clicks: bool) -> None:
        """Switch the metronome on or off."""
        self._instrument.set_metronome(clicks)

    def set_clock(self, sends_clock: bool) -> None:
        """Switch on or off that MIDI clock, start and stop are sent beside the notes."""
        with self._guarding():
            self._instrument.set_clock(sends_clock)
            if self.state is PlaybackState.PLAYING:
                self._instrument.start_clock(self._cursor)

    def set_volume(self, volume: int) -> None:
        """Set the instrument's main volume, 0 to 127."""
        with self._guarding():
            self._instrument.set_volume(volume)

    def set_output(self, output: Output) -> Output:
        """Play to `output` from now on; return the former one, silenced but not closed."""
        former = self._instrument.set_output(output)
        if self.state is PlaybackState.PLAYING:
            with self._guarding():
                self._instrument.start(self._cursor, self._scheduler.state_at(self._cursor))
        return former

    def fail(self, problem: str) -> None:
        """Pause, silence what can be silenced, and keep `problem` for the user."""
        self.problem = problem
        if self.is_running:
            self._playhead.place(self._cursor)
            self.state = PlaybackState.PAUSED
        self._range.end_passage()
        self._instrument.silence()

    # The passing of time

    def advance(self, now: float) -> float | None:
        """Send all that is due at `now`; return the moment of the next, None if there is none.

        That None is not final: any command, and any note appended, can change it.
        """
        with self._guarding():
            while self.is_running:
                self._refresh_schedule()
                if self.state is PlaybackState.COUNTING:
                    if (moment := self._advance_count_in(now)) is not None:
                        return moment
                    continue
                if self.state is PlaybackState.WAITING and not self._must_wait:
                    self._resume(now)
                tick = self._next_tick()
                if tick is None:
                    return None
                due = self._playhead.moment_of(tick)
                if due > now:
                    return due
                if now - due > _MAX_LATENESS_SEC:
                    self._playhead.delay(now - due)
                    due = now
                self._pass(tick, due)
        return None

    def _next_tick(self) -> int | None:
        """Return the next tick at which there is anything to do."""
        release = self._instrument.next_release_tick
        if self.state is PlaybackState.WAITING:
            return release
        event = self._scheduler.next_tick(self._cursor)
        pulse = self._instrument.next_pulse_tick(self._cursor)
        return min(tick for tick in (self._limit_tick, event, release, pulse) if tick is not None)

    def _pass(self, tick: int, due: float) -> None:
        """Send what is due at `tick`, which the playhead reaches at the moment `due`."""
        self._instrument.release_until(tick)
        if self.state is PlaybackState.WAITING:
            self._instrument.lift_pedal_after_keys()  # the wait may be long
        elif tick < self._limit_tick:
            self._instrument.pulse_at(tick)
            for event in self._scheduler.events_between(self._cursor, tick + 1):
                self._instrument.play(event)
            self._cursor = tick + 1
        elif self._is_at_barrier:
            self._halt_or_jump_back(due)
        elif self._scheduler.horizon_tick is not None:
            self._wait()
        else:
            self._finish()

    def _halt_or_jump_back(self, due: float) -> None:
        """End the passage, or restart the loop, at the moment `due`."""
        if self._range.passage is not None:
            self._place(self._limit_tick)
            self._halt(PlaybackState.PAUSED)
            return
        self._instrument.silence()
        self._place(self._start_tick)
        self._start_moving(due)

    def _wait(self) -> None:
        self.state = PlaybackState.WAITING
        self._cursor = max(self._cursor, self._limit_tick)
        self._instrument.stop_clock()
        self._instrument.lift_pedal_after_keys()

    def _resume(self, now: float) -> None:
        """Play on after a wait, from the first event that has not sounded.

        A rest before it is skipped, since the wait was one.
        """
        self._cursor = self._scheduler.next_tick(self._cursor) or self._cursor
        self._playhead.place(self._cursor)
        self._start_moving(now)

    def _start_moving(self, now: float) -> None:
        """Play from the playhead."""
        self.state = PlaybackState.PLAYING
        self._playhead.start(now)
        with self._guarding():
            self._instrument.start(self._cursor, self._scheduler.state_at(self._cursor))

    def _start_count_in(self, now: float) -> None:
        self.state = PlaybackState.COUNTING
        meters, tempo_map = self._timeline.meters, self._playhead.tempo_map
        self._count_in.start(meters, tempo_map, self.position_tick(now), self._speed, now)

    def _advance_count_in(self, now: float) -> float | None:
        """Click the beats that are due; return the moment of the next, None once music begins."""
        while (beat := self._count_in.take_due(now)) is not None:
            if self._count_in.next_moment is None:
                self._start_moving(beat.time)
            else:
                self._instrument.click(beat.is_first)
        return self._count_in.next_moment

    def _finish(self) -> None:
        """Return to the start; unlike a stop, the last sound may die away."""
        self._instrument.die_away()
        self.state = PlaybackState.STOPPED
        self._range.end_passage()
        self._place(self._start_tick)

    # What the above is made of

    @property
    def _start_tick(self) -> int:
        return self._range.start_tick

    @property
    def _is_empty(self) -> bool:
        return self._scheduler.horizon_tick is None and self._scheduler.end_tick == 0

    @property
    def _limit_tick(self) -> int:
        """The tick that playback can't pass now: the barrier, the last known note, or the end."""
        horizon, barrier = self._scheduler.horizon_tick, self._barrier_tick
        if barrier is not None and self._cursor <= barrier:
            return barrier if horizon is None else min(barrier, horizon)
        return self._scheduler.end_tick if horizon is None else horizon

    @property
    def _barrier_tick(self) -> int | None:
        """Where playback halts or jumps back: the end of the passage, or of the loop."""
        is_whole = self._scheduler.horizon_tick is None
        return self._range.barrier_tick(self._scheduler.end_tick, is_whole)

    @property
    def _is_at_barrier(self) -> bool:
        return self._barrier_tick is not None and self._limit_tick == self._barrier_tick

    @property
    def _must_wait(self) -> bool:
        """Whether everything known has been sent, and more may come."""
        horizon = self._scheduler.horizon_tick
        return horizon is not None and horizon <= self._cursor and not self._is_at_barrier

    def _adopt_timeline(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._instrument.set_meters(timeline.meters)
        self._strict_map = self._mean_tempo() if self._is_strict else None
        self._playhead = Playhead(timeline.tempo_map)
        self._refresh_schedule()
        self._playhead.set_speed(self._speed, 0.0)
        self._cursor = 0

    def _refresh_schedule(self) -> None:
        """Update how far the timeline has grown; between two updates everything known stays.

        The tempo grows from the last onset known on, which the playhead cannot have passed.
        """
        self._scheduler = Scheduler(self._timeline)
        self._playhead.tempo_map = self._strict_map or self._scheduler.tempo_map

    def _mean_tempo(self) -> TempoMap:
        """Return one tempo at which the music lasts as long; at its very beginning, that tempo."""
        tempo_map, end_tick = self._timeline.tempo_map, self._timeline.end_tick
        if end_tick == 0:
            return TempoMap.constant(tempo_map.bpm_at(0))
        return TempoMap.constant(
            end_tick / TICKS_PER_QUARTER * 60 / tempo_map.tick_to_sec(end_tick)
        )

    def _place(self, tick: float) -> None:
        """Put the playhead at `tick`, at rest; what sounds there is still to be sent."""
        self._playhead.place(tick)
        self._cursor = math.ceil(tick - _ROUNDING_TICKS)

    def _halt(self, state: PlaybackState) -> None:
        self.state = state
        self._range.end_passage()
        self._instrument.silence()

    @contextmanager
    def _guarding(self) -> Iterator[None]:
        """Turn an output's failure into a pause and a problem to show."""
        try:
            yield
        except OutputError as error:
            self.fail(str(error))
