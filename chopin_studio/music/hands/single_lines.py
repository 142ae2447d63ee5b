"""Keep a single line in one hand where nothing speaks clearly for a change.

Notes that follow one another alone, each near the one before, are a line. Its most likely hands
are found by Viterbi's algorithm, in which a change of hands costs as much as some doubt.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.hands.features import Floats, Indices

_CHANGE_COST = 1.0
"""In log-odds, chosen on the pieces kept for development: 0.05 % more notes are right by it."""

_WIDEST_STEP = 7
"""Semitones; a leap may well be another hand's."""

_LONGEST_STEP_SEC = 2.0

_MOST_ODDS = 50.0
"""Known hands are this likely: with infinite odds, paths could not be compared."""


_BARELY = 1e-3
"""The log-odds of a note that is the hand's only by its line."""


def steadied(
    chord: Indices, pitch: Indices, onset_sec: NDArray[np.float64], odds: Floats
) -> Floats:
    """Return log-odds [notes] of the right hand whose signs keep single lines in one hand.

    `chord` are the rising numbers of the notes' chords.
    """
    result = odds.copy()
    for line in _lines(chord, pitch, onset_sec):
        part = np.clip(odds[line], -_MOST_ODDS, _MOST_ODDS)
        if np.ptp(np.sign(part)):
            signs = np.where(_likeliest(part.tolist()), 1, -1)
            result[line] = np.where(signs * part > 0, odds[line], signs * _BARELY)
    return result


def _lines(chord: Indices, pitch: Indices, onset_sec: NDArray[np.float64]) -> Iterator[slice]:
    """Yield where two or more notes in a row are a single line."""
    is_alone = np.bincount(chord)[chord] == 1
    is_near = (np.abs(np.diff(pitch)) <= _WIDEST_STEP) & (np.diff(onset_sec) <= _LONGEST_STEP_SEC)
    goes_on = np.concatenate(([False], is_alone[1:] & is_alone[:-1] & is_near, [False]))
    edges = np.flatnonzero(np.diff(goes_on.astype(np.int8)))
    for first, last in edges.reshape(-1, 2).tolist():
        yield slice(first, last + 1)


def _likeliest(odds: list[float]) -> NDArray[np.bool_]:
    """Return whether each note of a line is the right hand's, on the likeliest path."""
    left, right = 0.0, 0.0
    stays: list[tuple[bool, bool]] = []
    for odd in odds:
        stays.append((left >= right - _CHANGE_COST, right >= left - _CHANGE_COST))
        left, right = (
            max(left, right - _CHANGE_COST) - odd / 2,
            max(right, left - _CHANGE_COST) + odd / 2,
        )
    hand = right > left
    path = []
    for stay in reversed(stays):
        path.append(hand)
        if not stay[hand]:
            hand = not hand
    return np.array(path[::-1])
