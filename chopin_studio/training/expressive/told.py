"""What a network is told of the plan of a window in training."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.plan.character import DENSITY_BOUNDS, LOUDNESS_BOUNDS, REGISTER_BOUNDS

NOTHING_SHARE = 0.15
"""The share of windows that are told nothing of their plan, and nothing of their character."""

ONE_SHARE = 0.175
"""The share of those told the form alone, and of those told the chords alone."""

RHYTHM_SHARE = 0.5
"""The share of windows told a form whose bars in an earlier rhythm are told as such."""

CHARACTER_SHARE = 0.4
"""The share of windows told each part of their character."""

_BOUNDS = (DENSITY_BOUNDS, REGISTER_BOUNDS, LOUDNESS_BOUNDS)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told: the form, with the rhythm of earlier bars or without, chords, character."""

    form: bool = False
    chords: bool = False
    rhythm: bool = False
    character: tuple[bool, bool, bool] = (False, False, False)

    @classmethod
    def drawn(cls, rng: np.random.Generator) -> "Told":
        """Draw what a window is told, so that a network learns to do with any of it."""
        drawn, rhythm, *parts = rng.random(5).tolist()
        if drawn < NOTHING_SHARE:
            return cls()
        form = not NOTHING_SHARE <= drawn < NOTHING_SHARE + ONE_SHARE
        chords = drawn < 1 - ONE_SHARE
        dense, high, loud = (part < CHARACTER_SHARE for part in parts)
        return cls(form, chords, rhythm < RHYTHM_SHARE, (dense, high, loud))


VALIDATIONS = {
    "nothing": Told(),
    "form": Told(form=True),
    "chords": Told(chords=True),
    "form and chords": Told(form=True, chords=True),
}
"""What is told of a plan where it is measured how well a network predicts."""


def characters_at(values: NDArray[np.float32]) -> NDArray[np.int32]:
    """Return the levels, int32 [n, 3], of densities, registers and loudnesses [n, 3].

    NaN, for what is unknown, is level 0.
    """
    levels = np.zeros(values.shape, np.int32)
    for column, bounds in enumerate(_BOUNDS):
        known = ~np.isnan(values[:, column])
        levels[known, column] = 1 + np.searchsorted(bounds, values[known, column], side="right")
    return levels
