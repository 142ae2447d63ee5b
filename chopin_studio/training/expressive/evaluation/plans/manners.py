"""Whether a composer's manner that is asked for can be heard in the statistics of the music.

A passage is told by the statistics of `statistics.py`, each against its mean and deviation in real
music; two are as far apart as their statistics are, by the Euclidean distance.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.constraints import COMPOSER
from chopin_studio.engine.expressive.manners import learned_manners
from chopin_studio.engine.seeds import RandomStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.training.expressive.evaluation.estimates import mean_estimate
from chopin_studio.training.expressive.evaluation.passages import (
    MeasuredPassage,
    made_passage,
    passage_of,
)
from chopin_studio.training.expressive.evaluation.plans.figures import Figure
from chopin_studio.training.expressive.evaluation.plans.trials import Trials
from chopin_studio.training.expressive.evaluation.statistics import statistics

NOTES = 200
"""Takes, and passages of pieces, have so many notes."""

_PASSAGES = 3
"""So many passages at most are taken from a piece, spread over it."""

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Manners:
    """The statistics of passages by each composer, [passages, statistics].

    `pieces` has the number of the piece that each passage is from; `mean` and `deviation` are
    those of all passages.
    """

    passages: Mapping[str, Values]
    pieces: Mapping[str, NDArray[np.int64]]
    mean: Values
    deviation: Values

    def distances(self, passage: Values, leaving_out: int | None = None) -> Mapping[str, float]:
        """Return how far a passage is from the middle of each composer's.

        The passages of the piece of number `leaving_out` don't count.
        """
        return {
            composer: self._distance(passage, table[self.pieces[composer] != leaving_out])
            for composer, table in self.passages.items()
        }

    def nearest(self, passage: Values, leaving_out: int | None = None) -> str:
        """Return the composer whose passages are nearest."""
        found = self.distances(passage, leaving_out)
        return min(found, key=lambda composer: found[composer])

    def _distance(self, passage: Values, table: Values) -> float:
        if not len(table):
            return float("inf")
        middle = np.nanmean((table - self.mean) / self.deviation, axis=0)
        apart = (passage - self.mean) / self.deviation - middle
        return float(np.sqrt(np.nanmean(apart**2)))


def real_manners(corpus: Path) -> Manners | None:
    """Read passages of the composers that models offer; None where the corpus has fewer than two.

    The folder of a MIDI file has its composer's name.
    """
    found: dict[str, list[Values]] = {}
    numbers: dict[str, list[int]] = {}
    offered = {name for name, _ in learned_manners()}
    paths = sorted(path for path in corpus.rglob("*.mid") if path.parent.name in offered)
    for number, path in enumerate(paths):
        for passage in _passages(passage_of(path)):
            values = np.array([*statistics(passage).values()])
            found.setdefault(path.parent.name, []).append(values)
            numbers.setdefault(path.parent.name, []).append(number)
    if len(found) < 2 or COMPOSER not in found:
        return None
    tables = {composer: np.array(rows) for composer, rows in found.items()}
    every = np.concatenate([*tables.values()])
    deviation = np.nanstd(every, axis=0)
    deviation[~(deviation > 0)] = 1.0
    pieces = {composer: np.array(rows) for composer, rows in numbers.items()}
    return Manners(tables, pieces, np.nanmean(every, axis=0), deviation)


def _passages(whole: MeasuredPassage) -> Iterator[MeasuredPassage]:
    """Yield passages of NOTES notes, spread over a piece; none where it is shorter."""
    last = len(whole) - NOTES
    if last >= 0:
        for start in np.unique(np.linspace(0, last, _PASSAGES).astype(int)).tolist():
            yield whole.part(start, start + NOTES)


def manner_figures(trials: Trials, manners: Manners) -> Iterator[Figure]:
    """Measure takes in the manner of each composer, beside the same takes in Chopin's."""
    printed = dict(learned_manners())
    made = {name: _made(trials, name) for name in printed if name in manners.passages}
    for name, passages in made.items():
        if name != COMPOSER:
            pairs = zip(passages, made[COMPOSER], strict=True)
            nearer = [_is_nearer(manners, name, one, other) for one, other in pairs]
            yield Figure("manner_nearer", printed[name], mean_estimate(nearer))
        yield Figure(
            "manner_nearest",
            printed[name],
            mean_estimate(float(manners.nearest(one) == name) for one in passages),
            mean_estimate(_recognised(manners, name)),
        )


def _made(trials: Trials, composer: str) -> Sequence[Values]:
    plain = GenerationSettings(start=RandomStart(), notes=NOTES, composer=composer)
    takes = trials.make([replace(plain, random_state=number) for number in range(trials.takes)])
    return [np.array([*statistics(made_passage(take.music)).values()]) for take in takes]


def _is_nearer(manners: Manners, name: str, one: Values, other: Values) -> float:
    return float(manners.distances(one)[name] < manners.distances(other)[name])


def _recognised(manners: Manners, name: str) -> Iterator[float]:
    """Yield for each real passage whether its composer is the nearest, its own piece left out."""
    for values, piece in zip(manners.passages[name], manners.pieces[name], strict=True):
        yield float(manners.nearest(values, int(piece)) == name)
