"""Ratings as arrays: answers to one question, and differences between two models."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ratings = npt.NDArray[np.float64]
"""Answers to one question [listeners, models], NaN where one was left out."""

LEVEL = 0.05
"""The share of false findings that is accepted."""

_DECIMALS = 9
"""To these, means of ratings in whole points differ where they do, and not in their last bits."""


def feature_average(features: Sequence[Ratings]) -> Ratings:
    """Return each listener's mean over several questions [listeners, models].

    It is NaN where any of them was left out: a mean over fewer would be one of other questions.
    """
    average: Ratings = np.mean(features, axis=0)
    return average


def differences(ratings: Ratings, first: int, second: int) -> Ratings:
    """Return the first model's rating less the second's, of those who rated both [listeners]."""
    found = np.round(ratings[:, first] - ratings[:, second], _DECIMALS)
    return found[~np.isnan(found)]


def rated_all(ratings: Ratings) -> int:
    """Return how many listeners left nothing out."""
    return int((~np.isnan(ratings).any(axis=1)).sum())
