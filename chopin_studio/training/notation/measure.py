"""Compare the scores made of MIDI files with editions of the same works: `python -m … FOLDER`.

The folder is that of the corpora. A line is printed for each piece, then the sum of all and each
kind of sign. Editions and the ones that the files were made of differ here and there, so not all
can agree.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean

from chopin_studio.data_fields import DataError
from chopin_studio.data_files import read_json
from chopin_studio.errors import StudioError
from chopin_studio.export.notation.build_score import on_grid, score_of
from chopin_studio.music.midi_io import read_midi
from chopin_studio.training.corpora.pieces import Corpus
from chopin_studio.training.notation.edition import read_edition
from chopin_studio.training.notation.figures import Figures, compare
from chopin_studio.training.notation.own_page import page_of

_MOST_BYTES = 2**16
_HEADER = (
    "spelled %    notes   long  short   in %   melody lower   staff %   "
    "rests (edition) adjacent    far  chains   levels"
)


def compared(midi: Path, edition: Path) -> Figures:
    """Write the score of a MIDI file and compare it with an edition."""
    excerpt = on_grid(read_midi(midi))
    return compare(read_edition(edition), page_of(score_of(excerpt)), excerpt.notes)


def pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the MIDI files of the corpora with their editions; raises DataError and OSError."""
    truth = folder / Corpus.FIRST_EDITIONS / "truth"
    for midi, edition in sorted(read_json(truth / "pairs.json", _MOST_BYTES).items()):
        yield folder / Corpus.PIANO_MIDI / "midis" / "Chopin" / midi, truth / edition


def line(figures: Figures) -> str:
    """Return the figures in one line, under the header."""
    wrong = figures.longer + figures.shorter
    level = mean(figures.steps) if figures.steps else 0.0
    near = sum(abs(step) <= 1 for step in figures.steps) / max(len(figures.steps), 1)
    return (
        f"{_percent(figures.spelled, figures.aligned):9.2f} {figures.aligned:8d} "
        f"{figures.longer:6d} {figures.shorter:6d} {_percent(wrong, figures.lengths):6.2f} "
        f"{figures.melody:8d} {figures.lower:5d} "
        f"{_percent(figures.same_staff, figures.aligned):9.2f} "
        f"{figures.rests:7d} {figures.edition_rests:9d} {figures.adjacent_rests:8d} "
        f"{figures.far_notes:6d} {figures.long_chains:7d}   {level:+5.2f} {100 * near:3.0f} %"
    )


def sign_lines(figures: Figures) -> Iterator[str]:
    """Yield for each kind of sign how many there are and how many agree."""
    for name, found in figures.signs.items():
        yield (
            f"{name:14s} edition {found.edition:6d}   ours {found.ours:6d}   "
            f"precision {100 * found.precision:6.2f} %   recall {100 * found.recall:6.2f} %"
        )


def _percent(part: int, whole: int) -> float:
    return 100 * part / max(whole, 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description="Compare scores of MIDI files with editions.")
    parser.add_argument("folder", type=Path, help="folder that holds the folders of the corpora")
    parser.add_argument("--every", type=int, default=1, help="take only every so many-th piece")
    options = parser.parse_args(arguments)
    total = Figures()
    try:
        print(_HEADER)
        for midi, edition in list(pairs(options.folder))[:: max(options.every, 1)]:
            figures = compared(midi, edition)
            total.add(figures)
            print(line(figures), midi.stem, flush=True)
    except (StudioError, DataError, OSError) as error:
        print(f"{error}. Choose the folder that holds the corpora.", file=sys.stderr)
        return 1
    print(line(total), "all")
    for text in sign_lines(total):
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
