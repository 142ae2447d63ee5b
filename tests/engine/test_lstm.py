import numpy as np
import pytest

from chopin_studio.engine.lstm import LstmLayer, SlidingWindow

UNITS, WINDOW = 6, 5


def random_layer(rng, inputs):
    def draw(*shape):
        return rng.normal(size=shape).astype(np.float32)

    return LstmLayer(draw(inputs, 4 * UNITS), draw(UNITS, 4 * UNITS), draw(4 * UNITS))


def textbook_step(layer, x, h, c):
    """The LSTM's equations, one gate after the other, in float64."""
    i, f, g, o = np.split(x @ layer.kernel + h @ layer.recurrent + layer.bias, 4, axis=-1)
    i, f, o = (1 / (1 + np.exp(-gate)) for gate in (i, f, o))
    c = f * c + i * np.tanh(g)
    return o * np.tanh(c), c


def run_from_zero(layers, rows):
    """Run the stack over `rows` from zero state; return the last hidden state."""
    states = [(np.zeros((1, UNITS)), np.zeros((1, UNITS))) for _ in layers]
    for row in rows:
        x = row
        for k, layer in enumerate(layers):
            states[k] = textbook_step(layer, x, *states[k])
            x = states[k][0]
    return x


@pytest.mark.parametrize("ahead", [1, 2, WINDOW])
def test_the_sliding_window_answers_as_a_run_over_the_last_steps_from_zero_state(ahead):
    rng = np.random.default_rng(0)
    layers = [random_layer(rng, 2), random_layer(rng, UNITS), random_layer(rng, UNITS)]
    rows = rng.normal(size=(4 * WINDOW + 3, 1, 2)).astype(np.float32)
    window = SlidingWindow(layers, WINDOW, ahead)
    for count, row in enumerate(rows, 1):
        answer = window.feed(row)
        expected = run_from_zero(layers, rows[max(0, count - WINDOW) : count])
        np.testing.assert_allclose(answer, expected, atol=1e-5)


def test_extreme_inputs_do_not_overflow():
    rng = np.random.default_rng(0)
    window = SlidingWindow([random_layer(rng, 1)], WINDOW)
    with np.errstate(all="raise", under="ignore"):
        answer = window.feed(np.full((1, 1), 1e4, np.float32))
    assert np.isfinite(answer).all()


@pytest.mark.parametrize("heard", [3, WINDOW, WINDOW + 1, 2 * WINDOW])
def test_a_copy_goes_on_bit_for_bit_as_its_original(heard):
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(4 * WINDOW, 1, 2)).astype(np.float32)
    original = SlidingWindow([random_layer(rng, 2), random_layer(rng, UNITS)], WINDOW, ahead=2)
    for row in rows[:heard]:
        original.feed(row)
    copies = original.copy(), original.copy()
    for row in rows[heard:]:
        answer = original.feed(row).copy()
        for copy in copies:
            np.testing.assert_array_equal(copy.feed(row), answer)
