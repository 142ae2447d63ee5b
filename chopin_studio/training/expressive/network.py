"""The network of the expressive family, as a Keras model trained by teacher forcing."""

from collections.abc import Sequence
from math import pi, sqrt

import keras
import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import (
    ATTRIBUTE_SIZES,
    ATTRIBUTES,
    CONDITIONS,
    LOOKBACK_ROWS,
    PLACES,
)
from chopin_studio.engine.expressive.layout import HEAD_WIDTH, LAYOUTS, NEWEST_FORMAT, Layout
from chopin_studio.training.common.window_lstm import Tensor, WindowLstm

_PARTS = {
    "embed": ("table",),
    "lstm": ("kernel", "recurrent", "bias"),
    "trunk": ("kernel", "bias"),
    "head": ("kernel", "bias"),
    "then": ("table",),
}
"""The tensors of each kind of layer, in Keras's order."""


def expressive_network(
    hidden_units: int,
    dropout: float = 0.0,
    precision: str = "float32",
    layout: Layout = LAYOUTS[NEWEST_FORMAT],
) -> keras.Model:
    """Build the network over windows of notes, each note given the true ones before it.

    Inputs, all int32, by name: `previous` [batch, steps, 7], the attributes of the note before
    (the class after the last where there is none); `previous_position` [batch, steps];
    `lookback` [batch, steps, 21], notes of earlier bars; and of the note itself `conditions`
    [batch, steps, 10], `attributes` [batch, steps, 7] and `places` [batch, steps, 3]. Output:
    float32 [batch, steps, 7], each attribute's cross-entropy in nats, which means nothing where
    the attribute is unknown. The network uses what its `layout` says.

    With ⊕ for concatenation, in the order of ATTRIBUTES, CONDITIONS and LOOKBACK_ROWS, the function
    is

        x  = ⊕ embed_‹attribute›[previous] ⊕ embed_position[previous_position]
             ⊕ embed_‹condition›[conditions] ⊕ embed_‹attribute›[lookback], row by row
        h1 = lstm_1(x);  h2 = h1 + lstm_2(h1);  h3 = h2 + lstm_3(h2)
        z  = trunk(h3)
        for each attribute k:
            logits_k = head_k(gelu(head_k_hidden(gelu(z))))
            z = z + then_k[class of k], and after the delta onset also
                + then_‹place›[places], over the places

    where `trunk` and the heads are dense layers x·kernel + bias, the LSTM's gates stand in
    Keras's order (input, forget, cell, output), and gelu is the one with the tangent,
    0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))) (Hendrycks and Gimpel, 2016). There is no
    `then_tempo`, since nothing follows the tempo. `dropout` is applied to x and to the output of
    each LSTM layer, in training only. With `precision` "mixed_bfloat16" products are computed in
    bfloat16, but logits and cross-entropies in float32.
    """
    lookback = len(LOOKBACK_ROWS) * len(ATTRIBUTES)
    inputs = {
        "previous": keras.Input((None, len(ATTRIBUTES)), dtype="int32", name="previous"),
        "previous_position": keras.Input((None,), dtype="int32", name="previous_position"),
        "lookback": keras.Input((None, lookback), dtype="int32", name="lookback"),
        "conditions": keras.Input((None, len(CONDITIONS)), dtype="int32", name="conditions"),
        "attributes": keras.Input((None, len(ATTRIBUTES)), dtype="int32", name="attributes"),
        "places": keras.Input((None, len(PLACES)), dtype="int32", name="places"),
    }
    hidden = _trunk(inputs, layout, hidden_units, dropout, precision)
    losses = _heads(hidden, inputs["attributes"], inputs["places"], layout, precision)
    return keras.Model(inputs, losses, name=f"expressive_{hidden_units}")


def set_expressive_tensors(network: keras.Model, tensors: dict[str, NDArray[np.generic]]) -> None:
    """Load tensors by the names of `named_weights` into a network of the same sizes."""
    for name, weight in named_weights(network).items():
        weight.assign(np.asarray(tensors[name], np.float32))


