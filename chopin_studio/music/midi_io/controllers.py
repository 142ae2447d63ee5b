"""The pedals of the parts that are taken, and what of their other controllers is left out."""

from collections.abc import Collection, Sequence

import numpy as np

from chopin_studio.music.midi_io.message_table import (
    BEND,
    CONTROL,
    PART_SHIFT,
    MessageTable,
    channel_of,
)
from chopin_studio.music.midi_io.pedal_merging import PedalMove, merged_pedal

_RESET_ALL = 121
"""Reset All Controllers lifts the pedals (MIDI Association, RP-015)."""

_CENTRE = 64 << 7


def pedal_moves(
    table: MessageTable,
    controller: int,
    taken: Collection[int],
    with_notes: Collection[int],
    ports: Sequence[int],
) -> tuple[list[PedalMove], bool]:
    """Return the moves of one pedal for the parts taken, and whether theirs differ.

    A part without notes may hold the pedal of a channel, and counts for all where no other does.
    `taken` and `with_notes` are numbers of parts, the ticks the file's own.
    """
    is_move = (table.kind == CONTROL) & np.isin(table.first, (controller, _RESET_ALL))
    moves = _moves_by_part(table.where(np.flatnonzero(is_move)), controller)
    channels = {(ports[part >> PART_SHIFT], channel_of(part)) for part in taken}
    silent = {part for part in moves if part not in with_notes}
    own = {
        part: moves[part]
        for part in moves
        if part in taken
        or (part in silent and (ports[part >> PART_SHIFT], channel_of(part)) in channels)
    }
    return merged_pedal(own or {part: moves[part] for part in silent}, ports)


def bend_count(table: MessageTable, taken: Collection[int]) -> int:
    """Return how often the parts taken bend the pitch."""
    rows = np.flatnonzero((table.kind == BEND) & np.isin(table.part, list(taken)))
    value = table.second[rows].astype(np.int64) << 7 | table.first[rows]
    return int(np.count_nonzero(value != _CENTRE))


def _moves_by_part(moves: MessageTable, controller: int) -> dict[int, list[PedalMove]]:
    found: dict[int, list[PedalMove]] = {}
    columns = (moves.part, moves.tick, moves.first, moves.second)
    for part, tick, number, value in zip(*(c.tolist() for c in columns), strict=True):
        own = found.setdefault(part, [])
        if number == controller:
            own.append((tick, value))
        elif own and own[-1][1]:
            own.append((tick, 0))
    return {part: own for part, own in found.items() if own}
