"""Cut described pieces into the windows that the network learns from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.hands.features import ROLL_WIDTH, TIMES, describe
from chopin_studio.music.hands.network import KNOWN
from chopin_studio.training.hands.hand_pieces import HandPiece, uneven

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]

UNEVEN_SEC = 0.03
"""By how much onsets are early or late at most, where music is made uneven."""

_MOST_SEMITONES = 4
_MOST_TEMPO = 0.7
"""By how much the logarithm of all times is moved at most: to half or double tempo."""

_ALONE_SHARE = 0.3
"""The share of snippets in which one hand plays alone."""

_KNOWN_SHARE = 0.2
"""The share of windows in which hands are known here and there."""

_KNOWN_BEGINNING = 0.1
"""The share of windows in which hands are known up to some note, as where music is continued."""

_SILENT_SHARE = 0.3
"""The share of windows that are told nothing of loudness, as scores are."""

_LEAST_SCALE = 1e-2

_PITCH, _LOUDNESS = 0, 5
"""Places in SCALARS."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Described notes of many pieces, one after the other.

    `rolls` [notes, ceil(ROLL_WIDTH / 8)] are packed bits, `scalars` [notes, len(SCALARS)] as
    they are described. `begins` and `ends` [notes] are the bounds of each note's piece.
    """

    rolls: NDArray[np.uint8]
    scalars: Floats
    is_right: Bools
    is_known: Bools
    begins: Indices
    ends: Indices


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows: inputs [windows, notes, INPUTS], and what `is_right` where `counts` is 1."""

    inputs: Floats
    is_right: Floats
    counts: Floats


def examples_of(found: Iterable[HandPiece], rng: np.random.Generator | None = None) -> Examples:
    """Describe pieces, with uneven onsets where there is an `rng`."""
    return _joined(
        piece if rng is None else replace(piece, notes=uneven(piece.notes, rng, UNEVEN_SEC))
        for piece in found
    )


def snippets_of(found: Iterable[HandPiece], rng: np.random.Generator, most_notes: int) -> Examples:
    """Describe snippets of 1 up to `most_notes` notes, which know nothing of each other.

    Some are one hand's alone, as what somebody records with one hand.
    """
    return _joined(
        _part(piece, places)
        for piece in found
        for places in _snippets(piece, rng, most_notes)
        if len(places)
    )


def _joined(found: Iterable[HandPiece]) -> Examples:
    rolls, scalars, is_right, is_known, lengths = [], [], [], [], []
    for piece in found:
        described = describe(piece.notes)
        rolls.append(np.packbits(described.rolls, axis=1))
        scalars.append(described.scalars)
        is_right.append(piece.is_right[described.order])
        is_known.append(piece.is_known[described.order])
        lengths.append(len(piece.is_right))
    ends = np.cumsum(lengths)
    return Examples(
        np.concatenate(rolls),
        np.concatenate(scalars),
        np.concatenate(is_right),
        np.concatenate(is_known),
        np.repeat(ends - lengths, lengths),
        np.repeat(ends, lengths),
    )


def _snippets(piece: HandPiece, rng: np.random.Generator, most: int) -> Iterator[Indices]:
    """Yield the places of the notes of one snippet after the other; short ones are as common."""
    start, notes = 0, len(piece.is_right)
    while start < notes:
        length = int(np.exp(rng.uniform(0, np.log(most + 1))))
        places = np.arange(start, min(start + length, notes))
        start += length
        if rng.random() < _ALONE_SHARE:
            places = places[piece.is_right[places] == (rng.random() < 0.5)]
        yield places


def _part(piece: HandPiece, places: Indices) -> HandPiece:
    return replace(
        piece,
        notes=piece.notes.part(places),
        is_right=piece.is_right[places],
        is_known=piece.is_known[places],
    )


def mean_and_scale(examples: Examples) -> tuple[Floats, Floats]:
    """Return the mean and standard deviation of each scalar, of what hardly varies a least one."""
    scalars = examples.scalars
    return scalars.mean(axis=0), np.maximum(scalars.std(axis=0), _LEAST_SCALE)


def drawn_batch(
    examples: Examples,
    windows: int,
    length: int,
    scaling: tuple[Floats, Floats],
    rng: np.random.Generator,
) -> Batch:
    """Return windows from random notes on, changed at random as music may differ.

    Pitch, tempo and loudness move, and hands of some notes are told, which then don't count.
    """
    mean, scale = scaling
    starts = rng.integers(0, len(examples.scalars), windows)
    places = starts[:, None] + np.arange(length)
    is_inside = places < examples.ends[starts, None]
    places = np.minimum(places, examples.ends[starts, None] - 1)
    scalars = (examples.scalars[places] - mean) / scale
    _change(scalars, mean, scale, rng)
    is_told = _told(places.shape, rng) & examples.is_known[places]
    is_right = examples.is_right[places]
    known = np.zeros((*places.shape, KNOWN), np.float32)
    known[..., 0], known[..., 1] = is_told & ~is_right, is_told & is_right
    rolls = np.unpackbits(examples.rolls[places], axis=2)[:, :, :ROLL_WIDTH]
    counts = is_inside & examples.is_known[places] & ~is_told
    return Batch(
        np.concatenate((rolls, scalars, known), axis=2, dtype=np.float32),
        is_right.astype(np.float32),
        counts.astype(np.float32),
    )


def _change(scalars: Floats, mean: Floats, scale: Floats, rng: np.random.Generator) -> None:
    """Move pitches and tempi of windows in place, and leave out loudness in some."""
    windows = len(scalars)
    pitches = rng.uniform(-_MOST_SEMITONES, _MOST_SEMITONES, (windows, 1)) / 24
    scalars[:, :, _PITCH] += pitches / scale[_PITCH]
    times = list(TIMES)
    tempi = rng.uniform(-_MOST_TEMPO, _MOST_TEMPO, (windows, 1, 1))
    scalars[:, :, times] += tempi / scale[times]
    is_silent = rng.random(windows) < _SILENT_SHARE
    scalars[is_silent, :, _LOUDNESS] = -mean[_LOUDNESS] / scale[_LOUDNESS]


def _told(shape: tuple[int, int], rng: np.random.Generator) -> Bools:
    """Return of which notes [windows, notes] the network is told the hand."""
    windows, length = shape
    share = np.where(rng.random(windows) < _KNOWN_SHARE, rng.random(windows), 0)
    first = rng.random(windows) < _KNOWN_BEGINNING
    begun = np.where(first, rng.integers(0, length, windows), 0)
    return (rng.random(shape) < share[:, None]) | (np.arange(length) < begun[:, None])
