"""What is done with the section that is meant: the one chosen, or the one at the playhead."""

from __future__ import annotations

from PySide6.QtCore import QObject

from chopin_studio.session.plan.plan_model import PlanModel
from chopin_studio.session.plan.section_choice import SectionChoice
from chopin_studio.session.plan.shown_plan import ShownSection
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.support.translation import translated
from chopin_studio.texts import translatable

NO_SECTION = translatable("There are no sections. Generate a take or open a file first.")


class SectionCommands(QObject):
    """Acts on the section chosen, or on the one at the playhead where none is."""

    def __init__(
        self,
        model: PlanModel,
        choice: SectionChoice,
        playback: PlaybackModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._choice = choice
        self._playback = playback

    @property
    def section(self) -> ShownSection | None:
        """The section that is acted on; None where there is none."""
        plan = self._model.shown
        if plan is None:
            return None
        return self._choice.section or plan.section_at(self._playback.position_tick)

    @property
    def no_section(self) -> str:
        """Why there is no section to act on; empty where there is one."""
        return "" if self.section is not None else translated(NO_SECTION)

    def play(self) -> None:
        """Play from the beginning of the section."""
        if (section := self.section) is not None:
            self._playback.seek(section.start_tick)
            self._playback.play()

    def loop(self) -> None:
        """Repeat the section."""
        if (section := self.section) is not None:
            self._playback.set_loop(section.start_tick, section.end_tick)
            self._playback.seek(section.start_tick)
            if not self._playback.is_moving:
                self._playback.play()
