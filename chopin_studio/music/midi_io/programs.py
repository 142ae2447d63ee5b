"""Which instrument each part of a MIDI file asks for, and which channels are percussion."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from chopin_studio.music.midi_io.message_table import (
    CONTROL,
    NOTE_ON,
    PART_SHIFT,
    PROGRAM,
    MessageTable,
    channel_of,
)
from chopin_studio.music.midi_io.track_parser import TrackEvents

_GM_PERCUSSION_CHANNEL = 9
_BANK_SELECT = 0
_GM2_RHYTHM_BANK, _XG_DRUM_BANK = 120, 127

# System exclusive messages, with any device number: Yamaha's XG System On, and what Roland's GS
# uses to turn a part into a drum part or back (the part, then 0 for melodic).
_XG_ON = (0x43, 0x4C, 0x00, 0x00, 0x7E, 0x00)
_GS_ADDRESS = (0x41, 0x42, 0x12, 0x40)
_GS_USE_FOR_RHYTHM = 0x15

_Channel = tuple[int, int]
"""A port and a channel."""


class Programs:
    """The programs that a file's parts ask for, and its channels of percussion."""

    def __init__(
        self, table: MessageTable, tracks: Sequence[TrackEvents], ports: Sequence[int]
    ) -> None:
        self._ports = ports
        self._first_notes = _first_note_ticks(table)
        self._by_part: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._by_channel: dict[_Channel, list[tuple[int, int]]] = defaultdict(list)
        changes = table.where(np.flatnonzero(table.kind == PROGRAM))
        rows = zip(
            changes.part.tolist(), changes.tick.tolist(), changes.first.tolist(), strict=True
        )
        for part, tick, program in rows:
            self._by_part[part].append((tick, program))
            self._by_channel[self._channel(part)].append((tick, program))
        for told in self._by_channel.values():
            told.sort(key=lambda change: change[0])
        self._percussion = self._percussion_channels(table, tracks)

    def of_part(self, part: int) -> int | None:
        """Return the program at the first note of a part, or the first one that it names.

        It may be named in another track of the same channel; None where it is nowhere.
        """
        told = self._by_part.get(part) or self._by_channel.get(self._channel(part))
        if not told:
            return None
        place = bisect_right(told, self._first_notes.get(part, 0), key=lambda change: change[0])
        return told[max(place - 1, 0)][1]

    def is_percussion(self, part: int) -> bool:
        """Return whether the channel of a part plays percussion."""
        return self._percussion.get(self._channel(part), channel_of(part) == _GM_PERCUSSION_CHANNEL)

    def _channel(self, part: int) -> _Channel:
        return self._ports[part >> PART_SHIFT], channel_of(part)

    def _percussion_channels(
        self, table: MessageTable, tracks: Sequence[TrackEvents]
    ) -> dict[_Channel, bool]:
        """Return for channels whose use is stated whether it is percussion."""
        exclusives = [
            (port, tuple(message))
            for port, track in zip(self._ports, tracks, strict=True)
            for _, message in track.exclusives
        ]
        is_xg = any(_without_device(message)[: len(_XG_ON)] == _XG_ON for _, message in exclusives)
        found = dict(_gs_parts(exclusives))
        is_bank = (table.kind == CONTROL) & (table.first == _BANK_SELECT)
        banks = table.where(np.flatnonzero(is_bank))
        for part, bank in zip(banks.part.tolist(), banks.second.tolist(), strict=True):
            if bank == _GM2_RHYTHM_BANK or (is_xg and bank == _XG_DRUM_BANK):
                found[self._channel(part)] = True
        return found


def _first_note_ticks(table: MessageTable) -> dict[int, int]:
    ons = table.where(np.flatnonzero((table.kind == NOTE_ON) & (table.second > 0)))
    parts, rows = np.unique(ons.part, return_index=True)
    return dict(zip(parts.tolist(), ons.tick[rows].tolist(), strict=True))


def _without_device(message: tuple[int, ...]) -> tuple[int, ...]:
    return message[:1] + message[2:]


def _gs_parts(
    exclusives: Iterable[tuple[int, tuple[int, ...]]],
) -> Iterable[tuple[_Channel, bool]]:
    for port, message in exclusives:
        body = _without_device(message)
        if len(body) >= 7 and body[:4] == _GS_ADDRESS and body[5] == _GS_USE_FOR_RHYTHM:
            part = body[4] & 0x0F  # part 0 is channel 10, those up to it follow from channel 1
            channel = _GM_PERCUSSION_CHANNEL if part == 0 else part - (part <= 9)
            yield (port, channel), body[6] != 0
