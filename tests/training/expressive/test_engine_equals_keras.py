"""The NumPy engine of the expressive family against the Keras network with the same weights."""

import numpy as np
import pytest

from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.expressive.attributes import LOOKBACK_BARS, START_POSITION, START_ROW
from chopin_studio.engine.expressive.network import ExpressiveNetwork, expressive_shapes
from chopin_studio.paths import bundled_models
from chopin_studio.training.expressive.dataset import as_batch, cut
from chopin_studio.training.expressive.engine_loss import cross_entropies
from chopin_studio.training.expressive.network import (
    expressive_network,
    named_weights,
    set_expressive_tensors,
)
from tests.expressive_models import random_tensors
from tests.training.expressive.music import random_rows

NOTES = 60
HIDDEN = 24

BUNDLES = [
    bundle
    for bundle in list_bundles([bundled_models()]).bundles
    if bundle.manifest.family == "expressive"
]


def widened(tensors):
    return {name: tensor.astype(np.float32) for name, tensor in tensors.items()}


def assert_equal_log_probabilities(tensors, hidden):
    rows = random_rows(NOTES, np.random.default_rng(5))
    network = expressive_network(hidden)
    set_expressive_tensors(network, tensors)
    expected = np.asarray(network(as_batch([cut(rows, 0, NOTES)], NOTES).inputs))[0]
    nats = cross_entropies(ExpressiveNetwork(tensors), rows)
    assert nats.shape == (NOTES, 7)
    # The classes are drawn by chance, so that unlikely ones are among them too.
    np.testing.assert_allclose(nats, expected, atol=1e-4)


def test_the_tensors_are_those_of_keras():
    tensors = named_weights(expressive_network(HIDDEN))
    assert {name: tuple(weight.shape) for name, weight in tensors.items()} == expressive_shapes(
        HIDDEN
    )


def test_log_probabilities_agree_over_a_sequence():
    assert_equal_log_probabilities(widened(random_tensors(HIDDEN)), HIDDEN)


@pytest.mark.skipif(not BUNDLES, reason="no model of the expressive family is in models/ yet")
@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.manifest.id)
def test_log_probabilities_of_a_bundle_agree(bundle):
    hidden = bundle.manifest.hidden_units
    assert_equal_log_probabilities(bundle.tensors(expressive_shapes(hidden)), hidden)


def test_the_state_is_carried_through_a_copy():
    network = ExpressiveNetwork(widened(random_tensors(HIDDEN)))
    note, known = (24, 40, 5, 20, 0, 0, 12), (5, 5, 0, 7)
    bars = len(LOOKBACK_BARS)
    fed = [
        (START_ROW, START_POSITION, known, START_ROW * bars),
        (note, 24, known, note * bars),
    ]
    whole, half = network.stepper(), network.stepper()
    after = [whole.feed(*step) for step in fed][-1]
    half.feed(*fed[0])
    twin = half.copy()
    half.feed(*fed[0])  # goes its own way
    np.testing.assert_array_equal(twin.feed(*fed[1]), after)
    assert (network.stepper().feed(*fed[1]) != after).any()
