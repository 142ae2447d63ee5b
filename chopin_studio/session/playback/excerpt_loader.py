"""Music read from disk on the pool, for a window that shows what was asked for last."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from chopin_studio.session.support.background_job import BackgroundJob, once

if TYPE_CHECKING:
    from chopin_studio.music.excerpt import Excerpt


class ExcerptLoader(QObject):
    """Reads one piece after another; each new wish makes the ones before it void.

    `given_up` tells that what is wanted cannot be read.
    """

    given_up = Signal()

    def __init__(self, pool: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = pool
        self._latest_request = 0

    def drop(self) -> int:
        """Have nothing shown of what is being read: something else is wanted by now.

        Return the number of that wish, for `is_latest`.
        """
        self._latest_request += 1
        return self._latest_request

    def is_latest(self, request: int) -> bool:
        """Return whether nothing else has been wanted since the wish of this number."""
        return request == self._latest_request

    def read(
        self,
        read: Callable[[], Excerpt],
        shown: Callable[[Excerpt], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Read on a pool thread, then call `shown` unless something else is wanted by then.

        `failed` is told in any case.
        """
        request = self.drop()

        def show_if_wanted(excerpts: list[Excerpt]) -> None:
            if self.is_latest(request):
                shown(excerpts[0])

        def on_failed(error: Exception) -> None:
            failed(error)
            if self.is_latest(request):
                self.given_up.emit()

        job = BackgroundJob(once(read), self._pool, self)
        job.yielded.connect(show_if_wanted)
        job.failed.connect(on_failed)
        job.start()
