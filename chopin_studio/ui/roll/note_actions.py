"""The actions of editing: in the menus, with keys while the roll has the focus, in its header."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QInputDialog, QMenu, QToolButton, QWidget

from chopin_studio.music.note import Hand
from chopin_studio.music.snap_grid import Snap
from chopin_studio.session.editing.note_commands import OCTAVE, NoteCommands
from chopin_studio.session.editing.take_editing import TakeEditing
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.actions import Action
from chopin_studio.ui.roll.piano_roll import PianoRoll

NOT_IN_FRONT = translatable("Notes are edited in the piano roll. Switch to it first.")
NO_CHOICE = translatable(
    "Select notes first: click one, drag around several, or press Ctrl+A in the piano roll."
)
NO_CLIP = translatable("There are no notes on the clipboard. Copy some in the piano roll first.")
NO_SNAP = translatable("Snap is off. Choose a grid above the piano roll first.")

_SNAP_WORDS = {
    Snap.OFF: translatable("No snap"),
    Snap.BAR: translatable("Bar"),
    Snap.BEAT: translatable("Beat"),
    Snap.EIGHTH: "1/8",
    Snap.EIGHTH_TRIPLET: translatable("1/8 triplet"),
    Snap.SIXTEENTH: "1/16",
    Snap.SIXTEENTH_TRIPLET: translatable("1/16 triplet"),
    Snap.THIRTY_SECOND: "1/32",
}


class NoteActions(QObject):
    """Makes the actions of editing and keeps them able, or saying why they are not.

    Their keys work in the roll alone, for the arrows and Del mean other things elsewhere.
    """

    def __init__(self, roll: PianoRoll, take: TakeEditing, tools: NoteCommands) -> None:
        super().__init__(roll)
        self._roll = roll
        self._take = take
        self._tools = tools
        self._choosing: list[Action] = []
        self._changing: list[Action] = []
        self.take_actions: tuple[Action, ...] = ()
        self._make_edit_actions()
        self._make_note_actions()
        self.pencil = self._make(
            tr("&Pencil"),
            "P",
            tr("Draw a note with every click; otherwise a double-click draws one"),
            lambda: tools.take_pencil(self.pencil.isChecked()),
            icon_name="draw",
        )
        self.pencil.setCheckable(True)
        self.bar = self._make_bar()
        roll.viewport().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        roll.viewport().customContextMenuRequested.connect(self._show_menu)
        for news in (take.changed, tools.changed, QGuiApplication.clipboard().dataChanged):
            news.connect(self.refresh)
        roll.installEventFilter(self)
        self.refresh()

    @property
    def all(self) -> tuple[Action, ...]:
        """Every action of editing."""
        return (*self.edit_menu, *self.notes_menu)

    @property
    def edit_menu(self) -> tuple[Action, ...]:
        """What belongs into the Edit menu."""
        return (
            *(self.cut, self.copy, self.paste, self.delete),
            *(self.choose_all, self.choose_none, self.quantise, self.transpose),
        )

    @property
    def context_menu(self) -> tuple[Action, ...]:
        """What belongs under the right button."""
        return (
            *(self.cut, self.copy, self.paste, self.delete),
            *(self.quantise, self.transpose, *self._hands, *self.take_actions),
        )

    def offer(self, *actions: Action) -> None:
        """Have more actions under the right button, which concern the take there."""
        self.take_actions = actions

    @property
    def notes_menu(self) -> tuple[Action, ...]:
        """What belongs into a menu of its own."""
        return (self.pencil, *self._steps)

    def _make(
        self,
        text: str,
        key: str,
        tip: str,
        run: Callable[[], None],
        kinds: tuple[list[Action], ...] = (),
        icon_name: str = "",
    ) -> Action:
        action = Action(text, key, tip, icon_name, self._roll)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: run())
        self._roll.addAction(action)
        for kind in kinds:
            kind.append(action)
        return action

    def _make_edit_actions(self) -> None:
        tools, both = self._tools, (self._choosing, self._changing)
        self.cut = self._make(
            tr("Cu&t Notes"), "Ctrl+X", tr("Cut the selected notes"), tools.cut, both
        )
        self.copy = self._make(
            tr("&Copy Notes"),
            "Ctrl+C",
            tr("Copy the selected notes"),
            tools.copy,
            (self._choosing,),
        )
        self.paste = self._make(
            tr("&Paste Notes"), "Ctrl+V", tr("Paste the copied notes at the playhead"), tools.paste
        )
        # Del does it too, by the event filter: as a shortcut it belongs to the list of takes.
        self.delete = self._make(
            tr("D&elete Notes"),
            "Backspace",
            tr("Delete the selected notes"),
            tools.delete,
            both,
        )
        self.choose_all = self._make(
            tr("Select &All Notes"), "Ctrl+A", tr("Select every note"), tools.choose_all
        )
        self.choose_none = self._make(
            tr("Select &None"),
            "Ctrl+Alt+A",
            tr("Deselect all notes"),
            tools.choose_none,
            (self._choosing,),
        )
        self.quantise = self._make(
            tr("&Quantise"), "Q", tr("Move the selected notes to the grid"), tools.quantise, both
        )
        self.transpose = self._make(
            tr("Transp&ose…"),
            "Ctrl+Shift+T",
            tr("Transpose the selected notes by semitones"),
            self._ask_to_transpose,
            both,
        )

    def _make_note_actions(self) -> None:
        tools = self._tools
        rows: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            (tr("&Up a Semitone"), "Up", tr("Move up one semitone"), lambda: tools.move(1, 0)),
            (
                tr("Do&wn a Semitone"),
                "Down",
                tr("Move down one semitone"),
                lambda: tools.move(-1, 0),
            ),
            (
                tr("Up an &Octave"),
                "Shift+Up",
                tr("Move up one octave"),
                lambda: tools.move(OCTAVE, 0),
            ),
            (
                tr("Down an O&ctave"),
                "Shift+Down",
                tr("Move down one octave"),
                lambda: tools.move(-OCTAVE, 0),
            ),
            (
                tr("&Later"),
                "Right",
                tr("Move later by one grid step"),
                lambda: tools.move_steps(1),
            ),
            (
                tr("&Earlier"),
                "Left",
                tr("Move earlier by one grid step"),
                lambda: tools.move_steps(-1),
            ),
            (
                tr("Lon&ger"),
                "Shift+Right",
                tr("Lengthen by one grid step"),
                lambda: tools.lengthen_steps(1),
            ),
            (
                tr("&Shorter"),
                "Shift+Left",
                tr("Shorten by one grid step"),
                lambda: tools.lengthen_steps(-1),
            ),
            (tr("Lou&der"), "Alt+Up", tr("Increase the velocity"), lambda: tools.louder(1)),
            (tr("So&fter"), "Alt+Down", tr("Decrease the velocity"), lambda: tools.louder(-1)),
            (
                tr("To the &Right Hand"),
                "Shift+R",
                tr("Assign to the right hand"),
                self._give(Hand.RIGHT),
            ),
            (
                tr("To the Lef&t Hand"),
                "Shift+L",
                tr("Assign to the left hand"),
                self._give(Hand.LEFT),
            ),
        )
        both = (self._choosing, self._changing)
        made = [self._make(text, key, tip, run, both) for text, key, tip, run in rows]
        self.next = self._make(
            tr("&Next Note"), "Alt+Right", tr("Select the next note"), lambda: tools.choose_next(1)
        )
        self.previous = self._make(
            tr("Pre&vious Note"),
            "Alt+Left",
            tr("Select the previous note"),
            lambda: tools.choose_next(-1),
        )
        self._steps = (*made, self.next, self.previous)
        self._hands = tuple(made[-2:])

    def _give(self, hand: Hand) -> Callable[[], None]:
        return lambda: self._tools.set_hand(hand)

    def _ask_to_transpose(self) -> None:
        dialog = QInputDialog(self._roll)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("Transpose"))
        dialog.setLabelText(tr("Semitones (negative to move down):"))
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(-60, 60)
        dialog.setIntValue(OCTAVE)
        dialog.intValueSelected.connect(self._tools.transpose)
        dialog.open()

    def _show_menu(self, point: QPoint) -> None:
        """Offer what can be done with the note here, and with those chosen beside it."""
        roll = self._roll
        place = point + roll.offset
        index = roll.index.index_at(roll.scale.tick_at(place.x()), roll.scale.pitch_at(place.y()))
        if index is not None and index not in self._take.chosen:
            self._take.choose({index})
        menu = QMenu(roll)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addActions(self.context_menu[:4])
        menu.addSeparator()
        menu.addActions(self.context_menu[4:])
        if self.take_actions:
            menu.insertSeparator(self.take_actions[0])
        menu.popup(roll.viewport().mapToGlobal(point))

    # --- the header -----------------------------------------------------------------------------

    def _make_bar(self) -> QWidget:
        """Make what stands above the roll: the pencil and the grid."""
        bar = QWidget()
        button = QToolButton()
        button.setDefaultAction(self.pencil)
        button.setIconSize(QSize(18, 18))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.snap_box = QComboBox()
        self.snap_box.setAccessibleName(tr("Snap"))
        self.snap_box.setToolTip(tr("Snap: the grid for editing notes"))
        for snap, words in _SNAP_WORDS.items():
            self.snap_box.addItem(translated(words), snap.value)
        self.snap_box.setCurrentIndex(self.snap_box.findData(self._tools.snap.value))
        self.snap_box.currentIndexChanged.connect(
            lambda: self._tools.set_snap(Snap(self.snap_box.currentData()))
        )
        self.snap_box.setMinimumWidth(72)  # so that all of the header fits into a small window
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(button)
        row.addWidget(self.snap_box)
        return bar

    # --- what can be done now -------------------------------------------------------------------

    def refresh(self) -> None:
        """Allow what can be done now; the rest says why it cannot."""
        take, tools = self._take, self._tools
        hidden = "" if self._roll.isVisible() else translated(NOT_IN_FRONT)
        against = hidden or take.reason_against
        no_notes = hidden or ("" if take.notes else take.reason_against or translated(NO_CHOICE))
        no_choice = "" if take.chosen else translated(NO_CHOICE)
        for action in (self.choose_all, self.next, self.previous):
            action.allow(no_notes)
        for action in self._choosing:
            action.allow(no_notes or no_choice)
        for action in self._changing:
            action.allow(against or no_choice)
        self.quantise.allow(
            against or no_choice or ("" if tools.snap is not Snap.OFF else translated(NO_SNAP))
        )
        self.paste.allow(against or ("" if tools.can_paste else translated(NO_CLIP)))
        self.pencil.allow(against)
        self.pencil.setChecked(tools.has_pencil)
        self.bar.setVisible(not hidden)
        self.snap_box.setCurrentIndex(self.snap_box.findData(tools.snap.value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Delete with Del, and see when the roll comes to the front or leaves it."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self.refresh()
        is_press = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_press and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if pressed == QKeySequence("Del") and self.delete.isEnabled():
                self.delete.trigger()
                return True
        return False


def notes_menu(actions: NoteActions, parent: QWidget) -> QMenu:
    """Make the menu of what is done to notes."""
    menu = QMenu(tr("&Notes"), parent)
    menu.setToolTipsVisible(True)
    for number, action in enumerate(actions.notes_menu):
        if number in (1, 5, 7, 9, 11, 13):  # between the groups: pitch, time, length and so on
            menu.addSeparator()
        menu.addAction(action)
    return menu
