"""What the measuring critic sees of a window: how often each kind of note follows another.

These are plain shares of classes and of pairs of them, as the rows of the expressive family state
them, and none of the features of the critic that chooses.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import VELOCITY_BIN
from chopin_studio.music.harmony.chord import SEMITONES
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note

_GRID_TICKS = TICKS_PER_QUARTER // 24
_DISTANCES = np.array((0, 1, 2, 3, 4, 5, 6, 8, 9, 12, 16, 18, 24, 36, 48))
"""Lower bounds of classes of distances and lengths, in 24ths of a quarter note."""

_MOST_STEPS = 24
_MOST_LOUDER = 6
_COARSE = np.array((-12, -7, -4, -2, 0, 1, 3, 5, 8, 13))
"""Lower bounds of coarse classes of intervals, in semitones, for pairs of them."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def note_statistics(notes: Sequence[Note], meters: MeterMap) -> Floats:
    """Return the shares of classes and of pairs of classes in a window of two notes or more."""
    onsets, lengths, pitches, loud = np.array(
        [(n.onset_tick, n.duration_tick, n.pitch, n.velocity // VELOCITY_BIN) for n in notes],
        np.int64,
    ).T
    left = np.array([note.hand is Hand.LEFT for note in notes])
    bars = np.array([meters.bar_at(tick).start_tick for tick in onsets.tolist()])
    places = np.minimum((onsets - bars) // _GRID_TICKS, 8 * 24 - 1)
    parts = [
        *_pairs(_class(np.diff(onsets) // _GRID_TICKS), len(_DISTANCES)),
        *_lengths(lengths, left),
        _shares(places // 6, 32),
        _shares(places % 24, 24),
        _shares(pitches // 4, 32),
        *_voice(onsets[~left], pitches[~left], loud[~left]),
        *_voice(onsets[left], pitches[left], loud[left]),
        *_vertical(onsets, pitches, left),
    ]
    return np.concatenate(parts)


def _lengths(lengths: Ints, left: NDArray[np.bool_]) -> list[Floats]:
    classes = _class(lengths // _GRID_TICKS)
    return [_shares(classes[each], len(_DISTANCES)) for each in (left, ~left)]


def _voice(onsets: Ints, pitches: Ints, loud: Ints) -> list[Floats]:
    """Return how a hand moves: intervals, their pairs, distances and changes of loudness."""
    steps = np.clip(np.diff(pitches), -_MOST_STEPS, _MOST_STEPS) + _MOST_STEPS
    coarse = np.searchsorted(_COARSE, np.diff(pitches), side="right")
    louder = np.clip(np.diff(loud), -_MOST_LOUDER, _MOST_LOUDER) + _MOST_LOUDER
    return [
        _shares(steps, 2 * _MOST_STEPS + 1),
        *_pairs(coarse, len(_COARSE) + 1),
        _shares(louder, 2 * _MOST_LOUDER + 1),
        _shares(_class(np.diff(onsets) // _GRID_TICKS), len(_DISTANCES)),
        _shares(loud, 32),
    ]


def _vertical(onsets: Ints, pitches: Ints, left: NDArray[np.bool_]) -> list[Floats]:
    """Return what is struck together, and the pitch classes over the lowest note before."""
    together = np.diff(onsets) == 0
    steps = np.minimum(np.diff(pitches)[together], _MOST_STEPS)
    sizes = np.bincount(np.unique(onsets, return_inverse=True)[1].ravel())
    bass = np.flatnonzero(left)
    before = np.searchsorted(bass, np.arange(len(pitches)), side="right") - 1
    known = before >= 0
    over = (pitches[known] - pitches[bass[before[known]]]) % SEMITONES
    return [
        _shares(steps, _MOST_STEPS + 1),
        _shares(np.minimum(sizes, 8), 9),
        _shares(over, SEMITONES),
        *_pairs(left.astype(np.int64), 2),
        np.array([len(np.unique(pitches)), len(np.unique(pitches % SEMITONES)), len(pitches)]),
    ]


def _class(values: Ints) -> Ints:
    found: Ints = np.searchsorted(_DISTANCES, values, side="right") - 1
    return np.maximum(found, 0)


def _shares(classes: Ints, count: int) -> Floats:
    shares: Floats = np.bincount(classes, minlength=count) / max(len(classes), 1)
    return shares


def _pairs(classes: Ints, count: int) -> list[Floats]:
    """Return the shares of classes, and of pairs of one and the next."""
    return [_shares(classes, count), _shares(classes[:-1] * count + classes[1:], count**2)]
