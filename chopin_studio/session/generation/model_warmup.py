"""Have models hear what a take would start from, before a take is asked for."""

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
    """Runs `make_ready` on the pool: one model at a time, and then the one that was asked last."""

    def __init__(self, warm_up: WarmUp, pool: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)
        self._warm_up = warm_up
        self._pool = pool
        self._job: BackgroundJob | None = None
        self._asked: tuple[Bundle, Start] | None = None

    def ask(self, bundle: Bundle, start: Start) -> None:
        """Have a model hear `start`, now or after the one that does so now."""
        self._asked = (bundle, start)
        if self._job is None:
            self._go_on()

    def drop(self) -> None:
        """Forget what was asked and has not begun."""
        self._asked = None

    def _go_on(self) -> None:
        asked, self._asked, self._job = self._asked, None, None
        if asked is None:
            return
        warm_up = self._warm_up

        def work() -> Iterator[object]:
            with suppress(StudioError):  # told when a take is asked for
                yield warm_up(*asked)

        self._job = job = BackgroundJob(work, self._pool, self)
        job.finished.connect(self._go_on)
        job.failed.connect(self._go_on)
        job.start()
