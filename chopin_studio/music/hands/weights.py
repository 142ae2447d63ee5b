"""The network of the hands on disk: one safetensors file that ships with the studio."""

from functools import cache
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from chopin_studio.data_files import read_bounded
from chopin_studio.errors import StudioError
from chopin_studio.files import write_bytes
from chopin_studio.music.hands.network import HandNetwork, shapes
from chopin_studio.shipped_files import shipped_folder
from chopin_studio.texts import translatable

MOST_BYTES = 2**20


class HandNetworkError(StudioError):
    """The network of the hands cannot be read."""


def hand_network_file() -> Path:
    """Return the file of the network that ships with the studio."""
    return shipped_folder("resources") / "hands" / "network.safetensors"


@cache
def shipped_network() -> HandNetwork:
    """Return the network that ships with the studio, read once; raises HandNetworkError."""
    return read_network(hand_network_file())


def read_network(path: Path) -> HandNetwork:
    """Read a network; raises HandNetworkError where it is missing, damaged, or of other shapes."""
    try:
        stored = load(read_bounded(path, MOST_BYTES))
        units = len(stored["enter/bias"])
        if {name: tensor.shape for name, tensor in stored.items()} != shapes(units):
            raise ValueError("the tensors have other shapes")
        if not all(np.isfinite(tensor).all() for tensor in stored.values()):
            raise ValueError("the tensors hold what is no number")
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
        raise HandNetworkError(
            translatable(
                "The network that tells the hands, {path}, cannot be read. "
                "Install Chopin Studio again.",
                path=path,
            )
        ) from error
    return HandNetwork({name: tensor.astype(np.float32) for name, tensor in stored.items()})


def write_network(network: HandNetwork, path: Path, credit: str) -> None:
    """Write a network in float16; `credit` says whose music it is from."""
    tensors = {name: np.asarray(t).astype(np.float16) for name, t in network.tensors.items()}
    write_bytes(path, save(tensors, {"credit": credit}))
