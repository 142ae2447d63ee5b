"""Editing by hand: which notes are chosen, and every change of them, to be undone and kept."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from chopin_studio.errors import StudioError
from chopin_studio.library.take import Take, TakeGoneError
from chopin_studio.music.editing import Edit, Notes
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.plan.plan import Plan
from chopin_studio.session.editing.edited_take import (
    EditedElsewhereError,
    EditedTake,
    EditState,
    has_same_bars,
    is_same_music,
)
from chopin_studio.session.library.undo import UndoableChange
from chopin_studio.session.session import Piece, Session
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.texts import translatable

SAVE_MS = 500
"""How long after an edit it is written: a drag or a row of keys is written once."""

NO_MUSIC = translatable("There is no music to edit. Generate a take first.")
STILL_GENERATING = translatable(
    "The take is still being generated. Wait for it or cancel it before you edit."
)
BEING_KEPT = translatable("The take is being saved. You can edit it in a moment.")
NO_TAKE = translatable("Only takes can be edited. Generate a take from this music first.")
TOPIC = "edit"


class TakeEditing(QObject):
    """Edits the take that the session shows.

    The first edit of a take that a model made makes a child of it, half a second later; one that
    is undone before that leaves no trace. From then on the child is written anew after every edit,
    and where all edits are undone it stays, equal to its parent: undoing throws no take away.

    `changed` tells that other notes are chosen, or that the piece can be edited where it could not.
    """

    changed = Signal()
    message = Signal(object)

    def __init__(self, session: Session, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chosen: frozenset[int] = frozenset()
        self._session = session
        self._library = session.library
        self._pool = pool
        self._edited: list[EditedTake] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.save)
        session.piece_changed.connect(self._on_piece_changed)
        session.piece_kept.connect(self.changed)
        self._library.child_kept.connect(self._on_child_kept)

    # --- what there is to edit ------------------------------------------------------------------

    @property
    def notes(self) -> Notes:
        """The notes that can be chosen: those of the piece, none while it is being made."""
        piece = self._session.piece
        return () if piece is None or piece.is_being_generated else piece.excerpt.notes

    @property
    def reason_against(self) -> str:
        """Why nothing can be edited now; empty where it can."""
        piece = self._session.piece
        if piece is None:
            return translated(NO_MUSIC)
        if piece.is_being_generated:
            return translated(STILL_GENERATING)
        if piece.draft is not None:
            return translated(BEING_KEPT)
        return (
            "" if piece.take is not None or self._found(piece) is not None else translated(NO_TAKE)
        )

    def choose(self, chosen: Set[int]) -> None:
        """Choose the notes of these indices, and no others."""
        wanted = frozenset(index for index in chosen if index < len(self.notes))
        if wanted != self.chosen:
            self.chosen = wanted
            self.changed.emit()

    def refuse(self) -> None:
        """Say why nothing can be edited."""
        self.message.emit(Message(self.reason_against, MessageKind.INFO, TOPIC))

    # --- editing --------------------------------------------------------------------------------

    def apply(self, words: str, edit: Edit, merges: bool = False) -> None:
        """Make an edit of `notes`, to be undone as `words`.

        One that `merges` becomes one step with the one of the same words before it, as long as the
        same notes are chosen.
        """
        piece = self._session.piece
        if piece is None or self.reason_against:
            self.refuse()
            return
        if edit.notes == piece.excerpt.notes:
            self.choose(edit.chosen)
            return
        edited = self._taken_up(piece)
        before = EditState(piece.excerpt, edited.plan, self.chosen)
        music = replace(piece.excerpt, notes=edit.notes)
        after = EditState(music, edited.plan, edit.chosen)
        self._library.history.push(_MusicChange(self, edited, words, before, after, merges))

    def rearrange(
        self, words: str, music: Excerpt, plan: Plan | None, old_tick: int, new_tick: int
    ) -> None:
        """Put music whose bars have other places into the take's stead, to be undone as `words`.

        The playhead goes to `new_tick`, and back to `old_tick` as this is undone. `plan` is what
        is recorded of it, None for a take without a plan.
        """
        piece = self._session.piece
        if piece is None or self.reason_against:
            self.refuse()
            return
        edited = self._taken_up(piece)
        before = EditState(piece.excerpt, edited.plan, frozenset(), old_tick)
        after = EditState(music, plan, frozenset(), new_tick)
        self._library.history.push(_MusicChange(self, edited, words, before, after))

    def show(self, edited: EditedTake, state: EditState) -> bool:
        """Return a take the music of `state`, and show it; False where the take is gone."""
        if edited.take is not None and self._library.find(edited.take.id) is None:
            return False
        piece = self._session.piece
        is_shown = piece is not None and edited.is_shown_by(piece.excerpt, piece.take)
        edited.put(state)
        # Name and marks may be others than when the editing began.
        owner = edited.owner and self._library.find(edited.owner.id)
        if is_shown and state.at_tick is None:
            self._session.show_edited(edited.excerpt, owner, edited.plan)
        else:
            self._session.show_rearranged(edited.excerpt, owner, edited.plan, state.at_tick)
        self.chosen = state.chosen
        self.changed.emit()
        self._timer.start()
        return True

    def _found(self, piece: Piece) -> EditedTake | None:
        known = (one for one in self._edited if one.is_shown_by(piece.excerpt, piece.take))
        return next(known, None)

    def _taken_up(self, piece: Piece) -> EditedTake:
        found = self._found(piece)
        if found is None:
            if piece.take is None:
                raise ValueError("only a take is edited")
            found = EditedTake(piece.take, piece.excerpt)
            self._edited.append(found)
        return found

    def _on_piece_changed(self, piece: Piece | None) -> None:
        """Forget what was chosen; of a take shown again, keep edits that are not on disk yet."""
        self.chosen = frozenset()
        if self._timer.isActive():
            self.save()
        found = self._found(piece) if piece is not None and piece.draft is None else None
        if piece is not None and found is not None and found.excerpt is not piece.excerpt:
            if found.needs_writing and has_same_bars(found.excerpt, piece.excerpt):
                self._session.show_edited(found.excerpt, piece.take, found.plan)
            elif found.needs_writing:  # once all have heard of this piece
                QTimer.singleShot(0, self, lambda: self._show_newer(piece, found))
            else:
                found.take_up(piece.excerpt)
        self.changed.emit()

    def _show_newer(self, piece: Piece, edited: EditedTake) -> None:
        """Show a take as it is by now, in the place of what was on disk."""
        if self._session.piece is piece:
            self._session.show_rearranged(edited.excerpt, piece.take, edited.plan)

    # --- keeping --------------------------------------------------------------------------------

    def save(self) -> None:
        """Write on the pool what is not on disk yet."""
        self._timer.stop()
        for edited in self._edited:
            if edited.needs_child:
                self._library.add_child(*edited.child())
            elif self._must_write(edited):
                self._write(edited)

    def _write(self, edited: EditedTake) -> None:
        store = self._library.store
        job = BackgroundJob(once(lambda: edited.write(store)), self._pool, self)
        job.yielded.connect(self._on_written)
        job.failed.connect(lambda error: self._on_failed(error, edited))
        job.start()

    def close(self) -> int:
        """Write here and now what is not on disk yet; return how many takes could not be.

        New children that cannot be are the library's to count.
        """
        self.save()
        self._library.retry_unsaved()
        unkept = 0
        for edited in self._edited:
            if self._must_write(edited):
                try:
                    edited.write(self._library.store)
                except TakeGoneError:
                    continue
                except EditedElsewhereError as error:
                    self._part(edited, error)
                    self._library.retry_unsaved()
                except StudioError as error:
                    self._on_failed(error, edited)
                    unkept += 1
        return unkept

    def _must_write(self, edited: EditedTake) -> bool:
        take = edited.take
        return edited.needs_writing and take is not None and self._library.find(take.id) is not None

    def _on_child_kept(self, take: Take) -> None:
        for edited in self._edited:
            if not edited.is_child(take):
                continue
            piece = self._session.piece
            is_shown = piece is not None and edited.is_shown_by(piece.excerpt, piece.take)
            edited.take = take
            if is_shown:
                self._session.show_edited(edited.excerpt, take, edited.plan)
            if edited.needs_writing:
                self._timer.start()

    def _on_written(self, takes: list[Take | None]) -> None:
        """Show what has changed of the takes; name and marks may be others again by now."""
        for take in takes:
            known = self._library.find(take.id) if take is not None else None
            if take is not None and known is not None:
                shown = replace(known, note_count=take.note_count, record=take.record)
                self._library.put(
                    replace(shown, originality=take.originality, is_kept=take.is_kept)
                )

    def _on_failed(self, error: Exception, edited: EditedTake) -> None:
        if isinstance(error, TakeGoneError) and edited.take is not None:
            self._library.drop(edited.take.id)
            return
        if isinstance(error, EditedElsewhereError):
            self._part(edited, error)
            return
        told = message_of(error, TOPIC)
        self.message.emit(Message(told.text, told.kind, TOPIC, tr("Try again"), self.save))

    def _part(self, edited: EditedTake, error: EditedElsewhereError) -> None:
        """Keep edits beside those of another window."""
        if edited.take is None:
            return  # done already
        piece = self._session.piece
        is_shown = piece is not None and edited.is_shown_by(piece.excerpt, piece.take)
        edited.part()
        if is_shown:
            self._session.show_edited(edited.excerpt, None, edited.plan)
        self._library.add_child(*edited.child())
        self.message.emit(Message(str(error), MessageKind.WARNING, TOPIC))


class _MusicChange(UndoableChange):
    """One edit of a take's music: from one state to another, each with what was chosen."""

    def __init__(
        self,
        editing: TakeEditing,
        edited: EditedTake,
        words: str,
        before: EditState,
        after: EditState,
        merges: bool = False,
    ) -> None:
        super().__init__(
            words,
            do=lambda: editing.show(edited, after),
            undo=lambda: editing.show(edited, before),
            key=words if merges else "",
        )
        self._edited = edited
        self._before = before
        self._after = after

    def take_in(self, later: UndoableChange) -> bool:
        """Take up the edit that follows, where it goes on with this one."""
        if (
            not isinstance(later, _MusicChange)
            or later._edited is not self._edited
            or later._before != self._after
        ):
            return False
        super().take_in(later)
        self._after = later._after
        self.setObsolete(is_same_music(self._before.music, self._after.music))
        return True
