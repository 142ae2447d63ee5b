"""The plan of music of which some bars are left out, and of the music with them."""

from collections.abc import Callable, Collection
from dataclasses import replace

from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar


def without_bars(plan: Plan, gone: Collection[int]) -> Plan:
    """Return the plan without some of its bars, counted from 0; no bar returns to those."""
    kept = [number for number in range(len(plan.bars)) if number not in gone]
    places = {number: place for place, number in enumerate(kept)}
    bars = tuple(_renumbered(plan.bars[number], places.get) for number in kept)

    def left(begin: int, end: int) -> int:
        return end - begin - sum(begin <= number < end for number in gone)

    sections = tuple(
        replace(section, bars=left(begin, begin + section.bars))
        for begin, section in plan.placed_sections()
        if left(begin, begin + section.bars) > 0
    )
    return Plan(bars, sections, left(0, plan.first_bar))


def with_bars(plan: Plan, added: Collection[int]) -> Plan:
    """Return the plan with unplanned bars put in, which then have the numbers `added` from 0."""
    places: list[int] = []
    number = 0
    while len(places) < len(plan.bars):
        if number not in added:
            places.append(number)
        number += 1

    def begin_of(place: int) -> int:
        return places[place] if place < len(places) else place + number - len(places)

    bars = [PlannedBar()] * number
    for place, bar in zip(places, plan.bars, strict=True):
        bars[place] = _renumbered(bar, begin_of)
    ends = [begin + section.bars for begin, section in plan.placed_sections()]
    begins = [begin_of(begin) for begin in (plan.first_bar, *ends)]
    sections = tuple(
        replace(section, bars=end - begin)
        for section, begin, end in zip(plan.sections, begins, begins[1:], strict=False)
    )
    return Plan(tuple(bars), sections, begins[0])


def _renumbered(bar: PlannedBar, place_of: Callable[[int], int | None]) -> PlannedBar:
    if bar.source is None:
        return bar
    place = place_of(bar.source)
    if place is None:
        return replace(bar, likeness=Likeness.NEW, source=None, transposition=0)
    return replace(bar, source=place)
