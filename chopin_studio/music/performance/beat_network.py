"""The network that says of each strike how likely it is a beat, and what beats there are around.

It is a temporal convolutional network, as in Davies and Böck, "Temporal convolutional networks for
musical audio beat tracking", EUSIPCO 2019, over strikes instead of frames: a layer that compresses
the features, then convolutions of three taps whose dilation doubles from layer to layer, each added
to what it takes in, so that the last layer sees 127 strikes to either side.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.performance.onset_features import FEATURES

DILATIONS = (1, 2, 4, 8, 16, 32, 64)
TAPS = 3

PERIODS_SEC = np.geomspace(0.18, 2.6, 28)
"""The lengths of beats that the network tells apart."""

METERS = (
    (2, 4),
    (3, 4),
    (4, 4),
    (2, 2),
    (3, 8),
    (6, 8),
    (9, 8),
    (12, 8),
    (6, 4),
    (0, 0),
)
"""The meters that it tells apart; the last one stands for all others."""

PLACES = (0, 6, 8, 12, 16, 18, -1)
"""The places in a beat, in 24ths, that it tells apart; the last one stands for all others."""

HEADS = {
    "beat": 1,
    "downbeat": 1,
    "period": len(PERIODS_SEC),
    "meter": len(METERS),
    "place": len(PLACES),
}
"""What it tells of each strike, and in how many numbers."""

OUTPUTS = sum(HEADS.values())

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class StrikeBeliefs:
    """What the network believes of each of `s` strikes.

    `beat` and `downbeat` [s] are log odds; `periods` [s, PERIODS_SEC], `meters` [s, METERS] and
    `places` [s, PLACES] are logarithms of probabilities.
    """

    beat: NDArray[np.float64]
    downbeat: NDArray[np.float64]
    periods: NDArray[np.float64]
    meters: NDArray[np.float64]
    places: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BeatNetwork:
    """The weights.

    `means` and `scales` [FEATURES] standardise the features, `enter` [FEATURES, u] with its bias
    [u] compresses them. Each layer has a convolution `taps` [3, u, u] with its bias [u] and a
    projection [u, u] with its bias [u]; `out` [u, OUTPUTS] with its bias tells the heads.
    """

    means: Floats
    scales: Floats
    enter: Floats
    enter_bias: Floats
    layers: tuple[tuple[Floats, Floats, Floats, Floats], ...]
    out: Floats
    out_bias: Floats

    def beliefs(self, features: NDArray[np.float64]) -> StrikeBeliefs:
        """Return what the network believes of strikes with `features` [s, FEATURES]."""
        told = self.outputs(standardised(features, self.means, self.scales)).astype(np.float64)
        parts = dict(
            zip(HEADS, np.split(told, np.cumsum(list(HEADS.values()))[:-1], 1), strict=True)
        )
        return StrikeBeliefs(
            parts["beat"][:, 0],
            parts["downbeat"][:, 0],
            *(_log_softmax(parts[name]) for name in ("period", "meter", "place")),
        )

    def outputs(self, inputs: Floats) -> Floats:
        """Return the raw outputs [s, OUTPUTS] for standardised features."""
        state = np.maximum(inputs @ self.enter + self.enter_bias, 0)
        for dilation, (taps, taps_bias, project, project_bias) in zip(
            DILATIONS, self.layers, strict=True
        ):
            seen = np.pad(state, ((dilation, dilation), (0, 0)))
            size = len(state)
            mixed = sum(
                (seen[tap * dilation : tap * dilation + size] @ taps[tap] for tap in range(TAPS)),
                start=taps_bias,
            )
            state = state + np.maximum(mixed, 0) @ project + project_bias
        return np.asarray(state @ self.out + self.out_bias)


def standardised(features: NDArray[np.floating], means: Floats, scales: Floats) -> Floats:
    """Return features [s, FEATURES] as the network sees them, within five deviations."""
    if features.shape[1] != FEATURES:
        raise ValueError(f"a strike must have {FEATURES} features, not {features.shape[1]}")
    return np.asarray(np.clip((features - means) / scales, -5, 5), np.float32)


def _log_softmax(values: NDArray[np.float64]) -> NDArray[np.float64]:
    shifted = values - values.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))
