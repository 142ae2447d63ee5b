"""The folder of a take: the names of its files, and how its record is read and written."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from chopin_studio import data_fields as check
from chopin_studio.data_fields import DataError
from chopin_studio.data_files import read_json
from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.files import PRIVATE, FileWriteError, write_text
from chopin_studio.library.take import Take, TakeError, TakeGoneError
from chopin_studio.library.take_json import (
    RESTORE,
    RESTORE_RECORD,
    changed_json,
    damaged_record,
    take_from_json,
    take_to_json,
)
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import MidiFileError, read_own_midi, write_midi
from chopin_studio.texts import joined, translatable

RECORD_FILE = "take.json"
MUSIC_FILE = "take.mid"
SEED_FILE = "seed.mid"

MAX_RECORD_BYTES = 2**23
"""Eighty times what the longest comment needs, so that newer versions can keep more in it."""


def read_take(folder: Path) -> Take:
    """Read a take's record.

    Raises TakeError where it cannot be read, TakeGoneError where the folder no longer exists.
    """
    return _read(folder)[1]


def change_record(folder: Path, changed: Callable[[Take], Take]) -> Take:
    """Write over a take's record what `changed` makes different of it, and return the new take.

    What this version does not know of a record stays in it. Raises as `read_take` does, and
    FileWriteError where the record cannot be written.
    """
    found, before = _read(folder)
    after = changed(before)
    _write_json(folder / RECORD_FILE, changed_json(found, before, after, folder / SEED_FILE))
    return after


def read_music(folder: Path) -> Excerpt:
    """Read a take's music; raises as `read_take` does."""
    title = read_take(folder).title
    try:
        return replace(read_own_midi(folder / MUSIC_FILE), title=title)
    except MidiFileError as error:
        if not folder.is_dir():
            raise gone(folder) from error
        damage = translatable("its music is missing or damaged.")
        raise _unreadable(folder, joined((damage, RESTORE))) from error


def write_take(folder: Path, take: Take, excerpt: Excerpt) -> None:
    """Write all files of a take; raises FileWriteError or OSError where that cannot be done.

    Where the music it started from is in another take's folder and lost there, it is left out.
    """
    write_midi(excerpt, folder / MUSIC_FILE, PRIVATE)
    start = take.record.settings.start
    if isinstance(start, ExcerptStart):
        with suppress(TakeError):
            write_midi(start.excerpt, folder / SEED_FILE, PRIVATE)
    write_record(folder, take)


def write_record(folder: Path, take: Take) -> None:
    """Write a take's record in one step; raises FileWriteError where that cannot be done."""
    _write_json(folder / RECORD_FILE, take_to_json(take))


def gone(folder: Path) -> TakeGoneError:
    """Return the error for a take that no longer exists."""
    return TakeGoneError(
        translatable("The take in {folder} was deleted outside Chopin Studio.", folder=folder)
    )


def reason(error: Exception) -> str:
    """Return the system's message why a file could not be written or read, without its name."""
    cause = error.__cause__ if isinstance(error, FileWriteError) else error
    message = cause.strerror if isinstance(cause, OSError) else None
    return message or translatable("the system refused")


def _read(folder: Path) -> tuple[dict[str, Any], Take]:
    """Return a take's record as JSON and as a take; raises as `read_take` does."""
    try:
        found = _record_in(folder)
        # The folder's name is the identity: a copy made by hand is a take of its own.
        return found, replace(take_from_json(found, folder / SEED_FILE), id=folder.name)
    except TakeError as error:
        if not folder.is_dir():
            raise gone(folder) from error
        raise _unreadable(folder, str(error)) from error


def _write_json(path: Path, record: dict[str, Any]) -> None:
    text = json.dumps(record, indent=2, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair, in a field that this version does not know
        text = json.dumps(record, indent=2)
    write_text(path, text + "\n", PRIVATE)


def _record_in(folder: Path) -> dict[str, Any]:
    """Read a record as JSON; raises TakeError, which completes "cannot be read:", if it is none."""
    path = folder / RECORD_FILE
    try:
        return check.fields(read_json(path, MAX_RECORD_BYTES))
    except FileNotFoundError as error:
        missing = translatable("its record is missing.")
        raise TakeError(joined((missing, RESTORE_RECORD))) from error
    except OSError as error:
        raise TakeError(
            translatable(
                "its record cannot be opened ({reason}). Check the folder's permissions, or "
                "restore its files from a backup.",
                reason=reason(error),
            )
        ) from error
    except DataError as error:
        raise damaged_record() from error


def _unreadable(folder: Path, why: str) -> TakeError:
    return TakeError(
        translatable("The take in {folder} cannot be read: {why}", folder=folder, why=why)
    )
