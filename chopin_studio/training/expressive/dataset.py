"""Windows of notes for the expressive network: cut at random, and varied."""

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
    PLACES,
    START_POSITION,
    START_ROW,
    VELOCITY_BIN,
    Rows,
)
from chopin_studio.music.harmony.chord import NO_CHORD, QUALITIES, SEMITONES
from chopin_studio.music.plan.plan import Likeness
from chopin_studio.training.expressive.corpus import GROUPS, EncodedPiece, Shares
from chopin_studio.training.expressive.planned_rows import PlannedRows
from chopin_studio.training.expressive.told import Told, characters_at

Ints = NDArray[np.int32]

OPENINGS_SHARE = 0.1
"""The share of windows that begin at the start of a piece."""

ENDINGS_SHARE = 0.05
"""The share of windows that end at the end of a piece."""

MOST_SEMITONES = 6
MOST_VELOCITY_BINS = 3

_DELTA, _PITCH, _VELOCITY = map(ATTRIBUTES.index, ("delta_onset", "pitch", "velocity"))
_KEY, _LIKENESS, _CHORD, _NEXT_CHORD, _CHARACTER = map(
    CONDITIONS.index, ("key", "likeness", "chord", "next_chord", "density")
)
_PLACE_LIKENESS, _PLACE_CHORD = map(PLACES.index, ("likeness", "chord"))
_SOURCE = slice(-len(ATTRIBUTES), None)
"""The columns of the note of the planned source, in a row of earlier notes."""

