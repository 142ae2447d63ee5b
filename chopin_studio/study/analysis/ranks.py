"""Ranks of the models within each listener, and how far listeners agree on them."""

import numpy as np

from chopin_studio.study.analysis.ratings import Ratings, rated_all


def centred_ranks(ratings: Ratings) -> Ratings:
    """Return each listener's ranks of the models, less their mean [listeners, models].

    The highest rating has the highest rank, equal ratings share the mean of their ranks. A listener
    who left something out has 0 everywhere, and so no say in any sum.
    """
    from scipy import stats

    centred = np.zeros(ratings.shape)
    whole = ~np.isnan(ratings).any(axis=1)
    if whole.any():
        centred[whole] = stats.rankdata(ratings[whole], axis=1) - (ratings.shape[1] + 1) / 2
    return centred


def kendalls_w(ratings: Ratings) -> float | None:
    """Return Kendall's coefficient of concordance W, corrected for ties.

    It is 1 where all listeners put the models into the same order, and 0 where their ranks cancel
    out. None where there is nothing to agree on: fewer than two listeners who left nothing out, or
    nobody who told any two models apart.

    With R the centred ranks of n listeners and their sums S over listeners, W = ΣS² / (n ΣR²). That
    is 12 ΣS² / (n² (k³ - k) - n ΣT), as in M. G. Kendall, "Rank Correlation Methods", for k models
    and T = Σ(t³ - t) over each listener's groups of t ties.
    """
    listeners = rated_all(ratings)
    ranks = centred_ranks(ratings)
    spread = float((ranks**2).sum())
    if listeners < 2 or not spread:
        return None
    return float((ranks.sum(axis=0) ** 2).sum() / (listeners * spread))


def friedman_statistic(ratings: Ratings) -> float:
    """Return Friedman's χ², corrected for ties; 0 where nobody told any two models apart.

    χ² = (k - 1) ΣS² / ΣR² = n (k - 1) W, with the signs of `kendalls_w`. It equals
    `scipy.stats.friedmanchisquare`, which takes neither two models nor ties alone. Of answers that
    are yes or no it is Cochran's Q (W. G. Cochran, "The Comparison of Percentages in Matched
    Samples", Biometrika 37, 1950).
    """
    ranks = centred_ranks(ratings)
    spread = float((ranks**2).sum())
    if not spread:
        return 0.0
    return float((ratings.shape[1] - 1) * (ranks.sum(axis=0) ** 2).sum() / spread)
