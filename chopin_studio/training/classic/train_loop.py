"""One pass of training over windows, on one device or on several."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import keras
import numpy as np
import tensorflow as tf

from chopin_studio.training.classic.dataset import Batch


@dataclass(frozen=True, slots=True)
class MeanLosses:
    """Mean losses of a pass in nats a token, while the weights still changed.

    `all_positions` counts every target, `window_ends` those of the last quarter of each window,
    whose notes are foretold from at least three quarters of one. They are the same where a window
    has one target, the note after it.
    """

    all_positions: float
    window_ends: float


TrainOn = Callable[[Batch], MeanLosses]
"""Trains once on all windows in their order."""


def trainer(
    network: keras.Model, batch: int, jit: bool, strategy: tf.distribute.Strategy
) -> TrainOn:
    """Return a function that trains `network`, built in the scope of `strategy`, by its optimizer.

    The loss is the categorical cross-entropy of the targets. A step has `batch` windows, whatever
    the number of devices; each device computes its share of them. `fit` is not used, since in
    Keras 3 it does not run on several machines.
    """
    with strategy.scope():
        network.optimizer.build(network.trainable_variables)
    on_each_device = tf.function(_step_of(network, strategy.num_replicas_in_sync), jit_compile=jit)

    def share_out(windows: tuple[tf.Tensor, tf.Tensor]) -> tf.Tensor:
        shares = strategy.run(on_each_device, args=windows)
        return strategy.reduce(tf.distribute.ReduceOp.SUM, shares, axis=None)

    step = tf.function(share_out)

    def train(windows: Batch) -> MeanLosses:
        losses = [
            step(part)
            for part in strategy.experimental_distribute_dataset(_dataset(windows, batch))
        ]
        sizes = list(_sizes(len(windows[0]), batch))
        return MeanLosses(*np.average([loss.numpy() for loss in losses], axis=0, weights=sizes))

    return train


def _step_of(network: keras.Model, devices: int) -> Callable[[tf.Tensor, tf.Tensor], tf.Tensor]:
    """Return the function of one device in a step, which returns its share of both losses."""

    def step(inputs: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
        with tf.GradientTape() as tape:
            predicted = network(inputs, training=True)
            losses = keras.losses.sparse_categorical_crossentropy(targets, predicted)
            share = tf.reduce_mean(losses) / devices
        gradients = tape.gradient(share, network.trainable_variables)
        # In the scope of a strategy this sums the gradients of the devices before the step.
        network.optimizer.apply(gradients, network.trainable_variables)
        return tf.stack([share, tf.reduce_mean(_at_window_ends(losses)) / devices])

    return step


def _at_window_ends(losses: tf.Tensor) -> tf.Tensor:
    """Return the losses of each window's last quarter, or all where it has one: [windows]."""
    if losses.shape.rank == 1:
        return losses
    return losses[:, -(losses.shape[1] // 4) :]


def _dataset(windows: Batch, batch: int) -> tf.data.Dataset:
    """Return the windows in batches, each of which may be distributed over workers."""
    options = tf.data.Options()
    policy = tf.data.experimental.AutoShardPolicy.DATA
    options.experimental_distribute.auto_shard_policy = policy
    return tf.data.Dataset.from_tensor_slices(windows).batch(batch).with_options(options)


def _sizes(windows: int, batch: int) -> Iterator[int]:
    """Yield the number of windows of each batch."""
    for start in range(0, windows, batch):
        yield min(batch, windows - start)
