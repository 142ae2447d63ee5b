"""Which section, or which bar's chords, the user has chosen in the plan."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from chopin_studio.session.plan.plan_model import PlanModel
from chopin_studio.session.plan.shown_plan import ShownSection
from chopin_studio.session.session import Session


class SectionChoice(QObject):
    """Keeps what is chosen: a section, or the chords of one of its bars; of another piece, nothing.

    `changed` tells that something else is.
    """

    changed = Signal()

    def __init__(self, model: PlanModel, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._place: int | None = None
        self._bar: int | None = None
        model.changed.connect(self._on_plan_changed)
        session.piece_changed.connect(lambda: self.choose(None))

    @property
    def section(self) -> ShownSection | None:
        """The section chosen, or that of the bar chosen; None for none."""
        plan = self._model.shown
        if plan is None:
            return None
        if self._bar is not None:
            return plan.section_at(plan.bars[self._bar].start_tick)
        return plan.sections[self._place] if self._place is not None else None

    @property
    def bar(self) -> int | None:
        """The bar whose chords are chosen, counted from 0; None where a section is, or nothing."""
        return self._bar

    def choose(self, place: int | None) -> None:
        """Choose the section at a place, or nothing."""
        self._set(place, None)

    def choose_section_at(self, tick: float) -> None:
        """Choose the section that holds a tick, if there is one."""
        plan = self._model.shown
        section = plan.section_at(tick) if plan is not None else None
        self._set(section.place if section is not None else None, None)

    def choose_bar_at(self, tick: float) -> None:
        """Choose the chords of the bar that holds a tick."""
        plan = self._model.shown
        bar = plan.bar_at(tick) if plan is not None else None
        if bar is not None:
            self._set(None, bar.number - 1)

    def go(self, steps: int) -> None:
        """Choose the section, or the bar, so many further on, as far as there are any."""
        plan = self._model.shown
        if plan is None:
            return
        if self._bar is not None:
            self._set(None, min(max(self._bar + steps, 0), len(plan.bars) - 1))
        elif plan.sections:
            place = 0 if self._place is None else self._place + steps
            self._set(min(max(place, 0), len(plan.sections) - 1), None)

    def go_to_end(self, is_last: bool) -> None:
        """Choose the first section or bar, or the last."""
        plan = self._model.shown
        if plan is not None:
            self.go(len(plan.bars) if is_last else -len(plan.bars))

    def go_to_chords(self) -> None:
        """Choose the first bar of the section."""
        section = self.section
        if self._bar is None and section is not None:
            self._set(None, section.first_bar)

    def go_to_sections(self) -> None:
        """Choose the section of the bar."""
        section = self.section
        if self._bar is not None and section is not None:
            self._set(section.place, None)

    def _on_plan_changed(self) -> None:
        """Keep to what is still there."""
        plan = self._model.shown
        sections = len(plan.sections) if plan is not None else 0
        bars = len(plan.bars) if plan is not None else 0
        place = self._place if self._place is not None and self._place < sections else None
        self._set(place, self._bar if self._bar is not None and self._bar < bars else None)

    def _set(self, place: int | None, bar: int | None) -> None:
        if (place, bar) != (self._place, self._bar):
            self._place, self._bar = place, bar
            self.changed.emit()
