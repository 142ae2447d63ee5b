"""How large a difference between two models must be for so few listeners to show it."""

import math
from itertools import combinations

import numpy as np

from chopin_studio.study.analysis.ratings import LEVEL, Ratings, differences

POWER = 0.8
"""How often a difference that is really there is to be found: in four of five studies."""

_WILCOXON_EFFICIENCY = 3 / math.pi
"""What share of the listeners the t test would need to find as much as Wilcoxon's, where ratings
are spread as in a normal distribution (E. J. G. Pitman; see E. L. Lehmann, "Nonparametrics")."""


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


def detectable_difference(spread: float, listeners: int, pairs: int) -> float | None:
    """Return the smallest difference between two models that is found in four of five studies.

    `spread` is what `spread_of_differences` returns. The level is that of the first step of Holm's
    correction for so many `pairs`. None where no difference of any size can be found.

    By the power of the paired t test (the noncentral t distribution), for as many listeners as that
    needs to be as good as Wilcoxon's.
    """
    if listeners < max(2, fewest_listeners(pairs)):
        return None
    from scipy import optimize, stats

    freedom = listeners - 1
    limit = stats.t.isf(LEVEL / pairs / 2, freedom)
    root = math.sqrt(listeners * _WILCOXON_EFFICIENCY)

    def lacking(in_spreads: float) -> float:
        return float(stats.nct.sf(limit, freedom, in_spreads * root)) - POWER

    return spread * float(optimize.brentq(lacking, 0.0, 20.0))
