"""What the mouse does to notes in the roll: choose, move, stretch and draw."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from chopin_studio.session.editing.note_commands import NoteCommands
from chopin_studio.session.editing.take_editing import TakeEditing
from chopin_studio.ui.kit.edge_scroll import EdgeScroll
from chopin_studio.ui.kit.escape_filter import EscapeFilter
from chopin_studio.ui.roll.drag_gestures import (
    DRAG_PIXELS,
    DrawDrag,
    Gesture,
    MoveDrag,
    RectangleDrag,
    Refusal,
    ResizeDrag,
)
from chopin_studio.ui.roll.gesture_context import GestureContext
from chopin_studio.ui.roll.piano_roll import PianoRoll
from chopin_studio.ui.roll.selection_overlay import SelectionOverlay

_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class MouseController(QObject):
    """Takes the left button in the roll before it does.

    A click on a note chooses it, with Ctrl or Shift beside those chosen; a drag moves what is
    chosen, or stretches it at a right edge. A click on the ground goes there, a drag over it
    chooses what it frames; a double click, or any click with the pencil, draws a note. A drag past
    the edge scrolls, Esc calls it off. While a take is being made the roll has its clicks to
    itself.
    """

    def __init__(
        self, roll: PianoRoll, take: TakeEditing, tools: NoteCommands, selection: SelectionOverlay
    ) -> None:
        super().__init__(roll)
        self._roll = roll
        self._take = take
        self._tools = tools
        self._selection = selection
        self._context = GestureContext(roll, take, tools, selection)
        self._gesture: Gesture | None = None
        self._pressed = QPointF()
        self._has_dragged = False
        self._edges = EdgeScroll(roll, self._drag_to)
        self._escape = EscapeFilter(self._cancel, self)
        roll.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take what is meant for notes; leave the rest to the roll."""
        if not isinstance(event, QMouseEvent):
            return False
        kind = event.type()
        if kind is QEvent.Type.MouseMove:
            return self._on_moved(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        if kind is QEvent.Type.MouseButtonPress:
            return self._on_pressed(event)
        if kind is QEvent.Type.MouseButtonDblClick:
            return self._on_double_clicked(event)
        if kind is QEvent.Type.MouseButtonRelease and self._gesture is not None:
            gesture = self._let_go()
            if gesture is not None:
                gesture.end(self._has_dragged)
            self._show_cursor(event)
            return True
        return False

    def drop(self) -> None:
        """Let go of what is in hand, since it is of notes that are not there any more."""
        self._let_go()

    def _let_go(self) -> Gesture | None:
        """Have nothing in hand; return what there was."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            self._edges.stop()
            self._escape.watch(False)
            self._selection.drop()
        return gesture

    def _take_in_hand(self, gesture: Gesture, place: QPointF) -> None:
        self._gesture, self._pressed, self._has_dragged = gesture, place, False
        self._escape.watch(True)

    def _cancel(self) -> None:
        gesture = self._let_go()
        if gesture is not None:
            gesture.cancel()

    # --- press, move, release -------------------------------------------------------------------

    def _on_pressed(self, event: QMouseEvent) -> bool:
        if not self._take.notes and (self._take.reason_against or not self._tools.has_pencil):
            return False
        place = self._context.place(event.position())
        self._take_in_hand(self._begun(event, place), place)
        return True

    def _on_double_clicked(self, event: QMouseEvent) -> bool:
        place = self._context.place(event.position())
        if self._take.reason_against:
            self._take.refuse()
            return True
        if self._context.index_at(place) is not None:
            return self._on_pressed(event)
        self._take_in_hand(DrawDrag(self._context, place), place)
        return True

    def _begun(self, event: QMouseEvent, place: QPointF) -> Gesture:
        index = self._context.index_at(place)
        adds = bool(event.modifiers() & _ADDING)
        if index is None:
            if self._tools.has_pencil and not self._take.reason_against:
                return DrawDrag(self._context, place)
            return RectangleDrag(
                self._context, place, self._take.chosen if adds else frozenset(), adds
            )
        was_chosen = index in self._take.chosen
        if adds:
            self._take.choose(self._take.chosen ^ {index})
        elif not was_chosen:
            self._take.choose({index})
        note = self._roll.index[index]
        if index in self._take.chosen:
            self._roll.key_clicked.emit(note.pitch)
        if self._take.reason_against:
            return Refusal(self._context, place, adds)
        alone = index if was_chosen and not adds else None
        kind = ResizeDrag if self._context.is_at_edge(place, note) else MoveDrag
        return kind(self._context, place, note, alone)

    def _on_moved(self, event: QMouseEvent) -> bool:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._cancel()  # the release went elsewhere, to a menu or another program
        if self._gesture is None:
            self._show_cursor(event)
            return False
        way = self._context.place(event.position()) - self._pressed
        self._has_dragged = self._has_dragged or way.manhattanLength() >= DRAG_PIXELS
        if self._has_dragged:
            self._drag_to(event.position())
            self._edges.follow(event.position())
        return True

    def _drag_to(self, pointer: QPointF) -> None:
        """Have what is in hand follow the pointer, or the music that moves under it."""
        if self._gesture is not None:
            self._gesture.drag(self._context.place(pointer))
            self._roll.viewport().update()

    def _show_cursor(self, event: QMouseEvent) -> None:
        """Show what a press here would do."""
        place, shape = self._context.place(event.position()), Qt.CursorShape.ArrowCursor
        index = self._context.index_at(place) if self._take.notes else None
        if index is not None and self._take.reason_against:
            shape = Qt.CursorShape.PointingHandCursor
        elif index is not None:
            at_edge = self._context.is_at_edge(place, self._roll.index[index])
            shape = Qt.CursorShape.SizeHorCursor if at_edge else Qt.CursorShape.SizeAllCursor
        elif self._tools.has_pencil and not self._take.reason_against:
            shape = Qt.CursorShape.CrossCursor
        self._roll.viewport().setCursor(shape)
