"""Find for each beat the division that fits its notes best.

All times are ticks; a sixteenth is 120 ticks, a triplet eighth 160.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from chopin_studio.music.meter import Bar
from chopin_studio.music.note import TICKS_PER_QUARTER

SHORTEST_TICKS = 30
"""A 64th, the shortest plain value of a grid."""

TOGETHER_TICKS = 12
"""Onsets no farther apart than this count as one."""

# How much harder a division is to read, by the length of its slots: the ticks of error that it must
# save to be worth it.
_PLAIN_COSTS = {480: 0, 240: 2, 120: 5, 60: 12, 30: 40}
_TRIPLET_COSTS = {320: 12, 160: 8, 80: 16, 40: 40, 20: 150}
_SEXTUPLET_COST = 8
_ODD_COST, _ODD_SPEED_COST = 14, 1200
"""A quintuplet or septuplet costs more than plain values or triplets, the more the faster."""

_IN_THREES = ((3, 8), (6, 4), (9, 4))
"""Meters whose beats group in threes though they are not written as compound."""

_COLLISION_COST = 400
_COLLISION_REACH_TICKS = 24
"""An onset no later than this after the end of a window falls on the end."""

_SPLIT_COST = 4
_END_STEP = 120


@dataclass(frozen=True, slots=True)
class BeatDivision:
    """A stretch of a beat or so that is divided evenly into `parts`."""

    start_tick: int
    end_tick: int
    parts: int

    @property
    def length(self) -> int:
        """The length in ticks."""
        return self.end_tick - self.start_tick

    @property
    def slots(self) -> tuple[int, ...]:
        """The ticks at which notes may begin, to the nearest tick."""
        return tuple(self.slot(index) for index in range(self.parts))

    @property
    def ends(self) -> tuple[int, ...]:
        """The ticks at which notes may end: sixteenths too where onsets need only longer steps."""
        if self.length % self.parts == 0 == (self.length // self.parts) % _END_STEP:
            return tuple(range(self.start_tick + _END_STEP, self.end_tick + 1, _END_STEP))
        return tuple(self.slot(index) for index in range(1, self.parts + 1))

    def slot(self, index: int) -> int:
        """Return the tick of slot `index`; `parts` gives the end."""
        return self.start_tick + round(index * self.length / self.parts)

    def index(self, tick: int) -> int:
        """Return the slot nearest to `tick`, the earlier of two equally near."""
        return ceil((tick - self.start_tick) * self.parts / self.length - 0.5)


class Grid:
    """The slots on which the notes of one staff may begin and end."""

    def __init__(self, bars: Sequence[Bar], onset_ticks: Iterable[int]) -> None:
        """Choose for each beat of `bars` the division that fits `onset_ticks` (any order) best."""
        played = _StaffOnsets(_apart(sorted(set(onset_ticks))))
        self.windows: list[BeatDivision] = []
        for bar in bars:
            for group in _groups(bar):
                self.windows += _divided_group(group, played)
        self._window_starts = [window.start_tick for window in self.windows]
        self.slots = [slot for window in self.windows for slot in window.slots]
        self.slots.append(bars[-1].end_tick)
        self._ends = [slot for window in self.windows for slot in window.ends]

    def nearest_onset(self, tick: int) -> int:
        """Return the slot nearest to `tick`, the earlier of two equally near."""
        return _nearest(self.slots, tick)

    def nearest_end(self, tick: int, onset_tick: int) -> int:
        """Return the place nearest to `tick` at which a note from `onset_tick` may end."""
        first_end = self._ends[min(bisect_right(self._ends, onset_tick), len(self._ends) - 1)]
        return max(_nearest(self._ends, tick), first_end)

    def ends_between(self, after_tick: int, up_to_tick: int) -> list[int]:
        """Return the places in `(after_tick, up_to_tick]` at which notes may end."""
        first, last = bisect_right(self._ends, after_tick), bisect_right(self._ends, up_to_tick)
        return self._ends[first:last]

    def tuplet_windows(self, ticks: Iterable[int]) -> list[BeatDivision]:
        """Return the windows that need a tuplet if events begin or end at `ticks`."""
        odd: set[int] = set()
        used: dict[int, set[int]] = {}
        for tick in ticks:
            place = bisect_right(self._window_starts, tick) - 1
            window = self.windows[place]
            used.setdefault(place, set()).add(window.index(tick))
            if (tick - window.start_tick) % SHORTEST_TICKS:
                odd.add(place)
        return [_plainest(self.windows[place], used[place]) for place in sorted(odd)]


def _plainest(window: BeatDivision, used: Iterable[int]) -> BeatDivision:
    """Return a triplet for a sextuplet of which only every other slot is used."""
    if window.parts == 6 and all(slot % 2 == 0 for slot in used):
        return BeatDivision(window.start_tick, window.end_tick, 3)
    return window


def _apart(onsets: Sequence[int]) -> list[int]:
    """Return `onsets` (in order) without those struck together with one before."""
    kept: list[int] = []
    for tick in onsets:
        if not kept or tick - kept[-1] > TOGETHER_TICKS:
            kept.append(tick)
    return kept


def _nearest(ticks: Sequence[int], tick: int) -> int:
    after = min(bisect_left(ticks, tick), len(ticks) - 1)
    return min(ticks[max(after - 1, 0)], ticks[after], key=lambda place: abs(place - tick))


def _groups(bar: Bar) -> Iterator[tuple[int, ...]]:
    """Yield the edges of beats, in groups that one tuplet may span.

    Beats are quarters, or shorter; three make a group in compound meter (in 6/4 and 3/8 as well),
    else two do, where a bar has an even number.
    """
    length = min(bar.meter.beat_ticks, TICKS_PER_QUARTER)
    beats = bar.meter.bar_ticks // length
    fraction = (bar.meter.numerator, bar.meter.denominator)
    size = 3 if bar.meter.is_compound or fraction in _IN_THREES else 1 + (beats % 2 == 0)
    edges = [*range(bar.start_tick, bar.end_tick, length), bar.end_tick]
    for first in range(0, len(edges) - 1, size):
        yield tuple(edges[first : first + size + 1])


@dataclass(frozen=True, slots=True)
class _StaffOnsets:
    """The onsets of a staff, in order."""

    onsets: Sequence[int]

    def within(self, start: int, end: int) -> Sequence[int]:
        """Return the onsets in `[start, end)`."""
        return self.onsets[bisect_left(self.onsets, start) : bisect_left(self.onsets, end)]

    def is_struck_after(self, tick: int) -> bool:
        """Return whether an onset follows `tick` so closely that it falls on it."""
        place = bisect_left(self.onsets, tick)
        return place < len(self.onsets) and self.onsets[place] - tick <= _COLLISION_REACH_TICKS


def _divided_group(edges: tuple[int, ...], played: _StaffOnsets) -> list[BeatDivision]:
    """Return the windows of a group of beats: one for all, or those of each beat."""
    cost = 0.0
    windows: list[BeatDivision] = []
    for start, end in pairwise(edges):
        beat_cost, found = _divided(start, end, played)
        cost, windows = cost + beat_cost, windows + found
    is_even = len(edges) > 2 and edges[-1] - edges[-2] == edges[1] - edges[0]
    if is_even and len(played.within(edges[0], edges[-1])) > 1:
        parts = [3] if len(edges) == 3 else []
        if edges[1] - edges[0] >= 2 * SHORTEST_TICKS:  # else slots are shorter than can be written
            parts += [5, 7]
        whole = [BeatDivision(edges[0], edges[-1], count) for count in parts]
        costs = [_fit_cost(window, played) for window in whole]
        if costs and min(costs) < cost:
            return [whole[costs.index(min(costs))]]
    return windows


def _divided(start: int, end: int, played: _StaffOnsets) -> tuple[float, list[BeatDivision]]:
    """Return the windows of a beat, one or two halves, that fit its onsets at the least cost.

    Halves are divided in turn where notes would fall together otherwise.
    """
    cost, window = _best_window(start, end, played)
    length, middle = end - start, (start + end) // 2
    is_divisible = length == TICKS_PER_QUARTER or (
        length == TICKS_PER_QUARTER // 2 and cost >= _COLLISION_COST
    )
    if is_divisible and len(played.within(start, end)) > 1:
        cost_1, first = _divided(start, middle, played)
        cost_2, second = _divided(middle, end, played)
        if cost_1 + cost_2 + _SPLIT_COST < cost:
            return cost_1 + cost_2 + _SPLIT_COST, first + second
    return cost, [window]


def _best_window(start: int, end: int, played: _StaffOnsets) -> tuple[float, BeatDivision]:
    length = end - start
    if not played.within(start, end):
        return 0.0, BeatDivision(start, end, 1)
    windows = [BeatDivision(start, end, parts) for parts in _parts(length)]
    costs = [_fit_cost(window, played) for window in windows]
    best = costs.index(min(costs))
    return costs[best], windows[best]


def _parts(length: int) -> list[int]:
    """Return the divisions of a beat of `length` ticks that can be written."""
    if TICKS_PER_QUARTER % length:  # a beat that its bar cuts short
        return [length // step for step in _PLAIN_COSTS if length % step == 0] or [1]
    even = [length // step for step in (*_PLAIN_COSTS, *_TRIPLET_COSTS) if length % step == 0]
    odd = [5, 7] if length >= TICKS_PER_QUARTER // 2 else []
    return [*(parts for parts in even if 1 <= parts <= 8), *odd] or [1]


def _fit_cost(window: BeatDivision, played: _StaffOnsets) -> float:
    """Charge a window for moving onsets, for merging different ones, and for being hard to read."""
    onsets = played.within(window.start_tick, window.end_tick)
    slots = [window.index(tick) for tick in onsets]
    error = sum(abs(window.slot(slot) - tick) for slot, tick in zip(slots, onsets, strict=True))
    collisions = sum(a == b for a, b in pairwise(slots))
    if slots and slots[-1] == window.parts:
        collisions += played.is_struck_after(window.end_tick)
    return error + _COLLISION_COST * collisions + _reading_cost(window)


def _reading_cost(window: BeatDivision) -> float:
    step = window.length / window.parts
    if window.parts in (5, 7):
        return _ODD_COST + _ODD_SPEED_COST / step
    sextuplet = _SEXTUPLET_COST * (window.parts == 6)
    return _PLAIN_COSTS.get(int(step), _TRIPLET_COSTS.get(int(step), 0)) + sextuplet
