"""Means of a question, with their spread and how exactly they are known."""

from dataclasses import dataclass

import numpy as np

from chopin_studio.study.analysis.ratings import LEVEL, Ratings

RESAMPLES = 9_999
"""How often listeners are drawn anew for an interval."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Summary:
    """What was answered about one model, by `answers` listeners.

    `standard_deviation` is that of a sample (n - 1 below the line), `interval` the two ends of the
    95 % interval of the mean. What so few answers cannot tell is None: the mean of none, the spread
    and the interval of one.
    """

    answers: int
    mean: float | None
    standard_deviation: float | None
    interval: Interval | None


def summarise(ratings: Ratings, rng: np.random.Generator) -> tuple[Summary, ...]:
    """Return the summary of each model, with intervals by drawing listeners anew (bootstrap)."""
    return tuple(_summary(known, _bootstrapped(known, rng)) for known in _known(ratings))


def summarise_shares(ratings: Ratings) -> tuple[Summary, ...]:
    """Return the summary of each model where answers are 1 for yes and 0 for no.

    The interval is that of E. B. Wilson ("Probable Inference, the Law of Succession, and
    Statistical Inference", Journal of the American Statistical Association 22, 1927): drawing anew
    from answers that are all yes would tell of a certainty that nobody has.
    """
    return tuple(_summary(known, _wilson(known)) for known in _known(ratings))


def _known(ratings: Ratings) -> list[Ratings]:
    return [column[~np.isnan(column)] for column in ratings.T]


def _summary(known: Ratings, interval: Interval | None) -> Summary:
    return Summary(
        answers=len(known),
        mean=float(known.mean()) if len(known) else None,
        standard_deviation=float(known.std(ddof=1)) if len(known) > 1 else None,
        interval=interval,
    )


def _bootstrapped(known: Ratings, rng: np.random.Generator) -> Interval | None:
    if len(known) < 2:
        return None
    from scipy import stats

    found = stats.bootstrap(
        (known,),
        np.mean,
        n_resamples=RESAMPLES,
        confidence_level=_expanded_level(len(known)),
        method="percentile",
        rng=rng,
    )
    return float(found.confidence_interval.low), float(found.confidence_interval.high)


def _expanded_level(listeners: int) -> float:
    """Return the level by which percentiles of so small a sample cover the mean as often as meant.

    Plain percentiles are too narrow by the factor sqrt((n - 1) / n) and by that of normal to t
    quantiles (T. C. Hesterberg, "What Teachers Should Know About the Bootstrap", The American
    Statistician 69, 2015, on the expanded percentile interval).
    """
    from scipy import stats

    quantile = stats.t.ppf(1 - LEVEL / 2, listeners - 1)
    return float(1 - 2 * stats.norm.sf(np.sqrt(listeners / (listeners - 1)) * quantile))


def _wilson(known: Ratings) -> Interval | None:
    if not len(known):
        return None
    from scipy import stats

    found = stats.binomtest(int(known.sum()), len(known)).proportion_ci(1 - LEVEL, method="wilson")
    return float(found.low), float(found.high)
