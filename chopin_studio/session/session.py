"""The piece that is open: a take or a draft, and its edits. No widgets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from chopin_studio.errors import StudioError
from chopin_studio.library.take import Source, TakeGoneError, record_of
from chopin_studio.library.titles import numbered
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.playback.timeline import Timeline
from chopin_studio.session.drafts.draft import Draft
from chopin_studio.session.generation.endless_session import EndlessSession
from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.library.take_library import TakeLibrary
from chopin_studio.session.opening.file_opener import FileOpener
from chopin_studio.session.opening.opened_file import OpenedFile
from chopin_studio.session.playback.excerpt_loader import ExcerptLoader
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.playback.start_position import start_tick
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.translation import tr_joined

if TYPE_CHECKING:
    from chopin_studio.library.take import Take
    from chopin_studio.music.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Piece:
    """The music in the roll, and where it is from: a take or a draft.

    `plan` is what was planned of music that is edited; of other music, take and draft know.
    """

    excerpt: Excerpt
    take: Take | None = None
    draft: Draft | None = None
    plan: Plan | None = None

    @property
    def title(self) -> str:
        """What to call it."""
        if self.take is not None:
            return self.take.title
        if self.draft is not None:
            return self.draft.title
        return self.excerpt.title

    @property
    def recorded_plan(self) -> Plan | None:
        """What was planned of it when it was generated; None for other music, or without a plan."""
        if self.plan is not None:
            return self.plan
        if self.take is not None:
            return self.take.record.settings.plan
        return self.draft.settings.plan if self.draft is not None else None

    @property
    def is_being_generated(self) -> bool:
        """Whether notes are still being added."""
        return self.draft is not None and not self.draft.timeline.complete


class Session(QObject):
    """Shows one piece of music at a time, and has it played.

    What is generated is shown as it begins, unless it is a further part of endless music, which
    follows the part before.

    `piece_changed` tells of other music, `piece_kept` that the same music has become a take or
    has another title, `notes_added` of notes that joined the piece shown, `piece_edited` that it
    has other notes, `file_opened` of a file whose music is shown, with its take, `load_failed` that
    the piece shown stays, since what was asked for cannot be read.
    """

    piece_changed = Signal(object)
    piece_kept = Signal(object)
    notes_added = Signal(tuple)
    piece_edited = Signal(object)
    file_opened = Signal(object, object)
    load_failed = Signal()
    message = Signal(object)

    def __init__(
        self,
        library: TakeLibrary,
        playback: PlaybackModel,
        generation: GenerationController,
        endless: EndlessSession,
        opener: FileOpener,
        pool: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.library = library
        self.playback = playback
        self.auto_play = True
        self.seed_start = "skip"
        self.piece: Piece | None = None
        self._generation = generation
        self.opener = opener
        self._wish: int | None = None  # the loader's number when files were opened
        self._loader = ExcerptLoader(pool, self)
        self._piece_before: Piece | None = None  # what was shown before takes were generated
        self._loader.given_up.connect(self.load_failed)
        opener.opened.connect(self._on_opened)
        library.kept.connect(self._on_kept)
        library.restored.connect(self._on_restored)
        library.changed.connect(self._on_library_changed)
        generation.generating_changed.connect(self._on_generating_changed)
        generation.draft_started.connect(self._on_draft_started)
        generation.notes_added.connect(self._on_notes_added)
        generation.notices_added.connect(self._on_notices_added)
        generation.draft_discarded.connect(self._on_draft_discarded)
        endless.part_due.connect(self._on_part_due)

    # --- showing ------------------------------------------------------------------------------

    def show_draft(self, draft: Draft) -> None:
        """Show and load a take that is still being generated, or has been kept meanwhile."""
        take = self.library.find(draft.take_id)
        piece = Piece(draft.excerpt, take, draft=None if take is not None else draft)
        self._show(piece, draft.timeline)

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
        """Show the newest take, unless something is shown or being generated already."""
        if self.library.takes and self.piece is None and not self._generation.is_generating:
            self.show_take(self.library.takes[0].id)

    def open_files(self, paths: Sequence[Path], parts: Collection[int] | None = None) -> None:
        """Read files of music, list them as takes, and show the first that can be read.

        `parts` are the indices of the parts to take, None for those that seem to be the piano. If
        other music is asked for meanwhile, that stays.
        """
        self._wish = self._loader.drop()
        self.opener.open(paths, parts)

    def show_own(self, excerpt: Excerpt, title: str) -> None:
        """Keep music that the user played as a take, and show it; one that is a take already too.

        No file has it, so it is kept at once.
        """
        take = next(
            (take for take in self.library.takes if self._is_recording(take, excerpt)), None
        )
        if take is None:
            title = numbered(title, self.library.titles)
            take = self.library.hold(excerpt, record_of(Source()), title)
            self.library.keep_held(take.id)
        self.show_excerpt(replace(excerpt, title=take.title), take)

    def _is_recording(self, take: Take, excerpt: Excerpt) -> bool:
        """Whether a take is this recording, and nobody has edited it since."""
        is_alike = take.record.source == Source() and not take.record.is_edited
        if not is_alike or take.note_count != len(excerpt.notes):
            return False
        try:
            return self.library.store.excerpt(take.id).notes == excerpt.notes
        except StudioError:
            return False

    def _on_opened(self, opened: OpenedFile) -> None:
        music, source = opened.music, opened.source
        take = self.library.find_opened(source.sha256, source.parts)
        if take is None:
            notices = tuple(map(str, music.notices))
            take = self.library.hold(music.excerpt, record_of(source, notices), opened.title)
        if self._wish is not None and self._loader.is_latest(self._wish):
            self._wish = None
            self.show_excerpt(replace(music.excerpt, title=take.title), take)
            self.file_opened.emit(opened, take)

    def show_excerpt(self, excerpt: Excerpt, take: Take | None = None) -> None:
        """Show music that is already at hand."""
        self._show(Piece(excerpt, take=take), Timeline(excerpt))

    def show_edited(self, excerpt: Excerpt, take: Take | None, plan: Plan | None = None) -> None:
        """Show other notes in the place of those shown: the music plays on from where it is.

        `take` is the take that they belong to, None for one that is not on disk yet.
        """
        self.piece = Piece(excerpt, take=take, plan=plan)
        if self.playback.timeline is not None:
            self.playback.timeline.put_notes(excerpt.notes)
        self.piece_edited.emit(self.piece)

    def show_rearranged(
        self, excerpt: Excerpt, take: Take | None, plan: Plan | None, at_tick: int | None = None
    ) -> None:
        """Show a take whose bars have other places than before, at a tick, and play on there.

        `take` is None for one that is not on disk yet.
        """
        was_moving = self.playback.is_moving and at_tick is not None
        self._show(Piece(excerpt, take=take, plan=plan), Timeline(excerpt))
        if at_tick is not None:
            self.playback.seek(at_tick)
        if was_moving:
            self.playback.play(may_count_in=False)

    # --- news of what is generated --------------------------------------------------------------

    def _on_generating_changed(self, is_generating: bool) -> None:
        if is_generating:
            self._piece_before = self.piece

    def _on_draft_started(self, draft: Draft) -> None:
        self.show_draft(draft)
        if self.auto_play:
            self.playback.play(may_count_in=False)

    def _on_part_due(self, draft: Draft) -> None:
        """Play on with the next part of endless music, without the music it begins with."""
        self.show_draft(draft)
        self.playback.seek(draft.timeline.state.seed_end_tick)
        self.playback.play(may_count_in=False)

    def _on_notes_added(self, draft: Draft, notes: tuple[Note, ...]) -> None:
        if self.piece is not None and self.piece.draft is draft:
            self.notes_added.emit(notes)

    def _on_notices_added(self, draft: Draft, notices: tuple[str, ...]) -> None:
        if self.piece is not None and self.piece.draft is draft:
            self.message.emit(Message(tr_joined(notices), MessageKind.INFO, "changed notes"))

    def _on_draft_discarded(self, draft: Draft) -> None:
        if self.piece is not None and self.piece.draft is draft:
            self._show_piece(self._piece_before)

    # --- news of what is kept -------------------------------------------------------------------

    def _on_kept(self, draft: Draft, take: Take) -> None:
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
            self._show_piece(None)
        else:
            self.piece = replace(self.piece, take=take)
            self.piece_kept.emit(self.piece)

    def _on_restored(self, take: Take) -> None:
        """Show a take that was thrown away while it was shown, where nothing else is by now."""
        if self.piece is None and not self._generation.is_generating:
            self.show_take(take.id)

    def _report_unread(self, error: Exception) -> None:
        self.message.emit(message_of(error, "open"))

    def _show_piece(self, piece: Piece | None) -> None:
        """Show a piece that was shown before; None shows none."""
        if piece is not None and piece.draft is not None:
            self.show_draft(piece.draft)
        elif piece is not None and (piece.take is None or self.library.find(piece.take.id)):
            self._show(piece, Timeline(piece.excerpt))
        else:
            self.piece = None
            self.playback.load(None)
            self.piece_changed.emit(None)

    def _show(self, piece: Piece, timeline: Timeline) -> None:
        self._loader.drop()
        self.piece = piece
        self.playback.load(timeline, start_tick(piece.excerpt, self.seed_start))
        self.piece_changed.emit(piece)
