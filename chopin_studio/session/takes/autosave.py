"""Saves what is being made, and fetches back what a program that died was making."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer

from chopin_studio.errors import StudioError
from chopin_studio.session.drafts.draft import Draft
from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.library.take_library import TakeLibrary
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.message import Message, MessageKind
from chopin_studio.session.support.translation import tr_plural

if TYPE_CHECKING:
    from chopin_studio.library.take import Take, TakeRecord

SAVE_MS = 2000
"""How much of a take can be lost at the most; its first notes are saved as they come."""

TOPIC = "rescued"


class Autosave(QObject):
    """Has the store save the drafts while they grow.

    It has a thread of its own, since the pool's may all be at work. Nothing is said of what cannot
    be saved: that is told when the take is to be kept.
    """

    def __init__(
        self,
        generation: GenerationController,
        library: TakeLibrary,
        make_record: Callable[[Draft], TakeRecord],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._generation = generation
        self._library = library
        self._make_record = make_record
        self._saved: dict[Draft, int] = {}  # how many notes and chords each had then
        self._job: BackgroundJob | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._timer = QTimer(self)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.save)
        generation.generating_changed.connect(self._on_generating_changed)
        generation.drafts_changed.connect(self._on_drafts_changed)

    def recover(self) -> None:
        """Keep what was being made when a program died, and tell of it."""
        job = BackgroundJob(once(self._library.store.rescue), self._pool, self)
        job.yielded.connect(lambda found: self._on_recovered(found[0]))
        job.start()

    def save(self) -> None:
        """Save the drafts that have grown; nothing happens while that is being done."""
        grown = [draft for draft in self._generation.drafts if self._has_grown(draft)]
        if self._job is not None or not grown:
            return
        self._saved |= {draft: draft.step_count for draft in grown}
        store = self._library.store
        batch = [(d.take_id, d.excerpt, self._make_record(d), d.descent) for d in grown]

        def work() -> Iterator[object]:
            for each in batch:
                with suppress(StudioError):
                    store.save_growing(*each)
                yield None

        self._job = job = BackgroundJob(work, self._pool, self)
        job.finished.connect(self._on_saved)
        job.failed.connect(self._on_saved)
        job.start()

    def _has_grown(self, draft: Draft) -> bool:
        """Return whether there is something to save; what is complete is about to be kept."""
        return not draft.timeline.complete and draft.step_count > self._saved.get(draft, 0)

    def _on_saved(self) -> None:
        self._job = None

    def _on_generating_changed(self, is_generating: bool) -> None:
        if is_generating:
            self._timer.start()
        else:
            self._timer.stop()

    def _on_drafts_changed(self) -> None:
        drafts = self._generation.drafts
        self._saved = {draft: made for draft, made in self._saved.items() if draft in drafts}
        if any(draft.step_count and draft not in self._saved for draft in drafts):
            self.save()

    def _on_recovered(self, takes: Sequence[Take]) -> None:
        if not takes:
            return
        self._library.put(*takes)
        text = tr_plural(
            "{n} takes were being generated when Chopin Studio ended unexpectedly. "
            "Their notes were saved.",
            "“{title}” was being generated when Chopin Studio ended unexpectedly. "
            "Its notes were saved.",
            len(takes),
            title=takes[0].title,
        )
        self._library.message.emit(Message(text, MessageKind.INFO, TOPIC))
