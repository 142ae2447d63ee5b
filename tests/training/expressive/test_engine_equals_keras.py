"""The NumPy engine of the expressive family against the Keras network with the same weights."""

import numpy as np
import pytest

from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.expressive.attributes import LOOKBACK_ROWS, START_POSITION, START_ROW
from chopin_studio.engine.expressive.layout import LAYOUTS
from chopin_studio.engine.expressive.network import ExpressiveNetwork
from chopin_studio.paths import bundled_models
from chopin_studio.training.expressive.dataset import as_batch, cut
from chopin_studio.training.expressive.engine_loss import cross_entropies
from chopin_studio.training.expressive.network import (
    expressive_network,
    named_weights,
    set_expressive_tensors,
)
from tests.expressive_models import random_tensors
from tests.training.expressive.music import planned, random_rows

NOTES = 60
HIDDEN = 24

BUNDLES = [
    bundle
    for bundle in list_bundles([bundled_models()]).bundles
    if bundle.manifest.family == "expressive"
]


def widened(tensors):
    return {name: tensor.astype(np.float32) for name, tensor in tensors.items()}


def assert_equal_log_probabilities(tensors, hidden, layout):
    rows = random_rows(NOTES, np.random.default_rng(5))
    network = expressive_network(hidden, layout=layout)
    set_expressive_tensors(network, tensors)
    expected = np.asarray(network(as_batch([cut(planned(rows), 0, NOTES)], NOTES).inputs))[0]
    nats = cross_entropies(ExpressiveNetwork(tensors, layout), rows)
    assert nats.shape == (NOTES, 7)
    # The classes are drawn by chance, so that unlikely ones are among them too.
    np.testing.assert_allclose(nats, expected, atol=1e-4)


@pytest.mark.parametrize("version", LAYOUTS)
def test_the_tensors_are_those_of_keras(version):
    layout = LAYOUTS[version]
    tensors = named_weights(expressive_network(HIDDEN, layout=layout))
    shapes = {name: tuple(weight.shape) for name, weight in tensors.items()}
    assert shapes == layout.shapes(HIDDEN)


@pytest.mark.parametrize("version", LAYOUTS)
def test_log_probabilities_agree_over_a_sequence(version):
    tensors = widened(random_tensors(HIDDEN, version=version))
    assert_equal_log_probabilities(tensors, HIDDEN, LAYOUTS[version])


@pytest.mark.skipif(not BUNDLES, reason="no model of the expressive family is in models/ yet")
@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.manifest.id)
def test_log_probabilities_of_a_bundle_agree(bundle):
    hidden, layout = bundle.manifest.hidden_units, LAYOUTS[bundle.manifest.format_version]
    assert_equal_log_probabilities(bundle.tensors(layout.shapes(hidden)), hidden, layout)


@pytest.mark.parametrize("version", LAYOUTS)
def test_the_state_is_carried_through_a_copy(version):
    tensors = widened(random_tensors(HIDDEN, version=version))
    network = ExpressiveNetwork(tensors, LAYOUTS[version])
    note, known = (24, 40, 5, 20, 0, 0, 12), (5, 5, 0, 7, 1, 0, 0, 0, 0, 0)
    rows = len(LOOKBACK_ROWS)
    fed = [
        (START_ROW, START_POSITION, known, START_ROW * rows),
        (note, 24, known, note * rows),
    ]
    whole, half = network.stepper(), network.stepper()
    after = [whole.feed(*step) for step in fed][-1]
    half.feed(*fed[0])
    twin = half.copy()
    half.feed(*fed[0])  # goes its own way
    np.testing.assert_array_equal(twin.feed(*fed[1]), after)
    assert (network.stepper().feed(*fed[1]) != after).any()
