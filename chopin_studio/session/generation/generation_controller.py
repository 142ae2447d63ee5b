"""Generates takes: runs the requests, collects drafts, and has the library keep them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from chopin_studio.engine.events import Opening, Tried
from chopin_studio.errors import StudioError
from chopin_studio.library.distinct_takes import ComparisonResult, TakeProgress
from chopin_studio.music.note import Note
from chopin_studio.session.drafts.draft import Draft
from chopin_studio.session.generation.model_warmup import ModelWarmup
from chopin_studio.session.generation.request_queue import (
    Ended,
    Event,
    Request,
    RequestQueue,
    make_all,
)
from chopin_studio.session.generation.services import GenerationServices
from chopin_studio.session.library.take_library import TakeLibrary
from chopin_studio.session.support.background_job import BackgroundJob
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.translation import tr_joined, tr_plural

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.engine.seeds import Start


class GenerationController(QObject):
    """Runs one queue of requests at a time; the library keeps what comes of them.

    `drafts` are the takes that are not kept yet: those being generated, and any that cannot be
    written. `draft_started` tells of the first draft of a generation, `part_started` of that of a
    further part of endless music, `notes_added` of notes that joined a draft, `notices_added` of
    what the model said meanwhile, `draft_discarded` of a draft that ended without a note.
    `part_finished` tells that endless music waits to be continued.
    """

    draft_started = Signal(object)
    part_started = Signal(object)
    part_finished = Signal()
    notes_added = Signal(object, tuple)
    notices_added = Signal(object, tuple)
    draft_discarded = Signal(object)
    drafts_changed = Signal()
    generating_changed = Signal(bool)
    progress_changed = Signal(int, int, str)
    message = Signal(object)

    def __init__(
        self,
        services: GenerationServices,
        library: TakeLibrary,
        pool: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.drafts: tuple[Draft, ...] = ()
        self.queue = RequestQueue(())
        self._library = library
        self._pool = pool
        self._job: BackgroundJob | None = None
        self._is_continuing = False
        self._warmup = ModelWarmup(services.warm_up, pool, self)
        library.kept.connect(self._on_kept)

    @property
    def is_generating(self) -> bool:
        """Whether takes are being generated."""
        return self._job is not None

    @property
    def is_waiting(self) -> bool:
        """Whether a part of endless music is whole, and none follows yet."""
        return self._job is not None and not self._job.is_running

    def generate(self, requests: Sequence[Request]) -> None:
        """Begin to generate the takes asked for, one model after the other.

        Nothing happens while others are being generated.
        """
        if self.is_generating or not requests:
            return
        self._warmup.drop()
        self._is_continuing = False
        self._run(requests)
        self.generating_changed.emit(True)
        self.progress_changed.emit(*self.queue.progress)

    def continue_with(self, request: Request) -> None:
        """Generate the next part of endless music; nothing happens unless it is waited for."""
        if self.is_waiting:
            self._is_continuing = True
            self._run([request])

    def cancel(self) -> None:
        """Stop generating; what has been generated is kept."""
        if self._job is None:
            return
        if self.queue.pace is not None:
            self.queue.pace.end()
        if self._job.is_running:
            self._job.cancel()
        else:  # a part of endless music that is whole, and waits to be heard
            self._on_cancelled()

    def read_ahead(self) -> None:
        """Read every model's seeds on the pool, so that choosing one waits for no disk."""
        bundles = self.services.bundles

        def work() -> Iterator[object]:
            for bundle in bundles:
                with suppress(StudioError):  # told where the model is chosen
                    yield bundle.seeds

        BackgroundJob(work, self._pool, self).start()

    def warm_up(self, bundle: Bundle, start: Start) -> None:
        """Have a model read what a take would start from, so that its first note comes sooner.

        Nothing happens while takes are generated.
        """
        if not self.is_generating:
            self._warmup.request(bundle, start)

    def close(self) -> None:
        """Stop all work; drafts are kept if the pool is waited for."""
        self.cancel()

    def _run(self, requests: Sequence[Request]) -> None:
        self.queue = queue = RequestQueue(requests)
        generate = self.services.generate
        job = BackgroundJob(lambda: make_all(queue.requests, generate), self._pool, self)
        job.yielded.connect(self._on_yielded)
        job.finished.connect(self._on_finished)
        job.cancelled.connect(self._on_cancelled)
        self._job = job
        job.start()

    def _on_yielded(self, events: list[Event]) -> None:
        added: dict[Draft, list[Note]] = {}
        for number, item in events:
            if isinstance(item, Opening):
                titles = (*self._library.titles, *(draft.title for draft in self.drafts))
                self._open_draft(self.queue.begin(number, item, titles))
            elif isinstance(item, Ended):
                self._end_request(number, item.error, is_whole=item.error is None)
            elif isinstance(item, Tried):
                self.queue.add_tried(number, item)
            elif isinstance(item, TakeProgress):
                self.queue.hold(number, item)
            elif isinstance(item, ComparisonResult):
                self._tell(item.sentences, "alike")
            else:
                draft = self.queue.add(number, item)
                added.setdefault(draft, []).extend(item.notes)
                if item.notices:
                    self.notices_added.emit(draft, item.notices)
        for draft, notes in added.items():
            self.notes_added.emit(draft, tuple(notes))
        self.drafts_changed.emit()
        self.progress_changed.emit(*self.queue.progress)

    def _tell(self, notices: Sequence[str], topic: str) -> None:
        """Show what the model says of a take, if anything; the take keeps it too."""
        if notices:
            self.message.emit(Message(tr_joined(notices), MessageKind.INFO, topic))

    def _open_draft(self, draft: Draft) -> None:
        self.drafts = (*self.drafts, draft)
        if len(self.queue.drafts) > 1:
            return
        self._tell(draft.notices, "notice")
        started = self.part_started if self._is_continuing else self.draft_started
        started.emit(draft)

    def _end_request(
        self, number: int, error: Exception | None = None, is_whole: bool = False
    ) -> None:
        """Keep every draft that has at least one new note; it leaves the list once it is kept."""
        if error is not None:
            self._fail(number, error)
        ended = self.queue.end(number, is_whole)
        kept = [draft for draft in ended if draft.step_count > 0]
        discarded = [draft for draft in ended if draft.step_count == 0]
        self.drafts = tuple(draft for draft in self.drafts if draft not in discarded)
        if kept:
            self._library.keep(kept)
        for draft in discarded:
            self.draft_discarded.emit(draft)

    def _fail(self, number: int, error: Exception) -> None:
        """Say what went wrong; each model has a topic of its own: no failure hides another."""
        if self.queue.pace is not None:
            self.queue.pace.end()
        model = self.queue.requests[number].bundle.manifest.id
        self.message.emit(message_of(error, f"generate {model}"))

    def _on_finished(self) -> None:
        """Wait for the next part of endless music to be asked for; anything else has its end."""
        pace, drafts = self.queue.pace, self.queue.drafts
        if pace is None or pace.is_over or not drafts:
            self._end()
        else:
            self.part_finished.emit()

    def _on_cancelled(self) -> None:
        self._end()
        if steps := self.queue.step_count:
            text = (
                tr_plural(
                    "Stopped early. {n:,} notes were saved.",
                    "Stopped early. {n} note was saved.",
                    steps,
                )
                if self.queue.pace is None
                else tr_plural(
                    "Endless music ended. {n:,} notes were saved.",
                    "Endless music ended. {n} note was saved.",
                    steps,
                )
            )
            self.message.emit(Message(text, MessageKind.INFO, "generate"))

    def _end(self) -> None:
        self._job = None
        for number in self.queue.unended:
            self._end_request(number)
        self.drafts_changed.emit()
        self.generating_changed.emit(False)

    def _on_kept(self, draft: Draft) -> None:
        self.drafts = tuple(other for other in self.drafts if other is not draft)
