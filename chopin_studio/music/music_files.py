"""Open a file of music of any kind that the studio reads."""

import os
from collections.abc import Collection
from pathlib import Path

from chopin_studio.data_fields import DataError
from chopin_studio.data_files import open_regular
from chopin_studio.errors import StudioError
from chopin_studio.music.file_kinds import HEAD_BYTES, FileKind, foreign_format, is_pdf, kind_of
from chopin_studio.music.humdrum_io import open_humdrum
from chopin_studio.music.midi_io import Report, open_midi, unheard
from chopin_studio.music.musicxml_io import names_in_archive, open_musicxml
from chopin_studio.music.opened_music import OpenedMusic
from chopin_studio.music.written_score.repeats import Repeats
from chopin_studio.texts import translatable


class ForeignFormatError(StudioError):
    """A file holds music in a format that cannot be read."""


def open_music(
    path: Path,
    parts: Collection[int] | None = None,
    repeats: Repeats = Repeats.WRITTEN_OUT,
    report: Report = unheard,
) -> OpenedMusic:
    """Read the music at `path`, its kind told by its content.

    `parts` are the indices of the parts to take; None takes those that seem to be the piano. Scores
    are played with their `repeats`. `report` is told at times what share of a MIDI file is read,
    and may raise to cancel. Raises StudioError in one sentence where nothing can be read.
    """
    path = Path(path)
    head = _head(path)
    kind = kind_of(head)
    _refuse_foreign(path, head, kind)
    if kind in (FileKind.MUSICXML, FileKind.ARCHIVE):
        return open_musicxml(path, parts, repeats)
    if kind is FileKind.HUMDRUM:
        return open_humdrum(path, parts, repeats)
    # What no other reader knows is MIDI's, whose reader says what a file is that is none, and why
    # one cannot be read at all.
    return open_midi(path, parts, report)


def _head(path: Path) -> bytes:
    """Return the first bytes of a file, none where it cannot be read."""
    try:
        with os.fdopen(open_regular(path), "rb") as file:
            return file.read(HEAD_BYTES)
    except (DataError, OSError):
        return b""


def _refuse_foreign(path: Path, head: bytes, kind: FileKind) -> None:
    archived = names_in_archive(path) if kind is FileKind.ARCHIVE else ()
    program = foreign_format(head, archived)
    if program is not None:
        raise ForeignFormatError(
            translatable(
                "{name} is in the format of {program}, which cannot be read. "
                "Export it there as MusicXML and open that.",
                name=path.name,
                program=program,
            )
        )
    if is_pdf(head):
        raise ForeignFormatError(
            translatable(
                "{name} is a PDF, which only shows the music. Export the score as MusicXML from "
                "the program that it was written with.",
                name=path.name,
            )
        )
