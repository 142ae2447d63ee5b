"""How well an expressive network predicts music, as the engine of the studio runs it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import ATTRIBUTES, START_POSITION, START_ROW, Rows
from chopin_studio.engine.expressive.network import ExpressiveNetwork
from chopin_studio.engine.lstm import Floats

_DELTA = ATTRIBUTES.index("delta_onset")


def cross_entropies(network: ExpressiveNetwork, rows: Rows) -> NDArray[np.float64]:
    """Return the cross-entropies of a piece's notes, [notes, 7] in nats, from its start on."""
    stepper = network.stepper()
    previous, previous_position = list(START_ROW), START_POSITION
    nats = np.empty(rows.attributes.shape)
    notes = len(rows)
    table = zip(
        rows.attributes.tolist(),
        rows.places.tolist(),
        rows.conditions[:notes].tolist(),
        rows.lookback[:notes].tolist(),
        strict=True,
    )
    for number, (classes, place, conditions, lookback) in enumerate(table):
        z = stepper.feed(previous, previous_position, conditions, lookback)
        for attribute, true in enumerate(classes):
            nats[number, attribute] = _nats(network.logits(attribute, z), true)
            if attribute + 1 < len(ATTRIBUTES):
                z = network.given(attribute, true, z)
            if attribute == _DELTA:
                z = network.given_place(place, z)
        previous, previous_position = classes, place[0]
    return nats


def mean_cross_entropies(network: ExpressiveNetwork, pieces: Sequence[Rows]) -> tuple[float, ...]:
    """Return the mean over all notes of some pieces, by attribute, in nats a note."""
    means = np.concatenate([cross_entropies(network, rows) for rows in pieces]).mean(axis=0)
    return tuple(means.tolist())


def _nats(logits: Floats, true: int) -> float:
    """Return minus the logarithm of the probability of the true class."""
    above = logits - logits.max()
    return float(np.log(np.exp(above).sum()) - above[true])
