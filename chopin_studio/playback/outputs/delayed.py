"""An output with a delay, to sound together with a slower one beside it."""

import threading
import time
from collections import deque
from collections.abc import Callable

from chopin_studio.music.midi_messages import NOTE_OFF, NOTE_ON, Message
from chopin_studio.playback.outputs.base import Output, OutputError, output_closed
from chopin_studio.settings.listening import MAX_DELAY_MS

_JOIN_SEC = 0.2


class DelayedOutput:
    """Plays on another output, each message `delay_ms` after it was sent.

    Silence is immediate: pending messages are dropped, and every key that was struck is released.
    An error of the other output is raised by the next `send`.
    """

    def __init__(
        self, inner: Output, delay_ms: int, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        if not 0 < delay_ms <= MAX_DELAY_MS:
            raise ValueError(f"delay_ms must be 1 to {MAX_DELAY_MS}, not {delay_ms}")
        self._inner = inner
        self._delay_sec = delay_ms / 1000
        self._clock = clock
        self._under_way: deque[tuple[float, Message]] = deque()
        self._struck: set[tuple[int, int]] = set()  # channel and key
        self._error: OutputError | None = None
        self._closed = False
        self._changed = threading.Condition(threading.RLock())
        self._thread = threading.Thread(target=self._run, name="delay", daemon=True)
        self._thread.start()

    @property
    def name(self) -> str:
        """The other output's name."""
        return self._inner.name

    def send(self, status: int, data1: int, data2: int) -> None:
        """Schedule a message; raise the error of an earlier one, once."""
        with self._changed:
            if self._error is not None:
                error, self._error = self._error, None
                raise error
            if self._closed:
                raise output_closed(self.name)
            self._under_way.append((self._clock() + self._delay_sec, (status, data1, data2)))
            self._changed.notify()

    def silence(self) -> None:
        """Drop pending messages, release every key, and silence the other output."""
        with self._changed:
            self._drop()
            self._inner.silence()

    def panic(self) -> None:
        """Drop pending messages, and silence the other output key by key."""
        with self._changed:
            self._drop()
            self._inner.panic()

    def close(self) -> None:
        """Silence and close the other output, and end the thread; idempotent."""
        with self._changed:
            self._drop()
            self._closed = True
            self._inner.close()
            self._changed.notify()
        if threading.current_thread() is not self._thread:
            self._thread.join(_JOIN_SEC)  # bounded, as a signal handler may hold the lock

    def _drop(self) -> None:
        self._under_way.clear()
        for channel, key in tuple(self._struck):
            self._play((NOTE_OFF | channel, key, 0))
        self._struck.clear()

    def _play(self, message: Message) -> None:
        status, data1, data2 = message
        kind, channel = status & 0xF0, status & 0x0F
        if kind == NOTE_ON and data2 > 0:
            self._struck.add((channel, data1))
        elif kind in (NOTE_ON, NOTE_OFF):
            self._struck.discard((channel, data1))
        try:
            self._inner.send(*message)
        except OutputError as error:
            self._error = error

    def _run(self) -> None:
        with self._changed:
            while not self._closed:
                if not self._under_way:
                    self._changed.wait()
                    continue
                remaining_sec = self._under_way[0][0] - self._clock()
                if remaining_sec > 0:
                    self._changed.wait(remaining_sec)
                else:
                    self._play(self._under_way.popleft()[1])
