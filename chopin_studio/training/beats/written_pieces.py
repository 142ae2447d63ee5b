"""Pieces of the corpora as arrays whose notes lie on known beats, kept from one run to the next."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chopin_studio.errors import StudioError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.humdrum_io.reading import read_kern
from chopin_studio.music.midi_io import read_midi
from chopin_studio.training.corpora.pieces import Corpus, Piece, pieces

Ints = NDArray[np.int64]

_SAMPLED_EVERY = 3
"""Of the scores by other composers, every third is enough, and read in minutes."""

_HELD_OUT_EVERY = 5
"""Of the works, every fifth is never trained on, and all that are kept for validation."""


@dataclass(frozen=True, slots=True)
class WrittenPiece:
    """A piece as it is written, in ticks.

    `notes` [n, 4] are onset, end, pitch and velocity, in order of onsets; `tempos` [k, 2] tick and
    microseconds per quarter; `meters` [k, 3] tick, numerator and denominator; `pedals` [k, 2] tick
    and value. `is_timed` says whether tempi and velocities are a player's rather than a plain one.
    """

    name: str
    notes: Ints
    tempos: Ints
    meters: Ints
    pedals: Ints
    is_timed: bool
    is_held_out: bool


def is_held_out(piece: Piece) -> bool:
    """Return whether a piece must not be trained on: every fifth work, in all its editions."""
    return piece.is_validation or zlib.crc32(piece.work.encode()) % _HELD_OUT_EVERY == 0


def written_pieces(
    folder: Path, kept: Path, takes: Callable[[Piece], bool] = lambda piece: True
) -> Iterator[WrittenPiece]:
    """Yield the pieces of the corpora in `folder`, of the largest corpus a sample.

    Duplicates and pieces that cannot be read are left out.

    Each is kept as arrays in the folder `kept`, from where it is read the next time.
    """
    kept.mkdir(parents=True, exist_ok=True)
    for piece in pieces(folder):
        if piece.is_duplicate or not _is_sampled(piece) or not takes(piece):
            continue
        path = kept / f"{piece.corpus}-{zlib.crc32(piece.name.encode()):08x}.npz"
        if not path.is_file():
            try:
                _write(path, _excerpt(piece))
            except StudioError:
                continue
        yield _read(path, piece)


def _is_sampled(piece: Piece) -> bool:
    if piece.corpus is not Corpus.POLISH_PIANO:
        return True
    return zlib.crc32(piece.name.encode()) % _SAMPLED_EVERY == 1


def _excerpt(piece: Piece) -> Excerpt:
    if piece.corpus is Corpus.PIANO_MIDI:
        return read_midi(piece.path)
    return read_kern(piece.path).excerpt


def _write(path: Path, music: Excerpt) -> None:
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            notes=_table([(n.onset_tick, n.end_tick, n.pitch, n.velocity) for n in music.notes], 4),
            tempos=_table(
                [(t.tick, t.microseconds_per_quarter) for t in music.tempo_map.changes], 2
            ),
            meters=_table([(m.tick, m.numerator, m.denominator) for m in music.meters.changes], 3),
            pedals=_table([(p.tick, p.value) for p in music.pedals], 2),
        )


def _table(rows: list[tuple[int, ...]], width: int) -> Ints:
    return np.array(rows, np.int64).reshape(-1, width)


def _read(path: Path, piece: Piece) -> WrittenPiece:
    with np.load(path, allow_pickle=False) as arrays:
        return WrittenPiece(
            piece.name,
            arrays["notes"],
            arrays["tempos"],
            arrays["meters"],
            arrays["pedals"],
            piece.corpus is Corpus.PIANO_MIDI,
            is_held_out(piece),
        )
