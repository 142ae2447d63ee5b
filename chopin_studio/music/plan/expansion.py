"""From the sections of a form to the plan of each bar."""

from collections.abc import Iterable

from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar, Section

_LONG_PHRASE = 8
"""From so many bars on, a phrase has a cadence of two bars instead of one."""


def bars_of(sections: Iterable[Section], first_bar: int = 0, lead: int = 0) -> Plan:
    """Return the plan of sections that follow each other from bar `first_bar` on, from 0.

    The bars before it, such as that of a pickup, are unplanned, and so are the first `lead` bars of
    the music, which are there already: a seed is the beginning of the first section. The bars of a
    first section are new. Bar k of a return has as its source bar k of the first section of its
    letter, or of the first that is long enough; bars beyond all of them are new. A varied return
    is loose in its last bar, from 8 bars on in the last two, so that its cadence may be another.
    Raises ValueError for a negative number.
    """
    if first_bar < 0 or lead < 0:
        raise ValueError(f"first_bar and lead must not be negative, not {first_bar} and {lead}")
    form = tuple(sections)
    bars = [PlannedBar()] * first_bar
    known: dict[str, list[int]] = {}
    for section in form:
        sources = known.setdefault(section.letter, [])
        begin = len(bars)
        bars.extend(_bar(section, place, sources) for place in range(section.bars))
        sources.extend(range(begin + len(sources), begin + section.bars))
    bars[:lead] = [PlannedBar()] * min(lead, len(bars))
    return Plan(tuple(bars), form, first_bar)


def _bar(section: Section, place: int, sources: list[int]) -> PlannedBar:
    """Return the bar at a place of a section, counted from 0; `sources` are those of its letter."""
    if place >= len(sources):
        return PlannedBar(Likeness.NEW)
    likeness = section.likeness if section.likeness.has_source else Likeness.EXACT
    if likeness is Likeness.RHYTHM:
        return PlannedBar(likeness, sources[place])
    if likeness is Likeness.VARIED and place >= section.bars - _cadence_bars(section):
        likeness = Likeness.LOOSE
    return PlannedBar(likeness, sources[place], section.transposition)


def _cadence_bars(section: Section) -> int:
    """Return how many bars at the end of a varied section may close in another way."""
    if section.bars >= _LONG_PHRASE:
        return 2
    return 1 if section.bars > 1 else 0
