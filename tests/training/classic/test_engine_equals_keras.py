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


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.manifest.id)
def test_probabilities_agree_on_random_windows(bundle):
    size = len(vocabulary_of(bundle))
    rng = np.random.default_rng(0)
    # Half are music, as the seeds have it; half are any tokens at all.
    music = np.array([seed.tokens for seed in bundle.seeds if len(seed.tokens) == WINDOW][:25])
    windows = np.concatenate([music, rng.integers(0, size, (25, WINDOW))])
    expected = keras_network(bundle).predict(scaled(windows, size), verbose=0)
    network = ClassicNetwork.load(bundle)
    for window, as_keras in zip(windows, expected, strict=True):
        stepper = network.stepper()
        for token in window[:-1]:
            stepper.feed(token)
        np.testing.assert_allclose(probabilities(stepper, window[-1]), as_keras, atol=1e-4)


def test_the_engine_writes_the_same_400_tokens_as_a_plain_predict_loop():
    bundle = next(b for b in BUNDLES if b.manifest.id == "classic-256")
    size = len(vocabulary_of(bundle))
    network = keras_network(bundle)
    tokens = list(bundle.seed("nocturne-op27-2").tokens)
    stepper = ClassicNetwork.load(bundle).stepper()
    for token in tokens:
        found = probabilities(stepper, token)
    for _ in range(400):
        window = scaled(np.array([tokens[-WINDOW:]]), size)
        expected = network.predict(window, verbose=0)[0]
        np.testing.assert_allclose(found, expected, atol=1e-4)
        assert int(found.argmax()) == int(expected.argmax())
        tokens.append(int(expected.argmax()))
        found = probabilities(stepper, tokens[-1])
    assert len(tokens) == WINDOW + 400
