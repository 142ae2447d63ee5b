"""The plan lane, put together: what is chosen, the lane, and the actions on it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenuBar, QWidget

from chopin_studio.session.editing.take_editing import TakeEditing
from chopin_studio.session.plan.plan_model import PlanModel
from chopin_studio.session.plan.section_choice import SectionChoice
from chopin_studio.session.plan.section_commands import SectionCommands
from chopin_studio.session.plan.section_editing import SectionEditing
from chopin_studio.session.plan.section_rewriting import Continuing, SectionRewriting
from chopin_studio.session.session import Session
from chopin_studio.settings.window import WindowGroup
from chopin_studio.ui.kit.actions import Action
from chopin_studio.ui.kit.theme import ThemeSwitch
from chopin_studio.ui.plan.chord_editor import ChordEditor
from chopin_studio.ui.plan.plan_actions import PlanActions
from chopin_studio.ui.plan.plan_lane import PlanLane


class PlanController(QObject):
    """Shows the plan of the piece in `lane`, and lets the user act on it.

    The music begins `gutter` pixels from the left edge of the lane.
    """

    message = Signal(object)

    def __init__(
        self,
        model: PlanModel,
        session: Session,
        editing: TakeEditing,
        continuing: Continuing,
        themes: ThemeSwitch,
        gutter: int,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        playback = session.playback
        self.model = model
        self.choice = SectionChoice(model, session, self)
        self.commands = SectionCommands(model, self.choice, playback, self)
        self.editing = SectionEditing(session, model, self.choice, editing, self)
        self.rewriting = SectionRewriting(model, continuing, self)
        self.lane = PlanLane(model, self.choice, playback, themes, gutter)
        self.chords = ChordEditor(self.lane, self.rewriting, themes)
        self.actions = PlanActions(
            model,
            self.choice,
            self.commands,
            self.editing,
            self.rewriting,
            playback.position_changed,
            (editing.changed, continuing.changed),
            window,
        )
        self.lane.section_menu_asked.connect(self.actions.open_menu)
        self.lane.chord_editor_asked.connect(self.chords.open)
        self.actions.chord_editor_asked.connect(self._type_chords)
        model.changed.connect(self.chords.close)
        for source in (model, self.chords):
            source.message.connect(self.message)
        self.actions.show_lane.toggled.connect(self.lane.setVisible)

    def fill_menus(self, bar: QMenuBar, before: Action) -> None:
        """Put the actions into the menus, the lane's own before another one in View."""
        self.actions.fill_menus(bar, before)

    def _type_chords(self, bar: int) -> None:
        """Type over chords in the lane, wherever that was asked for: a hidden one is shown."""
        self.actions.show_lane.setChecked(True)
        self.chords.open(bar)

    def take_up(self, settings: WindowGroup) -> None:
        """Be as the settings say."""
        self.actions.show_lane.setChecked(settings.show_plan)
        self.lane.setVisible(settings.show_plan)

    def remembered(self, settings: WindowGroup) -> WindowGroup:
        """Return `settings` with the lane as it stands."""
        return replace(settings, show_plan=self.actions.show_lane.isChecked())
