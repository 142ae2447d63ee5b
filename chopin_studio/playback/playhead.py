"""The position of playback: conversion between seconds of a clock and ticks of a piece."""

from chopin_studio.music.tempo import TempoMap


class Playhead:
    """A position in a piece, at rest or moving with a clock, at a speed of its own.

    Positions are seconds of the piece at its own tempo; moments are seconds of the clock.
    """

    def __init__(self, tempo_map: TempoMap) -> None:
        self.tempo_map = tempo_map
        self._speed = 1.0
        self._position_sec = 0.0  # its position, or that at the moment below
        self._since: float | None = None  # the moment it started; None at rest

    @property
    def is_moving(self) -> bool:
        """Whether it moves with the clock."""
        return self._since is not None

    def position_sec(self, now: float) -> float:
        """Return the position at the moment `now`."""
        if self._since is None:
            return self._position_sec
        return self._position_sec + (now - self._since) * self._speed

    def moment_of(self, tick: float) -> float:
        """Return the moment at which a moving playhead reaches `tick`; infinity at rest."""
        if self._since is None:
            return float("inf")
        distance_sec = self.tempo_map.tick_to_sec(tick) - self._position_sec
        return self._since + distance_sec / self._speed

    def place(self, tick: float) -> None:
        """Put it at `tick`, at rest."""
        self.place_at_sec(self.tempo_map.tick_to_sec(tick))

    def place_at_sec(self, position_sec: float) -> None:
        """Put it at a position in seconds, at rest."""
        self._position_sec = position_sec
        self._since = None

    def start(self, now: float) -> None:
        """Start to move at the moment `now`."""
        self._position_sec = self.position_sec(now)
        self._since = now

    def delay(self, seconds: float) -> None:
        """Move back by so many seconds of the clock."""
        if self._since is not None:
            self._since += seconds

    def set_speed(self, factor: float, now: float) -> None:
        """Move `factor` times as fast from the moment `now` on."""
        if self._since is not None:
            self.start(now)
        self._speed = factor
