"""Features of the outer voices: how melody and bass move."""

import numpy as np

from chopin_studio.engine.planning.features.counting import (
    entropy,
    ranges,
    share,
)
from chopin_studio.engine.planning.features.window import Features, Ints, Mask, Window
from chopin_studio.music.harmony.chord import SEMITONES

_MELODIC_BOUNDS = (0, 1, 2, 4, 7, 12)
_BASS_BOUNDS = (0, 2, 5, 7, 12)
"""Between sizes of intervals, in semitones."""

_LEAP = 7
"""Semitones from which on an interval is a leap that wants to be balanced."""

_STEP = 2
_FOLD = 12
"""Larger intervals count as this one where pairs of intervals are compared."""


def melody_features(window: Window) -> Features:
    """Return how the top voice and the bass move."""
    top = window.pitches[window.top]
    bass = window.pitches[window.bass]
    steps = np.diff(top)
    return {
        **ranges("melody interval", np.abs(steps), _MELODIC_BOUNDS),
        **ranges("bass interval", np.abs(np.diff(bass)), _BASS_BOUNDS),
        "melody rising": share(steps > 0),
        "melody turning": _turning(steps),
        "melody leaps balanced": _balanced(steps),
        "melody chromatic runs": share((np.abs(steps[1:]) == 1) & (steps[1:] == steps[:-1])),
        "melody scale runs": share(_is_step(steps[1:]) & _is_step(steps[:-1])),
        "melody range": float(np.ptp(top)) if len(top) else 0.0,
        "melody pitch classes": entropy(top % SEMITONES, SEMITONES),
        "melody motifs repeated": _repeated(steps),
        "bass range": float(np.ptp(bass)) if len(bass) else 0.0,
        "bass pitch classes": entropy(bass % SEMITONES, SEMITONES),
        "bass patterns repeated": _repeated(np.diff(bass)),
    }


def _is_step(steps: Ints) -> Mask:
    found: Mask = (steps != 0) & (np.abs(steps) <= _STEP)
    return found


def _turning(steps: Ints) -> float:
    """Return the share of moves that go in another direction than the move before."""
    moves = np.sign(steps[steps != 0])
    return share(moves[1:] != moves[:-1])


def _balanced(steps: Ints) -> float:
    """Return the share of leaps after which the voice turns back by no more than their size."""
    leaps = np.flatnonzero(np.abs(steps[:-1]) >= _LEAP) if len(steps) else np.zeros(0, np.int64)
    after = steps[leaps + 1]
    turns = np.sign(after) == -np.sign(steps[leaps])
    return share(turns & (np.abs(after) < np.abs(steps[leaps])))


def _repeated(steps: Ints) -> float:
    """Return the share of pairs of moves that have occurred before in the window."""
    folded = np.clip(steps, -_FOLD, _FOLD) + _FOLD
    pairs = folded[:-1] * (2 * _FOLD + 1) + folded[1:]
    return 1 - len(np.unique(pairs)) / len(pairs) if len(pairs) else 0.0
