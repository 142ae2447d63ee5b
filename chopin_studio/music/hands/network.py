"""The network that tells the hands, in NumPy: convolutions over the notes, ever farther apart.

With ⊕ for concatenation and x[n] for what is known of note n, in the order of `Described`,

    x[n] = relu(enter(rolls ⊕ scalars ⊕ known))
    for each distance d of DISTANCES:
        x[n] = x[n] + relu(layer_d(x[n - d] ⊕ x[n] ⊕ x[n + d]))
    log-odds[n] = out(x[n])

(van den Oord et al., "WaveNet", 2016, whose dilated convolutions these are, seen from both sides).
Beyond the ends of the music, x is 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.hands.features import ROLL_WIDTH, SCALARS, Described

Floats = NDArray[np.float32]
Tensors = Mapping[str, Floats]

DISTANCES = (1, 2, 4, 8, 16, 32, 64, 16, 4, 1)
"""How many notes away each layer looks: ever farther, and then back to what is near."""

KNOWN = 2
"""What is told of a note whose hand is known: whether it is the left one, whether the right one."""

INPUTS = ROLL_WIDTH + len(SCALARS) + KNOWN

REACH = sum(DISTANCES)
"""How many notes away something can change what is thought of a note."""


def shapes(units: int) -> dict[str, tuple[int, ...]]:
    """Return the shape of each tensor of a network by its name."""
    found: dict[str, tuple[int, ...]] = {
        "scalars/mean": (len(SCALARS),),
        "scalars/scale": (len(SCALARS),),
        "enter/kernel": (INPUTS, units),
        "enter/bias": (units,),
        "out/kernel": (units, 1),
        "out/bias": (1,),
    }
    for place in range(len(DISTANCES)):
        found[f"layer_{place}/kernel"] = (3 * units, units)
        found[f"layer_{place}/bias"] = (units,)
    return found


@dataclass(frozen=True, slots=True)
class HandNetwork:
    """The weights, as float32 tensors of `shapes`, ready to run."""

    tensors: Tensors

    def log_odds(self, described: Described, known: Floats) -> Floats:
        """Return the log-odds of the right hand for each note, in the order of `described`.

        `known` [notes, KNOWN] is 1 for the hand of a note where that is known, else 0.
        """
        tensors = self.tensors
        scalars = (described.scalars - tensors["scalars/mean"]) / tensors["scalars/scale"]
        inputs = np.concatenate((described.rolls, scalars, known), axis=1, dtype=np.float32)
        x = self._relu("enter", inputs)
        for place, distance in enumerate(DISTANCES):
            x = x + self._relu(f"layer_{place}", _with_neighbours(x, distance))
        return np.asarray(x @ tensors["out/kernel"] + tensors["out/bias"])[:, 0]

    def _relu(self, name: str, x: Floats) -> Floats:
        result: Floats = x @ self.tensors[f"{name}/kernel"] + self.tensors[f"{name}/bias"]
        return np.maximum(result, 0, out=result)


def _with_neighbours(x: Floats, distance: int) -> Floats:
    """Return [notes, 3 units]: what is known `distance` notes before, of the note, and after."""
    units = x.shape[1]
    beside = np.zeros((len(x), 3 * units), np.float32)
    beside[distance:, :units] = x[:-distance]
    beside[:, units : 2 * units] = x
    beside[:-distance, 2 * units :] = x[distance:]
    return beside
