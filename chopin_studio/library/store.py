"""Keep takes on disk: one folder a take, whole or not there at all."""

import json
import shutil
import tempfile
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.files import FileWriteError, write_text
from chopin_studio.library.take import (
    Descent,
    Marks,
    Originality,
    Take,
    TakeError,
    TakeGoneError,
    TakeRecord,
)
from chopin_studio.library.take_json import REMEDY, take_from_json, take_to_json
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import MidiFileError, read_midi, write_midi

RECORD_FILE = "take.json"
MUSIC_FILE = "take.mid"
SEED_FILE = "seed.mid"


@dataclass(frozen=True, slots=True)
class TakeList:
    """The takes in a store, newest first, and a sentence for each that cannot be read."""

    takes: tuple[Take, ...]
    problems: tuple[str, ...]


class TakeStore:
    """A folder of takes.

    A take appears by the rename of a finished folder, so a crash or a full disk never leaves
    half a take behind. Names that begin with a dot are in the making and are not listed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def takes(self) -> TakeList:
        """Read every take's record; one that cannot be read becomes a sentence."""
        takes: list[Take] = []
        problems: list[str] = []
        for folder in sorted(self._folder.glob("[!.]*")) if self._folder.is_dir() else ():
            if not folder.is_dir():
                continue
            try:
                takes.append(self._read(folder))
            except TakeGoneError:
                continue  # deleted since the folder was listed
            except TakeError as error:
                problems.append(str(error))
        takes.sort(key=lambda take: (take.created, take.id), reverse=True)
        return TakeList(tuple(takes), tuple(problems))

    def add(
        self,
        excerpt: Excerpt,
        record: TakeRecord,
        descent: Descent | None = None,
        marks: Marks = Marks(),
        originality: Originality | None = None,
        title: str | None = None,
    ) -> Take:
        """Keep a new take, under its excerpt's title unless there is another.

        Raises TakeError where it cannot be written.
        """
        created = datetime.now(UTC)
        take_id = f"{created:%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}"
        name = _on_one_line(title or excerpt.title) or "Untitled"
        count = len(excerpt.notes)
        take = Take(take_id, name, created, count, record, marks, descent, originality)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            making = Path(tempfile.mkdtemp(prefix=f".{take_id}-", dir=self._folder))
        except OSError as error:
            raise self._not_kept(error) from error
        try:
            write_midi(excerpt, making / MUSIC_FILE)
            if isinstance(record.settings.start, ExcerptStart):
                write_midi(record.settings.start.excerpt, making / SEED_FILE)
            write_text(making / RECORD_FILE, _as_text(take))
            making.chmod(0o755)
            making.rename(self.folder_of(take_id))
        except (OSError, FileWriteError) as error:
            raise self._not_kept(error) from error
        finally:
            shutil.rmtree(making, ignore_errors=True)
        return take

    def excerpt(self, take_id: str) -> Excerpt:
        """Read a take's music; TakeError where it is damaged, TakeGoneError where it is gone."""
        folder = self.folder_of(take_id)
        title = self._read(folder).title
        try:
            return replace(read_midi(folder / MUSIC_FILE), title=title)
        except MidiFileError as error:
            raise _unreadable(folder, f"its music is missing or damaged. {REMEDY}") from error

    def rename(self, take_id: str, title: str) -> Take:
        """Give a take another title; TakeError where that is blank, or as `mark` does."""
        if not title.strip():
            raise TakeError("A take needs a name. Type at least one letter.")
        return self._change(take_id, "new name", title=_on_one_line(title))

    def mark(self, take_id: str, marks: Marks) -> Take:
        """Give a take other marks.

        Raises TakeError where they cannot be written, TakeGoneError where there is no such take
        any more.
        """
        return self._change(take_id, "stars, tags and notes", marks=marks)

    def set_originality(self, take_id: str, originality: Originality | None) -> Take:
        """Keep what the report says of a take; raises as `mark` does."""
        return self._change(take_id, "originality", originality=originality)

    def save_music(self, take_id: str, excerpt: Excerpt) -> Take:
        """Give a take the music that its user has made of it; raises as `mark` does.

        The record goes first: from then on the take is an edited one, which is never taken for
        what its model made, and its originality is not known.
        """
        folder = self.folder_of(take_id)
        record = replace(self._read(folder).record, is_edited=True)
        count = len(excerpt.notes)
        take = self._change(take_id, "edits", record=record, note_count=count, originality=None)
        try:
            write_midi(excerpt, folder / MUSIC_FILE)
        except FileWriteError as error:
            raise self._not_changed(folder, "edits", error) from error
        return take

    def restore(self, folder: Path, take_id: str) -> Take:
        """Bring a take's folder back from the trash; TakeError where that cannot be done."""
        if not folder.is_dir():
            raise TakeGoneError(f"The take is not in the trash any more: {folder} is gone.")
        if self.has(take_id):
            raise TakeError(f"A take is in {self.folder_of(take_id)} already. Rename that folder.")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            shutil.move(folder, self.folder_of(take_id))
        except OSError as error:
            raise TakeError(
                f"The take cannot be brought back to {self._folder}: {_reason(error)}. Free some "
                f"space or mend the folder's rights; the take is in {folder}."
            ) from error
        return self._read(self.folder_of(take_id))

    def _change(self, take_id: str, what: str, **changes: Any) -> Take:
        """Write a take's record with some fields changed; `what` they are, for the error."""
        folder = self.folder_of(take_id)
        take = replace(self._read(folder), **changes)
        try:
            write_text(folder / RECORD_FILE, _as_text(take))
        except FileWriteError as error:
            raise self._not_changed(folder, what, error) from error
        return take

    def _not_changed(self, folder: Path, what: str, error: FileWriteError) -> TakeError:
        if not folder.is_dir():
            return _gone(folder)
        return TakeError(
            f"The take's {what} cannot be kept in {folder}: {_reason(error)}. Free some space or "
            "mend the folder's rights, and try again."
        )

    def has(self, take_id: str) -> bool:
        """Tell whether a take still has its folder."""
        return self.folder_of(take_id).is_dir()

    def folder_of(self, take_id: str) -> Path:
        """Give the folder in which a take lies."""
        return self._folder / take_id

    def _read(self, folder: Path) -> Take:
        """Read a take's record; TakeError, a sentence for the user, where that cannot be done."""
        if not folder.is_dir():
            raise _gone(folder)
        try:
            found = _record_in(folder)
            seed_file = folder / SEED_FILE
            seed = ExcerptStart(read_midi(seed_file)) if seed_file.is_file() else None
            # The folder's name is the identity: a copy made by hand is a take of its own.
            return replace(take_from_json(found, seed), id=folder.name)
        except MidiFileError as error:
            damage = f"the music that it started from is damaged. {REMEDY}"
            raise _unreadable(folder, damage) from error
        except TakeError as error:
            raise _unreadable(folder, str(error)) from error

    def _not_kept(self, error: OSError | FileWriteError) -> TakeError:
        return TakeError(
            f"The take cannot be kept in {self._folder}: {_reason(error)}. Free some "
            "space or mend the folder's rights, and export the take meanwhile."
        )


