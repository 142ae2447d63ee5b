"""Learn progressions: `python -m chopin_studio.training.planning.learn_progressions CORPUS OUT`.

Writes `progressions.json` to the folder OUT, and `chord-changes.json`: the changes in pieces by
others than Chopin, by which the harmony of generated music is measured. What is kept of the pieces
is how often chords follow each other, and none of their notes.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log, nan
from pathlib import Path
from typing import Any

from chopin_studio.engine.planning.progression_files import (
    change_model_json,
    progression_model_json,
)
from chopin_studio.engine.planning.progression_model import MODES, ChordChain, relative_number
from chopin_studio.errors import StudioError
from chopin_studio.files import write_text
from chopin_studio.music.harmony.chord import QUALITIES
from chopin_studio.music.harmony.measures import QUALITY_CLASSES, ChangeModel, quality_class
from chopin_studio.music.key import Mode
from chopin_studio.music.midi_io import read_midi
from chopin_studio.training.classic.corpus import CorpusError
from chopin_studio.training.corpora.pieces import is_validation_file
from chopin_studio.training.planning.count_chords import (
    LabelledPiece,
    chord_counts,
    labelled_piece,
    related_keys,
    rhythm_of,
    successions,
)

CREDIT = (
    "Counted in music that was sequenced by Bernd Krueger, www.piano-midi.de, and is licensed "
    "CC BY-SA 3.0 Germany; these counts, made from it, carry the same licence."
)

CHOPIN = "Chopin"
_CHOPIN_WEIGHT = 3
"""How often each of his pieces counts."""

_PARTS = 4
_REPORT_EVERY = 50


@dataclass(frozen=True, slots=True)
class LabelledCorpus:
    """The pieces of a corpus by Chopin, and those by others."""

    chopin: tuple[LabelledPiece, ...]
    others: tuple[LabelledPiece, ...]


def labelled_corpus(corpus: Path, report: Callable[[str], None]) -> LabelledCorpus:
    """Label all MIDI files in and under a folder; a folder's name is its composer's.

    Raises CorpusError where there are none or one cannot be read.
    """
    paths = sorted(path for path in corpus.rglob("*.mid") if path.is_file())
    if not paths:
        raise CorpusError(f"There are no MIDI files in {corpus}. Name the folder of a corpus.")
    chopin, others = [], []
    for number, path in enumerate(paths):
        if number % _REPORT_EVERY == 0:
            report(f"reading {number + 1}/{len(paths)}: {path.name}")
        try:
            music = read_midi(path)
        except StudioError as error:
            raise CorpusError(f"{error} Or remove {path} from the corpus.") from error
        if path.parent.name == CHOPIN:
            chopin.append(labelled_piece(path.stem, music, _CHOPIN_WEIGHT))
        else:
            others.append(labelled_piece(path.stem, music))
    return LabelledCorpus(tuple(chopin), tuple(others))


def progressions_json(corpus: LabelledCorpus) -> dict[str, Any]:
    """Return the model of progressions as JSON; the validation pieces are left out."""
    chopin = [piece for piece in corpus.chopin if not is_validation_file(piece.name)]
    pieces = [*chopin, *corpus.others]
    return progression_model_json(
        {mode: chord_counts(pieces, mode) for mode in MODES},
        {mode: related_keys(chopin, mode) for mode in MODES},
        tuple(rhythm_of(piece) for piece in pieces if piece.bars),
        CREDIT,
    )


def chord_changes_json(corpus: LabelledCorpus) -> dict[str, Any]:
    """Return the changes in pieces by others than Chopin as JSON."""
    model = ChangeModel.counted(piece.bars for piece in corpus.others)
    return change_model_json(model, CREDIT)


def held_out_nats(corpus: LabelledCorpus) -> float:
    """Return the nats a change of Chopin's chords under models that have not seen their pieces.

    Changes are told by their root and class of quality, as ChangeModel tells them. The pieces are
    divided into four parts, each left out in turn.
    """
    surprises = []
    for part in range(_PARTS):
        seen = [p for number, p in enumerate(corpus.chopin) if number % _PARTS != part]
        chains = {mode: ChordChain(chord_counts([*seen, *corpus.others], mode)) for mode in MODES}
        for piece in corpus.chopin[part::_PARTS]:
            surprises += _surprises(piece, chains)
    return sum(surprises) / len(surprises) if surprises else nan


def _surprises(piece: LabelledPiece, chains: Mapping[Mode, ChordChain]) -> list[float]:
    """Return the surprise of each change of a piece."""
    found = []
    for recent, tonality in successions(piece):
        if len(recent) > 1:
            *before, last, chord = (relative_number(each, tonality.tonic) for each in recent)
            chances = chains[tonality.mode].after_two(before[0] if before else None, last)
            found.append(-log(sum(chances[number] for number in _same_class(chord))))
    return found


def _same_class(chord: int) -> list[int]:
    """Return the relative numbers of the chords of a root and class of quality."""
    root, quality = divmod(chord, len(QUALITIES))
    members = QUALITY_CLASSES[quality_class(QUALITIES[quality])]
    return [root * len(QUALITIES) + QUALITIES.index(member) for member in members]


def main(words: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args(words)
    try:
        corpus = labelled_corpus(options.corpus, lambda line: print(line, file=sys.stderr))
        options.out.mkdir(parents=True, exist_ok=True)
        write_text(options.out / "progressions.json", json.dumps(progressions_json(corpus)))
        write_text(options.out / "chord-changes.json", json.dumps(chord_changes_json(corpus)))
    except StudioError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{held_out_nats(corpus):.2f} nats a change on Chopin's pieces, each left out")
    return 0


if __name__ == "__main__":
    sys.exit(main())
