"""Open the files of music that commands are given."""

from pathlib import Path

from chopin_studio.cli.common import say
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.file_formats import MUSIC_EXTENSIONS
from chopin_studio.music.music_files import open_music
from chopin_studio.music.written_score.repeats import Repeats

MUSIC_FILE = f"a MIDI file or a score ({', '.join(MUSIC_EXTENSIONS)})"


def opened_music(path: Path, repeats: Repeats = Repeats.WRITTEN_OUT) -> Excerpt:
    """Return the music in a file, and say what was changed or left out of it."""
    opened = open_music(path, repeats=repeats)
    for notice in opened.notices:
        say(notice)
    return opened.excerpt
