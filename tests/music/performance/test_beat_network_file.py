import json
from pathlib import Path

import numpy as np
import pytest

from chopin_studio.music.performance.beat_network import DILATIONS, OUTPUTS, TAPS, BeatNetwork
from chopin_studio.music.performance.beat_network_file import (
    BeatNetworkError,
    network_bytes,
    read_network,
)
from chopin_studio.music.performance.onset_features import FEATURES
from chopin_studio.paths import beat_network

UNITS = 8


def small_network() -> BeatNetwork:
    rng = np.random.default_rng(1)

    def drawn(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.3, shape).astype(np.float16).astype(np.float32)

    layers = tuple(
        (drawn(TAPS, UNITS, UNITS), drawn(UNITS), drawn(UNITS, UNITS), drawn(UNITS))
        for _ in DILATIONS
    )
    return BeatNetwork(
        drawn(FEATURES),
        np.abs(drawn(FEATURES)) + 1,
        drawn(FEATURES, UNITS),
        drawn(UNITS),
        layers,
        drawn(UNITS, OUTPUTS),
        drawn(OUTPUTS),
    )


def test_a_network_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "network.json"
    written = small_network()
    path.write_bytes(network_bytes(written, "by nobody"))
    features = np.random.default_rng(2).normal(0, 1, (50, FEATURES))
    told, expected = (n.beliefs(features) for n in (read_network(path), written))
    assert told.beat == pytest.approx(expected.beat, abs=0.05)  # scales are rounded
    assert np.exp(told.periods).sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"units": 9},
        {"units": 0},
        {"weights": "?"},
        {"weights": ""},
        {"credit": 5},
    ],
)
def test_a_damaged_network_is_refused_in_a_sentence(
    tmp_path: Path, change: dict[str, object]
) -> None:
    path = tmp_path / "network.json"
    value = json.loads(network_bytes(small_network())) | change
    path.write_text(json.dumps(value))
    with pytest.raises(BeatNetworkError, match="Install Chopin Studio again"):
        read_network(path)


def test_a_missing_network_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BeatNetworkError, match=r"network\.json cannot be read"):
        read_network(tmp_path / "network.json")


def test_the_studio_ships_a_network_that_can_be_read() -> None:
    assert read_network(beat_network()).out.shape[1] == OUTPUTS
