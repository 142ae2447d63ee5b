"""What reading and writing share: the names of tracks, limits, and their error."""

from chopin_studio.errors import StudioError
from chopin_studio.music.note import Hand

MAX_END_TICK = 2**28 - 1
"""The longest silence that one delta time of a MIDI file can hold."""

SEED_END_MARKER = "End of seed"
TRACK_NAMES = {Hand.RIGHT: "Piano right", Hand.LEFT: "Piano left", None: "Piano (both hands)"}
SUSTAIN_CONTROLLER = 64


class MidiFileError(StudioError):
    """A MIDI file cannot be read or written."""
