"""The fast LSTM layer is the one of Keras."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from chopin_studio.training.common.window_lstm import WindowLstm


def outputs_and_gradients(layer, inputs):
    """Weigh the steps differently, so that none can stand for another."""
    weights = tf.range(1.0, inputs.shape[1] + 1)[None, :, None]
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        outputs = tf.cast(layer(inputs), tf.float32)
        loss = tf.reduce_sum(weights * outputs**2)
    wanted = [inputs, *(variable.value for variable in layer.trainable_variables)]
    return [outputs, *tape.gradient(loss, wanted)]


@pytest.mark.parametrize(("precision", "tolerance"), [("float32", 1e-5), ("mixed_bfloat16", 2e-2)])
def test_outputs_and_all_gradients_are_those_of_keras(precision, tolerance):
    inputs = tf.constant(np.random.default_rng(0).normal(size=(3, 9, 5)), tf.float32)
    kerass = keras.layers.LSTM(16, return_sequences=True)
    ours = WindowLstm(16, dtype=precision)
    kerass(inputs)
    ours(inputs)
    ours.set_weights([weight + 0.1 for weight in kerass.get_weights()])
    kerass.set_weights(ours.get_weights())
    expected = outputs_and_gradients(kerass, inputs)
    for a, b in zip(expected, outputs_and_gradients(ours, inputs), strict=True):
        np.testing.assert_allclose(b, a, atol=tolerance * np.abs(a).max(), rtol=0)


def test_it_starts_with_forget_gates_open_and_the_other_biases_at_zero():
    layer = WindowLstm(3)
    layer.build((None, None, 2))
    assert np.asarray(layer.bias).tolist() == [0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0]


def test_a_window_of_one_step_has_no_state_before_it():
    layer = WindowLstm(4)
    inputs = np.random.default_rng(1).normal(size=(2, 6, 3)).astype(np.float32)
    whole = np.asarray(layer(inputs))
    np.testing.assert_allclose(np.asarray(layer(inputs[:, :1])), whole[:, :1], atol=1e-6)
    assert np.abs(np.asarray(layer(inputs[:, 1:2])) - whole[:, 1:2]).max() > 1e-3
