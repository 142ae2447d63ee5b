"""Move notes that were played a little unevenly to the places in the beat that were meant.

For each beat the division is chosen that makes the onsets likeliest: onsets are early or late by a
normal distribution, fine divisions are rarer than coarse ones, and a place in a fine division is
likelier to be hit by chance. What divisions a piece has is learned from the piece itself.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note, score_order

TOGETHER_SEC = 0.035
"""Fingers that strike a chord do so within about this time."""

_LEAST_SPREAD_SEC = 0.01
_WORST_ERROR = 8.0
_DISTINCT_SEC = 0.05
_MERGED_COST, _CLOSE_MERGED_COST = 5.0, 0.7
_PRIOR_BEATS = 6.0
_SHORTEST_SLOT_TICKS = 20

_EVEN = tuple[int, ...]
_SIMPLE_SHARES: Mapping[_EVEN, float] = {
    (1,): 0.25,
    (2,): 0.3,
    (4,): 0.2,
    (3,): 0.1,
    (6,): 0.05,
    (8,): 0.03,
    (2, 3): 0.03,
    (4, 3): 0.02,
    (5,): 0.004,
    (7,): 0.002,
    (12,): 0.006,
    (16,): 0.006,
}
"""How often a beat of two halves has a division: into equal parts, or two divisions at once."""

_COMPOUND_SHARES: Mapping[_EVEN, float] = {
    (1,): 0.2,
    (3,): 0.4,
    (6,): 0.25,
    (2,): 0.01,
    (12,): 0.05,
    (9,): 0.02,
    (4,): 0.01,
    (3, 2): 0.02,
    (3, 4): 0.01,
    (5,): 0.003,
    (7,): 0.003,
    (24,): 0.003,
}
"""The same for a beat of three thirds."""

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Strike:
    """Notes struck together, the tick of the first, and the time of all on average."""

    tick: float
    time_sec: float
    notes: tuple[Note, ...]


def strikes_of(excerpt: Excerpt) -> Iterator[Strike]:
    """Yield what is struck together, within `TOGETHER_SEC`, in order of time."""
    together: list[tuple[float, Note]] = []
    for tick, chord in groupby(excerpt.notes, key=lambda note: note.onset_tick):
        time_sec = excerpt.tempo_map.tick_to_sec(tick)
        if together and time_sec - together[0][0] > TOGETHER_SEC:
            yield _strike(together)
            together = []
        together += [(time_sec, note) for note in chord]
    if together:
        yield _strike(together)


def _strike(together: Sequence[tuple[float, Note]]) -> Strike:
    notes = tuple(note for _, note in together)
    tick = sum(note.onset_tick for note in notes) / len(notes)
    return Strike(tick, sum(time for time, _ in together) / len(together), notes)


def snapped(excerpt: Excerpt, spread_sec: float) -> Excerpt:
    """Return `excerpt` with its onsets on divisions of its beats.

    `spread_sec` is the standard deviation by which onsets are early or late. Tempo, meters, keys,
    pedal and releases stay; chords that were spread are struck at once. A note that would reach
    into the next of its pitch ends there.
    """
    strikes = list(strikes_of(excerpt))
    if not strikes:
        return excerpt
    spread_sec = max(spread_sec, _LEAST_SPREAD_SEC)
    beats = [
        _Beat(start, end, is_compound, _tick_sec(excerpt, start, end))
        for start, end, is_compound in _beats(excerpt, strikes[-1].tick)
    ]
    by_beat = _strikes_by_beat(strikes, beats)
    first = [
        beat.best(own, spread_sec, _costs(beat.shares, Counter()))
        for beat, own in zip(beats, by_beat, strict=True)
    ]
    kinds: dict[bool, Counter[_EVEN]] = {True: Counter(), False: Counter()}
    for beat, own, (division, _) in zip(beats, by_beat, first, strict=True):
        kinds[beat.is_compound][division] += bool(own)
    ticks: list[int] = []
    for beat, own in zip(beats, by_beat, strict=True):
        ticks += beat.best(own, spread_sec, _costs(beat.shares, kinds[beat.is_compound]))[1]
    return replace(excerpt, notes=_moved(strikes, np.maximum.accumulate(ticks).tolist()))


@dataclass(frozen=True, slots=True)
class _Beat:
    """A felt beat, and how long a tick of it lasts."""

    start_tick: int
    end_tick: int
    is_compound: bool
    tick_sec: float

    @property
    def shares(self) -> Mapping[_EVEN, float]:
        return _COMPOUND_SHARES if self.is_compound else _SIMPLE_SHARES

    def best(
        self, strikes: Sequence[Strike], spread_sec: float, costs: Callable[[_EVEN], float]
    ) -> tuple[_EVEN, list[int]]:
        """Return the likeliest division, and the tick of each strike in it."""
        if not strikes:
            return (1,), []
        length = self.end_tick - self.start_tick
        found: list[tuple[float, _EVEN, list[int]]] = []
        for division in self.shares:
            if length < max(division) * _SHORTEST_SLOT_TICKS and max(division) > 1:
                continue
            slots = self._slots(division)
            cost, ticks = self._fit(slots, strikes, spread_sec)
            found.append((cost + costs(division), division, ticks))
        _, division, ticks = min(found)
        return division, ticks

    def _slots(self, division: _EVEN) -> _Floats:
        """Return the ticks at which notes may begin, with that of the next beat, in order."""
        length = self.end_tick - self.start_tick
        parts = {round(place * length / count) for count in division for place in range(count + 1)}
        return np.array(sorted(parts), float) + self.start_tick

    def _fit(
        self, slots: _Floats, strikes: Sequence[Strike], spread_sec: float
    ) -> tuple[float, list[int]]:
        """Return the cost of moving strikes to the nearest slots, and these."""
        at = np.array([strike.tick for strike in strikes])
        apart = np.abs(at[:, None] - slots[None, :])
        nearest = apart.argmin(axis=1)
        errors = apart.min(axis=1) * self.tick_sec / spread_sec
        cost = float(np.minimum(errors**2 / 2, _WORST_ERROR).sum())
        cost += len(strikes) * log(len(slots) - 1)
        for (a, slot_a), (b, slot_b) in pairwise(zip(strikes, nearest, strict=True)):
            if slot_a == slot_b:
                is_close = b.time_sec - a.time_sec < _DISTINCT_SEC and not _share_pitch(a, b)
                cost += _CLOSE_MERGED_COST if is_close else _MERGED_COST
        return cost, slots[nearest].astype(int).tolist()


def _share_pitch(a: Strike, b: Strike) -> bool:
    return bool({note.pitch for note in a.notes} & {note.pitch for note in b.notes})


def _costs(shares: Mapping[_EVEN, float], seen: Counter[_EVEN]) -> Callable[[_EVEN], float]:
    """Return what each division costs: the less often it was `seen` and expected, the more."""
    total = seen.total() + _PRIOR_BEATS

    def cost(division: _EVEN) -> float:
        return -log((seen[division] + _PRIOR_BEATS * shares[division]) / total)

    return cost


def _beats(excerpt: Excerpt, last_tick: float) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and kind of the felt beats up to the one that holds `last_tick`."""
    for bar in excerpt.meters.bars(0, last_tick + 1):
        length = bar.meter.felt_beat_ticks
        for start in range(bar.start_tick, bar.end_tick, length):
            end = min(start + length, bar.end_tick)
            yield start, end, bar.meter.is_compound and end - start == length


