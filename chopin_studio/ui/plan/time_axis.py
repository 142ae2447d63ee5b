"""Where ticks stand across the lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class TimeAxis(Protocol):
    """Places ticks in pixels from the left edge of the music, as the piano roll does."""

    def x_of(self, tick: float) -> float:
        """Return where a tick stands."""

    def tick_at(self, x: float) -> float:
        """Return the tick that stands at `x`."""


@dataclass(frozen=True, slots=True)
class FittedAxis:
    """Shows all music up to `end_tick` in `width` pixels."""

    width: float
    end_tick: float

    def x_of(self, tick: float) -> float:
        """Return where a tick stands."""
        return tick * self.width / max(self.end_tick, 1)

    def tick_at(self, x: float) -> float:
        """Return the tick that stands at `x`."""
        return max(x, 0.0) * max(self.end_tick, 1) / max(self.width, 1)
