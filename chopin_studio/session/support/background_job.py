"""Run a plain Python generator on a pool thread and hear of it in the GUI thread.

The pool thread never touches a QObject: it fills a mailbox, and a timer in the GUI thread empties
it. So a fast generator cannot flood the event loop, and no QObject can die on a pool thread.
"""

from collections import deque
from collections.abc import Callable, Iterator
from threading import Event, Lock

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

POLL_MS = 25
"""How often the mailbox is emptied: often enough to look continuous, seldom enough to leave the
processor, and Python's one lock, to the work."""

BATCH = 256
"""The most items handed over at once, so that no single turn of the event loop grows long."""


class BackgroundJob(QObject):
    """One run of a generator: `yielded` in batches, then one of finished, cancelled, failed.

    All signals are emitted in the thread that made the job. `cancel` takes effect at once for the
    listener; the generator itself is closed before its next item.
    """

    yielded = Signal(list)
    finished = Signal()
    cancelled = Signal()
    failed = Signal(Exception)

    def __init__(
        self,
        work: Callable[[], Iterator[object]],
        pool: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._pool = pool
        self._mailbox = _Mailbox()
        self._is_running = False
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._empty_mailbox)

    @property
    def is_running(self) -> bool:
        """Whether the job has begun and has not yet told its outcome."""
        return self._is_running

    def start(self) -> None:
        """Begin the work; a job runs once."""
        mailbox, work = self._mailbox, self._work
        self._is_running = True
        self._timer.start()
        self._pool.start(lambda: _run(work, mailbox))

    def cancel(self) -> None:
        """Hand over what has come so far and end; nothing happens where the job is not running."""
        if not self.is_running:
            return
        self._mailbox.stop.set()
        self._end()
        if items := self._mailbox.take(None):
            self.yielded.emit(items)
        self.cancelled.emit()

    def _empty_mailbox(self) -> None:
        ended = self._mailbox.ended.is_set()  # asked first: nothing arrives after it
        items = self._mailbox.take(BATCH)
        if items:
            self.yielded.emit(items)
        if ended and self._mailbox.is_empty and self.is_running:
            self._end()
            self._emit_outcome()

    def _end(self) -> None:
        """Stop listening, and have Qt delete this object in the thread that made it."""
        self._is_running = False
        self._timer.stop()
        self.deleteLater()

    def _emit_outcome(self) -> None:
        if self._mailbox.error is None:
            self.finished.emit()
        else:
            self.failed.emit(self._mailbox.error)


def once(function: Callable[[], object]) -> Callable[[], Iterator[object]]:
    """Make a job's work of a function: it yields the result and ends."""

    def work() -> Iterator[object]:
        yield function()

    return work


class _Mailbox:
    """What the two threads share."""

    def __init__(self) -> None:
        self.stop = Event()
        self.ended = Event()
        self.error: Exception | None = None
        self._items: deque[object] = deque()
        self._lock = Lock()

    @property
    def is_empty(self) -> bool:
        return not self._items

    def put(self, item: object) -> None:
        with self._lock:
            self._items.append(item)

    def take(self, most: int | None) -> list[object]:
        """Remove and give up to `most` items, all for None, oldest first."""
        with self._lock:
            count = len(self._items) if most is None else min(most, len(self._items))
            return [self._items.popleft() for _ in range(count)]


def _run(work: Callable[[], Iterator[object]], mailbox: _Mailbox) -> None:
    """Pull the generator dry on the pool thread, or until told to stop."""
    try:
        for item in work():
            if mailbox.stop.is_set():
                break  # dropping the last reference closes the generator
            mailbox.put(item)
            if mailbox.stop.is_set():
                break
    except Exception as error:  # carried to the GUI thread, which decides what the user reads
        mailbox.error = error
    finally:
        mailbox.ended.set()
