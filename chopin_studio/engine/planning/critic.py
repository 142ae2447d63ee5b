"""A critic of phrases: how far a few bars are like real music rather than made."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.planning.features.features import feature_vector
from chopin_studio.engine.planning.features.window import window_of
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Note

WINDOW_BARS = 8
"""The most bars that are judged at once: a phrase, and what comes before it."""

MOST_DEVIATIONS = 4.0
"""A feature counts as no further from its mean than so many standard deviations."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Critic:
    """A perceptron of two layers over standardised features.

    `names` are those of the features, `means` and `scales` [features] standardise them; `hidden`
    [features, units], `hidden_bias` [units], `out` [units] and `out_bias` are the weights. `id`
    names the file that it was read from, since another critic chooses other phrases.
    """

    names: tuple[str, ...]
    means: Floats
    scales: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: float
    id: str = ""

    def log_odds(self, features: Floats) -> Floats:
        """Return the log odds of windows [n, features] being real music, [n]."""
        units = np.tanh(self.standardised(features) @ self.hidden + self.hidden_bias)
        odds: Floats = units @ self.out + self.out_bias
        return odds

    def standardised(self, features: Floats) -> Floats:
        """Return features [n, features] as the perceptron sees them."""
        standard = (features - self.means) / self.scales
        return np.clip(standard, -MOST_DEVIATIONS, MOST_DEVIATIONS)

    def judge(self, notes: Sequence[Note], meters: MeterMap) -> float:
        """Return the log odds that the last bars of some notes, in score order, are real music."""
        begin_tick, end_tick = last_bars(meters, notes[-1].onset_tick)
        window = window_of(notes, meters, begin_tick, end_tick)
        return float(self.log_odds(feature_vector(window)[None])[0])


def last_bars(meters: MeterMap, tick: int) -> tuple[int, int]:
    """Return the first and the end tick of a window that ends with the bar of a tick.

    It has WINDOW_BARS bars, or as many as there are.
    """
    last = bar = meters.bar_at(tick)
    for _ in range(WINDOW_BARS - 1):
        if bar.start_tick > 0:
            bar = meters.bar_at(bar.start_tick - 1)
    return bar.start_tick, last.end_tick
