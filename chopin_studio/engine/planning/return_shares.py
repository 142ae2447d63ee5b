"""How much of a plan returns, and how much of it marks time."""

from collections.abc import Sequence
from dataclasses import dataclass

from chopin_studio.music.plan.plan import Likeness, PlannedBar
from chopin_studio.music.plan.returns import NEAREST_RETURN

_WEIGHTS = {Likeness.EXACT: 1.0, Likeness.VARIED: 0.5}
"""The chance that a bar of some likeness counts as a return: of varied ones, half agree enough."""


@dataclass(frozen=True, slots=True)
class ReturnShares:
    """Shares of bars, each 0 to 1: those that return, and those like one of the last three.

    They estimate from a plan what `returns_in` measures in music.
    """

    returning: float
    recent: float


def return_shares(
    bars: Sequence[PlannedBar], first: int = 0, end: int | None = None, least_source: int = 0
) -> ReturnShares:
    """Return the shares among the bars from `first` to before `end`, counted from 0.

    Sources before bar `least_source` don't count.
    """
    end = len(bars) if end is None else min(end, len(bars))
    returning = recent = 0.0
    for number in range(first, end):
        bar = bars[number]
        weight = _WEIGHTS.get(bar.likeness, 0.0)
        if bar.source is None or weight == 0.0 or bar.source < least_source:
            continue
        returning += weight * (number - bar.source >= NEAREST_RETURN)
        near = range(max(number - NEAREST_RETURN, 0), number)
        music = (bar.source, bar.transposition)
        recent += weight * any(_music(bars, place) == music for place in near)
    counted = max(end - first, 1)
    return ReturnShares(returning / counted, recent / counted)


def _music(bars: Sequence[PlannedBar], number: int) -> tuple[int, int]:
    """Return what a bar is: its source and transposition where it is the same, or itself."""
    bar = bars[number]
    if bar.source is not None and bar.likeness is Likeness.EXACT:
        return bar.source, bar.transposition
    return number, 0
