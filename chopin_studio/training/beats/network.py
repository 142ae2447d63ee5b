"""The network that finds beats, in Keras, and its weights as the app runs them."""

import keras
import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.performance.beat_network import (
    DILATIONS,
    HEADS,
    OUTPUTS,
    PERIODS_SEC,
    TAPS,
    BeatNetwork,
)
from chopin_studio.music.performance.onset_features import FEATURES

_PERIOD_BLUR = 0.7
"""The true length of a beat is a normal distribution over the lengths: so many of their steps."""

_LOSS_WEIGHTS = {"beat": 1.0, "downbeat": 1.0, "period": 0.2, "meter": 0.15, "place": 0.4}


def build_network(units: int, dropout: float) -> keras.Model:
    """Return an untrained network over sequences of standardised features."""
    inputs = keras.Input((None, FEATURES))
    state = keras.layers.Dense(units, activation="relu", name="enter")(
        keras.layers.Dropout(dropout)(inputs)
    )
    for number, dilation in enumerate(DILATIONS):
        mixed = keras.layers.Conv1D(
            units,
            TAPS,
            dilation_rate=dilation,
            padding="same",
            activation="relu",
            name=f"taps_{number}",
        )(state)
        mixed = keras.layers.Dropout(dropout)(mixed)
        state = state + keras.layers.Dense(units, name=f"project_{number}")(mixed)
    return keras.Model(inputs, keras.layers.Dense(OUTPUTS, name="out")(state))


def loss(truth: keras.KerasTensor, told: keras.KerasTensor) -> keras.KerasTensor:
    """Return the loss of sequences, [batch, s]; `truth` is laid out as `packed_truth` does."""
    ops = keras.ops
    total, column = 0.0, 0
    for place, (name, size) in enumerate(HEADS.items()):
        logits = told[..., column : column + size]
        column += size
        target = truth[..., place]
        if size == 1:
            own = ops.binary_crossentropy(target, logits[..., 0], from_logits=True)
        elif name == "period":
            apart = ops.arange(len(PERIODS_SEC), dtype="float32") - target[..., None]
            likely = ops.softmax(-((apart / _PERIOD_BLUR) ** 2) / 2)
            own = -ops.sum(likely * ops.log_softmax(logits), -1)
        else:
            one_hot = ops.one_hot(ops.cast(target, "int32"), size)
            own = -ops.sum(one_hot * ops.log_softmax(logits), -1)
        total = total + _LOSS_WEIGHTS[name] * own
    return total


def app_network(
    model: keras.Model, means: NDArray[np.float32], scales: NDArray[np.float32]
) -> BeatNetwork:
    """Return the network as the app runs it, its weights rounded to half precision as on disk."""

    def weights(name: str) -> list[NDArray[np.float32]]:
        return [
            np.asarray(value, np.float16).astype(np.float32)
            for value in model.get_layer(name).get_weights()
        ]

    layers = []
    for number in range(len(DILATIONS)):
        taps, taps_bias = weights(f"taps_{number}")
        project, project_bias = weights(f"project_{number}")
        layers.append((taps, taps_bias, project, project_bias))
    enter, enter_bias = weights("enter")
    out, out_bias = weights("out")
    return BeatNetwork(means, scales, enter, enter_bias, tuple(layers), out, out_bias)


def set_weights(model: keras.Model, network: BeatNetwork) -> None:
    """Give a network of the same size the weights of one that is run by the app."""
    model.get_layer("enter").set_weights([network.enter, network.enter_bias])
    for number, (taps, taps_bias, project, project_bias) in enumerate(network.layers):
        model.get_layer(f"taps_{number}").set_weights([taps, taps_bias])
        model.get_layer(f"project_{number}").set_weights([project, project_bias])
    model.get_layer("out").set_weights([network.out, network.out_bias])
