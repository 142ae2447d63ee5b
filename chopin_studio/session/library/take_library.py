"""The takes that are kept: listed, added, renamed and thrown away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from chopin_studio.errors import StudioError
from chopin_studio.library.take import TakeGoneError
from chopin_studio.library.titles import numbered
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.session.drafts.draft import Draft
from chopin_studio.session.library.system_trash import MoveToTrash, forget_trashed
from chopin_studio.session.library.undo import History, UndoableChange
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.translation import tr, tr_plural

if TYPE_CHECKING:
    from chopin_studio.library.store import TakeList, TakeStore
    from chopin_studio.library.take import Descent, Marks, Take, TakeRecord

TOPIC = "takes"
UNSAVED_TOPIC = "unsaved"
MakeRecord = Callable[[Draft], "TakeRecord"]


@dataclass(frozen=True, slots=True)
class Child:
    """Music made of a take, on its way to the disk."""

    excerpt: Excerpt
    record: TakeRecord
    descent: Descent


class TakeLibrary(QObject):
    """The store as the window sees it; slow work is done on the pool.

    `changed` tells that `takes` is another tuple, `kept` that a draft has become a take,
    `child_kept` that music made of a take has, `restored` that a take is back from the trash, the
    first if there are several. Where takes have only changed in themselves, `replaced` tells first
    of what `takes` was, and of each as it was and is. `history` is the window's: what is done to
    takes can be undone there.
    """

    changed = Signal()
    kept = Signal(object, object)
    child_kept = Signal(object)
    restored = Signal(object)
    replaced = Signal(object, object)
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
        self.history = History(self)
        self._make_record = make_record
        self._move_to_trash = move_to_trash
        self._pool = pool
        self._unsaved: list[_Unsaved] = []
        self._seen: int | None = None  # the store's fingerprint when it was read
        self._edition = 0
        self._readings = 0
        self._problems: frozenset[str] = frozenset()

    def find(self, take_id: str) -> Take | None:
        """Return the take of this id."""
        return next((take for take in self.takes if take.id == take_id), None)

    def refresh(self, then: Callable[[], None]) -> None:
        """Read from disk which takes there are, and call `then` when they are known.

        A list that this window has changed meanwhile is old by then, and is read again.
        """
        seen, edition = self.store.fingerprint(), self._edition
        self._readings += 1

        def on_listed(found: list[TakeList]) -> None:
            if edition != self._edition:
                self.refresh(then)
                return
            self._seen = seen
            self.show_list(found[0])
            then()

        def on_ended(*_: object) -> None:
            self._readings -= 1

        job = BackgroundJob(once(self.store.takes), self._pool, self)
        job.yielded.connect(on_listed)
        job.failed.connect(self._report)
        job.finished.connect(on_ended)
        job.failed.connect(on_ended)
        job.start()

    def refresh_if_changed(self) -> None:
        """Read the list again where another window, or this one, has changed the store."""
        is_idle = self._seen is not None and not self._readings
        if is_idle and self.store.fingerprint() != self._seen:
            self.refresh(then=lambda: None)

    def show_list(self, found: TakeList) -> None:
        """Take up what was read from disk, and tell what could not be read, each once."""
        known = {take.id for take in found.takes}
        lost = (take for take in self.takes if take.id not in known)
        gone = [take for take in lost if not self.store.has(take.id)]
        if found.takes != self.takes:
            self._set(found.takes)
        if gone:
            text = tr_plural(
                "{n} takes were deleted elsewhere and removed from the list.",
                "“{title}” was deleted elsewhere and removed from the list.",
                len(gone),
                title=gone[0].title,
            )
            self.message.emit(Message(text, MessageKind.WARNING, TOPIC))
        for problem in found.problems:
            if problem not in self._problems:
                self.message.emit(Message(problem, MessageKind.WARNING, problem))
        self._problems = frozenset(found.problems)

    def keep(self, drafts: Sequence[Draft]) -> None:
        """Write drafts to disk, one after the other, after any that could not be written before.

        One that cannot be written stays among the `unsaved`, and the others are not affected.
        """
        self._unsaved += [_Unsaved(draft) for draft in drafts]
        self.keep_unsaved()

    def add_child(self, excerpt: Excerpt, record: TakeRecord, descent: Descent) -> None:
        """Write a take that was made of another, as drafts are; `child_kept` tells when it is.

        It gets a number where its title is another take's.
        """
        excerpt = replace(excerpt, title=numbered(excerpt.title, self.titles))
        self._unsaved.append(_Unsaved(Child(excerpt, record, descent)))
        self.keep_unsaved()

    def hold(self, excerpt: Excerpt, record: TakeRecord, title: str) -> Take:
        """List music of the user's own, and return its take; see TakeStore.hold."""
        take = self.store.hold(excerpt, record, title)
        self._edition += 1
        self.put(take)
        return take

    def keep_held(self, take_id: str) -> None:
        """Write a take on the pool that is only held; nothing happens where it is not."""
        if not self.store.is_held(take_id):
            return
        job = BackgroundJob(once(lambda: self.store.keep(take_id)), self._pool, self)
        job.yielded.connect(lambda _: self._note_kept())
        job.failed.connect(self._report)
        job.start()

    def release(self, take_id: str) -> None:
        """Take a take off the list that is only held; nothing happens where it is kept."""
        if self.store.release(take_id) is not None:
            self._set(tuple(take for take in self.takes if take.id != take_id))

    def find_opened(self, sha256: str, parts: tuple[int, ...]) -> Take | None:
        """Return the take of a file by its contents, if nobody has edited it since."""
        for take in self.takes:
            source = take.record.source
            if source is None or take.record.is_edited:
                continue
            if (source.sha256, source.parts) == (sha256, parts):
                return take
        return None

    def _note_kept(self) -> None:
        """Show which takes that were held are on disk by now."""
        store = self.store
        kept = [t for t in self.takes if not t.is_kept and not store.is_held(t.id)]
        self.put(*(replace(take, is_kept=True) for take in kept))

    @property
    def titles(self) -> tuple[str, ...]:
        """What takes are called, those on their way to the disk as well."""
        on_the_way = (waiting.music.excerpt.title for waiting in self._unsaved)
        return (*(take.title for take in self.takes), *on_the_way)

    @property
    def unsaved(self) -> tuple[Draft | Child, ...]:
        """What was to be kept and is not known to be on disk, oldest first."""
        return tuple(waiting.music for waiting in self._unsaved)

    def keep_unsaved(self) -> None:
        """Try on the pool to write what is not on disk yet."""
        save, batch = self._save, tuple(self._unsaved)

        def work() -> Iterator[object]:
            for waiting in batch:
                yield waiting, save(waiting)

        job = BackgroundJob(work, self._pool, self)
        job.yielded.connect(self._on_tried)
        job.start()

    def retry_unsaved(self) -> tuple[Draft | Child, ...]:
        """Write here and now what is not on disk yet, and give what still cannot be.

        This is for closing: it waits for the disk, and hears of what the pool wrote meanwhile
        without the event loop.
        """
        self._on_tried([(waiting, self._save(waiting)) for waiting in self._unsaved])
        return self.unsaved

    def _save(self, waiting: _Unsaved) -> Exception | None:
        """Write a draft, on any thread; return what went wrong."""
        try:
            waiting.save(self.store, self._make_record)
        except Exception as error:  # whatever it is, the other drafts must be written
            return error
        return None

    def rename(self, take_id: str, title: str) -> None:
        """Give a take another title; an empty one changes nothing."""
        take, wanted = self.find(take_id), " ".join(title.split())
        if take is None or wanted in ("", take.title):
            return
        self._push(
            tr("Rename “{title}”", title=take.title),
            lambda: self._change(take_id, lambda: self.store.rename(take_id, wanted)),
            lambda: self._change(take_id, lambda: self.store.rename(take_id, take.title)),
        )

    def mark(self, marks: Mapping[str, Marks], words: str, key: str = "") -> None:
        """Give takes, by their ids, other stars, tags or notes, as one change.

        `words` say what that is; changes of one `key` are undone together. What
        stays the same is not written, as another window may have changed it by now.
        """
        takes = [take for one in marks if (take := self.find(one)) and take.marks != marks[one]]
        if not takes:
            return
        wanted = {take.id: marks[take.id] for take in takes}
        before = {take.id: take.marks for take in takes}
        names = {take.id: take.marks.differing_fields(marks[take.id]) for take in takes}
        self._push(
            words,
            lambda: self._mark(wanted, names),
            lambda: self._mark(before, names),
            key,
        )

    def _mark(self, marks: Mapping[str, Marks], names: Mapping[str, Collection[str]]) -> bool:
        writing = {one: partial(self.store.mark, one, marks[one], names[one]) for one in marks}
        changed = [take for one, write in writing.items() if (take := self._written(one, write))]
        self.put(*changed)
        return bool(changed)

    def delete(self, *take_ids: str) -> None:
        """Move takes to the system's trash, as one change."""
        takes = [take for take_id in take_ids if (take := self.find(take_id)) is not None]
        if not takes:
            return
        words = tr_plural("Delete {n} Takes", "Delete “{title}”", len(takes), title=takes[0].title)
        places: dict[str, Path] = {}
        released: list[tuple[Take, Excerpt]] = []
        self._push(
            words,
            lambda: self._delete([take.id for take in takes], places, released),
            lambda: self._restore(places, released),
        )

    def _push(
        self, words: str, do: Callable[[], bool], undo: Callable[[], bool], key: str = ""
    ) -> None:
        self.history.push(UndoableChange(words, do, undo, key))

    def _change(self, take_id: str, write: Callable[[], Take]) -> bool:
        """Write something of a take, and show it; tell whether that could be done."""
        changed = self._written(take_id, write)
        if changed is not None:
            self.put(changed)
        return changed is not None

    def _written(self, take_id: str, write: Callable[[], Take]) -> Take | None:
        """Write something of a take; return it as it is then, None where that cannot be done."""
        try:
            return write()
        except TakeGoneError:
            self.drop(take_id)
        except StudioError as error:
            self._report(error)
        return None

    def _delete(
        self,
        take_ids: Sequence[str],
        places: dict[str, Path],
        released: list[tuple[Take, Excerpt]],
    ) -> bool:
        """Move takes to the trash, and note where each of them is; False where none is known.

        Those that are only held are released; their files stay where they are.
        """
        places.clear()
        released[:] = [found for one in take_ids if (found := self.store.release(one))]
        held = [take for take, _ in released]
        on_disk = [one for one in take_ids if one not in {take.id for take in held}]
        trashed = [take for take_id in on_disk if (take := self._trash(take_id, places))]
        if held or trashed:
            gone = {take.id for take in (*held, *trashed)}
            self._set(tuple(take for take in self.takes if take.id not in gone))
        if held:
            self._tell_released(held)
        if trashed:
            self._tell_deleted(trashed, can_undo=len(places) == len(trashed))
        return bool(places or released)

    def _tell_released(self, takes: Sequence[Take]) -> None:
        title = takes[0].title
        if all(take.record.source is not None and take.record.source.is_file for take in takes):
            text = tr_plural(
                "{n} opened files were removed from the list. The files are unchanged.",
                "“{title}” was removed from the list. The file is unchanged.",
                len(takes),
                title=title,
            )
        else:
            text = tr_plural(
                "{n} recordings and files were removed from the list.",
                "“{title}” was removed from the list.",
                len(takes),
                title=title,
            )
        self.message.emit(Message(text, topic=TOPIC))

    def _trash(self, take_id: str, places: dict[str, Path]) -> Take | None:
        """Move a take to the trash; return it where that was done."""
        take = self.find(take_id)
        if take is None:
            return None
        if not self.store.has(take_id):
            self.drop(take_id)
            return None
        trashed = self._move_to_trash(self.store.folder_of(take_id))
        if trashed is None:
            text = tr(
                "“{title}” could not be moved to the trash and is still in the list. Empty the "
                "trash or free some disk space, then delete it again.",
                title=take.title,
            )
            self.message.emit(Message(text, MessageKind.ERROR, TOPIC))
            return None
        if trashed.place is not None:
            places[take_id] = trashed.place
        return take

    def _tell_deleted(self, takes: Sequence[Take], can_undo: bool) -> None:
        text = tr_plural(
            "{n} takes are in the trash.",
            "“{title}” is in the trash.",
            len(takes),
            title=takes[0].title,
        )
        if not can_undo:
            hint = tr("This cannot be undone here; restore from the system's trash instead.")
            text = f"{text} {hint}"
        self.message.emit(Message(text, topic=TOPIC))

    def _restore(self, places: dict[str, Path], released: list[tuple[Take, Excerpt]]) -> bool:
        """Fetch takes back from the trash, list the others again; False where none could be."""
        held = [self.store.hold_again(*found) for found in released]
        self.put(*held)
        restored = self._fetch(places)
        if restored:
            text = tr_plural(
                "{n} takes are back from the trash.",
                "“{title}” is back from the trash.",
                len(restored),
                title=restored[0].title,
            )
            self.message.emit(Message(text, topic=TOPIC))
        if back := [*held, *restored]:
            self.restored.emit(back[0])
        return bool(back)

    def _fetch(self, places: dict[str, Path]) -> list[Take]:
        """Fetch takes back from the trash, and list them."""
        restored: list[Take] = []
        for take_id, place in places.items():
            try:
                restored.append(self.store.restore(place, take_id))
            except StudioError as error:
                self._report(error)
                continue
            forget_trashed(place)
        self.put(*restored)
        return restored

    def put(self, *takes: Take) -> None:
        """Show takes as they are on disk now: others in the place of those known, new ones too."""
        if not takes:
            return
        rows = {take.id: row for row, take in enumerate(self.takes)}
        known = [take for take in takes if take.id in rows]
        after = list(self.takes)
        for take in known:
            after[rows[take.id]] = take
        if len(known) < len(takes):
            after += [take for take in takes if take.id not in rows]
            self._set(_newest_first(after))
            return
        self._edition += 1
        before, self.takes = self.takes, tuple(after)
        self.replaced.emit(before, [(before[rows[take.id]], take) for take in known])
        self.changed.emit()

    def drop(self, take_id: str) -> None:
        """Take out of the list what was deleted by other means than this program."""
        take = self.find(take_id)
        if take is None or self.store.is_held(take_id):  # released, and by now held again
            return
        self._set(tuple(other for other in self.takes if other.id != take_id))
        text = tr(
            "“{title}” was deleted outside Chopin Studio and has been removed from the list.",
            title=take.title,
        )
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
            self._edition += 1
            others = (take for take in self.takes if take.id != waiting.take.id)
            self.takes = (waiting.take, *others)
            if isinstance(waiting.music, Child):
                self.child_kept.emit(waiting.take)
            else:
                self.kept.emit(waiting.music, waiting.take)
            if waiting.has_failed:
                late.append(waiting.take)
        if late and not self._unsaved:
            text = (
                tr("“{title}” is saved now.", title=late[-1].title)
                if len(late) == 1
                else tr("All takes are saved now.")
            )
            self.message.emit(Message(text, MessageKind.SUCCESS, UNSAVED_TOPIC))
        self._note_kept()  # parents are kept with their children
        self.changed.emit()

    def _report_unsaved(self, error: Exception | None) -> None:
        if error is not None:
            message = message_of(error, UNSAVED_TOPIC)
            again = replace(message, action_label=tr("Try again"), action=self.keep_unsaved)
            self.message.emit(again)

    def _set(self, takes: tuple[Take, ...]) -> None:
        self._edition += 1
        self.takes = takes
        self.changed.emit()

    def _report(self, error: Exception) -> None:
        self.message.emit(message_of(error, TOPIC))


def _newest_first(takes: Iterable[Take]) -> tuple[Take, ...]:
    return tuple(sorted(takes, key=lambda take: (take.created, take.id), reverse=True))


class _Unsaved:
    """Music on its way to the disk; it is written once, whichever threads try."""

    def __init__(self, music: Draft | Child) -> None:
        self.music = music
        self.take: Take | None = None
        self.has_failed = False
        self._lock = Lock()

    def save(self, store: TakeStore, make_record: MakeRecord) -> None:
        """Write the music unless it is on disk; StudioError where that cannot be done."""
        with self._lock:
            if self.take is not None:
                return
            music = self.music
            if isinstance(music, Child):
                self.take = store.add(music.excerpt, music.record, music.descent)
            else:
                self.take = store.add(
                    music.excerpt, make_record(music), music.descent, take_id=music.take_id
                )
