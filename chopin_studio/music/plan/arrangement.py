"""Plans of music whose sections are moved, repeated or left out."""

from dataclasses import dataclass, replace
from itertools import chain

from chopin_studio.music.plan import section_edits
from chopin_studio.music.plan.expansion import bars_of
from chopin_studio.music.plan.plan import MOST_SEMITONES, Likeness, Plan, PlannedBar, Section

Sections = tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Sections over the bars of music, which they need not cover from end to end.

    `blocks` are the bars of each section, counted from 0, `lead` those before the first and `tail`
    those behind the last; every bar stands for one of the music before.
    """

    lead: tuple[int, ...]
    blocks: tuple[tuple[int, ...], ...]
    tail: tuple[int, ...]
    sections: Sections

    @property
    def order(self) -> tuple[int, ...]:
        """All bars in a row."""
        return (*self.lead, *chain.from_iterable(self.blocks), *self.tail)

    def first_bar(self, place: int) -> int:
        """Return the bar at which the section at a place begins, counted from 0."""
        return len(self.lead) + sum(map(len, self.blocks[:place]))

    def moved(self, old: int, new: int) -> "Arrangement":
        """Return the arrangement with a section moved so that it stands at `new`.

        Raises ValueError where there is no such place, as the other changes do.
        """
        sections = section_edits.moved(self.sections, old, new)
        rest = [*self.blocks[:old], *self.blocks[old + 1 :]]
        blocks = (*rest[:new], self.blocks[old], *rest[new:])
        return replace(self, blocks=tuple(blocks), sections=sections)

    def repeated(self, place: int, at: int) -> "Arrangement":
        """Return the arrangement with a section once more, put in before the one at `at`."""
        likeness = self.sections[place].likeness
        sections = section_edits.repeated(
            self.sections, place, at, likeness if likeness.has_source else Likeness.EXACT
        )
        blocks = (*self.blocks[:at], self.blocks[place], *self.blocks[at:])
        return replace(self, blocks=blocks, sections=sections)

    def deleted(self, place: int) -> "Arrangement":
        """Return the arrangement without a section."""
        sections = section_edits.deleted(self.sections, place)
        blocks = (*self.blocks[:place], *self.blocks[place + 1 :])
        return replace(self, blocks=blocks, sections=sections)


def arrangement_of(plan: Plan, count: int) -> Arrangement:
    """Return the sections of a plan over music of so many bars; those behind its end are left out.

    A section that the end cuts off is as long as there is music for it.
    """
    blocks, sections = [], []
    for begin, section in plan.placed_sections():
        block = tuple(range(begin, min(begin + section.bars, count)))
        if block:
            blocks.append(block)
            sections.append(replace(section, bars=len(block)))
    end = blocks[-1][-1] + 1 if blocks else min(plan.first_bar, count)
    lead = tuple(range(min(plan.first_bar, count)))
    return Arrangement(lead, tuple(blocks), tuple(range(end, count)), tuple(sections))


def arranged(plan: Plan, arrangement: Arrangement) -> Plan:
    """Return the plan of music whose bars were put in another order.

    Every bar takes with it what is planned of it. A bar returns to where its source stands now;
    where that is gone or comes later, to the first bar that returned to the same, and else it is
    new. A bar that stands a second time returns to its first.
    """
    bars: list[PlannedBar] = []
    known: dict[int, _Known] = {}
    for number, old in enumerate(arrangement.order):
        planned = plan.bar(old)
        bars.append(_moved(planned, old, known))
        known.setdefault(old, _Known(number))
        if planned.source is not None and planned.likeness is not Likeness.RHYTHM:
            known.setdefault(
                planned.source, _Known(number, planned.transposition, planned.likeness)
            )
    sections = arrangement.sections if plan.sections else ()
    return Plan(tuple(bars), sections, len(arrangement.lead))


@dataclass(frozen=True, slots=True)
class _Known:
    """Where a bar stands now, or one that stands for it: how near, and how many semitones up."""

    number: int
    transposition: int = 0
    likeness: Likeness = Likeness.EXACT


def _moved(bar: PlannedBar, old: int, known: dict[int, _Known]) -> PlannedBar:
    """Return a bar with its source where that is now; `known` has bars by their old numbers."""
    if old in known:
        return _returning(bar, known[old], Likeness.EXACT, 0)
    if bar.source is None:
        return bar
    if bar.source not in known:
        return replace(bar, likeness=Likeness.NEW, source=None, transposition=0)
    return _returning(bar, known[bar.source], bar.likeness, bar.transposition)


def _returning(bar: PlannedBar, source: _Known, likeness: Likeness, shift: int) -> PlannedBar:
    shift -= source.transposition
    if abs(shift) > MOST_SEMITONES:
        return replace(bar, likeness=Likeness.NEW, source=None, transposition=0)
    return replace(
        bar,
        likeness=min(likeness, source.likeness),
        source=source.number,
        transposition=shift,
    )


def with_section_varied(plan: Plan, place: int) -> Plan:
    """Return the plan with the section at a place returning varied, its chords as they are.

    Raises ValueError where it is the first of its letter, or there is no such section.
    """
    sections = section_edits.varied(
        plan.sections, place, Likeness.VARIED, plan.sections[place].transposition
    )
    returns = bars_of(sections, plan.first_bar)
    first = plan.first_bar + sum(section.bars for section in sections[:place])
    bars = tuple(
        replace(
            bar,
            likeness=returns.bar(number).likeness,
            source=returns.bar(number).source,
            transposition=returns.bar(number).transposition,
        )
        if first <= number < first + sections[place].bars
        else bar
        for number, bar in enumerate(plan.bars)
    )
    return replace(plan, bars=bars, sections=sections)
