"""The networks, as Keras models."""

from math import prod

import keras
import numpy as np
from numpy.typing import NDArray

from chopin_studio.training.common.window_lstm import WindowLstm

_PARTS = {
    "lstm": ("kernel", "recurrent", "bias"),
    "dense": ("kernel", "bias"),
    "norm": ("gamma", "beta", "mean", "variance"),
    "output": ("kernel", "bias"),
}
"""The tensors of each kind of layer, in Keras's order."""


def classic_network(
    hidden_units: int,
    vocabulary_size: int,
    window: int | None = 100,
    every_position: bool = False,
    precision: str = "float32",
) -> keras.Model:
    """Build the network of the paper, derived from the parameter counts in its table 2.

    Input: float32 [batch, window, 1], token id / vocabulary size, so in [0, 1). Output:
    probabilities [batch, vocabulary], or [batch, window, vocabulary] with `every_position`: the
    same function of every prefix of a window, with the same weights.

    With `every_position` the layers are arranged for training (see `WindowLstm`), and `precision`
    "mixed_bfloat16" has all but the first and the last calculate in bfloat16: the first's input
    tells thousands of tokens apart by one number, for which bfloat16 has 8 bits, and the
    probabilities are float32 too.
    """
    layers = [
        keras.Input((window, 1), name="tokens"),
        *_lstm_layers(hidden_units, every_position, precision),
        keras.layers.Dense(hidden_units // 2, name="dense", dtype=precision),
        keras.layers.BatchNormalization(name="norm", dtype=precision),
        keras.layers.Dense(vocabulary_size, activation="softmax", name="output"),
    ]
    return keras.Sequential(layers, name=f"classic_{hidden_units}")


def _lstm_layers(hidden_units: int, every_position: bool, precision: str) -> list[keras.Layer]:
    """Return the three LSTM layers; the last one outputs all hidden states, or only the last."""
    if every_position:
        precisions = ("float32", precision, precision)
        return [
            WindowLstm(hidden_units, name=f"lstm_{k}", dtype=one)
            for k, one in enumerate(precisions, 1)
        ]
    return [
        keras.layers.LSTM(hidden_units, return_sequences=k < 3, name=f"lstm_{k}") for k in (1, 2, 3)
    ]


def trainable_and_total(network: keras.Model) -> tuple[int, int]:
    """Count the network's trainable parameters and all of them."""
    trainable = sum(prod(weight.shape) for weight in network.trainable_weights)
    return trainable, sum(prod(weight.shape) for weight in network.weights)


def network_tensors(
    network: keras.Model, precision: type[np.floating]
) -> dict[str, NDArray[np.generic]]:
    """Return a classic network's weights in `precision`, under the bundle's names.

    The four vectors of the normalisation are float32 in any case: they are small, and a variance
    can lie outside what float16 holds.
    """
    tensors: dict[str, NDArray[np.generic]] = {}
    for layer in network.layers:
        kind = layer.name.split("_")[0]
        narrowed = np.float32 if kind == "norm" else precision
        for part, weight in zip(_PARTS[kind], layer.get_weights(), strict=True):
            tensors[f"{layer.name}/{part}"] = np.ascontiguousarray(weight, narrowed)
    return tensors
