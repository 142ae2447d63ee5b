"""Sections moved, repeated and deleted: edits of the music, and of its plan with it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from chopin_studio.music.bar_order import bar_count, in_bar_order
from chopin_studio.music.plan.arrangement import Arrangement, arranged, arrangement_of
from chopin_studio.session.editing.take_editing import TakeEditing
from chopin_studio.session.plan.plan_model import PlanModel
from chopin_studio.session.plan.section_choice import SectionChoice
from chopin_studio.session.plan.shown_plan import ShownPlan, ShownSection
from chopin_studio.session.session import Session
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.texts import translatable

ONLY_SECTION = translatable("The piece has no other section. Repeat this one first.")
FIRST_SECTION = translatable("This is the first section already.")
LAST_SECTION = translatable("This is the last section already.")
STILL_LOOKING = translatable("The form of the music is being read. Try again in a moment.")


class SectionEditing(QObject):
    """Puts the sections of the take shown in another order, to be undone as other edits are.

    Each command chooses the section where it stands then.
    """

    def __init__(
        self,
        session: Session,
        model: PlanModel,
        choice: SectionChoice,
        editing: TakeEditing,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._model = model
        self._choice = choice
        self._editing = editing

    def reason_against(self) -> str:
        """Why no section can be edited now; empty where one can."""
        if self._editing.reason_against:
            return self._editing.reason_against
        plan = self._model.shown
        is_stale = plan is None or plan.found is None or plan.excerpt is not self._music
        return translated(STILL_LOOKING) if is_stale else ""

    def no_moving(self, section: ShownSection, steps: int) -> str:
        """Why a section cannot be moved by so many places; empty where it can."""
        if reason := self.reason_against():
            return reason
        place = section.place + steps
        if place < 0:
            return translated(FIRST_SECTION)
        return translated(LAST_SECTION) if place >= len(self._sections) else ""

    def no_deleting(self, section: ShownSection) -> str:
        """Why a section cannot be deleted; empty where it can."""
        alone = translated(ONLY_SECTION) if len(self._sections) < 2 else ""
        return self.reason_against() or alone

    def move(self, section: ShownSection, steps: int) -> None:
        """Move a section by so many places, back where negative."""
        if self.no_moving(section, steps):
            return
        new = section.place + steps
        words = tr("Move Section {name}", name=section.name)
        self._arrange(words, section, self._arrangement().moved(section.place, new), new)

    def repeat(self, section: ShownSection, at: int | None = None) -> None:
        """Have a section return right behind itself, or before the one that stands `at` a place."""
        if self.reason_against():
            return
        at = section.place + 1 if at is None else at
        words = tr("Repeat Section {name}", name=section.name)
        self._arrange(words, section, self._arrangement().repeated(section.place, at), at)

    def delete(self, section: ShownSection) -> None:
        """Delete a section with its bars."""
        if self.no_deleting(section):
            return
        words = tr("Delete Section {name}", name=section.name)
        arrangement = self._arrangement().deleted(section.place)
        place = min(section.place, len(arrangement.sections) - 1)
        self._arrange(words, section, arrangement, place)

    @property
    def _music(self) -> object:
        piece = self._session.piece
        return None if piece is None else piece.excerpt

    @property
    def _sections(self) -> tuple[ShownSection, ...]:
        plan = self._model.shown
        return () if plan is None else plan.sections

    def _arrangement(self) -> Arrangement:
        plan = self._shown()
        return arrangement_of(plan.plan, bar_count(plan.excerpt))

    def _shown(self) -> ShownPlan:
        if self._model.shown is None:
            raise ValueError("there is no plan to change")
        return self._model.shown

    def _arrange(
        self, words: str, section: ShownSection, arrangement: Arrangement, place: int
    ) -> None:
        """Put the music into the order of an arrangement, and choose the section at a place."""
        shown = self._shown()
        music = in_bar_order(shown.excerpt, arrangement.order)
        recorded = shown.recorded
        plan = arranged(recorded, arrangement) if recorded.bars else None
        first = arrangement.first_bar(place)
        tick = next(
            bar.start_tick for bar in music.meters.bars(0, music.end_tick + 1) if bar.number > first
        )
        self._editing.rearrange(words, music, plan, section.start_tick, tick)
        self._choice.choose_section_at(tick)
