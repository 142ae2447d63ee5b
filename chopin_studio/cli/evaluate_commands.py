"""`evaluate`: compare the models by measurements."""

import argparse
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from chopin_studio.cli.common import Subparsers, add_command, print_json, say, usable_bundles
from chopin_studio.cli.setting_options import add_number
from chopin_studio.engine.bundle import Bundle
from chopin_studio.errors import StudioError
from chopin_studio.files import make_folder
from chopin_studio.settings.definition import number_of
from chopin_studio.settings.generation import GenerationGroup
from chopin_studio.training.common.requests import EvaluationRequest, RequestError
from chopin_studio.training.trainers import TRAINERS, Trainer, followers

_NO_MATPLOTLIB = (
    "The plots need matplotlib, which is not installed. Run `make setup`, or "
    "`pip install 'chopin-studio[train]'`."
)
_SWEPT = " or ".join(trainer.family for trainer in TRAINERS if trainer.sweep is not None)
_NOTES = ", ".join(f"{trainer.notes} of {trainer.family} models" for trainer in TRAINERS)


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
        default_words=_NOTES,
        help="length of an excerpt, in notes, or in notes and chords",
    )
    add_number(
        parser,
        "--temperature",
        number_of(GenerationGroup, "temperature"),
        default=None,
        default_words="1",
        help=f"of {followers('temperatures')} models; may be repeated, to compare",
        action="append",
    )
    parser.add_argument(
        "--processes",
        type=int,
        default=2,
        help=f"number of processes in which {followers('processes')} models generate their "
        "excerpts",
    )
    parser.add_argument(
        "--sweep",
        action="store_true",
        help=f"write no report; print how one {_SWEPT} model does when each attribute of a note "
        "is sampled at other temperatures and top-p values",
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def _evaluate(options: argparse.Namespace) -> int:
    if find_spec("matplotlib") is None:
        raise StudioError(_NO_MATPLOTLIB)
    chosen = _chosen(options)
    asked = _request(options)
    if options.sweep:
        return _sweep(options, chosen, asked)
    if not chosen:
        raise RequestError("There is no model to evaluate. Train one first.")
    for trainer, _ in chosen:
        trainer.check(asked)  # before any work is done for it
    make_folder(options.out)
    results = [trainer.evaluate(bundles, asked, say) for trainer, bundles in chosen]
    files = [str(path) for result in results for path in result.files]
    if options.json:
        figures = {kind: found for each in results for kind, found in each.figures.items()}
        print_json({"files": files, **figures})
    else:
        for path in files:
            print(path)
    return 0


def _chosen(options: argparse.Namespace) -> list[tuple[Trainer, list[Bundle]]]:
    """Return the bundles asked for, or all there are, with who evaluates each family's."""
    found = usable_bundles(options)
    for problem in found.problems:
        say(problem)
    bundles = [found.find(name) for name in options.model] if options.model else found.bundles
    by_family: dict[str, list[Bundle]] = {trainer.family: [] for trainer in TRAINERS}
    for bundle in bundles:
        if bundle.family.name in by_family:
            by_family[bundle.family.name].append(bundle)
        else:
            say(f"{bundle.manifest.id} is skipped: models of its family cannot be evaluated.")
    chosen = ((trainer, by_family[trainer.family]) for trainer in TRAINERS)
    return [(trainer, bundles) for trainer, bundles in chosen if bundles]


def _request(options: argparse.Namespace) -> EvaluationRequest:
    return EvaluationRequest(
        corpus=options.corpus,
        out=options.out,
        work=options.work,
        excerpts=options.excerpts,
        notes=options.notes,
        temperatures=tuple(dict.fromkeys(options.temperature or [1.0])),
        processes=options.processes,
    )


def _sweep(
    options: argparse.Namespace,
    chosen: Sequence[tuple[Trainer, Sequence[Bundle]]],
    asked: EvaluationRequest,
) -> int:
    """Print what comes of other ways of sampling, for the one model that is asked for."""
    found = [
        (trainer.sweep, bundle)
        for trainer, bundles in chosen
        if trainer.sweep is not None
        for bundle in bundles
    ]
    if len(found) != 1:
        raise RequestError(f"A sweep needs exactly one {_SWEPT} model. Choose it by --model.")
    ((sweep, bundle),) = found
    records, table = sweep(bundle, asked, say)
    if options.json:
        print_json(records)
    else:
        print(table)
    return 0
