"""Put raw times on a readable grid, and cut spans of time into written note values.

All times are ticks; a sixteenth is 120 ticks, a triplet eighth 160, and every slot of a grid is a
multiple of a 24th of a beat or, for 64ths, a 16th of one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from chopin_studio.music.meter import Bar, MeterChange
from chopin_studio.music.note import TICKS_PER_QUARTER

NOTE_TYPES = {
    30: "64th",
    60: "32nd",
    120: "16th",
    240: "eighth",
    480: "quarter",
    960: "half",
    1920: "whole",
    3840: "breve",
}
"""Plain note values by their length in ticks, named as MusicXML names them."""

SHORTEST_TICKS = min(NOTE_TYPES)
_DOTTED = {ticks * 3 // 2: name for ticks, name in NOTE_TYPES.items()}
_DOUBLE_DOTTED = {ticks * 7 // 4: name for ticks, name in NOTE_TYPES.items() if 240 <= ticks <= 960}

# How much worse a grid step is to read, in ticks of error it must save to be worth it.
_STEP_COSTS = {480: 0, 240: 2, 120: 5, 60: 12, 160: 8, 80: 16, 30: 40, 40: 40}
_COLLISION_COST = 400
_SPLIT_COST = 4
_SEXTUPLET_COST = 8
_END_STEP = 120


@dataclass(frozen=True, slots=True)
class Symbol:
    """A written note value; `tuplet` is how many take the time of two thirds as many, or None."""

    type: str
    dots: int = 0
    tuplet: Literal[3, 6] | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of time that one symbol can write; None for a rest through a whole bar."""

    start_tick: int
    end_tick: int
    symbol: Symbol | None
    tuplet_edge: Literal["start", "stop"] | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of at most a beat that is divided evenly, `step_ticks` to the slot."""

    start_tick: int
    end_tick: int
    step_ticks: int

    @property
    def slots(self) -> range:
        """The ticks at which notes may begin in this window."""
        return range(self.start_tick, self.end_tick, self.step_ticks)

    @property
    def ends(self) -> range:
        """The ticks at which notes may end: sixteenths too where onsets need only longer steps."""
        step = self.step_ticks if self.step_ticks % _END_STEP else _END_STEP
        return range(self.start_tick + step, self.end_tick + 1, step)


class Grid:
    """The slots on which the notes of one staff may begin and end."""

    def __init__(self, bars: Sequence[Bar], onset_ticks: Iterable[int]) -> None:
        """Choose for each beat of `bars` the division that fits `onset_ticks` (any order) best."""
        onsets = sorted(set(onset_ticks))
        self.windows: list[Window] = []
        for bar in bars:
            for start, end in _beats(bar):
                inside = onsets[bisect_left(onsets, start) : bisect_left(onsets, end)]
                self.windows += _divided(start, end, inside)
        self._window_starts = [window.start_tick for window in self.windows]
        self.slots = [slot for window in self.windows for slot in window.slots]
        self.slots.append(bars[-1].end_tick)
        self._ends = [slot for window in self.windows for slot in window.ends]

    def nearest_onset(self, tick: int) -> int:
        """Give the slot nearest to `tick`, the earlier of two equally near."""
        return _nearest(self.slots, tick)

    def nearest_end(self, tick: int, onset_tick: int) -> int:
        """Give the place nearest to `tick` at which a note from `onset_tick` may end."""
        first_end = self._ends[min(bisect_right(self._ends, onset_tick), len(self._ends) - 1)]
        return max(_nearest(self._ends, tick), first_end)

    def ends_between(self, after_tick: int, up_to_tick: int) -> list[int]:
        """Give the places in `(after_tick, up_to_tick]` at which notes may end."""
        first, last = bisect_right(self._ends, after_tick), bisect_right(self._ends, up_to_tick)
        return self._ends[first:last]

    def tuplet_windows(self, ticks: Iterable[int]) -> list[Window]:
        """Give the windows that need a tuplet if events begin or end at `ticks`."""
        found: dict[int, Window] = {}
        for tick in ticks:
            index = bisect_right(self._window_starts, tick) - 1
            window = self.windows[index]
            if (tick - window.start_tick) % SHORTEST_TICKS:
                found[index] = window
        return [found[index] for index in sorted(found)]


def _nearest(ticks: Sequence[int], tick: int) -> int:
    after = min(bisect_left(ticks, tick), len(ticks) - 1)
    return min(ticks[max(after - 1, 0)], ticks[after], key=lambda place: abs(place - tick))


def _beats(bar: Bar) -> Iterator[tuple[int, int]]:
    """Yield the spans of `bar` that are divided each for itself: quarters, or shorter beats."""
    length = min(bar.meter.beat_ticks, TICKS_PER_QUARTER)
    for start in range(bar.start_tick, bar.end_tick, length):
        yield start, min(start + length, bar.end_tick)


def _divided(start: int, end: int, onsets: Sequence[int]) -> list[Window]:
    """Give the windows of the span, one or two halves, that fit `onsets` at the least cost."""
    cost, window = _best_window(start, end, onsets)
    if end - start == TICKS_PER_QUARTER:
        middle = (start + end) // 2
        split = bisect_left(onsets, middle)
        cost_1, first = _best_window(start, middle, onsets[:split])
        cost_2, second = _best_window(middle, end, onsets[split:])
        if cost_1 + cost_2 + _SPLIT_COST < cost:
            return [first, second]
    return [window]


def _best_window(start: int, end: int, onsets: Sequence[int]) -> tuple[float, Window]:
    length = end - start
    if not onsets:
        return 0.0, Window(start, end, length)
    steps = [step for step in _STEP_COSTS if length % step == 0 and length // step <= 8]
    windows = [Window(start, end, step) for step in steps] or [Window(start, end, length)]
    costs = [_fit_cost(window, onsets) for window in windows]
    best = costs.index(min(costs))
    return costs[best], windows[best]


def _fit_cost(window: Window, onsets: Sequence[int]) -> float:
    """Charge a window for moving onsets, for merging different ones, and for being hard to read."""
    step = window.step_ticks
    slots = [round((tick - window.start_tick) / step) for tick in onsets]
    error = sum(
        abs(window.start_tick + slot * step - tick)
        for slot, tick in zip(slots, onsets, strict=True)
    )
    collisions = sum(a == b for a, b in pairwise(slots))
    sextuplet = _SEXTUPLET_COST * (step * 6 == window.end_tick - window.start_tick)
    return error + _COLLISION_COST * collisions + _STEP_COSTS.get(step, 0) + sextuplet


# Cutting spans into note values


def metric_levels(meter: MeterChange) -> tuple[int, ...]:
    """Give the periods of `meter` in ticks, the bar first, each a multiple of the next.

    In compound meters (numerator 6, 9, 12 over 8 and shorter) the second is the dotted beat.
    """
    levels = [meter.bar_ticks]
    if is_compound(meter):
        levels += [meter.bar_ticks // 2] if meter.numerator == 12 else []
        levels.append(meter.beat_ticks * 3)
    elif meter.numerator % 2 == 0:
        levels.append(meter.bar_ticks // 2)
    level = meter.beat_ticks
    while level >= SHORTEST_TICKS:
        if level < levels[-1]:
            levels.append(level)
        level //= 2
    return tuple(levels)


def is_compound(meter: MeterChange) -> bool:
    """Whether the beat is felt as three of the written ones."""
    return meter.denominator >= 8 and meter.numerator > 3 and meter.numerator % 3 == 0


def cut_to_pieces(
    start_tick: int, end_tick: int, bar: Bar, tuplets: Sequence[Window], is_rest: bool
) -> list[Piece]:
    """Cut a span inside `bar` into written values, none of which hides where the beats are.

    `tuplets` are the windows of the voice that are written as tuplets.
    """
    if is_rest and (start_tick, end_tick) == (bar.start_tick, bar.end_tick):
        return [Piece(start_tick, end_tick, None)]
    pieces: list[Piece] = []
    position = start_tick
    for window in tuplets:
        if window.end_tick <= position or window.start_tick >= end_tick:
            continue
        if window.start_tick >= position and window.end_tick <= end_tick:
            continue  # the span fills the window: no tuplet needed for it
        if window.start_tick > position:
            pieces += _plain_pieces(position, window.start_tick, bar, is_rest)
            position = window.start_tick
        stop = min(end_tick, window.end_tick)
        pieces += _tuplet_pieces(position, stop, window)
        position = stop
    if position < end_tick:
        pieces += _plain_pieces(position, end_tick, bar, is_rest)
    return pieces


def _plain_pieces(start: int, end: int, bar: Bar, is_rest: bool) -> list[Piece]:
    symbol = _plain_symbol(end - start)
    cut = _cut_point(start, end, bar, symbol, is_rest)
    if cut is None:
        return [Piece(start, end, symbol or Symbol(NOTE_TYPES[SHORTEST_TICKS]))]
    return [
        *_plain_pieces(start, cut, bar, is_rest),
        *_plain_pieces(cut, end, bar, is_rest),
    ]


def _plain_symbol(ticks: int) -> Symbol | None:
    if ticks in NOTE_TYPES:
        return Symbol(NOTE_TYPES[ticks])
    if ticks in _DOTTED:
        return Symbol(_DOTTED[ticks], dots=1)
    return Symbol(_DOUBLE_DOTTED[ticks], dots=2) if ticks in _DOUBLE_DOTTED else None


def _cut_point(start: int, end: int, bar: Bar, symbol: Symbol | None, is_rest: bool) -> int | None:
    """Give the place inside the span where it has to be cut to show the beat, else None.

    The strongest beat inside counts. A note may pass over it from a beat one rank weaker
    (eighth, quarter, eighth); a rest, and a double dot, only from one at least as strong; in
    compound meter a dotted beat is passed only by whole dotted beats.
    """
    levels = metric_levels(bar.meter)
    start, end = start - bar.start_tick, end - bar.start_tick
    inside = [range((start // level + 1) * level, end, level) for level in levels]
    rank = next((rank for rank, beats in enumerate(inside) if beats), None)
    if rank is None:
        return None
    level, beats = levels[rank], inside[rank]
    start_rank = _rank(start, levels)
    compound = is_compound(bar.meter)
    if symbol is None:
        shown = False
    elif compound and level >= bar.meter.beat_ticks * 3:
        shown = start % level == 0 == end % level
    elif is_rest:
        shown = start_rank <= rank and symbol.dots <= compound
    elif symbol.dots == 2:
        shown = start_rank <= rank
    else:
        shown = start_rank <= rank or (start_rank == rank + 1 and len(beats) == 1)
    if shown:
        return None
    cuts_late = start_rank <= rank and _plain_symbol(beats[-1] - start) is not None
    return bar.start_tick + (beats[-1] if cuts_late else beats[0])


def _rank(position: int, levels: Sequence[int]) -> int:
    """Give how weak a place in the bar is: 0 on its first beat."""
    for rank, level in enumerate(levels):
        if position % level == 0:
            return rank
    return len(levels)


def _tuplet_pieces(start: int, end: int, window: Window) -> list[Piece]:
    """Cut a span inside a tuplet; every note in it is written half as long again."""
    written = (end - start) * 3 // 2
    tuplet: Literal[3, 6] = (
        6 if (window.end_tick - window.start_tick) // window.step_ticks > 3 else 3
    )
    symbol = _plain_symbol(written)
    if symbol is None:
        longest = max(ticks for ticks in NOTE_TYPES if ticks < written) * 2 // 3
        cut = start + longest if start == window.start_tick else end - longest
        return [*_tuplet_pieces(start, cut, window), *_tuplet_pieces(cut, end, window)]
    edge: Literal["start", "stop"] | None = None
    if start == window.start_tick:
        edge = "start"
    elif end == window.end_tick:
        edge = "stop"
    return [Piece(start, end, Symbol(symbol.type, symbol.dots, tuplet), edge)]
