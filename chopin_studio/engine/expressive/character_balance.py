"""Lean what is drawn towards the density, the register and the loudness that are asked for.

A network is told the levels, yet hardly follows them: in training, the notes before tell it as
much. So the draw is leaned by how far the last notes are from what was asked.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import log2

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import (
    ATTRIBUTE_SIZES,
    ATTRIBUTES,
    CHARACTERS,
    DELTA_ONSETS,
    VELOCITY_BIN,
)
from chopin_studio.music.note import LOWEST_PIANO_PITCH, TICKS_PER_QUARTER, Note
from chopin_studio.music.plan.character import DENSITY_BOUNDS, LOUDNESS_BOUNDS, REGISTER_BOUNDS

Floats = NDArray[np.float64]

_LAST_NOTES = 24
"""So many of the last notes tell how dense, high and loud the music is."""

_FEWEST_NOTES = 6
"""Of fewer, nothing is told."""

_LOUDNESS_SPREAD, _REGISTER_SPREAD, _DENSITY_SPREAD = 10.0, 12.0, 1.0
"""Deviations of velocities, pitches and logarithms of waits within a bar or two: a lean of distance
over its square moves the mean of normal values by that distance."""

_MOST = 2.0
"""No distance counts for more than so many deviations, so that music changes by degrees."""

_LEANING = ("delta_onset", "pitch", "velocity")
"""The attributes that are leaned, in the order of CHARACTERS."""

_WAITS: Floats = np.log2(
    np.maximum(np.array((*DELTA_ONSETS, DELTA_ONSETS[-1]), np.float64), 1.0) / 24
)
"""The logarithm of each wait in quarter notes, that of the last class as the longest."""

_PIANO_KEYS, _VELOCITY_CLASSES = (
    ATTRIBUTE_SIZES[ATTRIBUTES.index(name)] for name in ("pitch", "velocity")
)
_PITCHES: Floats = LOWEST_PIANO_PITCH + np.arange(_PIANO_KEYS, dtype=np.float64)
_VELOCITIES: Floats = VELOCITY_BIN * (np.arange(_VELOCITY_CLASSES, dtype=np.float64) + 0.5)


def character_lean(attribute: str, levels: Sequence[int], made: Sequence[Note]) -> Floats | None:
    """Return how much each class of an attribute is to be raised, None for nothing.

    `levels` are those asked for, in the order of CHARACTERS, 0 for any; `made` the notes so far.
    """
    if attribute not in _LEANING or len(made) < _FEWEST_NOTES:
        return None
    part = _LEANING.index(attribute)
    if not levels[part]:
        return None
    last = made[-_LAST_NOTES:]
    target = level_middle(CHARACTERS[part], levels[part])
    if attribute == "velocity":
        return _tilt(_VELOCITIES, [note.velocity for note in last], target, _LOUDNESS_SPREAD)
    if attribute == "pitch":
        return _tilt(_PITCHES, [note.pitch for note in last], target, _REGISTER_SPREAD)
    waits = [
        log2((later - earlier) / TICKS_PER_QUARTER)
        for earlier, later in pairwise(sorted({note.onset_tick for note in last}))
    ]
    if not waits:
        return None
    lean = _tilt(_WAITS, waits, -log2(target), _DENSITY_SPREAD)
    lean[0] = 0.0  # more notes together are no more onsets
    return lean


def level_middle(part: str, level: int) -> float:
    """Return the value in the middle of a level from 1 to 7 of one of CHARACTERS."""
    bounds = {"density": DENSITY_BOUNDS, "register": REGISTER_BOUNDS, "loudness": LOUDNESS_BOUNDS}
    steps = bounds[part]
    # The outermost levels are taken to be as wide as their neighbours.
    edges = (2 * steps[0] - steps[1], *steps, 2 * steps[-1] - steps[-2])
    return (edges[level - 1] + edges[level]) / 2


def _tilt(values: Floats, heard: Sequence[float], target: float, spread: float) -> Floats:
    """Return a line through 0 at the mean of what was heard, steep enough to reach the target."""
    mean = sum(heard) / len(heard)
    distance = float(np.clip(target - mean, -_MOST * spread, _MOST * spread))
    lean: Floats = distance / spread**2 * (values - mean)
    return lean
