"""A model of forms: plans for what is left open, after those of real pieces."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

import numpy as np

from chopin_studio.engine.planning.fitting import (
    LEAST_RETURNING,
    MOST_RETURNING,
    drawn,
    of_like_meter,
    phrase_misfit,
    piece_misfit,
)
from chopin_studio.engine.planning.form_template import FormTemplate, cut_sections, moved
from chopin_studio.engine.planning.return_shares import return_shares
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.plan.expansion import bars_of
from chopin_studio.music.plan.form_text import DEFAULT_PHRASE_BARS
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar, Section
from chopin_studio.music.plan.section_edits import unused_letter

_UNPLANNED = PlannedBar()


@dataclass(frozen=True, slots=True)
class FormModel:
    """The forms of real pieces, from which plans are drawn; equal random states draw equal plans.

    Raises ValueError for no templates.
    """

    templates: tuple[FormTemplate, ...]

    def __post_init__(self) -> None:
        if not self.templates:
            raise ValueError("a model of forms needs a template")

    def template(self, template_id: str) -> FormTemplate | None:
        """Return the template of an id, None where there is none."""
        return next((one for one in self.templates if one.id == template_id), None)

    def draw_plan(
        self,
        rng: np.random.Generator,
        bars: int,
        meter: MeterChange,
        lead_bars: int = 0,
        first_bar: int = 0,
        form: tuple[Section, ...] | None = None,
        phrase: int = DEFAULT_PHRASE_BARS,
    ) -> Plan:
        """Return a plan of `bars` bars, of which the first `lead_bars` are there already.

        These are unplanned, as those before `first_bar` are, with which the form begins; yet bars
        may return to them. Where no `form` is given, it is that of a piece, in phrases of `phrase`
        bars; where it is shorter than the plan, it goes on as a rondo does. Within new sections,
        bars return as in phrases of real pieces. Raises ValueError for impossible numbers.
        """
        if not 0 <= first_bar < bars or lead_bars < 0 or phrase < 1:
            raise ValueError(f"no plan of {bars} bars, {lead_bars} there, from {first_bar} on")
        templates = of_like_meter(self.templates, meter)
        begun = Plan(sections=cut_sections(form or (), bars - first_bar), first_bar=first_bar)
        if form is None:
            lead = max(lead_bars - first_bar, 0)
            begun = _after_a_piece(rng, templates, begun, bars, lead, meter, phrase)
        plan = _filled(rng, _continued(begun, bars, phrase), templates, meter)
        return replace(plan, bars=_with_lead(plan.bars, lead_bars))


@dataclass(frozen=True, slots=True)
class _Begun:
    """A plan with all its sections, of which the bars from `end` on are still to be filled."""

    plan: Plan
    end: int


def _after_a_piece(
    rng: np.random.Generator,
    templates: Sequence[FormTemplate],
    begun: Plan,
    bars: int,
    lead: int,
    meter: MeterChange,
    phrase: int,
) -> Plan:
    """Return the plan of a piece, or its sections alone where phrases are to be of another length.

    Of the bars of the form, `lead` are there already.
    """
    music_bars = bars - begun.first_bar
    usual_bars = -(-music_bars * DEFAULT_PHRASE_BARS // phrase)
    piece = drawn(rng, templates, lambda one: piece_misfit(one, usual_bars, lead, meter))
    if phrase == DEFAULT_PHRASE_BARS:
        return piece.cut(bars, begun.first_bar)
    sections = _in_phrases(piece.plan.sections, phrase)
    return replace(begun, sections=cut_sections(sections, music_bars))


def _in_phrases(sections: Sequence[Section], phrase: int) -> tuple[Section, ...]:
    """Return sections in phrases of the usual length as some in phrases of another."""
    return tuple(
        replace(section, bars=max(round(section.bars / DEFAULT_PHRASE_BARS), 1) * phrase)
        for section in sections
    )


def _continued(plan: Plan, bars: int, phrase: int) -> _Begun:
    """Return the plan in full length: a rondo's episodes between varied returns of the first."""
    sections = list(plan.sections) or [Section("A", phrase)]
    theme = sections[0]
    lacking = bars - plan.first_bar - sum(section.bars for section in sections)
    while lacking > 0:
        letters = {section.letter for section in sections}
        if sections[-1].letter == theme.letter and len(letters) < len(ascii_uppercase):
            sections.append(Section(unused_letter(tuple(sections)), phrase))
        else:
            sections.append(replace(theme, likeness=Likeness.VARIED))
        lacking -= sections[-1].bars
    whole = cut_sections(sections, bars - plan.first_bar)
    planned = bars_of(whole, plan.first_bar).bars
    end = len(plan.bars)
    return _Begun(Plan((*plan.bars, *planned[end:]), whole, plan.first_bar), end)


def _filled(
    rng: np.random.Generator,
    begun: _Begun,
    templates: Sequence[FormTemplate],
    meter: MeterChange,
) -> Plan:
    """Return the plan with returns within its new sections, as phrases of pieces have them.

    Where too few bars return otherwise, phrases are drawn in which more do.
    """
    planned = list(begun.plan.bars)
    places = [
        (begin, section.bars)
        for begin, section in begun.plan.placed_sections()
        if begin >= begun.end and section.likeness is Likeness.NEW
    ]
    lacking = (LEAST_RETURNING - return_shares(planned).returning) * len(planned)
    least = lacking / max(sum(bars for _, bars in places), 1)
    least = min(max(least, 0.0), MOST_RETURNING)
    for begin, bars in places:
        window = _phrase(rng, templates, bars, least, meter)
        planned[begin : begin + len(window)] = [moved(bar, begin, 0) for bar in window]
    return replace(begun.plan, bars=tuple(planned))


def _phrase(
    rng: np.random.Generator,
    templates: Sequence[FormTemplate],
    bars: int,
    least_returning: float,
    meter: MeterChange,
) -> tuple[PlannedBar, ...]:
    """Draw a new phrase of a piece, as if nothing were before it; maybe a shorter one."""
    places = [
        (template, begin)
        for template in templates
        for begin, section in template.plan.placed_sections()
        if section.likeness is Likeness.NEW
    ]
    template, begin = drawn(
        rng, places, lambda place: phrase_misfit(*place, bars, least_returning, meter)
    )
    return template.window(begin, bars)


def _with_lead(bars: tuple[PlannedBar, ...], lead: int) -> tuple[PlannedBar, ...]:
    return (*(_UNPLANNED,) * min(lead, len(bars)), *bars[lead:])
