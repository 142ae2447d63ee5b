"""The application's model: what is being made, and what is shown. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from chopin_studio.engine.events import Opening
from chopin_studio.errors import StudioError
from chopin_studio.library.distinct_takes import Held, Screened
from chopin_studio.library.take import TakeGoneError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.playback.timeline import Timeline
from chopin_studio.session.generation.draft import Draft, start_tick
from chopin_studio.session.generation.endless import next_part
from chopin_studio.session.generation.model_warmup import ModelWarmup, WarmUp
from chopin_studio.session.generation.request_queue import (
    Ended,
    Event,
    Generate,
    Request,
    RequestQueue,
    make_all,
)
from chopin_studio.session.library.take_library import TakeLibrary
from chopin_studio.session.playback.excerpt_loader import ExcerptLoader
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.support.background_job import BackgroundJob
from chopin_studio.session.support.formatting import count
from chopin_studio.session.support.message import Message, MessageKind, message_of

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.engine.seeds import Start
    from chopin_studio.export.formats import Exporter
    from chopin_studio.library.take import Take
    from chopin_studio.library.variations import Score


@dataclass(frozen=True, slots=True)
class Services:
    """What the session works with. The functions are slow, and called on pool threads."""

    bundles: tuple[Bundle, ...]
    generate: Generate
    warm_up: WarmUp
    exporters: tuple[Exporter, ...]
    read_midi: Callable[[Path], Excerpt]
    score: Score


@dataclass(frozen=True, slots=True)
class Piece:
    """The music in the roll, and where it is from: a take, a draft, or a file of the user's."""

    excerpt: Excerpt
    take: Take | None = None
    draft: Draft | None = None
    path: Path | None = None

    @property
    def title(self) -> str:
        """What to call it."""
        if self.take is not None:
            return self.take.title
        if self.draft is not None:
            return self.draft.title
        return self.excerpt.title or (self.path.stem if self.path else "")

    @property
    def is_growing(self) -> bool:
        """Whether notes are still being added."""
        return self.draft is not None and not self.draft.timeline.complete


