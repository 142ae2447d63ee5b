"""`train`: train a model on a folder of MIDI files."""

import argparse
from importlib.util import find_spec
from pathlib import Path

from chopin_studio.cli.common import Subparsers, add_command, say
from chopin_studio.cli.setting_options import add_number
from chopin_studio.errors import StudioError
from chopin_studio.settings.definition import number_of
from chopin_studio.settings.generation import GenerationGroup
from chopin_studio.training.common.choices import PRECISIONS, RECIPE_NAMES, STRATEGIES
from chopin_studio.training.common.requests import TrainingRequest
from chopin_studio.training.trainers import TRAINERS, followers

_NO_TENSORFLOW = (
    "Training needs TensorFlow, which is not installed. Run `make setup`, or "
    "`pip install 'chopin-studio[train]'`."
)


def add_commands(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = add_command(subparsers, "train", "train networks and write them as models", _train)
    names = [trainer.family for trainer in TRAINERS]
    parser.add_argument("--family", choices=names, default=names[0])
    sizes = parser.add_mutually_exclusive_group(required=True)
    sizes.add_argument("--hidden", type=_hidden_units, metavar="H", help="hidden units")
    sizes.add_argument(
        "--all",
        action="store_true",
        help="all sizes of the paper, one after the other, except those already in --out",
    )
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="a folder of MIDI files")
    parser.add_argument("--out", type=Path, metavar="DIR", help="the folder for the model's folder")
    parser.add_argument(
        "--work",
        type=Path,
        default=Path("runs"),
        metavar="DIR",
        help="the folder for the state of the run; the same command resumes from it",
    )
    parser.add_argument("--recipe", choices=RECIPE_NAMES, default=RECIPE_NAMES[0])
    parser.add_argument("--epochs", type=int, help="number of epochs (default: that of the recipe)")
    parser.add_argument(
        "--passes",
        type=float,
        default=14.0,
        help=f"passes over the corpus, for --family {followers('passes')}",
    )
    parser.add_argument(
        "--start-from",
        type=Path,
        metavar="DIR",
        help="begin with the weights of the model in this folder, of the same size, for --family "
        f"{followers('start_from')}",
    )
    parser.add_argument(
        "--stop-at-loss",
        type=float,
        help="stop when the loss of the notes after whole windows is at most this (default: the "
        "loss of the paper for this size). A lower loss quotes more",
    )
    random_state = number_of(GenerationGroup, "random_state")
    add_number(
        parser,
        "--random-state",
        random_state,
        default=random_state.default,
        help="the same number gives the same model again",
    )
    _add_speed_arguments(parser)


def _add_speed_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options for the speed of training, and for the devices."""
    parser.add_argument(
        "--measure",
        action="store_true",
        help="train nothing, but print the tokens per second of each way to train on this machine",
    )
    parser.add_argument("--batch", type=int, help="windows in a step (default: that of the recipe)")
    parser.add_argument(
        "--precision",
        choices=PRECISIONS,
        help="default: that of the recipe; which is faster depends on the machine",
    )
    parser.add_argument(
        "--jit",
        action=argparse.BooleanOptionalAction,
        help="compile the step by XLA, or not (default: as the recipe says)",
    )
    parser.add_argument(
        "--strategy",
        choices=STRATEGIES,
        default=STRATEGIES[0],
        help="distribute each step over all accelerators of this machine (mirrored), or over the "
        "machines in TF_CONFIG (multiworker)",
    )
    parser.add_argument(
        "--logical-cpus",
        type=int,
        metavar="N",
        help="split the processor into N logical devices, to try a strategy without accelerators",
    )


def _hidden_units(text: str) -> int:
    """Return a number of hidden units; argparse turns the ValueError into a usage message."""
    number = int(text)
    if number < 2:
        raise ValueError("the network halves its hidden units, so there must be at least two")
    return number


def _train(options: argparse.Namespace) -> int:
    if find_spec("tensorflow") is None:
        raise StudioError(_NO_TENSORFLOW)
    (trainer,) = (one for one in TRAINERS if one.family == options.family)
    for line in trainer.train(_request(options), say):
        print(line, flush=True)
    return 0


def _request(options: argparse.Namespace) -> TrainingRequest:
    return TrainingRequest(
        corpus=options.corpus,
        out=options.out,
        work=options.work,
        hidden_units=options.hidden,
        recipe=options.recipe,
        strategy=options.strategy,
        passes=options.passes,
        epochs=options.epochs,
        stop_at_loss=options.stop_at_loss,
        random_state=options.random_state,
        batch=options.batch,
        precision=options.precision,
        jit=options.jit,
        logical_cpus=options.logical_cpus,
        measures_speed=options.measure,
        start_from=options.start_from,
    )
