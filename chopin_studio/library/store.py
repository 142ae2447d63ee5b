"""Keep takes on disk: one folder for each take, complete or not there at all."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from chopin_studio.files import PRIVATE, FileWriteError, sync_folder
from chopin_studio.library.autosave import TakeAutosave
from chopin_studio.library.cleanup import remove_leftovers
from chopin_studio.library.folder_lock import Lock
from chopin_studio.library.held_takes import HeldTakes
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
    change_record,
    gone,
    read_music,
    read_take,
    reason,
    write_take,
)
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.plan.plan import Plan
from chopin_studio.private_folders import make_private_folder
from chopin_studio.texts import translatable

_LOCK_FILE = ".lock"

_Stamp = tuple[int, int, int]
"""What changes with a file: its inode, the nanosecond of its last change, its size."""

_Known = tuple[_Stamp | None, Take]
"""A take that was read, and the stamp that its record had then."""


@dataclass(frozen=True, slots=True)
class TakeList:
    """The takes in a store, newest first, and a message for each that cannot be read."""

    takes: tuple[Take, ...]
    problems: tuple[str, ...]


class TakeStore:
    """A folder of takes, which several windows and programs may use at once.

    A take appears when its finished folder is renamed, so a crash or a full disk never leaves
    half a take behind, and a take that was saved survives a power failure, too. Names that begin
    with a dot are unfinished and are not listed. A change of a take is applied to what is on disk
    at that time: for each field the last change wins, and no other field is lost.

    Music that was opened from a file is held in memory (see `hold`) until somebody changes it or
    makes another take of it: looking at a file leaves nothing behind.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock(folder / _LOCK_FILE)
        self._growing = TakeAutosave(folder)
        self._known: dict[str, _Known] = {}
        self._held = HeldTakes()

    def takes(self) -> TakeList:
        """Read every take's record; for one that cannot be read there is a message.

        Records that have not changed since the last time are not read again, and the same objects
        are returned for them.
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
        takes = [take for _, take in known.values()]
        takes += [take for take in self._held.takes() if take.id not in known]
        newest_first = sorted(takes, key=lambda take: (take.created, take.id), reverse=True)
        return TakeList(tuple(newest_first), tuple(problems))

    def fingerprint(self) -> int:
        """Return a number that changes when any window adds, changes or deletes a take.

        This is a single system call, and cheap. Changes made by hand inside a take's folder do not
        show in it.
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
        """Save a new take, under its excerpt's title unless there is another.

        `take_id` is the id under which it was saved while it grew; that is dropped. A parent that
        is only held is kept with it. Raises TakeError where it cannot be written.
        """
        if descent is not None:
            self.keep(descent.parent_id)
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
        self._notify_others()
        return take

    def hold(self, excerpt: Excerpt, record: TakeRecord, title: str | None = None) -> Take:
        """List music as a take without writing it; it is written as soon as it is changed.

        Renaming, marks, edits and children of a take do that, or `keep`. Without that it is gone
        when the program ends.
        """
        title = _as_title(title or excerpt.title) or "Untitled"
        take = Take(new_take_id(), title, datetime.now(UTC), len(excerpt.notes), record)
        return self._held.put(take, replace(excerpt, title=title))

    def keep(self, take_id: str) -> Take | None:
        """Write a take that is only held; None where it is not. Raises TakeError as `add` does."""
        found = self._held.find(take_id)
        if found is None:
            return None
        kept = replace(found[0], is_kept=True)
        if not self.folder_of(take_id).is_dir():
            self._add(kept, found[1])
        self._held.release(take_id)
        self._notify_others()
        return kept

    def is_held(self, take_id: str) -> bool:
        """Return whether a take is listed and not on disk."""
        return self._held.find(take_id) is not None

    def release(self, take_id: str) -> tuple[Take, Excerpt] | None:
        """Take a take that is only held off the list; return what `hold_again` takes back."""
        return self._held.release(take_id)

    def hold_again(self, take: Take, excerpt: Excerpt) -> Take:
        """List a take again that was released."""
        return self._held.put(take, excerpt)

    def save_growing(
        self, take_id: str, excerpt: Excerpt, record: TakeRecord, descent: Descent | None = None
    ) -> None:
        """Save a take as generated so far; raises TakeError where that cannot be done.

        It is not listed, but not lost if the program dies: see `rescue`. `take_id` is a new one.
        This may be called any number of times, before `add`.
        """
        title, count = _as_title(excerpt.title) or "Untitled", len(excerpt.notes)
        take = Take(take_id, title, datetime.now(UTC), count, record, descent=descent)
        try:
            self._growing.save(take, excerpt)
        except (OSError, FileWriteError) as error:
            raise self._not_saved(error) from error

    def rescue(self) -> tuple[Take, ...]:
        """Turn what programs that died were generating into takes, and return those."""
        if rescued := self._growing.rescue():
            self._notify_others()
        return tuple(rescued)

    def excerpt(self, take_id: str) -> Excerpt:
        """Read a take's music; raises TakeError if it is damaged, TakeGoneError if it is gone."""
        held = self._held.find(take_id)
        if held is not None:
            return held[1]
        return read_music(self.folder_of(take_id))

    def rename(self, take_id: str, title: str) -> Take:
        """Change a take's title; raises TakeError where that is blank, or as `mark` does."""
        if not title.strip():
            raise TakeError(translatable("A take needs a name. Type at least one letter."))
        return self._change(take_id, lambda take: replace(take, title=_as_title(title)))

    def mark(self, take_id: str, marks: Marks, only: Collection[str] = MARK_NAMES) -> Take:
        """Set a take's marks, or `only` some of them: the rest stays as it is on disk.

        Raises TakeError where they cannot be written, TakeGoneError where the take no longer
        exists.
        """
        chosen = {name: getattr(marks, name) for name in only}
        return self._change(
            take_id, lambda take: replace(take, marks=replace(take.marks, **chosen))
        )

    def set_originality(self, take_id: str, originality: Originality | None) -> Take:
        """Save the result of a take's originality report; raises as `mark` does.

        That alone keeps no take that is only held.
        """

        def changed(take: Take) -> Take:
            return replace(take, originality=originality)

        return self._held.change(take_id, changed) or self._change(take_id, changed)

    def save_music(self, take_id: str, excerpt: Excerpt, plan: Plan | None = None) -> Take:
        """Replace a take's music by what its user has made of it; raises as `mark` does.

        A `plan` takes the place of the recorded one; None leaves that as it is.
        The record is written first: from then on the take is an edited one, which is never mistaken
        for what its model generated, and its originality is not known.
        """
        self.keep(take_id)
        folder = self.folder_of(take_id)
        with self._lock.held():
            try:
                edited = change_record(folder, lambda take: _edited(take, excerpt, plan))
                write_midi(excerpt, folder / MUSIC_FILE, PRIVATE)
            except FileWriteError as error:
                raise self._not_changed(folder, error) from error
        self._notify_others()
        return edited

    def restore(self, folder: Path, take_id: str) -> Take:
        """Bring a take's folder back from the trash; raises TakeError where it cannot."""
        with self._lock.held():
            move_out_of_trash(folder, self.folder_of(take_id))
        self._notify_others()
        return read_take(self.folder_of(take_id))

    def has(self, take_id: str) -> bool:
        """Return whether a take still has its folder, or is held."""
        return self._held.find(take_id) is not None or self.folder_of(take_id).is_dir()

    def folder_of(self, take_id: str) -> Path:
        """Return the folder of a take."""
        return self._folder / take_id

    def _names(self) -> list[str]:
        """Return the names of the takes' folders, sorted; none where there is no store yet."""
        try:
            with os.scandir(self._folder) as entries:
                found = [e.name for e in entries if not e.name.startswith(".") and _is_folder(e)]
        except FileNotFoundError:
            return []
        return sorted(found)

    def _look_at(self, name: str) -> _Known:
        """Return a take and the stamp of its record, read from disk only if the stamp changed."""
        folder = self.folder_of(name)
        stamp = _stamp(folder / RECORD_FILE)
        known = self._known.get(name)
        if known is not None and stamp is not None and known[0] == stamp:
            return known
        return stamp, read_take(folder)

    def _add(self, take: Take, excerpt: Excerpt) -> None:
        """Write a take to a temporary folder, and rename that."""
        try:
            make_private_folder(self._folder)
            making = Path(tempfile.mkdtemp(prefix=f".{take.id}-", dir=self._folder))
        except OSError as error:
            raise self._not_saved(error) from error
        try:
            write_take(making, take, excerpt)
            sync_folder(making)
            making.rename(self.folder_of(take.id))
        except (OSError, FileWriteError) as error:
            raise self._not_saved(error) from error
        finally:
            shutil.rmtree(making, ignore_errors=True)
        sync_folder(self._folder)

    def _change(self, take_id: str, changed: Callable[[Take], Take]) -> Take:
        """Read a take's record and write what `changed` makes of it."""
        self.keep(take_id)
        folder = self.folder_of(take_id)
        with self._lock.held():
            try:
                take = change_record(folder, changed)
            except FileWriteError as error:
                raise self._not_changed(folder, error) from error
        remove_leftovers(folder)
        self._notify_others()
        return take

    def _notify_others(self) -> None:
        """Change the fingerprint, to the nanosecond.

        The system's own stamps have a resolution of some milliseconds.
        """
        now = time.time_ns()
        with suppress(OSError):  # other windows will see it with the next change
            os.utime(self._folder, ns=(now, now))

    def _not_saved(self, error: OSError | FileWriteError) -> TakeError:
        return TakeError(
            translatable(
                "The take cannot be saved in {folder}: {reason}. Free some disk space or check the "
                "folder's permissions, and export the take meanwhile.",
                folder=self._folder,
                reason=reason(error),
            )
        )

    def _not_changed(self, folder: Path, error: FileWriteError) -> TakeError:
        if not folder.is_dir():
            return gone(folder)
        return TakeError(
            translatable(
                "Changes to the take cannot be saved in {folder}: {reason}. Free some disk space "
                "or check the folder's permissions, and try again.",
                folder=folder,
                reason=reason(error),
            )
        )

    def _not_listed(self, error: OSError) -> str:
        return translatable(
            "The takes in {folder} cannot be listed: {reason}. Check the folder's permissions and "
            "start Chopin Studio again.",
            folder=self._folder,
            reason=reason(error),
        )


def _edited(take: Take, excerpt: Excerpt, plan: Plan | None) -> Take:
    """Return a take whose user has made `excerpt` of its music."""
    settings = take.record.settings
    settings = settings if plan is None else replace(settings, plan=plan)
    return replace(
        take,
        record=replace(take.record, is_edited=True, settings=settings),
        note_count=len(excerpt.notes),
        originality=None,
    )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a folder, and not for instance a broken or circular link."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None  # reading the file will raise what is wrong
    return (status.st_ino, status.st_mtime_ns, status.st_size)


def _as_title(text: str) -> str:
    """Return a title on one line, cut to the longest that a title may be."""
    return " ".join(text.split())[:LONGEST_TITLE]
