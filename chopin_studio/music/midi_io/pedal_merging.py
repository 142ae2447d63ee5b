"""Make one pedal of those of several parts, such that no note is cut short."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from chopin_studio.music.midi_io.message_table import PART_SHIFT, channel_of

PedalMove = tuple[int, int]
"""A tick and the position to which the pedal is moved then, 0 to 127."""


def merged_pedal(
    moves: Mapping[int, Sequence[PedalMove]], ports: Sequence[int]
) -> tuple[list[PedalMove], bool]:
    """Return the moves of one pedal for all parts, and whether their own ones differ.

    `moves` has each part's in order of ticks, by `track << 4 | channel`; `ports` each track's
    port. Pedals that differ are down as long as one of them is: a piano has but one.
    """
    by_channel: dict[tuple[int, int], list[list[PedalMove]]] = defaultdict(list)
    for part, own in moves.items():
        if own:
            by_channel[ports[part >> PART_SHIFT], channel_of(part)].append(list(own))
    channels = _distinct(_of_one_channel(tracks) for tracks in by_channel.values())
    return _united(channels), len(channels) > 1


def _of_one_channel(tracks: Iterable[list[PedalMove]]) -> list[PedalMove]:
    """Return the moves of a channel's one pedal; several of its tracks may have the same ones."""
    shared: Counter[PedalMove] = Counter()
    merged: list[PedalMove] = []
    for moves in tracks:
        own: Counter[PedalMove] = Counter()
        for move in moves:
            own[move] += 1
            if own[move] > shared[move]:
                shared[move] += 1
                merged.append(move)
    return sorted(merged, key=lambda move: move[0])


def _united(pedals: Sequence[list[PedalMove]]) -> list[PedalMove]:
    """Return the moves of a pedal that is as far down as the lowest of `pedals`."""
    if len(pedals) == 1:
        return pedals[0]
    moves = [(tick, number, value) for number, own in enumerate(pedals) for tick, value in own]
    moves.sort(key=lambda move: move[0])  # stable: each pedal's moves of one tick keep their order
    places = [0] * len(pedals)
    pedals_at = [len(pedals)] + [0] * 127
    united: list[PedalMove] = []
    for following, (tick, number, value) in enumerate(moves, 1):
        pedals_at[places[number]] -= 1
        pedals_at[value] += 1
        places[number] = value
        if following == len(moves) or moves[following][0] > tick:
            lowest = next(place for place in range(127, -1, -1) if pedals_at[place])
            if not united or united[-1][1] != lowest:
                united.append((tick, lowest))
    return united


def _distinct(pedals: Iterable[list[PedalMove]]) -> list[list[PedalMove]]:
    return [list(moves) for moves in dict.fromkeys(map(tuple, pedals))]
