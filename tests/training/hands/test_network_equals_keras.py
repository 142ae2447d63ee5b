"""The NumPy network of the hands computes what Keras does."""

import numpy as np
import pytest

from chopin_studio.music.hands.features import ROLL_WIDTH, SCALARS, Described
from chopin_studio.music.hands.network import KNOWN
from chopin_studio.training.hands.network import from_keras, into_keras, keras_network


@pytest.mark.parametrize("notes", [1, 7, 200])
def test_the_log_odds_are_keras_own(notes: int) -> None:
    rng = np.random.default_rng(notes)
    model = keras_network(units=6)
    into_keras(
        model,
        {
            name: rng.normal(scale=0.2, size=tensor.shape).astype(np.float32)
            for name, tensor in from_keras(model, (np.zeros(1), np.ones(1))).tensors.items()
            if not name.startswith("scalars/")
        },
    )
    mean, scale = (rng.uniform(0.5, 2, len(SCALARS)).astype(np.float32) for _ in range(2))
    rolls = rng.random((notes, ROLL_WIDTH)) < 0.1
    scalars = rng.normal(size=(notes, len(SCALARS))).astype(np.float32)
    known = (rng.random((notes, KNOWN)) < 0.2).astype(np.float32)
    described = Described(np.arange(notes), rolls, scalars)
    found = from_keras(model, (mean, scale)).log_odds(described, known)
    inputs = np.concatenate((rolls, (scalars - mean) / scale, known), axis=1, dtype=np.float32)
    np.testing.assert_allclose(found, model(inputs[None]).numpy()[0, :, 0], atol=1e-4)
