"""Cut the moves of the sostenuto and soft pedal out of music, each pedal for itself."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from chopin_studio.music.excerpt import ControlChange


def each_pedal(
    controls: Iterable[ControlChange],
    changed: Callable[[Sequence[ControlChange]], Iterable[ControlChange]],
) -> tuple[ControlChange, ...]:
    """Return what `changed` makes of the moves of each pedal, in order of ticks."""
    by_pedal: dict[int, list[ControlChange]] = defaultdict(list)
    for change in controls:
        by_pedal[change.controller].append(change)
    moves = (move for own in by_pedal.values() for move in changed(own))
    return tuple(sorted(moves, key=lambda move: move.tick))


def controls_from(
    controls: Iterable[ControlChange], start_tick: int, end_tick: int | None = None
) -> tuple[ControlChange, ...]:
    """Return the moves in `[start_tick, end_tick)`, with `start_tick` as their tick 0.

    A pedal that is down there is put down at tick 0.
    """

    def moved(own: Sequence[ControlChange]) -> Iterator[ControlChange]:
        held = [move for move in own if move.tick <= start_tick][-1:]
        yield from (replace(move, tick=0) for move in held if move.value)
        for move in own:
            if start_tick < move.tick and (end_tick is None or move.tick < end_tick):
                yield replace(move, tick=move.tick - start_tick)

    return each_pedal(controls, moved)


def controls_without(
    controls: Iterable[ControlChange], start_tick: int, end_tick: int
) -> tuple[ControlChange, ...]:
    """Return the moves but those in `[start_tick, end_tick)`; from then on each is as it was."""

    def kept(own: Sequence[ControlChange]) -> Iterator[ControlChange]:
        inside = [move for move in own if start_tick <= move.tick < end_tick]
        yield from (move for move in own if move.tick < start_tick)
        yield from (replace(move, tick=end_tick) for move in inside[-1:])
        yield from (move for move in own if move.tick >= end_tick)

    return each_pedal(controls, kept)
