"""Count what pieces do with chords: for the model of progressions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.planning.progression_model import (
    RELATIVE_CHORDS,
    ChordCounts,
    RelatedKey,
    Rhythm,
    relative_number,
)
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.harmony.chord import SEMITONES, Chord
from chopin_studio.music.harmony.labels import felt_beats, label_chords
from chopin_studio.music.harmony.local_keys import local_keys
from chopin_studio.music.harmony.measures import LabelledBars
from chopin_studio.music.harmony.tonality import Tonality
from chopin_studio.music.key import Mode
from chopin_studio.music.key_mode import in_its_mode

_PHRASE_BARS = 8
"""A section's key is the one that most of its bars are in."""

_PRIOR_CHANGES, _PRIOR_BEATS = 0.5, 2.0
"""A quarter of a few beats changes where a piece has too few to say how many do."""


@dataclass(frozen=True, slots=True)
class LabelledPiece:
    """The chords and keys of a piece's bars; `ranks` has those of each felt beat's place.

    `weight` says how often the piece counts.
    """

    name: str
    bars: LabelledBars
    keys: tuple[Tonality, ...]
    ranks: tuple[int, ...]
    weight: int = 1


def labelled_piece(name: str, music: Excerpt, weight: int = 1) -> LabelledPiece:
    """Label the chords and keys of a piece."""
    bars = label_chords(music.notes, music.meters, music.end_tick, music.keys)
    signatures = in_its_mode(music.keys, music.notes)
    keys = local_keys(music.notes, music.meters, bars, signatures)
    ranks = felt_beats(music.meters, music.end_tick).ranks
    return LabelledPiece(name, bars, keys, tuple(int(rank) for rank in ranks), weight)


def chord_counts(pieces: Iterable[LabelledPiece], mode: Mode) -> ChordCounts:
    """Count the chords of all bars in keys of a mode, as they stand to the tonic of their bar."""
    first, chords = np.zeros((2, RELATIVE_CHORDS), dtype=np.int64)
    pairs: Counter[tuple[int, ...]] = Counter()
    triples: Counter[tuple[int, ...]] = Counter()
    for piece in pieces:
        opening = _opening(piece)
        if opening is not None and opening[1].mode == mode:
            first[relative_number(opening[0], opening[1].tonic)] += piece.weight
        for recent, tonality in successions(piece):
            if tonality.mode != mode:
                continue
            numbers = tuple(relative_number(chord, tonality.tonic) for chord in recent)
            chords[numbers[-1]] += piece.weight
            if len(numbers) > 1:
                pairs[numbers[-2:]] += piece.weight
            if len(numbers) > 2:
                triples[numbers] += piece.weight
    return ChordCounts(first, chords, _rows(pairs, 3), _rows(triples, 4))


def _opening(piece: LabelledPiece) -> tuple[Chord, Tonality] | None:
    """Return the chord on the downbeat of the first bar without rest, and its key."""
    beats = Counter(len(bar) for bar in piece.bars).most_common(1)
    for bar, tonality in zip(piece.bars, piece.keys, strict=True):
        if len(bar) == beats[0][0] and bar[0] is not None:
            return bar[0], tonality
    return None


def successions(piece: LabelledPiece) -> Iterator[tuple[list[Chord], Tonality]]:
    """Yield each chord after at most two before it, and the key of the bar in which it begins.

    A beat without a chord begins anew.
    """
    recent: list[Chord] = []
    for bar, tonality in zip(piece.bars, piece.keys, strict=True):
        for chord in bar:
            if chord is None:
                recent = []
            elif not recent or chord != recent[-1]:
                recent = [*recent[-2:], chord]
                yield recent, tonality


def related_keys(pieces: Iterable[LabelledPiece], mode: Mode) -> tuple[RelatedKey, ...]:
    """Count the keys of the phrases after the first one, in pieces of a mode, from their tonic."""
    counts: Counter[tuple[int, Mode]] = Counter()
    for piece in pieces:
        home = _most_frequent(piece.keys)
        if home is None or home.mode != mode:
            continue
        for begin in range(_PHRASE_BARS, len(piece.keys) - _PHRASE_BARS + 1, _PHRASE_BARS):
            key = _most_frequent(piece.keys[begin : begin + _PHRASE_BARS])
            assert key is not None
            counts[(key.tonic - home.tonic) % SEMITONES, key.mode] += piece.weight
    return tuple(
        RelatedKey(semitones, to_mode, weight)
        for (semitones, to_mode), weight in sorted(counts.items())
    )


def rhythm_of(piece: LabelledPiece) -> Rhythm:
    """Return how fast the harmony of a piece moves, in bars of its most frequent length."""
    beats = Counter(len(bar) for bar in piece.bars).most_common(1)[0][0]
    changes, seen = np.full(3, _PRIOR_CHANGES), np.full(3, _PRIOR_BEATS)
    chords = [chord for bar in piece.bars for chord in bar]
    for before, chord, rank in zip(chords, chords[1:], piece.ranks[1:], strict=False):
        if before is not None and chord is not None:
            seen[rank] += 1
            changes[rank] += before != chord
    first, middle, other = (changes / seen).round(3).tolist()
    return Rhythm(beats, piece.weight, (first, middle, other))


def _most_frequent(keys: Sequence[Tonality]) -> Tonality | None:
    return max(Counter(keys).items(), key=lambda entry: entry[1])[0] if keys else None


def _rows(counts: Counter[tuple[int, ...]], columns: int) -> NDArray[np.int64]:
    rows = [(*numbers, count) for numbers, count in sorted(counts.items())]
    return np.array(rows, dtype=np.int64).reshape(-1, columns)
