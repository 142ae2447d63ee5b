"""`evaluate`: compare the models by figures."""

import argparse
from importlib.util import find_spec
from pathlib import Path

from chopin_studio.cli.common import Subparsers, add_command, print_json, say, usable_bundles
from chopin_studio.errors import StudioError
from chopin_studio.files import make_folder

_NO_MATPLOTLIB = (
    "The plots need matplotlib, which is not installed. Run `make setup`, or "
    "`pip install 'chopin-studio[train]'`."
)
_RANDOM_STATE = 0
"""Decides which excerpts of the corpus are taken, and how intervals are resampled."""


def add_commands(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = add_command(
        subparsers, "evaluate", "compare the models by figures, with tables and plots", _evaluate
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
        help="where evaluation.md, evaluation.csv and the folder plots go",
    )
    parser.add_argument(
        "--work",
        type=Path,
        default=Path("runs"),
        metavar="DIR",
        help="where the corpus is kept as the models read it",
    )
    parser.add_argument("--excerpts", type=int, default=20, help="for each model and temperature")
    parser.add_argument("--notes", type=int, default=200, help="notes and chords of an excerpt")
    parser.add_argument(
        "--temperature",
        type=float,
        action="append",
        metavar="T",
        help="1.0 where left out; may be given again, to compare",
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def _evaluate(options: argparse.Namespace) -> int:
    if find_spec("matplotlib") is None:
        raise StudioError(_NO_MATPLOTLIB)
    import numpy as np

    from chopin_studio.training.corpus import chopin_pieces, tokenise
    from chopin_studio.training.evaluate import Plan, evaluate
    from chopin_studio.training.evaluation_report import records, write_evaluation

    temperatures = tuple(dict.fromkeys(options.temperature or [1.0]))
    plan = Plan(options.excerpts, options.notes, temperatures)
    found = usable_bundles()
    for problem in found.problems:
        say(problem)
    # The corpus is read into notes and chords as this family does.
    bundles = [bundle for bundle in found.bundles if bundle.manifest.family == "classic"]
    for bundle in found.bundles:
        if bundle not in bundles:
            say(f"{bundle.manifest.id} is left out: only classic models can be evaluated.")
    make_folder(options.out)
    pieces = tokenise(chopin_pieces(options.corpus), options.work, say)
    evaluation = evaluate(
        bundles,
        [piece.chords for piece in pieces],
        plan,
        np.random.default_rng(_RANDOM_STATE),
        say,
    )
    paths = write_evaluation(evaluation, options.out)
    if options.json:
        print_json({"files": [str(path) for path in paths], "scores": records(evaluation)})
    else:
        for path in paths:
            print(path)
    return 0
