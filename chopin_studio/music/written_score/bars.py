"""Bars as they are played, and the meter map of them.

A repeat sign in mid-bar cuts a bar in two; played in order, the pieces are one bar again. A pickup
stands at the end of a full first bar, as in MIDI files of the same music (piano-midi.de). Any other
bar that isn't as long as its meter says, such as a cadenza, has a meter of its own, so that the
next begins where its bar line is.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.written_score.repeats import Span
from chopin_studio.music.written_score.written import Meter, WrittenScore

COMMON_TIME = Meter(Fraction(0), 4, 4)
"""The meter until a file states one."""

_MOST_BEATS = 255


@dataclass(frozen=True, slots=True)
class PlayedBar:
    """A bar of `quarters` length from `start`, in quarter notes of played time."""

    start: Fraction
    quarters: Fraction
    meter: Meter
    is_numbered: bool = True

    @property
    def is_partial(self) -> bool:
        """Whether it is shorter than its meter says."""
        return self.quarters < self.meter.bar_quarters

    @property
    def is_full(self) -> bool:
        """Whether it is exactly as long as its meter says."""
        return self.quarters == self.meter.bar_quarters


def played_bars(score: WrittenScore, spans: Iterable[Span]) -> list[PlayedBar]:
    """Return the bars of `score` as `spans` play them, with pieces of bars put together."""
    bars: list[PlayedBar] = []
    numbered = {line.time: line.is_numbered for line in score.bar_lines}
    lines = sorted(numbered)
    meter_times = [meter.time for meter in score.meters]
    start = Fraction(0)
    for span in spans:
        inside = lines[bisect_right(lines, span.start) : bisect_left(lines, span.end)]
        edges = [span.start, *inside, span.end]
        for begin, end in pairwise(edges):
            index = bisect_right(meter_times, begin) - 1
            meter = score.meters[index] if index >= 0 else COMMON_TIME
            bars.append(PlayedBar(start, end - begin, meter, numbered.get(begin, True)))
            start += end - begin
    return _put_together(bars)


def pickup_rest(bars: Sequence[PlayedBar]) -> Fraction:
    """Return how many quarter notes the first bar lacks."""
    if len(bars) < 2 or not bars[0].is_partial:
        return Fraction(0)
    return bars[0].meter.bar_quarters - bars[0].quarters


def meter_map(bars: Sequence[PlayedBar]) -> MeterMap:
    """Return the meters of bars, the first of which begins at tick 0 after `pickup_rest`."""
    rest = pickup_rest(bars)
    changes: list[MeterChange] = []
    for place, bar in enumerate(bars):
        start = _tick(bar.start + rest) if place else 0
        end = _tick(bar.start + bar.quarters + rest)
        is_last_and_short = place == len(bars) - 1 and bar.is_partial
        meter = (bar.meter.numerator, bar.meter.denominator)
        if not is_last_and_short:
            meter = _meter_of(end - start, *meter)
        if changes and changes[-1].tick >= start:
            changes.pop()  # of a bar shorter than a tick
        if not changes or not _goes_on(changes[-1], start, meter):
            changes.append(MeterChange(start, *meter))
    return MeterMap(tuple(changes)) if changes else MeterMap()


def irregular_bars(bars: Sequence[PlayedBar]) -> int:
    """Count the bars that aren't as long as their meter says, pickup and last bar aside."""
    return sum(not bar.is_full for bar in bars[1:-1])


def _put_together(bars: Iterable[PlayedBar]) -> list[PlayedBar]:
    """Join the pieces of bars that a bar line without number, or a repeat, has cut."""
    joined: list[PlayedBar] = []
    for bar in bars:
        if joined and joined[-1].is_partial and _is_same(bar.meter, joined[-1].meter):
            before = joined[-1]
            whole = replace(before, quarters=before.quarters + bar.quarters)
            if whole.is_full or (whole.is_partial and not bar.is_numbered):
                joined[-1] = whole
                continue
        joined.append(bar)
    return joined


def _is_same(meter: Meter, other: Meter) -> bool:
    return (meter.numerator, meter.denominator) == (other.numerator, other.denominator)


def _goes_on(before: MeterChange, start: int, meter: tuple[int, int]) -> bool:
    """Whether a bar at `start` is where and what the meter before it makes it."""
    return (before.numerator, before.denominator) == meter and (
        (start - before.tick) % before.bar_ticks == 0
    )


def meter_of(quarters: Fraction, written: tuple[int, int]) -> tuple[int, int]:
    """Return the meter of a bar of a length, in the unit of its `written` meter or in smaller ones.

    A length that no meter has keeps the meter it is written in; the next bar cuts it short.
    """
    return _meter_of(_tick(quarters), *written)


def _meter_of(ticks: int, numerator: int, denominator: int) -> tuple[int, int]:
    """Return the meter of a bar of `ticks`, in the unit of its meter or in smaller ones.

    A length that no meter has keeps the meter it is written in; the next bar cuts it short.
    """
    for unit in (1, 2, 4, 8, 16, 32, 64):
        beat = 4 * TICKS_PER_QUARTER // unit
        if unit >= denominator and ticks % beat == 0 and 1 <= ticks // beat <= _MOST_BEATS:
            return ticks // beat, unit
    return numerator, denominator


def _tick(quarters: Fraction) -> int:
    return round(quarters * TICKS_PER_QUARTER)
