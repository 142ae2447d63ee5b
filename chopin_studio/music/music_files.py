"""Open a file of music of any kind that the studio reads."""

from collections.abc import Collection
from pathlib import Path

from chopin_studio.music.midi_io import open_midi
from chopin_studio.music.opened_music import OpenedMusic

MUSIC_SUFFIXES = (".mid", ".midi", ".kar", ".rmi", ".smf")
"""Endings of the names of files that may hold music; what a file holds is told by its content."""


def open_music(path: Path, parts: Collection[int] | None = None) -> OpenedMusic:
    """Read the music at `path`, its kind told by its content.

    `parts` are the indices of the parts to take; None takes those that seem to be the piano.
    Raises StudioError in one sentence where nothing can be read.
    """
    # Readers of other kinds are asked here, each by the file's first bytes; what no other reader
    # knows is MIDI's, whose reader says what a file is that is none.
    return open_midi(path, parts)
