"""A metronome for recording, which clicks on a thread of its own."""

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

from chopin_studio.playback.metronome_beats import Beat, click
from chopin_studio.playback.outputs.base import Output, OutputError, send_all

_SPIN_SEC = 0.0015
"""Sleeping wakes up late by some milliseconds, so the last stretch is spent in a loop."""

_LATEST_SEC = 0.1
"""A click that is later than this, for instance after the machine slept, is left out."""


class Metronome:
    """Clicks beats on what `output` returns at each moment."""

    def __init__(
        self, output: Callable[[], Output], clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._output = output
        self._clock = clock
        self._stopping = threading.Event()

    def start(self, beats: Iterable[Beat]) -> None:
        """Click `beats`, in order, at their moments on the clock; earlier ones are dropped."""
        self.stop()
        self._stopping = stopping = threading.Event()
        # A daemon, so that it never keeps the program from ending.
        threading.Thread(
            target=self._run, args=(beats, stopping), name="metronome", daemon=True
        ).start()

    def stop(self) -> None:
        """Stop clicking; idempotent."""
        self._stopping.set()

    def _run(self, beats: Iterable[Beat], stopping: threading.Event) -> None:
        for beat in beats:
            if stopping.wait(max(beat.time - self._clock() - _SPIN_SEC, 0)):
                return
            while self._clock() < beat.time:
                pass
            if self._clock() - beat.time < _LATEST_SEC:
                with suppress(OutputError):  # its failure is reported elsewhere
                    send_all(self._output(), click(beat.is_first))
