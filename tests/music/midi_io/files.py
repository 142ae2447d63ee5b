"""Build small MIDI files for tests, sound ones and damaged ones."""

import struct
from collections.abc import Iterable

from chopin_studio.music.midi_io import opened_from_bytes
from chopin_studio.music.opened_music import OpenedMusic

Event = tuple[int, bytes]
"""A tick and the bytes of what happens then, without its delta time."""

END_OF_TRACK = b"\x00\xff\x2f\x00"


def number(value: int) -> bytes:
    """Return a variable-length number."""
    low = [value & 0x7F]
    while value := value >> 7:
        low.append(value & 0x7F | 0x80)
    return bytes(reversed(low))


def on(tick: int, pitch: int, velocity: int = 80, channel: int = 0) -> Event:
    return tick, bytes((0x90 | channel, pitch, velocity))


def off(tick: int, pitch: int, channel: int = 0) -> Event:
    return tick, bytes((0x80 | channel, pitch, 64))


def note(pitch: int, start: int, length: int = 480, channel: int = 0) -> list[Event]:
    return [on(start, pitch, channel=channel), off(start + length, pitch, channel)]


def control(tick: int, number: int, value: int, channel: int = 0) -> Event:
    return tick, bytes((0xB0 | channel, number, value))


def program(tick: int, number: int, channel: int = 0) -> Event:
    return tick, bytes((0xC0 | channel, number))


def meta(tick: int, kind: int, payload: bytes = b"") -> Event:
    return tick, bytes((0xFF, kind)) + number(len(payload)) + payload


def name(text: str | bytes) -> Event:
    return meta(0, 0x03, text if isinstance(text, bytes) else text.encode())


def scale(notes: int = 20, first_pitch: int = 60, channel: int = 0) -> list[Event]:
    """Return a row of quarter notes, no two neighbours alike."""
    events: list[Event] = []
    for place in range(notes):
        events += note(first_pitch + place * 2 % 13, place * 480, channel=channel)
    return events


def body(*events: Event | list[Event]) -> bytes:
    """Return events with their delta times, in order of ticks."""
    flat: list[Event] = []
    for event in events:
        flat += event if isinstance(event, list) else [event]
    now, data = 0, bytearray()
    for tick, content in sorted(flat, key=lambda event: event[0]):
        data += number(tick - now) + content
        now = tick
    return bytes(data)


def chunk(content: bytes, length: int | None = None, kind: bytes = b"MTrk") -> bytes:
    return kind + struct.pack(">I", len(content) if length is None else length) + content


def track(*events: Event | list[Event]) -> bytes:
    return chunk(body(*events) + END_OF_TRACK)


def header(kind: int = 1, tracks: int = 1, division: int = 480) -> bytes:
    return chunk(struct.pack(">HHH", kind, tracks, division & 0xFFFF), kind=b"MThd")


def midi(*tracks: bytes, kind: int = 1, division: int = 480) -> bytes:
    """Return a file of whole track chunks."""
    return header(kind, len(tracks), division) + b"".join(tracks)


def opened(data: bytes, parts: Iterable[int] | None = None) -> OpenedMusic:
    return opened_from_bytes(data, "some.mid", None if parts is None else set(parts))


def notices(data: bytes) -> str:
    """Return all that is said about a file, in lines."""
    return "\n".join(opened(data).notices)
