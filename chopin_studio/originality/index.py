"""The index of a corpus: which runs there are, where, and how common each is.

It holds no notes. Of a run only 24 bits of its hash are kept; the pitch that it begins with, by
which a transposition is recognised, is masked by other bits of the same hash, so that only someone
who has the run can read it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH
from chopin_studio.originality.lines import (
    EventRow,
    Floats,
    Hashes,
    Integers,
    Mask,
    rows_to_index,
)
from chopin_studio.originality.runs import Runs, runs_of

PLACE_BITS, _PITCH_BITS, _CHECK_BITS = 22, 7, 3
BUCKET_BITS = 21
"""A bucket is named by so many bits of a hash."""

FEW_BUCKETS_BITS = 16
"""The same for an index of a single take, which is soon made and forgotten."""

MOST_EVENTS = 1 << PLACE_BITS
"""So many events can be indexed: twice what all corpora have."""

_MOST_PIECES = 64
"""A run that more pieces have identifies none of them, and is left out."""

_MOST_PLACES = 4
"""Of a run that a row has more often, only the first places are kept."""

_MOST_IN_BUCKET = 255


@dataclass(frozen=True, slots=True)
class Source:
    """A piece to be indexed under its title.

    `readings` are rows that were read elsewhere but belong to it. `printed_bars` are the numbers of
    its bars as they are printed, as far as they differ from counting: empty where they don't.
    """

    title: str
    music: Excerpt
    readings: tuple[EventRow, ...] = ()
    printed_bars: tuple[int, ...] = ()

    def bars_of(self, row: EventRow) -> NDArray[np.int16]:
        """Return the bar of each event of a row."""
        bar_at = self.music.meters.bar_at
        return np.array(
            [self.printed(bar_at(t).number) for t in row.onset_ticks.tolist()], np.int16
        )

    def printed(self, bar: int) -> int:
        """Return the printed number of a bar that is counted from 1."""
        return self.printed_bars[bar - 1] if bar <= len(self.printed_bars) else bar


@dataclass(frozen=True, slots=True)
class Hits:
    """Where runs occur in a corpus, one entry a hit, in order of `runs`.

    `runs` are numbers of the runs looked up, `places` those in the corpus; `transpositions` are in
    semitones, positive where the music is above the corpus; `weights` range from 0, for what is in
    every piece, to 1, for what is in one piece only and not a common figure.
    """

    runs: Integers
    places: Integers
    transpositions: Integers
    weights: Floats

    def of(self, chosen: Mask) -> "Hits":
        """Return some of the hits."""
        return Hits(
            self.runs[chosen],
            self.places[chosen],
            self.transpositions[chosen],
            self.weights[chosen],
        )


@dataclass(frozen=True, slots=True)
class CorpusIndex:
    """The runs of a corpus.

    One entry a run, in order of the first bits of its hash, its bucket: `counts` [buckets] says how
    many a bucket has. The bits of an entry are, from the lowest, the run's place, its masked pitch,
    and some more of its hash. A place is an event's number over all rows; `bars` [events] is the
    bar of each, `row_starts` [rows] the first place of each row and `row_pieces` [rows] the number
    of its piece in `titles`. `corpora` names the collections that are in it as a whole.
    """

    titles: tuple[str, ...]
    counts: NDArray[np.uint8]
    entries: NDArray[np.uint32]
    bars: NDArray[np.int16]
    row_starts: NDArray[np.uint32]
    row_pieces: NDArray[np.uint16]
    corpora: tuple[str, ...] = ()
    _begins: Integers = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        begins = np.zeros(len(self.counts) + 1, np.int64)
        np.cumsum(self.counts, out=begins[1:])
        object.__setattr__(self, "_begins", begins)

    @classmethod
    def of(
        cls,
        sources: Sequence[Source],
        bucket_bits: int = BUCKET_BITS,
        corpora: Sequence[str] = (),
    ) -> "CorpusIndex":
        """Index some pieces; those of one title count as one.

        Raises ValueError for more music than an index can hold.
        """
        titles = tuple(dict.fromkeys(source.title for source in sources))
        numbers = {title: number for number, title in enumerate(titles)}
        rows = [
            (numbers[source.title], source.bars_of(row), row)
            for source in sources
            for row in (*rows_to_index(source.music), *source.readings)
        ]
        sizes = [len(bars) for _, bars, _ in rows]
        if sum(sizes) > MOST_EVENTS:
            raise ValueError(f"an index holds {MOST_EVENTS} events, not {sum(sizes)}")
        starts = np.cumsum([0, *sizes])[:-1].astype(np.uint32)
        pieces = np.array([piece for piece, _, _ in rows], np.uint16)
        counts, entries = _entries([row for _, _, row in rows], starts, pieces, bucket_bits)
        bars = np.concatenate([bars for _, bars, _ in rows] or [np.empty(0, np.int16)])
        return cls(titles, counts, entries, bars, starts, pieces, tuple(corpora))

    def hits(self, row: EventRow, runs: Runs) -> Hits:
        """Find runs of a row in the corpus."""
        buckets, checks, masks = _split(runs.hashes, len(self.counts))
        sizes = self.counts[buckets].astype(np.int64)
        which = np.repeat(np.arange(len(buckets)), sizes)
        within = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        entries = self.entries[self._begins[buckets[which]] + within].astype(np.int64)
        pitches = ((entries >> PLACE_BITS) - masks[which]) % (1 << _PITCH_BITS)
        # Another run with the same bits seldom has a mask that leaves a piano's pitch.
        real = entries >> (PLACE_BITS + _PITCH_BITS) == checks[which]
        real &= (pitches >= LOWEST_PIANO_PITCH) & (pitches <= HIGHEST_PIANO_PITCH)
        which, places, pitches = which[real], entries[real] & (MOST_EVENTS - 1), pitches[real]
        return Hits(
            which,
            places,
            row.pitches[runs.events[which, 0]] - pitches,
            (runs.weights * self._rarities(which, places, len(buckets)))[which],
        )

    def lacks(self, corpora: Sequence[str] | None) -> bool:
        """Return whether music of some corpora may be missing; None are any that nobody knows."""
        return corpora is None or not set(corpora) <= set(self.corpora)

    def row_numbers(self, places: Integers) -> Integers:
        """Return the number of the row that each place lies in."""
        return np.searchsorted(self.row_starts, places, "right") - 1

    def pieces(self, places: Integers) -> Integers:
        """Return the number of the piece that each place lies in."""
        return self.row_pieces[self.row_numbers(places)].astype(np.int64)

    def without(self, titles: Sequence[str]) -> "CorpusIndex":
        """Return the index as it would be without some of its pieces. For measurements."""
        left_out = [number for number, title in enumerate(self.titles) if title in titles]
        places = self.entries.astype(np.int64) & (MOST_EVENTS - 1)
        pieces = self.pieces(places)
        return self._with_entries(~np.isin(pieces, left_out))

    def joined(self, other: "CorpusIndex") -> "CorpusIndex":
        """Return an index of the pieces of both, those of one title as one.

        Raises ValueError where they are too much for one.
        """
        size = len(self.bars)
        if size + len(other.bars) > MOST_EVENTS or len(self.counts) != len(other.counts):
            raise ValueError(f"an index holds {MOST_EVENTS} events, not {size + len(other.bars)}")
        titles = tuple(dict.fromkeys((*self.titles, *other.titles)))
        numbers = np.array([titles.index(title) for title in other.titles], np.uint16)
        buckets = np.concatenate([self._buckets(), other._buckets()])
        order = np.argsort(buckets, kind="stable")
        order = order[_ranks(buckets[order]) < _MOST_IN_BUCKET]
        return CorpusIndex(
            titles,
            np.bincount(buckets[order], minlength=len(self.counts)).astype(np.uint8),
            np.concatenate([self.entries, other.entries + np.uint32(size)])[order],
            np.concatenate([self.bars, other.bars]),
            np.concatenate([self.row_starts, other.row_starts + np.uint32(size)]),
            np.concatenate([self.row_pieces, numbers[other.row_pieces]]),
            tuple(dict.fromkeys((*self.corpora, *other.corpora))),
        )

    def _buckets(self) -> Integers:
        """Return the bucket of each entry."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    def _with_entries(self, kept: Mask) -> "CorpusIndex":
        buckets = self._buckets()[kept]
        counts = np.bincount(buckets, minlength=len(self.counts)).astype(np.uint8)
        return replace(self, counts=counts, entries=self.entries[kept])

    def _rarities(self, which: Integers, places: Integers, count: int) -> Floats:
        """Return for each run looked up 1 where one piece has it, less where others have it too."""
        pairs = np.unique(which * len(self.titles) + self.pieces(places))
        others = np.bincount(pairs // max(len(self.titles), 1), minlength=count) - 1
        rarities = 1 - np.log1p(np.maximum(others, 0)) / np.log1p(len(self.titles))
        return np.asarray(rarities, np.float64)


def _entries(
    rows: Sequence[EventRow],
    starts: NDArray[np.uint32],
    pieces: NDArray[np.uint16],
    bucket_bits: int,
) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Return how many entries each bucket has, and the entries."""
    runs = [runs_of(row) for row in rows]
    sizes = [len(each.hashes) for each in runs]
    hashes = np.concatenate([each.hashes for each in runs] or [np.empty(0, np.uint64)])
    numbers = np.repeat(np.arange(len(rows)), sizes)
    firsts = [each.events[:, 0] for each in runs]
    places = np.concatenate([*firsts, np.empty(0, np.int64)]) + starts[numbers]
    pitches = [row.pitches[first] for row, first in zip(rows, firsts, strict=True)]
    kept = _kept(hashes, numbers, pieces[numbers])
    hashes, places = hashes[kept], places[kept]
    buckets, checks, masks = _split(hashes, 1 << bucket_bits)
    masked = (np.concatenate([*pitches, np.empty(0, np.int64)])[kept] + masks) % (1 << _PITCH_BITS)
    entries = places | masked << PLACE_BITS | checks << (PLACE_BITS + _PITCH_BITS)
    order = np.lexsort((places, buckets))
    order = order[_ranks(buckets[order]) < _MOST_IN_BUCKET]
    counts = np.bincount(buckets[order], minlength=1 << bucket_bits).astype(np.uint8)
    return counts, entries[order].astype(np.uint32)


def _kept(hashes: Hashes, rows: Integers, pieces: NDArray[np.uint16]) -> Mask:
    """Return which runs identify a piece: not too common, and of a row's repeats the first."""
    if not len(hashes):
        return np.ones(0, np.bool_)
    _, ids = np.unique(hashes, return_inverse=True)
    pairs = np.unique(ids * (int(pieces.max()) + 1) + pieces)
    with_it = np.bincount(pairs // (int(pieces.max()) + 1))
    order = np.lexsort((rows, ids))
    kept = np.empty(len(ids), np.bool_)
    kept[order] = _ranks(ids[order] * (int(rows.max()) + 1) + rows[order]) < _MOST_PLACES
    return kept & (with_it[ids] <= _MOST_PIECES)


def _ranks(values: Integers) -> Integers:
    """Return of values in groups of equal ones the place of each in its group, from 0."""
    if not len(values):
        return values
    begins = np.concatenate([[0], np.flatnonzero(np.diff(values)) + 1])
    sizes = np.diff(np.concatenate([begins, [len(values)]]))
    return np.asarray(np.arange(len(values)) - np.repeat(begins, sizes), np.int64)


def _split(hashes: Hashes, buckets: int) -> tuple[Integers, Integers, Integers]:
    """Return the bucket of each hash, a few bits to check, and a mask for a pitch."""
    bucket = (hashes >> np.uint64(64 - BUCKET_BITS)).astype(np.int64) % buckets
    check = (hashes >> np.uint64(_PITCH_BITS)).astype(np.int64) % (1 << _CHECK_BITS)
    mask = hashes.astype(np.int64) % (1 << _PITCH_BITS)
    return bucket, check, mask
