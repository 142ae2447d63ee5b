"""Means over a few takes or pieces, and how sure they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan, nan

import numpy as np

_RESAMPLES = 2000
_PERCENTILES = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted in one take: `total` among `count`, so that their share is the figure."""

    total: float
    count: float = 1.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval, NaN where it is not known, over so many takes."""

    value: float = nan
    low: float = nan
    high: float = nan
    takes: int = 0


UNKNOWN = Estimate()
"""What is known of a figure that was not measured."""


def estimate(tallies: Iterable[Tally]) -> Estimate:
    """Return the sum of the totals over that of the counts, and its interval.

    What counts nothing, or is not known, is left out. The interval is that of a percentile
    bootstrap over takes (B. Efron, Bootstrap Methods: Another Look at the Jackknife, 1979); it is
    the same at every call, and unknown for a single take.
    """
    table = np.array(
        [(each.total, each.count) for each in tallies if each.count and not isnan(each.total)]
    )
    takes = len(table)
    if not takes:
        return UNKNOWN
    total, count = table.sum(axis=0)
    if takes == 1:
        return Estimate(float(total / count), takes=1)
    drawn = np.random.default_rng(0).integers(takes, size=(_RESAMPLES, takes))
    totals, counts = np.moveaxis(table[drawn].sum(axis=1), 1, 0)
    low, high = np.percentile(totals / counts, _PERCENTILES)
    return Estimate(float(total / count), float(low), float(high), takes)


def mean_estimate(values: Iterable[float]) -> Estimate:
    """Return the mean of a value of each take, those left out that are not known."""
    return estimate(Tally(value) for value in values)
