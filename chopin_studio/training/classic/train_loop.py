"""One pass of training over windows, on one device or on several."""

from collections.abc import Callable, Iterator

import keras
import tensorflow as tf

from chopin_studio.training.classic.dataset import Batch

TrainOn = Callable[[Batch], float]
"""Trains once on all windows in their order and returns their mean loss in nats a token."""


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

    def train(windows: Batch) -> float:
        inputs, targets = windows
        losses = [
            step(part)
            for part in strategy.experimental_distribute_dataset(_dataset(windows, batch))
        ]
        sizes = _sizes(len(inputs), batch)
        weighted = sum(float(loss) * size for loss, size in zip(losses, sizes, strict=True))
        return weighted / len(targets)

    return train


def _step_of(network: keras.Model, devices: int) -> Callable[[tf.Tensor, tf.Tensor], tf.Tensor]:
    """Return the function of one device in a step, which returns its share of the loss."""

    def step(inputs: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
        with tf.GradientTape() as tape:
            predicted = network(inputs, training=True)
            losses = keras.losses.sparse_categorical_crossentropy(targets, predicted)
            share = tf.reduce_mean(losses) / devices
        gradients = tape.gradient(share, network.trainable_variables)
        # In the scope of a strategy this sums the gradients of the devices before the step.
        network.optimizer.apply(gradients, network.trainable_variables)
        return share

    return step


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
