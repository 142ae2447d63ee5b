"""The option `--beats`: on which beats a file of music is read."""

import argparse
from collections.abc import Collection
from pathlib import Path

from chopin_studio.cli.music_arguments import say_notices
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.music_files import open_music
from chopin_studio.music.performance.opened_on_beats import (
    BeatsFrom,
    moved_to_places,
    opened_on_beats,
)
from chopin_studio.music.written_score.repeats import Repeats
from chopin_studio.paths import beat_network


def add_beats(parser: argparse.ArgumentParser, whose: str) -> None:
    """Add the option; `whose` names the music in its help."""
    parser.add_argument(
        "--beats",
        type=BeatsFrom,
        choices=tuple(BeatsFrom),
        default=BeatsFrom.AUTO,
        metavar="|".join(BeatsFrom),
        help=f"the beats of {whose}: those of the file, those found in what was played, or auto "
        "for the file's unless it was played freely (default: auto)",
    )


def music_on_beats(
    path: Path,
    beats: BeatsFrom,
    is_written_out: bool,
    repeats: Repeats = Repeats.WRITTEN_OUT,
    tracks: Collection[int] | None = None,
) -> Excerpt:
    """Open a file of music on its beats, with its notices on stderr.

    `tracks` are the indices of the parts to take, from 0; None takes those that seem to be the
    piano.

    Where it `is_written_out`, as for a seed or a score, its notes are moved to the places in the
    beat that were meant. Raises StudioError.
    """
    music = opened_on_beats(open_music(path, tracks, repeats), beat_network(), beats)
    say_notices(music, tracks)
    return moved_to_places(music.excerpt) if is_written_out else music.excerpt
