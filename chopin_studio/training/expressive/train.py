"""Train a network of the expressive family."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import keras
import numpy as np
import tensorflow as tf

from chopin_studio.engine.expressive.attributes import ATTRIBUTES
from chopin_studio.training.classic.corpus import CorpusError
from chopin_studio.training.common.window_lstm import Tensor
from chopin_studio.training.expressive.checkpoint import (
    ExpressiveFigures,
    ExpressiveRun,
    RunState,
    Tensors,
)
from chopin_studio.training.expressive.corpus import EncodedPiece, encoded_pieces, split
from chopin_studio.training.expressive.dataset import RandomWindows, WindowBatch, whole_pieces
from chopin_studio.training.expressive.earlier_weights import earlier_weights
from chopin_studio.training.expressive.network import (
    expressive_network,
    named_weights,
    set_expressive_tensors,
)
from chopin_studio.training.expressive.recipe import ExpressiveOptions, Schedule
from chopin_studio.training.expressive.told import Told

_SECONDS_BETWEEN_CHECKPOINTS = 150.0

_LEAST_KNOWN = 0.3
"""About the share of notes whose velocity is known: of scores it is not."""

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class TrainedExpressive:
    """The result of a run: a float32 network with the best averaged weights, and the curve."""

    network: keras.Model
    pieces: list[EncodedPiece]
    curve: tuple[ExpressiveFigures, ...]


def train_expressive(options: ExpressiveOptions, report: Report) -> TrainedExpressive:
    """Train, or resume, to the end that the options set; report progress in lines of text.

    Raises CorpusError where the corpus lacks pieces for training or for validation, RunError where
    the work folder has a run with other options.
    """
    pieces = encoded_pieces(options.corpus, options.work, report)
    training, validation = split(pieces)
    if not training or not validation:
        raise CorpusError(
            f"{options.corpus} lacks pieces for training or for validation. "
            "Set the folder of the whole corpus by --corpus."
        )
    windows = RandomWindows(training)
    schedule = Schedule(options, windows.notes, windows.shares)
    report(
        f"{len(training)} pieces, {windows.notes} notes, {schedule.steps} steps; "
        f"{len(validation)} pieces for validation"
    )
    run = ExpressiveRun(options.work / options.bundle_id, options.settings)
    untold, told = (
        whole_pieces(validation, each) for each in (Told(), Told(form=True, chords=True))
    )
    trainer = Trainer(schedule, windows, Validation(untold, told))
    state = run.resume()
    if state is not None:
        trainer.restore(state)
    elif options.start_from is not None:
        trainer.begin_with(options.start_from)
    _fit(trainer, run, report)
    network = expressive_network(options.hidden_units)
    set_expressive_tensors(network, run.best())
    return TrainedExpressive(network, pieces, tuple(trainer.curve))


class Validation(NamedTuple):
    """The pieces for validation, told nothing of their plans, and told their forms and chords."""

    untold: WindowBatch
    told: WindowBatch


class Trainer:
    """A network in training: it takes one step after the other, and can be saved and restored.

    A step depends only on the options, its number and the state before it.
    """

    def __init__(self, schedule: Schedule, windows: RandomWindows, validation: Validation) -> None:
        options = schedule.options
        keras.utils.set_random_seed(options.random_state)
        self.schedule = schedule
        self.network = expressive_network(options.hidden_units, options.dropout, options.precision)
        self.average = expressive_network(options.hidden_units, precision=options.precision)
        self.step = 0
        self.curve: list[ExpressiveFigures] = []
        self._windows = windows
        self._validation = validation
        self._optimizer = keras.optimizers.AdamW(
            options.peak_rate, weight_decay=options.weight_decay, global_clipnorm=1.0
        )
        self._optimizer.build(self.network.trainable_variables)
        self._averaged = list(
            zip(
                named_weights(self.average).values(),
                named_weights(self.network).values(),
                strict=True,
            )
        )
        # Sums since the last row of the curve: nats, notes, seconds.
        self._since_row = np.zeros(3)
        self._seconds = 0.0
        self._notes = 0
        batch_spec = _batch_spec(self.network)
        self._compiled_step = tf.function(
            self._train_on, input_signature=[batch_spec, tf.TensorSpec((), tf.float32)]
        )
        self._compiled_losses = tf.function(self._average_losses, input_signature=[batch_spec])

    @property
    def is_done(self) -> bool:
        """Whether the run is at its end."""
        return self.step >= self.schedule.steps

    def advance(self) -> None:
        """Train one step."""
        started = time.monotonic()
        batch = self.batch(self.step)
        self._optimizer.learning_rate.assign(self.schedule.rate(self.step))
        decay = tf.constant(self.schedule.average_decay(self.step), tf.float32)
        nats = float(self._compiled_step(batch, decay))
        self.step += 1
        self._notes += batch.notes
        self._since_row += (nats * batch.notes, batch.notes, time.monotonic() - started)

    def batch(self, step: int) -> WindowBatch:
        """Return the windows of a step, which are the same at every call."""
        options = self.schedule.options
        rng = np.random.default_rng([options.random_state, step])
        shares = self.schedule.windows_shares(step)
        return self._windows.batch(rng, options.windows, self.schedule.window(step), shares)

    def validation_losses(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Return the averaged weights' nats a note on the validation pieces, by attribute.

        The first are those of music whose plan is not told, the second where it is.
        """
        untold, told = (self._compiled_losses(batch).numpy() for batch in self._validation)
        return tuple(untold.tolist()), tuple(told.tolist())

    def add_row(self) -> ExpressiveFigures:
        """Validate and write a row of the curve."""
        nats, notes, seconds = self._since_row.tolist()
        self._seconds += seconds
        row = ExpressiveFigures(
            self.step,
            self._notes / self.schedule.notes,
            self._seconds,
            notes / seconds,
            self.schedule.rate(self.step),
            nats / notes,
            *self.validation_losses(),
        )
        self._since_row[:] = 0
        self.curve.append(row)
        return row

    def begin_with(self, folder: Path) -> None:
        """Begin with the weights of the bundle in `folder`; raises StudioError where it cannot."""
        named = named_weights(self.network)
        fresh = {name: np.asarray(weight, np.float32) for name, weight in named.items()}
        weights = earlier_weights(folder, self.schedule.options.hidden_units, fresh)
        for network in (self.network, self.average):
            set_expressive_tensors(network, dict(weights))

    def state(self) -> RunState:
        """Return everything on which the next steps depend."""
        tensors = {name: np.asarray(variable) for name, variable in self._variables().items()}
        tensors["progress"] = np.array([self.step, self._notes, self._seconds, *self._since_row])
        return RunState(tensors, tuple(self.curve))

    def restore(self, state: RunState) -> None:
        """Go back to a state."""
        for name, variable in self._variables().items():
            variable.assign(state.tensors[name])
        step, notes, self._seconds, *since_row = state.tensors["progress"].tolist()
        self.step, self._notes = int(step), int(notes)
        self._since_row[:] = since_row
        self.curve = list(state.curve)

    def average_weights(self) -> Tensors:
        """Return the averaged weights by their names, in float32."""
        return {name: np.asarray(weight) for name, weight in named_weights(self.average).items()}

    def _variables(self) -> dict[str, keras.Variable]:
        """Return all variables by name, including the state of the dropout generator."""
        groups = {
            "network": self.network.variables,
            "average": self.average.variables,
            "optimizer": self._optimizer.variables,
        }
        return {
            f"{group}/{k}": variable
            for group, variables in groups.items()
            for k, variable in enumerate(variables)
        }

    def _train_on(self, batch: WindowBatch, decay: Tensor) -> Tensor:
        """Take a step and return its loss: nats a note, summed over the attributes."""
        with tf.GradientTape() as tape:
            losses = self.network(batch.inputs, training=True)
            loss = tf.reduce_sum(_mean_losses(losses, batch, _LEAST_KNOWN))
        variables = self.network.trainable_variables
        gradients = tape.gradient(loss, [variable.value for variable in variables])
        self._optimizer.apply(gradients, variables)
        for average, weight in self._averaged:
            average.assign(decay * average + (1 - decay) * weight)
        return loss

    def _average_losses(self, batch: WindowBatch) -> Tensor:
        return _mean_losses(self.average(batch.inputs, training=False), batch)


