"""The takes that are kept: listed, added, renamed and thrown away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from chopin_studio.errors import StudioError
from chopin_studio.ui.draft import Draft
from chopin_studio.ui.job import Job, once
from chopin_studio.ui.message import Message, MessageKind, message_of

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.library.store import TakeList, TakeStore
    from chopin_studio.library.take import Take, TakeRecord

TOPIC = "takes"
MakeRecord = Callable[["Bundle", Draft, bool], "TakeRecord"]
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

    def keep(self, drafts: Sequence[Draft], bundle: Bundle) -> None:
        """Write drafts to disk, one after the other."""
        store, make_record = self.store, self._make_record

        def work() -> Iterator[object]:
            for draft in drafts:
                yield draft, store.add(draft.excerpt, make_record(bundle, draft, draft.is_whole))

        job = Job(work, self._pool, self)
        job.yielded.connect(self._on_kept)
        job.failed.connect(self._report)
        job.start()

    def rename(self, take_id: str, title: str) -> None:
        """Give a take another title; an empty one changes nothing."""
        if not title.strip():
            return
        try:
            renamed = self.store.rename(take_id, title.strip())
        except StudioError as error:
            self._report(error)
            return
        self._set(tuple(renamed if take.id == take_id else take for take in self.takes))

    def delete(self, take_id: str) -> None:
        """Move a take to the system's trash."""
        take = self.find(take_id)
        if take is None:
            return
        if self._move_to_trash(self.store.folder_of(take_id)):
            self._set(tuple(other for other in self.takes if other.id != take_id))
            self.message.emit(Message(f"“{take.title}” is in the trash.", topic=TOPIC))
        else:
            text = f"“{take.title}” could not be moved to the trash; it is still in the list."
            self.message.emit(Message(text, MessageKind.ERROR, TOPIC))

    def _on_kept(self, pairs: list[tuple[Draft, Take]]) -> None:
        for draft, take in pairs:
            self.takes = (take, *self.takes)
            self.kept.emit(draft, take)
        self.changed.emit()

    def _set(self, takes: tuple[Take, ...]) -> None:
        self.takes = takes
        self.changed.emit()

    def _report(self, error: Exception) -> None:
        self.message.emit(message_of(error, TOPIC))
