"""Write an excerpt as a MIDI file for a DAW."""

from pathlib import Path

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi


def export_midi(excerpt: Excerpt, path: Path) -> None:
    """Write `excerpt` as a MIDI file of format 1, with its bars; raises StudioError on failure."""
    write_midi(excerpt, path)
