"""End the program when the system asks for it by a signal, whatever its GUI thread is doing.

Python runs the handler of a signal in the main thread alone, between two steps of Python: never
while that thread waits in Qt or for a file. So a thread of its own hears of signals, has the event
loop close the window, and ends the process itself where that does not happen in time.

It needs Python's lock for that: a library that keeps the lock for ever can only be killed.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from types import FrameType, TracebackType

from PySide6.QtCore import QObject, Qt, Signal

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Ctrl+C, the end of the session, and a terminal that was closed."""

ANSWER_SEC = 5.0
"""How long the event loop has to begin with closing the window: the system itself gives no long
grace to a session that ends."""

CLOSE_SEC = 10.0
"""How long closing may take from there: drafts are saved, threads are waited for."""

STEP_SEC = 1.0
"""How long each step of the last resort may take."""

_log = logging.getLogger(__name__)


class SignalWatch:
    """While it is entered, has a signal call `close` from the event loop.

    Where that does not end the block in time, each of `last_steps` is tried on a thread of its own,
    since it may wait for a lock that a hung thread has, and the process ends with the exit status
    that shells know for the signal: 143 for SIGTERM. Enter it on the main thread.
    """

    def __init__(
        self,
        close: Callable[[], object],
        last_steps: Sequence[Callable[[], object]],
        answer_sec: float = ANSWER_SEC,
        close_sec: float = CLOSE_SEC,
    ) -> None:
        self._close = close
        self._last_steps = (*last_steps, _log_where_it_hangs)
        self._answer_sec = answer_sec
        self._close_sec = close_sec
        self._answered = threading.Event()
        self._ended = threading.Event()
        self._asking = _Asking()
        self._asking.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self._handlers: dict[int, object] = {}

    def __enter__(self) -> SignalWatch:
        self._receiver, self._sender = socket.socketpair()
        self._sender.setblocking(False)
        self._former_fd = signal.set_wakeup_fd(self._sender.fileno(), warn_on_full_buffer=False)
        self._handlers = {number: signal.signal(number, _do_nothing) for number in SIGNALS}
        threading.Thread(target=self._watch, name="signals", daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what it gave itself
        signal.set_wakeup_fd(self._former_fd)
        self._sender.close()  # which ends the thread

    def _watch(self) -> None:
        """Wait for a signal, which Python writes down as a byte at once, on whatever thread."""
        with self._receiver:
            while received := self._receiver.recv(1):
                if received[0] in SIGNALS:
                    self._end_by(received[0])
                    return

    def _end_by(self, number: int) -> None:
        self._asking.asked.emit()
        if self._answered.wait(self._answer_sec) and self._ended.wait(self._close_sec):
            return
        if self._ended.is_set():
            return
        for step in self._last_steps:
            thread = threading.Thread(target=step, daemon=True)
            thread.start()
            thread.join(STEP_SEC)
        os._exit(128 + number)

    def _answer(self) -> None:
        self._answered.set()
        self._close()


class _Asking(QObject):
    """Carries the wish from the watching thread to the event loop."""

    asked = Signal()


def _do_nothing(number: int, frame: FrameType | None) -> None:
    """Be there: without a handler in Python a signal ends the process, and nobody hears of it."""


def _log_where_it_hangs() -> None:
    """Log what the main thread is doing."""
    frame = sys._current_frames().get(threading.main_thread().ident or 0)
    stack = "".join(traceback.format_stack(frame)) if frame is not None else ""
    _log.error("ended by a signal, since the window did not close in time:\n%s", stack)
