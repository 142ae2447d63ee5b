"""Train a network of the classic family and write it as a bundle."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from chopin_studio.engine.classic.codec import WINDOW
from chopin_studio.engine.classic.vocabulary import Vocabulary
from chopin_studio.training.classic.checkpoint import EpochFigures, TrainingRun, steps_taken
from chopin_studio.training.classic.corpus import TokenisedPiece, chopin_pieces, tokenise
from chopin_studio.training.classic.dataset import Batch, last_note_windows, random_windows
from chopin_studio.training.classic.distribution import StrategyError, strategy_named, worker_index
from chopin_studio.training.classic.network import classic_network
from chopin_studio.training.classic.recipe import Recipe
from chopin_studio.training.classic.train_loop import TrainOn, trainer

SECONDS_BETWEEN_CHECKPOINTS = 60.0

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """What to train, from what, and where to put it.

    The bundle is written to `out`/classic-`hidden_units`; `work` has the states of runs, from which
    training with the same options resumes after an interruption. Training ends after `epochs`
    epochs (None: that of the recipe) or with the first whose loss is at most `stop_at_loss`.
    `strategy` is one of `choices.STRATEGIES`.
    """

    corpus: Path
    out: Path
    work: Path
    hidden_units: int
    recipe: Recipe
    epochs: int | None = None
    stop_at_loss: float | None = None
    random_state: int = 0
    strategy: str = "one"

    @property
    def bundle_id(self) -> str:
        """The id of the bundle that will be written."""
        return f"classic-{self.hidden_units}"

    @property
    def is_chief(self) -> bool:
        """Whether this process, of all that train together, writes the bundle."""
        return self.strategy != "multiworker" or worker_index() == 0

    @property
    def last_epoch(self) -> int:
        """The largest number of epochs to train."""
        return self.recipe.epochs if self.epochs is None else self.epochs


@dataclass(frozen=True, slots=True)
class TrainedNetwork:
    """The result of a run: the network with its best weights, and its learning curve."""

    recipe: Recipe
    network: keras.Model
    vocabulary: Vocabulary
    pieces: list[TokenisedPiece]
    curve: list[EpochFigures]

    @property
    def ids(self) -> list[int]:
        """All pieces as one row of token ids, as the paper joined them."""
        return joined_ids(self.pieces, self.vocabulary)


def train_classic(options: TrainingOptions, report: Report) -> TrainedNetwork:
    """Train, or resume, to the end that the options set; report progress in lines of text."""
    strategy = strategy_named(options.strategy)
    pieces = tokenise(chopin_pieces(options.corpus), options.work, report)
    vocabulary = Vocabulary.of(piece.chords for piece in pieces)
    ids = joined_ids(pieces, vocabulary)
    report(f"{len(pieces)} pieces, {len(ids)} tokens, vocabulary of {len(vocabulary)}")
    if strategy.num_replicas_in_sync > 1:
        report(f"each step is distributed over {strategy.num_replicas_in_sync} devices")
    run = TrainingRun(options.work / _run_name(options))
    steps = ceil(_windows_per_epoch(options.recipe, len(ids)) / options.recipe.batch)
    with strategy.scope():
        network = run.resume()
        if network is None:
            keras.utils.set_random_seed(options.random_state)
            network = _compiled(options, len(vocabulary), steps)
    curve = run.curve(steps_taken(network) // steps)
    _see_that_workers_agree(len(curve), strategy)
    # XLA cannot compile a step whose variables are on several devices.
    jit = options.recipe.jit and options.strategy == "one"
    train_on = trainer(network, options.recipe.batch, jit, strategy)
    curve = _fit(network, train_on, ids, len(vocabulary), options, run, curve, report)
    run.load_best(network)
    return TrainedNetwork(options.recipe, network, vocabulary, pieces, curve)


def _fit(
    network: keras.Model,
    train_on: TrainOn,
    ids: Sequence[int],
    vocabulary_size: int,
    options: TrainingOptions,
    run: TrainingRun,
    curve: list[EpochFigures],
    report: Report,
) -> list[EpochFigures]:
    """Train epoch by epoch with checkpoints; return the whole learning curve."""
    best = min((row.loss for row in curve), default=float("inf"))
    saved_at = time.monotonic()
    # Several workers must resume from the same epoch, so each saves every one.
    pause = 0.0 if options.strategy == "multiworker" else SECONDS_BETWEEN_CHECKPOINTS
    while len(curve) < options.last_epoch and not _is_reached(options.stop_at_loss, best):
        row = _epoch(train_on, ids, vocabulary_size, options, len(curve))
        curve.append(row)
        report(
            f"{options.bundle_id} epoch {row.epoch}/{options.last_epoch}  "
            f"loss {row.loss:.4f}  {row.tokens_per_second:.0f} tokens/s"
        )
        if row.loss < best:
            best = row.loss
            run.keep_best(network)
        if time.monotonic() - saved_at >= pause:
            run.checkpoint(network, curve)
            saved_at = time.monotonic()
    run.checkpoint(network, curve)
    return curve


def _epoch(
    train_on: TrainOn,
    ids: Sequence[int],
    vocabulary_size: int,
    options: TrainingOptions,
    epoch: int,
) -> EpochFigures:
    """Train one epoch on windows that depend only on the random state and the epoch's number."""
    rng = np.random.default_rng([options.random_state, epoch])
    windows = _windows(options.recipe, ids, vocabulary_size, rng)
    started = time.monotonic()
    loss = train_on(windows)
    seconds = time.monotonic() - started
    return EpochFigures(epoch + 1, loss, seconds, windows[1].size / seconds)


