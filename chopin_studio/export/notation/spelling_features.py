"""What the spelling of a note is told by: the pitch classes around it, its neighbours, the key.

Pitch classes are counted from the key that the music is in there, along the line of fifths, so that
music in one key is read like music in any other. All is computed for all notes at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.key import KeyChange
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

PITCH_CLASSES = 12
FLATTEST_IN_KEY = -3
"""Where the twelve usual spellings begin on the line of fifths, from the key's own place: in C
major and A minor with E flat, and they end with G sharp."""

_BAND_EDGES = (0, 1, 2, 4, 8, 16, 32, 64, 128)
"""How many onsets away the bands begin and end whose pitch classes are counted."""

_NEAREST_BANDS = 3
"""So many bands are counted from the note's own pitch class, too."""

_STEPS = (-2, -1, 0, 1, 2)
_REACH_TICKS = TICKS_PER_QUARTER
"""How far away a note of the same hand is still the next one in its voice."""

_OCTAVES_AWAY = 24.0
_MIDDLE_C = 60


@dataclass(frozen=True, slots=True)
class NoteTable:
    """Notes in score order as columns of equal length n.

    `hands` are 1 for the right hand, 2 for the left, 0 where it isn't known; `fifths` has the key
    signature where each note is struck, and `modes` are 1 where it is stated to be of a minor key,
    0 of a major one, -1 of either.
    """

    onsets: Ints
    pitches: Ints
    durations: Ints
    hands: Ints
    fifths: Ints
    modes: Ints


@dataclass(frozen=True, slots=True)
class LocalKeys:
    """The key that the music is in at each of n notes, as columns.

    `fifths` is its signature, beyond seven where that would need double accidentals.
    """

    fifths: Ints
    is_minor: NDArray[np.bool_]

    def usual_places(self, pitches: Ints) -> Ints:
        """Return the usual place of each of `pitches` [n] on the line of fifths, C being 0."""
        places: Ints = self.flattest + (7 * pitches - self.flattest) % PITCH_CLASSES
        return places

    @property
    def flattest(self) -> Ints:
        """Where the twelve usual places begin [n]."""
        flattest: Ints = self.fifths + FLATTEST_IN_KEY
        return flattest


_HANDS = {Hand.RIGHT: 1, Hand.LEFT: 2, None: 0}


def note_table(notes: Sequence[Note], keys: Sequence[KeyChange]) -> NoteTable:
    """Return `notes`, in score order, as columns; `keys` are the signatures in their modes."""
    rows = [(n.onset_tick, n.pitch, n.duration_tick, _HANDS[n.hand]) for n in notes]
    onsets, pitches, durations, hands = np.array(rows, np.int64).reshape(-1, 4).T
    ticks = [change.tick for change in keys[1:]]
    in_force = np.searchsorted(ticks, onsets, side="right")
    signatures = [(change.key.fifths, change.key.mode == "minor") for change in keys]
    fifths, modes = np.array(signatures, np.int64)[in_force].T
    return NoteTable(onsets, pitches, durations, hands, fifths, modes)


def features(table: NoteTable, keys: LocalKeys) -> Floats:
    """Return what is told of each note, [n, FEATURES]."""
    flattest = keys.flattest
    onsets, first, slot = np.unique(table.onsets, return_index=True, return_inverse=True)
    counts = _counts(table, slot, len(onsets))
    around = _around(counts)[slot]
    by_key = _turned(around, flattest)
    own = 7 * table.pitches % PITCH_CLASSES
    by_note = _turned(around[:, : 2 * _NEAREST_BANDS + 1], own)
    bass = table.pitches[first][slot]
    return np.concatenate(
        [
            by_key.reshape(len(slot), -1),
            by_note.reshape(len(slot), -1),
            _one_hot((7 * table.pitches - flattest) % PITCH_CLASSES, PITCH_CLASSES),
            _one_hot((7 * bass - flattest) % PITCH_CLASSES, PITCH_CLASSES),
            _one_hot((7 * (bass - table.pitches)) % PITCH_CLASSES, PITCH_CLASSES),
            keys.is_minor[:, None],
            _alone(table, slot),
            _steps(table),
        ],
        axis=1,
        dtype=np.float32,
    )


FEATURES = (
    (2 * len(_BAND_EDGES) - 1) * PITCH_CLASSES
    + (2 * _NEAREST_BANDS + 1) * PITCH_CLASSES
    + 3 * PITCH_CLASSES
    + 1
    + 3
    + 2 * len(_STEPS)
)
"""How many there are of a note."""


def _counts(table: NoteTable, slot: Ints, slots: int) -> Floats:
    """Return which pitch classes each onset has, [slots, 12], along the line of fifths."""
    counts = np.zeros((slots, PITCH_CLASSES), np.float32)
    counts[slot, 7 * table.pitches % PITCH_CLASSES] = 1
    return counts


def _around(counts: Floats) -> Floats:
    """Return the shares of pitch classes at each onset and in the bands around, [slots, bands, 12].

    The first is the onset's own, then come those before and after, the nearest first.
    """
    slots = len(counts)
    sums = np.vstack([np.zeros((1, PITCH_CLASSES), np.float32), np.cumsum(counts, axis=0)])
    here = np.arange(slots)
    bands = [counts]
    for near, far in pairwise(_BAND_EDGES):
        for begin, end in ((here - far, here - near), (here + near + 1, here + far + 1)):
            band = sums[end.clip(0, slots)] - sums[begin.clip(0, slots)]
            bands.append(band / (far - near))
    around: Floats = np.stack(bands, axis=1)
    return around


def _turned(around: Floats, begin: Ints) -> Floats:
    """Return `around` [n, bands, 12] with the pitch classes counted from `begin` [n] of each."""
    places = (begin[:, None] + np.arange(PITCH_CLASSES)) % PITCH_CLASSES
    return np.take_along_axis(around, places[:, None, :], axis=2)


def _one_hot(values: Ints, size: int) -> Floats:
    table = np.zeros((len(values), size), np.float32)
    table[np.arange(len(values)), values] = 1
    return table


def _alone(table: NoteTable, slot: Ints) -> Floats:
    """Return each note's height, length, and whether it is the highest of its chord, [n, 3]."""
    is_top = np.append(slot[1:] != slot[:-1], True)
    length = np.log2(table.durations.clip(15) / (TICKS_PER_QUARTER / 2)).clip(-4, 4) / 4
    return np.stack([(table.pitches - _MIDDLE_C) / _OCTAVES_AWAY, length, is_top], axis=1)


def _steps(table: NoteTable) -> Floats:
    """Return how near a note up to a tone away comes next in the same hand, and came before.

    [n, 10] of 1 for at once to 1/2 for a quarter note away, 0 for none.
    """
    voice = (table.hands * 256 + table.pitches) << 32
    keys = voice + table.onsets
    in_order = np.sort(keys)
    found = []
    for step in _STEPS:
        wanted = keys + (step << 32)
        for side in ("right", "left"):
            place = np.searchsorted(in_order, wanted, side=side) - (side == "left")
            other = in_order[place.clip(0, len(keys) - 1)]
            gap = np.abs(other - wanted)
            near = (place >= 0) & (place < len(keys)) & (gap <= _REACH_TICKS)
            found.append(np.where(near, 1 - gap / (2 * _REACH_TICKS), 0))
    return np.stack(found, axis=1)
