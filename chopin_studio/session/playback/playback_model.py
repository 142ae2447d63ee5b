"""The transport as the window sees it: Qt signals around a player that knows no Qt."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.meter import MeterMap
from chopin_studio.playback.timeline import Timeline
from chopin_studio.playback.transport import PlaybackState, Transport

FRAME_MS = 16
IDLE_MS = 120
MIN_SPEED, MAX_SPEED = 0.25, 2.0

SPEED_STEP = 0.05

_MOVING = (PlaybackState.COUNTING, PlaybackState.PLAYING, PlaybackState.WAITING)


class PlaybackModel(QObject):
    """Commands for the transport, and news of it.

    The transport is polled, at the screen's pace while it moves, so that its thread never has to
    know of this one. `loaded` tells that other music is to be played, `ended` that the music has
    come to its end by itself, and `stopped` that the user has stopped it.
    """

    loaded = Signal()
    state_changed = Signal(object)
    position_changed = Signal(float)
    loop_changed = Signal(object)
    speed_changed = Signal(float)
    volume_changed = Signal(int)
    ended = Signal()
    stopped = Signal()
    problem = Signal(str)
    audition_changed = Signal(bool)

    def __init__(self, transport: Transport, volume: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.transport = transport
        self.timeline: Timeline | None = None
        self.meters = MeterMap()
        self.speed = 1.0
        self.volume = volume
        self.clicks = False
        self.counts_in = False
        self.is_strict = False
        self._sends_clock = False
        self._state = PlaybackState.STOPPED
        self._position_tick = -1.0
        self._loop: tuple[int, int] | None = None
        self._last_loop: tuple[int, int] | None = None
        self._start_tick = 0.0
        self._audition_from: float | None = None
        transport.set_volume(volume)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.refresh)
        self._timer.start(IDLE_MS)

    @property
    def state(self) -> PlaybackState:
        """What the transport does."""
        return self._state

    @property
    def is_moving(self) -> bool:
        """Whether music sounds, or would if the generator had it ready."""
        return self._state in _MOVING

    @property
    def is_sounding(self) -> bool:
        """Whether the notes at the position sound, which they do not yet during a count-in."""
        return self.is_moving and self._state is not PlaybackState.COUNTING

    @property
    def position_tick(self) -> float:
        """Where the music is."""
        return max(self._position_tick, 0.0)

    @property
    def is_auditioning(self) -> bool:
        """Whether notes are played in between, beside the music loaded."""
        return self._audition_from is not None

    @property
    def loop(self) -> tuple[int, int] | None:
        """The ticks between which playback repeats."""
        return self._loop

    @property
    def bpm(self) -> float:
        """The tempo at the position, the speed included, in quarter notes a minute."""
        return self.transport.bpm if self.timeline is not None else 0.0

    def load(self, timeline: Timeline | None, at_tick: float = 0.0) -> None:
        """Take up other music, stopped, at `at_tick`, to which `stop` will return."""
        was_auditioning, self._audition_from = self.is_auditioning, None
        self._send_extras()
        self.timeline = timeline
        self.meters = timeline.excerpt.meters if timeline is not None else MeterMap()
        self._last_loop = None
        self._start_tick = at_tick
        self.transport.load(timeline)
        if at_tick > 0:
            self.transport.seek(at_tick)
        self.loaded.emit()
        self._refresh(is_asked=True)
        if was_auditioning:
            self.audition_changed.emit(False)

    def toggle(self) -> None:
        """Play, or pause where it plays."""
        if self.is_moving:
            self.pause()
        else:
            self.play()

    def play(self, may_count_in: bool = True) -> None:
        """Play from the position, from the beginning where the end was reached."""
        if self.timeline is None:
            return
        self._end_audition()
        if self.timeline.complete and self.position_tick >= self.timeline.end_tick:
            self.transport.seek(0)
        self.transport.play(may_count_in)
        self.refresh()

    def pause(self) -> None:
        """Stay where it is, silent."""
        self._end_audition()
        self.transport.pause()
        self.refresh()

    def stop(self) -> None:
        """Silence everything and return to the start: the loop's, or where the music was loaded.

        From before that, or pressed once more there, it returns to the very beginning.
        """
        self._end_audition()
        was_beyond = self.position_tick > self._start_tick
        self.transport.stop()
        if was_beyond and self._loop is None:
            self.transport.seek(self._start_tick)
        self._refresh(is_asked=True)
        self.stopped.emit()

    def to_start(self) -> None:
        """Go to the beginning, playing on where it plays."""
        self.seek(0)

    def to_end(self) -> None:
        """Go to where the last note ends, or as far as the music is known."""
        if self.timeline is not None:
            self.seek(self.timeline.end_tick)

    def seek(self, tick: float) -> None:
        """Go to `tick`, within the music."""
        if self.timeline is None:
            return
        self._end_audition()
        self.transport.seek(min(max(tick, 0.0), float(self.timeline.end_tick)))
        self.refresh()

    def seek_bars(self, bars: int) -> None:
        """Go that many bars on, or back where negative, to a bar line."""
        if self.timeline is None:
            return
        meters = self.meters
        bar = meters.bar_at(self.position_tick)
        for _ in range(abs(bars)):
            if bars > 0:
                bar = meters.bar_at(bar.end_tick)
            else:
                bar = meters.bar_at(max(bar.start_tick - 1, 0))
        self.seek(bar.start_tick)

    def set_loop(self, start_tick: int, end_tick: int) -> None:
        """Repeat from `start_tick` to `end_tick`; an empty range clears the loop."""
        if end_tick <= start_tick:
            self.clear_loop()
            return
        self._last_loop = (start_tick, end_tick)
        self.transport.set_loop(start_tick, end_tick)
        self.refresh()

    def clear_loop(self) -> None:
        """Play on to the end again."""
        self.transport.clear_loop()
        self.refresh()

    def play_passage(self, start_tick: int, end_tick: int) -> None:
        """Play from `start_tick` to `end_tick` and pause there, without a loop.

        Whatever the user does meanwhile goes first.
        """
        if self.timeline is None:
            return
        self.seek(start_tick)
        self.transport.set_passage(start_tick, end_tick)
        if not self.is_moving:
            self.play(may_count_in=False)
        self.refresh()

    def toggle_loop(self) -> None:
        """Repeat the range looped last, the whole music where there was none; or stop repeating."""
        if self._loop is not None:
            self.clear_loop()
        elif self._last_loop is not None:
            self.set_loop(*self._last_loop)
        elif self.timeline is not None:
            last = self.meters.bar_at(max(self.timeline.end_tick - 1, 0))
            self.set_loop(0, last.end_tick)

    def loop_bar(self) -> None:
        """Repeat the bar that the music is in."""
        bar = self.meters.bar_at(self.position_tick)
        self.set_loop(bar.start_tick, bar.end_tick)

    def loop_from_here(self) -> None:
        """Begin the loop with the bar that the music is in; it ends where it did, or as the music.

        With the end before that, the loop is this bar.
        """
        if self.timeline is None:
            return
        bar = self.meters.bar_at(self.position_tick)
        last = self.meters.bar_at(max(self.timeline.end_tick - 1, 0))
        end_tick = self._loop[1] if self._loop is not None else last.end_tick
        self.set_loop(bar.start_tick, end_tick if end_tick > bar.start_tick else bar.end_tick)

    def loop_to_here(self) -> None:
        """End the loop with the bar that the music is in; it begins where it did, or as the music.

        With the beginning after that, the loop is this bar.
        """
        bar = self.meters.bar_at(self.position_tick)
        start_tick = self._loop[0] if self._loop is not None else 0
        self.set_loop(start_tick if start_tick < bar.end_tick else bar.start_tick, bar.end_tick)

    def set_metronome(self, clicks: bool) -> None:
        """Click every beat while the music plays."""
        self.clicks = clicks
        self._send_extras()

    def set_count_in(self, counts_in: bool) -> None:
        """Click a bar before the music begins at the user's command."""
        self.counts_in = counts_in
        self._send_extras()

    def set_clock(self, sends_clock: bool) -> None:
        """Lead those who follow a tempo by MIDI clock, start and stop."""
        self._sends_clock = sends_clock
        self._send_extras()

    def set_strict_tempo(self, is_strict: bool) -> None:
        """Keep the music's mean tempo, without its rubato."""
        self.is_strict = is_strict
        self.transport.set_strict_tempo(is_strict)
        self.speed_changed.emit(self.speed)

    def change_speed(self, steps: int) -> None:
        """Play faster by so many steps of five hundredths, or slower where negative."""
        self.set_speed(round(self.speed / SPEED_STEP + steps) * SPEED_STEP)

    def set_speed(self, factor: float) -> None:
        """Play faster or slower than written; 1 is as written."""
        self.speed = min(max(factor, MIN_SPEED), MAX_SPEED)
        self.transport.set_speed(self.speed)
        self.speed_changed.emit(self.speed)

    def set_volume(self, volume: int) -> None:
        """Set how loud the output plays, 0 to 127."""
        self.volume = min(max(volume, 0), 127)
        self.transport.set_volume(self.volume)
        self.volume_changed.emit(self.volume)

    def panic(self) -> None:
        """Silence every note on the output, whatever started it."""
        self.transport.panic()
        self.refresh()

    def audition(self, excerpt: Excerpt, from_tick: int = 0) -> None:
        """Play notes in between, from a tick on; the music loaded comes back where it stood."""
        if self.is_moving and self._audition_from is None:
            return
        is_first = self._audition_from is None
        if is_first:
            self._audition_from = self.position_tick
        self.transport.load(Timeline(excerpt))
        self._send_extras()
        if from_tick > 0:
            self.transport.seek(from_tick)
        self.transport.play()
        self._timer.start(FRAME_MS)
        if is_first:
            self.audition_changed.emit(True)

    def close(self) -> None:
        """Stop for good and silence the output."""
        self._timer.stop()
        self.transport.close()

    def refresh(self) -> None:
        """Compare the transport with what was last told, and tell what changed."""
        self._refresh(is_asked=False)

    def _send_extras(self) -> None:
        """Have clicks and clock beside the music as the user wants them, but not at an audition."""
        is_music = self._audition_from is None
        self.transport.set_metronome(self.clicks and is_music)
        self.transport.set_count_in(self.counts_in and is_music)
        self.transport.set_clock(self._sends_clock and is_music)

    def _refresh(self, is_asked: bool) -> None:
        """Tell what changed; what happened because the user asked for it is no end."""
        if problem := self.transport.take_problem():
            self.problem.emit(problem)
        state = PlaybackState(self.transport.state)
        if self._audition_from is not None:
            if state is PlaybackState.STOPPED:
                self._end_audition()
            return
        has_ended = self.is_moving and state is PlaybackState.STOPPED and not is_asked
        self._emit_changes(state, self.transport.position_tick, self.transport.loop)
        self._timer.setInterval(FRAME_MS if state in _MOVING else IDLE_MS)
        if has_ended:
            self.ended.emit()

    def _emit_changes(
        self, state: PlaybackState, position_tick: float, loop: tuple[int, int] | None
    ) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)
        if loop != self._loop:
            self._loop = loop
            self.loop_changed.emit(loop)
        if position_tick != self._position_tick:
            self._position_tick = position_tick
            self.position_changed.emit(position_tick)

    def _end_audition(self) -> None:
        if self._audition_from is None:
            return
        tick, self._audition_from = self._audition_from, None
        loop = self._loop
        self.transport.load(self.timeline)
        self._send_extras()
        if self.timeline is not None and tick > 0:
            self.transport.seek(tick)
        if loop is not None:
            self.transport.set_loop(*loop)
        self.audition_changed.emit(False)
