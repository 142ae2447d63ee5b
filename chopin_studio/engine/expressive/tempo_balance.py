"""Keep the median of a take's tempo at the tempo asked for, while it goes faster and slower."""

from copy import copy
from typing import Self

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import ATTRIBUTE_SIZES, ATTRIBUTES, MEDIAN_TEMPO
from chopin_studio.music.note import TICKS_PER_QUARTER

_CLASSES = ATTRIBUTE_SIZES[ATTRIBUTES.index("tempo")]
_STEPS = np.arange(_CLASSES) - MEDIAN_TEMPO
"""How many classes faster than the median each class is."""

_SIDES = np.sign(_STEPS)
"""Whether each class is faster than the median (1), slower (-1), or the median itself (0)."""

_USUAL_STEPS = 3
"""Chopin's pieces, as they are played, spend 88 % of their time within so many classes of it."""

_LOWERED_BEYOND = 1 / 10
"""How much each class beyond those is lowered, for each class that it is further away."""

_FULL_TICKS = 8 * TICKS_PER_QUARTER
"""The time after which what was played counts in full."""

_FAR = _LOWERED_BEYOND * np.maximum(np.abs(_STEPS) - _USUAL_STEPS, 0)


class TempoBalance:
    """The time that a take has spent at each class of tempo.

    The network is told tempi relative to the median, but nothing makes it spend as much time above
    as below. The more it has spent on one side, the more the other side's classes are raised: the
    classes above the median by (share of the time below - share above), those below by its
    negative. All of a side are raised alike, so that the tempo still moves in the network's steps.
    Classes far away are lowered always: a take that begins at half its tempo would stay there, or
    leap to the double to make up for it.
    """

    def __init__(self) -> None:
        self._ticks = np.zeros(_CLASSES)

    def copy(self) -> Self:
        """Return an independent copy."""
        twin = copy(self)
        twin._ticks = self._ticks.copy()
        return twin

    def spend(self, tempo_class: int, ticks: int) -> None:
        """Count the time from one onset to the next."""
        self._ticks[tempo_class] += ticks

    def lean(self, by_side: bool = True) -> NDArray[np.float64]:
        """Return how much each class is to be raised, [25], for a weight of 1.

        If not `by_side`, it is more for classes that are further from the median.
        """
        above = self._ticks[MEDIAN_TEMPO + 1 :].sum()
        below = self._ticks[:MEDIAN_TEMPO].sum()
        whole = max(self._ticks.sum(), _FULL_TICKS)
        needed = (below - above) / whole
        raised: NDArray[np.float64] = needed * _SIDES - _FAR if by_side else needed * _STEPS
        return raised
