"""The notes of music bar by bar, and how far two bars agree."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.meter import Bar, MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.plan.plan import MOST_SEMITONES

Counts = NDArray[np.int64]
Agreements = NDArray[np.float64]

GRID_TICKS = TICKS_PER_QUARTER // 24
"""Places in the bar are counted in this step: a 24th of a quarter note."""

TRANSPOSITIONS = 2 * MOST_SEMITONES + 1
"""How many ways there are to transpose a bar, none included."""

_PITCHES = 128


@dataclass(frozen=True, slots=True)
class BarNotes:
    """The different notes of each bar, a note being a place in the bar and a pitch.

    `places` and `pitches` [n] stand in the order of bars; those of bar b are
    `begins[b]:begins[b + 1]`. `lengths` [bars] are counted in places, too. `kinds` [bars] has a
    number for each meter and length of a bar: only bars of one kind are compared.
    """

    places: Counts
    pitches: Counts
    begins: Counts
    lengths: Counts
    kinds: Counts

    @property
    def bars(self) -> int:
        """How many bars there are."""
        return len(self.kinds)

    def notes(self, number: int) -> int:
        """Return how many different notes a bar has, counted from 0."""
        return int(self.begins[number + 1] - self.begins[number])

    def agreements(self, number: int) -> Agreements:
        """Return how far a bar agrees with each bar before it, as F1 measures [number, 25].

        The columns are the semitones by which the earlier bar is moved up, from -12 to 12. It is
        0 where a bar has no notes or is of another kind.
        """
        own = slice(self.begins[number], self.begins[number + 1])
        has_note = np.zeros((self._most_places, _PITCHES + 2 * MOST_SEMITONES), bool)
        has_note[self.places[own], self.pitches[own] + MOST_SEMITONES] = True
        before = slice(0, self.begins[number])
        found = sliding_window_view(has_note, TRANSPOSITIONS, axis=1)[
            self.places[before], self.pitches[before]
        ]
        common = _sums(found, self.begins[: number + 1])
        sizes = np.diff(self.begins[: number + 2])
        return self._f1(common, sizes, number)

    def rhythm_agreements(self, number: int) -> Agreements:
        """Return how far a bar's places agree with those of each bar before it, as F1 [number].

        A place counts once, however many notes begin there.
        """
        is_first = np.ones(len(self.places), bool)
        is_first[1:] = self.places[1:] != self.places[:-1]
        is_first[self.begins[:-1][np.diff(self.begins) > 0]] = True
        begins = np.append(0, np.cumsum(is_first))[self.begins]
        places = self.places[is_first]
        has_onset = np.zeros(self._most_places, bool)
        has_onset[places[begins[number] : begins[number + 1]]] = True
        common = _sums(has_onset[places[: begins[number]], None], begins[: number + 1])
        return self._f1(common, np.diff(begins[: number + 2]), number)[:, 0]

    def onsets(self, number: int) -> int:
        """Return at how many places of a bar notes begin."""
        return len(np.unique(self.places[self.begins[number] : self.begins[number + 1]]))

    @property
    def _most_places(self) -> int:
        return int(self.places.max(initial=0)) + 1

    def _f1(self, common: Counts, sizes: Counts, number: int) -> Agreements:
        both = np.maximum(sizes[:-1] + sizes[-1], 1)
        agreements: Agreements = 2.0 * common / both[:, None]
        agreements[self.kinds[:number] != self.kinds[number]] = 0.0
        return agreements


def bar_notes(onset_ticks: Counts, pitches: Counts, meters: MeterMap, end_tick: int) -> BarNotes:
    """Return the notes of each bar from tick 0 to `end_tick`; both arrays are [n], in any order.

    Notes are moved to the nearest place, so that one just before a bar line belongs to the next
    bar; those from `end_tick` on are left out.
    """
    bars = list(meters.bars(0, end_tick))
    starts = np.array([bar.start_tick for bar in bars], np.int64)
    ticks = (onset_ticks + GRID_TICKS // 2) // GRID_TICKS * GRID_TICKS
    is_inside = ticks < end_tick
    ticks, pitches = ticks[is_inside], pitches[is_inside]
    owners = np.searchsorted(starts, ticks, side="right") - 1
    places = (ticks - starts[owners]) // GRID_TICKS
    notes = np.unique(np.stack((owners, places, pitches), axis=-1), axis=0)
    begins = np.searchsorted(notes[:, 0], np.arange(len(bars) + 1))
    lengths = np.array([bar.end_tick - bar.start_tick for bar in bars], np.int64) // GRID_TICKS
    return BarNotes(notes[:, 1], notes[:, 2], begins, lengths, _kinds(bars))


def notes_of(excerpt: Excerpt) -> BarNotes:
    """Return the notes of each bar of an excerpt, from tick 0 to the bar of its last onset."""
    onsets = np.array([note.onset_tick for note in excerpt.notes], np.int64)
    pitches = np.array([note.pitch for note in excerpt.notes], np.int64)
    end_tick = int(onsets.max(initial=-1)) + 1
    return bar_notes(onsets, pitches, excerpt.meters, end_tick)


def _kinds(bars: list[Bar]) -> Counts:
    numbers: dict[tuple[int, int, int], int] = {}
    return np.array(
        [
            numbers.setdefault(
                (bar.meter.numerator, bar.meter.denominator, bar.end_tick - bar.start_tick),
                len(numbers),
            )
            for bar in bars
        ],
        np.int64,
    )


def _sums(found: NDArray[np.bool_], begins: Counts) -> Counts:
    """Return the sums of the rows of `found` [n, k] for each bar, [bars, k]."""
    sums = np.zeros((len(begins) - 1, found.shape[1]), np.int64)
    is_filled = np.diff(begins) > 0  # reduceat knows no empty ranges
    if is_filled.any():
        sums[is_filled] = np.add.reduceat(found, begins[:-1][is_filled], axis=0, dtype=np.int64)
    return sums