def _batch_spec(network: keras.Model) -> WindowBatch:
    """Return a signature for batches of any size, so that longer windows need no recompilation."""
    inputs = {i.name: tf.TensorSpec(i.shape, tf.int32) for i in network.inputs}
    return WindowBatch(inputs, tf.TensorSpec((None, None, len(ATTRIBUTES)), tf.int32))


def _mean_losses(losses: Tensor, batch: WindowBatch, least_known: float = 0.0) -> Tensor:
    """Average cross-entropies [batch, steps, 7] over what counts of each attribute: [7].

    Where an attribute is known of fewer than this share of the notes, the sum is divided by the
    share, so that a few notes do not weigh as much as a batch.
    """
    counts = tf.cast(batch.counts, tf.float32)
    known = tf.reduce_sum(counts, (0, 1))
    least = tf.maximum(least_known * tf.reduce_max(known), 1.0)
    return tf.reduce_sum(losses * counts, (0, 1)) / tf.maximum(known, least)


def _fit(trainer: Trainer, run: ExpressiveRun, report: Report) -> None:
    """Train to the end, with checkpoints and rows of the curve."""
    options = trainer.schedule.options
    saved_at = time.monotonic()
    while not trainer.is_done:
        trainer.advance()
        if trainer.step % options.steps_between_validations == 0 or trainer.is_done:
            row = trainer.add_row()
            report(_in_words(row, trainer))
            if row.validation_mean <= min(r.validation_mean for r in trainer.curve):
                run.keep_best(trainer.average_weights())
        if time.monotonic() - saved_at >= _SECONDS_BETWEEN_CHECKPOINTS or trainer.is_done:
            run.checkpoint(trainer.state())
            saved_at = time.monotonic()


def _in_words(row: ExpressiveFigures, trainer: Trainer) -> str:
    parts = zip(ATTRIBUTES, row.validation, strict=True)
    return (
        f"{trainer.schedule.options.bundle_id} step {row.step}/{trainer.schedule.steps}  "
        f"{row.passes:.2f} passes  training {row.training:.3f}  "
        f"validation {row.validation_sum:.3f} ("
        + " ".join(f"{name} {nats:.3f}" for name, nats in parts)
        + f"), told its plan {row.told_sum:.3f}  {row.notes_per_second:.0f} notes/s"
    )