def _windows(
    recipe: Recipe, ids: Sequence[int], vocabulary_size: int, rng: np.random.Generator
) -> Batch:
    """Return an epoch's windows in random order."""
    if recipe.every_position:
        count = _windows_per_epoch(recipe, len(ids))
        return random_windows(ids, vocabulary_size, count, rng)
    inputs, targets = last_note_windows(ids, vocabulary_size)
    order = rng.permutation(len(targets))
    return inputs[order], targets[order]


def _windows_per_epoch(recipe: Recipe, tokens: int) -> int:
    """Count an epoch's windows: all overlapping ones, or as many whole batches as one pass fills.

    A short last batch would cost a second compilation and unsettle the batch normalisation.
    """
    if not recipe.every_position:
        return tokens - WINDOW
    return max(1, tokens // WINDOW // recipe.batch) * recipe.batch


def _compiled(options: TrainingOptions, vocabulary_size: int, steps: int) -> keras.Model:
    """Return the compiled network."""
    network = classic_network(
        options.hidden_units,
        vocabulary_size,
        WINDOW,
        options.recipe.every_position,
        options.recipe.precision,
    )
    # The loss is named for readers of a checkpoint; `trainer` calculates it itself.
    network.compile(
        options.recipe.optimizer(steps * options.last_epoch), "sparse_categorical_crossentropy"
    )
    return network


def joined_ids(pieces: Sequence[TokenisedPiece], vocabulary: Vocabulary) -> list[int]:
    """Join all pieces into one row of ids, as the paper did."""
    known = {chord: i for i, chord in enumerate(vocabulary.chords)}
    return [known[chord] for piece in pieces for chord in piece.chords]


def _run_name(options: TrainingOptions) -> str:
    """Return the name of the folder of the run's state; that of the chief has no suffix."""
    name = f"{options.bundle_id}-{options.recipe.name}"
    return name if options.is_chief else f"{name}-worker-{worker_index()}"


def _see_that_workers_agree(epochs_done: int, strategy: tf.distribute.Strategy) -> None:
    """Raise StrategyError where several workers would resume from different epochs."""
    mine = tf.constant(float(epochs_done))
    mean = strategy.reduce(
        tf.distribute.ReduceOp.MEAN, strategy.run(lambda: tf.identity(mine)), axis=None
    )
    if float(mean) != epochs_done:
        raise StrategyError(
            f"The workers' runs differ: this one has {epochs_done} epochs, and on average they "
            f"have {float(mean):g}. Copy the run of one worker to the others, or start again."
        )


def _is_reached(goal: float | None, loss: float) -> bool:
    return goal is not None and loss <= goal
