"""Train and evaluate the expressive family as a command asks; Keras is imported when needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from chopin_studio.training.common.requests import (
    EvaluationRequest,
    EvaluationResult,
    Report,
    RequestError,
    TrainingRequest,
)

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.training.common.tables import Record
    from chopin_studio.training.expressive.evaluation.evaluate import ExpressivePlan

NOTES = 400
"""Notes of an excerpt that is evaluated, where nothing else is asked for."""


def train(asked: TrainingRequest, report: Report) -> Iterator[str]:
    """Train a network, or resume, and write it as a bundle; yield its folder."""
    from chopin_studio.training.expressive.bundle_writer import write_expressive_bundle
    from chopin_studio.training.expressive.recipe import (
        ExpressiveOptions,
        fastest_precision,
        peak_rate,
    )
    from chopin_studio.training.expressive.train import train_expressive

    if asked.hidden_units is None or asked.measures_speed:
        raise RequestError(
            "The expressive family is trained one size at a time. Set it by --hidden alone."
        )
    corpus, out = asked.folders
    options = ExpressiveOptions(
        corpus,
        asked.work,
        asked.hidden_units,
        asked.passes,
        peak_rate=peak_rate(asked.start_from),
        precision=asked.precision or fastest_precision(),
        random_state=asked.random_state,
        start_from=asked.start_from,
    )
    train_expressive(options, report)
    yield str(write_expressive_bundle(options, out, report))


def check(asked: EvaluationRequest) -> None:
    """Raise a StudioError where models of this family cannot be evaluated in this way."""
    _plan(asked)


def evaluate(
    bundles: Sequence[Bundle], asked: EvaluationRequest, report: Report
) -> EvaluationResult:
    """Hold the models' music beside what follows their seeds in Chopin's pieces, and write it."""
    from chopin_studio.training.expressive.evaluation.evaluate import evaluate_expressive
    from chopin_studio.training.expressive.evaluation.report import (
        control_records,
        planned_records,
        records,
        write_expressive_evaluation,
    )

    evaluation = evaluate_expressive(bundles, asked.corpus, asked.work, _plan(asked), report)
    files = write_expressive_evaluation(evaluation, asked.out)
    return EvaluationResult(
        tuple(files),
        {
            "expressive": records(evaluation),
            "controls": control_records(evaluation),
            "plans": planned_records(evaluation),
        },
    )


def sweep(bundle: Bundle, asked: EvaluationRequest, report: Report) -> tuple[list[Record], str]:
    """Draw each attribute at other temperatures and top-p's; return the figures and a table."""
    from chopin_studio.training.expressive.evaluation.evaluate import real_excerpts
    from chopin_studio.training.expressive.evaluation.sampling_sweep import (
        as_records,
        as_table,
        sweep,
    )

    plan = _plan(asked)
    real = real_excerpts(bundle, asked.corpus, plan)
    tries = sweep(bundle, real, plan, report)
    return as_records(tries), as_table(tries, real)


def _plan(asked: EvaluationRequest) -> ExpressivePlan:
    from chopin_studio.training.expressive.evaluation.evaluate import ExpressivePlan

    notes = NOTES if asked.notes is None else asked.notes
    return ExpressivePlan(asked.excerpts, notes, asked.processes)
