"""Windows of notes for the expressive network: cut at random, varied in pitch and velocity."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import (
    ATTRIBUTE_SIZES,
    ATTRIBUTES,
    CONDITIONS,
    END,
    KEY_SIGNATURES,
    START_POSITION,
    START_ROW,
    Rows,
)
from chopin_studio.training.expressive.corpus import EncodedPiece

Ints = NDArray[np.int32]

OPENINGS_SHARE = 0.1
"""The share of windows that begin at the start of a piece."""

ENDINGS_SHARE = 0.05
"""The share of windows that end at the end of a piece."""

MOST_SEMITONES = 6
MOST_VELOCITY_BINS = 3

_DELTA, _PITCH, _VELOCITY = map(ATTRIBUTES.index, ("delta_onset", "pitch", "velocity"))
_KEY = CONDITIONS.index("key")
_FIFTHS_PER_SEMITONE = 7


class WindowBatch(NamedTuple):
    """Windows side by side, some of them padded.

    `inputs` are those of the network by name; `counts` [batch, steps, 7] is 1 for what is to be
    predicted: all of a note, only the Δonset of the end of a piece, nothing of the padding.
    """

    inputs: dict[str, Ints]
    counts: Ints

    @property
    def notes(self) -> int:
        """How many notes there are, without ends and padding."""
        return int(self.counts[..., _PITCH].sum())


@dataclass(frozen=True, slots=True)
class TrainingWindow:
    """Consecutive notes and what came before them.

    `attributes` is int32 [notes + 1, 7] and `positions` [notes + 1], where the first row is the
    note before or the start; `conditions` is [notes, 4], `lookback` [notes, 14]. Where it `ends`,
    the last row is the piece's end.
    """

    attributes: Ints
    positions: Ints
    conditions: Ints
    lookback: Ints
    ends: bool = False

    def __len__(self) -> int:
        return len(self.conditions)

    @property
    def counts(self) -> Ints:
        """What is to be predicted of each row, [notes, 7]."""
        counts = np.ones((len(self), len(ATTRIBUTES)), np.int32)
        if self.ends:
            counts[-1] = np.arange(len(ATTRIBUTES)) == _DELTA
        return counts

    def transposed(self, semitones: int) -> "TrainingWindow":
        """Move all pitches, and the key with them round the circle of fifths, in its mode."""
        conditions = self.conditions.copy()
        mode, signature = np.divmod(conditions[:, _KEY], KEY_SIGNATURES)
        signature = (signature + _FIFTHS_PER_SEMITONE * semitones) % KEY_SIGNATURES
        conditions[:, _KEY] = mode * KEY_SIGNATURES + signature
        return replace(self._moved(_PITCH, semitones), conditions=conditions)

    def louder(self, bins: int) -> "TrainingWindow":
        """Move all velocities."""
        return self._moved(_VELOCITY, bins)

    def varied(self, rng: np.random.Generator) -> "TrainingWindow":
        """Transpose and change the velocity at random, as far as no class leaves its range."""
        semitones = rng.integers(*self._room(_PITCH, MOST_SEMITONES), endpoint=True)
        bins = rng.integers(*self._room(_VELOCITY, MOST_VELOCITY_BINS), endpoint=True)
        return self.transposed(int(semitones)).louder(int(bins))

    def _moved(self, attribute: int, by: int) -> "TrainingWindow":
        def moved(rows: Ints) -> Ints:
            rows = rows.copy()
            columns = rows[:, attribute :: len(ATTRIBUTES)]
            columns[columns < START_ROW[attribute]] += by
            return rows

        attributes = moved(self.attributes)
        if self.ends:
            attributes[-1] = self.attributes[-1]
        return replace(self, attributes=attributes, lookback=moved(self.lookback))

    def _room(self, attribute: int, most: int) -> tuple[int, int]:
        """Return how far the classes of an attribute can move down and up."""
        notes = self.attributes[: len(self) + 1 - self.ends]
        rows = np.concatenate([notes.ravel(), self.lookback.ravel()]).reshape(-1, len(ATTRIBUTES))
        column = rows[:, attribute]
        column = column[column < START_ROW[attribute]]
        if not len(column):
            return 0, 0
        lowest, highest = int(column.min()), int(column.max())
        return max(-most, -lowest), min(most, ATTRIBUTE_SIZES[attribute] - 1 - highest)


_END_ROW = tuple(END if k == _DELTA else 0 for k in range(len(ATTRIBUTES)))


def cut(rows: Rows, start: int, length: int, with_end: bool = True) -> TrainingWindow:
    """Cut a window of `length` notes from note `start` on, or fewer at the end of the piece.

    Where the piece does not fill the window, its end is the last row, if `with_end`.
    """
    if start:
        before, place = rows.attributes[start - 1], rows.positions[start - 1]
    else:
        before, place = np.array(START_ROW, np.int16), np.int16(START_POSITION)
    notes = slice(start, start + length)
    attributes = [before[None], rows.attributes[notes]]
    positions = [place[None], rows.positions[notes]]
    ends = with_end and start + length > len(rows)
    if ends:
        attributes.append(np.array([_END_ROW], np.int16))
        positions.append(rows.positions[-1:])
    known = slice(start, min(start + length, len(rows) + ends))
    return TrainingWindow(
        np.concatenate(attributes).astype(np.int32),
        np.concatenate(positions).astype(np.int32),
        rows.conditions[known].astype(np.int32),
        rows.lookback[known].astype(np.int32),
        ends,
    )


def as_batch(windows: Sequence[TrainingWindow], steps: int) -> WindowBatch:
    """Put windows side by side, those of fewer than `steps` notes padded with zeros."""
    inputs = {
        "previous": [w.attributes[:-1] for w in windows],
        "previous_position": [w.positions[:-1] for w in windows],
        "lookback": [w.lookback for w in windows],
        "conditions": [w.conditions for w in windows],
        "attributes": [w.attributes[1:] for w in windows],
        "position": [w.positions[1:] for w in windows],
    }
    counts = _padded([w.counts for w in windows], steps)
    return WindowBatch({name: _padded(arrays, steps) for name, arrays in inputs.items()}, counts)


def whole_pieces(pieces: Sequence[EncodedPiece]) -> WindowBatch:
    """Put whole pieces side by side; a network keeps its state from beginning to end."""
    windows = [cut(piece.rows, 0, len(piece.rows), with_end=False) for piece in pieces]
    return as_batch(windows, max(map(len, windows)))


class RandomWindows:
    """Draws windows from pieces, each note with equal probability except for `chopin_share`."""

    def __init__(self, pieces: Sequence[EncodedPiece]) -> None:
        self._rows = [piece.rows for piece in pieces]
        self._lengths = np.array([len(rows) for rows in self._rows], np.float64)
        self._is_chopin = np.array([piece.composer == "Chopin" for piece in pieces])
        self.notes = int(self._lengths.sum())
        self.chopin_share = float(self._lengths[self._is_chopin].sum()) / self.notes
        """Chopin's share of the notes."""

    def batch(
        self, rng: np.random.Generator, windows: int, steps: int, chopin_share: float
    ) -> WindowBatch:
        """Draw varied windows of `steps` notes, a share of them from Chopin's pieces.

        OPENINGS_SHARE of them begin at the start of a piece, ENDINGS_SHARE end at its end. Without
        pieces of Chopin's, or with his alone, `chopin_share` has no effect.
        """
        odds = self._odds(chopin_share)
        drawn = [self._window(rng, odds, steps) for _ in range(windows)]
        return as_batch(drawn, steps)

    def _window(
        self, rng: np.random.Generator, odds: NDArray[np.float64], steps: int
    ) -> TrainingWindow:
        rows = self._rows[rng.choice(len(odds), p=odds)]
        last_start = max(0, len(rows) + 1 - steps)
        place = rng.random()
        if place < OPENINGS_SHARE:
            start = 0
        elif place < OPENINGS_SHARE + ENDINGS_SHARE:
            start = last_start
        else:
            start = int(rng.integers(last_start, endpoint=True))
        return cut(rows, start, steps).varied(rng)

    def _odds(self, chopin_share: float) -> NDArray[np.float64]:
        """Return the pieces' probabilities, proportional to their lengths in either group."""
        weights = self._lengths.copy()
        if 0 < self.chopin_share < 1:
            weights[self._is_chopin] *= chopin_share / self.chopin_share
            weights[~self._is_chopin] *= (1 - chopin_share) / (1 - self.chopin_share)
        odds: NDArray[np.float64] = weights / weights.sum()
        return odds


def _padded(arrays: Sequence[Ints], steps: int) -> Ints:
    padded = np.zeros((len(arrays), steps, *arrays[0].shape[1:]), np.int32)
    for row, array in zip(padded, arrays, strict=True):
        row[: len(array)] = array
    return padded
