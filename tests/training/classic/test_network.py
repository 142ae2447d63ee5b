import numpy as np
import pytest

from chopin_studio.training.classic.network import classic_network, trainable_and_total
from chopin_studio.training.classic.paper_figures import PAPER_LOSSES

PAPER_VOCABULARY = 3372
# Table 2 of the paper, (trainable, total); it has the two of 256 swapped.
TABLE_2 = {
    256: (1_782_956, 1_783_212),
    384: (3_680_364, 3_680_748),
    512: (6_249_516, 6_250_028),
    640: (9_490_412, 9_491_052),
    768: (13_403_052, 13_403_820),
}


def test_the_table_has_every_size():
    assert tuple(TABLE_2) == tuple(PAPER_LOSSES)


@pytest.mark.parametrize("hidden_units", tuple(PAPER_LOSSES))
def test_the_network_has_the_paper_s_parameters(hidden_units):
    network = classic_network(hidden_units, PAPER_VOCABULARY)
    assert trainable_and_total(network) == TABLE_2[hidden_units]
    assert network.output_shape == (None, PAPER_VOCABULARY)


def test_asking_every_position_changes_the_output_and_not_the_weights():
    network = classic_network(16, 50, every_position=True)
    assert network.output_shape == (None, 100, 50)
    assert [w.shape for w in network.weights] == [w.shape for w in classic_network(16, 50).weights]


def test_the_network_arranged_for_training_is_the_paper_s_network():
    for_training = classic_network(12, 30, window=20, every_position=True)
    published = classic_network(12, 30, window=20)
    published.set_weights(for_training.get_weights())
    windows = np.random.default_rng(0).random((5, 20, 1), np.float32)
    np.testing.assert_allclose(
        for_training.predict(windows, verbose=0)[:, -1],
        published.predict(windows, verbose=0),
        atol=1e-6,
    )
