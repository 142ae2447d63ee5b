"""The NumPy engine against the Keras network with the same weights."""

import numpy as np
import pytest

from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.classic.bundle_parts import vocabulary_of
from chopin_studio.engine.classic.codec import WINDOW
from chopin_studio.engine.classic.generate import ClassicNetwork
from chopin_studio.paths import bundled_models
from chopin_studio.training.classic.dataset import scaled
from tests.classic_models import keras_network, probabilities

BUNDLES = [
    bundle
    for bundle in list_bundles([bundled_models()]).bundles
    if bundle.manifest.family == "classic"
]


def probabilities_at_every_place(network, inputs):
    """Ask the paper's network [windows, steps, vocabulary] after each step, not only the last."""
    network.get_layer("lstm_3").return_sequences = True
    values = inputs
    for layer in network.layers:
        if layer.name == "dense":  # from here on, each place is a case of its own
            values = np.reshape(values, (-1, values.shape[-1]))
        values = layer(values)
    return np.reshape(values, (*inputs.shape[:2], -1))


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.manifest.id)
def test_probabilities_agree_at_every_place_of_windows(bundle):
    """Each place has other music before it, so four windows are 400 cases."""
    size = len(vocabulary_of(bundle))
    rng = np.random.default_rng(0)
    # Half are music, as the seeds have it; half are any tokens at all.
    music = np.array([seed.tokens for seed in bundle.seeds if len(seed.tokens) == WINDOW])
    windows = np.concatenate([rng.permutation(music)[:2], rng.integers(0, size, (2, WINDOW))])
    answers = probabilities_at_every_place(keras_network(bundle), scaled(windows, size))
    assert answers.shape == (4, WINDOW, size)
    network = ClassicNetwork.load(bundle)
    for window, expected in zip(windows, answers, strict=True):
        stepper = network.stepper()
        found = [probabilities(stepper, token) for token in window]
        np.testing.assert_allclose(found, expected, atol=1e-4)


def test_the_engine_writes_the_same_400_tokens_as_a_plain_predict_loop():
    """Keras is asked once about all windows of what the engine writes.

    A predict loop starts from the same window. As long as its likeliest token is the engine's, its
    next window is the engine's too: where that holds for all windows, it writes the same tokens.
    """
    bundle = next(b for b in BUNDLES if b.manifest.id == "classic-256")
    tokens = list(bundle.seed("nocturne-op27-2").tokens)
    stepper = ClassicNetwork.load(bundle).stepper()
    for token in tokens:
        found = [probabilities(stepper, token)]
    for _ in range(400):
        tokens.append(int(found[-1].argmax()))
        found.append(probabilities(stepper, tokens[-1]))
    windows = np.lib.stride_tricks.sliding_window_view(tokens, WINDOW)
    assert len(windows) == len(found) == 401
    inputs = scaled(windows, len(vocabulary_of(bundle)))
    expected = keras_network(bundle).predict(inputs, batch_size=len(windows), verbose=0)
    np.testing.assert_allclose(found, expected, atol=1e-4)
    assert expected[:-1].argmax(1).tolist() == tokens[WINDOW:]
