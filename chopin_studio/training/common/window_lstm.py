"""An LSTM layer for fast training on processors: the function of Keras in fewer products."""

from collections.abc import Callable
from typing import Any

import keras
import tensorflow as tf

Tensor = Any
"""A tensor of TensorFlow's or Keras's, or a tuple of them: neither ships types."""


class WindowLstm(keras.layers.Layer):  # type: ignore[misc]
    """Map [batch, steps, inputs] to the hidden states of all steps [batch, steps, units].

    The function from zero state, the weights, their order and their start are those of
    `keras.layers.LSTM`. Keras's loop multiplies the inputs and sums the gradients of the weights
    step by step; here both are one product over the whole window, and the loop keeps only what
    depends on the step before. Products are made in the layer's compute precision, gates and
    cells in float32.
    """

    def __init__(self, units: int, **settings: Any) -> None:
        super().__init__(**settings)
        self.units = units

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Create the weights: kernel [inputs, 4·units], recurrent [units, 4·units], bias."""
        width = 4 * self.units
        self.kernel = self.add_weight(
            name="kernel", shape=(input_shape[-1], width), initializer="glorot_uniform"
        )
        self.recurrent = self.add_weight(
            name="recurrent", shape=(self.units, width), initializer="orthogonal"
        )
        self.bias = self.add_weight(
            name="bias", shape=(width,), initializer=_open_forget_gates(self.units)
        )

    def get_config(self) -> dict[str, Any]:
        """Return the arguments that restore the layer when a network is read from disk."""
        return {**super().get_config(), "units": self.units}

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Return [batch, steps, units]."""
        return (*input_shape[:-1], self.units)

    def call(self, inputs: Tensor) -> Tensor:
        """Run over the windows."""
        by_step = tf.transpose(inputs, [1, 0, 2])
        steps, batch = tf.shape(by_step)[0], tf.shape(by_step)[1]
        flat = tf.reshape(by_step, [-1, inputs.shape[-1]])
        projected = tf.matmul(flat, tf.convert_to_tensor(self.kernel))
        # Keras returns a weight in the compute precision; the sum is computed in float32.
        projected = tf.nn.bias_add(tf.cast(projected, tf.float32), tf.cast(self.bias, tf.float32))
        projected = tf.reshape(projected, [steps, batch, 4 * self.units])
        hidden = _recurrence(projected, tf.convert_to_tensor(self.recurrent))
        return tf.transpose(hidden, [1, 0, 2])


def _open_forget_gates(units: int) -> Callable[..., Tensor]:
    """Return an initializer for biases: 0, but 1 for the forget gates, as in Keras."""

    def start(shape: tuple[int, ...], dtype: str | None = None) -> Tensor:
        gate = tf.range(shape[0]) // units
        return tf.cast(gate == 1, dtype or tf.float32)

    return start


@tf.custom_gradient  # type: ignore[untyped-decorator]
def _recurrence(projected: Tensor, recurrent: Tensor) -> tuple[Tensor, Callable[..., Any]]:
    """Return the hidden states [steps, batch, units] for projected inputs [steps, batch, 4·units].

    Gates are in Keras's order: input, forget, cell, output.
    """
    hidden, cells, gates = _forward(projected, recurrent)

    def gradient(upstream: Tensor) -> tuple[Tensor, Tensor]:
        slopes = _backward(upstream, cells, gates, recurrent)
        units = recurrent.shape[0]
        before = tf.reshape(_one_step_late(hidden), [-1, units])
        flat = tf.reshape(slopes, [-1, 4 * units])
        return tf.cast(slopes, tf.float32), tf.matmul(before, flat, transpose_a=True)

    return hidden, gradient


def _forward(projected: Tensor, recurrent: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return all hidden states in the precision of `recurrent`, and cells and gates in float32."""
    units, precision = recurrent.shape[0], recurrent.dtype
    steps = tf.shape(projected)[0]

    def step(t: Tensor, hidden: Tensor, cell: Tensor, kept: tuple[Tensor, ...]) -> Tensor:
        sums = projected[t] + tf.cast(tf.matmul(hidden, recurrent), tf.float32)
        doors = tf.sigmoid(sums[:, : 2 * units])
        candidate = tf.tanh(sums[:, 2 * units : 3 * units])
        out = tf.sigmoid(sums[:, 3 * units :])
        cell = doors[:, units:] * cell + doors[:, :units] * candidate
        hidden = tf.cast(out * tf.tanh(cell), precision)
        values = (hidden, cell, tf.concat([doors, candidate, out], 1))
        kept = tuple(array.write(t, value) for array, value in zip(kept, values, strict=True))
        return t + 1, hidden, cell, kept

    zero = tf.zeros([tf.shape(projected)[1], units])
    empty = tuple(tf.TensorArray(d, steps) for d in (precision, tf.float32, tf.float32))
    start = (0, tf.cast(zero, precision), zero, empty)
    kept = tf.while_loop(lambda t, *_: t < steps, step, start)[-1]
    hidden, cells, gates = (array.stack() for array in kept)
    return hidden, cells, gates


def _backward(upstream: Tensor, cells: Tensor, gates: Tensor, recurrent: Tensor) -> Tensor:
    """Return the gradients of the gates' sums [steps, batch, 4·units], by the chain rule."""
    steps = tf.shape(cells)[0]
    upstream = tf.cast(upstream, tf.float32)
    cells_before, squashed = _one_step_late(cells), tf.tanh(cells)
    back = tf.transpose(recurrent)

    def step(t: Tensor, d_hidden: Tensor, d_cell: Tensor, kept: Tensor) -> Tensor:
        enter, forget, candidate, out = tf.split(gates[t], 4, axis=1)
        squash = squashed[t]
        d_hidden += upstream[t]
        d_cell += d_hidden * out * (1 - squash * squash)
        slopes = (
            d_cell * candidate * enter * (1 - enter),
            d_cell * cells_before[t] * forget * (1 - forget),
            d_cell * enter * (1 - candidate * candidate),
            d_hidden * squash * out * (1 - out),
        )
        joined = tf.cast(tf.concat(slopes, 1), recurrent.dtype)
        d_before = tf.cast(tf.matmul(joined, back), tf.float32)
        return t - 1, d_before, d_cell * forget, kept.write(t, joined)

    zero = tf.zeros_like(cells[0])
    start = (steps - 1, zero, zero, tf.TensorArray(recurrent.dtype, steps))
    return tf.while_loop(lambda t, *_: t >= 0, step, start)[-1].stack()


def _one_step_late(values: Tensor) -> Tensor:
    """Shift [steps, …] by a step: what came before each, zero before the first."""
    return tf.concat([tf.zeros_like(values[:1]), values[:-1]], 0)
