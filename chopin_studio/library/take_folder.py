"""One take's folder: what its files are called, and how its record is read and written."""

import json
import stat
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.files import FileWriteError, write_text
from chopin_studio.library.take import Take, TakeError, TakeGoneError
from chopin_studio.library.take_json import REMEDY, take_from_json, take_to_json
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import MidiFileError, read_midi, write_midi

RECORD_FILE = "take.json"
MUSIC_FILE = "take.mid"
SEED_FILE = "seed.mid"

MAX_RECORD_BYTES = 2**20
"""Ten times what the longest notes to self need; a larger file is no record."""


def read_take(folder: Path) -> Take:
    """Read a take's record.

    Raises TakeError, a sentence for the user, where that cannot be done, TakeGoneError where there
    is no such folder any more.
    """
    try:
        # The folder's name is the identity: a copy made by hand is a take of its own.
        return replace(take_from_json(_record_in(folder), folder / SEED_FILE), id=folder.name)
    except TakeError as error:
        if not folder.is_dir():
            raise gone(folder) from error
        raise _unreadable(folder, str(error)) from error


def read_music(folder: Path) -> Excerpt:
    """Read a take's music; raises as `read_take` does."""
    title = read_take(folder).title
    try:
        return replace(read_midi(folder / MUSIC_FILE), title=title)
    except MidiFileError as error:
        if not folder.is_dir():
            raise gone(folder) from error
        raise _unreadable(folder, f"its music is missing or damaged. {REMEDY}") from error


def write_take(folder: Path, take: Take, excerpt: Excerpt) -> None:
    """Write all files of a take; FileWriteError or OSError where that cannot be done.

    Where what it started from lies with another take and is lost there, it is kept without.
    """
    write_midi(excerpt, folder / MUSIC_FILE)
    start = take.record.settings.start
    if isinstance(start, ExcerptStart):
        with suppress(TakeError):
            write_midi(start.excerpt, folder / SEED_FILE)
    write_record(folder, take)


def write_record(folder: Path, take: Take) -> None:
    """Write a take's record in one step; FileWriteError where that cannot be done."""
    text = json.dumps(take_to_json(take), indent=2, ensure_ascii=False) + "\n"
    write_text(folder / RECORD_FILE, text)


def gone(folder: Path) -> TakeGoneError:
    """Say that a take is not there any more."""
    return TakeGoneError(f"The take in {folder} was deleted outside Chopin Studio.")


def reason(error: Exception) -> str:
    """Return the system's words for why a file could not be written or read, without its name."""
    cause = error.__cause__ if isinstance(error, FileWriteError) else error
    return (cause.strerror if isinstance(cause, OSError) else None) or "the system refused"


def _record_in(folder: Path) -> dict[str, Any]:
    """Read a record as JSON; TakeError, which completes "it cannot be read:", where it is none."""
    path = folder / RECORD_FILE
    try:
        status = path.stat()
        # To open anything else, such as a pipe, could wait for ever.
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_RECORD_BYTES:
            raise TakeError(f"its record is damaged. {REMEDY}")
        found: Any = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise TakeError(f"its record is missing. {REMEDY}") from error
    except OSError as error:
        raise TakeError(
            f"its record cannot be opened ({reason(error)}). "
            "Mend the folder's rights or delete the folder."
        ) from error
    except (ValueError, RecursionError) as error:
        raise TakeError(f"its record is damaged. {REMEDY}") from error
    if not isinstance(found, dict):
        raise TakeError(f"its record is damaged. {REMEDY}")
    return found


def _unreadable(folder: Path, why: str) -> TakeError:
    return TakeError(f"The take in {folder} cannot be read: {why}")
