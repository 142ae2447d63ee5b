"""The network of the hands, and its file."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save

from chopin_studio.errors import StudioError
from chopin_studio.music.hands.features import PlayedNotes, describe
from chopin_studio.music.hands.network import KNOWN, REACH, HandNetwork, shapes
from chopin_studio.music.hands.weights import (
    HandNetworkError,
    hand_network_file,
    read_network,
    write_network,
)

UNITS = 5


@pytest.fixture
def network() -> HandNetwork:
    rng = np.random.default_rng(3)
    tensors = {
        name: rng.normal(scale=0.1, size=shape).astype(np.float16).astype(np.float32)
        for name, shape in shapes(UNITS).items()
    }
    tensors["scalars/scale"] = np.ones_like(tensors["scalars/scale"])
    return HandNetwork(tensors)


def notes(number: int) -> PlayedNotes:
    rng = np.random.default_rng(number)
    onset = np.sort(rng.integers(0, number, number) * 0.25)
    pitch = rng.integers(30, 90, number)
    return PlayedNotes(pitch, np.full(number, 64), onset, onset + 0.3)


def test_a_known_hand_changes_what_is_thought_of_notes_nearby_alone(network) -> None:
    found = describe(notes(400))
    known = np.zeros((400, KNOWN), np.float32)
    before = network.log_odds(found, known)
    known[200, 0] = 1
    changed = np.flatnonzero(network.log_odds(found, known) != before)
    assert 200 in changed
    assert 200 - REACH <= changed.min() <= changed.max() <= 200 + REACH


def test_a_network_is_read_as_it_was_written(network, tmp_path: Path) -> None:
    path = tmp_path / "network.safetensors"
    write_network(network, path, "by somebody")
    read = read_network(path)
    assert read.tensors.keys() == network.tensors.keys()
    for name, tensor in read.tensors.items():
        np.testing.assert_array_equal(tensor, network.tensors[name])


def test_the_shipped_network_is_read_and_small() -> None:
    assert read_network(hand_network_file()).tensors
    assert hand_network_file().stat().st_size < 2**20


@pytest.mark.parametrize("damage", ["missing", "empty", "other shapes", "no numbers", "no tensors"])
def test_a_bad_file_is_refused_in_a_sentence(network, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "network.safetensors"
    tensors = dict(network.tensors)
    if damage == "other shapes":
        tensors["out/kernel"] = np.zeros((UNITS + 1, 1), np.float32)
    if damage == "no numbers":
        tensors["out/bias"] = np.array([np.nan], np.float32)
    if damage == "no tensors":
        tensors = {}
    if damage != "missing":
        path.write_bytes(b"" if damage == "empty" else save(tensors))
    with pytest.raises(HandNetworkError, match="Install Chopin Studio again") as caught:
        read_network(path)
    assert isinstance(caught.value, StudioError)
