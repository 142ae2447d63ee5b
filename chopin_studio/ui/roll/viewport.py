"""How the roll is scaled and scrolled: by the user, with the playhead, and to new notes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QAbstractScrollArea

from chopin_studio.music.note import Note
from chopin_studio.ui.roll.geometry import NoteIndex, RollGeometry

_TURN_AT = 0.92
"""How far across the view the playhead runs before the page turns."""

_TURN_TO = 0.08


class RollViewport(QObject):
    """Moves a scroll area over the notes of an index; `scaled` tells of another scale.

    The scale is in `scale`, and places are in pixels of the viewport.
    """

    scaled = Signal()

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self.scale = RollGeometry()
        self._area = area
        self._across, self._down = area.horizontalScrollBar(), area.verticalScrollBar()
        self._notes = NoteIndex()
        self._followed_tick = 0.0

    @property
    def offset(self) -> QPoint:
        """How far the music is scrolled, in pixels from its top left corner."""
        return QPoint(self._across.value(), self._down.value())

    def x_of(self, tick: float) -> float:
        """Return where `tick` stands, in pixels from the left edge."""
        return self.scale.x_of(tick) - self._across.value()

    # --- scale ----------------------------------------------------------------------------------

    def set_notes(self, notes: NoteIndex) -> None:
        """Scroll over other notes; what is in view stays."""
        self._notes = notes
        self.update_bars()

    def set_scale(self, scale: RollGeometry) -> None:
        """Show the music at another scale."""
        self.scale = scale
        self.update_bars()
        self.scaled.emit()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Stretch time, keeping in place what stands at `x`, or in the middle."""
        x = self._width / 2 if x is None else x
        tick = self.scale.tick_at(x + self._across.value())
        self.set_scale(self.scale.zoomed(factor))
        self._across.setValue(round(self.scale.x_of(tick) - x))

    def zoom_rows(self, pixels: int) -> None:
        """Make the rows higher, or lower where negative."""
        self.set_scale(self.scale.zoomed_rows(pixels))

    def fit(self) -> None:
        """Show the whole piece."""
        scale = self.scale.fitted_across(self._notes.end_tick, self._width)
        self.set_scale(scale.fitted_down(self._notes.pitches, self._height))
        self._across.setValue(0)
        self._centre_rows()

    def fit_rows(self) -> None:
        """Show all pitches, the music in the middle."""
        self.set_scale(self.scale.fitted_down(self._notes.pitches, self._height))
        self._centre_rows()

    def update_bars(self) -> None:
        """Have the scroll bars reach as far as the music."""
        width = self.scale.width_of(self._notes.end_tick, self._width)
        self._across.setRange(0, max(0, width - self._width))
        self._across.setPageStep(self._width)
        self._across.setSingleStep(40)
        self._down.setRange(0, max(0, self.scale.height - self._height))
        self._down.setPageStep(self._height)
        self._down.setSingleStep(self.scale.row_height * 3)

    # --- scrolling ------------------------------------------------------------------------------

    def scroll_by(self, across: int, down: int) -> None:
        """Go so many pixels to the right and down, as far as there is music."""
        self._across.setValue(self._across.value() + across)
        self._down.setValue(self._down.value() + down)

    def follow(self, tick: float, is_moving: bool) -> None:
        """Turn the page when the playhead comes to its end; leave a user who looks elsewhere."""
        went_back = tick < self._followed_tick
        self._followed_tick = tick
        just_left = 0 <= self.x_of(tick) - self._width * _TURN_AT <= self._width
        if just_left or went_back or not is_moving:
            self.reveal(tick)

    def reveal(self, tick: float) -> None:
        """Scroll only if `tick` is out of view."""
        if not 0 <= self.x_of(tick) <= self._width * _TURN_AT:
            self._across.setValue(round(self.scale.x_of(tick) - self._width * _TURN_TO))

    def shows_end(self) -> bool:
        """Return whether the end of the music is in view, or before it."""
        return self.x_of(self._notes.end_tick) <= self._width

    def turn_to_end(self) -> None:
        """Go half a page on, where the end of the music comes near to the edge."""
        if self.x_of(self._notes.end_tick) > self._width * _TURN_AT:
            self.scroll_by(round(self._width * 0.5), 0)

    def make_room(self, notes: Iterable[Note]) -> None:
        """Show more keys where new notes lie above or below those in view."""
        top = self._down.value()
        bottom = top + self._height - self.scale.row_height
        rows = [self.scale.y_of(note.pitch) for note in notes]
        if min(rows) < top or max(rows) > bottom:
            self.fit_rows()

    def _centre_rows(self) -> None:
        """Scroll the rows so that the music stands in the middle."""
        if not self._notes.pitches:
            return
        lowest, highest = self._notes.pitches
        middle = (self.scale.y_of(highest) + self.scale.y_of(lowest - 1)) // 2
        self._down.setValue(middle - self._height // 2)

    @property
    def _width(self) -> int:
        return self._area.viewport().width()

    @property
    def _height(self) -> int:
        return self._area.viewport().height()
