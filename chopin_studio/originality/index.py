"""The index of the corpus: which runs there are, where, and how common each is.

It holds no notes. Of a run only 32 bits of its hash are kept; the pitch that it begins with, by
which a transposition is recognised, is masked by other bits of the same hash, so that only someone
who has the run can read it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from chopin_studio.errors import StudioError
from chopin_studio.files import write_bytes
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH
from chopin_studio.originality.event_rows import (
    EventRow,
    Hashes,
    Integers,
    rows_of,
    run_hashes,
    run_weights,
)
from chopin_studio.texts import translatable

FORMAT_VERSION = 1
_ABOUT = "about"
_TENSORS = ("hashes", "places", "pitches", "pieces_with_it", "bars", "row_starts", "row_pieces")
_MOST_PIECES = 255
"""The number of pieces that have a run is counted up to this."""

_MOST_PLACES = 64
"""A run that occurs in more places than this identifies none of them, and is ignored."""


class IndexFileError(StudioError):
    """The index of the corpus cannot be used."""


def unreadable_index(path: Path, reason: object) -> IndexFileError:
    """Return the error for an index that cannot be read."""
    return IndexFileError(
        translatable(
            "The index of the corpus, {path}, cannot be read ({reason}). "
            "Install Chopin Studio again.",
            path=path,
            reason=reason,
        )
    )


@dataclass(frozen=True, slots=True)
class Hits:
    """Where runs of a row occur in the corpus, one entry a hit.

    `runs` are places in the row, `places` in the corpus; `transpositions` are in semitones,
    positive where the row is above the corpus; `weights` range from 0, for what is in every piece,
    to 1, for what is in this piece only and not a common figure. `hashes` identify runs.
    """

    runs: Integers
    places: Integers
    transpositions: Integers
    weights: NDArray[np.float64]
    hashes: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class CorpusIndex:
    """The runs of a corpus.

    One entry a run, in order of `hashes` [runs]: its place in the corpus, the masked pitch it
    begins with, and how many of `counted_pieces` pieces have it, other composers' among them. A
    place is an event's number over all rows; `bars` [events] is the bar of each, `row_starts`
    [rows] the first place of each row and `row_pieces` [rows] the number of its piece in `titles`.
    """

    titles: tuple[str, ...]
    counted_pieces: int
    hashes: NDArray[np.uint32]
    places: NDArray[np.uint32]
    pitches: NDArray[np.uint8]
    pieces_with_it: NDArray[np.uint8]
    bars: NDArray[np.uint16]
    row_starts: NDArray[np.uint32]
    row_pieces: NDArray[np.uint16]

    @classmethod
    def of(
        cls,
        pieces: Sequence[tuple[str, Excerpt]],
        others: Iterable[Excerpt] = (),
        readings: Mapping[str, EventRow] | None = None,
    ) -> "CorpusIndex":
        """Index `pieces`, each with its title; `others` only help to know what is common.

        `readings` are rows, by the title of the piece, that were read elsewhere but belong to it.
        """
        extra = readings or {}
        rows = [
            (number, row)
            for number, (title, piece) in enumerate(pieces)
            for row in (*rows_of(piece), *([extra[title]] if title in extra else []))
        ]
        hashes = [run_hashes(row) for _, row in rows]
        with_it: Counter[int] = Counter()
        for number in range(len(pieces)):
            own = [found for (n, _), found in zip(rows, hashes, strict=True) if n == number]
            with_it.update(set(_shortened(np.concatenate(own)).tolist()) if own else set())
        counted = len(pieces)
        for other in others:
            with_it.update(set(known_runs(other).tolist()))
            counted += 1
        sizes = [len(row.pitches) for _, row in rows]
        starts = np.cumsum([0, *sizes])[:-1].astype(np.uint32)
        short = _shortened(np.concatenate(hashes))
        places = np.concatenate(
            [
                start + np.arange(len(h), dtype=np.uint32)
                for start, h in zip(starts, hashes, strict=True)
            ]
        )
        first = np.concatenate(
            [row.pitches[: len(h)] for (_, row), h in zip(rows, hashes, strict=True)]
        )
        order = np.argsort(short, kind="stable")
        return cls(
            tuple(title for title, _ in pieces),
            counted,
            short[order],
            places[order].astype(np.uint32),
            _masked(first, np.concatenate(hashes))[order],
            np.array([min(with_it[h], _MOST_PIECES) for h in short[order].tolist()], np.uint8),
            np.concatenate([_bars(pieces[n][1], row) for n, row in rows]),
            starts,
            np.array([number for number, _ in rows], np.uint16),
        )

    def hits(self, row: EventRow) -> Hits:
        """Find the row's runs in the corpus."""
        whole = run_hashes(row)
        short = _shortened(whole)
        low = np.searchsorted(self.hashes, short, "left")
        counts = np.searchsorted(self.hashes, short, "right") - low
        counts[counts > _MOST_PLACES] = 0
        runs = np.repeat(np.arange(len(whole)), counts)
        within = np.arange(len(runs)) - np.repeat(np.cumsum(counts) - counts, counts)
        entries = np.repeat(low, counts) + within
        pitches = _unmasked(self.pitches[entries], whole[runs])
        # Another run with the same 32 bits seldom has a mask that leaves a piano's pitch.
        real = (pitches >= LOWEST_PIANO_PITCH) & (pitches <= HIGHEST_PIANO_PITCH)
        runs, entries, pitches = runs[real], entries[real], pitches[real]
        others = np.maximum(self.pieces_with_it[entries].astype(np.float64) - 1, 0)
        return Hits(
            runs.astype(np.int64),
            self.places[entries].astype(np.int64),
            row.pitches[runs] - pitches,
            run_weights(row)[runs] * (1 - np.log1p(others) / np.log1p(self.counted_pieces)),
            self.hashes[entries],
        )

    def knows_any(self, row: EventRow) -> bool:
        """Return whether there may be hits for the row; faster than finding them."""
        short = _shortened(run_hashes(row))
        places = np.searchsorted(self.hashes, short).clip(max=len(self.hashes) - 1)
        return bool((self.hashes[places] == short).any()) if len(self.hashes) else False

    def row_numbers(self, places: Integers) -> Integers:
        """Return the number of the row that each place lies in."""
        return np.searchsorted(self.row_starts, places, "right") - 1

    def without(self, music: Excerpt, title: str | None = None) -> "CorpusIndex":
        """Return the index as it would be without `music`, one of the pieces counted.

        `title` is its title where it is also one of the pieces indexed. For measurements.
        """
        known = known_runs(music)
        kept = np.ones(len(self.hashes), bool)
        if title is not None:
            pieces = self.row_pieces[self.row_numbers(self.places.astype(np.int64))]
            kept = pieces != self.titles.index(title)
            known = np.union1d(known, self.hashes[~kept])
        fewer = self.pieces_with_it - np.isin(self.hashes, known).astype(np.uint8)
        return replace(
            self,
            counted_pieces=self.counted_pieces - 1,
            hashes=self.hashes[kept],
            places=self.places[kept],
            pitches=self.pitches[kept],
            pieces_with_it=fewer[kept],
        )

    def save(self, path: Path) -> None:
        """Write the index to `path` as safetensors."""
        about = {
            "format_version": FORMAT_VERSION,
            "counted_pieces": self.counted_pieces,
            "titles": self.titles,
        }
        tensors = {name: getattr(self, name) for name in _TENSORS}
        # One entry: safetensors writes several in an order that changes from run to run.
        write_bytes(path, save(tensors, {_ABOUT: json.dumps(about, ensure_ascii=False)}))

    @classmethod
    def load(cls, path: Path) -> "CorpusIndex":
        """Read what `save` wrote; raises IndexFileError where it cannot be read."""
        try:
            with safe_open(path, framework="numpy") as file:
                about = json.loads((file.metadata() or {})[_ABOUT])
                if about["format_version"] != FORMAT_VERSION:
                    raise unreadable_index(path, translatable("it was made by another version"))
                titles = tuple(map(str, about["titles"]))
                counted = int(about["counted_pieces"])
                return cls(titles, counted, *(file.get_tensor(name) for name in _TENSORS))
        except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
            raise unreadable_index(path, error) from error


def known_runs(music: Excerpt) -> NDArray[np.uint32]:
    """Return the hashes of all runs of `music`, each once, as the index keeps them."""
    hashes = [run_hashes(row) for row in rows_of(music)]
    return np.unique(_shortened(np.concatenate(hashes))) if hashes else np.empty(0, np.uint32)


def _shortened(hashes: Hashes) -> NDArray[np.uint32]:
    return (hashes >> np.uint64(32)).astype(np.uint32)


def _masked(pitches: Integers, hashes: Hashes) -> NDArray[np.uint8]:
    mask = (hashes & np.uint64(0x7F)).astype(np.int64)
    return ((pitches + mask) % 128).astype(np.uint8)


def _unmasked(masked: NDArray[np.uint8], hashes: Hashes) -> Integers:
    mask = (hashes & np.uint64(0x7F)).astype(np.int64)
    return (masked.astype(np.int64) - mask) % 128


def _bars(piece: Excerpt, row: EventRow) -> NDArray[np.uint16]:
    return np.array([piece.meters.bar_at(tick).number for tick in row.onset_ticks], np.uint16)
