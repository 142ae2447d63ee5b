"""What the left button has in hand in the roll, from press to release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF

from chopin_studio.music import editing
from chopin_studio.music.note import Note

if TYPE_CHECKING:
    from chopin_studio.ui.roll_gestures import RollGestures

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

    def cancel(self) -> None:
        """Do nothing."""


class Band:
    """A frame drawn over the ground: it chooses the notes that it touches."""

    def __init__(
        self, hands: RollGestures, start: QPointF, kept: frozenset[int], adds: bool
    ) -> None:
        self._hands = hands
        self._start = start
        self._kept = kept
        self._adds = adds
        self._before = hands.take.chosen

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

    def cancel(self) -> None:
        """Choose what was chosen."""
        self._hands.take.choose(self._before)


class _ChosenNotes:
    """What a drag of the chosen notes begins with; `note` is the one that is held."""

    def __init__(self, hands: RollGestures, start: QPointF, note: Note, alone: int | None) -> None:
        self._hands = hands
        self._start = start
        self._note = note
        self._alone = alone
        notes = hands.take.notes
        self._meant = [notes[index] for index in hands.take.chosen]
        self._ticks = 0

    def cancel(self) -> None:
        """Do nothing."""


class Move(_ChosenNotes):
    """Carries the chosen notes: over the rows by pitch, along them by the grid."""

    def __init__(self, hands: RollGestures, start: QPointF, note: Note, alone: int | None) -> None:
        super().__init__(hands, start, note, alone)
        self._shadows: list[QRectF] = []
        self._steps = 0

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


class Stretch(_ChosenNotes):
    """Draws the right edge of the chosen notes."""

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


class Draw:
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

    def cancel(self) -> None:
        """Do nothing."""
