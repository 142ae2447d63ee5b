"""A plan along the time of a take: what holds at each tick, as classes for the network."""

from bisect import bisect_right
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.frame import Ticks
from chopin_studio.music.harmony.chord import NO_CHORD, chord_number
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.plan.plan import Likeness, Plan

Classes = NDArray[np.int64]


class Source(NamedTuple):
    """Where a bar comes from: the extent of an earlier bar in ticks, and how it returns."""

    start_tick: int
    end_tick: int
    transposition: int
    likeness: Likeness


class PlanTimeline:
    """A plan along the bars of some meters; behind its last bar nothing is planned."""

    def __init__(self, plan: Plan, meters: MeterMap) -> None:
        self.plan = plan
        self._meters = meters
        bars = [meters.numbered_bar(number) for number in range(1, len(plan.bars) + 1)]
        # The tick at which the plan ends, or 0 for none, is the last entry of each.
        end_tick = bars[-1].end_tick if bars else 0
        self._starts = [*(bar.start_tick for bar in bars), end_tick]
        levels = [bar.character.levels for bar in plan.bars]
        self._likeness = np.array([*(bar.likeness for bar in plan.bars), Likeness.UNPLANNED])
        self._characters = np.array([*levels, (0, 0, 0)], np.int64)
        beats = [
            (bar.start_tick + k * bar.meter.felt_beat_ticks, chord_number(chord))
            for bar, planned in zip(bars, plan.bars, strict=True)
            for k, chord in enumerate(planned.chords or (None,))
            if bar.start_tick + k * bar.meter.felt_beat_ticks < bar.end_tick
        ]
        self._beats = np.array([*(tick for tick, _ in beats), end_tick])
        # There is one more at the end, as the next chord of the last.
        self._chords = np.array([*(number for _, number in beats), NO_CHORD, NO_CHORD])

    def conditions(self, ticks: Ticks) -> Classes:
        """Return the planned ones of CONDITIONS, from the likeness on, at `ticks` [n]: [n, 6]."""
        bars, beats = self._bars_at(ticks), self._beats_at(ticks)
        columns = (self._likeness[bars], self._chords[beats], self._chords[beats + 1])
        return np.column_stack((*columns, self._characters[bars]))

    def places(self, ticks: Ticks) -> Classes:
        """Return the planned ones of PLACES, from the likeness on, at `ticks` [n]: [n, 2]."""
        bars, beats = self._bars_at(ticks), self._beats_at(ticks)
        return np.column_stack((self._likeness[bars], self._chords[beats]))

    def source_at(self, tick: int) -> Source | None:
        """Return the source of the bar that holds `tick`, None where it has none."""
        return self._source(bisect_right(self._starts, max(tick, 0)) - 1)

    def source_after(self, tick: int) -> Source | None:
        """Return the source of the bar after the one that holds `tick`, None where it has none."""
        return self._source(bisect_right(self._starts, max(tick, 0)))

    def _source(self, number: int) -> Source | None:
        planned = self.plan.bar(number)
        if planned.source is None:
            return None
        start_tick, end_tick = self._starts[planned.source : planned.source + 2]
        return Source(start_tick, end_tick, planned.transposition, planned.likeness)

    def _bars_at(self, ticks: Ticks) -> Classes:
        return np.maximum(np.searchsorted(self._starts, ticks, side="right") - 1, 0)

    def _beats_at(self, ticks: Ticks) -> Classes:
        return np.maximum(np.searchsorted(self._beats, ticks, side="right") - 1, 0)
