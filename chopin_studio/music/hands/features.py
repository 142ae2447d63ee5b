"""Describe each note by what lies around it, for the network that tells the hands.

Notes struck nearly together are a chord, for nobody strikes ten keys in one instant. A note is
seen against the keys within two octaves of it that are struck in its own chord, in the chords
before and after, or are still held. Chords are counted and not seconds, so that the
tempo hardly matters; it is told only by the time between chords and the note's own length.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]
Counts = NDArray[np.int32]

CHORD_SEC = 0.04
"""Notes that begin within this time are one chord."""

KEYS_AROUND = 24
"""How many semitones to either side a note is seen against."""

CHORDS_AROUND = ((-8, -3), (-2, -1), (0, 0), (1, 2), (3, 8))
"""Ranges of chords whose keys are told apart, counted from the note's own chord."""

ROLLS = len(CHORDS_AROUND) + 1
"""One of held keys comes last."""

ROLL_WIDTH = ROLLS * (2 * KEYS_AROUND + 1)

SCALARS = ("pitch", "before", "after", "length", "size", "loudness", "low", "middle", "high")
"""What is told of a note beside the keys around it; see `describe`."""

TIMES = (1, 2, 3)
"""The places in SCALARS of the logarithms of times, all of which a change of tempo moves alike."""

_PITCHES = 128
_MIDDLE_PITCH = 60
_WIDE = 32
"""Chords to either side among which the lowest, mean and highest pitch are taken."""

_SHORTEST_SEC, _LONGEST_SEC = 0.01, 10.0


@dataclass(frozen=True, slots=True)
class PlayedNotes:
    """Notes as arrays [notes] in any order: MIDI pitches, velocities, and times in seconds."""

    pitch: Indices
    velocity: Indices
    onset_sec: NDArray[np.float64]
    end_sec: NDArray[np.float64]

    def part(self, places: slice | Indices) -> "PlayedNotes":
        """Return the notes at `places`."""
        return PlayedNotes(
            self.pitch[places], self.velocity[places], self.onset_sec[places], self.end_sec[places]
        )


@dataclass(frozen=True, slots=True)
class Described:
    """What the network reads: a row for each note, chord by chord and bottom up within one.

    `order` [notes] holds the places of the notes as they were given. `rolls` [notes, ROLL_WIDTH]
    tells which keys are struck around each, `scalars` [notes, len(SCALARS)] the rest.
    """

    order: Indices
    rolls: Bools
    scalars: Floats


def describe(notes: PlayedNotes) -> Described:
    """Return what the network reads of `notes`, at least one.

    The scalars are: semitones from middle C over 24; logarithms of the seconds from the chord
    before, to the chord after, and of the note's length; the chord's size over 4; velocity above
    the mean over 32; the note's distance in octaves from the lowest, mean and highest pitch around.
    """
    order = np.argsort(notes.onset_sec, kind="stable")
    chord = chord_numbers(notes.onset_sec[order])
    bottom_up = np.lexsort((notes.pitch[order], chord))
    order = order[bottom_up]
    starts = np.flatnonzero(np.diff(chord, prepend=-1))
    chord_sec = np.minimum.reduceat(notes.onset_sec[order], starts)
    struck = np.zeros((len(starts), _PITCHES), np.int32)
    pitch = notes.pitch[order]
    struck[chord, pitch] = 1
    held = _held(chord, pitch, notes.end_sec[order], chord_sec)
    sums = np.zeros((len(starts) + 1, _PITCHES), np.int32)
    struck.cumsum(axis=0, dtype=np.int32, out=sums[1:])
    rolls = [_between(sums, *span) > 0 for span in CHORDS_AROUND]
    seen = np.concatenate([_around(roll, chord, pitch) for roll in (*rolls, held)], axis=1)
    around = _between(sums, -_WIDE, _WIDE)
    return Described(order, seen, _scalars(notes, order, chord, chord_sec, around))


def chord_numbers(onset_sec: NDArray[np.float64]) -> Indices:
    """Return the number of each note's chord, from rising onsets, at least one."""
    numbers = np.zeros(len(onset_sec), np.intp)
    number, first = 0, onset_sec[0]
    for place, onset in enumerate(onset_sec.tolist()):
        if onset - first > CHORD_SEC:
            number, first = number + 1, onset
        numbers[place] = number
    return numbers


def _held(
    chord: Indices, pitch: Indices, end_sec: NDArray[np.float64], chord_sec: NDArray[np.float64]
) -> Bools:
    """Return which keys [chords, 128] are still down when a chord is struck."""
    changes = np.zeros((len(chord_sec) + 2, _PITCHES), np.int32)
    released = np.searchsorted(chord_sec, end_sec - CHORD_SEC, side="left")
    lasts = released > chord + 1
    np.add.at(changes, (chord[lasts] + 1, pitch[lasts]), 1)
    np.add.at(changes, (released[lasts], pitch[lasts]), -1)
    return np.asarray(changes.cumsum(axis=0)[: len(chord_sec)] > 0)


def _between(sums: Counts, first: int, last: int) -> Counts:
    """Return how often keys [chords, 128] are struck from `first` to `last` chords away.

    `sums` [chords + 1, 128] counts how often each is struck before a chord.
    """
    chords = len(sums) - 1
    places = np.arange(chords)
    begin = np.clip(places + first, 0, chords)
    end = np.clip(places + last + 1, 0, chords)
    return np.asarray(sums[end] - sums[begin])


def _around(roll: Bools, chord: Indices, pitch: Indices) -> Bools:
    """Return for each note the keys of its chord's row around it [notes, 2 KEYS_AROUND + 1]."""
    padded = np.zeros((len(roll), _PITCHES + 2 * KEYS_AROUND), np.bool_)
    padded[:, KEYS_AROUND:-KEYS_AROUND] = roll
    return np.asarray(padded[chord[:, None], pitch[:, None] + np.arange(2 * KEYS_AROUND + 1)])


def _scalars(
    notes: PlayedNotes,
    order: Indices,
    chord: Indices,
    chord_sec: NDArray[np.float64],
    around: Counts,
) -> Floats:
    pitch, velocity = notes.pitch[order], notes.velocity[order]
    gaps = np.diff(chord_sec)
    before = np.append(_LONGEST_SEC, gaps)[chord]
    after = np.append(gaps, _LONGEST_SEC)[chord]
    length = notes.end_sec[order] - notes.onset_sec[order]
    sizes = np.bincount(chord)
    low, mean, high = _spread(around)
    columns = (
        (pitch - _MIDDLE_PITCH) / 24,
        *(_log_time(time) for time in (before, after, length)),
        sizes[chord] / 4,
        (velocity - velocity.mean()) / 32,
        *((pitch - level[chord]) / 12 for level in (low, mean, high)),
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _log_time(seconds: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.log(np.clip(seconds, _SHORTEST_SEC, _LONGEST_SEC)))


def _spread(counts: Counts) -> tuple[NDArray[np.float64], ...]:
    """Return the lowest, mean and highest pitch [chords] of keys struck so often [chords, 128]."""
    is_struck = counts > 0
    low = is_struck.argmax(axis=1)
    high = _PITCHES - 1 - is_struck[:, ::-1].argmax(axis=1)
    mean = counts @ np.arange(_PITCHES) / counts.sum(axis=1)
    return low.astype(float), mean, high.astype(float)
