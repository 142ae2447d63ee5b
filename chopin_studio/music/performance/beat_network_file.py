"""The network that finds beats on disk: one JSON file that ships with the studio."""

import base64
import binascii
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chopin_studio import data_fields as check
from chopin_studio.data_fields import DataError
from chopin_studio.data_files import parse_json, read_bounded
from chopin_studio.errors import StudioError
from chopin_studio.music.performance.beat_network import DILATIONS, OUTPUTS, TAPS, BeatNetwork
from chopin_studio.music.performance.onset_features import FEATURES
from chopin_studio.texts import translatable

FORMAT_VERSION = 1
MOST_BYTES = 1_000_000
_MOST_UNITS = 128
_LARGEST = 1e4
_LONGEST_CREDIT = 500

Floats = NDArray[np.float32]


class BeatNetworkError(StudioError):
    """The network that finds beats cannot be used."""


def network_bytes(network: BeatNetwork, credit: str = "") -> bytes:
    """Return the file that `read_network` reads; `credit` says whose music it is learned from."""
    arrays = [network.means, network.scales, network.enter, network.enter_bias]
    for layer in network.layers:
        arrays += layer
    arrays += [network.out, network.out_bias]
    flat = np.concatenate([np.asarray(array, "<f2").ravel() for array in arrays])
    value = {
        "version": FORMAT_VERSION,
        "credit": credit,
        "units": len(network.enter_bias),
        "weights": base64.b64encode(flat.tobytes()).decode("ascii"),
    }
    return json.dumps(value, indent=1).encode()


def read_network(path: Path) -> BeatNetwork:
    """Read a network; raises BeatNetworkError where it is missing, damaged or another's."""
    try:
        fields = check.fields(parse_json(read_bounded(path, MOST_BYTES)))
        check.whole(fields["version"], FORMAT_VERSION, FORMAT_VERSION)
        check.text(fields["credit"], _LONGEST_CREDIT)
        units = check.whole(fields["units"], 1, _MOST_UNITS)
        return _network(check.text(fields["weights"], MOST_BYTES), units)
    except (OSError, KeyError, ValueError) as error:
        raise BeatNetworkError(
            translatable(
                "The network that finds beats in {path} cannot be read. "
                "Install Chopin Studio again.",
                path=path,
            )
        ) from error


def _network(encoded: str, units: int) -> BeatNetwork:
    """Return the network whose weights are `encoded`: half-precision numbers in base64."""
    layer = [(TAPS, units, units), (units,), (units, units), (units,)]
    shapes = [
        *((FEATURES,), (FEATURES,), (FEATURES, units), (units,)),
        *(layer * len(DILATIONS)),
        *((units, OUTPUTS), (OUTPUTS,)),
    ]
    sizes = [int(np.prod(shape)) for shape in shapes]
    try:
        data = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise DataError from error
    if len(data) != 2 * sum(sizes):
        raise DataError
    flat = np.frombuffer(data, "<f2").astype(np.float32)
    if not np.all(np.abs(flat) <= _LARGEST):  # so for a NaN, too
        raise DataError
    parts = [
        part.reshape(shape)
        for part, shape in zip(np.split(flat, np.cumsum(sizes)[:-1]), shapes, strict=True)
    ]
    means, scales, enter, enter_bias, *rest = parts
    if np.any(scales <= 0):
        raise DataError
    layers = tuple(
        (rest[place], rest[place + 1], rest[place + 2], rest[place + 3])
        for place in range(0, 4 * len(DILATIONS), 4)
    )
    return BeatNetwork(means, scales, enter, enter_bias, layers, rest[-2], rest[-1])
