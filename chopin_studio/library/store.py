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
from chopin_studio.errors import StudioError
from chopin_studio.files import write_text
from chopin_studio.library.take import Take, TakeError, TakeRecord, take_from_json, take_to_json
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
            except TakeError as error:
                problems.append(
                    f"The take in {folder} cannot be read: {error}. The others are not affected."
                )
        takes.sort(key=lambda take: (take.created, take.id), reverse=True)
        return TakeList(tuple(takes), tuple(problems))

    def add(self, excerpt: Excerpt, record: TakeRecord) -> Take:
        """Keep a new take under its excerpt's title; StudioError where it cannot be written."""
        created = datetime.now(UTC)
        take_id = f"{created:%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}"
        title = excerpt.title or "Untitled"
        take = Take(take_id, title, created, len(excerpt.notes), record)
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
        except OSError as error:
            raise self._not_kept(error) from error
        finally:
            shutil.rmtree(making, ignore_errors=True)
        return take

    def excerpt(self, take_id: str) -> Excerpt:
        """Read a take's music; TakeError where it is gone or damaged."""
        try:
            excerpt = read_midi(self.folder_of(take_id) / MUSIC_FILE)
        except MidiFileError as error:
            raise TakeError(f"This take's music cannot be read. {error}") from error
        return replace(excerpt, title=self._read(self.folder_of(take_id)).title)

    def rename(self, take_id: str, title: str) -> Take:
        """Give a take another title; TakeError where that is blank or the take is gone."""
        if not title.strip():
            raise TakeError("A take needs a name. Type at least one letter.")
        folder = self.folder_of(take_id)
        take = replace(self._read(folder), title=" ".join(title.split()))
        write_text(folder / RECORD_FILE, _as_text(take))
        return take

    def folder_of(self, take_id: str) -> Path:
        """Give the folder in which a take lies."""
        return self._folder / take_id

    def _read(self, folder: Path) -> Take:
        try:
            found: Any = json.loads((folder / RECORD_FILE).read_text("utf-8"))
            seed_file = folder / SEED_FILE
            seed = read_midi(seed_file) if seed_file.is_file() else None
        except OSError as error:
            raise TakeError(f"its record cannot be opened ({error.strerror})") from error
        except (ValueError, StudioError) as error:
            raise TakeError(f"its record is damaged ({error})") from error
        if not isinstance(found, dict):
            raise TakeError("its record is damaged (it is not an object)")
        # The folder's name is the identity: a copy made by hand is a take of its own.
        return replace(take_from_json(found, seed), id=folder.name)

    def _not_kept(self, error: OSError) -> TakeError:
        return TakeError(
            f"The take cannot be kept in {self._folder}: {error.strerror or error}. Free some "
            "space or mend the folder's rights, and export the take meanwhile."
        )


def _as_text(take: Take) -> str:
    return json.dumps(take_to_json(take), indent=2, ensure_ascii=False) + "\n"
