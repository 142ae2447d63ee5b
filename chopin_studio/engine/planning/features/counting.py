"""Count shares: of what is true, of kinds, of values between bounds."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from chopin_studio.engine.planning.features.window import Features


def share(values: ArrayLike) -> float:
    """Return the share of what is true; 0 where there is nothing."""
    return mean(values)


def mean(values: ArrayLike) -> float:
    """Return the mean; 0 where there is nothing."""
    array = np.asarray(values, np.float64)
    return float(array.sum() / array.size) if array.size else 0.0


def deviation(values: ArrayLike) -> float:
    """Return the standard deviation; 0 where there is nothing."""
    array = np.asarray(values, np.float64)
    return float(array.std()) if array.size else 0.0


def kinds(name: str, values: ArrayLike, count: int) -> Features:
    """Return the share of each of the kinds 0 to `count` - 1 among whole numbers."""
    array = np.asarray(values, np.int64)
    counts = np.bincount(array, minlength=count) / max(array.size, 1)
    return {f"{name} {kind}": float(counts[kind]) for kind in range(count)}


def ranges(name: str, values: ArrayLike, bounds: Sequence[float]) -> Features:
    """Return the share of values up to each bound and beyond the one before, then of the rest."""
    places = np.searchsorted(bounds, np.asarray(values), side="left")
    counts = np.bincount(places, minlength=len(bounds) + 1) / max(places.size, 1)
    names = (*(f"up to {bound:g}" for bound in bounds), f"over {bounds[-1]:g}")
    return {f"{name} {each}": float(c) for each, c in zip(names, counts, strict=True)}


def entropy(values: ArrayLike, count: int) -> float:
    """Return the entropy, in nats, of the kinds 0 to `count` - 1 among whole numbers."""
    array = np.asarray(values, np.int64)
    shares = np.bincount(array, minlength=count) / max(array.size, 1)
    shares = shares[shares > 0]
    return float(-(shares * np.log(shares)).sum())


def correlation(first: ArrayLike, second: ArrayLike) -> float:
    """Return Pearson's correlation; 0 where one of both does not vary."""
    a, b = (np.asarray(values, np.float64) for values in (first, second))
    if a.size < 2:
        return 0.0
    a, b = a - a.mean(), b - b.mean()
    scale = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / scale if scale else 0.0
