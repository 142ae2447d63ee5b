"""The loss of the notes after whole windows, which is how the paper reads one."""

from collections.abc import Iterator, Sequence

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from chopin_studio.engine.classic.codec import WINDOW
from chopin_studio.engine.classic.generate import ClassicNetwork
from chopin_studio.engine.sampling import softmax
from chopin_studio.training.classic.dataset import Batch, scaled

COUNTED = WINDOW // 4
"""The notes counted of each window are its last ones, foretold after 76 to 100 others.

The windows lie so that each note is counted once: a hundred times less work than a window for
each note, for nearly the same mean.
"""

_BATCH = 64


def loss_in_training(network: keras.Model, ids: Sequence[int], vocabulary_size: int) -> float:
    """Return the mean loss in nats of a network with an output for every position.

    It is calculated as the network plays, the normalisation by its running statistics.
    """
    inputs, targets = counting_each_note(ids, vocabulary_size)

    def batch_losses(inputs: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
        predicted = network(inputs, training=False)[:, -COUNTED:]
        return keras.losses.sparse_categorical_crossentropy(targets, predicted)

    losses = tf.function(batch_losses)
    found = [
        losses(inputs[place : place + _BATCH], targets[place : place + _BATCH]).numpy()
        for place in range(0, len(inputs), _BATCH)
    ]
    return float(np.concatenate(found).mean())


def loss_as_played(network: ClassicNetwork, ids: Sequence[int]) -> float:
    """Return the mean loss in nats of a network as the studio's engine runs it."""
    inputs, targets = counting_each_note(ids, network.vocabulary_size)
    found = [
        _losses_as_played(network, inputs[place : place + _BATCH], targets[place : place + _BATCH])
        for place in range(0, len(inputs), _BATCH)
    ]
    return float(np.concatenate(found).mean())


def counting_each_note(ids: Sequence[int], vocabulary_size: int) -> Batch:
    """Cut windows [n, WINDOW, 1] whose targets [n, COUNTED] are each note but the first few once.

    The notes that don't fill a last window are left out.
    """
    tokens = np.asarray(ids, np.int32)
    if len(tokens) <= WINDOW:
        raise ValueError(f"{len(tokens)} tokens do not fill one window of {WINDOW}")
    windows = np.lib.stride_tricks.sliding_window_view(tokens, WINDOW + 1)[::COUNTED]
    return scaled(windows[:, :-1], vocabulary_size), windows[:, -COUNTED:]


def _losses_as_played(
    network: ClassicNetwork, inputs: NDArray[np.float32], targets: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Return the losses [windows, COUNTED] of one batch, from zero state."""
    found = np.empty(targets.shape)
    for position, hidden in enumerate(hidden_by_position(network, inputs)):
        counted = position - (WINDOW - COUNTED)
        if counted >= 0:
            for window, logits in enumerate(network.head.logits(hidden)):
                found[window, counted] = -np.log(softmax(logits)[targets[window, counted]])
    return found


def hidden_by_position(
    network: ClassicNetwork, inputs: NDArray[np.float32]
) -> Iterator[NDArray[np.float32]]:
    """Yield the last layer's hidden state [windows, units] after each position, from zero state.

    `inputs` are [windows, positions, 1]. The array yielded is overwritten by the next position.
    """
    sizes = [(len(inputs), layer.units) for layer in network.layers]
    states = [(np.zeros(size, np.float32), np.zeros(size, np.float32)) for size in sizes]
    for position in range(inputs.shape[1]):
        below = inputs[:, position]
        for layer, (hidden, cell) in zip(network.layers, states, strict=True):
            layer.step(below, hidden, cell)
            below = hidden
        yield below
