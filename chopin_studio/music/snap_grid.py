"""The grid to which notes are snapped while they are edited."""

from dataclasses import dataclass
from enum import StrEnum

from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER

FREE_STEP_TICKS = TICKS_PER_QUARTER // 24
"""How far a key press moves a note when snap is off."""


class Snap(StrEnum):
    """What notes are snapped to; the beat is the written one, 1/denominator of the meter."""

    OFF = "off"
    BAR = "bar"
    BEAT = "beat"
    EIGHTH = "1/8"
    EIGHTH_TRIPLET = "1/8 triplet"
    SIXTEENTH = "1/16"
    SIXTEENTH_TRIPLET = "1/16 triplet"
    THIRTY_SECOND = "1/32"


_TICKS = {
    Snap.EIGHTH: TICKS_PER_QUARTER // 2,
    Snap.EIGHTH_TRIPLET: TICKS_PER_QUARTER // 3,
    Snap.SIXTEENTH: TICKS_PER_QUARTER // 4,
    Snap.SIXTEENTH_TRIPLET: TICKS_PER_QUARTER // 6,
    Snap.THIRTY_SECOND: TICKS_PER_QUARTER // 8,
}


@dataclass(frozen=True, slots=True)
class SnapGrid:
    """Lines at every step of each bar, counted from the bar line; every tick where it is off."""

    meters: MeterMap
    snap: Snap

    def step_at(self, tick: float) -> int:
        """Return the distance between two lines at `tick`, in ticks; FREE_STEP_TICKS where off."""
        meter = self.meters.bar_at(tick).meter
        if self.snap is Snap.BAR:
            return meter.bar_ticks
        if self.snap is Snap.BEAT:
            return meter.beat_ticks
        return _TICKS.get(self.snap, FREE_STEP_TICKS)

    def nearest(self, tick: float) -> int:
        """Return the line nearest to `tick`, never one before the beginning."""
        if self.snap is Snap.OFF:
            return max(round(tick), 0)
        bar, step = self.meters.bar_at(tick), self.step_at(tick)
        steps = round((max(tick, 0) - bar.start_tick) / step)
        return min(bar.start_tick + steps * step, bar.end_tick)

    def before(self, tick: float) -> int:
        """Return the last line that is not after `tick`."""
        if self.snap is Snap.OFF:
            return max(int(tick), 0)
        bar, step = self.meters.bar_at(tick), self.step_at(tick)
        return bar.start_tick + int(max(tick, 0) - bar.start_tick) // step * step
