"""What reading and writing share: track names, limits, texts and the names of keys in MIDI."""

from chopin_studio.errors import StudioError
from chopin_studio.music.key import Key
from chopin_studio.music.midi_io.text_decoding import on_one_line
from chopin_studio.music.note import Hand

MAX_END_TICK = 2**28 - 1
"""The longest silence that one delta time of a MIDI file can hold."""

SEED_END_MARKER = "End of seed"
TRACK_NAMES = {Hand.RIGHT: "Piano right", Hand.LEFT: "Piano left", None: "Piano (both hands)"}
SUSTAIN_CONTROLLER = 64


class MidiFileError(StudioError):
    """A MIDI file cannot be read or written."""


def writable(text: str) -> str:
    """Return `text` such that mido, writing Latin-1, writes it as UTF-8 on one line."""
    return on_one_line(text).encode(errors="replace").decode("latin-1")


def midi_key_name(key: Key) -> str:
    """Return the name that mido has for `key`, for instance `C#m`."""
    return key.tonic + ("m" if key.mode == "minor" else "")
