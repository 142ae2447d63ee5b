"""Standard MIDI Files in and out, lossless for what an Excerpt holds.

The format is that of the Standard MIDI File specification 1.0 (MIDI Association, RP-001).
"""

from chopin_studio.music.midi_io.common import MidiFileError
from chopin_studio.music.midi_io.file_events import Report
from chopin_studio.music.midi_io.instruments import PERCUSSION
from chopin_studio.music.midi_io.reading import (
    MAX_MIDI_BYTES,
    excerpt_from_bytes,
    open_midi,
    opened_from_bytes,
    read_midi,
    read_own_midi,
    unheard,
)
from chopin_studio.music.midi_io.writing import write_midi

__all__ = [
    "MAX_MIDI_BYTES",
    "PERCUSSION",
    "MidiFileError",
    "Report",
    "excerpt_from_bytes",
    "open_midi",
    "opened_from_bytes",
    "read_midi",
    "read_own_midi",
    "unheard",
    "write_midi",
]
