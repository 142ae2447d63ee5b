"""Cut spans of time into written note values that show where the beats are.

All times are ticks; a sixteenth is 120 ticks, a triplet eighth 160.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from chopin_studio.music.meter import Bar, MeterChange
from chopin_studio.music.performance.beat_divisions import SHORTEST_TICKS, BeatDivision

NOTE_TYPES = {
    30: "64th",
    60: "32nd",
    120: "16th",
    240: "eighth",
    480: "quarter",
    960: "half",
    1920: "whole",
    3840: "breve",
}
"""Plain note values by their length in ticks, named as MusicXML names them."""

_TYPE_TICKS = {name: ticks for ticks, name in NOTE_TYPES.items()}
_DOTTED = {ticks * 3 // 2: name for ticks, name in NOTE_TYPES.items()}
_DOUBLE_DOTTED = {ticks * 7 // 4: name for ticks, name in NOTE_TYPES.items() if 240 <= ticks <= 960}

_NORMAL = {3: 2, 5: 4, 6: 4, 7: 4}
_NORMAL_IN_COMPOUND = 6
_DOTTED_FACTOR = 9
"""Divides the length in ticks of every dotted value, and of no plain one."""


@dataclass(frozen=True, slots=True)
class Tuplet:
    """`actual` notes take the time of `normal` of the same written value."""

    actual: int
    normal: int


@dataclass(frozen=True, slots=True)
class Symbol:
    """A written note value."""

    type: str
    dots: int = 0
    tuplet: Tuplet | None = None

    @property
    def ticks(self) -> Fraction:
        """Length in ticks, exact."""
        written = Fraction(_TYPE_TICKS[self.type]) * (2 - Fraction(1, 2**self.dots))
        return written * self.tuplet.normal / self.tuplet.actual if self.tuplet else written


@dataclass(frozen=True, slots=True)
class WrittenSpan:
    """A span of time that one symbol can write; None for a rest through a whole bar."""

    start_tick: int
    end_tick: int
    symbol: Symbol | None
    tuplet_edge: Literal["start", "stop"] | None = None


def metric_levels(meter: MeterChange) -> tuple[int, ...]:
    """Return the periods of `meter` in ticks, the bar first, each a multiple of the next.

    In compound meters (numerator 6, 9, 12 over 8 and shorter) the second is the dotted beat.
    """
    levels = [meter.bar_ticks]
    if meter.is_compound:
        levels += [meter.bar_ticks // 2] if meter.numerator == 12 else []
        levels.append(meter.beat_ticks * 3)
    elif meter.numerator % 2 == 0:
        levels.append(meter.bar_ticks // 2)
    level = meter.beat_ticks
    while level >= SHORTEST_TICKS:
        if level < levels[-1]:
            levels.append(level)
        level //= 2
    return tuple(levels)


def cut_to_pieces(
    start_tick: int, end_tick: int, bar: Bar, tuplets: Sequence[BeatDivision], is_rest: bool
) -> list[WrittenSpan]:
    """Cut a span inside `bar` into written values, none of which hides where the beats are.

    `tuplets` are the windows of the voice that are written as tuplets.
    """
    is_whole = end_tick - start_tick == bar.meter.bar_ticks
    if is_rest and is_whole:  # a short bar's rest is written as long as it is
        return [WrittenSpan(start_tick, end_tick, None)]
    pieces: list[WrittenSpan] = []
    position = start_tick
    for window in tuplets:
        if window.end_tick <= position or window.start_tick >= end_tick:
            continue
        if window.start_tick >= position and window.end_tick <= end_tick:
            continue  # the span fills the window: no tuplet needed for it
        if window.start_tick > position:
            pieces += _plain_pieces(position, window.start_tick, bar, is_rest)
            position = window.start_tick
        stop = min(end_tick, window.end_tick)
        pieces += _tuplet_pieces(position, stop, window)
        position = stop
    if position < end_tick:
        pieces += _plain_pieces(position, end_tick, bar, is_rest)
    return pieces


def _plain_pieces(start: int, end: int, bar: Bar, is_rest: bool) -> list[WrittenSpan]:
    symbol = _plain_symbol(end - start)
    cut = _cut_point(start, end, bar, symbol, is_rest)
    if cut is None:
        return [WrittenSpan(start, end, symbol or Symbol(NOTE_TYPES[SHORTEST_TICKS]))]
    return [
        *_plain_pieces(start, cut, bar, is_rest),
        *_plain_pieces(cut, end, bar, is_rest),
    ]


def _plain_symbol(ticks: int) -> Symbol | None:
    if ticks in NOTE_TYPES:
        return Symbol(NOTE_TYPES[ticks])
    if ticks in _DOTTED:
        return Symbol(_DOTTED[ticks], dots=1)
    return Symbol(_DOUBLE_DOTTED[ticks], dots=2) if ticks in _DOUBLE_DOTTED else None


def _cut_point(start: int, end: int, bar: Bar, symbol: Symbol | None, is_rest: bool) -> int | None:
    """Return the place inside the span where it has to be cut to show the beat, else None.

    The strongest beat inside counts. A note may pass over it from a beat one rank weaker
    (eighth, quarter, eighth); a rest, and a double dot, only from one at least as strong; in
    compound meter a dotted beat is passed only by whole dotted beats.
    """
    levels = metric_levels(bar.meter)
    start, end = start - bar.start_tick, end - bar.start_tick
    inside = [range((start // level + 1) * level, end, level) for level in levels]
    rank = next((rank for rank, beats in enumerate(inside) if beats), None)
    if rank is None:
        return None
    level, beats = levels[rank], inside[rank]
    start_rank = _rank(start, levels)
    compound = bar.meter.is_compound
    if symbol is None:
        shown = False
    elif compound and level >= bar.meter.beat_ticks * 3:
        shown = start % level == 0 == end % level
    elif is_rest:
        shown = start_rank <= rank and symbol.dots <= compound
    elif symbol.dots == 2:
        shown = start_rank <= rank
    else:
        shown = start_rank <= rank or (start_rank == rank + 1 and len(beats) == 1)
    if shown:
        return None
    cuts_late = start_rank <= rank and _plain_symbol(beats[-1] - start) is not None
    return bar.start_tick + (beats[-1] if cuts_late else beats[0])


def _rank(position: int, levels: Sequence[int]) -> int:
    """Return how weak a place in the bar is: 0 on its first beat."""
    for rank, level in enumerate(levels):
        if position % level == 0:
            return rank
    return len(levels)


def _tuplet_pieces(start: int, end: int, window: BeatDivision) -> list[WrittenSpan]:
    """Cut a span inside a tuplet into values of the tuplet's own length."""
    tuplet = _tuplet(window)
    unit = window.length // tuplet.normal
    pieces: list[WrittenSpan] = []
    for first, last in _plain_counts(window.index(start), window.index(end), window.parts, unit):
        symbol = _plain_symbol((last - first) * unit) or Symbol(NOTE_TYPES[SHORTEST_TICKS])
        edge: Literal["start", "stop"] | None = None
        if first == 0:
            edge = "start"
        elif last == window.parts:
            edge = "stop"
        symbol = Symbol(symbol.type, symbol.dots, tuplet)
        pieces.append(WrittenSpan(window.slot(first), window.slot(last), symbol, edge))
    return pieces


def _plain_counts(first: int, last: int, parts: int, unit: int) -> list[tuple[int, int]]:
    """Cut the slots from `first` to `last` where one value cannot write them all."""
    if (symbol := _plain_symbol((last - first) * unit)) is not None and symbol.dots < 2:
        return [(first, last)]
    longest = max(n for n in range(1, last - first) if n * unit in NOTE_TYPES)
    cut = last - longest if last == parts and first else first + longest
    return [*_plain_counts(first, cut, parts, unit), *_plain_counts(cut, last, parts, unit)]


def _tuplet(window: BeatDivision) -> Tuplet:
    """Return the tuplet that writes `window`; in a dotted beat as many take the time of six."""
    if window.length % _DOTTED_FACTOR == 0:
        return Tuplet(window.parts, _NORMAL_IN_COMPOUND)
    return Tuplet(window.parts, _NORMAL[window.parts])
