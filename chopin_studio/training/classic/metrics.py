"""Measure rows of chords: how varied and tonal they are, how they repeat and what they quote.

A row is the music of one model or one reading of the corpus: the pitches of each chord (a single
note is a chord of one) in order of onset. The order of pitches within a chord and doubled pitches
make no difference. Rhythm is ignored, so rows with and without one are measured alike.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log2

from chopin_studio.engine.classic.vocabulary import Chord
from chopin_studio.music.key import estimate_key
from chopin_studio.music.note import Note

RUN = 8
"""The number of consecutive chords that make a repetition or a quotation."""

_SEVERAL = -1
"""Stands for the number of a piece where more than one have a run."""

Row = Sequence[Chord]
Run = tuple[Chord, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """How a measure is shown: its title, and its value times `scale` in `unit`, with `digits`."""

    title: str
    unit: str
    scale: float
    digits: int


MEASURES = {
    "pitch_class_entropy": Measure("Pitch-class entropy", "bits", 1, 2),
    "share_in_key": Measure("Notes in the key", "%", 100, 1),
    "share_repeated": Measure("Repeated within the excerpt", "%", 100, 1),
    "share_quoted": Measure("Quoted from the corpus", "%", 100, 1),
}
"""The measures in the order in which they are shown, by the names that `scores` returns."""


def pitch_class_entropy(row: Row) -> float:
    """Return the entropy of the row's pitch classes in bits, 0 to log2(12) = 3.58.

    It is 0 where one sounds alone and greatest where all twelve sound equally often: -Σ p·log2 p
    over the twelve shares of notes (Shannon, A Mathematical Theory of Communication, 1948). Wu and
    Yang, The Jazz Transformer on the Front Line (ISMIR 2020), measure generated music so, bar by
    bar; here it is taken over the whole row.
    """
    counts = Counter(pitch % 12 for pitch in _pitches(row))
    total = counts.total()
    return sum(count / total * log2(total / count) for count in counts.values())


def share_in_key(row: Row) -> float:
    """Return the share of notes on the seven pitch classes of the key that the row seems to be in.

    The key is that of `estimate_key`, with every note counted as equally long; a minor key has the
    pitch classes of its signature, so a raised leading note is outside.
    """
    pitches = _pitches(row)
    key = estimate_key(Note(pitch, 80, 0, 1) for pitch in pitches)
    return sum(pitch % 12 in key.pitch_classes for pitch in pitches) / len(pitches)


def share_repeated(row: Row) -> float:
    """Return the share of the row's runs that occurred before in it, at the same pitches.

    An earlier run may overlap the later one. 0 for a row without any run.
    """
    runs = list(_runs(row, RUN))
    return 1 - len(set(runs)) / len(runs) if runs else 0.0


class RunIndex:
    """The runs of a corpus, in any transposition, with the pieces that have them."""

    def __init__(self, pieces: Iterable[Row], length: int = RUN) -> None:
        """Index the pieces of a corpus; a run of `length` never reaches from one into the next."""
        self._length = length
        self._piece_of: dict[bytes, int] = {}
        for number, row in enumerate(pieces):
            for run in _runs(row, length):
                key = _from_first_bass(run)
                if self._piece_of.setdefault(key, number) != number:
                    self._piece_of[key] = _SEVERAL

    def share_quoted(self, row: Row, leaving_out: int | None = None) -> float:
        """Return the share of the row's chords that are in a run which the corpus has too.

        `leaving_out` is the number of a piece that does not count, for instance that of the row.
        A continuation is measured without its seed: then no run that touches the seed counts,
        neither as the model's nor as the composer's.
        """
        quoted: set[int] = set()
        for place, run in enumerate(_runs(row, self._length)):
            if self._has(run, leaving_out):
                quoted.update(range(place, place + self._length))
        return len(quoted) / len(row)

    def _has(self, run: Run, leaving_out: int | None) -> bool:
        piece = self._piece_of.get(_from_first_bass(run))
        return piece is not None and piece != leaving_out


def scores(row: Row, index: RunIndex, leaving_out: int | None = None) -> dict[str, float]:
    """Measure a row in every way, by the measure's name; ValueError for an empty one."""
    if not row:
        raise ValueError("a row without chords has no measures")
    return {
        "pitch_class_entropy": pitch_class_entropy(row),
        "share_in_key": share_in_key(row),
        "share_repeated": share_repeated(row),
        "share_quoted": index.share_quoted(row, leaving_out),
    }


def chords_by_onset(notes: Iterable[Note]) -> list[Chord]:
    """Turn notes into a row: the pitches that begin together are a chord."""
    onsets: defaultdict[int, set[int]] = defaultdict(set)
    for note in notes:
        onsets[note.onset_tick].add(note.pitch)
    return [tuple(sorted(onsets[tick])) for tick in sorted(onsets)]


def _pitches(row: Row) -> list[int]:
    return list(chain.from_iterable(set(chord) for chord in row))


def _runs(row: Row, length: int) -> Iterator[Run]:
    """Yield every run of a row, with each chord's pitches bottom up."""
    chords = [tuple(sorted(set(chord))) for chord in row]
    for place in range(len(chords) - length + 1):
        yield tuple(chords[place : place + length])


def _from_first_bass(run: Run) -> bytes:
    """Return the run's pitches in semitones above its first lowest pitch: equal in every key.

    They are packed, 128 for that lowest one and 0 after each chord, since a corpus has many runs.
    """
    above = 128 - run[0][0]
    return b"".join(bytes([*(pitch + above for pitch in chord), 0]) for chord in run)
