"""Compare models by measurements of generated excerpts, under equal conditions, and of the corpus.

Keras is not needed: the engine of the studio generates the excerpts.
"""

import csv
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.bundle_files import CURVE_FILE
from chopin_studio.engine.generator import Step, generate
from chopin_studio.engine.manifest import Manifest, damaged
from chopin_studio.engine.seeds import LibraryStart, RandomStart, Start
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.errors import StudioError
from chopin_studio.music.note import Note
from chopin_studio.training.classic.metrics import RUN, Row, RunIndex, chords_by_onset, scores

_RESAMPLES = 2000

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The losses of one epoch of a learning curve: see `EpochFigures`.

    `window_end_loss` is NaN where a bundle of an earlier version doesn't have it.
    """

    epoch: int
    loss: float
    window_end_loss: float


Curve = tuple[CurvePoint, ...]


class EvaluationError(StudioError):
    """Models cannot be compared in the requested way."""


@dataclass(frozen=True, slots=True)
class EvaluationSize:
    """How much to generate: `excerpts` of `notes` notes and chords, at each temperature.

    Raises a StudioError where the engine would not generate them.
    """

    excerpts: int = 20
    notes: int = 200
    temperatures: tuple[float, ...] = (1.0,)

    def __post_init__(self) -> None:
        if self.excerpts < 1:
            raise EvaluationError("There is nothing to compare. Request at least one excerpt.")
        if self.notes < RUN:
            raise EvaluationError(
                f"{self.notes} notes are too few to find a quotation in. Request at least {RUN}."
            )
        for temperature in self.temperatures:
            self.settings(RandomStart(), self.excerpts - 1, temperature)

    def settings(self, start: Start, number: int, temperature: float) -> GenerationSettings:
        """Return the settings of the excerpt of this number, counted from 0."""
        return GenerationSettings(
            start=start, notes=self.notes, temperature=temperature, random_state=number
        )


@dataclass(frozen=True, slots=True)
class Estimate:
    """The mean over excerpts, and the 95 % interval in which it is known."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float], rng: np.random.Generator) -> "Estimate":
        """Estimate from one value an excerpt, by the percentile bootstrap.

        The values are resampled with replacement many times; the interval holds the middle
        95 % of the means (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13).
        """
        means = rng.choice(np.asarray(values), (_RESAMPLES, len(values))).mean(axis=1)
        low, high = np.quantile(means, (0.025, 0.975))
        return cls(float(np.mean(values)), float(low), float(high))


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a number of excerpts, by the names that `metrics.scores` returns."""

    excerpts: int
    estimates: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class ModelFigures:
    """One model: its manifest, its learning curve, its speed, and the scores of its music.

    `notes_per_second` are notes and chords for each second of processor time on one core, after
    the first of an excerpt and over all excerpts; `scores` go by temperature.
    """

    manifest: Manifest
    curve: Curve
    notes_per_second: float
    scores: Mapping[float, Scores]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All measurements of a comparison; `corpus` are of excerpts from `pieces` real pieces."""

    plan: EvaluationSize
    pieces: int
    models: tuple[ModelFigures, ...]
    corpus: Scores


def evaluate(
    bundles: Sequence[Bundle],
    pieces: Sequence[Row],
    plan: EvaluationSize,
    rng: np.random.Generator,
    report: Report,
) -> Evaluation:
    """Generate with each bundle by `plan`, and measure that and the corpus in the same way.

    `pieces` are the corpus's chords as the bundles' family reads them. Excerpt k has the same
    start and the random state k for every bundle and temperature. Raises a StudioError where there
    is no bundle, a bundle is damaged or no piece is as long as an excerpt.
    """
    if not bundles:
        raise EvaluationError("There is no model to evaluate. Train one first.")
    curves = [_curve(bundle) for bundle in bundles]
    index = RunIndex(pieces)
    corpus = _corpus_scores(pieces, index, plan.notes, rng)
    models = []
    for bundle, curve in zip(bundles, curves, strict=True):
        by_temperature: dict[float, Scores] = {}
        seconds = 0.0
        for temperature in plan.temperatures:
            report(f"{bundle.manifest.id}: {plan.excerpts} excerpts at temperature {temperature}")
            made = [
                _generated(bundle, plan.settings(_start(bundle, plan, number), number, temperature))
                for number in range(plan.excerpts)
            ]
            seconds += sum(excerpt.seconds for excerpt in made)
            by_temperature[temperature] = _summary(
                [scores(excerpt.row, index) for excerpt in made], rng
            )
        timed = (plan.notes - 1) * plan.excerpts * len(plan.temperatures)
        models.append(ModelFigures(bundle.manifest, curve, timed / seconds, by_temperature))
    return Evaluation(plan, len(pieces), tuple(models), corpus)


@dataclass(frozen=True, slots=True)
class _Generated:
    """An excerpt without its seed, and the processor time from its first chord to its last."""

    row: Row
    seconds: float


def _generated(bundle: Bundle, settings: GenerationSettings) -> _Generated:
    notes: list[Note] = []
    started: float | None = None
    for event in generate(bundle, settings):
        if isinstance(event, Step):
            notes.extend(event.notes)
            if started is None:
                # Processor time, which other programs don't affect.
                started = time.process_time()
    return _Generated(chords_by_onset(notes), time.process_time() - (started or 0.0))


def _start(bundle: Bundle, plan: EvaluationSize, number: int) -> Start:
    """Return library seeds, spread evenly over all, and random starts in turn."""
    if number % 2 or not bundle.seeds:
        return RandomStart()
    return LibraryStart(bundle.seeds[number * len(bundle.seeds) // plan.excerpts].name)


def _corpus_scores(
    pieces: Sequence[Row], index: RunIndex, length: int, rng: np.random.Generator
) -> Scores:
    """Measure an excerpt from a random place of every piece that is long enough."""
    found = []
    for number, row in enumerate(pieces):
        if len(row) >= length:
            place = int(rng.integers(len(row) - length + 1))
            found.append(scores(row[place : place + length], index, leaving_out=number))
    if not found:
        raise EvaluationError(
            f"No piece of the corpus has {length} notes and chords. Request fewer by --notes."
        )
    return _summary(found, rng)


def _summary(found: Sequence[Mapping[str, float]], rng: np.random.Generator) -> Scores:
    return Scores(
        len(found),
        {name: Estimate.of([one[name] for one in found], rng) for name in found[0]},
    )


def _curve(bundle: Bundle) -> Curve:
    """Read the bundle's learning curve; raises BundleError where it is missing."""
    try:
        with (bundle.folder / CURVE_FILE).open(newline="", encoding="utf-8") as file:
            curve = tuple(_point(row) for row in csv.DictReader(file))
        if not curve:
            raise ValueError("it has no epochs")
        return curve
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise damaged(bundle.manifest.id, f"{CURVE_FILE} cannot be read ({error})") from error


def _point(row: Mapping[str, str]) -> CurvePoint:
    return CurvePoint(
        int(row["epoch"]), float(row["loss"]), float(row.get("window_end_loss", "nan"))
    )
