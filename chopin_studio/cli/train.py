"""`train`: make a model from a folder of MIDI files."""

import argparse
from importlib.util import find_spec
from pathlib import Path

from chopin_studio.cli.common import Subparsers, add_command, say
from chopin_studio.errors import StudioError

_RECIPES = ("windows", "paper")
_NO_TENSORFLOW = (
    "Training needs TensorFlow, which is not installed. Run `make setup`, or "
    "`pip install 'chopin-studio[train]'`."
)


def add_commands(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = add_command(subparsers, "train", "train a network and write it as a model", _train)
    parser.add_argument("--family", choices=("classic",), default="classic")
    parser.add_argument(
        "--hidden", type=_hidden_units, required=True, metavar="H", help="hidden units"
    )
    parser.add_argument(
        "--corpus", type=Path, required=True, metavar="DIR", help="a folder of MIDI files"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="where the model's folder goes"
    )
    parser.add_argument(
        "--work",
        type=Path,
        default=Path("runs"),
        metavar="DIR",
        help="where the run keeps its state; the same command goes on from there",
    )
    parser.add_argument("--recipe", choices=_RECIPES, default=_RECIPES[0])
    parser.add_argument("--epochs", type=int, help="the recipe's own number where left out")
    parser.add_argument(
        "--stop-at-loss",
        type=float,
        help="end with the first epoch at or under this training loss; left out, the paper's "
        "loss for this size. A lower loss quotes more",
    )
    parser.add_argument("--random-state", type=int, default=0)


def _hidden_units(text: str) -> int:
    """Read a number of hidden units; argparse turns the ValueError into a usage message."""
    number = int(text)
    if number < 2:
        raise ValueError("the network halves its hidden units, so there must be two at least")
    return number


def _train(options: argparse.Namespace) -> int:
    if find_spec("tensorflow") is None:
        raise StudioError(_NO_TENSORFLOW)
    from chopin_studio.training.bundle_writer import write_bundle
    from chopin_studio.training.paper import PAPER_LOSSES
    from chopin_studio.training.recipes import RECIPES
    from chopin_studio.training.train import TrainingOptions, train_classic

    goal = options.stop_at_loss
    if goal is None and options.recipe == "windows":
        goal = PAPER_LOSSES.get(options.hidden)
    training = TrainingOptions(
        corpus=options.corpus,
        out=options.out,
        work=options.work,
        hidden_units=options.hidden,
        recipe=RECIPES[options.recipe],
        epochs=options.epochs,
        stop_at_loss=goal,
        random_state=options.random_state,
    )
    trained = train_classic(training, say)
    print(write_bundle(trained, training))
    return 0
