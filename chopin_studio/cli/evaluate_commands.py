"""`evaluate`: compare the models by measurements."""

import argparse
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from chopin_studio.cli.common import Subparsers, add_command, print_json, say, usable_bundles
from chopin_studio.cli.setting_options import add_number
from chopin_studio.engine.bundle import Bundle
from chopin_studio.errors import StudioError
from chopin_studio.files import make_folder
from chopin_studio.settings.definition import number_of
from chopin_studio.settings.generation import GenerationGroup

if TYPE_CHECKING:
    from chopin_studio.training.classic.evaluate import EvaluationSize
    from chopin_studio.training.expressive.evaluation.evaluate import ExpressivePlan

_NO_MATPLOTLIB = (
    "The plots need matplotlib, which is not installed. Run `make setup`, or "
    "`pip install 'chopin-studio[train]'`."
)
_RANDOM_STATE = 0
"""Determines which excerpts of the corpus are used, and how intervals are resampled."""

_CLASSIC_NOTES, _EXPRESSIVE_NOTES = 200, 400


def add_commands(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = add_command(
        subparsers,
        "evaluate",
        "compare the models by measurements, with tables and plots",
        _evaluate,
    )
    parser.add_argument(
        "--corpus",
        type=Path,
        required=True,
        metavar="DIR",
        help="the folder of MIDI files that the models were trained on",
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("models"),
        metavar="DIR",
        help="the folder for the reports, their tables and the folder plots",
    )
    parser.add_argument(
        "--work",
        type=Path,
        default=Path("runs"),
        metavar="DIR",
        help="the folder in which the tokenised corpus is cached",
    )
    parser.add_argument(
        "--model",
        action="append",
        metavar="ID",
        help="a model to evaluate (default: all); may be repeated",
    )
    parser.add_argument(
        "--excerpts", type=int, default=20, help="number for each model, temperature and control"
    )
    add_number(
        parser,
        "--notes",
        number_of(GenerationGroup, "notes"),
        default=None,
        default_words=f"{_CLASSIC_NOTES} notes and chords for classic models, "
        f"{_EXPRESSIVE_NOTES} notes for expressive ones",
        help="length of an excerpt",
    )
    add_number(
        parser,
        "--temperature",
        number_of(GenerationGroup, "temperature"),
        default=None,
        default_words="1",
        help="of classic models; may be repeated, to compare",
        action="append",
    )
    parser.add_argument(
        "--processes",
        type=int,
        default=2,
        help="number of processes in which expressive models generate their excerpts",
    )
    parser.add_argument(
        "--sweep",
        action="store_true",
        help="write no report; print how an expressive model does when each attribute of a note "
        "is sampled at other temperatures and top-p values",
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def _evaluate(options: argparse.Namespace) -> int:
    if find_spec("matplotlib") is None:
        raise StudioError(_NO_MATPLOTLIB)
    classic, expressive = _chosen(options)
    if options.sweep:
        return _sweep(options, expressive)
    _check(options, classic, expressive)
    make_folder(options.out)
    paths: list[Path] = []
    figures: dict[str, object] = {}
    for bundles, evaluate in ((classic, _evaluate_classic), (expressive, _evaluate_expressive)):
        if bundles:
            written, found = evaluate(options, bundles)
            paths += written
            figures |= found
    if options.json:
        print_json({"files": [str(path) for path in paths], **figures})
    else:
        for path in paths:
            print(path)
    return 0


def _chosen(options: argparse.Namespace) -> tuple[list[Bundle], list[Bundle]]:
    """Return the classic and the expressive bundles of these ids, or all there are."""
    found = usable_bundles(options)
    for problem in found.problems:
        say(problem)
    bundles = [found.find(name) for name in options.model] if options.model else found.bundles
    by_family: dict[str, list[Bundle]] = {"classic": [], "expressive": []}
    for bundle in bundles:
        if bundle.manifest.family in by_family:
            by_family[bundle.manifest.family].append(bundle)
        else:
            say(f"{bundle.manifest.id} is skipped: models of its family cannot be evaluated.")
    return by_family["classic"], by_family["expressive"]


def _check(
    options: argparse.Namespace, classic: Sequence[Bundle], expressive: Sequence[Bundle]
) -> None:
    """Raise for what cannot be evaluated before any work is done."""
    from chopin_studio.training.classic.evaluate import EvaluationError

    if not classic and not expressive:
        raise EvaluationError("There is no model to evaluate. Train one first.")
    if classic:
        _classic_plan(options)
    if expressive:
        _expressive_plan(options)


def _evaluate_classic(
    options: argparse.Namespace, bundles: Sequence[Bundle]
) -> tuple[list[Path], dict[str, object]]:
    import numpy as np

    from chopin_studio.training.classic.corpus import chopin_pieces, tokenise
    from chopin_studio.training.classic.evaluate import evaluate
    from chopin_studio.training.classic.report import records, write_evaluation

    pieces = tokenise(chopin_pieces(options.corpus), options.work, say)
    chords = [piece.chords for piece in pieces]
    rng = np.random.default_rng(_RANDOM_STATE)
    evaluation = evaluate(bundles, chords, _classic_plan(options), rng, say)
    return write_evaluation(evaluation, options.out), {"scores": records(evaluation)}


def _evaluate_expressive(
    options: argparse.Namespace, bundles: Sequence[Bundle]
) -> tuple[list[Path], dict[str, object]]:
    from chopin_studio.training.expressive.evaluation.evaluate import evaluate_expressive
    from chopin_studio.training.expressive.evaluation.report import (
        control_records,
        records,
        write_expressive_evaluation,
    )

    plan = _expressive_plan(options)
    evaluation = evaluate_expressive(bundles, options.corpus, options.work, plan, say)
    found: dict[str, object] = {
        "expressive": records(evaluation),
        "controls": control_records(evaluation),
    }
    return write_expressive_evaluation(evaluation, options.out), found


def _sweep(options: argparse.Namespace, bundles: Sequence[Bundle]) -> int:
    from chopin_studio.training.classic.evaluate import EvaluationError
    from chopin_studio.training.expressive.evaluation.evaluate import real_excerpts
    from chopin_studio.training.expressive.evaluation.sampling_sweep import (
        as_records,
        as_table,
        sweep,
    )

    if len(bundles) != 1:
        raise EvaluationError("A sweep needs exactly one expressive model. Choose it by --model.")
    plan = _expressive_plan(options)
    real = real_excerpts(bundles[0], options.corpus, plan)
    tries = sweep(bundles[0], real, plan, say)
    if options.json:
        print_json(as_records(tries))
    else:
        print(as_table(tries, real))
    return 0


def _classic_plan(options: argparse.Namespace) -> "EvaluationSize":
    from chopin_studio.training.classic.evaluate import EvaluationSize

    notes = _CLASSIC_NOTES if options.notes is None else options.notes
    return EvaluationSize(
        options.excerpts, notes, tuple(dict.fromkeys(options.temperature or [1.0]))
    )


def _expressive_plan(options: argparse.Namespace) -> "ExpressivePlan":
    from chopin_studio.training.expressive.evaluation.evaluate import ExpressivePlan

    notes = _EXPRESSIVE_NOTES if options.notes is None else options.notes
    return ExpressivePlan(options.excerpts, notes, options.processes)
