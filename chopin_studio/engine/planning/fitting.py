"""How well the forms of pieces fit what is asked for, and a choice among the best."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from chopin_studio.engine.planning.form_template import FormTemplate, cut_sections
from chopin_studio.engine.planning.return_shares import return_shares
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.plan.plan import Likeness

LEAST_RETURNING, MOST_RETURNING = 0.35, 0.5
"""The share of bars that return in a plan: Chopin's pieces have 35 % in their first 70 bars."""

MOST_RECENT = 0.12
"""The share of bars like one of the last three; in Chopin's pieces it is this."""

LEAST_SECTIONS_RETURNING, MOST_SECTIONS_RETURNING = 0.25, 0.65
"""The share of bars in sections that return: whoever looks at a plan wants to see a form."""

_MOST_OUTSIDE = 0.25
"""The share of bars of a new phrase that may return to what was before it in its own piece."""

_LEAST_CHOICE = 24
"""Of at least so many items one is drawn, the best-fitting ones."""

_OTHER_METER, _OTHER_KIND = 0.05, 0.2
"""What another meter of the same kind costs, or another kind, in shares of bars."""

_MISSING = 0.5
"""What a missing bar costs, since a plan that is too short goes on."""

_FORM = 2.0
"""What a bar too few or too many in returning sections costs."""

_ODD_OPENING = 0.2
"""What it costs that the first section is no half phrase or whole one."""

_HALF_PHRASE = 4

_Item = TypeVar("_Item")


def drawn(
    rng: np.random.Generator, items: Sequence[_Item], misfit: Callable[[_Item], float]
) -> _Item:
    """Draw one of the items that fit best: of all that fit no worse than the last of them."""
    misfits = [misfit(item) for item in items]
    most = sorted(misfits)[min(_LEAST_CHOICE, len(items)) - 1]
    best = [item for item, cost in zip(items, misfits, strict=True) if cost <= most]
    return best[int(rng.integers(len(best)))]


def of_like_meter(templates: Sequence[FormTemplate], meter: MeterChange) -> list[FormTemplate]:
    """Return the templates of a meter, with those of its kind where they are few, or else all."""
    for most in (0.0, _OTHER_METER):
        found = [one for one in templates if meter_cost(one.meter, meter) <= most]
        if len(found) >= 2 * _LEAST_CHOICE:
            return found
    return list(templates)


def meter_cost(meter: MeterChange, wanted: MeterChange) -> float:
    """Return what it costs that a template is of one meter, and another is wanted."""
    if (meter.numerator, meter.denominator) == (wanted.numerator, wanted.denominator):
        return 0.0
    return _OTHER_METER if _kind(meter) == _kind(wanted) else _OTHER_KIND


def piece_misfit(template: FormTemplate, bars: int, lead: int, meter: MeterChange) -> float:
    """Return how badly the first bars of a piece make a plan, of which `lead` bars are there."""
    plan = template.plan
    begin, end = plan.first_bar, plan.first_bar + bars
    has = min(len(plan.bars) - begin, bars)
    shares = return_shares(plan.bars, begin + min(lead, has - 1), end, begin)
    sections = cut_sections(plan.sections, bars)
    again = sum(one.bars for one in sections if one.likeness is not Likeness.NEW) / has
    return (
        meter_cost(template.meter, meter)
        + _MISSING * (1 - has / bars)
        + _beyond(shares.returning, LEAST_RETURNING, MOST_RETURNING)
        + _FORM * _beyond(again, LEAST_SECTIONS_RETURNING, MOST_SECTIONS_RETURNING)
        + _beyond(shares.recent, 0.0, MOST_RECENT)
        + _ODD_OPENING * (sections[0].bars % _HALF_PHRASE > 0)
    )


def phrase_misfit(
    template: FormTemplate, begin: int, bars: int, least_returning: float, meter: MeterChange
) -> float:
    """Return how badly the bars of a piece from `begin` on make a new phrase."""
    planned = template.plan.bars
    end = begin + bars
    inside = return_shares(planned, begin, end, begin)
    outside = return_shares(planned, begin, end).returning - inside.returning
    return (
        meter_cost(template.meter, meter)
        + (1 - (min(end, len(planned)) - begin) / bars)
        + _beyond(outside, 0.0, _MOST_OUTSIDE)
        + _beyond(inside.returning, least_returning, MOST_RETURNING)
        + _beyond(inside.recent, 0.0, MOST_RECENT)
    )


def _beyond(share: float, least: float, most: float) -> float:
    """Return by how much a share is too small or too large."""
    return max(least - share, share - most, 0.0)


def _kind(meter: MeterChange) -> tuple[bool, bool]:
    return meter.is_compound, meter.felt_beats % 3 == 0
