"""What the left button has in hand in the roll, from press to release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF

from chopin_studio.music import editing
from chopin_studio.music.note import Note

if TYPE_CHECKING:
    from chopin_studio.ui.roll.gesture_context import GestureContext

DRAG_PIXELS = 4


class Gesture(Protocol):
    """Something in hand between press and release; places are in the pixels of the music."""

    def drag(self, place: QPointF) -> None:
        """Follow the pointer, which has moved by more than a click does."""

    def end(self, has_dragged: bool) -> None:
        """Do it."""

    def cancel(self) -> None:
        """Do nothing after all; what is chosen is as it was before the drag."""


class Refusal:
    """A press on a note that cannot be edited: a click goes there too, a drag says why."""

    def __init__(self, context: GestureContext, start: QPointF, adds: bool) -> None:
        self._context = context
        self._start = start
        self._adds = adds

    def drag(self, place: QPointF) -> None:
        """Do nothing."""

    def end(self, has_dragged: bool) -> None:
        """Say why nothing was moved, or go there."""
        context = self._context
        if has_dragged:
            context.take.refuse()
        elif not self._adds:
            context.tools.seek(context.tick_at(self._start))

    def cancel(self) -> None:
        """Do nothing."""


class RectangleDrag:
    """A frame drawn over the ground: it chooses the notes that it touches."""

    def __init__(
        self, context: GestureContext, start: QPointF, kept: frozenset[int], adds: bool
    ) -> None:
        self._context = context
        self._start = start
        self._kept = kept
        self._adds = adds
        self._before = context.take.chosen

    def drag(self, place: QPointF) -> None:
        """Choose what lies between the start and here."""
        context, band = self._context, QRectF(self._start, place).normalized()
        context.selection.band = band
        start, end = context.tick_at(band.topLeft()), context.tick_at(band.bottomRight())
        highest, lowest = context.pitch_at(band.topLeft()), context.pitch_at(band.bottomRight())
        index = context.roll.index
        framed = {
            place
            for place in index.indices_between(start, end)
            if lowest <= index[place].pitch <= highest
        }
        context.take.choose(self._kept | framed)

    def end(self, has_dragged: bool) -> None:
        """Go there where it was a click."""
        if not has_dragged:
            self._context.take.choose(self._kept)
            if not self._adds:
                self._context.tools.seek(self._context.tick_at(self._start))

    def cancel(self) -> None:
        """Choose what was chosen."""
        self._context.take.choose(self._before)


class _ChosenNotes:
    """What a drag of the chosen notes begins with; `note` is the one that is held."""

    def __init__(
        self, context: GestureContext, start: QPointF, note: Note, alone: int | None
    ) -> None:
        self._context = context
        self._start = start
        self._note = note
        self._alone = alone
        notes = context.take.notes
        self._meant = [notes[index] for index in context.take.chosen]
        self._ticks = 0

    def cancel(self) -> None:
        """Do nothing."""


class MoveDrag(_ChosenNotes):
    """Carries the chosen notes: over the rows by pitch, along them by the grid."""

    def __init__(
        self, context: GestureContext, start: QPointF, note: Note, alone: int | None
    ) -> None:
        super().__init__(context, start, note, alone)
        self._shadows: list[QRectF] = []
        self._steps = 0

    def drag(self, place: QPointF) -> None:
        """Show where the notes would come."""
        context, scale = self._context, self._context.roll.scale
        steps = context.pitch_at(place) - context.pitch_at(self._start)
        steps = editing.pitch_steps_within(self._meant, steps)
        self._ticks = editing.ticks_within(self._meant, self._snapped(place))
        if steps != self._steps:
            context.roll.key_clicked.emit(self._note.pitch + steps)
        self._steps = steps
        self._shadows = self._shadows or context.shadows_of(self._meant)
        context.selection.shadows = self._shadows
        by = QPointF(scale.x_of(self._ticks), -steps * scale.row_height)
        context.selection.moved_by = by

    def _snapped(self, place: QPointF) -> int:
        """Return by how many ticks to move: the note that is held comes to a line of the grid."""
        if abs(place.x() - self._start.x()) < DRAG_PIXELS:
            return 0
        way = self._context.tick_at(place) - self._context.tick_at(self._start)
        onset_tick = self._note.onset_tick
        return self._context.grid.nearest(max(onset_tick + way, 0)) - onset_tick

    def end(self, has_dragged: bool) -> None:
        """Move the notes; a mere click on one of several chooses it alone."""
        context = self._context
        if has_dragged:
            context.tools.move(self._steps, self._ticks, merges=False)
        elif self._alone is not None:
            context.take.choose({self._alone})


class ResizeDrag(_ChosenNotes):
    """Draws the right edge of the chosen notes."""

    def drag(self, place: QPointF) -> None:
        """Show how long the notes would be; the one that is held ends at a line of the grid."""
        context, note = self._context, self._note
        way = context.tick_at(place) - context.tick_at(self._start)
        wanted = context.grid.nearest(max(note.end_tick + way, 0)) - note.end_tick
        self._ticks = editing.lengthening_within(self._meant, wanted)
        scale = context.roll.scale
        wider = scale.x_of(self._ticks)
        context.selection.shadows = [
            frame.adjusted(0, 0, wider, 0) for frame in context.shadows_of(self._meant)
        ]

    def end(self, has_dragged: bool) -> None:
        """Make them as long."""
        if has_dragged:
            self._context.tools.lengthen(self._ticks, merges=False)
        elif self._alone is not None:
            self._context.take.choose({self._alone})


class DrawDrag:
    """A new note: as long as a step of the grid, or as far as it is drawn."""

    def __init__(self, context: GestureContext, start: QPointF) -> None:
        self._context = context
        tick = context.tick_at(start)
        self._note = context.tools.new_note(context.pitch_at(start), tick)
        context.selection.shadows = context.shadows_of([self._note])
        context.roll.key_clicked.emit(self._note.pitch)
        context.roll.viewport().update()

    def drag(self, place: QPointF) -> None:
        """Show how long the note would be."""
        self._note = self._context.tools.ending_at(self._note, self._context.tick_at(place))
        self._context.selection.shadows = self._context.shadows_of([self._note])

    def end(self, has_dragged: bool) -> None:
        """Draw it."""
        self._context.tools.draw(self._note)

    def cancel(self) -> None:
        """Do nothing."""
