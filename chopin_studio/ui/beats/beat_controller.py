"""The command to correct beats, its bar and its picture over the roll."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from chopin_studio.session.editing.beat_correction import BeatCorrection
from chopin_studio.session.editing.take_editing import TakeEditing
from chopin_studio.session.session import Session
from chopin_studio.session.support.translation import tr
from chopin_studio.ui.beats.beat_bar import BeatBar
from chopin_studio.ui.beats.beat_overlay import BeatOverlay
from chopin_studio.ui.kit.actions import Action, add_to_menu
from chopin_studio.ui.kit.theme import ThemeSwitch
from chopin_studio.ui.roll.piano_roll import PianoRoll


class BeatController(QObject):
    """Makes the action; while one corrects, the bar is there and the roll shows what is proposed.

    `show_roll` is the action that brings the roll to the front.
    """

    def __init__(
        self,
        session: Session,
        editing: TakeEditing,
        roll: PianoRoll,
        themes: ThemeSwitch,
        show_roll: Action,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._show_roll = show_roll
        self.correction = BeatCorrection(session, editing, self)
        self.bar = BeatBar(self.correction, session.playback)
        self.overlay = BeatOverlay(self.correction, roll, themes)
        self.correct = Action(
            tr("Correct &Beats…"),
            "Ctrl+Alt+B",
            tr("Move the beats and bars of music that was opened or recorded"),
            parent=window,
        )
        self.correct.triggered.connect(self.begin)
        self.correction.changed.connect(self._refresh)
        session.piece_kept.connect(lambda _: self._refresh())
        self._refresh()

    def fill_menu(self) -> None:
        """Put the action into the Notes menu."""
        add_to_menu(self._window.menuBar(), tr("&Notes"), (None, self.correct))

    def begin(self) -> None:
        """Show the beats that the music has, to be corrected."""
        self._show_roll.trigger()
        self.correction.begin()
        self.bar.tap_button.setFocus()

    def _refresh(self) -> None:
        self.correct.allow(self.correction.reason_against)
