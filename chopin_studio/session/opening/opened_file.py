"""A file of music that was read: what it held, and how it is told from others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.data_fields import one_line
from chopin_studio.library.take import LONGEST_TITLE, Source
from chopin_studio.music.midi_io import Report, unheard
from chopin_studio.music.opened_music import OpenedMusic

OpenMusic = Callable[[Path, Collection[int] | None, Report], OpenedMusic]
"""Reads the music of a file; of the parts named, or of those that seem to be the piano. It reports
what share is read, and ends with what the report raises."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that was read, its contents and where they come from."""

    path: Path
    music: OpenedMusic
    source: Source

    @property
    def title(self) -> str:
        """What to call it: the title of the music, else the name of the file."""
        return self.music.excerpt.title or plain_name(self.path.stem)


def read_file(
    path: Path,
    open_music: OpenMusic,
    parts: Collection[int] | None = None,
    report: Report = unheard,
) -> OpenedFile:
    """Read a file of music; raises StudioError in one sentence where that cannot be done.

    `parts` are the indices of the parts to take; None takes those that seem to be the piano.
    `report` is told at times what share is read, 0 to 1.
    """
    music = open_music(path, parts, report)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    taken = tuple(sorted(parts)) if parts is not None else ()
    return OpenedFile(path, music, Source(plain_name(path.name), digest, taken))


def plain_name(name: str) -> str:
    """Return a file's name as a text that can be shown and written: on one line, and whole."""
    return one_line(name.encode(errors="replace").decode(), LONGEST_TITLE)