_FIFTHS_PER_SEMITONE = 7
_KNOWN_SIZES = np.array(ATTRIBUTE_SIZES)


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

    `attributes` is int32 [notes + 1, 7] and `places` [notes + 1, 3], where the first row is the
    note before or the start; `conditions` is [notes, 10], `lookback` [notes, 21]; `characters` is
    float32 [notes, 3], what the levels of the conditions stand for, NaN where it is unknown. Where
    it `ends`, the last row is the piece's end.
    """

    attributes: Ints
    places: Ints
    conditions: Ints
    lookback: Ints
    characters: NDArray[np.float32]
    ends: bool = False

    def __len__(self) -> int:
        return len(self.conditions)

    @property
    def counts(self) -> Ints:
        """What is to be predicted of each row, [notes, 7]: nothing that is unknown."""
        counts = (self.attributes[1:] < _KNOWN_SIZES).astype(np.int32)
        if self.ends:
            counts[-1] = np.arange(len(ATTRIBUTES)) == _DELTA
        return counts

    def transposed(self, semitones: int) -> "TrainingWindow":
        """Move all pitches, the chords, and the key round the circle of fifths in its mode."""
        conditions, places = self.conditions.copy(), self.places.copy()
        mode, signature = np.divmod(conditions[:, _KEY], KEY_SIGNATURES)
        signature = (signature + _FIFTHS_PER_SEMITONE * semitones) % KEY_SIGNATURES
        conditions[:, _KEY] = mode * KEY_SIGNATURES + signature
        for table, column in (
            (conditions, _CHORD),
            (conditions, _NEXT_CHORD),
            (places, _PLACE_CHORD),
        ):
            table[:, column] = transposed_chords(table[:, column], semitones)
        moved = self._moved(_PITCH, semitones, 1)
        return replace(moved, conditions=conditions, places=places)

    def louder(self, bins: int) -> "TrainingWindow":
        """Move all velocities."""
        return self._moved(_VELOCITY, bins, 2)

    def varied(self, rng: np.random.Generator) -> "TrainingWindow":
        """Transpose and change the velocity at random, as far as no class leaves its range."""
        semitones = rng.integers(*self._room(_PITCH, MOST_SEMITONES), endpoint=True)
        bins = rng.integers(*self._room(_VELOCITY, MOST_VELOCITY_BINS), endpoint=True)
        return self.transposed(int(semitones)).louder(int(bins))

    def telling(self, told: Told) -> "TrainingWindow":
        """Leave out what is not told of the plan, and set the levels of the character."""
        conditions, places = self.conditions.copy(), self.places.copy()
        lookback = self.lookback.copy()
        source = lookback[:, _SOURCE]
        if not told.form:
            conditions[:, _LIKENESS] = places[:, _PLACE_LIKENESS] = Likeness.UNPLANNED
            source[:] = START_ROW
        elif not told.rhythm:
            for table, column in ((conditions, _LIKENESS), (places, _PLACE_LIKENESS)):
                table[table[:, column] == Likeness.RHYTHM, column] = Likeness.NEW
            source[source[:, _PITCH] == START_ROW[_PITCH]] = START_ROW
        if not told.chords:
            conditions[:, _CHORD] = conditions[:, _NEXT_CHORD] = NO_CHORD
            places[:, _PLACE_CHORD] = NO_CHORD
        conditions[:, _CHARACTER:] = characters_at(self.characters) * told.character
        return replace(self, conditions=conditions, places=places, lookback=lookback)

    def _moved(self, attribute: int, by: int, character: int) -> "TrainingWindow":
        def moved(rows: Ints) -> Ints:
            rows = rows.copy()
            columns = rows[:, attribute :: len(ATTRIBUTES)]
            columns[columns < START_ROW[attribute]] += by
            return rows

        attributes = moved(self.attributes)
        if self.ends:
            attributes[-1] = self.attributes[-1]
        characters = self.characters.copy()
        characters[:, character] += by * (VELOCITY_BIN if attribute == _VELOCITY else 1)
        lookback = moved(self.lookback)
        return replace(self, attributes=attributes, lookback=lookback, characters=characters)

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


def transposed_chords(numbers: Ints, semitones: int) -> Ints:
    """Return the numbers of the same chords moved up by some semitones; that of none stays."""
    root, quality = np.divmod(numbers - 1, len(QUALITIES))
    moved = 1 + (root + semitones) % SEMITONES * len(QUALITIES) + quality
    return np.where(numbers == NO_CHORD, NO_CHORD, moved)


_END_ROW = tuple(END if k == _DELTA else 0 for k in range(len(ATTRIBUTES)))


def cut(piece: PlannedRows, start: int, length: int, with_end: bool = True) -> TrainingWindow:
    """Cut a window of `length` notes from note `start` on, or fewer at the end of the piece.

    Where the piece does not fill the window, its end is the last row, if `with_end`.
    """
    rows = piece.rows
    if start:
        before, place = rows.attributes[start - 1], rows.places[start - 1]
    else:
        before = np.array(START_ROW, np.int16)
        place = np.array((START_POSITION, Likeness.UNPLANNED, NO_CHORD), np.int16)
    notes = slice(start, start + length)
    attributes = [before[None], rows.attributes[notes]]
    places = [place[None], rows.places[notes]]
    ends = with_end and start + length > len(rows)
    if ends:
        attributes.append(np.array([_END_ROW], np.int16))
        places.append(rows.places[-1:])
    known = slice(start, min(start + length, len(rows) + ends))
    return TrainingWindow(
        np.concatenate(attributes).astype(np.int32),
        np.concatenate(places).astype(np.int32),
        rows.conditions[known].astype(np.int32),
        rows.lookback[known].astype(np.int32),
        piece.characters[known],
        ends,
    )


def as_batch(windows: Sequence[TrainingWindow], steps: int) -> WindowBatch:
    """Put windows side by side, those of fewer than `steps` notes padded with zeros."""
    inputs = {
        "previous": [w.attributes[:-1] for w in windows],
        "previous_position": [w.places[:-1, 0] for w in windows],
        "lookback": [w.lookback for w in windows],
        "conditions": [w.conditions for w in windows],
        "attributes": [w.attributes[1:] for w in windows],
        "places": [w.places[1:] for w in windows],
    }
    counts = _padded([w.counts for w in windows], steps)
    return WindowBatch({name: _padded(arrays, steps) for name, arrays in inputs.items()}, counts)


def whole_pieces(pieces: Sequence[EncodedPiece], told: Told) -> WindowBatch:
    """Put whole pieces side by side; a network keeps its state from beginning to end."""
    windows = [
        cut(piece.planned, 0, len(piece.planned.rows), with_end=False).telling(told)
        for piece in pieces
    ]
    return as_batch(windows, max(map(len, windows)))


def told_rows(piece: PlannedRows, told: Told) -> Rows:
    """Return the rows of a piece with what is told of its plan; none is known after the last."""
    window = cut(piece, 0, len(piece.rows), with_end=False).telling(told)
    tables = (window.attributes[1:], window.places[1:], window.conditions, window.lookback)
    return Rows(*(table.astype(np.int16) for table in tables))


class RandomWindows:
    """Draws windows from pieces, each note of a group of pieces with equal probability."""

    def __init__(self, pieces: Sequence[EncodedPiece]) -> None:
        self._pieces = [piece.planned for piece in pieces]
        self._lengths = np.array([len(piece.planned.rows) for piece in pieces], np.float64)
        self._groups = np.array([GROUPS.index(piece.group) for piece in pieces])
        self.notes = int(self._lengths.sum())
        sums = np.bincount(self._groups, self._lengths, len(GROUPS))
        self.shares: Shares = tuple((sums / self.notes).tolist())
        """The share of the notes that each of GROUPS has."""

    def batch(
        self, rng: np.random.Generator, windows: int, steps: int, shares: Shares
    ) -> WindowBatch:
        """Draw varied windows of `steps` notes, so many of each of GROUPS as `shares` say.

        OPENINGS_SHARE of them begin at the start of a piece, ENDINGS_SHARE end at its end. What is
        told of their plans is drawn as well.
        """
        odds = self._odds(shares)
        drawn = [self._window(rng, odds, steps) for _ in range(windows)]
        return as_batch(drawn, steps)

    def _window(
        self, rng: np.random.Generator, odds: NDArray[np.float64], steps: int
    ) -> TrainingWindow:
        piece = self._pieces[rng.choice(len(odds), p=odds)]
        last_start = max(0, len(piece.rows) + 1 - steps)
        place = rng.random()
        if place < OPENINGS_SHARE:
            start = 0
        elif place < OPENINGS_SHARE + ENDINGS_SHARE:
            start = last_start
        else:
            start = int(rng.integers(last_start, endpoint=True))
        return cut(piece, start, steps).varied(rng).telling(Told.drawn(rng))

    def _odds(self, shares: Shares) -> NDArray[np.float64]:
        """Return the pieces' probabilities, proportional to their lengths in each group."""
        own = np.array(self.shares)
        factors = np.divide(shares, own, out=np.zeros(len(GROUPS)), where=own > 0)
        weights = self._lengths * factors[self._groups]
        odds: NDArray[np.float64] = weights / weights.sum()
        return odds


def _padded(arrays: Sequence[Ints], steps: int) -> Ints:
    padded = np.zeros((len(arrays), steps, *arrays[0].shape[1:]), np.int32)
    for row, array in zip(padded, arrays, strict=True):
        row[: len(array)] = array
    return padded
