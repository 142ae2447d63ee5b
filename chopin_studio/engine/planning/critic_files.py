"""The critic on disk: one JSON file that ships with the studio."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chopin_studio import data_fields as check
from chopin_studio.data_fields import DataError
from chopin_studio.data_files import parse_json, read_bounded
from chopin_studio.engine.planning.critic import Critic
from chopin_studio.engine.planning.features.features import feature_names
from chopin_studio.engine.warm_starts import Slot, WarmStarts
from chopin_studio.errors import StudioError
from chopin_studio.paths import critic
from chopin_studio.texts import translatable

FORMAT_VERSION = 1
MOST_BYTES = 200_000
_MOST_UNITS = 64
_LARGEST = 1e6
_LEAST_SCALE = 1e-9
_LONGEST_NAME = 100
_MOST_FEATURES = 1000
_DIGITS = 5
_ID_DIGITS = 8
"""How many digits of the file's SHA-256 name a critic."""

_CRITIC: Slot[Critic] = Slot("the critic of phrases")


class CriticError(StudioError):
    """The critic cannot be used."""


def loaded_critic(ready: WarmStarts) -> Critic:
    """Return the critic that ships with the studio, cached in `ready`; raises CriticError."""
    return ready.get(_CRITIC, "the studio's own", lambda: read_critic(critic()))


def read_critic(path: Path) -> Critic:
    """Read a critic; raises CriticError where it is missing, damaged, or of other features."""
    try:
        data = read_bounded(path, MOST_BYTES)
        fields = check.fields(parse_json(data))
        check.whole(fields["version"], FORMAT_VERSION, FORMAT_VERSION)
        return _critic(fields, hashlib.sha256(data).hexdigest()[:_ID_DIGITS])
    except (OSError, KeyError, ValueError) as error:
        raise CriticError(
            translatable(
                "The critic in {path} cannot be read. Install Chopin Studio again, or set the "
                "quality to quick.",
                path=path,
            )
        ) from error


def critic_json(critic: Critic, credit: str) -> dict[str, Any]:
    """Return the JSON value that `read_critic` reads; `credit` says whose music it is from."""
    arrays = ("means", "scales", "hidden", "hidden_bias", "out")
    return {
        "version": FORMAT_VERSION,
        "credit": credit,
        "names": list(critic.names),
        **{name: _rounded(getattr(critic, name)) for name in arrays},
        "out_bias": _rounded(np.array([critic.out_bias]))[0],
    }


def _critic(fields: dict[str, Any], identity: str) -> Critic:
    listed = check.items(fields["names"], _MOST_FEATURES, 1)
    names = tuple(check.line(name, _LONGEST_NAME) for name in listed)
    if names != feature_names():
        raise DataError
    bias = _numbers(fields["hidden_bias"], 1, _MOST_UNITS)
    features, units = len(names), len(bias)
    return Critic(
        names,
        _numbers(fields["means"], features, features),
        _numbers(fields["scales"], features, features, _LEAST_SCALE),
        _numbers(fields["hidden"], features * units, features * units).reshape(features, units),
        bias,
        _numbers(fields["out"], units, units),
        check.number(fields["out_bias"], -_LARGEST, _LARGEST),
        identity,
    )


def _numbers(
    value: object, least: int, most: int, least_value: float = -_LARGEST
) -> NDArray[np.float64]:
    entries = check.items(value, most, least)
    return np.array([check.number(entry, least_value, _LARGEST) for entry in entries])


def _rounded(values: NDArray[np.float64]) -> list[float]:
    return [float(f"{value:.{_DIGITS}g}") for value in values.ravel().tolist()]
