"""Name the pieces of the corpora as musicians do, a work alike in every corpus."""

import csv
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files

from chopin_studio.training.corpora.pieces import Piece

_ANONYMOUS = {"anonim", "anonimowy", ""}
_LONGEST = 120


def titles_of(pieces: Iterable[Piece]) -> dict[str, str]:
    """Return the title of each piece, by the piece's name: its composer, and the work.

    `titles.csv` has those of `piano-midi` and `chopin-first-editions`, where a work has one title
    in both. What is in neither is called as its corpus says, and several works of one title, such
    as `Anonymous, Polonez`, are numbered. A score that another one holds has the title of that.
    """
    listed = listed_titles()
    titles: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for piece in sorted(pieces, key=lambda piece: piece.is_duplicate):
        if piece.name in listed:
            titles[piece.name] = listed[piece.name]
        elif piece.is_duplicate and piece.same_work_as in titles:
            titles[piece.name] = titles[piece.same_work_as]
        else:
            title = _title(piece.work)
            counts[title] += 1
            titles[piece.name] = f"{title} ({counts[title]})" if counts[title] > 1 else title
    return titles


def listed_titles() -> dict[str, str]:
    """Return the titles of the pieces of `piano-midi` and `chopin-first-editions`, by name."""
    table = files("chopin_studio.training.corpora").joinpath("titles.csv").read_text("utf-8")
    return {row["file"]: row["title"] for row in csv.DictReader(table.splitlines())}


def _title(work: str) -> str:
    """Return `Józef Elsner, Polonez` of a work called `Elsner, Józef: Polonez`."""
    composer, colon, title = work.partition(": ")
    if not colon:
        return work[:_LONGEST]
    surname, _, names = composer.partition(",")
    whole = f"{names.strip()} {surname.strip()}".strip()
    name = "Anonymous" if surname.strip().lower() in _ANONYMOUS else whole
    return f"{name}, {title.strip(' .') or 'untitled'}"[:_LONGEST]
