"""Say for which staves the dynamics and hairpins of a part are meant."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from chopin_studio.music.musicxml_io.bar_times import BarTimes
from chopin_studio.music.musicxml_io.part_content import Dynamic, PartContent, Place, Wedge
from chopin_studio.music.written_score.written import DynamicMark, Hairpin


@dataclass(frozen=True, slots=True)
class StaffNumbers:
    """The numbers in the whole score of the staves of one part: `first` is that of its upper one.

    `own` are the staves with dynamics of their own: those between the staves count for the others.
    """

    first: int
    count: int
    own: frozenset[int]

    def scope(self, staff: int, is_between: bool, others: Iterable[int] = ()) -> frozenset[int]:
        """Return the staves that a sign at `staff` is for, where `others` have one at its time."""
        every = set(range(1, self.count + 1))
        taken = frozenset(others) if is_between else self.own
        return frozenset(self.first + one - 1 for one in {staff} | (every - taken))


def staff_numbers(part: PartContent, first: int) -> StaffNumbers:
    """Return the numbers of a part's staves, the upper one being `first`."""
    own: set[int] = set()
    for placed in part.signs_of(Dynamic):
        own |= set(range(1, part.staves + 1)) if placed.sign.is_between else {placed.sign.staff}
    return StaffNumbers(first, part.staves, frozenset(own))


def dynamic_marks(
    part: PartContent, staves: StaffNumbers, times: BarTimes
) -> Iterator[DynamicMark]:
    """Yield the dynamics of a part in the order of the file."""
    at_place: dict[Place, set[int]] = {}
    for placed in part.signs_of(Dynamic):
        at_place.setdefault(placed.place, set()).add(placed.sign.staff)
    for placed in part.signs_of(Dynamic):
        sign = placed.sign
        scope = staves.scope(sign.staff, sign.is_between, at_place[placed.place])
        yield DynamicMark(times.time(placed.place), sign.text, scope, sign.velocity)


def hairpins(part: PartContent, staves: StaffNumbers, times: BarTimes) -> Iterator[Hairpin]:
    """Yield the hairpins of a part, and its words such as `cresc.`, which have no end."""
    opened: dict[str, tuple[Fraction, Wedge]] = {}
    for placed in part.signs_of(Wedge):
        time, wedge = times.time(placed.place), placed.sign
        if wedge.is_word:
            yield Hairpin(time, None, wedge.grows, staves.scope(wedge.staff, True))
            continue
        begun = opened.pop(wedge.number, None)
        if begun is not None and time > begun[0]:
            start, before = begun
            yield Hairpin(start, time, before.grows, staves.scope(before.staff, before.is_between))
        if wedge.is_start:
            opened[wedge.number] = (time, wedge)
    for start, wedge in opened.values():
        yield Hairpin(start, None, wedge.grows, staves.scope(wedge.staff, wedge.is_between))
