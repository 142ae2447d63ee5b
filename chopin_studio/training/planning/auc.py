"""How well scores tell two kinds of music apart: the area under the ROC curve."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DRAWS = 1000
_LEVEL = 0.95

Floats = NDArray[np.float64]


class Auc(NamedTuple):
    """An area under the ROC curve, and its interval of 95 %."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def auc(real: Floats, made: Floats) -> float:
    """Return how likely a real window scores higher than a made one; half for equal scores.

    The Mann-Whitney statistic over its largest value; NaN where one kind is missing.
    """
    if not len(real) or not len(made):
        return float("nan")
    ordered = np.sort(made)
    below = np.searchsorted(ordered, real, side="left")
    up_to = np.searchsorted(ordered, real, side="right")
    return float((below + up_to).mean() / 2 / len(made))


def auc_with_interval(
    real: list[Floats], made: list[Floats], rng: np.random.Generator, draws: int = DRAWS
) -> Auc:
    """Return the area for scores [windows] piece by piece, with a bootstrap interval.

    Whole pieces and takes are drawn again, since windows of one piece are alike.
    """
    value = auc(np.concatenate(real), np.concatenate(made))
    found = [auc(_drawn(real, rng), _drawn(made, rng)) for _ in range(draws)]
    low, high = np.quantile(found, ((1 - _LEVEL) / 2, (1 + _LEVEL) / 2))
    return Auc(value, float(low), float(high))


def _drawn(pieces: list[Floats], rng: np.random.Generator) -> Floats:
    return np.concatenate([pieces[k] for k in rng.integers(len(pieces), size=len(pieces))])
