"""The network of the hands in Keras, and the way from there to NumPy."""

from collections.abc import Mapping
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.hands.network import DISTANCES, INPUTS, HandNetwork

Floats = NDArray[np.float32]


class Neighbours(keras.layers.Layer):  # type: ignore[misc]  # Keras has no types
    """Puts what is `distance` notes before and after beside each note, 0 beyond the ends."""

    def __init__(self, distance: int) -> None:
        super().__init__()
        self._distance = distance

    def call(self, x: Any) -> Any:  # noqa: ANN401
        """Map [windows, notes, units] to [windows, notes, 3 units]."""
        d = self._distance
        padded = keras.ops.pad(x, [[0, 0], [d, d], [0, 0]])
        return keras.ops.concatenate([padded[:, : -2 * d], x, padded[:, 2 * d :]], axis=2)


def keras_network(units: int) -> Any:  # noqa: ANN401
    """Return an untrained network that maps [windows, notes, INPUTS] to log-odds [.., .., 1]."""
    layers = keras.layers
    inputs = keras.Input((None, INPUTS))
    x = layers.Dense(units, activation="relu", name="enter")(inputs)
    for place, distance in enumerate(DISTANCES):
        layer = layers.Dense(
            units, activation="relu", kernel_initializer="he_normal", name=f"layer_{place}"
        )
        x = layers.Add()([x, layer(Neighbours(distance)(x))])
    return keras.Model(inputs, layers.Dense(1, name="out")(x))


def from_keras(model: Any, scaling: tuple[Floats, Floats]) -> HandNetwork:  # noqa: ANN401
    """Return the NumPy network with the weights of `model`, to which scalars came scaled."""
    tensors = {"scalars/mean": scaling[0], "scalars/scale": scaling[1]}
    for name, weights in zip(_names(), model.get_weights(), strict=True):
        tensors[name] = np.asarray(weights, np.float32)
    return HandNetwork(tensors)


def into_keras(model: Any, tensors: Mapping[str, Floats]) -> None:  # noqa: ANN401
    """Give `model` the weights of a NumPy network of the same size."""
    model.set_weights([tensors[name] for name in _names()])


def _names() -> list[str]:
    """Return the names of the tensors in the order of Keras's weights."""
    layers = ["enter", *(f"layer_{place}" for place in range(len(DISTANCES))), "out"]
    return [f"{layer}/{part}" for layer in layers for part in ("kernel", "bias")]
