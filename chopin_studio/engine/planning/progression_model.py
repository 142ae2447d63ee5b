"""What the studio knows of progressions: which chords follow which, how fast, and in which keys."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.harmony.chord import QUALITIES, SEMITONES, Chord
from chopin_studio.music.harmony.tonality import Tonality
from chopin_studio.music.key import Mode

Floats = NDArray[np.float64]

RELATIVE_CHORDS = SEMITONES * len(QUALITIES)
"""How many chords there are over a tonic; see `relative_number`."""

MODES: tuple[Mode, ...] = ("major", "minor")

_PAIR_WEIGHT = 30.0
_TRIPLE_WEIGHT = 120.0
"""How many changes the shorter context counts for, as fitted pieces left out of the counts best."""

_EVEN_SHARE = 1e-3
"""What all chords together have of the unconditional probability, so that none is impossible."""


def relative_number(chord: Chord, tonic: int) -> int:
    """Return a number from 0 for a chord as it stands to a tonic."""
    return (chord.root - tonic) % SEMITONES * len(QUALITIES) + QUALITIES.index(chord.quality)


def relative_chord(number: int, tonic: int) -> Chord:
    """Return the chord of a number over a tonic."""
    root, quality = divmod(number, len(QUALITIES))
    return Chord((root + tonic) % SEMITONES, QUALITIES[quality])


@dataclass(frozen=True, slots=True)
class ChordCounts:
    """What was counted in music of one mode, chords by their relative numbers.

    `first` and `chords` say how often each chord opens a piece and is changed to, shape (108,);
    `pairs` and `triples` how often two and three chords follow each other, as rows of their
    numbers and the count.
    """

    first: NDArray[np.int64]
    chords: NDArray[np.int64]
    pairs: NDArray[np.int64]
    triples: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How fast harmony moves in a piece of `beats` felt beats a bar.

    `rates` are the probabilities of a change on the first, the middle and any other beat; `weight`
    says how much the piece counts.
    """

    beats: int
    weight: int
    rates: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class RelatedKey:
    """A key that music of a mode goes to: semitones over the home tonic, mode, how often."""

    semitones: int
    mode: Mode
    weight: int


class ChordChain:
    """The probabilities of the next chord in one mode: an interpolated trigram."""

    def __init__(self, counts: ChordCounts) -> None:
        usual = counts.chords / max(int(counts.chords.sum()), 1)
        self.usual: Floats = (1 - _EVEN_SHARE) * usual + _EVEN_SHARE / RELATIVE_CHORDS
        first = counts.first + self.usual
        self.first: Floats = first / first.sum()
        self.after: Floats = self._after(counts.pairs)
        order = np.lexsort((counts.triples[:, 1], counts.triples[:, 0]))
        self._triples = counts.triples[order]
        self._places = self._triples[:, 0] * RELATIVE_CHORDS + self._triples[:, 1]

    def _after(self, pairs: NDArray[np.int64]) -> Floats:
        """Return the probability of each chord after each other, shape (108, 108)."""
        seen = np.zeros((RELATIVE_CHORDS, RELATIVE_CHORDS))
        seen[pairs[:, 0], pairs[:, 1]] = pairs[:, 2]
        usual = np.repeat(self.usual[None], RELATIVE_CHORDS, axis=0)
        np.fill_diagonal(usual, 0)  # a change is to another chord
        usual /= usual.sum(axis=1, keepdims=True)
        total = seen.sum(axis=1, keepdims=True)
        after: Floats = (seen + _PAIR_WEIGHT * usual) / (total + _PAIR_WEIGHT)
        return after

    def after_two(self, before: int | None, last: int) -> Floats:
        """Return the probability of each chord after two, or after one where there is one."""
        shorter: Floats = self.after[last]
        if before is None:
            return shorter
        place = before * RELATIVE_CHORDS + last
        begin, end = np.searchsorted(self._places, (place, place + 1))
        rows = self._triples[begin:end]
        seen = np.zeros(RELATIVE_CHORDS)
        seen[rows[:, 2]] = rows[:, 3]
        seen[last] = 0
        longer: Floats = (seen + _TRIPLE_WEIGHT * shorter) / (seen.sum() + _TRIPLE_WEIGHT)
        return longer


@dataclass(frozen=True, slots=True)
class ProgressionModel:
    """Chains of chords and related keys by mode, and the rhythms of pieces."""

    chains: Mapping[Mode, ChordChain]
    related_keys: Mapping[Mode, tuple[RelatedKey, ...]]
    rhythms: tuple[Rhythm, ...]

    def draw_rhythm(self, rng: np.random.Generator, beats: int) -> Rhythm:
        """Draw the rhythm of a piece of so many felt beats a bar, or of any if there is none."""
        rhythms = [one for one in self.rhythms if one.beats == beats] or list(self.rhythms)
        weights = np.array([one.weight for one in rhythms], dtype=float)
        return rhythms[int(rng.choice(len(rhythms), p=weights / weights.sum()))]

    def draw_related(self, rng: np.random.Generator, home: Tonality) -> Tonality:
        """Draw the key of a contrasting section of a piece; it can be the home key."""
        keys = self.related_keys[home.mode]
        if not keys:
            return home
        weights = np.array([key.weight for key in keys], dtype=float)
        key = keys[int(rng.choice(len(keys), p=weights / weights.sum()))]
        return Tonality((home.tonic + key.semitones) % SEMITONES, key.mode)
