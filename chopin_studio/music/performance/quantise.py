"""Quantise music that was played freely to beats and bars that can be notated."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import numpy as np

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER, Note, score_order
from chopin_studio.music.performance.beat_finding import PARTS, Onset, beat_positions
from chopin_studio.music.tempo import TempoChange, TempoMap

_TOGETHER_SEC = 0.035
"""Fingers that strike a chord do so within about this time."""

_BASS_PITCH = 52
_BASS_WEIGHT, _CHORD_WEIGHT = 0.5, 0.25

_QUARTER_UNIT, _DOTTED_UNIT = TICKS_PER_QUARTER // PARTS, TICKS_PER_QUARTER * 3 // 2 // PARTS
_THIRDS, _HALVES = (4, 8, 16, 20), (3, 6, 9, 12, 15, 18, 21)
_BEATS_A_BAR = (4, 3)
_MICROSECONDS = 1_000_000
_SLOWEST_SEC, _FASTEST_SEC = 10.0, 0.05


@dataclass(frozen=True, slots=True)
class _Strike:
    """Notes struck together, and their time."""

    time_sec: float
    notes: tuple[Note, ...]


def quantised(excerpt: Excerpt) -> Excerpt:
    """Return `excerpt` with its notes on the beats found in them; it still sounds as it was played.

    The tempo map holds how long each beat took; meter and bars are estimated from where the
    accents lie, and the key is left open. Music of fewer than two onsets stays as it is.
    """
    strikes = list(_strikes(excerpt))
    if len(strikes) < 2:
        return excerpt
    positions = beat_positions([Onset(each.time_sec, _weight(each)) for each in strikes])
    unit = _DOTTED_UNIT if _goes_in_threes(positions) else _QUARTER_UNIT
    beats_a_bar, pickup = _bar_of(positions, strikes)
    begin = (beats_a_bar - pickup) % beats_a_bar * PARTS
    ticks = [(position + begin) * unit for position in positions]
    timing = _Timing([each.time_sec for each in strikes], ticks)
    notes = [
        _laid(note, tick, timing.tick_at(excerpt.tempo_map.tick_to_sec(note.end_tick)))
        for each, tick in zip(strikes, ticks, strict=True)
        for note in each.notes
    ]
    pedals = (
        PedalChange(timing.tick_at(excerpt.tempo_map.tick_to_sec(pedal.tick)), pedal.value)
        for pedal in excerpt.pedals
    )
    return Excerpt(
        tuple(sorted(notes, key=score_order)),
        timing.tempo_map(unit * PARTS),
        MeterMap((_meter(beats_a_bar, unit),)),
        (),
        tuple(sorted(pedals, key=lambda pedal: pedal.tick)),
        excerpt.title,
        timing.tick_at(excerpt.tempo_map.tick_to_sec(excerpt.seed_end_tick))
        if excerpt.seed_end_tick
        else 0,
    )


def _strikes(excerpt: Excerpt) -> Iterator[_Strike]:
    """Yield what is struck together, in order of time."""
    together: list[Note] = []
    begun = 0.0
    for tick, chord in groupby(excerpt.notes, key=lambda note: note.onset_tick):
        time_sec = excerpt.tempo_map.tick_to_sec(tick)
        if together and time_sec - begun > _TOGETHER_SEC:
            yield _Strike(begun, tuple(together))
            together = []
        if not together:
            begun = time_sec
        together += chord
    if together:
        yield _Strike(begun, tuple(together))


def _weight(strike: _Strike) -> float:
    """Return how likely a strike is on a beat: bass notes and chords are."""
    bass = _BASS_WEIGHT * (min(note.pitch for note in strike.notes) < _BASS_PITCH)
    return min(bass + _CHORD_WEIGHT * (len(strike.notes) - 1), 1.0)


def _goes_in_threes(positions: Sequence[int]) -> bool:
    """Whether beats are mostly divided by three, so that the meter is a compound one."""
    places = [position % PARTS for position in positions]
    thirds = sum(place in _THIRDS for place in places)
    return thirds > 2 * sum(place in _HALVES for place in places)


def _bar_of(positions: Sequence[int], strikes: Sequence[_Strike]) -> tuple[int, int]:
    """Return how many beats a bar has, and on which beat, from 0, the first downbeat falls.

    The division of beats whose heaviest beat stands out most from the others.
    """
    weights = np.zeros(positions[-1] // PARTS + 1)
    for position, strike in zip(positions, strikes, strict=True):
        if position % PARTS == 0:
            weights[position // PARTS] += _weight(strike)
    best = (-1.0, 4, 0)
    for count in _BEATS_A_BAR:
        if len(weights) < 2 * count:
            continue
        means = [float(weights[first::count].mean()) for first in range(count)]
        standing_out = max(means) - sum(means) / count
        best = max(best, (standing_out, count, means.index(max(means))))
    return best[1], best[2]


def _meter(beats_a_bar: int, unit: int) -> MeterChange:
    if unit == _DOTTED_UNIT:
        return MeterChange(0, beats_a_bar * 3, 8)
    return MeterChange(0, beats_a_bar, 4)


def _laid(note: Note, onset_tick: int, end_tick: int) -> Note:
    return replace(note, onset_tick=onset_tick, duration_tick=max(end_tick - onset_tick, 1))


class _Timing:
    """Knows when each tick of the new grid was played, by linear interpolation."""

    def __init__(self, times_sec: Sequence[float], ticks: Sequence[int]) -> None:
        self._times, self._ticks = list(times_sec), list(ticks)
        last_sec = (times_sec[-1] - times_sec[0]) / (ticks[-1] - ticks[0])
        self._times.append(self._times[-1] + last_sec * TICKS_PER_QUARTER)
        self._ticks.append(self._ticks[-1] + TICKS_PER_QUARTER)

    def tick_at(self, time_sec: float) -> int:
        """Return the tick that was played at `time_sec`."""
        return max(round(_between(time_sec, self._times, self._ticks)), 0)

    def tempo_map(self, beat_ticks: int) -> TempoMap:
        """Return a tempo for each beat, such that it lasts as long as it was played."""
        edges = [0, *range(beat_ticks, self._ticks[-1], beat_ticks), self._ticks[-1]]
        changes: list[TempoChange] = []
        for start, end in pairwise(edges):
            took = _between(end, self._ticks, self._times) - _between(
                start, self._ticks, self._times
            )
            quarter_sec = min(
                max(took * TICKS_PER_QUARTER / (end - start), _FASTEST_SEC), _SLOWEST_SEC
            )
            change = TempoChange(start, round(quarter_sec * _MICROSECONDS))
            if (
                not changes
                or change.microseconds_per_quarter != changes[-1].microseconds_per_quarter
            ):
                changes.append(change)
        return TempoMap(tuple(changes))


def _between(
    value: float, known: Sequence[float] | Sequence[int], wanted: Sequence[float] | Sequence[int]
) -> float:
    """Interpolate between points, and extrapolate beyond them from the nearest two."""
    place = min(max(bisect_left(known, value), 1), len(known) - 1)
    before, after = known[place - 1], known[place]
    share = (value - before) / (after - before)
    return wanted[place - 1] + share * (wanted[place] - wanted[place - 1])
