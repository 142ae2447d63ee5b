"""What reading and writing share: track names, limits, texts and the names of keys in MIDI."""

import contextlib
from collections.abc import Iterator

from chopin_studio.errors import StudioError
from chopin_studio.music.key import Key, Mode
from chopin_studio.music.note import Hand

MAX_END_TICK = 2**28 - 1
"""The longest silence that one delta time of a MIDI file can hold."""

SEED_END_MARKER = "End of seed"
TRACK_NAMES = {Hand.RIGHT: "Piano right", Hand.LEFT: "Piano left", None: "Piano"}
SUSTAIN_CONTROLLER = 64


class MidiFileError(StudioError):
    """A MIDI file cannot be read or written."""


def readable(text: str) -> str:
    """Return `text`, which mido decoded as Latin-1, decoded as UTF-8 if it can be, on one line."""
    with contextlib.suppress(UnicodeError):
        text = text.encode("latin-1").decode()
    return _on_one_line(text)


def writable(text: str) -> str:
    """Return `text` such that mido, writing Latin-1, writes it as UTF-8 on one line."""
    return _on_one_line(text).encode(errors="replace").decode("latin-1")


def _on_one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text).strip()


def midi_key_name(key: Key) -> str:
    """Return the name that mido has for `key`, for instance `C#m`."""
    return key.tonic + ("m" if key.mode == "minor" else "")


def _all_keys() -> Iterator[Key]:
    modes: tuple[Mode, ...] = ("major", "minor")
    return (Key(fifths, mode) for fifths in range(-7, 8) for mode in modes)


KEYS = {midi_key_name(key): key for key in _all_keys()}
"""All thirty keys by mido's names."""
