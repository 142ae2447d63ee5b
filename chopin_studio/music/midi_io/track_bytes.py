"""Encode the events of a track as the Standard MIDI File specification 1.0 has them."""

import struct
from collections.abc import Iterable, Sequence

from chopin_studio.music.midi_io.strict_events import END_OF_TRACK, META


def header_chunk(track_count: int, division: int) -> bytes:
    """Return the header of a file of format 1."""
    return struct.pack(">4sIHHH", b"MThd", 6, 1, track_count, division)


def track_chunk(events: bytes | bytearray) -> bytes:
    """Return the chunk of a track of encoded `events`, with its end."""
    end = meta_event(END_OF_TRACK, b"")
    return struct.pack(">4sI", b"MTrk", len(events) + 1 + len(end)) + events + b"\0" + end


def meta_event(kind: int, payload: bytes) -> bytes:
    """Return a meta event without its delta time."""
    return bytes((META, kind)) + long_number_bytes(len(payload)) + payload


def long_number_bytes(value: int) -> bytes:
    """Return a number of up to 28 bits in MIDI's variable length."""
    digits = [value & 0x7F]
    while value := value >> 7:
        digits.append(value & 0x7F | 0x80)
    return bytes(reversed(digits))


def timed(events: Iterable[tuple[int, bytes]]) -> bytearray:
    """Return events with their delta times; they stand in order of ticks."""
    data, now = bytearray(), 0
    for tick, event in events:
        data += long_number_bytes(tick - now)
        data += event
        now = tick
    return data


def timed_messages(
    ticks: Sequence[int], statuses: Sequence[int], first: Sequence[int], second: Sequence[int]
) -> bytearray:
    """Return channel messages of two data bytes each, in running status, in order of ticks.

    The first of them states its status whatever stood before it.
    """
    data = bytearray()
    append = data.append
    now = running = 0
    for tick, status, one, two in zip(ticks, statuses, first, second, strict=True):
        delta, now = tick - now, tick
        if delta > 0x7F:
            for bits in (21, 14, 7):
                if delta >> bits:
                    append(delta >> bits & 0x7F | 0x80)
        append(delta & 0x7F)
        if status != running:
            append(status)
            running = status
        append(one)
        append(two)
    return data