class Session(QObject):
    """Makes takes and shows one piece of music at a time; the library keeps them.

    `drafts` are the takes that are not kept yet: those being made, and any that cannot be written.

    `piece_changed` tells of other music, `piece_kept` that the same music has become a take or
    has another title, `notes_added` of notes that joined the piece shown, `piece_edited` that it
    has other notes, `midi_opened` of a file read for use as a seed, `load_failed` that the piece
    shown stays, since what was asked for cannot be read.
    """

    piece_changed = Signal(object)
    piece_kept = Signal(object)
    notes_added = Signal(tuple)
    piece_edited = Signal(object)
    midi_opened = Signal(object, object)
    load_failed = Signal()
    drafts_changed = Signal()
    generating_changed = Signal(bool)
    progress_changed = Signal(int, int, str)
    message = Signal(object)

    def __init__(
        self,
        services: Services,
        library: TakeLibrary,
        playback: PlaybackModel,
        pool: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.library = library
        self.playback = playback
        self.auto_play = True
        self.seed_start = "skip"
        self.drafts: tuple[Draft, ...] = ()
        self.piece: Piece | None = None
        self._pool = pool
        self._generation: BackgroundJob | None = None
        self._queue = RequestQueue(())
        self._warmup = ModelWarmup(services.warm_up, pool, self)
        self._loader = ExcerptLoader(pool, self)
        self._following: Draft | None = None  # the next part of endless music, not yet shown
        self._shows_endless = False
        self._awaits_following = False
        self._is_following = False
        self._piece_before: Piece | None = None
        self._loader.given_up.connect(self.load_failed)
        library.kept.connect(self._on_kept)
        library.restored.connect(self._on_restored)
        library.changed.connect(self._on_library_changed)
        playback.position_changed.connect(self._keep_pace)
        playback.ended.connect(self._on_playback_ended)
        playback.stopped.connect(self._on_playback_stopped)

    # --- making -------------------------------------------------------------------------------

    @property
    def is_generating(self) -> bool:
        """Whether takes are being made."""
        return self._generation is not None

    def generate(self, requests: Sequence[Request]) -> None:
        """Begin to make the takes asked for, one model after the other.

        Nothing happens while others are being made.
        """
        if self.is_generating or not requests:
            return
        self._warmup.drop()
        self._piece_before = self.piece
        self._following, self._awaits_following, self._is_following = None, False, False
        self._make(requests)
        self.generating_changed.emit(True)
        self.progress_changed.emit(*self._queue.progress)

    def cancel(self) -> None:
        """Stop making takes; what has been made is kept."""
        if self._generation is None:
            return
        if self._queue.pace is not None:
            self._queue.pace.end()
        if self._generation.is_running:
            self._generation.cancel()
        else:  # a part of endless music that is whole, and waits to be heard
            self._on_cancelled()

    def _make(self, requests: Sequence[Request]) -> None:
        self._queue = queue = RequestQueue(requests)
        generate = self.services.generate
        job = BackgroundJob(lambda: make_all(queue.requests, generate), self._pool, self)
        job.yielded.connect(self._on_yielded)
        job.finished.connect(self._on_finished)
        job.cancelled.connect(self._on_cancelled)
        self._generation = job
        job.start()

    def _on_yielded(self, events: list[Event]) -> None:
        added: list[Note] = []
        for number, item in events:
            if isinstance(item, Opening):
                titles = (*self.library.titles, *(draft.title for draft in self.drafts))
                self._open_draft(self._queue.begin(number, item, titles))
            elif isinstance(item, Ended):
                self._end_request(number, item.error, is_whole=item.error is None)
            elif isinstance(item, Held):
                self._queue.hold(number, item)
            elif isinstance(item, Screened):
                self._tell(item.sentences, "alike")
            else:
                draft = self._queue.add(number, item)
                if self.piece is not None and self.piece.draft is draft:
                    added.extend(item.notes)
                    self._tell(item.notices, "made anew")
        if added:
            self.notes_added.emit(tuple(added))
        self.drafts_changed.emit()
        self.progress_changed.emit(*self._queue.progress)
        self._keep_pace()

    def _tell(self, notices: Sequence[str], topic: str) -> None:
        """Show what the model says of a take, if anything; the take keeps it too."""
        if notices:
            self.message.emit(Message(" ".join(notices), MessageKind.INFO, topic))

    def _open_draft(self, draft: Draft) -> None:
        self.drafts = (*self.drafts, draft)
        if len(self._queue.drafts) > 1:
            return
        self._tell(draft.notices, "notice")
        if self._is_following:
            self._following = draft
            if self._awaits_following:
                self._show_following()
            return
        self.show_draft(draft)
        if self.auto_play:
            self.playback.play(may_count_in=False)

    def _end_request(
        self, number: int, error: Exception | None = None, is_whole: bool = False
    ) -> None:
        """Keep every draft that has at least one new note; it leaves the list once it is kept."""
        if error is not None and self._queue.pace is not None:
            self._queue.pace.end()
        if error is not None:  # each model has a topic of its own: no failure hides another
            model = self._queue.requests[number].bundle.manifest.id
            self.message.emit(message_of(error, f"generate {model}"))
        ended = self._queue.end(number, is_whole)
        kept = [draft for draft in ended if draft.made > 0]
        gone = [draft for draft in ended if draft.made == 0]
        self.drafts = tuple(draft for draft in self.drafts if draft not in gone)
        if kept:
            self.library.keep(kept)
        if self.piece is not None and self.piece.draft in gone:
            self._show_again(self._piece_before)

    def _on_cancelled(self) -> None:
        self._end_generation()
        if made := self._queue.made:
            how = "Stopped early" if self._queue.pace is None else "Endless music ended"
            text = f"{how}; {count(made, 'note')} kept."
            self.message.emit(Message(text, MessageKind.INFO, "generate"))

    # --- endless music --------------------------------------------------------------------------

    def _on_finished(self) -> None:
        """Go on with the next part of endless music; anything else has its end."""
        pace, drafts = self._queue.pace, self._queue.drafts
        if pace is None or pace.is_over or not drafts:
            self._end_generation()
            return
        if self._following is None:
            self._make_following()

    def _make_following(self) -> None:
        """Begin the part after the one that is heard; no more than one lies in waiting."""
        self._is_following = True
        request, draft = self._queue.requests[0], self._queue.drafts[-1]
        settings = next_part(draft.settings, replace(draft.excerpt, title=draft.plain_title))
        self._make([replace(request, settings=settings)])

    def _keep_pace(self) -> None:
        """Have endless music made as far ahead of the listener as is needed, and no further."""
        pace, drafts = self._queue.pace, self._queue.drafts
        if pace is None or not drafts:
            return
        timeline = drafts[-1].timeline
        is_shown = self.piece is not None and self.piece.draft is drafts[-1]
        heard = self.playback.position_tick if is_shown else timeline.state.seed_end_tick
        to_sec = timeline.tempo_map.tick_to_sec
        pace.keep((to_sec(timeline.end_tick) - to_sec(heard)) / self.playback.speed)

    def _on_playback_ended(self) -> None:
        """Play the next part once the one before has been heard."""
        if self._shows_endless:
            self._awaits_following = True
            if self._following is not None:
                self._show_following()

    def _on_playback_stopped(self) -> None:
        if self._shows_endless and self.is_generating:
            self.cancel()

    def _show_following(self) -> None:
        draft, self._following, self._awaits_following = self._following, None, False
        if draft is None:
            return
        self.show_draft(draft)
        self.playback.seek(draft.timeline.state.seed_end_tick)
        self.playback.play(may_count_in=False)
        if self._generation is not None and not self._generation.is_running:
            self._make_following()

    def _end_generation(self) -> None:
        self._generation = None
        for number in self._queue.unended:
            self._end_request(number)
        self.drafts_changed.emit()
        self.generating_changed.emit(False)

    def _on_kept(self, draft: Draft, take: Take) -> None:
        self.drafts = tuple(other for other in self.drafts if other is not draft)
        kept = Piece(draft.excerpt, take=take)
        if self.piece is not None and self.piece.draft is draft:
            self.piece = kept
        if self._piece_before is not None and self._piece_before.draft is draft:
            self._piece_before = kept

    def _on_library_changed(self) -> None:
        """Follow the take shown as it is kept, renamed or thrown away."""
        if self.piece is None or self.piece.take is None:
            return
        take = self.library.find(self.piece.take.id)
        if take is None:
            self._show_again(None)
        else:
            self.piece = Piece(self.piece.excerpt, take=take)
            self.piece_kept.emit(self.piece)

    def _on_restored(self, take: Take) -> None:
        """Show a take that was thrown away while it was shown, where nothing else is by now."""
        if self.piece is None and not self.is_generating:
            self.show_take(take.id)

    # --- showing ------------------------------------------------------------------------------

    def show_draft(self, draft: Draft) -> None:
        """Show and load a take that is still being made."""
        self._show(Piece(draft.excerpt, draft=draft), draft.timeline)
        self._shows_endless = self._queue.pace is not None and draft in self._queue.drafts

    def show_take(self, take_id: str) -> None:
        """Read a take from disk, then show and load it."""
        take = self.library.find(take_id)
        if take is None or (self.piece and self.piece.take and self.piece.take.id == take_id):
            return
        store = self.library.store

        def shown(excerpt: Excerpt) -> None:
            take = self.library.find(take_id)  # it may have been renamed or deleted meanwhile
            if take is not None:
                self.show_excerpt(excerpt, take)

        def failed(error: Exception) -> None:
            if isinstance(error, TakeGoneError):
                self.library.drop(take_id)
            else:
                self._report_unread(error)

        self._loader.read(lambda: store.excerpt(take_id), shown, failed)

    def show_newest(self) -> None:
        """Show the newest take, unless something is shown or being made already."""
        if self.library.takes and self.piece is None and not self.is_generating:
            self.show_take(self.library.takes[0].id)

    def open_midi(self, path: Path) -> None:
        """Read a MIDI file, show it, and offer it as a seed."""
        read_midi = self.services.read_midi

        def shown(excerpt: Excerpt) -> None:
            self._show(Piece(excerpt, path=path), Timeline(excerpt))
            self.midi_opened.emit(path, excerpt)

        self._loader.read(lambda: read_midi(path), shown, self._report_unread)

    def show_excerpt(self, excerpt: Excerpt, take: Take | None = None) -> None:
        """Show music that is already at hand."""
        self._show(Piece(excerpt, take=take), Timeline(excerpt))

    def show_edited(self, excerpt: Excerpt, take: Take | None) -> None:
        """Show other notes in the place of those shown: the music plays on from where it is.

        `take` is the take that they belong to, None for one that is not on disk yet.
        """
        self.piece = Piece(excerpt, take=take)
        if self.playback.timeline is not None:
            self.playback.timeline.put_notes(excerpt.notes)
        self.piece_edited.emit(self.piece)

    def read_ahead(self) -> None:
        """Read every model's seeds on the pool, so that choosing one waits for no disk."""
        bundles = self.services.bundles

        def work() -> Iterator[object]:
            for bundle in bundles:
                with suppress(StudioError):  # told where the model is chosen
                    yield bundle.seeds

        BackgroundJob(work, self._pool, self).start()

    def warm_up(self, bundle: Bundle, start: Start) -> None:
        """Have a model hear what a take would start from, so that its first note comes the sooner.

        Nothing happens while takes are made.
        """
        if not self.is_generating:
            self._warmup.ask(bundle, start)

    def close(self) -> None:
        """Stop all work; drafts are kept if the pool is waited for."""
        self.cancel()

    def _report_unread(self, error: Exception) -> None:
        self.message.emit(message_of(error, "open"))

    def _show_again(self, piece: Piece | None) -> None:
        """Show a piece of before; None shows none."""
        if piece is not None and piece.draft is not None:
            self.show_draft(piece.draft)
        elif piece is not None and (piece.take is None or self.library.find(piece.take.id)):
            self._show(piece, Timeline(piece.excerpt))
        else:
            self.piece = None
            self._shows_endless = False
            self.playback.load(None)
            self.piece_changed.emit(None)

    def _show(self, piece: Piece, timeline: Timeline) -> None:
        self._loader.drop()
        self.piece = piece
        self._shows_endless = False
        self.playback.load(timeline, start_tick(piece.excerpt, self.seed_start))
        self.piece_changed.emit(piece)
