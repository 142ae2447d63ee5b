"""The takes that are kept: listed, added, renamed and thrown away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from chopin_studio.errors import StudioError
from chopin_studio.library.take import TakeGoneError
from chopin_studio.ui.draft import Draft
from chopin_studio.ui.job import Job, once
from chopin_studio.ui.message import Message, MessageKind, message_of

if TYPE_CHECKING:
    from chopin_studio.library.store import TakeList, TakeStore
    from chopin_studio.library.take import Take, TakeRecord

TOPIC = "takes"
UNSAVED_TOPIC = "unsaved"
MakeRecord = Callable[[Draft], "TakeRecord"]
MoveToTrash = Callable[[Path], bool]


class TakeLibrary(QObject):
    """The store as the window sees it; slow work is done on the pool.

    `changed` tells that `takes` is another tuple, `kept` that a draft has become a take.
    """

    changed = Signal()
    kept = Signal(object, object)
    message = Signal(object)

    def __init__(
        self,
        store: TakeStore,
        make_record: MakeRecord,
        move_to_trash: MoveToTrash,
        pool: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.takes: tuple[Take, ...] = ()
        self._make_record = make_record
        self._move_to_trash = move_to_trash
        self._pool = pool
        self._unsaved: list[_Unsaved] = []

    def find(self, take_id: str) -> Take | None:
        """Give the take of this id."""
        return next((take for take in self.takes if take.id == take_id), None)

    def refresh(self, then: Callable[[], None]) -> None:
        """Read from disk which takes there are, and call `then` when they are known."""

        def on_listed(found: list[TakeList]) -> None:
            self.show_list(found[0])
            then()

        job = Job(once(self.store.takes), self._pool, self)
        job.yielded.connect(on_listed)
        job.failed.connect(self._report)
        job.start()

    def show_list(self, found: TakeList) -> None:
        """Take up what was read from disk, and tell what could not be read."""
        self._set(found.takes)
        for problem in found.problems:
            self.message.emit(Message(problem, MessageKind.WARNING, problem))

    def keep(self, drafts: Sequence[Draft]) -> None:
        """Write drafts to disk, one after the other, after any that could not be written before.

        One that cannot be written stays among the `unsaved`, and the others are not affected.
        """
        self._unsaved += [_Unsaved(draft) for draft in drafts]
        self.keep_unsaved()

    @property
    def unsaved(self) -> tuple[Draft, ...]:
        """The drafts that were to be kept and are not known to be on disk, oldest first."""
        return tuple(waiting.draft for waiting in self._unsaved)

    def keep_unsaved(self) -> None:
        """Try on the pool to write what is not on disk yet."""
        save, batch = self._save, tuple(self._unsaved)

        def work() -> Iterator[object]:
            for waiting in batch:
                yield waiting, save(waiting)

        job = Job(work, self._pool, self)
        job.yielded.connect(self._on_tried)
        job.start()

    def retry_unsaved(self) -> tuple[Draft, ...]:
        """Write here and now what is not on disk yet, and give the drafts that still cannot be.

        This is for closing: it waits for the disk, and hears of what the pool wrote meanwhile
        without the event loop.
        """
        self._on_tried([(waiting, self._save(waiting)) for waiting in self._unsaved])
        return self.unsaved

    def _save(self, waiting: _Unsaved) -> Exception | None:
        """Write a draft, on any thread; give what went wrong."""
        try:
            waiting.save(self.store, self._make_record)
        except Exception as error:  # whatever it is, the other drafts must be written
            return error
        return None

    def rename(self, take_id: str, title: str) -> None:
        """Give a take another title; an empty one changes nothing."""
        if not title.strip():
            return
        try:
            renamed = self.store.rename(take_id, title.strip())
        except TakeGoneError:
            self.drop(take_id)
            return
        except StudioError as error:
            self._report(error)
            return
        self._set(tuple(renamed if take.id == take_id else take for take in self.takes))

    def delete(self, take_id: str) -> None:
        """Move a take to the system's trash."""
        take = self.find(take_id)
        if take is None:
            return
        if not self.store.has(take_id):
            self.drop(take_id)
        elif self._move_to_trash(self.store.folder_of(take_id)):
            self._set(tuple(other for other in self.takes if other.id != take_id))
            self.message.emit(Message(f"“{take.title}” is in the trash.", topic=TOPIC))
        else:
            text = f"“{take.title}” could not be moved to the trash; it is still in the list."
            self.message.emit(Message(text, MessageKind.ERROR, TOPIC))

    def drop(self, take_id: str) -> None:
        """Take out of the list what was deleted by other means than this program."""
        take = self.find(take_id)
        if take is None:
            return
        self._set(tuple(other for other in self.takes if other.id != take_id))
        text = f"“{take.title}” was deleted outside Chopin Studio and has left the list."
        self.message.emit(Message(text, MessageKind.WARNING, TOPIC))

    def _on_tried(self, outcomes: list[tuple[_Unsaved, Exception | None]]) -> None:
        late: list[Take] = []
        for waiting, error in outcomes:
            if waiting not in self._unsaved:
                continue  # heard of already
            if waiting.take is None:
                waiting.has_failed = True
                self._report_unsaved(error)
                continue
            self._unsaved.remove(waiting)
            self.takes = (waiting.take, *self.takes)
            self.kept.emit(waiting.draft, waiting.take)
            if waiting.has_failed:
                late.append(waiting.take)
        if late and not self._unsaved:
            text = (
                f"“{late[-1].title}” is kept now." if len(late) == 1 else "All takes are kept now."
            )
            self.message.emit(Message(text, MessageKind.SUCCESS, UNSAVED_TOPIC))
        self.changed.emit()

    def _report_unsaved(self, error: Exception | None) -> None:
        if error is not None:
            message = message_of(error, UNSAVED_TOPIC)
            again = replace(message, action_label="Try again", action=self.keep_unsaved)
            self.message.emit(again)

    def _set(self, takes: tuple[Take, ...]) -> None:
        self.takes = takes
        self.changed.emit()

    def _report(self, error: Exception) -> None:
        self.message.emit(message_of(error, TOPIC))


class _Unsaved:
    """A draft on its way to the disk; it is written once, whichever threads try."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.take: Take | None = None
        self.has_failed = False
        self._lock = Lock()

    def save(self, store: TakeStore, make_record: MakeRecord) -> None:
        """Write the draft unless it is on disk; StudioError where that cannot be done."""
        with self._lock:
            if self.take is None:
                self.take = store.add(self.draft.excerpt, make_record(self.draft))
