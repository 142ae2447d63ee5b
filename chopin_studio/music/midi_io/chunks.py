"""Find the tracks of a Standard MIDI File, also where its header or its lengths are wrong."""

import struct
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from chopin_studio.music.midi_io.mendings import Mending, Mendings

_HEADER_ID, _TRACK_ID = b"MThd", b"MTrk"
_END_OF_TRACK = b"\xff\x2f\x00"
_ID_BYTES, _LENGTH_BYTES, _HEADER_BYTES = 4, 4, 6
_CHUNK_START = _ID_BYTES + _LENGTH_BYTES
_UNKNOWN = 0xFFFFFFFF
"""What a recorder leaves that lost power before it could write the length."""

_ASSUMED_DIVISION = 480
_MOST_TRACKS = 0xFFFF
"""The most that a header can state."""


@dataclass(frozen=True, slots=True)
class MidiLayout:
    """Where things stand in a file.

    `format` is 0, 1 or 2; `division` is the header's field: ticks a quarter note, or negative for
    SMPTE time. `tracks` are the extents `[start, end)` of what the track chunks hold; an extent
    may have more than the track where its length is wrong.
    """

    format: int
    division: int
    tracks: tuple[tuple[int, int], ...]


def find_tracks(data: bytes, mendings: Mendings) -> MidiLayout | None:
    """Return where the tracks of a MIDI file lie, None where `data` is no MIDI file.

    Leading bytes of any kind are passed over: MacBinary's header, the wrapping of a RIFF MIDI
    file, what a mail program put in front.
    """
    start = data.find(_HEADER_ID)
    if start < 0 or start + _CHUNK_START + _HEADER_BYTES > len(data):
        first_track = data.find(_TRACK_ID)
        if first_track < 0:
            return None
        mendings[Mending.HEADER] += 1
        return MidiLayout(1, _ASSUMED_DIVISION, _tracks(data, first_track, len(data), mendings))
    fields = start + _CHUNK_START
    kind, count, division = struct.unpack_from(">3H", data, fields)
    limit = _riff_end(data, start)
    tracks = _tracks(data, _header_end(data, start), limit or len(data), mendings)
    if limit is None:
        mendings[Mending.STRAY_BYTES] += start
    else:
        del mendings[Mending.STRAY_BYTES]  # the wrapping is no damage
    if count != len(tracks):
        mendings[Mending.TRACK_COUNT] += 1
    if division == 0 or (division >= 0x8000 and not division & 0xFF):
        mendings[Mending.DIVISION] += 1
        division = _ASSUMED_DIVISION
    signed = division - 0x10000 if division >= 0x8000 else division
    return MidiLayout(kind if kind <= 2 else 1, signed, tracks)


def _riff_end(data: bytes, header_start: int) -> int | None:
    """Return where the MIDI data of a RIFF MIDI file end, None where it is none.

    Other chunks of it, such as a bank of sounds, may stand before and after them.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"RMID":
        return None
    if data[header_start - 8 : header_start - 4] == b"data":
        end = header_start + int.from_bytes(data[header_start - 4 : header_start], "little")
        if end > header_start and _may_end_at(data, end + end % 2, len(data)):
            return end
    return len(data)


def _header_end(data: bytes, start: int) -> int:
    """Return where the first chunk after the header begins; a later standard may lengthen it."""
    shortest = start + _CHUNK_START + _HEADER_BYTES
    stated = start + _CHUNK_START + int.from_bytes(data[start + _ID_BYTES : start + _CHUNK_START])
    is_right = stated > shortest and data[stated : stated + _ID_BYTES] == _TRACK_ID
    return stated if is_right else shortest


def _tracks(
    data: bytes, position: int, limit: int, mendings: Mendings
) -> tuple[tuple[int, int], ...]:
    """Return the extents of the tracks from `position` on, resuming after what is no chunk."""
    found: list[tuple[int, int]] = []
    ends = _certain_ends(data)
    while position + _CHUNK_START <= limit and len(found) < _MOST_TRACKS:
        start = position + _CHUNK_START
        stated_end = start + int.from_bytes(data[position + _ID_BYTES : start])
        if data[position : position + _ID_BYTES] == _TRACK_ID:
            end = _track_end(data, start, stated_end, limit, ends)
            # A length beyond the end of the file is right where the file was cut.
            is_cut = end == limit < stated_end != start + _UNKNOWN
            if end != stated_end and not is_cut:
                mendings[Mending.TRACK_LENGTH] += 1
            found.append((start, end))
        elif _is_chunk(data, position, limit) and _may_end_at(data, stated_end, limit):
            end = stated_end  # a kind that the standard tells readers to skip
        else:
            end = _next_track(data, position + 1, limit)
            mendings[Mending.STRAY_BYTES] += end - position
        position = end
    mendings[Mending.STRAY_BYTES] += max(limit - position, 0)
    return tuple(found)


def _certain_ends(data: bytes) -> list[int]:
    """Return, in order, where tracks end with their mark and others begin."""
    found: list[int] = []
    place = data.find(_END_OF_TRACK + _TRACK_ID)
    while place >= 0:
        found.append(place + len(_END_OF_TRACK))
        place = data.find(_END_OF_TRACK + _TRACK_ID, place + 1)
    return found


def _track_end(
    data: bytes, start: int, stated_end: int, limit: int, certain_ends: Sequence[int]
) -> int:
    """Return where a track's chunk ends: where it says so if that can be right."""
    following = bisect_right(certain_ends, start)
    if following < len(certain_ends) and certain_ends[following] < min(stated_end, limit):
        return certain_ends[following]
    if _may_end_at(data, stated_end, limit) or (
        stated_end <= limit and data[stated_end - len(_END_OF_TRACK) : stated_end] == _END_OF_TRACK
    ):
        return stated_end
    return _next_track(data, start, limit)


def _is_chunk(data: bytes, position: int, limit: int) -> bool:
    """Return whether four letters stand at `position`, as a chunk of any kind begins."""
    name = data[position : position + _ID_BYTES]
    return position + _CHUNK_START <= limit and name.isascii() and name.decode().isprintable()


def _may_end_at(data: bytes, end: int, limit: int) -> bool:
    """Return whether a chunk can end here: with the file, or before another chunk."""
    return end == limit or (end < limit and _is_chunk(data, end, limit))


def _next_track(data: bytes, position: int, limit: int) -> int:
    found = data.find(_TRACK_ID, position, limit)
    return limit if found < 0 else found
