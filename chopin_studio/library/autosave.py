"""Save takes while they are generated, in case the program dies."""

import shutil
import time
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock as ThreadLock

from chopin_studio.errors import StudioError
from chopin_studio.files import sync_folder
from chopin_studio.library.cleanup import KEPT_SEC
from chopin_studio.library.folder_lock import Lock
from chopin_studio.library.take import Take
from chopin_studio.library.take_folder import change_record, read_music, read_take, write_take
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.private_folders import make_private_folder
from chopin_studio.texts import translatable

_SUFFIX = ".growing"

_ALIVE_FILE = ".alive"
"""Locked as long as the program that generates the take is running."""

ENDED_NOTICE = translatable(
    "Chopin Studio quit while this take was being generated; this is the part saved so far."
)


class TakeAutosave:
    """The unfinished takes of a store, each in a folder that is not listed.

    May be used from any thread.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, ExitStack] = {}
        self._dropped: set[str] = set()
        self._lock = ThreadLock()

    def save(self, take: Take, excerpt: Excerpt) -> None:
        """Write a take as generated so far; raises FileWriteError or OSError if it cannot.

        A call for a take that was dropped does nothing.
        """
        place = self._place_of(take.id)
        with self._lock:
            if take.id in self._dropped:
                return
            if take.id not in self._held or not place.is_dir():
                self._begin(take.id, place)
            write_take(place, take, excerpt)

    def drop(self, take_id: str) -> None:
        """Remove what was saved of a take, if anything: it is complete now, or unwanted."""
        with self._lock:
            self._dropped.add(take_id)
            if held := self._held.pop(take_id, None):
                held.close()
                shutil.rmtree(self._place_of(take_id), ignore_errors=True)

    def rescue(self) -> list[Take]:
        """Turn what crashed programs left into takes; what other windows are generating stays.

        Where the system cannot tell whether a program is running, a folder counts as left that
        has not been changed for KEPT_SEC.
        """
        rescued = []
        for folder in sorted(self._folder.glob(f".*{_SUFFIX}")):
            with suppress(OSError, StudioError):
                if take := self._rescue(folder):
                    rescued.append(take)
        return rescued

    def _begin(self, take_id: str, place: Path) -> None:
        for folder in (self._folder, place):
            make_private_folder(folder)
        if held := self._held.pop(take_id, None):
            held.close()  # its folder was removed meanwhile
        self._held[take_id] = held = ExitStack()
        held.enter_context(Lock(place / _ALIVE_FILE).held())

    def _rescue(self, folder: Path) -> Take | None:
        """Return the take made of a folder; None where it holds none, or its program is running."""
        is_old = folder.stat().st_mtime < time.time() - KEPT_SEC
        with Lock(folder / _ALIVE_FILE).tried() as is_free:
            if not is_free and not is_old:
                return None
        place = self._folder / folder.name.removeprefix(".").removesuffix(_SUFFIX)
        if place.exists():  # the take was saved, only its autosave is left
            shutil.rmtree(folder)
            return None
        try:
            take, excerpt = read_take(folder), read_music(folder)
        except StudioError:
            if is_old:
                shutil.rmtree(folder)
            return None
        record = replace(take.record, complete=False, notices=(*take.record.notices, ENDED_NOTICE))
        rescued = replace(take, id=place.name, note_count=len(excerpt.notes), record=record)
        change_record(folder, lambda _: rescued)
        (folder / _ALIVE_FILE).unlink()
        folder.rename(place)  # if several windows try, one succeeds
        sync_folder(self._folder)
        return read_take(place)

    def _place_of(self, take_id: str) -> Path:
        return self._folder / f".{take_id}{_SUFFIX}"
