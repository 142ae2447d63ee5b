"""Compare the music of expressive models with Chopin's, from the same places of his pieces.

Keras is not needed: the engine of the studio generates the excerpts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.expressive.openings import ExpressiveSeed
from chopin_studio.engine.manifest import Manifest
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.training.classic.corpus import chopin_pieces
from chopin_studio.training.classic.evaluate import EvaluationError
from chopin_studio.training.classic.metrics import Row, RunIndex
from chopin_studio.training.expressive.corpus import EncodedPiece, encoded_pieces
from chopin_studio.training.expressive.evaluation.control_accuracy import (
    Hit,
    hits,
    share_of_tonic_endings,
)
from chopin_studio.training.expressive.evaluation.distances import TRAITS, Shares, distances, shares
from chopin_studio.training.expressive.evaluation.generate import GenerationTask, all_made
from chopin_studio.training.expressive.evaluation.passages import (
    Classes,
    MeasuredPassage,
    made_passage,
    real_passage,
)
from chopin_studio.training.expressive.evaluation.statistics import Summary, summaries

QUOTED_RUN = 10
"""The number of consecutive notes that make a quotation."""

_FEWEST_NOTES = 40
"""A quarter of them still has a few bars."""

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ExpressivePlan:
    """How much to generate: `excerpts` of `notes` notes, in so many `processes`.

    Raises a StudioError where the engine would not generate them.
    """

    excerpts: int = 20
    notes: int = 400
    processes: int = 2

    def __post_init__(self) -> None:
        if self.excerpts < 1:
            raise EvaluationError("There is nothing to compare. Request at least one excerpt.")
        if self.notes < _FEWEST_NOTES:
            raise EvaluationError(
                f"{self.notes} notes are too few to compare their beginning with their end. "
                f"Request at least {_FEWEST_NOTES}."
            )
        if self.processes < 1:
            raise EvaluationError("There is no process to work in. Request at least one.")
        GenerationSettings(notes=self.notes)

    def settings(self, start: LibraryStart, number: int) -> GenerationSettings:
        """Return the settings of the excerpt of this number, counted from 0."""
        return GenerationSettings(start=start, notes=self.notes, random_state=number)


@dataclass(frozen=True, slots=True)
class RealExcerpt:
    """What follows a library seed in its piece by Chopin; `piece` is the stem of the file."""

    start: LibraryStart
    piece: str
    passage: MeasuredPassage


@dataclass(frozen=True, slots=True)
class Compared:
    """One model's music beside Chopin's, by the names of STATISTICS and TRAITS.

    `halves` are the distances between the even and the odd ones of Chopin's excerpts: how large a
    distance is among so few real ones. `quoted` are the shares of notes in runs of QUOTED_RUN that
    the corpus has too.
    """

    manifest: Manifest
    excerpts: int
    made: Mapping[str, Summary]
    real: Mapping[str, Summary]
    distances: Mapping[str, float]
    halves: Mapping[str, float]
    made_shares: Mapping[str, Shares]
    real_shares: Mapping[str, Shares]
    made_quoted: float
    real_quoted: float


@dataclass(frozen=True, slots=True)
class ModelMusic:
    """The results of one model: its music beside Chopin's, and how it follows controls."""

    compared: Compared
    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True)
class ExpressiveEvaluation:
    """All measurements of a comparison.

    Quotations were searched in `pieces` pieces; `endings` is the share of Chopin's pieces that end
    on the tonic, by the same criterion as takes.
    """

    plan: ExpressivePlan
    pieces: int
    endings: float
    models: Sequence[ModelMusic]


def evaluate_expressive(
    bundles: Sequence[Bundle], corpus: Path, work: Path, plan: ExpressivePlan, report: Report
) -> ExpressiveEvaluation:
    """Compare the music of every bundle with Chopin's, and try its controls.

    The encoded corpus is cached in the folder `work`. Raises a StudioError where a bundle is
    damaged, or the corpus has no pieces that are long enough.
    """
    quotable = Quotable(encoded_pieces(corpus, work, report))
    models = []
    for bundle in bundles:
        name = bundle.manifest.id
        report(f"{name}: {plan.excerpts} excerpts of {plan.notes} notes")
        compared = compare(bundle, real_excerpts(bundle, corpus, plan), quotable, plan)
        report(f"{name}: controls")
        models.append(ModelMusic(compared, hits(bundle, plan.excerpts, plan.processes)))
    return ExpressiveEvaluation(plan, quotable.pieces, share_of_tonic_endings(corpus), models)


def real_excerpts(bundle: Bundle, corpus: Path, plan: ExpressivePlan) -> list[RealExcerpt]:
    """Find as many seeds as planned, spread over all whose pieces continue for long enough.

    There are fewer where the corpus has no more; raises EvaluationError where it has none.
    """
    paths = {piece.name: piece.path for piece in chopin_pieces(corpus)}
    found = []
    for seed in cast(tuple[ExpressiveSeed, ...], bundle.seeds):  # its family decides their kind
        if path := paths.get(seed.name):
            passage = real_passage(path, seed, plan.notes)
            if passage is not None:
                found.append(RealExcerpt(LibraryStart(seed.name), path.stem, passage))
    if not found:
        raise EvaluationError(
            f"None of the pieces that the seeds of {bundle.manifest.id} are from goes on for "
            f"{plan.notes} notes. Ask for fewer by --notes."
        )
    count = min(plan.excerpts, len(found))
    return [found[number * len(found) // count] for number in range(count)]


def made_excerpts(
    bundle: Bundle, real: Sequence[RealExcerpt], plan: ExpressivePlan
) -> list[MeasuredPassage]:
    """Continue the seeds of `real` by a model; each excerpt has its own random state."""
    jobs = [
        GenerationTask(bundle.folder, plan.settings(excerpt.start, number))
        for number, excerpt in enumerate(real)
    ]
    return [made_passage(excerpt) for excerpt in all_made(jobs, plan.processes)]


def compare(
    bundle: Bundle, real: Sequence[RealExcerpt], quotable: "Quotable", plan: ExpressivePlan
) -> Compared:
    """Generate excerpts with a model, and measure them in the same way as the `real` ones."""
    made = made_excerpts(bundle, real, plan)
    passages = [excerpt.passage for excerpt in real]
    return Compared(
        bundle.manifest,
        len(real),
        summaries(made),
        summaries(passages),
        distances(made, passages),
        distances(passages[::2], passages[1::2] or passages),
        {name: shares(made, trait) for name, trait in TRAITS.items()},
        {name: shares(passages, trait) for name, trait in TRAITS.items()},
        _mean([quotable.share(passage.pitches) for passage in made]),
        _mean([quotable.share(one.passage.pitches, one.piece) for one in real]),
    )


class Quotable:
    """The notes of a corpus, to be found in any transposition."""

    def __init__(self, pieces: Sequence[EncodedPiece]) -> None:
        self.pieces = len(pieces)
        self._numbers = {piece.name: number for number, piece in enumerate(pieces)}
        rows = (_row(piece.rows.attributes[:, 1]) for piece in pieces)
        self._index = RunIndex(rows, QUOTED_RUN)

    def share(self, pitches: Classes, own_piece: str | None = None) -> float:
        """Return the share of notes in runs that pieces other than `own_piece` have too."""
        leaving_out = None if own_piece is None else self._numbers.get(own_piece)
        return self._index.share_quoted(_row(pitches), leaving_out)


def _row(pitches: NDArray[np.integer]) -> Row:
    """Return notes as a row, those of a chord one after the other from the lowest."""
    return [(pitch,) for pitch in pitches.tolist()]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