def named_weights(network: keras.Model) -> dict[str, keras.Variable]:
    """Return the network's trainable variables as `layer/part`."""
    return {
        f"{layer.name}/{part}": weight
        for layer in network.layers
        if layer.trainable_weights
        for part, weight in zip(
            _PARTS[layer.name.split("_")[0]], layer.trainable_weights, strict=True
        )
    }


def _trunk(
    inputs: dict[str, Tensor], layout: Layout, hidden_units: int, dropout: float, precision: str
) -> Tensor:
    """Turn what is known before each note into z [batch, steps, HEAD_WIDTH]."""
    embeddings = {
        name: _embedding(f"embed_{name}", classes, width, precision)
        for name, (classes, width) in layout.tables.items()
    }
    notes = [embeddings[name] for name in ATTRIBUTES]
    conditions = [embeddings[name] for name in CONDITIONS[: layout.conditions]]
    parts = [
        *_embedded(notes, inputs["previous"]),
        embeddings["position"](inputs["previous_position"]),
        *_embedded(conditions, inputs["conditions"]),
        *_embedded(notes * layout.looks_back, inputs["lookback"]),
    ]
    values = keras.layers.Concatenate(name="joined", dtype=precision)(parts)
    values = _dropped(values, dropout, precision)
    for number in range(1, 4):
        given = WindowLstm(hidden_units, name=f"lstm_{number}", dtype=precision)(values)
        given = _dropped(given, dropout, precision)
        values = given if number == 1 else values + given
    return keras.layers.Dense(HEAD_WIDTH, name="trunk", dtype=precision)(values)


def _heads(z: Tensor, attributes: Tensor, places: Tensor, layout: Layout, precision: str) -> Tensor:
    """Return the cross-entropies [batch, steps, 7] of the true classes, each given those before."""
    losses = []
    for k, (name, classes) in enumerate(zip(ATTRIBUTES, ATTRIBUTE_SIZES, strict=True)):
        dense = keras.layers.Dense(HEAD_WIDTH, name=f"head_{name}_hidden", dtype=precision)
        logits = keras.layers.Dense(classes, name=f"head_{name}")(_gelu(dense(_gelu(z))))
        truth = attributes[..., k]
        # What is unknown is told as the class after the last, and its loss is not used.
        target = keras.ops.minimum(truth, classes - 1)
        losses.append(keras.ops.sparse_categorical_crossentropy(target, logits, from_logits=True))
        if name in layout.then:
            told = _embedding(f"then_{name}", layout.then[name], HEAD_WIDTH, precision)
            z = z + told(keras.ops.minimum(truth, layout.then[name] - 1))
        if name == "delta_onset":
            z = _with_places(z, places, layout, precision)
    return keras.ops.stack(losses, axis=-1)


def _with_places(z: Tensor, places: Tensor, layout: Layout, precision: str) -> Tensor:
    for k, place in enumerate(PLACES[: layout.places]):
        told = _embedding(f"then_{place}", layout.then[place], HEAD_WIDTH, precision)
        z = z + told(places[..., k])
    return z


def _embedded(layers: Sequence[keras.layers.Layer], classes: Tensor) -> list[Tensor]:
    """Embed each column of `classes` [batch, steps, columns] by the layer of its place."""
    return [layer(classes[..., k]) for k, layer in enumerate(layers)]


def _embedding(name: str, classes: int, width: int, precision: str) -> keras.layers.Layer:
    # Keras initializes them within ±0.05, far smaller than what they are joined with or added to.
    start = keras.initializers.RandomNormal(stddev=0.5)
    return keras.layers.Embedding(
        classes, width, embeddings_initializer=start, name=name, dtype=precision
    )


def _dropped(values: Tensor, dropout: float, precision: str) -> Tensor:
    return keras.layers.Dropout(dropout, dtype=precision)(values) if dropout else values


def _gelu(values: Tensor) -> Tensor:
    # TensorFlow's gelu computes the cube by a general power; two products are cheaper.
    inner = sqrt(2 / pi) * (values + 0.044715 * values * values * values)
    return 0.5 * values * (1 + keras.ops.tanh(inner))
