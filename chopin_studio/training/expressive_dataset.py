"""Windows of notes for the expressive network: cut, transposed and made louder at random."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.attributes import (
    ATTRIBUTE_SIZES,
    ATTRIBUTES,
    CONDITION_SIZES,
    CONDITIONS,
    START_POSITION,
    START_ROW,
    Rows,
)
from chopin_studio.training.expressive_corpus import EncodedPiece

Ints = NDArray[np.int32]

OPENINGS_SHARE = 0.1
"""Of the windows, those that begin with the start of their piece."""

MOST_SEMITONES = 6
MOST_VELOCITY_BINS = 3

_PITCH, _VELOCITY = ATTRIBUTES.index("pitch"), ATTRIBUTES.index("velocity")
_KEY = CONDITIONS.index("key_signature")
_KEYS = CONDITION_SIZES[_KEY]
_FIFTHS_PER_SEMITONE = 7


class Batch(NamedTuple):
    """Windows side by side, some of them padded.

    `inputs` are the network's by name; `is_note` [batch, steps] is 1 for a note, 0 for padding.
    """

    inputs: dict[str, Ints]
    is_note: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """Some notes in a row and what came before them.

    `attributes` is int32 [notes + 1, 7] and `positions` [notes + 1], where the first row is the
    note before or the start; `conditions` is [notes, 4].
    """

    attributes: Ints
    positions: Ints
    conditions: Ints

    def __len__(self) -> int:
        return len(self.conditions)

    def transposed(self, semitones: int) -> "Window":
        """Move all pitches, and the key with them round the circle of fifths."""
        conditions = self.conditions.copy()
        conditions[:, _KEY] = (conditions[:, _KEY] + _FIFTHS_PER_SEMITONE * semitones) % _KEYS
        return Window(self._moved(_PITCH, semitones), self.positions, conditions)

    def louder(self, bins: int) -> "Window":
        """Move all velocities."""
        return Window(self._moved(_VELOCITY, bins), self.positions, self.conditions)

    def varied(self, rng: np.random.Generator) -> "Window":
        """Transpose and change the velocity at random, as far as no class leaves its range."""
        semitones = rng.integers(*self._room(_PITCH, MOST_SEMITONES), endpoint=True)
        bins = rng.integers(*self._room(_VELOCITY, MOST_VELOCITY_BINS), endpoint=True)
        return self.transposed(int(semitones)).louder(int(bins))

    def _moved(self, attribute: int, by: int) -> Ints:
        attributes = self.attributes.copy()
        column = attributes[:, attribute]
        column[column < START_ROW[attribute]] += by
        return attributes

    def _room(self, attribute: int, most: int) -> tuple[int, int]:
        """How far an attribute's classes can move down and up."""
        column = self.attributes[:, attribute]
        column = column[column < START_ROW[attribute]]
        lowest, highest = int(column.min()), int(column.max())
        return max(-most, -lowest), min(most, ATTRIBUTE_SIZES[attribute] - 1 - highest)


def cut(rows: Rows, start: int, length: int) -> Window:
    """Cut a window of `length` notes from note `start` on, or fewer at the end of the piece."""
    notes = slice(start, start + length)
    if start:
        before, place = rows.attributes[start - 1], rows.positions[start - 1]
    else:
        before, place = np.array(START_ROW, np.int16), np.int16(START_POSITION)
    return Window(
        np.concatenate([before[None], rows.attributes[notes]]).astype(np.int32),
        np.append(place, rows.positions[notes]).astype(np.int32),
        rows.conditions[notes].astype(np.int32),
    )


def as_batch(windows: Sequence[Window], steps: int) -> Batch:
    """Put windows side by side, those of fewer than `steps` notes padded with zeros."""
    inputs = {
        "previous": [w.attributes[:-1] for w in windows],
        "previous_position": [w.positions[:-1] for w in windows],
        "conditions": [w.conditions for w in windows],
        "attributes": [w.attributes[1:] for w in windows],
        "position": [w.positions[1:] for w in windows],
    }
    is_note = _padded([np.ones(len(w), np.int32) for w in windows], steps)
    return Batch({name: _padded(arrays, steps) for name, arrays in inputs.items()}, is_note)


def whole_pieces(pieces: Sequence[EncodedPiece]) -> Batch:
    """Put whole pieces side by side: run over them, a network carries its state through."""
    windows = [cut(piece.rows, 0, len(piece.rows)) for piece in pieces]
    return as_batch(windows, max(map(len, windows)))


class RandomWindows:
    """Draw windows from pieces, each note as likely as any other but for `chopin_share`."""

    def __init__(self, pieces: Sequence[EncodedPiece]) -> None:
        self._rows = [piece.rows for piece in pieces]
        self._lengths = np.array([len(rows) for rows in self._rows], np.float64)
        self._is_chopin = np.array([piece.composer == "Chopin" for piece in pieces])
        self.notes = int(self._lengths.sum())
        self.chopin_share = float(self._lengths[self._is_chopin].sum()) / self.notes
        """Chopin's share of the notes."""

    def batch(
        self, rng: np.random.Generator, windows: int, steps: int, chopin_share: float
    ) -> Batch:
        """Draw varied windows of `steps` notes, a share of them from Chopin's pieces.

        OPENINGS_SHARE of them begin at the start of a piece. Without pieces of Chopin's, or with
        his alone, `chopin_share` has no effect.
        """
        odds = self._odds(chopin_share)
        drawn = [self._window(rng, odds, steps) for _ in range(windows)]
        return as_batch(drawn, steps)

    def _window(self, rng: np.random.Generator, odds: NDArray[np.float64], steps: int) -> Window:
        rows = self._rows[rng.choice(len(odds), p=odds)]
        is_opening = rng.random() < OPENINGS_SHARE
        start = 0 if is_opening else int(rng.integers(max(1, len(rows) - steps + 1)))
        return cut(rows, start, steps).varied(rng)

    def _odds(self, chopin_share: float) -> NDArray[np.float64]:
        """Give the pieces' probabilities, proportional to their lengths in either group."""
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
