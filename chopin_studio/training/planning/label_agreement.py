"""Compare labels with analyses: `python -m chopin_studio.training.planning.label_agreement CORPUS`.

Prints for each piece the share of beats whose root, and whose root and quality, are those of the
analysis.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.errors import StudioError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.harmony.chord import Chord, Quality
from chopin_studio.music.harmony.labels import label_chords
from chopin_studio.music.harmony.symbols import parse_chord
from chopin_studio.music.midi_io import read_midi
from chopin_studio.training.classic.corpus import CorpusError
from chopin_studio.training.planning.analyses import ANALYSES, Analysis

_OPEN = "?"
_SYMMETRICAL = (Quality.DIMINISHED_SEVENTH, Quality.AUGMENTED)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many of some `beats` have the root of an analysis, and how many its chord."""

    beats: int = 0
    roots: int = 0
    chords: int = 0

    def __add__(self, other: "Agreement") -> "Agreement":
        """Return the counts of both."""
        return Agreement(
            self.beats + other.beats, self.roots + other.roots, self.chords + other.chords
        )

    def __str__(self) -> str:
        """Return the shares in per cent."""
        roots, chords = (100 * count / max(self.beats, 1) for count in (self.roots, self.chords))
        return f"{self.beats:5} beats, {roots:3.0f} % of roots, {chords:3.0f} % of chords"


def agreement(analysis: Analysis, music: Excerpt) -> Agreement:
    """Compare the labels of a piece with its analysis.

    Any note of a diminished seventh or an augmented triad counts as its root, since how it is
    spelled is not heard.
    """
    bars = label_chords(music.notes, music.meters, music.end_tick, music.keys)
    beats = roots = chords = 0
    for readings, found in _readings(analysis, bars[analysis.first_bar - 1 :]):
        beats += 1
        chord = found is not None and any(
            found.pitch_classes == reading.pitch_classes for reading in readings
        )
        chords += chord
        roots += found is not None and any(_same_root(found, reading) for reading in readings)
    return Agreement(beats, roots, chords)


def _same_root(found: Chord, reading: Chord) -> bool:
    alike = found.quality in _SYMMETRICAL and found.pitch_classes == reading.pitch_classes
    return found.root == reading.root or alike


def _readings(
    analysis: Analysis, bars: Sequence[Sequence[Chord | None]]
) -> Iterator[tuple[list[Chord], Chord | None]]:
    """Yield the readings of each beat that has some, and its label."""
    for text, labels in zip(analysis.bars.split("|"), bars, strict=False):
        words = text.split()
        words = words * len(labels) if len(words) == 1 else words
        for word, label in zip(words, labels, strict=True):
            if word != _OPEN:
                yield [parse_chord(symbol) for symbol in word.split("=")], label


def agreements(corpus: Path) -> Iterator[tuple[Analysis, Agreement]]:
    """Compare all analyses with the pieces in a folder; raises CorpusError for a missing one."""
    files = {path.stem: path for path in corpus.rglob("*.mid")}
    for analysis in ANALYSES:
        if analysis.file not in files:
            raise CorpusError(f"There is no {analysis.file}.mid in {corpus}. Name another folder.")
        yield analysis, agreement(analysis, read_midi(files[analysis.file]))


def total(found: Iterable[Agreement]) -> Agreement:
    """Return the counts of all."""
    return sum(found, Agreement())


def main(words: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Compare labels of chords with analyses.")
    parser.add_argument("corpus", type=Path)
    try:
        found = list(agreements(parser.parse_args(words).corpus))
    except StudioError as error:
        print(error, file=sys.stderr)
        return 1
    for weighed, name in ((True, "that the weights were searched by"), (False, "beside them")):
        group = [(analysis, one) for analysis, one in found if analysis.weighed is weighed]
        for analysis, one in group:
            print(f"{one}  {analysis.title}")
        print(f"{total(one for _, one in group)}  all pieces {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
