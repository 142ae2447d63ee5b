"""Have models read what a take would start from, before a take is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool

from chopin_studio.errors import StudioError
from chopin_studio.session.support.background_job import BackgroundJob

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.engine.seeds import Start

WarmUp = Callable[["Bundle", "Start"], None]


class ModelWarmup(QObject):
    """Runs `warm_up` on the pool: one model at a time, and then the one requested last."""

    def __init__(self, warm_up: WarmUp, pool: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)
        self._warm_up = warm_up
        self._pool = pool
        self._job: BackgroundJob | None = None
        self._pending: tuple[Bundle, Start] | None = None

    def request(self, bundle: Bundle, start: Start) -> None:
        """Have a model read `start`, now or after the one that is being warmed up."""
        self._pending = (bundle, start)
        if self._job is None:
            self._start_next()

    def drop(self) -> None:
        """Forget a request that has not begun."""
        self._pending = None

    def _start_next(self) -> None:
        pending, self._pending, self._job = self._pending, None, None
        if pending is None:
            return
        warm_up = self._warm_up

        def work() -> Iterator[object]:
            with suppress(StudioError):  # told when a take is asked for
                yield warm_up(*pending)

        self._job = job = BackgroundJob(work, self._pool, self)
        job.finished.connect(self._start_next)
        job.failed.connect(self._start_next)
        job.start()
