"""What the mouse does to notes in the roll: choose, move, stretch and draw."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent

from chopin_studio.music import editing
from chopin_studio.music.note import Note
from chopin_studio.music.snap import SnapGrid
from chopin_studio.ui.note_tools import NoteTools
from chopin_studio.ui.piano_roll import PianoRoll
from chopin_studio.ui.roll_painter import note_rect
from chopin_studio.ui.roll_selection import RollSelection
from chopin_studio.ui.take_editing import TakeEditing

DRAG_PIXELS = 4
_EDGE_PIXELS = 6
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Gesture(Protocol):
    """Something in hand between press and release; places are in the pixels of the music."""

    def drag(self, place: QPointF) -> None:
        """Follow the pointer, which has moved by more than a click does."""

    def end(self, has_dragged: bool) -> None:
        """Do it."""


class RollGestures(QObject):
    """Takes the left button in the roll before it does.

    A click on a note chooses it, with Ctrl or Shift beside those chosen; a drag moves what is
    chosen, or stretches it at a right edge. A click on the ground goes there, a drag over it
    chooses what it frames; a double click, or any click with the pencil, draws a note. While a
    take is being made the roll has its clicks to itself.
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
            gesture, self._gesture = self._gesture, None
            self._selection.drop()
            gesture.end(self._has_dragged)
            self._show_cursor(event)
            return True
        return False

    def drop(self) -> None:
        """Let go of what is in hand, since it is of notes that are not there any more."""
        if self._gesture is not None:
            self._gesture = None
            self._selection.drop()

    # --- press, move, release -------------------------------------------------------------------

    def _on_pressed(self, event: QMouseEvent) -> bool:
        if not self._take.notes and (self._take.reason_against or not self._tools.has_pencil):
            return False
        self._pressed, self._has_dragged = self._place(event), False
        self._gesture = self._begun(event, self._index_at(self._pressed))
        return True

    def _on_double_clicked(self, event: QMouseEvent) -> bool:
        place = self._place(event)
        if self._take.reason_against:
            self._take.refuse()
            return True
        if self._index_at(place) is not None:
            return self._on_pressed(event)
        self._pressed, self._has_dragged = place, False
        self._gesture = _Draw(self, place)
        return True

    def _begun(self, event: QMouseEvent, index: int | None) -> Gesture:
        adds = bool(event.modifiers() & _ADDING)
        if index is None:
            if self._tools.has_pencil and not self._take.reason_against:
                return _Draw(self, self._pressed)
            return _Band(self, self._pressed, self._take.chosen if adds else frozenset(), adds)
        was_chosen = index in self._take.chosen
        if adds:
            self._take.choose(self._take.chosen ^ {index})
        elif not was_chosen:
            self._take.choose({index})
        note = self._roll.index[index]
        if index in self._take.chosen:
            self._roll.key_clicked.emit(note.pitch)
        if self._take.reason_against:
            return _Refusal(self, self._pressed, adds)
        alone = index if was_chosen and not adds else None
        kind = _Stretch if self._is_at_edge(self._pressed, note) else _Move
        return kind(self, self._pressed, note, alone)

    def _on_moved(self, event: QMouseEvent) -> bool:
        if self._gesture is None:
            self._show_cursor(event)
            return False
        place = self._place(event)
        way = place - self._pressed
        self._has_dragged = self._has_dragged or way.manhattanLength() >= DRAG_PIXELS
        if self._has_dragged:
            self._gesture.drag(place)
            self._roll.viewport().update()
        return True

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

    def _place(self, event: QMouseEvent) -> QPointF:
        return event.position() + self._roll.offset.toPointF()

    def _index_at(self, place: QPointF) -> int | None:
        return self._roll.index.index_at(self.tick_at(place), self.pitch_at(place))

    def _is_at_edge(self, place: QPointF, note: Note) -> bool:
        frame = note_rect(note, self._roll.scale)
        return place.x() >= frame.right() - min(_EDGE_PIXELS, frame.width() / 3)

    def _show_cursor(self, event: QMouseEvent) -> None:
        """Show what a press here would do."""
        place, shape = self._place(event), Qt.CursorShape.ArrowCursor
        index = self._index_at(place) if self._take.notes else None
        if index is not None and self._take.reason_against:
            shape = Qt.CursorShape.PointingHandCursor
        elif index is not None:
            at_edge = self._is_at_edge(place, self._roll.index[index])
            shape = Qt.CursorShape.SizeHorCursor if at_edge else Qt.CursorShape.SizeAllCursor
        elif self._tools.has_pencil and not self._take.reason_against:
            shape = Qt.CursorShape.CrossCursor
        self._roll.viewport().setCursor(shape)


class _Refusal:
    """A press on a note that cannot be edited: a click goes there too, a drag says why."""

    def __init__(self, hands: RollGestures, start: QPointF, adds: bool) -> None:
        self._hands = hands
        self._start = start
        self._adds = adds

    def drag(self, place: QPointF) -> None:
        """Do nothing."""

    def end(self, has_dragged: bool) -> None:
        """Say why nothing was moved, or go there."""
        hands = self._hands
        if has_dragged:
            hands.take.refuse()
        elif not self._adds:
            hands.tools.seek(hands.tick_at(self._start))


