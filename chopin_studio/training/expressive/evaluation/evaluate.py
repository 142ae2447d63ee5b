"""Compare the music of expressive models with Chopin's, from the same places of his pieces.

Keras is not needed: the engine of the studio generates the excerpts.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
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
from chopin_studio.training.expressive.evaluation.estimates import UNKNOWN, Estimate
from chopin_studio.training.expressive.evaluation.generate import GenerationTask, all_made
from chopin_studio.training.expressive.evaluation.passages import (
    Classes,
    MeasuredPassage,
    made_passage,
    real_passage,
)
from chopin_studio.training.expressive.evaluation.plans.characters import character_figures
from chopin_studio.training.expressive.evaluation.plans.chopin import ChopinFigures, chopin_figures
from chopin_studio.training.expressive.evaluation.plans.figures import Figure
from chopin_studio.training.expressive.evaluation.plans.manners import (
    Manners,
    manner_figures,
    real_manners,
)
from chopin_studio.training.expressive.evaluation.plans.prediction import (
    ToldPiece,
    prediction_figures,
    told_pieces,
)
from chopin_studio.training.expressive.evaluation.plans.takes import made_takes
from chopin_studio.training.expressive.evaluation.plans.trials import Trials, plan_figures
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
    """The results of one model: its music beside Chopin's, how it follows controls and plans."""

    compared: Compared
    hits: Sequence[Hit]
    figures: Sequence[Figure] = ()


@dataclass(frozen=True, slots=True)
class ExpressiveEvaluation:
    """All measurements of a comparison.

    Quotations were searched in `pieces` pieces; `endings` is the share of Chopin's pieces that end
    on the tonic, by the same criterion as takes, and `returning` that of the bars of his whole
    pieces that return.
    """

    plan: ExpressivePlan
    pieces: int
    endings: float
    models: Sequence[ModelMusic]
    returning: Estimate = UNKNOWN


@dataclass(frozen=True, slots=True)
class RealMusic:
    """The music beside which plans are measured, `manners` None where there are no composers."""

    chopin: ChopinFigures
    told: Sequence[ToldPiece]
    manners: Manners | None

    @classmethod
    def of(cls, corpus: Path, plan: ExpressivePlan) -> "RealMusic":
        """Read it from a corpus."""
        told = told_pieces(corpus, plan.excerpts)
        return cls(chopin_figures(corpus), told, real_manners(corpus))


def evaluate_expressive(
    bundles: Sequence[Bundle], corpus: Path, work: Path, plan: ExpressivePlan, report: Report
) -> ExpressiveEvaluation:
    """Compare the music of every bundle with Chopin's, and try its controls.

    The encoded corpus is cached in the folder `work`. Raises a StudioError where a bundle is
    damaged, or the corpus has no pieces that are long enough.
    """
    quotable = Quotable(encoded_pieces(corpus, work, report))
    report("Chopin's own form and harmony, and the composers' manners")
    real = RealMusic.of(corpus, plan)
    models = [_model(bundle, corpus, quotable, real, plan, report) for bundle in bundles]
    endings = share_of_tonic_endings(corpus)
    return ExpressiveEvaluation(plan, quotable.pieces, endings, models, real.chopin.whole)


def _model(
    bundle: Bundle,
    corpus: Path,
    quotable: "Quotable",
    real: RealMusic,
    plan: ExpressivePlan,
    report: Report,
) -> ModelMusic:
    name = bundle.manifest.id
    report(f"{name}: {plan.excerpts} excerpts of {plan.notes} notes")
    compared = compare(bundle, real_excerpts(bundle, corpus, plan), quotable, plan)
    report(f"{name}: controls")
    followed = hits(bundle, plan.excerpts, plan.processes)
    figures = [
        *prediction_figures(bundle, real.told, plan.processes),
        *known_figures(compared, followed),
        *planned_figures(bundle, real, plan, report),
    ]
    return ModelMusic(compared, followed, figures)


def planned_figures(
    bundle: Bundle, real: RealMusic, plan: ExpressivePlan, report: Report
) -> list[Figure]:
    """Measure a model's form and harmony, and how it follows plans where it does."""
    name = bundle.manifest.id
    make = partial(made_takes, bundle.folder, processes=plan.processes)
    trials = Trials(bundle, make, plan.excerpts)
    report(f"{name}: form and harmony")
    figures = plan_figures(trials, real.chopin)
    if trials.has_plans:
        report(f"{name}: character")
        figures += character_figures(trials)
        if real.manners is not None:
            report(f"{name}: composers' manners")
            figures += manner_figures(trials, real.manners)
    return figures


def known_figures(compared: Compared, followed: Sequence[Hit]) -> Iterator[Figure]:
    """Yield those figures that excerpts and controls tell already."""
    rhythm, in_key = "share_rhythm_repeated", compared.real["share_in_key"].interval
    yield Figure("rhythm", "", compared.made[rhythm].interval, compared.real[rhythm].interval)
    by_control = {hit.control: hit.interval for hit in followed}
    yield Figure("key_nothing", "", by_control["key, from nothing"], in_key)
    yield Figure("key_seed", "", by_control["key, after a seed"], in_key)
    yield Figure("tempo", "", by_control["tempo"])


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
