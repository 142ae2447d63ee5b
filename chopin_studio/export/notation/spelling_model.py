"""What is learned from editions about spelling: profiles of keys, and a small network for notes.

`training/notation/fit_spelling.py` makes it; it is one JSON file among the resources.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from chopin_studio import data_fields as check
from chopin_studio.data_fields import DataError
from chopin_studio.data_files import read_json
from chopin_studio.errors import StudioError
from chopin_studio.export.notation.spelling_features import FEATURES, Floats
from chopin_studio.export.notation.spelling_keys import (
    FLATTEST_PLACE,
    SHARPEST_PLACE,
    KeyProfiles,
)
from chopin_studio.paths import spelling_model
from chopin_studio.texts import translatable

FORMAT_VERSION = 1
MOST_BYTES = 2**20
CHOICES = 3
"""A note is spelled within the twelve usual places of its key, or twelve fifths flatter or sharper:
as E, as F flat or as D double sharp."""

_MOST_UNITS = 256
_LARGEST = 1e4
_DIGITS = 4


class SpellingModelError(StudioError):
    """What is learned about spelling cannot be used."""


@dataclass(frozen=True, slots=True)
class SpellingNetwork:
    """Layers of weights [inputs, units] and biases [units]; all but the last are rectified."""

    layers: tuple[tuple[Floats, Floats], ...]

    def log_likelihoods(self, features: Floats) -> Floats:
        """Return the logarithm of how likely each choice is, [n, 3]: flatter, usual, sharper."""
        values = features
        for index, (weights, bias) in enumerate(self.layers):
            values = values @ weights + bias
            if index + 1 < len(self.layers):
                values = np.maximum(values, 0)
        largest = values.max(axis=1, keepdims=True)
        found: Floats = values - largest
        return np.asarray(found - np.log(np.exp(found).sum(axis=1, keepdims=True)))


@dataclass(frozen=True, slots=True)
class SpellingModel:
    """The profiles by which keys are found, and the network that spells notes in them."""

    profiles: KeyProfiles
    network: SpellingNetwork


@cache
def shipped_model() -> SpellingModel:
    """Return the model that ships with the studio; raises SpellingModelError."""
    return read_model(spelling_model())


def read_model(path: Path) -> SpellingModel:
    """Read a model; raises SpellingModelError where it is missing, damaged or of other features."""
    try:
        fields = check.fields(read_json(path, MOST_BYTES))
        check.whole(fields["version"], FORMAT_VERSION, FORMAT_VERSION)
        size = 2 * (SHARPEST_PLACE - FLATTEST_PLACE + 1)
        profiles = _numbers(fields["profiles"], size, size).reshape(2, -1)
        network = SpellingNetwork(_layers(check.items(fields["layers"], 8, 1)))
        return SpellingModel(KeyProfiles(profiles), network)
    except (OSError, KeyError, ValueError) as error:
        raise SpellingModelError(
            translatable("{path} cannot be read. Install Chopin Studio again.", path=path)
        ) from error


def _layers(found: Sequence[object]) -> tuple[tuple[Floats, Floats], ...]:
    layers = []
    inputs = FEATURES
    for each in found:
        fields = check.fields(each)
        bias = _numbers(fields["bias"], 1, _MOST_UNITS)
        weights = _numbers(fields["weights"], inputs * len(bias), inputs * len(bias))
        layers.append((weights.reshape(inputs, len(bias)), bias))
        inputs = len(bias)
    if inputs != CHOICES:
        raise DataError
    return tuple(layers)


def _numbers(found: object, least: int, most: int) -> Floats:
    values = check.items(found, most, least)
    return np.array([check.number(value, -_LARGEST, _LARGEST) for value in values], np.float32)


def model_json(model: SpellingModel, credit: str) -> dict[str, Any]:
    """Return the JSON value that `read_model` reads; `credit` says whose music it is from."""
    return {
        "version": FORMAT_VERSION,
        "credit": credit,
        "profiles": _rounded(model.profiles.log_likelihoods.ravel()),
        "layers": [
            {"bias": _rounded(bias), "weights": _rounded(weights.ravel())}
            for weights, bias in model.network.layers
        ],
    }


def _rounded(values: Floats) -> list[float]:
    return [round(float(value), _DIGITS) for value in values]
