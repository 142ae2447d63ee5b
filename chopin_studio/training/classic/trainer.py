"""Train and evaluate the classic family as a command asks; Keras is imported when it is needed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from chopin_studio.engine.bundle_files import MANIFEST_FILE
from chopin_studio.training.classic.paper_figures import PAPER_LOSSES
from chopin_studio.training.common.requests import (
    EvaluationRequest,
    EvaluationResult,
    Report,
    TrainingRequest,
)

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.training.classic.evaluate import EvaluationSize

NOTES = 200
"""Notes and chords of an excerpt that is evaluated, where nothing else is asked for."""

_RANDOM_STATE = 0
"""Determines which excerpts of the corpus are used, and how intervals are resampled."""


def train(asked: TrainingRequest, report: Report) -> Iterator[str]:
    """Train one size or all, or resume; yield a line for each result."""
    if asked.logical_cpus is not None:
        from chopin_studio.training.classic.distribution import split_processor

        split_processor(asked.logical_cpus)
    sizes = list(PAPER_LOSSES) if asked.hidden_units is None else [asked.hidden_units]
    if asked.measures_speed:
        yield from _speeds(asked, sizes)
        return
    _, out = asked.folders
    for hidden_units in sizes:
        folder = out / f"classic-{hidden_units}"
        if asked.hidden_units is None and (folder / MANIFEST_FILE).is_file():
            report(f"{folder} already exists")
        else:
            yield from _trained(asked, hidden_units, report)


def _trained(asked: TrainingRequest, hidden_units: int, report: Report) -> Iterator[str]:
    """Train one size, or resume, and write it as a bundle; yield its folder."""
    from chopin_studio.training.classic.bundle_writer import write_bundle
    from chopin_studio.training.classic.recipe import RECIPES
    from chopin_studio.training.classic.train import TrainingOptions, train_classic

    corpus, out = asked.folders
    goal = asked.stop_at_loss
    if goal is None and asked.recipe == "windows":
        goal = PAPER_LOSSES.get(hidden_units)
    recipe = RECIPES[asked.recipe]
    options = TrainingOptions(
        corpus=corpus,
        out=out,
        work=asked.work,
        hidden_units=hidden_units,
        recipe=dataclasses.replace(
            recipe,
            batch=recipe.batch if asked.batch is None else asked.batch,
            precision=recipe.precision if asked.precision is None else asked.precision,
            jit=recipe.jit if asked.jit is None else asked.jit,
        ),
        epochs=asked.epochs,
        stop_at_loss=goal,
        random_state=asked.random_state,
        strategy=asked.strategy,
    )
    trained = train_classic(options, report)
    if options.is_chief:
        yield str(write_bundle(trained, options))


def _speeds(asked: TrainingRequest, sizes: Sequence[int]) -> Iterator[str]:
    """Yield the speed of each way to train as it is measured, and save it for the model cards."""
    from chopin_studio.training.classic.throughput import keep_throughput, measure

    for hidden_units in sizes:
        for found in measure(hidden_units):
            way = found.way
            compiled = "jit" if way.jit else "no jit"
            yield (
                f"{hidden_units} hidden units  {compiled:<6}  {way.precision:<14}  "
                f"batch {way.batch:>3}  {found.tokens_per_second:>7.0f} tokens/s"
            )
            keep_throughput(asked.work, [found])


def check(asked: EvaluationRequest) -> None:
    """Raise a StudioError where models of this family cannot be evaluated in this way."""
    _size(asked)


def evaluate(
    bundles: Sequence[Bundle], asked: EvaluationRequest, report: Report
) -> EvaluationResult:
    """Compare the models with each other and with the corpus, and write that down."""
    import numpy as np

    from chopin_studio.training.classic.corpus import chopin_pieces, tokenise
    from chopin_studio.training.classic.evaluate import evaluate as compared
    from chopin_studio.training.classic.report import records, write_evaluation

    pieces = tokenise(chopin_pieces(asked.corpus), asked.work, report)
    chords = [piece.chords for piece in pieces]
    rng = np.random.default_rng(_RANDOM_STATE)
    evaluation = compared(bundles, chords, _size(asked), rng, report)
    files = write_evaluation(evaluation, asked.out)
    return EvaluationResult(tuple(files), {"scores": records(evaluation)})


def _size(asked: EvaluationRequest) -> EvaluationSize:
    from chopin_studio.training.classic.evaluate import EvaluationSize

    notes = NOTES if asked.notes is None else asked.notes
    return EvaluationSize(asked.excerpts, notes, asked.temperatures)
