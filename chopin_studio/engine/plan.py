"""How a take of the expressive family is to go: how far it has come, and where it ends."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.attributes import (
    CONDITIONS,
    DELTA_ONSETS,
    DURATIONS,
    EIGHTHS,
    END,
    GRID_TICKS,
)
from chopin_studio.engine.frame import Frame, Ticks
from chopin_studio.music.meter import MeterMap

COMPOSER = "Chopin"
"""In whose manner every take is made."""

LONG_NOTES = 2000
"""From here on music is too long for one piece, and has neither beginning nor end: Chopin's
pieces in the corpus have some 1,800 notes each."""

_MIDDLE = (EIGHTHS // 4, EIGHTHS - EIGHTHS // 4 - 1)
"""The first and the last eighth of long music."""

_PROGRESS = CONDITIONS.index("progress")
_DELTA_TICKS = np.array(DELTA_ONSETS, np.int64) * GRID_TICKS
_DURATION_TICKS = np.array(DURATIONS, np.int64) * GRID_TICKS

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Plan:
    """The frame of a take, and what is asked of it.

    After `seeded` notes nothing begins before `begin_tick`. The take has `notes` more, and as many
    as its last chord then needs; or, where there is an `end_tick`, it ends at that bar line.
    """

    frame: Frame
    begin_tick: int
    seeded: int
    notes: int
    end_tick: int | None = None

    def conditions(self, places: Ticks, ticks: Ticks) -> list[list[int]]:
        """Give the conditions of the notes that are the `places`-th [n], counted from 0.

        `ticks` [n] are the onsets of the notes before them, 0 for the first. Without an end, how
        far the piece has come is told by counting notes, since nobody knows how long they take.
        """
        conditions = self.frame.conditions(ticks, COMPOSER, self.end_tick or 1)
        if self.end_tick is None:
            eighths = places * EIGHTHS // (self.seeded + self.notes)
            if self.notes >= LONG_NOTES:
                eighths = np.clip(eighths, *_MIDDLE)
            # A chord that is finished may take more notes than were asked for.
            conditions[:, _PROGRESS] = np.minimum(eighths, EIGHTHS - 1)
        rows: list[list[int]] = conditions.tolist()
        return rows

    def deltas(self, now_tick: int, can_begin: Mask, has_begun: bool) -> Mask:
        """Tell which classes of Δonset can follow a note at `now_tick`, as bool [62].

        `can_begin` [61] are those after which a key is free. The end is near in the last bar, if
        a note `has_begun` there, or where nothing else is left; then classes that lead past it
        count as END: see `is_over`.
        """
        if self.end_tick is None:
            return np.append(can_begin, False)
        within: Mask = can_begin & (now_tick + _DELTA_TICKS < self.end_tick)
        last_bar = self.frame.meters.bar_at(self.end_tick - 1)
        if (has_begun and now_tick >= last_bar.start_tick) or not within.any():
            return np.append(can_begin, True)
        return np.append(within, False)

    def durations(self, onset_tick: int) -> Mask | None:
        """Tell which classes of duration a note at `onset_tick` can have; None for all.

        None sounds on after the end, if only the shortest can help it.
        """
        if self.end_tick is None:
            return None
        fitting: Mask = onset_tick + _DURATION_TICKS <= self.end_tick
        fitting[0] = True
        return fitting

    def is_over(self, place: int, delta: int, now_tick: int) -> bool:
        """Tell whether the take ends where `delta` is drawn for the `place`-th note."""
        if self.end_tick is None:
            return delta != 0 and place >= self.seeded + self.notes
        return delta == END or now_tick + int(_DELTA_TICKS[delta]) >= self.end_tick


def bar_line_from(meters: MeterMap, tick: int) -> int:
    """Give the first bar line at or after `tick`."""
    bar = meters.bar_at(tick)
    return tick if bar.start_tick == tick else bar.end_tick
