"""What the mouse does to notes in the roll: choose, move, stretch and draw."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent

from chopin_studio.music.note import Note
from chopin_studio.music.snap import SnapGrid
from chopin_studio.ui.edge_scroll import EdgeScroll
from chopin_studio.ui.escape import Escape
from chopin_studio.ui.note_tools import NoteTools
from chopin_studio.ui.piano_roll import PianoRoll
from chopin_studio.ui.roll_drags import (
    DRAG_PIXELS,
    Band,
    Draw,
    Gesture,
    Move,
    Refusal,
    Stretch,
)
from chopin_studio.ui.roll_painter import note_rect
from chopin_studio.ui.roll_selection import RollSelection
from chopin_studio.ui.take_editing import TakeEditing

_EDGE_PIXELS = 6
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class RollGestures(QObject):
    """Takes the left button in the roll before it does.

    A click on a note chooses it, with Ctrl or Shift beside those chosen; a drag moves what is
    chosen, or stretches it at a right edge. A click on the ground goes there, a drag over it
    chooses what it frames; a double click, or any click with the pencil, draws a note. A drag past
    the edge scrolls, Esc calls it off. While a take is being made the roll has its clicks to
    itself.
    """

    def __init__(
        self, roll: PianoRoll, take: TakeEditing, tools: NoteTools, selection: RollSelection
    ) -> None:
        super().__init__(roll)
        self._roll = roll
        self._take = take
        self._tools = tools
        self._selection = selection
        self._gesture: Gesture | None = None
        self._pressed = QPointF()
        self._has_dragged = False
        self._edges = EdgeScroll(roll, self._drag_to)
        self._escape = Escape(self._cancel, self)
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
        """Have nothing in hand; give what there was."""
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
        place = self._place(event.position())
        self._take_in_hand(self._begun(event, place), place)
        return True

    def _on_double_clicked(self, event: QMouseEvent) -> bool:
        place = self._place(event.position())
        if self._take.reason_against:
            self._take.refuse()
            return True
        if self._index_at(place) is not None:
            return self._on_pressed(event)
        self._take_in_hand(Draw(self, place), place)
        return True

    def _begun(self, event: QMouseEvent, place: QPointF) -> Gesture:
        index = self._index_at(place)
        adds = bool(event.modifiers() & _ADDING)
        if index is None:
            if self._tools.has_pencil and not self._take.reason_against:
                return Draw(self, place)
            return Band(self, place, self._take.chosen if adds else frozenset(), adds)
        was_chosen = index in self._take.chosen
        if adds:
            self._take.choose(self._take.chosen ^ {index})
        elif not was_chosen:
            self._take.choose({index})
        note = self._roll.index[index]
        if index in self._take.chosen:
            self._roll.key_clicked.emit(note.pitch)
        if self._take.reason_against:
            return Refusal(self, place, adds)
        alone = index if was_chosen and not adds else None
        kind = Stretch if self._is_at_edge(place, note) else Move
        return kind(self, place, note, alone)

    def _on_moved(self, event: QMouseEvent) -> bool:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._cancel()  # the release went elsewhere, to a menu or another program
        if self._gesture is None:
            self._show_cursor(event)
            return False
        way = self._place(event.position()) - self._pressed
        self._has_dragged = self._has_dragged or way.manhattanLength() >= DRAG_PIXELS
        if self._has_dragged:
            self._drag_to(event.position())
            self._edges.follow(event.position())
        return True

    def _drag_to(self, pointer: QPointF) -> None:
        """Have what is in hand follow the pointer, or the music that moves under it."""
        if self._gesture is not None:
            self._gesture.drag(self._place(pointer))
            self._roll.viewport().update()

    # --- what the gestures need -----------------------------------------------------------------

    @property
    def take(self) -> TakeEditing:
        """What is edited."""
        return self._take

    @property
    def tools(self) -> NoteTools:
        """The commands, the grid and the pencil."""
        return self._tools

    @property
    def roll(self) -> PianoRoll:
        """Where it is done."""
        return self._roll

    @property
    def selection(self) -> RollSelection:
        """What is drawn meanwhile."""
        return self._selection

    @property
    def grid(self) -> SnapGrid:
        """What to snap to."""
        return self._tools.grid

    def tick_at(self, place: QPointF) -> float:
        """Give the tick at a place."""
        return self._roll.scale.tick_at(place.x())

    def pitch_at(self, place: QPointF) -> int:
        """Give the pitch at a place."""
        return self._roll.scale.pitch_at(place.y())

    def shadows_of(self, notes: Iterable[Note]) -> list[QRectF]:
        """Give the places of notes that a gesture has in hand."""
        return [note_rect(note, self._roll.scale) for note in notes]

    def _place(self, pointer: QPointF) -> QPointF:
        return pointer + self._roll.offset.toPointF()

    def _index_at(self, place: QPointF) -> int | None:
        return self._roll.index.index_at(self.tick_at(place), self.pitch_at(place))

    def _is_at_edge(self, place: QPointF, note: Note) -> bool:
        frame = note_rect(note, self._roll.scale)
        return place.x() >= frame.right() - min(_EDGE_PIXELS, frame.width() / 3)

    def _show_cursor(self, event: QMouseEvent) -> None:
        """Show what a press here would do."""
        place, shape = self._place(event.position()), Qt.CursorShape.ArrowCursor
        index = self._index_at(place) if self._take.notes else None
        if index is not None and self._take.reason_against:
            shape = Qt.CursorShape.PointingHandCursor
        elif index is not None:
            at_edge = self._is_at_edge(place, self._roll.index[index])
            shape = Qt.CursorShape.SizeHorCursor if at_edge else Qt.CursorShape.SizeAllCursor
        elif self._tools.has_pencil and not self._take.reason_against:
            shape = Qt.CursorShape.CrossCursor
        self._roll.viewport().setCursor(shape)
