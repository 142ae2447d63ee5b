"""The networks, as Keras models."""

from math import prod

import keras

PAPER_HIDDEN_UNITS = (256, 384, 512, 640, 768)


def classic_network(
    hidden_units: int,
    vocabulary_size: int,
    window: int | None = 100,
    every_position: bool = False,
) -> keras.Model:
    """Build the paper's network, deduced from the parameter counts of its table 2.

    Input: float32 [batch, window, 1], token id / vocabulary size, so in [0, 1). Output:
    probabilities [batch, vocabulary], or [batch, window, vocabulary] with `every_position`: the
    same function of each window's every prefix, with the same weights.
    """
    layers = [
        keras.Input((window, 1), name="tokens"),
        keras.layers.LSTM(hidden_units, return_sequences=True, name="lstm_1"),
        keras.layers.LSTM(hidden_units, return_sequences=True, name="lstm_2"),
        keras.layers.LSTM(hidden_units, return_sequences=every_position, name="lstm_3"),
        keras.layers.Dense(hidden_units // 2, name="dense"),
        keras.layers.BatchNormalization(name="norm"),
        keras.layers.Dense(vocabulary_size, activation="softmax", name="output"),
    ]
    return keras.Sequential(layers, name=f"classic_{hidden_units}")


def trainable_and_total(network: keras.Model) -> tuple[int, int]:
    """Count the network's trainable parameters and all of them."""
    trainable = sum(prod(weight.shape) for weight in network.trainable_weights)
    return trainable, sum(prod(weight.shape) for weight in network.weights)
