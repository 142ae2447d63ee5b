"""Editing in the roll, put together: what is chosen, the mouse, the actions and the lanes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QMenuBar

from chopin_studio.music.snap_grid import Snap
from chopin_studio.session.editing.clipboard import NoteClipboard
from chopin_studio.session.editing.note_commands import NoteCommands
from chopin_studio.session.editing.take_editing import TakeEditing
from chopin_studio.session.session import Session
from chopin_studio.session.support.translation import tr
from chopin_studio.settings.window import EditingGroup
from chopin_studio.ui.kit.actions import Action, add_to_menu
from chopin_studio.ui.kit.icons import Icons
from chopin_studio.ui.kit.theme import ThemeSwitch
from chopin_studio.ui.roll.mouse_controller import MouseController
from chopin_studio.ui.roll.note_actions import NoteActions, notes_menu
from chopin_studio.ui.roll.piano_roll import PianoRoll
from chopin_studio.ui.roll.selection_overlay import SelectionOverlay
from chopin_studio.ui.roll.velocity_pedal_lanes import RollLanes


class RollEditor(QObject):
    """Lets the user edit the take that the roll shows.

    `bar` is what stands in the header of the roll.
    """

    message = Signal(object)

    def __init__(
        self,
        session: Session,
        pool: QThreadPool,
        roll: PianoRoll,
        themes: ThemeSwitch,
        icons: Icons,
    ) -> None:
        super().__init__(roll)
        self.take = TakeEditing(session, pool, self)
        self.take.message.connect(self.message)
        self.take.changed.connect(roll.viewport().update)
        self.tools = NoteCommands(
            session, self.take, NoteClipboard(QGuiApplication.clipboard()), self
        )
        self.selection = SelectionOverlay(roll, self.take, themes)
        self.mouse = MouseController(roll, self.take, self.tools, self.selection)
        self.actions = NoteActions(roll, self.take, self.tools)
        self.bar = self.actions.bar
        self.lanes = RollLanes(roll, session, self.take, self.tools, themes)
        self.show_lanes = Action(
            tr("Velocity and Pedal La&nes"),
            "Ctrl+Shift+V",
            tr("See under the roll how loud each note is and where the pedal is"),
            parent=roll,
        )
        self.show_lanes.setCheckable(True)
        self.show_lanes.setChecked(True)
        self.show_lanes.toggled.connect(roll.show_foot)
        roll.set_foot(self.lanes)
        for news in (session.piece_changed, roll.notes_edited):
            news.connect(self.mouse.drop)
            news.connect(self.lanes.velocities.drop)
        self._themes = themes
        self._icons = icons
        themes.changed.connect(self._draw_icons)

    def fill_menus(self, bar: QMenuBar, rename: Action, follow: Action) -> None:
        """Put the actions into the menus: what all programs have before `rename` in Edit."""
        a = self.actions
        cut, copy, paste, delete, choose_all, choose_none, quantise, transpose = a.edit_menu
        entries = (
            *(cut, copy, paste, delete, None, choose_all, choose_none, None),
            *(quantise, transpose, None),
        )
        add_to_menu(bar, tr("&Edit"), entries, before=rename)
        add_to_menu(bar, tr("&View"), (self.show_lanes, None), before=follow)
        compose = next(menu for menu in bar.findChildren(QMenu) if menu.title() == tr("&Compose"))
        bar.insertMenu(compose.menuAction(), notes_menu(a, bar))
        self._draw_icons()

    def take_up(self, settings: EditingGroup) -> None:
        """Be as the settings say."""
        self.tools.set_snap(Snap(settings.snap))
        self.show_lanes.setChecked(settings.show_lanes)

    def remembered(self, settings: EditingGroup) -> EditingGroup:
        """Return `settings` with the grid and the lanes as they stand."""
        return replace(settings, snap=self.tools.snap.value, show_lanes=self.show_lanes.isChecked())

    def close(self) -> int:
        """Write what is not on disk yet; return how many edited takes could not be written."""
        return self.take.close()

    def _draw_icons(self) -> None:
        pencil = self.actions.pencil
        pencil.setIcon(self._icons.icon(pencil.icon_name, self._themes.theme))
