"""Whether listeners tell the models apart at all: Friedman's test of each question.

For few listeners the χ² distribution is a rough guide, so p is counted instead: if there were no
difference between the models, each listener could have given their ratings to the models in any
order. All such arrangements are gone through, or many drawn at random, and p is the share of them
in which the models lie as far apart as they do in the answers.

A listener's arrangement is the same for all questions, since those who like one thing about a model
often like another. So the arrangements also tell how far apart the models come to lie in *any*
question by chance, and p is adjusted for the number of questions by that: P. H. Westfall and
S. S. Young, "Resampling-Based Multiple Testing", 1993, algorithm 2.8 (step-down minP). In a study
without any difference, a difference is found in any question in 5 of 100 studies, not in each
question.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product

import numpy as np
import numpy.typing as npt

from chopin_studio.study.analysis.ranks import centred_ranks, friedman_statistic, kendalls_w
from chopin_studio.study.analysis.ratings import Ratings, differences, rated_all

ARRANGEMENTS = 10_000
"""How many arrangements are drawn where there are more; the answers themselves are one of them."""

_BATCH = 2_000_000
"""How many ratings are arranged at once, which bounds the memory."""

Arrangements = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class OverallTest:
    """What came of one question, answered for all models by `listeners` listeners.

    `statistic` is Friedman's χ², for yes or no Cochran's Q, and `agreement` Kendall's W, None where
    there is none to speak of. `adjusted_p` takes into account how many questions were asked.
    """

    listeners: int
    statistic: float
    agreement: float | None
    p: float
    adjusted_p: float


def overall_tests(
    questions: Sequence[Ratings], rng: np.random.Generator, arrangements: int = ARRANGEMENTS
) -> tuple[OverallTest | None, ...]:
    """Return the test of each question; None where nobody rated all models, or there is one model.

    Each of the `questions` has the same listeners and the same models in the same order.
    """
    listeners = [rated_all(each) for each in questions]
    tested = [q for q, each in enumerate(questions) if listeners[q] and each.shape[1] > 1]
    found: list[OverallTest | None] = [None] * len(questions)
    if not tested:
        return tuple(found)
    shares = _shares([_scores(questions[q]) for q in tested], rng, arrangements)
    adjusted = step_down(shares)
    for place, q in enumerate(tested):
        found[q] = OverallTest(
            listeners=listeners[q],
            statistic=friedman_statistic(questions[q]),
            agreement=kendalls_w(questions[q]),
            p=float(shares[0, place]),
            adjusted_p=float(adjusted[place]),
        )
    return tuple(found)


def step_down(shares: Ratings) -> Ratings:
    """Return each question's p, adjusted for all of them [questions].

    `shares` has the p of each question in each arrangement [arrangements, questions], the first of
    which is the answers themselves.
    """
    order = np.argsort(shares[0], kind="stable")
    least = np.minimum.accumulate(shares[:, order[::-1]], axis=1)[:, ::-1]
    adjusted = np.empty(len(order))
    adjusted[order] = np.maximum.accumulate((least <= shares[0, order]).mean(axis=0))
    return adjusted


def _scores(ratings: Ratings) -> Ratings:
    """Return what is summed over listeners: ranks, or signed ranks where there are two models.

    With two models Friedman's test is the sign test, which ignores how far apart the ratings lie;
    Wilcoxon's, which does not, finds more.
    """
    if ratings.shape[1] > 2:
        return centred_ranks(ratings)
    from scipy import stats

    signed = np.zeros(len(ratings))
    found = differences(ratings, 0, 1)
    signed[~np.isnan(ratings).any(axis=1)] = np.sign(found) * stats.rankdata(np.abs(found))
    return np.stack([signed, -signed], axis=1)


def _shares(scores: Sequence[Ratings], rng: np.random.Generator, arrangements: int) -> Ratings:
    """Return the p of each question in each arrangement, the answers first."""
    from scipy import stats

    listeners, models = scores[0].shape
    batches = _arrangements(listeners, models, rng, arrangements)
    spreads = np.concatenate(
        [np.stack([_spread(each, batch) for each in scores], axis=1) for batch in batches]
    )
    return np.asarray(stats.rankdata(-spreads, method="max", axis=0)) / len(spreads)


def _spread(scores: Ratings, batch: Arrangements) -> Ratings:
    """Return how far apart the models' sums lie in each arrangement [arrangements]."""
    arranged = np.take_along_axis(scores[np.newaxis], batch, axis=2)
    spread: Ratings = (arranged.sum(axis=1) ** 2).sum(axis=1)
    return spread


def _arrangements(
    listeners: int, models: int, rng: np.random.Generator, most: int
) -> Iterator[Arrangements]:
    """Yield orders of the models for each listener [arrangements, listeners, models] in batches.

    They begin with the models as they are, and are all there are where those are no more than
    `most`.
    """
    as_answered = np.broadcast_to(np.arange(models), (1, listeners, models))
    if math.factorial(models) ** listeners <= most:
        yield np.array(list(product(permutations(range(models)), repeat=listeners)))
        return
    yield as_answered
    batch = max(1, _BATCH // as_answered.size)
    for start in range(1, most, batch):
        size = min(batch, most - start)
        yield rng.permuted(np.repeat(as_answered, size, axis=0), axis=2)
