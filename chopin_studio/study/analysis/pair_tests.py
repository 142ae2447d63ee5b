"""Which two models differ: Wilcoxon's signed-rank test of every pair, with Holm's correction."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from chopin_studio.study.analysis.ratings import Ratings, differences


@dataclass(frozen=True, slots=True)
class PairTest:
    """Two models, by their places, as rated by the `listeners` who answered for both.

    `difference` is the mean of the first model's rating less the second's, None where nobody rated
    both. `adjusted_p` takes into account how many pairs there are.
    """

    first: int
    second: int
    listeners: int
    difference: float | None
    p: float
    adjusted_p: float


def pair_tests(ratings: Ratings) -> tuple[PairTest, ...]:
    """Return the test of every pair of models in one question."""
    pairs = list(combinations(range(ratings.shape[1]), 2))
    found = [differences(ratings, first, second) for first, second in pairs]
    raw = [signed_rank_p(each) for each in found]
    return tuple(
        PairTest(
            first=first,
            second=second,
            listeners=len(each),
            difference=float(each.mean()) if len(each) else None,
            p=p,
            adjusted_p=adjusted,
        )
        for (first, second), each, p, adjusted in zip(pairs, found, raw, holm(raw), strict=True)
    )


def holm(raw: Sequence[float]) -> list[float]:
    """Return the p of several tests, adjusted so that any is false in no more cases than meant.

    The smallest is multiplied by the number of tests, the next by one less, and so on, and none is
    less than the one before (S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure",
    Scandinavian Journal of Statistics 6, 1979).
    """
    adjusted = [0.0] * len(raw)
    least = 0.0
    for done, place in enumerate(sorted(range(len(raw)), key=lambda index: raw[index])):
        least = max(least, min(1.0, (len(raw) - done) * raw[place]))
        adjusted[place] = least
    return adjusted


def signed_rank_p(found: Ratings) -> float:
    """Return the two-sided p of Wilcoxon's signed-rank test of differences [listeners].

    It is exact, also with ties and zeros, of which ratings in whole points have many; there
    `scipy.stats.wilcoxon` has an approximation, or lists all signs. Differences of 0 are ranked
    along with the others and then left out (J. W. Pratt, "Remarks on Zeros and Ties in the Wilcoxon
    Signed Rank Procedures", Journal of the American Statistical Association 54, 1959), equal ones
    share the mean of their ranks. Of yes and no it is McNemar's exact test. It is 1 where nothing
    differs.
    """
    from scipy import stats

    # Doubled, so that shared ranks are whole numbers too.
    doubled = np.rint(2 * stats.rankdata(np.abs(found))).astype(int)[found != 0]
    chances, total = rank_sum_chances(doubled), int(doubled.sum())
    positive = int(doubled[found[found != 0] > 0].sum())
    # How far each sum lies from the middle of all, which is half the total.
    distances = np.abs(2 * np.arange(total + 1) - total)
    return min(1.0, float(chances[distances >= abs(2 * positive - total)].sum()))


def rank_sum_chances(ranks: npt.NDArray[np.int_]) -> Ratings:
    """Return how likely each sum of positive ranks is, from 0, if every sign is a coin's toss.

    `ranks` are whole numbers above 0. The sums of all choices of signs are counted one rank after
    the other (B. Streitberg and J. Röhmel, "Exact Distributions for Permutation and Rank Tests",
    Statistical Software Newsletter 12, 1986).
    """
    chances = np.zeros(int(ranks.sum()) + 1)
    chances[0] = 1.0
    for rank in ranks:
        with_rank = np.zeros_like(chances)
        with_rank[rank:] = chances[:-rank]
        chances = (chances + with_rank) / 2
    return chances
