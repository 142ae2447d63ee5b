"""Sections written anew or varied, and bars written anew under other chords."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, SignalInstance

from chopin_studio.engine.controls import why_unsupported
from chopin_studio.engine.seeds import Passage
from chopin_studio.library.continuation_requests import lacks_music_before, rewritten
from chopin_studio.music.harmony.progression import parse_progression, progression_text
from chopin_studio.music.plan import section_edits
from chopin_studio.music.plan.arrangement import with_section_varied
from chopin_studio.music.plan.plan import Plan
from chopin_studio.session.plan.plan_model import PlanModel
from chopin_studio.session.plan.shown_plan import ShownPlan, ShownSection
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.session.takes.variations import Variation, VariationController
from chopin_studio.settings.generation import MAX_RANDOM_STATE
from chopin_studio.texts import translatable

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.library.take import Take
    from chopin_studio.music.excerpt import Excerpt

NOTHING_BEFORE = translatable(
    "There is no music before these bars to continue from. Start with a later bar."
)
HOLDS_SEED = translatable(
    "These bars hold the seed, which stays as it is. Choose later bars, or generate from another "
    "seed."
)
NO_BAR = translatable("The chords go beyond the end of the piece. Write fewer.")


class Continuing(Protocol):
    """Knows what can be continued: the take shown, its music, and the model that continues it.

    `changed` tells that `reason_against` is another.
    """

    changed: SignalInstance
    variations: VariationController

    def reason_against(self) -> str:
        """Return why nothing can be continued now; empty where something can."""

    def bundle(self) -> Bundle | None:
        """Return the model that continues the take shown; None where there is none."""

    def found(self) -> tuple[Take, Excerpt, Bundle] | None:
        """Return what is continued, None for nothing; tell where the model is another."""


class SectionRewriting(QObject):
    """Has the take's model write bars again, by a plan where it follows one.

    Several versions are tried, and the one that fits best is kept as a child of the take.
    """

    def __init__(
        self, model: PlanModel, continuing: Continuing, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._continuing = continuing

    # --- what cannot be done --------------------------------------------------------------------

    def no_writing(self, section: ShownSection) -> str:
        """Why a section cannot be written anew; empty where it can."""
        return self._no_passage(section.start_tick)

    def no_varying(self, section: ShownSection) -> str:
        """Why a section cannot be varied; empty where it can."""
        plan = self._model.shown
        if reason := self._no_passage(section.start_tick, control="form"):
            return reason
        if plan is None or section_edits.is_first(plan.plan.sections, section.place):
            return tr(
                "Section {name} is the first of its letter, so there is nothing that it could "
                "vary. Repeat it, and vary the repeat.",
                name=section.name,
            )
        return ""

    def no_typing(self, bar: int) -> str:
        """Why the chords of a bar, counted from 0, cannot be typed over; empty where they can."""
        plan = self._model.shown
        if plan is None or bar >= len(plan.bars):
            return translated(NO_BAR)
        return self._no_passage(plan.bars[bar].start_tick, control="chords")

    def _no_passage(self, tick: int, control: str | None = None) -> str:
        if reason := self._continuing.reason_against():
            return reason
        plan = self._model.shown
        if plan is None:
            return translated(NOTHING_BEFORE)
        if tick < plan.excerpt.seed_end_tick:
            return translated(HOLDS_SEED)
        if lacks_music_before(plan.excerpt, tick) and self._no_following("form"):
            return translated(NOTHING_BEFORE)
        return "" if control is None else self._no_following(control)

    def _no_following(self, control: str) -> str:
        """Why the model does not follow a control; empty where it does."""
        bundle = self._continuing.bundle()
        if bundle is None or control in bundle.controls:
            return ""
        return translated(why_unsupported(bundle, control))

    # --- commands -------------------------------------------------------------------------------

    def write(self, section: ShownSection) -> None:
        """Write a section anew, under the same chords where the model follows them."""
        if not self.no_writing(section):
            plan = self._plan().anew(section.first_bar, section.end_bar)
            self._rewrite(section.first_bar, section.end_bar, plan)

    def vary(self, section: ShownSection) -> None:
        """Write a section that returns once more, as a variation of its first statement."""
        if not self.no_varying(section):
            plan = with_section_varied(self._plan(), section.place)
            self._rewrite(section.first_bar, section.end_bar, plan)

    def chords_text(self, bar: int) -> str:
        """Return the chords of a bar, counted from 0, as they are typed."""
        plan = self._shown()
        chords = plan.plan.bar(bar).chords
        key = plan.key_at(plan.bars[bar].start_tick)
        return progression_text([chords], key).removesuffix(" |") if any(chords) else ""

    def type_chords(self, bar: int, text: str) -> str:
        """Write bars anew under other chords, from a bar on, counted from 0.

        Chords share a bar unless `|` divides them. Return why that cannot be, empty where it can;
        raises ProgressionError where they cannot be read, with the place in `text`.
        """
        shown = self._shown()
        found = shown.bars[bar]
        bars = parse_progression(f"{text} |", shown.key_at(found.start_tick), found.meter)
        reason = self.no_typing(bar) or self.no_typing(bar + len(bars) - 1)
        if not bars or reason:
            return reason
        plan = self._plan()
        for number, chords in enumerate(bars, start=bar):
            plan = plan.with_chords(number, chords)
        end = bar + len(bars)
        self._rewrite(bar, end, plan.anew(bar, end))
        return ""

    def _shown(self) -> ShownPlan:
        if self._model.shown is None:
            raise ValueError("there is no plan to change")
        return self._model.shown

    def _plan(self) -> Plan:
        return self._shown().plan

    def _rewrite(self, first: int, end: int, plan: Plan) -> None:
        """Have the bars from `first` up to `end`, counted from 0, written by a plan."""
        found = self._continuing.found()
        if found is None:
            return
        take, music, bundle = found
        bars = self._shown().bars
        passage = Passage(bars[first].start_tick, bars[end - 1].end_tick)
        state = secrets.randbelow(MAX_RANDOM_STATE) + 1
        asked = rewritten(take, music, passage, plan, bundle, state)
        self._continuing.variations.start(Variation(bundle, asked, music.meters, passage))
