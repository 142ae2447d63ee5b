"""The thread that plays: a `Player` driven by a clock, controlled from any other thread."""

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from chopin_studio.playback.outputs.base import Output
from chopin_studio.playback.player import PlaybackState, Player
from chopin_studio.playback.timeline import Timeline
from chopin_studio.texts import translatable

__all__ = ["PlaybackState", "Transport"]

_SPIN_SEC = 0.0015
"""Sleeping wakes up late by some milliseconds, so the last stretch is spent in a loop."""

_JOIN_SEC = 0.2

_log = logging.getLogger(__name__)


class Transport:
    """Plays music on a thread of its own; every method returns at once, on any thread.

    One lock guards the player. The thread holds it only while it sends what is due and while it
    sleeps on it, never while it spins, so a command waits for a few messages at most, and what
    it asks for has been done when it returns: after `stop`, `pause`, `panic` and `close` nothing
    sounds any more. The lock may be taken again by its holder, because a signal handler that
    calls `close` can interrupt a command half-way.

    The output stays the caller's to close, after `close` or once `set_output` has given it back.
    """

    def __init__(self, output: Output, clock: Callable[[], float] = time.perf_counter) -> None:
        self.player = Player(output)
        self._clock = clock
        self.changed = threading.Condition(threading.RLock())
        self._changes = 0  # read without the lock by the spinning thread
        self._closed = False
        self._unsubscribe: Callable[[], None] = _do_nothing
        # A daemon, so that a crash of the main thread never leaves a process that plays on.
        self._thread = threading.Thread(target=self._run, name="transport", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs, which it does until the transport is closed."""
        return self._thread.is_alive()

    @property
    def output(self) -> Output:
        """Where the music goes."""
        return self.player.output

    @property
    def state(self) -> PlaybackState:
        """The state: stopped, playing, paused, counting in or waiting for the generator."""
        return self.player.state

    @property
    def loop(self) -> tuple[int, int] | None:
        """The first tick of the loop and the tick after its last, None without a loop."""
        return self.player.loop

    @property
    def position_tick(self) -> float:
        """The position, in ticks."""
        with self.changed:
            return self.player.position_tick(self._clock())

    @property
    def position_sec(self) -> float:
        """The position, in seconds of the piece at its own tempo."""
        with self.changed:
            return self.player.position_sec(self._clock())

    @property
    def bpm(self) -> float:
        """The tempo now in quarter notes a minute, the speed included."""
        with self.changed:
            return self.player.bpm(self._clock())

    def load(self, timeline: Timeline | None) -> None:
        """Stop, and take up `timeline` at its start; None takes up nothing."""
        with self.changed:
            if self._closed:
                return
            self._unsubscribe()
            self.player.load(timeline)
            self._unsubscribe = timeline.subscribe(self._notify) if timeline else _do_nothing
            self._notify()

    def play(self, may_count_in: bool = True) -> None:
        """Play from the playhead; does nothing while playing or without music.

        A bar is counted in where that is switched on and `may_count_in`.
        """
        self._command(lambda player: player.play(self._clock(), may_count_in))

    def pause(self) -> None:
        """Fall silent and keep the position."""
        self._command(lambda player: player.pause(self._clock()))

    def stop(self) -> None:
        """Fall silent and return to the start of the piece, or of the loop."""
        self._command(lambda player: player.stop())

    def panic(self) -> None:
        """Pause, and silence the output key by key, even if nothing should be sounding."""
        self._command(lambda player: player.panic(self._clock()))

    def seek(self, tick: float) -> None:
        """Move the playhead, within what is known of the music; go on if it is playing."""
        self._command(lambda player: player.seek(tick, self._clock()))

    def set_loop(self, start_tick: int, end_tick: int) -> None:
        """Repeat `[start_tick, end_tick)`; ValueError where that is empty or runs backwards."""
        self._command(lambda player: player.set_loop(start_tick, end_tick))

    def clear_loop(self) -> None:
        """Play on to the end."""
        self._command(lambda player: player.clear_loop())

    def set_passage(self, start_tick: int, end_tick: int) -> None:
        """Pause at `end_tick`, once, unless led out of the passage before; no loop.

        ValueError where the passage is empty or runs backwards.
        """
        self._command(lambda player: player.set_passage(start_tick, end_tick))

    def set_speed(self, factor: float) -> None:
        """Play at 0.25 to 2 times the piece's own tempo; ValueError outside."""
        self._command(lambda player: player.set_speed(factor, self._clock()))

    def set_strict_tempo(self, is_strict: bool) -> None:
        """Keep one mean tempo instead of the music's own."""
        self._command(lambda player: player.set_strict_tempo(is_strict, self._clock()))

    def set_metronome(self, clicks: bool) -> None:
        """Click every beat while the music plays."""
        self._command(lambda player: player.set_metronome(clicks))

    def set_count_in(self, counts_in: bool) -> None:
        """Click a bar before the music begins."""
        self._command(lambda player: setattr(player, "counts_in", counts_in))

    def set_clock(self, sends_clock: bool) -> None:
        """Send MIDI clock, start and stop beside the notes."""
        self._command(lambda player: player.set_clock(sends_clock))

    def set_volume(self, volume: int) -> None:
        """Set the main volume, 0 to 127; ValueError outside."""
        self._command(lambda player: player.set_volume(volume))

    def set_output(self, output: Output) -> Output:
        """Play to `output` from now on; return the former one, silenced but not closed."""
        with self.changed:
            former = self.player.set_output(output)
            self._notify()
            return former

    def take_problem(self) -> str | None:
        """Return the message why playback paused by itself, once."""
        with self.changed:
            problem, self.player.problem = self.player.problem, None
            return problem

    def close(self) -> None:
        """Fall silent and end the thread; idempotent; afterwards commands do nothing."""
        with self.changed:
            if not self._closed:
                self._closed = True
                self._unsubscribe()
                self.player.stop()
                self.player.load(None)
                self._notify()
        if threading.current_thread() is not self._thread:
            # Bounded: a signal handler may hold the lock that the thread needs to end. By then
            # all is silent; a thread that ends a little later does no harm.
            self._thread.join(_JOIN_SEC)

    def _command(self, act: Callable[[Player], None]) -> None:
        with self.changed:
            if not self._closed:
                act(self.player)
                if self._closed:  # by a signal handler, in the middle of the command
                    self.player.stop()
                self._notify()

    def _notify(self) -> None:
        """Wake the thread to look again; also called by the timeline, on the appending thread."""
        with self.changed:
            self._changes += 1
            self.changed.notify_all()

    def _run(self) -> None:
        _request_realtime_priority()
        while not self._closed:
            with self.changed:
                moment = self._advance()
                changes = self._changes
                if self._closed:
                    return
                if moment is None:
                    self.changed.wait()
                    continue
                remaining_sec = moment - self._clock()
                if remaining_sec > _SPIN_SEC:
                    self.changed.wait(remaining_sec - _SPIN_SEC)
                    continue
            while self._clock() < moment and self._changes == changes:
                pass

    def _advance(self) -> float | None:
        """Advance the player; any error must silence it, and not end the thread."""
        try:
            return self.player.advance(self._clock())
        except Exception:
            _log.exception("playback failed")
            self.player.fail(
                translatable("Playback stopped because of an error. Press Play to continue.")
            )
            return None


def _request_realtime_priority() -> None:
    """Ask the system to run this thread with real-time priority, where it allows that.

    Linux allows it by its limits, which systems for musicians set. The lowest such priority leaves
    the threads of the audio device before this one.
    """
    if sys.platform == "linux":
        lowest = os.sched_param(os.sched_get_priority_min(os.SCHED_RR))
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_RR | os.SCHED_RESET_ON_FORK, lowest)


def _do_nothing() -> None:
    """Stand in for the end of a subscription that was never made."""