def _tick_sec(excerpt: Excerpt, start: int, end: int) -> float:
    tempo = excerpt.tempo_map
    return (tempo.tick_to_sec(end) - tempo.tick_to_sec(start)) / (end - start)


def _strikes_by_beat(strikes: Sequence[Strike], beats: Sequence[_Beat]) -> list[list[Strike]]:
    """Return the strikes within each beat."""
    starts = np.array([beat.start_tick for beat in beats])
    places = np.searchsorted(starts, [strike.tick for strike in strikes], "right") - 1
    found: list[list[Strike]] = [[] for _ in beats]
    for place, strike in zip(places.tolist(), strikes, strict=True):
        found[place].append(strike)
    return found


def _released_as_before(note: Note, onset_tick: int) -> Note:
    """Return a note struck at another tick; half of its length is left to it at least."""
    duration = max(note.end_tick - onset_tick, note.duration_tick // 2, 1)
    return replace(note, onset_tick=onset_tick, duration_tick=duration)


def _moved(strikes: Sequence[Strike], ticks: Sequence[int]) -> tuple[Note, ...]:
    """Return the notes of strikes at their new ticks, with never two of one pitch at a time."""
    moved = sorted(
        (
            _released_as_before(note, tick)
            for strike, tick in zip(strikes, ticks, strict=True)
            for note in strike.notes
        ),
        key=score_order,
    )
    kept: list[Note] = []
    latest: dict[int, int] = {}
    for note in moved:
        place = latest.get(note.pitch)
        if place is not None and kept[place].end_tick > note.onset_tick:
            before = kept[place]
            if before.onset_tick == note.onset_tick:
                longest = max(before.duration_tick, note.duration_tick)
                kept[place] = replace(before, duration_tick=longest)
                continue
            kept[place] = replace(before, duration_tick=note.onset_tick - before.onset_tick)
        latest[note.pitch] = len(kept)
        kept.append(note)
    return tuple(sorted(kept, key=score_order))
