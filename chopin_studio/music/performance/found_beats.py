"""The beats and bars found in music, and what a musician may correct in them.

Every correction returns another value; times are seconds from the beginning of the music.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from chopin_studio.music.meter import MeterChange

LEAST_BEAT_SEC = 0.1
"""A tenth of a second: 600 beats a minute. Beats are not doubled to be shorter."""

_AGREE, _FOLLOW = 0.2, 0.5
"""Beats within a fifth of their length are the same, and the tempo goes half the way to theirs."""


@dataclass(frozen=True, slots=True)
class Meter:
    """A meter as a fraction, such as 6/8."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        MeterChange(0, self.numerator, self.denominator)  # raises ValueError where there is none

    @property
    def beats(self) -> int:
        """How many beats as they are felt a bar has: two in 6/8."""
        return MeterChange(0, self.numerator, self.denominator).felt_beats

    @property
    def beat_ticks(self) -> int:
        """How long such a beat is, in ticks."""
        return MeterChange(0, self.numerator, self.denominator).felt_beat_ticks


@dataclass(frozen=True, slots=True)
class FoundBar:
    """A bar line at a beat, counted from 0, and the meter from there on."""

    first_beat: int
    meter: Meter


@dataclass(frozen=True, slots=True)
class FoundBeats:
    """The felt beats of some music and its bars.

    `beat_times_sec` rise strictly, there are two or more. `bars` stand in rising order; beats
    before the first of them are a pickup. `confidence` is the probability, 0 to 1, that the beats
    are right, 1 for what a musician has corrected. Raises ValueError where an order is broken.
    """

    beat_times_sec: tuple[float, ...]
    bars: tuple[FoundBar, ...]
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if len(self.beat_times_sec) < 2 or any(a >= b for a, b in pairwise(self.beat_times_sec)):
            raise ValueError("there must be two beats or more, in rising order of time")
        if not self.bars or any(a.first_beat >= b.first_beat for a, b in pairwise(self.bars)):
            raise ValueError("there must be a bar or more, in rising order of beats")
        if self.bars[0].first_beat < 0 or self.bars[-1].first_beat >= len(self.beat_times_sec):
            raise ValueError("bars must begin at beats that there are")

    @classmethod
    def regular(
        cls,
        beat_times_sec: Sequence[float],
        meter: Meter,
        first_downbeat: int = 0,
        confidence: float = 1.0,
    ) -> "FoundBeats":
        """Return beats in bars of one meter; beats before `first_downbeat` are a pickup."""
        starts = range(first_downbeat, len(beat_times_sec), meter.beats)
        bars = tuple(FoundBar(start, meter) for start in starts)
        return cls(tuple(beat_times_sec), bars or (FoundBar(0, meter),), confidence)

    @property
    def meter(self) -> Meter:
        """The meter that most bars have, of several the one that comes first."""
        return Counter(bar.meter for bar in self.bars).most_common(1)[0][0]

    @property
    def beats_in_bar(self) -> int:
        """How many felt beats most bars have."""
        return self.meter.beats

    @property
    def first_downbeat(self) -> int:
        """The first beat that begins a bar, from 0."""
        return self.bars[0].first_beat

    @property
    def bar_times_sec(self) -> tuple[float, ...]:
        """The times at which bars begin."""
        return tuple(self.beat_times_sec[bar.first_beat] for bar in self.bars)

    @property
    def beats_per_minute(self) -> float:
        """The usual tempo, in felt beats a minute."""
        return float(60 / np.median(np.diff(self.beat_times_sec)))

    def doubled(self) -> "FoundBeats":
        """Return twice as many beats, a new one in the middle of each; bars become half as long.

        Beats that would be shorter than `LEAST_BEAT_SEC` are left as they are.
        """
        if np.median(np.diff(self.beat_times_sec)) < 2 * LEAST_BEAT_SEC:
            return self
        times = list(self.beat_times_sec[:1])
        for before, after in pairwise(self.beat_times_sec):
            times += [(before + after) / 2, after]
        return self._regular(times, self.meter, 2 * self.first_downbeat)

    def halved(self) -> "FoundBeats":
        """Return every other beat, those on which bars begin among them; bars become twice as long.

        Fewer than four beats are left as they are.
        """
        if len(self.beat_times_sec) < 4:
            return self
        begin = self.first_downbeat % 2
        times = self.beat_times_sec[begin::2]
        return self._regular(times, self.meter, (self.first_downbeat - begin) // 2)

    def shifted(self, beats: int) -> "FoundBeats":
        """Return bars that begin so many beats later; for a negative number, earlier."""
        first = (self.first_downbeat + beats) % self.beats_in_bar
        return self._regular(self.beat_times_sec, self.meter, first)

    def with_downbeat_at(self, time_sec: float) -> "FoundBeats":
        """Return bars such that one begins at the beat nearest to a time."""
        nearest = int(np.abs(np.array(self.beat_times_sec) - time_sec).argmin())
        return self._regular(self.beat_times_sec, self.meter, nearest % self.beats_in_bar)

    def with_meter(self, meter: Meter) -> "FoundBeats":
        """Return the same beats in bars of another meter, from the first downbeat on."""
        return self._regular(self.beat_times_sec, meter, self.first_downbeat % meter.beats)

    def tapped(self, times_sec: Sequence[float]) -> "FoundBeats":
        """Return beats where a musician tapped them, and beyond the taps beats as long as there.

        Taps may cover a part of the music; beats found elsewhere are led on from them at the tempo
        found. The first tap begins a bar. Fewer than two taps change nothing.
        """
        taps = sorted({round(time, 4) for time in times_sec})
        taps = [b for a, b in pairwise([-1.0, *taps]) if b - a >= LEAST_BEAT_SEC / 2]
        if len(taps) < 2:
            return self
        before = _led_on([-t for t in taps[::-1]], [-t for t in self.beat_times_sec[::-1]])
        after = _led_on(taps, self.beat_times_sec)
        times = [*(-t for t in before[::-1]), *taps, *after]
        first = len(before) % self.beats_in_bar
        return self._regular(times, self.meter, first)

    def _regular(self, times: Sequence[float], meter: Meter, first: int) -> "FoundBeats":
        return FoundBeats.regular(times, meter, min(first, len(times) - 1))


def _led_on(taps: Sequence[float], found: Sequence[float]) -> list[float]:
    """Return beats after the last tap up to the last of those `found`, at the tempo of both.

    Where the beats found are about as long as those tapped, the tempo follows theirs.
    """
    length = float(np.median(np.diff(taps)))
    later: list[float] = []
    last = taps[-1]
    while last + length / 2 < found[-1]:
        here, ahead = (_nearest(found, time) for time in (last, last + length))
        step = ahead - here
        is_same = abs(here - last) < length * _AGREE and abs(step - length) < length * _AGREE
        if is_same:
            length += (step - length) * _FOLLOW
        last = ahead if is_same else last + length
        later.append(last)
    return later


def _nearest(times: Sequence[float], time: float) -> float:
    after = min(bisect_left(times, time), len(times) - 1)
    return min(times[max(after - 1, 0)], times[after], key=lambda other: abs(other - time))
