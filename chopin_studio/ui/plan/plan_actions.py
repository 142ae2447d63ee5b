"""The actions on sections: in the menus, with keys, and in the menu of the section chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QTimer, Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from chopin_studio.session.plan.plan_model import PlanModel
from chopin_studio.session.plan.section_choice import SectionChoice
from chopin_studio.session.plan.section_commands import SectionCommands
from chopin_studio.session.plan.section_editing import SectionEditing
from chopin_studio.session.plan.section_rewriting import SectionRewriting
from chopin_studio.session.plan.shown_plan import ShownSection
from chopin_studio.session.support.translation import tr
from chopin_studio.ui.kit.actions import Action, add_to_menu


@dataclass(frozen=True, slots=True)
class _Deed:
    """An action on a section: what does it, and what says why it cannot be done."""

    action: Action
    no_doing: Callable[[ShownSection], str]


class PlanActions(QObject):
    """Makes the actions on sections and keeps them able, or saying why they are not.

    `chord_editor_asked` tells that the chords of a bar, counted from 0, are to be typed over.
    """

    chord_editor_asked = Signal(int)

    def __init__(
        self,
        model: PlanModel,
        choice: SectionChoice,
        commands: SectionCommands,
        editing: SectionEditing,
        rewriting: SectionRewriting,
        position_changed: SignalInstance,
        news: Sequence[SignalInstance],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._model = model
        self._choice = choice
        self._commands = commands
        self._editing = editing
        self._rewriting = rewriting
        self._window = window
        self._deeds: list[_Deed] = []
        self.show_lane = Action(
            tr("Plan Lan&e"),
            "Ctrl+Shift+K",
            tr("See the form and the chords over the music"),
            parent=window,
        )
        self.show_lane.setCheckable(True)
        self._make_hearing()
        self._make_writing()
        self._make_editing()
        self.return_menu = QMenu(tr("Re&turn At"), window)
        self.return_menu.setToolTipsVisible(True)
        self.return_menu.aboutToShow.connect(self._fill_returns)
        self._refreshing = QTimer(self)  # news often come together
        self._refreshing.setSingleShot(True)
        self._refreshing.timeout.connect(self.refresh)
        for signal in (model.changed, choice.changed, *news):
            signal.connect(self._schedule)
        self._meant: ShownSection | None = None
        position_changed.connect(self._on_position_changed)
        self.refresh()

    def _make_hearing(self) -> None:
        commands = self._commands
        self.play = self._make(
            tr("&Play Section"),
            "Ctrl+Alt+P",
            tr("Play from the start of the section"),
            lambda section: commands.play(),
        )
        self.loop = self._make(
            tr("&Loop Section"),
            "Ctrl+Alt+L",
            tr("Repeat the section"),
            lambda section: commands.loop(),
        )

    def _make_writing(self) -> None:
        rewriting = self._rewriting
        self.write = self._make(
            tr("&Write Section Anew"),
            "Ctrl+Alt+W",
            tr("Generate the section several times, and keep the version that fits best"),
            rewriting.write,
            rewriting.no_writing,
        )
        self.vary = self._make(
            tr("&Vary Section"),
            "Ctrl+Shift+Y",
            tr("Write a section that returns as a variation of the first of its letter"),
            rewriting.vary,
            rewriting.no_varying,
        )
        self.type_chord = self._make(
            tr("Type &Chords…"),
            "Ctrl+K",
            tr("Type over the chords of a bar, and have it written anew"),
            lambda section: self.chord_editor_asked.emit(self._bar(section)),
            lambda section: rewriting.no_typing(self._bar(section)),
        )

    def _make_editing(self) -> None:
        editing = self._editing
        self.move_earlier = self._make(
            tr("Move Section &Earlier"),
            "Ctrl+Shift+Left",
            tr("Put the section before the one before it"),
            lambda section: editing.move(section, -1),
            lambda section: editing.no_moving(section, -1),
        )
        self.move_later = self._make(
            tr("&Move Section Later"),
            "Ctrl+Shift+Right",
            tr("Put the section behind the one after it"),
            lambda section: editing.move(section, 1),
            lambda section: editing.no_moving(section, 1),
        )
        self.repeat = self._make(
            tr("&Repeat Section"),
            "Ctrl+Shift+D",
            tr("Put the section in once more, right behind itself"),
            editing.repeat,
            lambda section: editing.reason_against(),
        )
        self.delete = self._make(
            tr("&Delete Section"),
            "Ctrl+Shift+Backspace",
            tr("Delete the section with its bars"),
            editing.delete,
            editing.no_deleting,
        )

    def _make(
        self,
        text: str,
        key: str,
        tip: str,
        run: Callable[[ShownSection], None],
        no_doing: Callable[[ShownSection], str] = lambda section: "",
    ) -> Action:
        action = Action(text, key, tip, parent=self._window)

        def on_triggered() -> None:
            section = self._commands.section
            if section is not None:
                run(section)

        action.triggered.connect(lambda _checked=False: on_triggered())
        self._deeds.append(_Deed(action, no_doing))
        return action

    def _bar(self, section: ShownSection) -> int:
        """Return the bar whose chords are meant: the one chosen, or the first of the section."""
        return section.first_bar if self._choice.bar is None else self._choice.bar

    # --- the menus ------------------------------------------------------------------------------

    def fill_menus(self, bar: QMenuBar, before: Action) -> None:
        """Put the actions into the menus: the lane's own into View, before another one."""
        add_to_menu(bar, tr("&View"), (self.show_lane,), before=before)
        compose = next(menu for menu in bar.findChildren(QMenu) if menu.title() == tr("&Compose"))
        compose.addSeparator()
        compose.addMenu(self._filled(QMenu(tr("Sec&tion"), compose)))

    def open_menu(self, place: QPoint) -> None:
        """Open the menu of the section chosen, at a place of the screen."""
        self.refresh()
        menu = self._filled(QMenu(self._window))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _filled(self, menu: QMenu) -> QMenu:
        menu.setToolTipsVisible(True)
        groups = (
            (self.play, self.loop),
            (self.write, self.vary, self.type_chord),
            (self.move_earlier, self.move_later, self.repeat, self.delete),
        )
        for group in groups:
            menu.addActions(group)
            if group is groups[-1]:
                menu.insertMenu(self.delete, self.return_menu)
            else:
                menu.addSeparator()
        return menu

    def _fill_returns(self) -> None:
        """Offer the places at which the section can return."""
        menu, section, plan = self.return_menu, self._commands.section, self._model.shown
        menu.clear()
        if section is None or plan is None:
            return
        for other in plan.sections:
            if other.place == section.place + 1:
                continue  # that is what Repeat does
            words = tr("Before {section}", section=other.words)
            menu.addAction(self._return(menu, words, section, other.place))
        if section.place + 1 < len(plan.sections):
            words = tr("At the End")
            menu.addAction(self._return(menu, words, section, len(plan.sections)))

    def _return(self, menu: QMenu, words: str, section: ShownSection, at: int) -> QAction:
        action = QAction(words, menu)
        action.triggered.connect(lambda _checked=False: self._editing.repeat(section, at))
        return action

    # --- what can be done now -------------------------------------------------------------------

    def _schedule(self, *_: object) -> None:
        self._refreshing.start(0)

    def _on_position_changed(self) -> None:
        """Refresh where the playhead, which moves with every frame, comes to another section."""
        if self._commands.section is not self._meant:
            self._schedule()

    def refresh(self) -> None:
        """Allow what can be done now; the rest says why it cannot."""
        section = self._meant = self._commands.section
        for deed in self._deeds:
            reason = self._commands.no_section if section is None else deed.no_doing(section)
            deed.action.allow(reason)
        reason = (
            self._editing.reason_against() if section is not None else self._commands.no_section
        )
        self.return_menu.menuAction().setEnabled(not reason)
        self.return_menu.menuAction().setToolTip(reason or tr("Put the section in elsewhere, too"))
