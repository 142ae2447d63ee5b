"""Read the pieces whose hands are known, and divide them into those to learn from and the others.

Hands are the tracks of the MIDI files and the staves of the scores. Whole works are kept apart: all
editions of one stand on one side. Kept for the test are the validation works in every edition, all
of four composers, and a tenth of the other works; a twentieth tells during training how it goes.
"""

import hashlib
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save

from chopin_studio.errors import StudioError
from chopin_studio.files import write_bytes
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.hands.assignment import played_notes
from chopin_studio.music.hands.features import PlayedNotes
from chopin_studio.music.humdrum_io.reading import read_kern
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import Hand
from chopin_studio.training.classic.corpus import CorpusError
from chopin_studio.training.corpora.pieces import Corpus, Piece, pieces

TEST_COMPOSERS = ("Tchaikovsky", "Mussorgsky", "Szymanowska, Maria", "Noskowski, Zygmunt")
"""Composers of whom nothing is learned: two of the MIDI files', two of the scores'."""

_LEAST_KNOWN = 0.95
"""The least share of notes whose hand is known in a piece that is used."""

_LEAST_OF_HAND = 0.05
"""The least share of notes of either hand: one player's part of a duet tells no hands."""

_SHORTEST_SEC = 0.02
_PARTS = 20
_TEST_PARTS = (0, 1)
_DEVELOPMENT_PART = 2
_READER_VERSION = 1
"""Part of the names of cached pieces: increase it when what is read of a file changes."""


class Role(StrEnum):
    """What a piece is for."""

    TRAINING = "training"
    DEVELOPMENT = "development"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class HandPiece:
    """A piece as arrays [notes] in score order; where `is_known`, `is_right` tells the hand."""

    name: str
    composer: str
    role: Role
    notes: PlayedNotes
    is_right: NDArray[np.bool_]
    is_known: NDArray[np.bool_]


def hand_pieces(corpus: Path, cache: Path, report: Callable[[str], None]) -> list[HandPiece]:
    """Read the corpora in `corpus`, or earlier readings from the folder `cache`.

    Pieces that another one of the same corpus holds are left out. Raises CorporaError where there
    are no corpora, CorpusError where a piece cannot be read.
    """
    found = [piece for piece in pieces(corpus) if not piece.is_duplicate]
    cache.mkdir(parents=True, exist_ok=True)
    read = []
    for number, piece in enumerate(found):
        path = cache / f"hands-{_fingerprint(piece)}.safetensors"
        if not path.is_file():
            if number % 50 == 0:
                report(f"reading {number + 1}/{len(found)}: {piece.path.name}")
            write_bytes(path, save(_arrays(read_music(piece))))
        read.append(_hand_piece(piece, load_file(path)))
    return [piece for piece in read if tells_hands(piece.is_right, piece.is_known)]


def _fingerprint(piece: Piece) -> str:
    digest = hashlib.sha256(f"{_READER_VERSION}/".encode())
    digest.update(piece.path.read_bytes())
    return digest.hexdigest()[:16]


def tells_hands(is_right: NDArray[np.bool_], is_known: NDArray[np.bool_]) -> bool:
    """Return whether a piece tells nearly all hands, and has notes for both."""
    right = float(is_right[is_known].mean()) if is_known.any() else 0.0
    return bool(is_known.mean() >= _LEAST_KNOWN) and min(right, 1 - right) >= _LEAST_OF_HAND


def role_of(piece: Piece) -> Role:
    """Return what a piece is for: the same for all editions of a work."""
    composer = composer_of(piece)
    if piece.is_validation or composer in TEST_COMPOSERS:
        return Role.TEST
    part = zlib.crc32(_whole_work(composer, piece.work).encode()) % _PARTS
    if part in _TEST_PARTS:
        return Role.TEST
    return Role.DEVELOPMENT if part == _DEVELOPMENT_PART else Role.TRAINING


def _whole_work(composer: str, work: str) -> str:
    """Return what is kept together: of Chopin's a whole opus, of which editions vary in numbers."""
    if composer.startswith("Chopin"):
        opus = re.match(r"Op\. \d+", work)
        return f"Chopin {opus[0] if opus else work}"
    return f"{composer}: {work}"


def composer_of(piece: Piece) -> str:
    """Return the composer as the corpus names him or her."""
    if piece.corpus is Corpus.PIANO_MIDI:
        return piece.path.parent.name
    return "Chopin" if piece.corpus is Corpus.FIRST_EDITIONS else piece.work.partition(":")[0]


def uneven(notes: PlayedNotes, rng: np.random.Generator, most_sec: float) -> PlayedNotes:
    """Return notes as somebody plays them who is up to `most_sec` early or late with each."""
    moves = rng.uniform(-most_sec, most_sec, len(notes.pitch))
    onset_sec = notes.onset_sec + moves
    end_sec = np.maximum(notes.end_sec + moves, onset_sec + _SHORTEST_SEC)
    return PlayedNotes(notes.pitch, notes.velocity, onset_sec, end_sec)


def read_music(piece: Piece) -> Excerpt:
    """Read a piece with its hands; raises CorpusError where it cannot be read."""
    try:
        if piece.corpus is Corpus.PIANO_MIDI:
            return read_midi(piece.path)
        return read_kern(piece.path).excerpt
    except StudioError as error:
        raise CorpusError(f"{error} Or remove {piece.path} from the corpus.") from error


def _arrays(music: Excerpt) -> dict[str, NDArray[np.generic]]:
    notes = played_notes(music)
    return {
        "pitch": notes.pitch.astype(np.uint8),
        "velocity": notes.velocity.astype(np.uint8),
        "onset_sec": notes.onset_sec,
        "end_sec": notes.end_sec,
        "is_right": np.array([note.hand is Hand.RIGHT for note in music.notes]),
        "is_known": np.array([note.hand is not None for note in music.notes]),
    }


def _hand_piece(piece: Piece, arrays: dict[str, NDArray[np.generic]]) -> HandPiece:
    notes = PlayedNotes(
        arrays["pitch"].astype(np.intp),
        arrays["velocity"].astype(np.intp),
        arrays["onset_sec"].astype(np.float64),
        arrays["end_sec"].astype(np.float64),
    )
    hands = (arrays[name].astype(np.bool_) for name in ("is_right", "is_known"))
    return HandPiece(piece.name, composer_of(piece), role_of(piece), notes, *hands)


def of_role(found: Iterable[HandPiece], role: Role) -> Iterator[HandPiece]:
    """Yield the pieces that are for `role`."""
    return (piece for piece in found if piece.role is role)
