"""The formats of music files that can be opened: what they are called, and their extensions."""

from dataclasses import dataclass

from chopin_studio.texts import Text, translatable


@dataclass(frozen=True, slots=True)
class MusicFormat:
    """A format of music files; `extensions` have their dots and are in lower case."""

    name: Text
    extensions: tuple[str, ...]


MUSIC_FORMATS = (
    MusicFormat(translatable("MIDI files"), (".mid", ".midi", ".kar", ".rmi", ".smf")),
    MusicFormat(translatable("MusicXML scores"), (".musicxml", ".mxl", ".xml")),
    MusicFormat(translatable("Humdrum scores"), (".krn",)),
)
"""Those for which `open_music` has a reader. It tells them by their content, not their names."""

MUSIC_EXTENSIONS = tuple(
    extension for music_format in MUSIC_FORMATS for extension in music_format.extensions
)
