"""Generate Again: whether a take comes out as it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from chopin_studio.library.reproduce import is_same_music, reproduce, reproduction_request
from chopin_studio.session.generation.services import GenerationServices
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.texts import translatable

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.engine.events import GenerationEvent
    from chopin_studio.engine.settings import GenerationSettings
    from chopin_studio.library.store import TakeStore
    from chopin_studio.library.take import Take
    from chopin_studio.music.excerpt import Excerpt

TOPIC = "again"

PROCESSOR = translatable(
    "Takes of earlier versions depend on the processor. On the computer that made it, it comes out "
    "the same."
)


class RegenerateController(QObject):
    """Makes one take anew on the pool, compares it with what is kept, and says what came of it.

    `index_id` gives the originality index's id, by which some takes were made; it may read a
    file, and raise a StudioError.
    """

    changed = Signal()
    message = Signal(object)

    def __init__(
        self,
        services: GenerationServices,
        store: TakeStore,
        index_id: Callable[[], str],
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.is_running = False
        self._services = services
        self._store = store
        self._index_id = index_id
        self._pool = pool
        self._is_unwanted = Event()

    def start(self, take: Take) -> None:
        """Make a take again; nothing happens while another one is."""
        if self.is_running:
            return
        self.is_running = True
        self._is_unwanted.clear()
        self.message.emit(
            Message(
                tr("Generating “{title}” again…", title=take.title),
                topic=TOPIC,
                action_label=tr("Cancel"),
                action=self.cancel,
                stays=True,
            )
        )
        job = BackgroundJob(once(lambda: self._make(take)), self._pool, self)
        job.yielded.connect(lambda found: self._on_made(take, *found[0]))
        job.failed.connect(self._on_failed)
        job.start()
        self.changed.emit()

    def cancel(self) -> None:
        """Stop at the next note."""
        self._is_unwanted.set()

    def _make(self, take: Take) -> tuple[Excerpt, Excerpt]:
        """Return a take as it is kept and as it comes out now, on a pool thread."""
        needs_index = take.record.settings.stay_original is not None
        index_id = self._index_id() if needs_index else None
        recipe = reproduction_request(take, self._services.bundles, index_id)
        kept = self._store.excerpt(take.id)
        return kept, reproduce(recipe, self._generate)

    def _generate(self, bundle: Bundle, settings: GenerationSettings) -> Iterator[GenerationEvent]:
        for item in self._services.generate(bundle, settings):
            if self._is_unwanted.is_set():
                raise _RegenerationCancelledError
            yield item

    def _on_made(self, take: Take, kept: Excerpt, made: Excerpt) -> None:
        self._end()
        if is_same_music(kept, made):
            text = tr_plural(
                "“{title}” was generated again: all {n:,} notes are the same, bit for bit.",
                "“{title}” was generated again: its {n} note is the same, bit for bit.",
                take.note_count,
                title=take.title,
            )
            kind = MessageKind.SUCCESS
        else:
            text = tr(
                "“{title}” came out differently: {difference}.",
                title=take.title,
                difference=_difference(kept, made),
            )
            if take.record.settings.sampler == 1:
                text = f"{text} {translated(PROCESSOR)}"
            kind = MessageKind.WARNING
        self.message.emit(Message(text, kind, TOPIC))

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, _RegenerationCancelledError):
            self.message.emit(Message(tr("Generating again was cancelled."), topic=TOPIC))
        else:
            self.message.emit(message_of(error, TOPIC))

    def _end(self) -> None:
        self.is_running = False
        self.changed.emit()


class _RegenerationCancelledError(Exception):
    """The user does not want to know any more."""


def _difference(kept: Excerpt, made: Excerpt) -> str:
    """Word where two takes part."""
    pairs = zip(kept.notes, made.notes, strict=False)
    first = next((one for one, other in pairs if one != other), None)
    if first is None and len(kept.notes) == len(made.notes):
        return tr("its notes are the same, but tempo or pedal differ")
    if first is None:
        return tr_plural(
            "it has {n:,} notes instead of {wanted:,}",
            "it has {n} note instead of {wanted:,}",
            len(made.notes),
            wanted=len(kept.notes),
        )
    return tr("it differs from bar {number} on", number=kept.meters.bar_at(first.onset_tick).number)
