"""List the pieces that the networks learn from, and those that they must not see.

A folder of corpora holds any of three, each in a folder of its own:

- `piano-midi`: MIDI files by piano-midi.de, in `midis/`, by composer. Repeats are written out.
- `chopin-first-editions`: scores in `kern/`, one edition of each work (chopinscores.org).
- `polish-piano`: scores in `kern/` by other composers, most of them Polish (polishscores.org).

**Validation.** Five pieces by Chopin are kept out of training, in every edition. They were looked
for by opus and number, and by comparing melodies (`same_music.py`) of all 848 scores with the five
MIDI files: exactly one edition of each is among the first editions, one of them under another
number; these share 70 to 94 % of their melodies with the MIDI files, and the next one 2 %.

**Works that occur twice.** All 48 MIDI files of Chopin's have an edition among the first editions
(`same_work_as`). Both are worth having: the one tells velocities, tempo and pedal, the other the
composer's note values. In `polish-piano`, 29 files hold nothing but what another one of the corpus
holds, too (half of their melodies or more: other prints, corrected prints, movements apart). They
are left out, since music that is there twice counts twice.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from pathlib import Path

from chopin_studio.engine.expressive.attributes import COMPOSERS
from chopin_studio.errors import StudioError

VALIDATION_WORKS = (
    "Op. 25 No. 2",
    "Op. 27 No. 2",
    "Op. 28 No. 4",
    "Op. 28 No. 17",
    "Op. 33 No. 2",
)
"""Works of Chopin's kept out of training: a sample of his forms and moods."""

_CHOPIN = "Chopin"

_OTHER_NUMBERS = {
    "018-1a-Sm-001": "Op. 18",
    "033-1a-Sm-003": "Op. 33 No. 2",
    "041-1a-TR-002": "Op. 41 No. 3",
}
"""Editions that number a work otherwise than it is known: by the names of their files."""

_MIDI_WORK = re.compile(r"chpn?[-_](?:p(?P<prelude>\d+)|op(?P<opus>\d+)(?:_e?(?P<number>\d+))?)$")
_EDITION_OPUS = re.compile(r"(\d{3})(?:[a-z]*_(\d+))?")
_EDITION_NUMBER = re.compile(r"-(\d{3})(?:-|$)")
_EDITION_PART = re.compile(r"-([a-z]{4,}(?:-[a-z]+)*)$")


class CorporaError(StudioError):
    """A folder holds no corpus."""


class Corpus(StrEnum):
    """A collection of pieces, by the name of its folder."""

    PIANO_MIDI = "piano-midi"
    FIRST_EDITIONS = "chopin-first-editions"
    POLISH_PIANO = "polish-piano"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a corpus.

    `name` is its file's name without the ending; `composer` is one of the expressive family's
    COMPOSERS, None for any other. `work` names the work: for Chopin by opus and number, alike in
    all corpora, else by title. `same_work_as` is the name of another piece of the corpora that is
    the same work: for a first edition the MIDI file, else the score that holds all of this one.
    """

    name: str
    composer: str | None
    path: Path
    corpus: Corpus
    work: str
    same_work_as: str | None = None

    @property
    def is_validation(self) -> bool:
        """Whether it is an edition of a work that is kept out of training."""
        return self.composer == _CHOPIN and self.work in VALIDATION_WORKS

    @property
    def is_duplicate(self) -> bool:
        """Whether another piece of its own corpus holds all of it."""
        return self.corpus is Corpus.POLISH_PIANO and self.same_work_as is not None

    @property
    def is_for_training(self) -> bool:
        """Whether a network may learn from it."""
        return not self.is_validation and not self.is_duplicate


def pieces(folder: Path) -> list[Piece]:
    """List the pieces of the corpora in `folder`, corpus by corpus, by name.

    A corpus that isn't there is passed over. Raises CorporaError where none is.
    """
    midi = list(_midi_pieces(folder / Corpus.PIANO_MIDI))
    by_work = {piece.work: piece.name for piece in midi if piece.composer == _CHOPIN}
    found = [
        *midi,
        *_first_editions(folder / Corpus.FIRST_EDITIONS, by_work),
        *_polish_pieces(folder / Corpus.POLISH_PIANO),
    ]
    if not found:
        raise CorporaError(
            f"{folder} holds no folder {', '.join(Corpus)}. Choose the folder that holds them."
        )
    return found


def _midi_pieces(corpus: Path) -> Iterator[Piece]:
    for path in sorted(corpus.glob("midis/*/*.mid")):
        composer = path.parent.name
        yield midi_piece(path, composer if composer in COMPOSERS else None)


def is_validation_file(name: str) -> bool:
    """Return whether the MIDI file of this name, without its ending, is kept out of training."""
    return _midi_work(name) in VALIDATION_WORKS


def midi_piece(path: Path, composer: str | None) -> Piece:
    """Return the MIDI file at `path` as a piece; `composer` is one of COMPOSERS or another."""
    work = _midi_work(path.stem) if composer == _CHOPIN else path.stem
    return Piece(path.stem, composer, path, Corpus.PIANO_MIDI, work)


def _first_editions(corpus: Path, midi_by_work: dict[str, str]) -> Iterator[Piece]:
    for path in sorted(corpus.glob("kern/*.krn")):
        work = _edition_work(path.stem)
        yield Piece(path.stem, _CHOPIN, path, Corpus.FIRST_EDITIONS, work, midi_by_work.get(work))


def _polish_pieces(corpus: Path) -> Iterator[Piece]:
    paths = sorted(corpus.glob("kern/*.krn"))
    rows = {row["file"]: row for row in _rows(corpus / "metadata.csv")} if paths else {}
    same = _same_works()
    for path in paths:
        row = rows.get(path.name, {})
        composer, title = row.get("composer", ""), row.get("title", path.stem)
        yield Piece(
            path.stem,
            _known_composer(composer),
            path,
            Corpus.POLISH_PIANO,
            f"{composer}: {title}",
            same.get(path.stem),
        )


def _rows(path: Path) -> Iterable[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _same_works() -> dict[str, str]:
    """Return the pieces of `polish-piano` that are whole in another one, and that other one."""
    table = files("chopin_studio.training.corpora").joinpath("same_works.csv").read_text("utf-8")
    return {row["file"]: row["same_as"] for row in csv.DictReader(table.splitlines())}


def _known_composer(name: str) -> str | None:
    """Return the composer of COMPOSERS that is called `Surname, First names`; None for others."""
    surname = name.partition(",")[0].strip()
    return surname if surname in COMPOSERS else None


def _midi_work(stem: str) -> str:
    match = _MIDI_WORK.match(stem)
    if not match:
        return stem
    if match["prelude"]:
        return _work("28", match["prelude"])
    return _work(match["opus"], match["number"])


def _edition_work(stem: str) -> str:
    """Return the work of a first edition named `028-1-BH-004` (opus, print, publisher, number)."""
    if stem in _OTHER_NUMBERS:
        return _OTHER_NUMBERS[stem]
    match = _EDITION_OPUS.match(stem)
    if not match:
        return stem
    number = _EDITION_NUMBER.search(stem, match.end())
    part = _EDITION_PART.search(stem)
    work = _work(match[1], number[1] if number else match[2])
    return f"{work} {part[1]}" if part else work


def _work(opus: str, number: str | None) -> str:
    return f"Op. {int(opus)}" + (f" No. {int(number)}" if number else "")
