"""Read a folder of MIDI files for the expressive family, and cache the result."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save

from chopin_studio.engine.expressive.attributes import COMPOSERS, Rows
from chopin_studio.engine.expressive.encoder import encode
from chopin_studio.errors import StudioError
from chopin_studio.files import write_bytes
from chopin_studio.music.midi_io import read_midi
from chopin_studio.training.classic.corpus import CorpusError

VALIDATION_PIECES = ("chpn-p4", "chpn-p17", "chpn_op25_e2", "chpn_op27_2", "chpn_op33_2")
"""The files, by their stems, kept out of training: a sample of Chopin's forms and moods."""

_READER_VERSION = 4
"""Part of the name of the cache: increase it when the rows of a file change."""

_PARTS = ("attributes", "positions", "conditions", "lookback")


@dataclass(frozen=True, slots=True)
class EncodedPiece:
    """A piece as rows; `name` is its file's stem, `composer` one of COMPOSERS."""

    name: str
    composer: str
    rows: Rows


def encoded_pieces(corpus: Path, cache: Path, report: Callable[[str], None]) -> list[EncodedPiece]:
    """Read all MIDI files in and under `corpus`, or an earlier reading from `cache`.

    A file in a folder named for one of COMPOSERS counts as that composer's, any other as
    Chopin's. Raises CorpusError where there are no files or one cannot be read.
    """
    paths = sorted(
        p for p in corpus.rglob("*") if p.suffix.lower() in (".mid", ".midi") and p.is_file()
    )
    if not paths:
        raise CorpusError(
            f"There are no MIDI files in {corpus}. Set the folder of the corpus by --corpus."
        )
    kept = cache / f"rows-{_fingerprint(paths)}.safetensors"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        write_bytes(kept, save(_tensors(paths, report)))
    tensors = load_file(kept)
    return [
        EncodedPiece(path.stem, _composer(path), Rows(*(tensors[f"{k}/{part}"] for part in _PARTS)))
        for k, path in enumerate(paths)
    ]


def split(pieces: list[EncodedPiece]) -> tuple[list[EncodedPiece], list[EncodedPiece]]:
    """Divide into the pieces to train on and those of VALIDATION_PIECES."""
    training = [piece for piece in pieces if piece.name not in VALIDATION_PIECES]
    return training, [piece for piece in pieces if piece.name in VALIDATION_PIECES]


def _tensors(paths: list[Path], report: Callable[[str], None]) -> dict[str, np.ndarray]:
    tensors = {}
    for k, path in enumerate(paths):
        if k % 50 == 0:
            report(f"reading {k + 1}/{len(paths)}: {path.name}")
        try:
            rows = encode(read_midi(path), _composer(path))
        except StudioError as error:
            raise CorpusError(f"{error} Or remove {path} from the corpus.") from error
        for part in _PARTS:
            tensors[f"{k}/{part}"] = np.ascontiguousarray(getattr(rows, part))
    return tensors


def _composer(path: Path) -> str:
    return path.parent.name if path.parent.name in COMPOSERS else "Chopin"


def _fingerprint(paths: list[Path]) -> str:
    digest = hashlib.sha256(str(_READER_VERSION).encode())
    for path in paths:
        digest.update(f"{_composer(path)}/{path.name}".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
