"""Sections and chords in words, for tooltips and screen readers."""

from __future__ import annotations

from chopin_studio.music.harmony.progression import progression_text
from chopin_studio.music.plan.plan import Likeness
from chopin_studio.session.plan.shown_plan import ShownPlan, ShownSection
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.texts import translatable

_LIKENESSES = {
    Likeness.EXACT: translatable("It returns as it was."),
    Likeness.VARIED: translatable("It returns varied."),
    Likeness.LOOSE: translatable("It returns, freely varied."),
    Likeness.RHYTHM: translatable("It returns in its rhythm, on other pitches."),
}


def section_words(plan: ShownPlan, section: ShownSection) -> str:
    """Word a section: its bars, how it returns, and whether it was planned."""
    parts = [section.words + "."]
    if section.section.likeness in _LIKENESSES:
        parts.append(translated(_LIKENESSES[section.section.likeness]))
    if plan.has_found_sections:
        parts.append(tr("Found in the music, not planned."))
    return " ".join(parts)


def chord_words(plan: ShownPlan, bar: int) -> str:
    """Word the chords of a bar, counted from 0, and whether they were planned."""
    chords = plan.plan.bar(bar).chords
    if not any(chord is not None for chord in chords):
        return tr("Bar {number}: no chords.", number=bar + 1)
    key = plan.key_at(plan.bars[bar].start_tick)
    written = progression_text([chords], key).removesuffix(" |")
    words = tr("Bar {number}: {chords}.", number=bar + 1, chords=written)
    if plan.has_found_chords(bar):
        words += " " + tr("Found in the music, not planned.")
    return words
