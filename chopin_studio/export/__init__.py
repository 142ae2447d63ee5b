"""Ways out of the studio: one table of file formats, each an extension and a function.

FluidSynth and the writers are imported by the functions themselves, so that reading the table
costs nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.errors import StudioError
from chopin_studio.export.credits import Credits
from chopin_studio.music.excerpt import Excerpt


class ExportError(StudioError):
    """An excerpt cannot be exported."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: `extension` with its dot, `name` for a file dialog, and what writes it.

    The credits are written where the format has room for them.
    """

    extension: str
    name: str
    export: Callable[[Excerpt, Path, Credits], None]


def _midi(excerpt: Excerpt, path: Path, _: Credits) -> None:
    from chopin_studio.export.midi import export_midi

    export_midi(excerpt, path)


def _musicxml(excerpt: Excerpt, path: Path, credits: Credits) -> None:
    from chopin_studio.export.musicxml import export_musicxml

    export_musicxml(excerpt, path, credits)


def _mxl(excerpt: Excerpt, path: Path, credits: Credits) -> None:
    from chopin_studio.export.musicxml import export_mxl

    export_mxl(excerpt, path, credits)


def _wav(excerpt: Excerpt, path: Path, _: Credits) -> None:
    from chopin_studio.export.audio import export_wav

    export_wav(excerpt, path)


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(".mid", "MIDI file", _midi),
    Exporter(".musicxml", "MusicXML score", _musicxml),
    Exporter(".mxl", "MusicXML score, compressed", _mxl),
    Exporter(".wav", "Audio (WAV)", _wav),
)


def exporter_for(path: Path) -> Exporter:
    """Give the exporter for `path` by its extension; ExportError names the known ones."""
    extension = Path(path).suffix.lower()
    for exporter in EXPORTERS:
        if exporter.extension == extension:
            return exporter
    known = ", ".join(exporter.extension for exporter in EXPORTERS)
    raise ExportError(f"Cannot export to {Path(path).name!r}. Let its name end in one of {known}.")


NO_CREDITS = Credits()


def export_excerpt(excerpt: Excerpt, path: Path, credits: Credits = NO_CREDITS) -> None:
    """Write `excerpt` to `path` in the format of its extension; StudioError on failure."""
    exporter_for(path).export(excerpt, Path(path), credits)