class _Band:
    """A frame drawn over the ground: it chooses the notes that it touches."""

    def __init__(
        self, hands: RollGestures, start: QPointF, kept: frozenset[int], adds: bool
    ) -> None:
        self._hands = hands
        self._start = start
        self._kept = kept
        self._adds = adds

    def drag(self, place: QPointF) -> None:
        """Choose what lies between the start and here."""
        hands, band = self._hands, QRectF(self._start, place).normalized()
        hands.selection.band = band
        start, end = hands.tick_at(band.topLeft()), hands.tick_at(band.bottomRight())
        highest, lowest = hands.pitch_at(band.topLeft()), hands.pitch_at(band.bottomRight())
        index = hands.roll.index
        framed = {
            place
            for place in index.indices_between(start, end)
            if lowest <= index[place].pitch <= highest
        }
        hands.take.choose(self._kept | framed)

    def end(self, has_dragged: bool) -> None:
        """Go there where it was a click."""
        if not has_dragged:
            self._hands.take.choose(self._kept)
            if not self._adds:
                self._hands.tools.seek(self._hands.tick_at(self._start))


class _Move:
    """Carries the chosen notes: over the rows by pitch, along them by the grid."""

    def __init__(self, hands: RollGestures, start: QPointF, note: Note, alone: int | None) -> None:
        self._hands = hands
        self._start = start
        self._note = note
        self._alone = alone
        notes = hands.take.notes
        self._meant = [notes[index] for index in hands.take.chosen]
        self._shadows: list[QRectF] = []
        self._steps = self._ticks = 0

    def drag(self, place: QPointF) -> None:
        """Show where the notes would come."""
        hands, scale = self._hands, self._hands.roll.scale
        steps = hands.pitch_at(place) - hands.pitch_at(self._start)
        steps = editing.pitch_steps_within(self._meant, steps)
        self._ticks = editing.ticks_within(self._meant, self._snapped(place))
        if steps != self._steps:
            hands.roll.key_clicked.emit(self._note.pitch + steps)
        self._steps = steps
        self._shadows = self._shadows or hands.shadows_of(self._meant)
        hands.selection.shadows = self._shadows
        by = QPointF(scale.x_of(self._ticks), -steps * scale.row_height)
        hands.selection.moved_by = by

    def _snapped(self, place: QPointF) -> int:
        """Give by how many ticks to move: the note that is held comes to a line of the grid."""
        if abs(place.x() - self._start.x()) < DRAG_PIXELS:
            return 0
        way = self._hands.tick_at(place) - self._hands.tick_at(self._start)
        onset_tick = self._note.onset_tick
        return self._hands.grid.nearest(max(onset_tick + way, 0)) - onset_tick

    def end(self, has_dragged: bool) -> None:
        """Move the notes; a mere click on one of several chooses it alone."""
        hands = self._hands
        if has_dragged:
            hands.tools.move(self._steps, self._ticks, merges=False)
        elif self._alone is not None:
            hands.take.choose({self._alone})


class _Stretch:
    """Draws the right edge of the chosen notes."""

    def __init__(self, hands: RollGestures, start: QPointF, note: Note, alone: int | None) -> None:
        self._hands = hands
        self._start = start
        self._note = note
        self._alone = alone
        notes = hands.take.notes
        self._meant = [notes[index] for index in hands.take.chosen]
        self._ticks = 0

    def drag(self, place: QPointF) -> None:
        """Show how long the notes would be; the one that is held ends at a line of the grid."""
        hands, note = self._hands, self._note
        way = hands.tick_at(place) - hands.tick_at(self._start)
        wanted = hands.grid.nearest(max(note.end_tick + way, 0)) - note.end_tick
        self._ticks = editing.lengthening_within(self._meant, wanted)
        scale = hands.roll.scale
        wider = scale.x_of(self._ticks)
        hands.selection.shadows = [
            frame.adjusted(0, 0, wider, 0) for frame in hands.shadows_of(self._meant)
        ]

    def end(self, has_dragged: bool) -> None:
        """Make them as long."""
        if has_dragged:
            self._hands.tools.lengthen(self._ticks, merges=False)
        elif self._alone is not None:
            self._hands.take.choose({self._alone})


class _Draw:
    """A new note: as long as a step of the grid, or as far as it is drawn."""

    def __init__(self, hands: RollGestures, start: QPointF) -> None:
        self._hands = hands
        tick = hands.tick_at(start)
        self._note = hands.tools.new_note(hands.pitch_at(start), tick)
        hands.selection.shadows = hands.shadows_of([self._note])
        hands.roll.key_clicked.emit(self._note.pitch)
        hands.roll.viewport().update()

    def drag(self, place: QPointF) -> None:
        """Show how long the note would be."""
        self._note = self._hands.tools.ending_at(self._note, self._hands.tick_at(place))
        self._hands.selection.shadows = self._hands.shadows_of([self._note])

    def end(self, has_dragged: bool) -> None:
        """Draw it."""
        self._hands.tools.draw(self._note)
