"""Find the plan of music that is there: its sections and the chord of each beat."""

from dataclasses import replace

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.harmony.labels import label_chords
from chopin_studio.music.plan.expansion import bars_of
from chopin_studio.music.plan.found_sections import sections_of
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar


def found_plan(excerpt: Excerpt) -> Plan:
    """Return the sections and chords of all bars up to that of the last onset.

    This may take a second for a long piece.
    """
    if not excerpt.notes:
        return Plan()
    end_tick = excerpt.notes[-1].onset_tick + 1
    form = sections_of(excerpt)
    chords = label_chords(excerpt.notes, excerpt.meters, end_tick, excerpt.keys)
    planned = bars_of(form.sections, form.first_bar)
    bars = (replace(planned.bar(number), chords=bar) for number, bar in enumerate(chords))
    return replace(planned, bars=tuple(bars))


def completed(plan: Plan, found: Plan) -> Plan:
    """Return a plan with what it leaves open as it was found: sections, chords, and more bars."""
    count = max(len(plan.bars), len(found.bars))
    bars = tuple(_completed(plan.bar(n), found.bar(n)) for n in range(count))
    if plan.sections:
        return Plan(bars, plan.sections, plan.first_bar)
    return Plan(bars, found.sections, found.first_bar)


def _completed(bar: PlannedBar, found: PlannedBar) -> PlannedBar:
    has_chords = any(chord is not None for chord in bar.chords)
    chords = bar.chords if has_chords else found.chords
    if bar.likeness is Likeness.UNPLANNED:
        return replace(found, chords=chords, character=bar.character)
    return replace(bar, chords=chords)
