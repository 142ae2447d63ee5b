"""Keep takes on disk: one folder a take, whole or not there at all."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from chopin_studio.files import FileWriteError, sync_folder
from chopin_studio.library.autosave import TakeAutosave
from chopin_studio.library.cleanup import remove_leftovers
from chopin_studio.library.folder_lock import Lock
from chopin_studio.library.restore_from_trash import move_out_of_trash
from chopin_studio.library.take import (
    LONGEST_TITLE,
    MARK_NAMES,
    Descent,
    Marks,
    Originality,
    Take,
    TakeError,
    TakeGoneError,
    TakeRecord,
    new_take_id,
)
from chopin_studio.library.take_folder import (
    MUSIC_FILE,
    RECORD_FILE,
    gone,
    read_music,
    read_take,
    reason,
    write_record,
    write_take,
)
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi

_LOCK_FILE = ".lock"

_Stamp = tuple[int, int, int]
"""What changes with a file: its number on disk, the nanosecond of its last change, its size."""

_Known = tuple[_Stamp | None, Take]
"""A take that was read, and the stamp of its record then."""


@dataclass(frozen=True, slots=True)
class TakeList:
    """The takes in a store, newest first, and a sentence for each that cannot be read."""

    takes: tuple[Take, ...]
    problems: tuple[str, ...]


class TakeStore:
    """A folder of takes, which several windows and programs may use at once.

    A take appears by the rename of a finished folder, so a crash or a full disk never leaves
    half a take behind, and one that was kept is there after a power cut, too. Names that begin
    with a dot are in the making and are not listed. A change of a take is written over what is on
    disk by then: the last one to change a field is heeded, and no other field is lost.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock(folder / _LOCK_FILE)
        self._growing = TakeAutosave(folder)
        self._known: dict[str, _Known] = {}

    def takes(self) -> TakeList:
        """Read every take's record; one that cannot be read becomes a sentence.

        Records that have not changed since the last time are not read again, and give the same
        objects.
        """
        known: dict[str, _Known] = {}
        problems: list[str] = []
        try:
            names = self._names()
        except OSError as error:
            return TakeList((), (self._not_listed(error),))
        for name in names:
            try:
                known[name] = self._look_at(name)
            except TakeGoneError:
                continue  # deleted since the folder was listed
            except TakeError as error:
                problems.append(str(error))
        self._known = known
        takes = (take for _, take in known.values())
        newest_first = sorted(takes, key=lambda take: (take.created, take.id), reverse=True)
        return TakeList(tuple(newest_first), tuple(problems))

    def fingerprint(self) -> int:
        """Return a number that is another one once any window has added, changed or deleted a take.

        This asks the system once, and can be done often. What is changed by hand inside a
        take's folder does not show in it.
        """
        try:
            return self._folder.stat().st_mtime_ns
        except OSError:
            return 0

    def add(
        self,
        excerpt: Excerpt,
        record: TakeRecord,
        descent: Descent | None = None,
        marks: Marks = Marks(),
        originality: Originality | None = None,
        title: str | None = None,
        take_id: str | None = None,
    ) -> Take:
        """Keep a new take, under its excerpt's title unless there is another.

        `take_id` is by what it was saved while it grew; that is dropped. Raises TakeError where it
        cannot be written.
        """
        take = Take(
            id=take_id or new_take_id(),
            title=_as_title(title or excerpt.title) or "Untitled",
            created=datetime.now(UTC),
            note_count=len(excerpt.notes),
            record=record,
            marks=marks,
            descent=descent,
            originality=originality,
        )
        self._add(take, excerpt)
        self._growing.drop(take.id)
        remove_leftovers(self._folder)
        self._tell_others()
        return take

    def save_growing(
        self, take_id: str, excerpt: Excerpt, record: TakeRecord, descent: Descent | None = None
    ) -> None:
        """Save a take as far as it has come; TakeError where that cannot be done.

        It is not listed, but is not lost either if the program dies: see `rescue`. `take_id` is a
        new one. This may be done any number of times, before `add` or `drop_growing`.
        """
        title, count = _as_title(excerpt.title) or "Untitled", len(excerpt.notes)
        take = Take(take_id, title, datetime.now(UTC), count, record, descent=descent)
        try:
            self._growing.save(take, excerpt)
        except (OSError, FileWriteError) as error:
            raise self._not_kept(error) from error

    def drop_growing(self, take_id: str) -> None:
        """Forget a take that was saved while it grew; nothing happens where it was not."""
        self._growing.drop(take_id)

    def rescue(self) -> tuple[Take, ...]:
        """Keep what was growing in programs that have died, and give those takes."""
        if rescued := self._growing.rescue():
            self._tell_others()
        return tuple(rescued)

    def excerpt(self, take_id: str) -> Excerpt:
        """Read a take's music; TakeError where it is damaged, TakeGoneError where it is gone."""
        return read_music(self.folder_of(take_id))

    def rename(self, take_id: str, title: str) -> Take:
        """Give a take another title; TakeError where that is blank, or as `mark` does."""
        if not title.strip():
            raise TakeError("A take needs a name. Type at least one letter.")
        return self._change(take_id, "new name", lambda take: replace(take, title=_as_title(title)))

    def mark(self, take_id: str, marks: Marks, only: Collection[str] = MARK_NAMES) -> Take:
        """Give a take other marks, or `only` some: the rest stays as the disk has it.

        Raises TakeError where they cannot be written, TakeGoneError where there is no such take
        any more.
        """
        chosen = {name: getattr(marks, name) for name in only}
        return self._change(
            take_id,
            "stars, tags and notes",
            lambda take: replace(take, marks=replace(take.marks, **chosen)),
        )

    def set_originality(self, take_id: str, originality: Originality | None) -> Take:
        """Keep what the report says of a take; raises as `mark` does."""
        return self._change(
            take_id, "originality", lambda take: replace(take, originality=originality)
        )

    def save_music(self, take_id: str, excerpt: Excerpt) -> Take:
        """Return a take the music that its user has made of it; raises as `mark` does.

        The record goes first: from then on the take is an edited one, which is never taken for
        what its model made, and its originality is not known.
        """
        folder = self.folder_of(take_id)
        with self._lock.held():
            take = read_take(folder)
            edited = replace(
                take,
                record=replace(take.record, is_edited=True),
                note_count=len(excerpt.notes),
                originality=None,
            )
            try:
                write_record(folder, edited)
                write_midi(excerpt, folder / MUSIC_FILE)
            except FileWriteError as error:
                raise self._not_changed(folder, "edits", error) from error
        self._tell_others()
        return edited

    def restore(self, folder: Path, take_id: str) -> Take:
        """Bring a take's folder back from the trash; TakeError where that cannot be done."""
        with self._lock.held():
            move_out_of_trash(folder, self.folder_of(take_id))
        self._tell_others()
        return read_take(self.folder_of(take_id))

    def has(self, take_id: str) -> bool:
        """Return whether a take still has its folder."""
        return self.folder_of(take_id).is_dir()

    def folder_of(self, take_id: str) -> Path:
        """Return the folder in which a take lies."""
        return self._folder / take_id

    def _names(self) -> list[str]:
        """Return the names of the takes' folders in order; none where there is no store yet."""
        try:
            with os.scandir(self._folder) as entries:
                found = [e.name for e in entries if not e.name.startswith(".") and _is_folder(e)]
        except FileNotFoundError:
            return []
        return sorted(found)

    def _look_at(self, name: str) -> _Known:
        """Return a take and the stamp of its record, from disk only where that is another."""
        folder = self.folder_of(name)
        stamp = _stamp(folder / RECORD_FILE)
        known = self._known.get(name)
        if known is not None and stamp is not None and known[0] == stamp:
            return known
        return stamp, read_take(folder)

    def _add(self, take: Take, excerpt: Excerpt) -> None:
        """Write a take aside, and put it in its place whole."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            making = Path(tempfile.mkdtemp(prefix=f".{take.id}-", dir=self._folder))
        except OSError as error:
            raise self._not_kept(error) from error
        try:
            write_take(making, take, excerpt)
            making.chmod(0o755)
            sync_folder(making)
            making.rename(self.folder_of(take.id))
        except (OSError, FileWriteError) as error:
            raise self._not_kept(error) from error
        finally:
            shutil.rmtree(making, ignore_errors=True)
        sync_folder(self._folder)

    def _change(self, take_id: str, what: str, changed: Callable[[Take], Take]) -> Take:
        """Write a take's record as it is `changed`; `what` changes, for the error."""
        folder = self.folder_of(take_id)
        with self._lock.held():
            take = changed(read_take(folder))
            try:
                write_record(folder, take)
            except FileWriteError as error:
                raise self._not_changed(folder, what, error) from error
        remove_leftovers(folder)
        self._tell_others()
        return take

    def _tell_others(self) -> None:
        """Have the fingerprint be another one, to the nanosecond.

        The system's own stamps go by ticks of some milliseconds.
        """
        now = time.time_ns()
        with suppress(OSError):  # they hear of it with the next change
            os.utime(self._folder, ns=(now, now))

    def _not_kept(self, error: OSError | FileWriteError) -> TakeError:
        return TakeError(
            f"The take cannot be kept in {self._folder}: {reason(error)}. Free some "
            "space or mend the folder's rights, and export the take meanwhile."
        )

    def _not_changed(self, folder: Path, what: str, error: FileWriteError) -> TakeError:
        if not folder.is_dir():
            return gone(folder)
        return TakeError(
            f"The take's {what} cannot be kept in {folder}: {reason(error)}. Free some space or "
            "mend the folder's rights, and try again."
        )

    def _not_listed(self, error: OSError) -> str:
        return (
            f"The takes in {self._folder} cannot be listed: {reason(error)}. "
            "Mend the folder's rights and open the studio again."
        )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Tell a folder from anything else, such as a link that leads nowhere or in a circle."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None  # reading the file says what is wrong
    return (status.st_ino, status.st_mtime_ns, status.st_size)


def _as_title(text: str) -> str:
    """Return a title on one line, of no more letters than a title may have."""
    return " ".join(text.split())[:LONGEST_TITLE]
