"""Notes of earlier bars: an input for the next note, since music repeats itself.

That the network receives what came one and two bars before is from Waite, "Generating long-term
structure in songs and stories" (2016), whose network for melodies does. Where there is a plan, it
also receives what comes next in the bar to which this one is to return.
"""

from bisect import bisect_left
from collections.abc import Sequence
from copy import copy
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import (
    ATTRIBUTE_SIZES,
    ATTRIBUTES,
    DELTA_ONSETS,
    GRID_TICKS,
    LOOKBACK_BARS,
    START_ROW,
)
from chopin_studio.engine.expressive.plan_timeline import PlanTimeline, Source
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.plan.plan import Likeness

_LONGEST_DELTA = DELTA_ONSETS[-1]
_NEAREST_DELTA = [
    min(range(len(DELTA_ONSETS)), key=lambda k: abs(DELTA_ONSETS[k] - wait))
    for wait in range(_LONGEST_DELTA + 1)
]
_PITCH = ATTRIBUTES.index("pitch")


class SourceNote(NamedTuple):
    """The note that comes next in the source of a bar, as it returns: seven classes.

    It is `on_time` where a class of Δonset leads to its place; else its class is the nearest.
    """

    row: Sequence[int]
    likeness: Likeness
    on_time: bool


class Recalled(NamedTuple):
    """The classes of the notes at the places that LOOKBACK_ROWS names, [21], START_ROW for none.

    `source` is the last of them, None where there was no music, or nothing is planned.
    """

    row: Sequence[int]
    source: SourceNote | None


class Lookback:
    """Remembers the notes of a take, and returns what came in earlier bars.

    If the last note is the n-th of those that begin together, it is, some bars ago, the note after
    the n-th of those that began then; where there were fewer, or none, it is the next later one.
    Its Δonset is counted from that time before now.
    """

    def __init__(self, meters: MeterMap, planned: PlanTimeline) -> None:
        self._meters = meters
        self._planned = planned
        self._rows: list[Sequence[int]] = []
        self._ticks: list[int] = []

    def add(self, row: Sequence[int], onset_tick: int) -> None:
        """Add the next note: seven classes, and its onset."""
        self._rows.append(row)
        self._ticks.append(onset_tick)

    def copy(self) -> Self:
        """Return an independent copy."""
        twin = copy(self)
        twin._rows, twin._ticks = self._rows.copy(), self._ticks.copy()
        return twin

    def recall(self) -> Recalled:
        """Return the notes of earlier bars before the next one."""
        row: list[int] = []
        for bars in LOOKBACK_BARS:
            row.extend(self._row_before(bars))
        source = self._next_of_source()
        row.extend(START_ROW if source is None else source.row)
        return Recalled(row, source)

    def _row_before(self, bars: int) -> Sequence[int]:
        if not self._ticks:
            return START_ROW
        ticks, now = self._ticks, self._ticks[-1]
        then = now - bars * self._meters.bar_at(now).meter.bar_ticks
        if then < ticks[0]:
            return START_ROW
        place = self._place_after(then)
        return self._told(place, ticks[place] - then)

    def _next_of_source(self) -> SourceNote | None:
        """Return the next note of this bar's source, or else the first of the next bar's."""
        if not self._ticks:
            return None
        now = self._ticks[-1]
        bar = self._meters.bar_at(now)
        source = self._planned.source_at(now)
        if source is not None:
            then = source.start_tick + now - bar.start_tick
            place = self._place_after(then)
            if place < len(self._ticks) and self._ticks[place] < source.end_tick:
                return self._returned(place, self._ticks[place] - then, source)
        source = self._planned.source_after(now)
        if source is None:
            return None
        place = bisect_left(self._ticks, source.start_tick)
        if place == len(self._ticks) or self._ticks[place] >= source.end_tick:
            return None
        wait = bar.end_tick - now + self._ticks[place] - source.start_tick
        return self._returned(place, wait, source)

    def _place_after(self, then: int) -> int:
        """Return the place of the note that follows at the tick `then` as the next one does now."""
        ticks = self._ticks
        together = len(ticks) - bisect_left(ticks, ticks[-1])
        return min(bisect_left(ticks, then) + together, bisect_left(ticks, then + 1))

    def _told(self, place: int, wait_ticks: int) -> Sequence[int]:
        wait = min(wait_ticks // GRID_TICKS, _LONGEST_DELTA)
        return (_NEAREST_DELTA[wait], *self._rows[place][1:])

    def _returned(self, place: int, wait_ticks: int, source: Source) -> SourceNote:
        """Return a note of a source as it returns; pitches stay open where the rhythm alone does.

        One that is transposed beyond the keys stays open as well.
        """
        told = self._told(place, wait_ticks)
        pitch = told[_PITCH] + source.transposition
        is_open = source.likeness is Likeness.RHYTHM or not 0 <= pitch < ATTRIBUTE_SIZES[_PITCH]
        row = (told[0], START_ROW[_PITCH] if is_open else pitch, *told[_PITCH + 1 :])
        on_time = DELTA_ONSETS[told[0]] * GRID_TICKS == wait_ticks
        return SourceNote(row, source.likeness, on_time)


def lookback_rows(
    attributes: NDArray[np.int16],
    onset_ticks: NDArray[np.int64],
    meters: MeterMap,
    planned: PlanTimeline,
) -> NDArray[np.int16]:
    """Return what Lookback recalls before each of the notes and after the last: [notes + 1, 21]."""
    lookback = Lookback(meters, planned)
    told = [lookback.recall().row]
    for row, tick in zip(attributes.tolist(), onset_ticks.tolist(), strict=True):
        lookback.add(row, tick)
        told.append(lookback.recall().row)
    return np.array(told, np.int16)
