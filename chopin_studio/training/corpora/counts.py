"""Count what the reader loses of the scores of a corpus: `python -m … FOLDER`.

The folder has the scores in `kern/` and a list of them, `metadata.csv`, with the number of notes
that its makers counted: each note struck once, tied ones as one, grace notes among them.
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from chopin_studio.errors import StudioError
from chopin_studio.music.humdrum_io.reading import Losses, Score, read_kern
from chopin_studio.music.written_score.repeats import Repeats

_LEFT_OUT = ("unreadable", "beyond_piano", "crowded_graces", "unplayed", "doubled")
_WORST = 10


@dataclass(frozen=True, slots=True)
class Counted:
    """A piece's number of notes by its metadata, and its score as it was read."""

    name: str
    notes: int
    score: Score

    @property
    def missing(self) -> int:
        """How many notes of the metadata's were not found in the file."""
        return self.notes - self.score.written_notes

    @property
    def missing_share(self) -> float:
        """The same, whether too few or too many, as a share of its notes."""
        return abs(self.missing) / max(self.notes, 1)


def counted(folder: Path, repeats: Repeats) -> Iterator[Counted]:
    """Yield the pieces of a corpus as they are read; raises KernError and OSError."""
    with (folder / "metadata.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            score = read_kern(folder / "kern" / row["file"], repeats)
            yield Counted(row["file"], int(row["notes"]), score)


def report(pieces: Sequence[Counted]) -> str:
    """Return what was read and lost of `pieces`, in lines."""
    in_file = sum(piece.score.written_notes for piece in pieces)
    lines = [
        f"pieces                       {len(pieces):>10,}",
        f"notes by the metadata        {sum(piece.notes for piece in pieces):>10,}",
        f"notes found in the files     {in_file:>10,}",
        f"  of these, grace notes      {sum(p.score.grace_notes for p in pieces):>10,}",
        f"notes of the music as played {sum(len(p.score.excerpt.notes) for p in pieces):>10,}",
        f"bars as played               {sum(piece.score.bars for piece in pieces):>10,}",
        f"tempo known, pieces          {sum(piece.score.tempo_known for piece in pieces):>10,}",
        f"pedals known, pieces         {sum(piece.score.pedals_known for piece in pieces):>10,}",
    ]
    for field in fields(Losses):
        total = sum(int(getattr(piece.score.losses, field.name)) for piece in pieces)
        share = f"{total / max(in_file, 1):>9.3%}" if field.name in _LEFT_OUT else ""
        lines.append(f"{field.name:<29}{total:>10,}{share}")
    worst = sorted(pieces, key=lambda piece: piece.missing_share, reverse=True)[:_WORST]
    lines += [f"{piece.missing_share:>8.2%} {piece.missing:>6} {piece.name}" for piece in worst]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description="Count what the reader loses of a corpus.")
    parser.add_argument("folder", type=Path, help="folder with kern/ and metadata.csv")
    parser.add_argument(
        "--repeats", type=Repeats, choices=list(Repeats), default=Repeats.ONCE, help="see Repeats"
    )
    options = parser.parse_args(arguments)
    try:
        print(report(list(counted(options.folder, options.repeats))))
    except (StudioError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
