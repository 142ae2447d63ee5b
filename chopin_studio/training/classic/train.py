"""Train a network of the classic family and write it as a bundle."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
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
from chopin_studio.training.classic.train_loop import MeanLosses, TrainOn, trainer
from chopin_studio.training.classic.window_losses import loss_in_training

SECONDS_BETWEEN_CHECKPOINTS = 60.0

_NEAR = 1.3
"""Times the goal: from here on the loss is measured, four times in an epoch."""

_PARTS_NEAR_GOAL = 4

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """What to train, from what, and where to put it.

    The bundle is written to `out`/classic-`hidden_units`; `work` has the states of runs, from which
    training with the same options resumes after an interruption. Training ends after `epochs`
    epochs (None: that of the recipe), or when the loss of the notes after whole windows, as the
    network plays, is at most `stop_at_loss`: it is measured each quarter of an epoch once it is
    near.
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
    curve = run.curve(ceil(steps_taken(network) / steps))
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
    goal = _Goal(network, ids, vocabulary_size, options)
    best = min((row.loss for row in curve), default=float("inf"))
    saved_at = time.monotonic()
    # Several workers must resume from the same epoch, so each saves every one.
    pause = 0.0 if options.strategy == "multiworker" else SECONDS_BETWEEN_CHECKPOINTS
    is_reached = goal.is_reached(curve)
    while len(curve) < options.last_epoch and not is_reached:
        row, is_reached = _epoch(train_on, ids, vocabulary_size, options, curve, goal)
        curve.append(row)
        report(
            f"{options.bundle_id} epoch {row.epoch}/{options.last_epoch}  "
            f"loss {row.loss:.4f}  at window ends {row.window_end_loss:.4f}  "
            f"{row.tokens_per_second:.0f} tokens/s"
        )
        if row.loss < best or is_reached:
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
    curve: Sequence[EpochFigures],
    goal: "_Goal",
) -> tuple[EpochFigures, bool]:
    """Train the epoch after `curve`, or the part of it that reaches the goal; tell which.

    Its windows depend only on the random state and the epoch's number.
    """
    rng = np.random.default_rng([options.random_state, len(curve)])
    inputs, targets = _windows(options.recipe, ids, vocabulary_size, rng)
    losses: list[MeanLosses] = []
    sizes: list[int] = []
    seconds, is_reached = 0.0, False
    for part in _parts(len(inputs), options.recipe.batch, goal.parts_after(curve)):
        started = time.monotonic()
        losses.append(train_on((inputs[part], targets[part])))
        seconds += time.monotonic() - started
        sizes.append(targets[part].size)
        is_reached = goal.is_reached_by(losses[-1])
        if is_reached:
            break
    every, ends = np.average(
        [(one.all_positions, one.window_ends) for one in losses], axis=0, weights=sizes
    )
    figures = EpochFigures(len(curve) + 1, float(every), float(ends), seconds, sum(sizes) / seconds)
    return figures, is_reached


def _parts(windows: int, batch: int, count: int) -> list[slice]:
    """Divide an epoch into `count` parts of whole batches, or fewer where it has fewer."""
    steps = ceil(windows / batch)
    bounds = np.unique(np.linspace(0, steps, count + 1).round().astype(int)) * batch
    return [slice(int(begin), int(end)) for begin, end in pairwise(bounds)]


@dataclass(frozen=True, slots=True)
class _Goal:
    """Whether the training has reached the loss at which it is to stop.

    By the recipe with one target a window, the epoch's loss itself is what the paper reports;
    otherwise the notes after whole windows are measured apart, once their running mean is near.
    """

    network: keras.Model
    ids: Sequence[int]
    vocabulary_size: int
    options: TrainingOptions

    def parts_after(self, curve: Sequence[EpochFigures]) -> int:
        """Return in how many parts to train the next epoch, with the goal asked after each."""
        is_near = self.options.recipe.every_position and bool(curve) and self._is_near(curve[-1])
        return _PARTS_NEAR_GOAL if is_near else 1

    def is_reached(self, curve: Sequence[EpochFigures]) -> bool:
        """Return whether a run with this curve is at its end already."""
        return bool(curve) and self._asked(curve[-1].window_end_loss)

    def is_reached_by(self, part: MeanLosses) -> bool:
        """Return whether the network has reached the goal by the part just trained."""
        return self._asked(part.window_ends)

    def _is_near(self, row: EpochFigures) -> bool:
        goal = self.options.stop_at_loss
        return goal is not None and row.window_end_loss <= _NEAR * goal

    def _asked(self, running: float) -> bool:
        goal = self.options.stop_at_loss
        if goal is None or running > _NEAR * goal:
            return False
        if not self.options.recipe.every_position:
            return running <= goal
        return loss_in_training(self.network, self.ids, self.vocabulary_size) <= goal


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
