"""Measure harmony: how usual its changes are, how fast they come, and how well notes fit it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import log, nan

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.harmony.chord import SEMITONES, Chord, Quality
from chopin_studio.music.harmony.labels import felt_beats
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Note

LabelledBars = Sequence[Sequence[Chord | None]]
"""For each bar, the chord of each felt beat, as `label_chords` returns them."""

Context = tuple[int, ...]

QUALITY_CLASSES = (
    frozenset((Quality.MAJOR, Quality.MAJOR_SEVENTH, Quality.AUGMENTED)),
    frozenset((Quality.MINOR, Quality.MINOR_SEVENTH)),
    frozenset(
        (
            Quality.DOMINANT_SEVENTH,
            Quality.DIMINISHED,
            Quality.HALF_DIMINISHED,
            Quality.DIMINISHED_SEVENTH,
        )
    ),
)
"""Major, minor, and what wants to move on."""

CHANGES = SEMITONES * len(QUALITY_CLASSES)
"""How many kinds of changes there are: by movement of the root, and by class of quality."""

ORDER = 3
"""A change is told from the two before it."""

_PRIOR_WEIGHTS = (1.0, 40.0, 80.0)
"""How many changes the shorter context counts for, by the length of the longer one.

Those that fitted pieces left out of the counts best, in five parts.
"""


@dataclass(frozen=True, slots=True)
class ChangeModel:
    """How often each kind of change follows the two before it.

    `counts` has for each context (none, the last or the last two changes) and each change after it
    how often that was; see `change_number`. An interpolated trigram: each context's frequencies
    lean on those of the shorter one, the shortest on equal chances.
    """

    counts: Mapping[Context, int]

    @classmethod
    def counted(cls, pieces: Iterable[LabelledBars]) -> "ChangeModel":
        """Return the model of the changes in some pieces."""
        counts: Counter[Context] = Counter()
        for piece in pieces:
            for stretch in _stretches(piece):
                for end in range(1, len(stretch) + 1):
                    for begin in range(max(end - ORDER, 0), end):
                        counts[tuple(stretch[begin:end])] += 1
        return cls(counts)

    def nats_per_change(self, pieces: Iterable[LabelledBars]) -> float:
        """Return the mean surprise of the changes in some pieces, in nats; NaN for no changes.

        Equal chances would be `log(CHANGES)`, 3.58.
        """
        totals = self._totals()
        surprises = [
            -log(self._probability(stretch[max(place - ORDER + 1, 0) : place + 1], totals))
            for stretch in chain.from_iterable(map(_stretches, pieces))
            for place in range(len(stretch))
        ]
        return sum(surprises) / len(surprises) if surprises else nan

    def _totals(self) -> Counter[Context]:
        """Return how often something follows each context."""
        totals: Counter[Context] = Counter()
        for changes, count in self.counts.items():
            totals[changes[:-1]] += count
        return totals

    def _probability(self, changes: Sequence[int], totals: Mapping[Context, int]) -> float:
        """Return the probability of the last of some changes after those before it."""
        probability = 1 / CHANGES
        for length, weight in zip(range(1, len(changes) + 1), _PRIOR_WEIGHTS, strict=False):
            recent = tuple(changes[-length:])
            seen, total = self.counts.get(recent, 0), totals.get(recent[:-1], 0)
            probability = (seen + weight * probability) / (total + weight)
        return probability


def change_number(before: Chord, after: Chord) -> int:
    """Return the kind of a change: how far up the root moves, and the class of the new quality."""
    movement = (after.root - before.root) % SEMITONES
    return movement * len(QUALITY_CLASSES) + quality_class(after.quality)


def quality_class(quality: Quality) -> int:
    """Return the place of a quality's class in QUALITY_CLASSES."""
    return next(k for k, members in enumerate(QUALITY_CLASSES) if quality in members)


def changes_per_beat(pieces: Iterable[LabelledBars]) -> float:
    """Return the share of felt beats, each after another with a chord, that change it."""
    pairs = [pair for piece in pieces for pair in neighbours(piece)]
    return sum(a != b for a, b in pairs) / len(pairs) if pairs else nan


def share_of_chord_tones(notes: Sequence[Note], meters: MeterMap, bars: LabelledBars) -> float:
    """Return the share of notes that belong to the chord of the beat in which they begin.

    `bars` has the chords from tick 0 on; notes of beats without one don't count. NaN for none.
    """
    onsets = np.array([note.onset_tick for note in notes], dtype=np.int64)
    beats = felt_beats(meters, int(onsets.max(initial=0)) + 1)
    places: NDArray[np.int64] = np.searchsorted(beats.starts, onsets, side="right") - 1
    first_beats = np.searchsorted(beats.bars, beats.bars)
    fits = []
    for note, beat in zip(notes, places, strict=True):
        bar, place = beats.bars[beat], beat - first_beats[beat]
        chord = bars[bar][place] if bar < len(bars) and place < len(bars[bar]) else None
        if chord is not None:
            fits.append(note.pitch % SEMITONES in chord.pitch_classes)
    return sum(fits) / len(fits) if fits else nan


def neighbours(bars: LabelledBars) -> Iterator[tuple[Chord, Chord]]:
    """Yield the chords of each two beats in a row that have one."""
    for before, after in pairwise(chain.from_iterable(bars)):
        if before is not None and after is not None:
            yield before, after


def _stretches(bars: LabelledBars) -> list[list[int]]:
    """Return the changes of a piece, cut where a beat has no chord."""
    stretches: list[list[int]] = [[]]
    for before, after in pairwise(chain.from_iterable(bars)):
        if before is None or after is None:
            stretches.append([])
        elif before != after:
            stretches[-1].append(change_number(before, after))
    return [stretch for stretch in stretches if stretch]
