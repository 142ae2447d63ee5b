"""Open files of music on the beats that they keep to."""

from collections.abc import Collection
from pathlib import Path

from chopin_studio.music.midi_io import Report, unheard
from chopin_studio.music.music_files import open_music
from chopin_studio.music.opened_music import OpenedMusic
from chopin_studio.music.performance.opened_on_beats import opened_on_beats
from chopin_studio.paths import beat_network


def open_on_beats(
    path: Path, parts: Collection[int] | None = None, report: Report = unheard
) -> OpenedMusic:
    """Read the music at `path` as `open_music` does; what was played freely gets its beats."""
    return opened_on_beats(open_music(path, parts, report=report), beat_network())
