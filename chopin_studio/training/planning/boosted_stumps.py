"""Boosted stumps: many small yes-or-no questions, each about what is wrong so far.

Gradient boosting on the logistic loss (Friedman 2001) with trees of one split.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_QUANTILES = np.linspace(0.1, 0.9, 9)
"""Where the values of a feature may be split."""


@dataclass(frozen=True, slots=True)
class StumpRecipe:
    """How stumps are grown.

    Each takes `rate` of its best answer; `calm` is added to the weight of each side, so that few
    windows decide little; `share` of the windows are seen by each.
    """

    rounds: int = 200
    rate: float = 0.1
    calm: float = 4.0
    share: float = 0.5


@dataclass(frozen=True, slots=True)
class Stumps:
    """Questions whether `features` are over `bounds`, and the log odds for `yes` and `no`.

    All are [stumps].
    """

    features: Ints
    bounds: Floats
    no: Floats
    yes: Floats

    def log_odds(self, features: Floats) -> Floats:
        """Return the log odds of windows [n, features] being real, [n]."""
        over = features[:, self.features] > self.bounds
        odds: Floats = np.where(over, self.yes, self.no).sum(axis=1)
        return odds


def grow_stumps(
    features: Floats,
    is_real: Bools,
    rng: np.random.Generator,
    recipe: StumpRecipe = StumpRecipe(),
) -> Stumps:
    """Return stumps grown on windows [n, features]; both kinds count alike, by their sums."""
    bounds = np.quantile(features, _QUANTILES, axis=0)
    over = (features[:, None, :] > bounds).reshape(len(features), -1).astype(np.float32)
    shares = np.where(is_real, 0.5 / is_real.mean(), 0.5 / (1 - is_real.mean()))
    odds, grown = np.zeros(len(features)), []
    for _ in range(recipe.rounds):
        chance = 1 / (1 + np.exp(-odds))
        seen = shares * (rng.random(len(features)) < recipe.share)
        slope, bend = seen * (is_real - chance), seen * chance * (1 - chance)
        place, no, yes = _best(over, slope, bend, recipe.calm)
        no, yes = recipe.rate * no, recipe.rate * yes
        odds += np.where(over[:, place] > 0, yes, no)
        grown.append((place % features.shape[1], bounds.ravel()[place], no, yes))
    features_asked, bounds_asked, no_answers, yes_answers = map(np.array, zip(*grown, strict=True))
    return Stumps(features_asked, bounds_asked, no_answers, yes_answers)


def _best(
    over: NDArray[np.float32], slope: Floats, bend: Floats, calm: float
) -> tuple[int, float, float]:
    """Return the question that gains most, and the answers for no and for yes."""
    sums = np.stack((slope, bend)).astype(np.float32) @ over
    rest = np.array([[slope.sum()], [bend.sum()]]) - sums
    gains = sums[0] ** 2 / (sums[1] + calm) + rest[0] ** 2 / (rest[1] + calm)
    place = int(gains.argmax())
    yes, no = (float(each[0, place] / (each[1, place] + calm)) for each in (sums, rest))
    return place, no, yes
