"""Read the corpora for the expressive family, and cache the result piece by piece."""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save

from chopin_studio.engine.expressive.attributes import COMPOSERS, Rows
from chopin_studio.errors import StudioError
from chopin_studio.files import write_bytes
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.humdrum_io.reading import read_kern
from chopin_studio.music.midi_io import read_midi
from chopin_studio.training.classic.corpus import CorpusError
from chopin_studio.training.corpora.pieces import (
    CorporaError,
    Corpus,
    Piece,
    midi_piece,
    pieces,
)
from chopin_studio.training.expressive.planned_rows import PlannedRows, plan_rows

GROUPS = ("Chopin, played", "others, played", "Chopin, scores", "others, scores")
"""Pieces by composer and kind: of a score, velocities, tempi and pedals are unknown."""

Shares = tuple[float, ...]
"""A share for each of GROUPS; their sum is 1."""

_READER_VERSION = 6
"""Part of the names of cached pieces: increase it when the rows of a file change."""

_PARTS = ("attributes", "places", "conditions", "lookback")


@dataclass(frozen=True, slots=True)
class EncodedPiece:
    """A piece as rows; `name` is its file's stem, `group` one of GROUPS."""

    name: str
    composer: str | None
    group: str
    is_validation: bool
    planned: PlannedRows

    @property
    def rows(self) -> Rows:
        """Its rows, the whole plan told."""
        return self.planned.rows


def encoded_pieces(
    corpus: Path, cache: Path, report: Callable[[str], None], processes: int = 2
) -> list[EncodedPiece]:
    """Read the corpora in `corpus`, or all MIDI files under it, or earlier readings from `cache`.

    Where `corpus` is no folder of corpora, a file in a folder named for one of COMPOSERS counts as
    that composer's, any other as Chopin's. Pieces that another one of the same corpus holds are
    left out. Raises CorpusError where there are no pieces or one cannot be read.
    """
    found = [piece for piece in _listed(corpus) if not piece.is_duplicate]
    cache.mkdir(parents=True, exist_ok=True)
    kept = [cache / f"rows-{_fingerprint(piece)}.safetensors" for piece in found]
    missing = [k for k, path in enumerate(kept) if not path.is_file()]
    _encode_all([found[k] for k in missing], [kept[k] for k in missing], report, processes)
    return [_loaded(piece, path) for piece, path in zip(found, kept, strict=True)]


def split(encoded: list[EncodedPiece]) -> tuple[list[EncodedPiece], list[EncodedPiece]]:
    """Divide into the pieces to train on and, of those kept for validation, the played ones."""
    training = [piece for piece in encoded if not piece.is_validation]
    kept = [piece for piece in encoded if piece.is_validation and piece.group.endswith("played")]
    return training, kept


def _listed(corpus: Path) -> list[Piece]:
    try:
        return pieces(corpus)
    except CorporaError:
        paths = sorted(
            p for p in corpus.rglob("*") if p.suffix.lower() in (".mid", ".midi") and p.is_file()
        )
        if not paths:
            raise CorpusError(
                f"There are no MIDI files in {corpus}. Set the folder of the corpus by --corpus."
            ) from None
        return [midi_piece(path, _composer(path)) for path in paths]


def _composer(path: Path) -> str:
    return path.parent.name if path.parent.name in COMPOSERS else "Chopin"


def _encode_all(
    pieces: Sequence[Piece],
    paths: Sequence[Path],
    report: Callable[[str], None],
    processes: int,
) -> None:
    if not pieces:
        return
    # Spawned, since TensorFlow's threads do not survive a fork.
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for k, _ in enumerate(pool.map(_encode, pieces, paths)):
            if k % 50 == 0:
                report(f"reading {k + 1}/{len(pieces)}: {pieces[k].path.name}")


def _encode(piece: Piece, path: Path) -> None:
    """Write a piece's rows to `path`."""
    try:
        planned = plan_rows(*_music(piece))
    except StudioError as error:
        raise CorpusError(f"{error} Or remove {piece.path} from the corpus.") from error
    tensors = {part: np.ascontiguousarray(getattr(planned.rows, part)) for part in _PARTS}
    write_bytes(path, save({**tensors, "characters": planned.characters}))


def _music(piece: Piece) -> tuple[Excerpt, str | None, tuple[str, ...]]:
    """Return the music of a piece, its composer, and the attributes that are unknown."""
    if piece.corpus is Corpus.PIANO_MIDI:
        return read_midi(piece.path), piece.composer, ()
    score = read_kern(piece.path)
    # A metronome mark is no rubato: how the tempo moves is unknown in any score.
    unknown = ("velocity", "tempo") if score.pedals_known else ("velocity", "tempo", "pedal")
    return score.excerpt, piece.composer, unknown


def _loaded(piece: Piece, path: Path) -> EncodedPiece:
    tensors = load_file(path)
    rows = Rows(*(tensors[part] for part in _PARTS))
    kind = "played" if piece.corpus is Corpus.PIANO_MIDI else "scores"
    group = f"{'Chopin' if piece.composer == 'Chopin' else 'others'}, {kind}"
    planned = PlannedRows(rows, tensors["characters"])
    return EncodedPiece(piece.name, piece.composer, group, piece.is_validation, planned)


def _fingerprint(piece: Piece) -> str:
    digest = hashlib.sha256(f"{_READER_VERSION}/{piece.composer}/".encode())
    digest.update(piece.path.read_bytes())
    return digest.hexdigest()[:16]
