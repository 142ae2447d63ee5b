"""Tempo, and conversion between ticks and seconds."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from chopin_studio.music.note import TICKS_PER_QUARTER

MICROSECONDS_PER_MINUTE = 60_000_000
DEFAULT_BPM = 120.0
"""The tempo that the MIDI standard assumes where a file states none."""

_MAX_MICROSECONDS = 0xFFFFFF
"""A MIDI tempo event holds three bytes."""


@dataclass(frozen=True, slots=True)
class TempoChange:
    """From `tick` on, a quarter note lasts `microseconds_per_quarter` (MIDI's own whole number)."""

    tick: int
    microseconds_per_quarter: int

    def __post_init__(self) -> None:
        if self.tick < 0:
            raise ValueError(f"tick must not be negative, not {self.tick}")
        if not 1 <= self.microseconds_per_quarter <= _MAX_MICROSECONDS:
            raise ValueError(
                "microseconds_per_quarter must be 1 to 16777215, "
                f"not {self.microseconds_per_quarter}"
            )

    @property
    def bpm(self) -> float:
        """Quarter notes a minute."""
        return MICROSECONDS_PER_MINUTE / self.microseconds_per_quarter


@dataclass(frozen=True, slots=True)
class TempoMap:
    """The tempo of a whole excerpt; always has a change at tick 0, in rising order of ticks."""

    changes: tuple[TempoChange, ...] = (TempoChange(0, 500_000),)
    _ticks: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _seconds: tuple[float, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.changes or self.changes[0].tick != 0:
            raise ValueError("a tempo map must begin at tick 0")
        if any(a.tick >= b.tick for a, b in pairwise(self.changes)):
            raise ValueError("tempo changes must be in rising order of ticks")
        seconds = [0.0]
        for before, after in pairwise(self.changes):
            seconds.append(seconds[-1] + (after.tick - before.tick) * _seconds_per_tick(before))
        object.__setattr__(self, "_ticks", tuple(change.tick for change in self.changes))
        object.__setattr__(self, "_seconds", tuple(seconds))

    @classmethod
    def constant(cls, bpm: float) -> "TempoMap":
        """Make a map of one tempo, in quarter notes a minute."""
        return cls((TempoChange(0, round(MICROSECONDS_PER_MINUTE / bpm)),))

    def with_change(self, change: TempoChange) -> "TempoMap":
        """Return the map with one more change, after the last or replacing it at the same tick.

        Raises ValueError for an earlier one.
        """
        if change.tick < self._ticks[-1]:
            raise ValueError("a tempo change can only be added at the end")
        kept = len(self.changes) - (change.tick == self._ticks[-1])
        grown = object.__new__(TempoMap)
        # Only the new change is checked: a map that grows by thousands is never traversed.
        object.__setattr__(grown, "changes", (*self.changes[:kept], change))
        object.__setattr__(grown, "_ticks", (*self._ticks[:kept], change.tick))
        second = self.tick_to_sec(change.tick)
        object.__setattr__(grown, "_seconds", (*self._seconds[:kept], second))
        return grown

    def tick_to_sec(self, tick: float) -> float:
        """Return the time in seconds at which `tick` sounds."""
        index = bisect_right(self._ticks, max(tick, 0)) - 1
        return self._seconds[index] + (tick - self._ticks[index]) * _seconds_per_tick(
            self.changes[index]
        )

    def sec_to_tick(self, position_sec: float) -> float:
        """Return the (fractional) tick sounding at `position_sec`; the inverse of tick_to_sec."""
        index = bisect_right(self._seconds, max(position_sec, 0.0)) - 1
        return self._ticks[index] + (position_sec - self._seconds[index]) / _seconds_per_tick(
            self.changes[index]
        )

    def bpm_at(self, tick: float) -> float:
        """Return the tempo at `tick`, in quarter notes a minute."""
        return self.changes[bisect_right(self._ticks, max(tick, 0)) - 1].bpm


def _seconds_per_tick(change: TempoChange) -> float:
    return change.microseconds_per_quarter / 1e6 / TICKS_PER_QUARTER
