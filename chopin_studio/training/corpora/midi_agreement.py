"""Compare scores with MIDI files of the same works: `python -m … FOLDER`.

It shows whether onsets, durations, pitches and hands are read right. Editions differ from the ones
that the MIDI files were made of in notes here and there, and the files play ornaments, so not all
can agree. The chords of both are aligned by pitches alone (`chord_alignment.py`).
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path

from chopin_studio.data_fields import DataError
from chopin_studio.data_files import read_json
from chopin_studio.errors import StudioError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.humdrum_io.reading import read_kern
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import TICKS_PER_QUARTER, Note
from chopin_studio.music.written_score.repeats import Repeats
from chopin_studio.training.corpora.chord_alignment import aligned, scale_between
from chopin_studio.training.corpora.pieces import Corpus

_GRID_TICKS = TICKS_PER_QUARTER // 24
_MOST_BYTES = 2**16
Chords = dict[int, dict[int, Note]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many notes agree: see `agreement`. Numbers of several pieces can be added."""

    score_notes: int = 0
    midi_notes: int = 0
    same_notes: int = 0
    same_hands: int = 0
    same_durations: int = 0
    steps: int = 0
    same_steps: int = 0

    def __add__(self, other: "Agreement") -> "Agreement":
        """Return the sums."""
        return Agreement(
            *(getattr(self, one.name) + getattr(other, one.name) for one in fields(Agreement))
        )

    def __str__(self) -> str:
        """Return the shares in percent, in one line."""
        notes = max(self.score_notes + self.midi_notes, 1)
        same = max(self.same_notes, 1)
        return (
            f"notes {200 * self.same_notes / notes:6.2f} %   "
            f"onsets {100 * self.same_steps / max(self.steps, 1):6.2f} %   "
            f"durations {100 * self.same_durations / same:6.2f} %   "
            f"hands {100 * self.same_hands / same:6.2f} %"
        )


def agreement(score: Excerpt, midi: Excerpt) -> Agreement:
    """Compare a score with a MIDI file of the same work.

    `same_notes` are the pitches that aligned chords share. Of these, `same_hands` are played by the
    same hand, and `same_durations` last between half and all of what is written, as pianists play
    them, with a 24th of a beat to spare. Of the `steps` from one aligned chord to the next,
    `same_steps` are as long in both. Lengths of time are compared in the note values of the score.
    """
    one, other = _chords(score), _chords(midi)
    pairs = aligned(one, other)
    scale = scale_between(pairs)
    together = [
        (one[a][pitch], other[b][pitch]) for a, b in pairs for pitch in one[a].keys() & other[b]
    ]
    steps = [((a1 - a0) * scale, b1 - b0) for (a0, b0), (a1, b1) in pairwise(pairs)]
    return Agreement(
        sum(map(len, one.values())),
        sum(map(len, other.values())),
        len(together),
        sum(a.hand == b.hand for a, b in together),
        sum(_lasts_as_long(a, b, scale) for a, b in together),
        len(steps),
        sum(a == b for a, b in steps),
    )


def compared(folder: Path, midi_name: str, score_name: str) -> Agreement:
    """Read a pair of files in the folder of corpora, and compare them."""
    score = read_kern(folder / Corpus.FIRST_EDITIONS / "truth" / score_name, Repeats.WRITTEN_OUT)
    midi = read_midi(folder / Corpus.PIANO_MIDI / "midis" / "Chopin" / midi_name)
    return agreement(score.excerpt, midi)


def _chords(excerpt: Excerpt) -> Chords:
    """Return the notes by onset, in 24ths of a beat, and pitch."""
    chords: Chords = defaultdict(dict)
    for note in excerpt.notes:
        chords[(note.onset_tick + _GRID_TICKS // 2) // _GRID_TICKS][note.pitch] = note
    return {place: chords[place] for place in sorted(chords)}


def _lasts_as_long(written: Note, played: Note, scale: float) -> bool:
    length = written.duration_tick * scale
    return length / 2 - _GRID_TICKS <= played.duration_tick <= length + _GRID_TICKS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description="Compare scores with MIDI files.")
    parser.add_argument("folder", type=Path, help="folder that holds the folders of the corpora")
    folder = parser.parse_args(arguments).folder
    pairs_file = folder / Corpus.FIRST_EDITIONS / "truth" / "pairs.json"
    try:
        pairs = read_json(pairs_file, _MOST_BYTES)
        total = Agreement()
        for midi_name, score_name in sorted(pairs.items()):
            piece = compared(folder, midi_name, score_name)
            total += piece
            print(f"{piece}   {midi_name}")
        print(f"{total}   all {len(pairs)}")
    except DataError as error:
        print(f"{pairs_file} {error}. Get the corpus again.", file=sys.stderr)
        return 1
    except (StudioError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