def _record_in(folder: Path) -> dict[str, Any]:
    try:
        found: Any = json.loads((folder / RECORD_FILE).read_text("utf-8"))
    except FileNotFoundError as error:
        raise TakeError(f"its record is missing. {REMEDY}") from error
    except OSError as error:
        raise TakeError(
            f"its record cannot be opened ({_reason(error)}). "
            "Mend the folder's rights or delete the folder."
        ) from error
    except (ValueError, RecursionError) as error:
        raise TakeError(f"its record is damaged. {REMEDY}") from error
    if not isinstance(found, dict):
        raise TakeError(f"its record is damaged. {REMEDY}")
    return found


def _gone(folder: Path) -> TakeGoneError:
    return TakeGoneError(f"The take in {folder} was deleted outside Chopin Studio.")


def _unreadable(folder: Path, reason: str) -> TakeError:
    return TakeError(f"The take in {folder} cannot be read: {reason}")


def _reason(error: Exception) -> str:
    """Give the system's words for why a file could not be written or read, without its name."""
    cause = error.__cause__ if isinstance(error, FileWriteError) else error
    return (cause.strerror if isinstance(cause, OSError) else None) or "the system refused"


def _on_one_line(title: str) -> str:
    return " ".join(title.split())


def _as_text(take: Take) -> str:
    return json.dumps(take_to_json(take), indent=2, ensure_ascii=False) + "\n"
