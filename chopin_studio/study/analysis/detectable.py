"""How large a difference between two models must be for so few listeners to show it."""

import math
from itertools import combinations

import numpy as np
import numpy.typing as npt

from chopin_studio.study.analysis.pair_tests import rank_sum_chances
from chopin_studio.study.analysis.ratings import LEVEL, Ratings, differences

Flags = npt.NDArray[np.bool_]

POWER = 0.8
"""How often a difference that is really there is to be found: in four of five studies."""

_STUDIES = 2_000
_MOST_SPREADS = 6.0
"""The largest difference that is tried; nearly all listeners see one of this size."""


def fewest_listeners(pairs: int) -> int:
    """Return with how many listeners a difference can be found at all, among so many pairs.

    The smallest p that n listeners can lead to is that of all of them agreeing: 2 / 2ⁿ.
    """
    return math.ceil(math.log2(2 * pairs / LEVEL))


def spread_of_differences(ratings: Ratings) -> float | None:
    """Return the standard deviation of a listener's difference between two models.

    It is the root of the mean variance over all pairs of models; None where no two listeners rated
    any two models.
    """
    pairs = combinations(range(ratings.shape[1]), 2)
    found = [differences(ratings, first, second) for first, second in pairs]
    variances = [float(each.var(ddof=1)) for each in found if len(each) > 1]
    return math.sqrt(float(np.mean(variances))) if variances else None


def detectable_spreads(
    listeners: int, models: int, questions: int, rng: np.random.Generator
) -> float | None:
    """Return by how much a model must be better than all others to be found in four of five cases.

    The unit is the spread of differences. It is found where the test of all models says so at a
    `questions`th of the level, and that of the model and another one at the level for the first
    pair. Both corrections are a little less strict in truth, so a study finds somewhat more. None
    where no difference of any size is found so often.

    Studies are simulated with ratings from normal distributions, the same ones for every size.
    """
    pairs = math.comb(models, 2)
    if models < 2 or listeners < fewest_listeners(pairs):
        return None
    from scipy import optimize

    # A difference of two has a standard deviation of 1.
    noise = rng.normal(0, math.sqrt(0.5), (_STUDIES, listeners, models))
    level = LEVEL / pairs if models > 2 else LEVEL / questions
    limit = _largest_rank_sum(listeners, level)

    def lacking(better: float) -> float:
        ratings = noise.copy()
        ratings[:, :, 0] += better
        found = _are_ranks_below(ratings[:, :, 0] - ratings[:, :, 1], limit)
        if models > 2:
            found &= _are_told_apart(ratings, LEVEL / questions)
        return float(found.mean()) - POWER

    if lacking(_MOST_SPREADS) < 0:
        return None
    return float(optimize.brentq(lacking, 0.0, _MOST_SPREADS, xtol=0.005))


def _largest_rank_sum(listeners: int, level: float) -> int:
    """Return up to which sum of negative ranks Wilcoxon's test has a two-sided p within `level`.

    It is -1 where there is no such sum.
    """
    chances = rank_sum_chances(np.arange(1, listeners + 1))
    return int((2 * chances.cumsum() <= level).sum()) - 1


def _are_ranks_below(found: Ratings, limit: int) -> Flags:
    """Return whether the ranks of negative differences sum up to at most `limit` [studies]."""
    ranks = np.abs(found).argsort(axis=1).argsort(axis=1) + 1
    return np.asarray((ranks * (found < 0)).sum(axis=1) <= limit)


def _are_told_apart(ratings: Ratings, level: float) -> Flags:
    """Return whether Friedman's test finds any difference, without ties [studies]."""
    from scipy import stats

    _, listeners, models = ratings.shape
    ranks = ratings.argsort(axis=2).argsort(axis=2) - (models - 1) / 2
    spread = listeners * (models**3 - models) / 12
    statistic = (models - 1) * (ranks.sum(axis=1) ** 2).sum(axis=1) / spread
    return np.asarray(statistic >= stats.chi2.isf(level, models - 1))
