"""The channel messages of all tracks of a file as columns, which half a million notes fit into."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.midi_io.track_parser import TICK_SHIFT, TrackEvents

NOTE_OFF, NOTE_ON, CONTROL, PROGRAM, BEND = 0x80, 0x90, 0xB0, 0xC0, 0xE0
PART_SHIFT = 4
"""A part of a file is a track and a channel: `track << 4 | channel`."""

Column = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class MessageTable:
    """Channel messages in the order of tracks, and within each in its own.

    All columns are of one length: `part` is `track << 4 | channel`, `tick` counts in the file's
    ticks, `kind` is the status without its channel, `first` and `second` are the data bytes.
    """

    part: Column
    tick: Column
    kind: NDArray[np.uint8]
    first: NDArray[np.uint8]
    second: NDArray[np.uint8]

    def where(self, chosen: Mask | Column) -> "MessageTable":
        """Return the chosen rows."""
        return MessageTable(
            self.part[chosen],
            self.tick[chosen],
            self.kind[chosen],
            self.first[chosen],
            self.second[chosen],
        )


def message_table(tracks: Sequence[TrackEvents]) -> MessageTable:
    """Return the messages of `tracks`, in which the tracks are numbered from 0."""
    lengths = [len(track.messages) for track in tracks]
    packed = np.zeros(sum(lengths), np.int64)
    start = 0
    for track, length in zip(tracks, lengths, strict=True):
        packed[start : start + length] = np.frombuffer(track.messages, np.int64) if length else 0
        start += length
    status = packed >> 16 & 0xFF
    numbers = np.repeat(np.arange(len(tracks)), lengths)
    return MessageTable(
        part=numbers << PART_SHIFT | status & 0x0F,
        tick=packed >> TICK_SHIFT,
        kind=(status & 0xF0).astype(np.uint8),
        first=(packed >> 8 & 0xFF).astype(np.uint8),
        second=(packed & 0xFF).astype(np.uint8),
    )


def channel_of(part: int) -> int:
    """Return the channel of a part, from 0."""
    return part & (1 << PART_SHIFT) - 1
