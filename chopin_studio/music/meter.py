"""Meter: where the bars and beats of an excerpt lie."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from chopin_studio.music.note import TICKS_PER_QUARTER


@dataclass(frozen=True, slots=True)
class MeterChange:
    """From `tick` on, a bar holds `numerator` notes of 1/`denominator`.

    The denominator is a power of two up to 64, as MIDI and notation have it.
    """

    tick: int
    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if self.tick < 0:
            raise ValueError(f"tick must not be negative, not {self.tick}")
        if not 1 <= self.numerator <= 255:
            raise ValueError(f"numerator must be 1 to 255, not {self.numerator}")
        if self.denominator not in (1, 2, 4, 8, 16, 32, 64):
            raise ValueError(f"denominator must be a power of two, not {self.denominator}")

    @property
    def beat_ticks(self) -> int:
        """Length of the written beat (1/denominator) in ticks."""
        return TICKS_PER_QUARTER * 4 // self.denominator

    @property
    def bar_ticks(self) -> int:
        """Length of a bar in ticks."""
        return self.beat_ticks * self.numerator

    @property
    def is_compound(self) -> bool:
        """Whether the beat is felt as three of the written ones."""
        return self.denominator >= 8 and self.numerator > 3 and self.numerator % 3 == 0

    @property
    def felt_beat_ticks(self) -> int:
        """Length of the beat as it is felt, in ticks: three written ones in compound meters.

        It is never longer than a quarter note otherwise, since harmony changes faster than the
        half notes of alla breve.
        """
        return self.beat_ticks * 3 if self.is_compound else min(self.beat_ticks, TICKS_PER_QUARTER)

    @property
    def felt_beats(self) -> int:
        """How many beats as they are felt a bar has."""
        return self.bar_ticks // self.felt_beat_ticks


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `number` counts from 1, `[start_tick, end_tick)` is its extent."""

    number: int
    start_tick: int
    end_tick: int
    meter: MeterChange


@dataclass(frozen=True, slots=True)
class MeterMap:
    """The meters of a whole excerpt; always has a change at tick 0, in rising order of ticks.

    A change in mid-bar ends that bar early, as MIDI files with a pickup have it.
    """

    changes: tuple[MeterChange, ...] = (MeterChange(0, 4, 4),)
    _ticks: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _first_bars: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.changes or self.changes[0].tick != 0:
            raise ValueError("a meter map must begin at tick 0")
        if any(a.tick >= b.tick for a, b in pairwise(self.changes)):
            raise ValueError("meter changes must be in rising order of ticks")
        first_bars = [1]
        for before, after in pairwise(self.changes):
            bars = -(-(after.tick - before.tick) // before.bar_ticks)
            first_bars.append(first_bars[-1] + bars)
        object.__setattr__(self, "_ticks", tuple(change.tick for change in self.changes))
        object.__setattr__(self, "_first_bars", tuple(first_bars))

    def bar_at(self, tick: float) -> Bar:
        """Return the bar that holds `tick`."""
        index = bisect_right(self._ticks, max(tick, 0)) - 1
        meter = self.changes[index]
        count = int(max(tick, 0) - meter.tick) // meter.bar_ticks
        start = meter.tick + count * meter.bar_ticks
        end = start + meter.bar_ticks
        if index + 1 < len(self.changes):
            end = min(end, self.changes[index + 1].tick)
        return Bar(self._first_bars[index] + count, start, end, meter)

    def numbered_bar(self, number: int) -> Bar:
        """Return the bar of a number, counted from 1; ValueError for an earlier one."""
        if number < 1:
            raise ValueError(f"there is no bar {number}")
        index = bisect_right(self._first_bars, number) - 1
        change = self.changes[index]
        return self.bar_at(change.tick + (number - self._first_bars[index]) * change.bar_ticks)

    def bars(self, start_tick: float, end_tick: float) -> Iterator[Bar]:
        """Yield the bars that touch `[start_tick, end_tick)`, in order."""
        bar = self.bar_at(start_tick)
        while bar.start_tick < end_tick:
            yield bar
            bar = self.bar_at(bar.end_tick)
