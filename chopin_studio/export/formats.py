"""The table of export formats: for each an extension, a name and a function that writes it.

FluidSynth and the writers are imported by the functions themselves, so that reading the table
costs nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.export.credits import NO_CREDITS, Credits
from chopin_studio.export.errors import ExportError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.texts import translatable

Report = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: `extension` with its dot, `name` for a file dialog, and the function that writes.

    The credits are written where the format has fields for them. Slow formats call the `Report`
    with the share that is done, 0 to 1; whatever it raises cancels the export, and no file is left.
    """

    extension: str
    name: str
    export: Callable[[Excerpt, Path, Credits, Report], None]


def _midi(excerpt: Excerpt, path: Path, _credits: Credits, _report: Report) -> None:
    from chopin_studio.export.midi import export_midi

    export_midi(excerpt, path)


def _musicxml(excerpt: Excerpt, path: Path, credits: Credits, _report: Report) -> None:
    from chopin_studio.export.musicxml.document import export_musicxml

    export_musicxml(excerpt, path, credits)


def _mxl(excerpt: Excerpt, path: Path, credits: Credits, _report: Report) -> None:
    from chopin_studio.export.musicxml.document import export_mxl

    export_mxl(excerpt, path, credits)


def _audio(excerpt: Excerpt, path: Path, _credits: Credits, report: Report) -> None:
    from chopin_studio.export.audio import export_audio

    export_audio(excerpt, path, report)


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(".mid", translatable("MIDI file"), _midi),
    Exporter(".musicxml", translatable("MusicXML score"), _musicxml),
    Exporter(".mxl", translatable("Compressed MusicXML score"), _mxl),
    Exporter(".wav", translatable("WAV audio"), _audio),
    Exporter(".flac", translatable("FLAC audio"), _audio),
    Exporter(".ogg", translatable("Ogg Vorbis audio"), _audio),
    Exporter(".mp3", translatable("MP3 audio"), _audio),
)


def exporter_for(path: Path, exporters: Sequence[Exporter] = EXPORTERS) -> Exporter:
    """Return the exporter for the extension of `path`; raises ExportError otherwise."""
    extension = Path(path).suffix.lower()
    for exporter in exporters:
        if exporter.extension == extension:
            return exporter
    known = ", ".join(exporter.extension for exporter in exporters)
    raise ExportError(
        translatable(
            "The file name “{name}” has no known extension. Use one of {known}.",
            name=Path(path).name,
            known=known,
        )
    )


def export_excerpt(
    excerpt: Excerpt,
    path: Path,
    credits: Credits = NO_CREDITS,
    exporters: Sequence[Exporter] = EXPORTERS,
) -> None:
    """Write `excerpt` to `path` in the format of its extension; raises StudioError on failure."""
    exporter_for(path, exporters).export(excerpt, Path(path), credits, lambda share: None)
