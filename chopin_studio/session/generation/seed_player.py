"""Play what a take would start from, before it is generated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from chopin_studio.engine.events import Opening
from chopin_studio.session.support.background_job import BackgroundJob
from chopin_studio.session.support.message import message_of

if TYPE_CHECKING:
    from chopin_studio.music.excerpt import Excerpt
    from chopin_studio.session.generation.request_queue import Request
    from chopin_studio.session.generation.services import GenerationServices
    from chopin_studio.session.playback.playback_model import PlaybackModel

TOPIC = "seed"

Cut = Callable[["Excerpt"], "Excerpt"]
"""Chooses what is played of a seed."""


class SeedPlayer(QObject):
    """Plays a seed as the model would read it: in the key, meter and tempo that are asked for.

    The music loaded pauses, and comes back where it stood. `changed` tells that `is_playing` is
    another.
    """

    changed = Signal()
    message = Signal(object)

    def __init__(
        self,
        services: GenerationServices,
        playback: PlaybackModel,
        pool: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._playback = playback
        self._pool = pool
        self._job: BackgroundJob | None = None
        self._sounds = False
        playback.audition_changed.connect(self._on_audition_changed)

    @property
    def is_playing(self) -> bool:
        """Whether a seed sounds, or will in a moment."""
        return self._job is not None or self._sounds

    def play(self, request: Request, cut: Cut | None = None) -> None:
        """Play the seed of what is asked of a model, from its beginning, or what `cut` makes of it.

        `cut` may raise a StudioError.
        """
        self.stop()
        job = BackgroundJob(_opening(self._services, request, cut), self._pool, self)
        self._job = job
        job.yielded.connect(lambda found: self._on_read(job, found[0]))
        job.failed.connect(self._on_failed)
        job.start()
        self.changed.emit()

    def stop(self) -> None:
        """Play it no longer."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            self.changed.emit()
        if self._sounds:
            self._playback.pause()

    def _on_read(self, job: BackgroundJob, seed: Excerpt) -> None:
        if self._job is not job:
            return  # stopped meanwhile
        self._job = None
        self._playback.pause()
        self._sounds = bool(seed.notes)
        if self._sounds:
            self._playback.audition(seed)
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self.message.emit(message_of(error, TOPIC))
        self.changed.emit()

    def _on_audition_changed(self, is_auditioning: bool) -> None:
        if not is_auditioning and self._sounds:
            self._sounds = False
            self.changed.emit()


def _opening(
    services: GenerationServices, request: Request, cut: Cut | None
) -> Callable[[], Iterator[Excerpt]]:
    """Make a job's work of reading the seed: the first thing that a model tells of a take."""

    def work() -> Iterator[Excerpt]:
        settings = replace(request.settings, takes=1)
        for event in services.generate(request.bundle, settings):
            if isinstance(event, Opening):
                seed = event.excerpt.with_pedal_lifted()
                yield seed if cut is None else cut(seed)
                return

    return work
