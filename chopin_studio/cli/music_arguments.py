"""Open the files of music that commands are given, and the parts of them that are asked for."""

import argparse
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from chopin_studio.cli.common import say
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.file_formats import MUSIC_EXTENSIONS
from chopin_studio.music.midi_io import PERCUSSION
from chopin_studio.music.music_files import open_music
from chopin_studio.music.opened_music import OpenedMusic, Part

MUSIC_FILE = f"a MIDI file or a score ({', '.join(MUSIC_EXTENSIONS)})"

_OTHER_PARTS = "`--tracks` takes others; `chopin-studio convert FILE --list-tracks` lists them."


def add_tracks(parser: argparse._ActionsContainer, of_what: str = "the file") -> None:
    """Add the option that chooses parts of a file; left out, it is None."""
    parser.add_argument(
        "--tracks",
        type=_part_indices,
        metavar="1,2,…",
        help=f"the tracks or parts of {of_what} to take, by their numbers in "
        "`chopin-studio convert FILE --list-tracks` (default: those that seem to be the piano)",
    )


def opened_music(path: Path, tracks: Collection[int] | None = None) -> Excerpt:
    """Return the music in a file, and say what was changed or left out of it.

    `tracks` are the indices of the parts to take, from 0; None takes those that seem to be the
    piano.
    """
    opened = open_music(path, tracks)
    say_notices(opened, tracks)
    return opened.excerpt


def say_notices(opened: OpenedMusic, tracks: Collection[int] | None) -> None:
    """Say what was changed in a file or left out of it, `tracks` being those asked for."""
    for notice in opened.notices:
        say(notice)
    left = [part for part in opened.parts if not part.is_taken and part.instrument != PERCUSSION]
    if tracks is None and left:
        say(_OTHER_PARTS)


def parts_as_json(opened: OpenedMusic) -> list[dict[str, Any]]:
    """Return the parts of a file for scripts."""
    return [
        {
            "track": part.index + 1,
            "name": part.name,
            "instrument": str(part.instrument),
            "notes": part.note_count,
            "taken": part.is_taken,
        }
        for part in opened.parts
    ]


def parts_table(parts: Sequence[Part]) -> list[str]:
    """Return the parts of a file as lines; those that are taken have a mark."""
    columns = [
        [str(part.index + 1) for part in parts],
        [part.name or "–" for part in parts],
        [str(part.instrument) or "–" for part in parts],
        [f"{part.note_count:,} notes" for part in parts],
        ["taken" if part.is_taken else "" for part in parts],
    ]
    widths = [max(map(len, column), default=0) for column in columns]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in zip(*columns, strict=True)
    ]


def _part_indices(text: str) -> frozenset[int]:
    """Return the indices, from 0, of parts whose numbers from 1 stand between commas.

    Raises ArgumentTypeError for anything else.
    """
    words = text.replace(" ", "").split(",")
    if not all(word.isdecimal() and int(word) > 0 for word in words):
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of numbers such as 1,2")
    return frozenset(int(word) - 1 for word in words)
