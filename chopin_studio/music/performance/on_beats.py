"""Lay music that was played freely on beats and bars; it sounds as before."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER, Note, score_order
from chopin_studio.music.performance.found_beats import FoundBeats, Meter
from chopin_studio.music.tempo import TempoChange, TempoMap

_MICROSECONDS = 1_000_000
_SLOWEST, _FASTEST = 10_000_000, 50_000
"""Microseconds a quarter note: no beat lasts longer or shorter than a tempo can say."""


def on_beats(excerpt: Excerpt, found: FoundBeats) -> Excerpt:
    """Return `excerpt` in the ticks of its beats, with a tempo for each beat.

    Notes, pedals and the end of the seed keep their times to the millisecond, all of them later or
    earlier by the same where the music doesn't begin on a beat. The key is left open where the file
    states none but C major, as recorders do by default.
    """
    grid = _Grid.of(found)

    def tick(old: int) -> int:
        return grid.tick_at(excerpt.tempo_map.tick_to_sec(old))

    notes = (_moved(note, tick(note.onset_tick), tick(note.end_tick)) for note in excerpt.notes)
    pedals = (replace(change, tick=tick(change.tick)) for change in excerpt.pedals)
    controls = (replace(change, tick=tick(change.tick)) for change in excerpt.controls)
    stated = {tick(change.tick) if change.tick else 0: change.key for change in excerpt.keys}
    is_told = any(key.fifths for key in stated.values())
    return Excerpt(
        tuple(sorted(notes, key=score_order)),
        grid.tempo_map,
        grid.meters,
        tuple(KeyChange(at, stated[at]) for at in sorted(stated)) if is_told else (),
        tuple(sorted(pedals, key=lambda change: change.tick)),
        excerpt.title,
        tick(excerpt.seed_end_tick) if excerpt.seed_end_tick else 0,
        controls=tuple(sorted(controls, key=lambda change: change.tick)),
    )


def _moved(note: Note, onset_tick: int, end_tick: int) -> Note:
    return replace(note, onset_tick=onset_tick, duration_tick=max(end_tick - onset_tick, 1))


@dataclass(frozen=True, slots=True)
class _Grid:
    """The new ticks: those of bars and beats, and the second of the music at which tick 0 is."""

    tempo_map: TempoMap
    meters: MeterMap
    origin_sec: float

    @classmethod
    def of(cls, found: FoundBeats) -> "_Grid":
        """Return the ticks of beats; whole beats of silence come before the first one."""
        times = list(found.beat_times_sec)
        usual_sec = float(np.median(np.diff(times)))
        silent = round(max(times[0], 0) / usual_sec)
        origin_sec = 0.0 if silent else times[0]
        times = [*(times[0] * place / silent for place in range(silent)), *times]
        starts = [bar.first_beat + silent for bar in found.bars]
        lengths = [_meter_at(found, starts, beat).beat_ticks for beat in range(len(times))]
        ticks = np.concatenate(([0], np.cumsum(lengths))).tolist()
        tempos = _tempo_map(times, ticks)
        return cls(tempos, _meter_map(found, starts, ticks), origin_sec)

    def tick_at(self, time_sec: float) -> int:
        """Return the tick nearest to a time of the music, 0 for earlier ones."""
        return max(round(self.tempo_map.sec_to_tick(time_sec - self.origin_sec)), 0)


def _meter_at(found: FoundBeats, starts: list[int], beat: int) -> Meter:
    return found.bars[max(bisect_right(starts, beat) - 1, 0)].meter


def _tempo_map(times: list[float], ticks: list[int]) -> TempoMap:
    """Return a tempo for each beat but the last, which is as fast as the one before."""
    changes: list[TempoChange] = []
    for (begin, end), (tick, next_tick) in zip(pairwise(times), pairwise(ticks), strict=False):
        quarter = (end - begin) * _MICROSECONDS * TICKS_PER_QUARTER / (next_tick - tick)
        length = round(min(max(quarter, _FASTEST), _SLOWEST))
        if not changes or changes[-1].microseconds_per_quarter != length:
            changes.append(TempoChange(tick, length))
    return TempoMap(tuple(changes))


def _meter_map(found: FoundBeats, starts: list[int], ticks: list[int]) -> MeterMap:
    """Return the meters: a first bar that is a pickup, bars that are cut short, other meters."""
    first = found.bars[0].meter
    changes: list[MeterChange] = []
    if pickup := starts[0] % first.beats:
        changes.append(_pickup(first, pickup))
        if starts[0] > pickup:
            changes.append(MeterChange(ticks[pickup], first.numerator, first.denominator))
    for place, (bar, start) in enumerate(zip(found.bars, starts, strict=True)):
        change = MeterChange(ticks[start] if place or starts[0] else 0, *_fraction(bar.meter))
        before = changes[-1] if changes else None
        if (
            before is None
            or _fraction(bar.meter) != (before.numerator, before.denominator)
            or (change.tick - before.tick) % before.bar_ticks
        ):
            changes.append(change)
    if changes[0].tick:
        changes.insert(0, MeterChange(0, *_fraction(first)))
    return MeterMap(tuple(changes))


def _pickup(meter: Meter, beats: int) -> MeterChange:
    """Return the meter of a bar of so many felt beats."""
    unit = meter.numerator // meter.beats if meter.numerator % meter.beats == 0 else 1
    if meter.beats > meter.numerator:  # the beats of 2/2 are quarters
        return MeterChange(0, beats, meter.denominator * meter.beats // meter.numerator)
    return MeterChange(0, beats * unit, meter.denominator)


def _fraction(meter: Meter) -> tuple[int, int]:
    return meter.numerator, meter.denominator
