"""What is drawn over the roll's notes while they are edited: the chosen ones, and what is to be."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from chopin_studio.music.note import Note
from chopin_studio.ui.piano_roll import PianoRoll
from chopin_studio.ui.roll_geometry import RollGeometry
from chopin_studio.ui.roll_painter import note_rect
from chopin_studio.ui.take_editing import TakeEditing
from chopin_studio.ui.theme import Theme, ThemeSwitch

_FILL_ALPHA = 110
_SHADOW_ALPHA = 150


class RollSelection:
    """Draws over the music: frames of the chosen notes, and whatever a gesture has in hand.

    The places of the chosen notes are kept from one frame to the next, since playing draws sixty a
    second. `shadows` are the notes as a gesture would leave them, `moved_by` how far in pixels
    they are from there, `band` is the rectangle that chooses; all in the pixels of the music.
    """

    def __init__(self, roll: PianoRoll, editing: TakeEditing, themes: ThemeSwitch) -> None:
        self.shadows: list[QRectF] = []
        self.moved_by = QPointF()
        self.band: QRectF | None = None
        self._roll = roll
        self._editing = editing
        self._theme = themes.theme
        self._frames: list[QRectF] = []
        self._lefts: list[float] = []
        self._widest = 0.0
        self._drawn: tuple[frozenset[int], Sequence[Note], RollGeometry] | None = None
        themes.changed.connect(self._on_theme_changed)
        roll.add_overlay(self.paint)

    def drop(self) -> None:
        """Leave nothing in hand."""
        self.shadows, self.band, self.moved_by = [], None, QPointF()
        self._roll.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Draw in the viewport."""
        offset = self._roll.offset
        painter.save()
        painter.translate(-offset)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        colour = QColor(self._theme.playhead)
        fill = QColor(colour)
        fill.setAlpha(_FILL_ALPHA)
        painter.setPen(QPen(colour, 2.0))
        painter.setBrush(fill)
        painter.drawRects(self._frames_between(offset.x(), offset.x() + self._roll.width()))
        self._paint_gesture(painter)
        painter.restore()

    def _frames_between(self, left: float, right: float) -> list[QRectF]:
        """Give the frames in view, in the pixels of the music."""
        notes, chosen, scale = self._editing.notes, self._editing.chosen, self._roll.scale
        drawn = self._drawn
        if (
            drawn is None
            or drawn[0] is not chosen
            or drawn[1] is not notes
            or drawn[2] is not scale
        ):
            self._frames = [note_rect(notes[index], scale) for index in sorted(chosen)]
            self._lefts = [frame.left() for frame in self._frames]
            self._widest = max((frame.width() for frame in self._frames), default=0.0)
            self._drawn = (chosen, notes, scale)
        first = bisect_left(self._lefts, left - self._widest)
        return self._frames[first : bisect_right(self._lefts, right)]

    def _paint_gesture(self, painter: QPainter) -> None:
        accent = QColor(self._theme.accent)
        if self.shadows:
            shadow = QColor(self._theme.playhead)
            shadow.setAlpha(_SHADOW_ALPHA)
            painter.setPen(QPen(accent, 1.0))
            painter.setBrush(shadow)
            painter.translate(self.moved_by)
            painter.drawRects(self.shadows)
            painter.translate(-self.moved_by)
        if self.band is not None:
            accent.setAlpha(40)
            painter.setPen(QPen(QColor(self._theme.accent), 1.0, Qt.PenStyle.DashLine))
            painter.setBrush(accent)
            painter.drawRect(self.band)

    def _on_theme_changed(self, theme: Theme) -> None:
        self._theme = theme
