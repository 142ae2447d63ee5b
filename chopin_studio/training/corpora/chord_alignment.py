"""Align the chords of two versions of a work by their pitches.

As sequences are (Needleman and Wunsch, "A general method applicable to the search for similarities
…", Journal of Molecular Biology 48, 1970); onsets and lengths count for nothing, so that they can
be compared afterwards.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_SCALES = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Note values of one file against the other's: some files are written in halves of the print's."""

Chords = Mapping[int, Collection[int]]
"""The pitches that are struck at each place, in order of the places."""


def aligned(one: Chords, other: Chords) -> list[tuple[int, int]]:
    """Return the places of the chords that go together, in order: most common pitches in all."""
    a, b = _pitches(one), _pitches(other)
    common = a @ b.T
    gain = 2 * common**2 / (a.sum(1)[:, None] + b.sum(1)[None, :])
    best = np.zeros((len(a) + 1, len(b) + 1), np.float32)
    for row in range(len(a)):
        taken = np.maximum(best[row, 1:], best[row, :-1] + gain[row])
        best[row + 1, 1:] = np.maximum.accumulate(taken)
    places, others = list(one), list(other)
    row, column = len(a), len(b)
    pairs = []
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((places[row], others[column]))
    return pairs[::-1]


def _pitches(chords: Chords) -> NDArray[np.float32]:
    """Return which pitches each chord has, float32 [chords, 128] of 0 and 1."""
    table = np.zeros((len(chords), 128), np.float32)
    for row, chord in enumerate(chords.values()):
        table[row, list(chord)] = 1
    return table


def scale_between(pairs: Sequence[tuple[int, int]]) -> float:
    """Return by how much the steps of the second places of `pairs` are longer, one of 1/4 to 4."""
    steps = [(a1 - a0, b1 - b0) for (a0, b0), (a1, b1) in pairwise(pairs)]
    return max(_SCALES, key=lambda scale: sum(a * scale == b for a, b in steps))
