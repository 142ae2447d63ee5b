"""Varying some bars of a take: several variations are tried on the pool, and the best is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from chopin_studio.library.continuation_requests import bar_before
from chopin_studio.library.take import TakeRecord
from chopin_studio.library.variations import TRIES, Candidate, ChosenVariation, candidates, choose
from chopin_studio.session.generation.services import GenerationServices
from chopin_studio.session.session import Session
from chopin_studio.session.support.background_job import BackgroundJob
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.translation import tr

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.engine.events import GenerationEvent
    from chopin_studio.engine.seeds import Passage
    from chopin_studio.engine.settings import GenerationSettings
    from chopin_studio.library.continuation_requests import ContinuationRequest
    from chopin_studio.library.take import Take
    from chopin_studio.music.meter import MeterMap

TOPIC = "vary"


@dataclass(slots=True)
class Variation:
    """A passage with an end that is being varied, and what has been tried so far."""

    bundle: Bundle
    asked: ContinuationRequest
    meters: MeterMap
    passage: Passage
    tried: list[Candidate] = field(default_factory=list)
    is_unwanted: Event = field(default_factory=Event)

    @property
    def words(self) -> str:
        """Name its bars."""
        first = self.meters.bar_at(self.passage.start_tick).number
        last = self.meters.bar_at((self.passage.end_tick or 0) - 1).number
        if first >= last:
            return tr("bar {first}", first=first)
        return tr("bars {first} to {last}", first=first, last=last)

    @property
    def lead_in_tick(self) -> int:
        """Where to begin to hear it: a bar before."""
        return bar_before(self.meters, self.passage.start_tick)


class VariationController(QObject):
    """Tries variations of a passage, keeps the best as a child of the take, and shows it.

    `changed` tells that the trying has begun or ended.
    """

    changed = Signal()
    message = Signal(object)

    def __init__(
        self,
        session: Session,
        services: GenerationServices,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._pool = pool
        self._current: Variation | None = None
        self._job: BackgroundJob | None = None
        self._being_kept: list[tuple[Variation, ChosenVariation]] = []
        session.library.child_kept.connect(self._on_child_kept)

    @property
    def is_running(self) -> bool:
        """Whether variations are being tried."""
        return self._current is not None

    def start(self, variation: Variation) -> None:
        """Try variations of a passage; nothing happens while another one is varied."""
        if self.is_running:
            return
        self._current = variation
        self._tell_progress(variation)
        job = self._job = BackgroundJob(lambda: self._tries(variation), self._pool, self)
        job.yielded.connect(lambda more: self._on_tried(variation, more))
        job.finished.connect(lambda: self._on_finished(variation))
        job.failed.connect(self._on_failed)
        job.start()
        self.changed.emit()

    def cancel(self) -> None:
        """Stop at the next note; what has been tried is let go."""
        if self._current is None or self._job is None:
            return
        self._current.is_unwanted.set()
        self._job.cancel()
        self._end()
        self.message.emit(
            Message(tr("Varying was cancelled. The bars are unchanged."), topic=TOPIC)
        )

    def _tries(self, variation: Variation) -> Iterator[Candidate]:
        """Yield the candidates, on a pool thread."""
        services = self._services

        def generate(bundle: Bundle, settings: GenerationSettings) -> Iterator[GenerationEvent]:
            for item in services.generate(bundle, settings):
                if variation.is_unwanted.is_set():
                    raise _VariationsCancelledError
                yield item

        return candidates(variation.bundle, variation.asked.settings, generate, services.score)

    def _on_tried(self, variation: Variation, more: list[Candidate]) -> None:
        variation.tried += more
        if variation is self._current and not variation.is_unwanted.is_set():
            self._tell_progress(variation)

    def _tell_progress(self, variation: Variation) -> None:
        text = tr(
            "Varying {words}: {tried} of {tries} variations tried…",
            words=variation.words,
            tried=len(variation.tried),
            tries=TRIES,
        )
        self.message.emit(
            Message(text, topic=TOPIC, action_label=tr("Cancel"), action=self.cancel, stays=True)
        )

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.message.emit(message_of(error, TOPIC))

    def _on_finished(self, variation: Variation) -> None:
        """Keep the best."""
        self._end()
        self.message.emit(
            Message(tr("Saving the best of {words}…", words=variation.words), topic=TOPIC)
        )
        choice = choose(variation.tried)
        manifest = variation.bundle.manifest
        record = TakeRecord(
            bundle_id=manifest.id,
            weights_sha256=manifest.weights_sha256,
            settings=choice.best.settings,
            notices=(*choice.best.notices, choice_words(choice)),
        )
        self._being_kept.append((variation, choice))
        self._session.library.add_child(choice.best.excerpt, record, variation.asked.descent)

    def _on_child_kept(self, take: Take) -> None:
        """Show a variation once it is on disk, unless the user has gone elsewhere meanwhile."""
        for kept in self._being_kept:
            variation, choice = kept
            if variation.asked.descent is not take.descent:
                continue
            self._being_kept.remove(kept)
            piece = self._session.piece
            if piece is not None and piece.take and piece.take.id == take.descent.parent_id:
                self._show(take, choice, variation)
            text = tr(
                "“{title}” has new {words}. {choice}",
                title=take.title,
                words=variation.words,
                choice=choice_words(choice),
            )
            self.message.emit(Message(text, MessageKind.SUCCESS, TOPIC))
            return

    def _show(self, take: Take, choice: ChosenVariation, variation: Variation) -> None:
        """Show the child as its parent was, with the loop that the bars may be marked by."""
        playback = self._session.playback
        loop = playback.loop
        self._session.show_excerpt(choice.best.excerpt, take)
        if loop is not None:
            playback.set_loop(*loop)
        playback.seek(variation.lead_in_tick)
        if self._session.auto_play:
            playback.play(may_count_in=False)

    def _end(self) -> None:
        self._current = self._job = None
        self.changed.emit()


class _VariationsCancelledError(Exception):
    """The user does not want the variations any more."""


def choice_words(choice: ChosenVariation) -> str:
    """Return in words which variation was chosen."""
    if choice.ahead_of_next is None or choice.ahead_of_mean is None:
        return tr("No music follows these bars, so the first variation was kept.")
    return tr(
        "Variation {number} of {tries} fits best with the music that follows.",
        number=choice.number,
        tries=choice.tries,
    )
