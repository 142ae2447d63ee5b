"""What was played one and two bars ago: an input for the next note, since music repeats itself.

The idea is from Waite, "Generating long-term structure in songs and stories" (2016), whose network
for melodies receives the events of one and of two bars before.
"""

from bisect import bisect_left
from collections.abc import Sequence
from copy import copy
from typing import Self

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import (
    DELTA_ONSETS,
    GRID_TICKS,
    LOOKBACK_BARS,
    START_ROW,
)
from chopin_studio.engine.expressive.frame import Frame

_LONGEST_DELTA = DELTA_ONSETS[-1]
_NEAREST_DELTA = [
    min(range(len(DELTA_ONSETS)), key=lambda k: abs(DELTA_ONSETS[k] - wait))
    for wait in range(_LONGEST_DELTA + 1)
]


class Lookback:
    """Remembers the notes of a take, and returns what came some bars before its last note.

    If the last note is the n-th of those that begin together, it is, a bar ago, the note after the
    n-th of those that began then; where there were fewer, or none, it is the next later one. Its
    Δonset is counted from one bar before now.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
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

    def row(self) -> Sequence[int]:
        """Return the classes of the notes so many bars ago as LOOKBACK_BARS says, [14].

        Where there was no music yet, they are START_ROW.
        """
        told: list[int] = []
        for bars in LOOKBACK_BARS:
            told.extend(self._row(bars))
        return told

    def _row(self, bars: int) -> Sequence[int]:
        if not self._ticks:
            return START_ROW
        ticks, now = self._ticks, self._ticks[-1]
        then = now - bars * self._frame.meters.bar_at(now).meter.bar_ticks
        if then < ticks[0]:
            return START_ROW
        together = len(ticks) - bisect_left(ticks, now)
        begun = bisect_left(ticks, then)
        place = min(begun + together, bisect_left(ticks, then + 1))
        wait = (ticks[place] - then) // GRID_TICKS
        return (_NEAREST_DELTA[min(wait, _LONGEST_DELTA)], *self._rows[place][1:])


def lookback_rows(
    attributes: NDArray[np.int16], onset_ticks: NDArray[np.int64], frame: Frame
) -> NDArray[np.int16]:
    """Return the rows of Lookback before each of the notes and after the last: [notes + 1, 14]."""
    lookback = Lookback(frame)
    told = [lookback.row()]
    for row, tick in zip(attributes.tolist(), onset_ticks.tolist(), strict=True):
        lookback.add(row, tick)
        told.append(lookback.row())
    return np.array(told, np.int16)
