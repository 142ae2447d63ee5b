"""`train`: train a model on a folder of MIDI files."""

import argparse
import dataclasses
from importlib.util import find_spec
from pathlib import Path

from chopin_studio.cli.common import Subparsers, add_command, say
from chopin_studio.cli.setting_options import add_number
from chopin_studio.engine.bundle_files import MANIFEST_FILE
from chopin_studio.engine.families import FAMILIES
from chopin_studio.errors import StudioError
from chopin_studio.settings.definition import number_of
from chopin_studio.settings.generation import GenerationGroup
from chopin_studio.training.classic.paper_figures import PAPER_LOSSES
from chopin_studio.training.common.choices import PRECISIONS, RECIPE_NAMES, STRATEGIES

_NO_TENSORFLOW = (
    "Training needs TensorFlow, which is not installed. Run `make setup`, or "
    "`pip install 'chopin-studio[train]'`."
)
_NO_FOLDERS = "Training needs a folder of MIDI files by --corpus and an output folder by --out."


def add_commands(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = add_command(subparsers, "train", "train networks and write them as models", _train)
    names = [family.name for family in FAMILIES]
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
        "--passes", type=float, default=14.0, help="passes over the corpus, for --family expressive"
    )
    parser.add_argument(
        "--stop-at-loss",
        type=float,
        help="stop after the first epoch with at most this training loss (default: the loss of "
        "the paper for this size). A lower loss quotes more",
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
    if options.family == "expressive":
        return _train_expressive(options)
    if options.logical_cpus is not None:
        from chopin_studio.training.classic.distribution import split_processor

        split_processor(options.logical_cpus)
    sizes = [options.hidden] if options.hidden else list(PAPER_LOSSES)
    if options.measure:
        return _measure(options, sizes)
    if options.corpus is None or options.out is None:
        raise StudioError(_NO_FOLDERS)
    for hidden_units in sizes:
        folder = options.out / f"classic-{hidden_units}"
        if options.all and (folder / MANIFEST_FILE).is_file():
            say(f"{folder} already exists")
        else:
            _train_one(options, hidden_units)
    return 0


def _train_expressive(options: argparse.Namespace) -> int:
    """Train a network of the expressive family, or resume, and write it as a bundle."""
    from chopin_studio.training.expressive.bundle_writer import write_expressive_bundle
    from chopin_studio.training.expressive.recipe import ExpressiveOptions
    from chopin_studio.training.expressive.train import train_expressive

    if options.hidden is None or options.measure:
        raise StudioError(
            "The expressive family is trained one size at a time. Set it by --hidden alone."
        )
    if options.corpus is None or options.out is None:
        raise StudioError(_NO_FOLDERS)
    training = ExpressiveOptions(
        options.corpus,
        options.work,
        options.hidden,
        options.passes,
        random_state=options.random_state,
    )
    train_expressive(training, say)
    print(write_expressive_bundle(training, options.out, say))
    return 0


def _train_one(options: argparse.Namespace, hidden_units: int) -> None:
    """Train one size, or resume, and write it as a bundle."""
    from chopin_studio.training.classic.bundle_writer import write_bundle
    from chopin_studio.training.classic.recipe import RECIPES
    from chopin_studio.training.classic.train import TrainingOptions, train_classic

    goal = options.stop_at_loss
    if goal is None and options.recipe == "windows":
        goal = PAPER_LOSSES.get(hidden_units)
    given = {name: getattr(options, name) for name in ("batch", "precision", "jit")}
    chosen = {name: value for name, value in given.items() if value is not None}
    training = TrainingOptions(
        corpus=options.corpus,
        out=options.out,
        work=options.work,
        hidden_units=hidden_units,
        recipe=dataclasses.replace(RECIPES[options.recipe], **chosen),
        epochs=options.epochs,
        stop_at_loss=goal,
        random_state=options.random_state,
        strategy=options.strategy,
    )
    trained = train_classic(training, say)
    if training.is_chief:
        print(write_bundle(trained, training))


def _measure(options: argparse.Namespace, sizes: list[int]) -> int:
    """Print the speed of each way to train as it is measured, and save it for the model cards."""
    from chopin_studio.training.classic.throughput import keep_throughput, measure

    for hidden_units in sizes:
        for found in measure(hidden_units):
            way = found.way
            compiled = "jit" if way.jit else "no jit"
            print(
                f"{hidden_units} hidden units  {compiled:<6}  {way.precision:<14}  "
                f"batch {way.batch:>3}  {found.tokens_per_second:>7.0f} tokens/s",
                flush=True,
            )
            keep_throughput(options.work, [found])
    return 0
