"""Put the bars of all parts in time: when each begins and how long it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from chopin_studio.music.musicxml_io.part_content import PartContent, Place, Time
from chopin_studio.music.musicxml_io.values import in_bounds
from chopin_studio.music.written_score.bars import meter_of
from chopin_studio.music.written_score.written import Meter

_COMMON_TIME = Time(4, 4)


@dataclass(frozen=True, slots=True)
class BarTimes:
    """When bars begin, in quarter notes from the beginning; the last is the end of the score.

    `meters` has the meters where they change.
    """

    starts: tuple[Fraction, ...]
    meters: tuple[Meter, ...]

    def time(self, place: Place) -> Fraction:
        """Return when a place in a bar comes."""
        return in_bounds(self.starts[place.bar] + place.offset)

    def end_of(self, bar: int) -> Fraction:
        """Return when a bar ends."""
        return self.starts[bar + 1]


def bar_times(parts: Sequence[PartContent]) -> BarTimes:
    """Return the times of the bars of parts that are played together.

    A bar is as long as the longest of its voices, but where one of them just fills the meter, the
    others have too many notes. A bar without any notes or rests is as long as its meter.
    """
    times: dict[int, Time] = {}
    for part in parts:
        for placed in part.signs_of(Time):
            times.setdefault(placed.place.bar, placed.sign)
    starts = [Fraction(0)]
    meters: list[Meter] = []
    current = _COMMON_TIME
    count = max((len(part.ends) for part in parts), default=0)
    for bar in range(count):
        full_before = current.bar_quarters
        current = times.get(bar, current)
        ends = {end for part in parts if bar < len(part.ends) for end in part.ends[bar]}
        full = current.bar_quarters
        length = _length(ends, full)
        if full is None:
            meters.append(_own_meter(starts[-1], length))
        elif bar in times or full_before is None:
            meters.append(Meter(starts[-1], current.numerator or 4, current.denominator or 4))
        starts.append(in_bounds(starts[-1] + length))
    return BarTimes(tuple(starts), tuple(meters))


def _length(ends: set[Fraction], full: Fraction | None) -> Fraction:
    longest = max(ends, default=Fraction(0))
    usual = Fraction(4) if full is None else full
    if longest == 0 or usual in ends:
        return usual
    return longest


def _own_meter(start: Fraction, length: Fraction) -> Meter:
    numerator, denominator = meter_of(length, (4, 4))
    return Meter(start, numerator, denominator)
