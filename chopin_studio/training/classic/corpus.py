"""Read a folder of MIDI files as the paper did: notes and chords by music21, one token each."""

import csv
import hashlib
import json
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from chopin_studio.engine.classic.vocabulary import Chord
from chopin_studio.errors import StudioError
from chopin_studio.files import write_text

_NO_MUSIC21 = (
    "Reading a corpus needs music21, which is not installed. Run `make setup`, or "
    "`pip install 'chopin-studio[train]'`."
)
_READER_VERSION = 1
"""Part of the name of the cache: increase it when `timed_chords` changes."""


class CorpusError(StudioError):
    """A corpus folder cannot be used."""


@dataclass(frozen=True, slots=True)
class CorpusPiece:
    """One piece: where it is, a short name, the title a musician would give it, and its key.

    The key is by name (`D-flat major`), None where it is not known.
    """

    path: Path
    name: str
    title: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class TokenisedPiece:
    """A piece as the classic family reads it."""

    name: str
    title: str
    key: str | None
    chords: tuple[Chord, ...]


def chopin_pieces(corpus: Path) -> list[CorpusPiece]:
    """List the Chopin pieces of a piano-midi.de folder, or every MIDI file of another folder.

    That folder may be one of several corpora in `corpus`. Raises CorpusError where there is none.
    """
    inside = [corpus / "midis" / "Chopin", corpus / "piano-midi" / "midis" / "Chopin"]
    folder = next((each for each in inside if each.is_dir()), corpus)
    paths = sorted(
        p for p in folder.rglob("*") if p.suffix.lower() in (".mid", ".midi") and p.is_file()
    )
    if not paths:
        raise CorpusError(
            f"There are no MIDI files in {corpus}. Set the folder of the corpus by --corpus."
        )
    known = _titles()
    return [
        CorpusPiece(path, *known.get(path.stem, (path.stem, path.stem, None))) for path in paths
    ]


def tokenise(
    pieces: list[CorpusPiece], cache: Path, report: Callable[[str], None] = lambda _: None
) -> list[TokenisedPiece]:
    """Read `pieces` with music21, or from an earlier reading cached in the folder `cache`.

    The first reading takes two to three minutes for the 48 Chopin files.
    """
    kept = cache / f"tokens-{_fingerprint(pieces)}.json"
    if kept.is_file():
        chords = json.loads(kept.read_text())
    else:
        chords = []
        for number, piece in enumerate(pieces, 1):
            report(f"reading {number}/{len(pieces)}: {piece.title}")
            chords.append([chord for _, chord in timed_chords(piece.path)])
        cache.mkdir(parents=True, exist_ok=True)
        write_text(kept, json.dumps(chords))
    return [
        TokenisedPiece(piece.name, piece.title, piece.key, tuple(map(tuple, row)))
        for piece, row in zip(pieces, chords, strict=True)
    ]


def timed_chords(path: Path) -> Iterator[tuple[float, Chord]]:
    """Yield the pitches of each Note and Chord as music21 parses them, part after part.

    Each comes with its onset in quarter notes from the beginning. Raises CorpusError where music21
    cannot read the file, or is missing.
    """
    try:
        from music21 import chord, converter, instrument, note, stream
        from music21.exceptions21 import Music21Exception
    except ImportError as error:
        raise CorpusError(_NO_MUSIC21) from error

    with warnings.catch_warnings():
        # music21 warns about every copyright line that names no instrument.
        warnings.simplefilter("ignore")
        try:
            parts = instrument.partitionByInstrument(converter.parse(path))
        except (Music21Exception, OSError, EOFError, ValueError, IndexError) as error:
            raise CorpusError(
                f"music21 cannot read {path} ({error}). Remove the file from the corpus."
            ) from error
    if not isinstance(parts, stream.Score):
        raise CorpusError(f"music21 finds no parts in {path}. Remove the file from the corpus.")
    for part in parts.parts:
        for element in part.recurse():
            if isinstance(element, note.Note):
                yield float(element.getOffsetInHierarchy(part)), (element.pitch.midi,)
            elif isinstance(element, chord.Chord):
                pitches = tuple(pitch.midi for pitch in element.pitches)
                yield float(element.getOffsetInHierarchy(part)), pitches


def _titles() -> dict[str, tuple[str, str, str]]:
    """Read the names, titles and keys of the corpus's Chopin files, by file name."""
    table = files("chopin_studio.training.classic").joinpath("chopin_titles.csv").read_text("utf-8")
    rows = csv.DictReader(table.splitlines())
    return {row["file"]: (row["name"], row["title"], row["key"]) for row in rows}


def _fingerprint(pieces: list[CorpusPiece]) -> str:
    digest = hashlib.sha256(str(_READER_VERSION).encode())
    for piece in pieces:
        digest.update(piece.path.name.encode())
        digest.update(piece.path.read_bytes())
    return digest.hexdigest()[:16]
