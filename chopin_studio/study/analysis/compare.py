"""Compare the models in all questions of a study: first all of them, then each two."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chopin_studio.study.analysis.overall_test import ARRANGEMENTS, OverallTest, overall_tests
from chopin_studio.study.analysis.pair_tests import PairTest, pair_tests
from chopin_studio.study.analysis.ratings import LEVEL, Ratings


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of one question: the test of all models, None where there is none, and of pairs.

    Two models are found to differ where both tests say so. The first holds false findings in the
    whole study to 5 % where no models differ, the second those in one question where some do: in
    any of many questions, two equal models may then be found to differ more often than that.
    """

    overall: OverallTest | None
    pairs: tuple[PairTest, ...]

    @property
    def is_found(self) -> bool:
        """Whether listeners tell any models apart."""
        return self.overall is not None and self.overall.adjusted_p <= LEVEL

    @property
    def found_pairs(self) -> tuple[PairTest, ...]:
        """The pairs of models that are found to differ."""
        if not self.is_found:
            return ()
        return tuple(pair for pair in self.pairs if pair.adjusted_p <= LEVEL)


def compare(
    questions: Sequence[Ratings], rng: np.random.Generator, arrangements: int = ARRANGEMENTS
) -> tuple[Comparison, ...]:
    """Return the comparison of the models in each question, of the same listeners and models."""
    overall = overall_tests(questions, rng, arrangements)
    return tuple(
        Comparison(test, pair_tests(each)) for test, each in zip(overall, questions, strict=True)
    )
