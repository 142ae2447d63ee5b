"""What is drawn over the roll's notes while they are edited: the chosen ones, and what is to be."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from chopin_studio.music.editing import Notes
from chopin_studio.session.editing.take_editing import TakeEditing
from chopin_studio.ui.kit.theme import Theme, ThemeSwitch
from chopin_studio.ui.roll.geometry import RollGeometry
from chopin_studio.ui.roll.painter import note_rect
from chopin_studio.ui.roll.piano_roll import PianoRoll

_FILL_ALPHA = 110
_SHADOW_ALPHA = 150
_FEW = 100
"""So many chosen notes are drawn in view or not; of more it pays to look which are."""


class SelectionOverlay:
    """Draws over the music: frames of the chosen notes, and whatever a gesture has in hand.

    The frames are kept as a picture of the view, since playing draws sixty a second. `shadows` are
    the notes as a gesture would leave them, `moved_by` how far in pixels they are from there, and
    `band` is the rectangle that chooses; all in the pixels of the music.
    """

    def __init__(self, roll: PianoRoll, editing: TakeEditing, themes: ThemeSwitch) -> None:
        self.shadows: list[QRectF] = []
        self.moved_by = QPointF()
        self.band: QRectF | None = None
        self._roll = roll
        self._editing = editing
        self._theme = themes.theme
        self._picture = QPixmap()
        self._pictured: _View | None = None
        themes.changed.connect(self._on_theme_changed)
        roll.add_overlay(self.paint)

    def drop(self) -> None:
        """Leave nothing in hand."""
        self.shadows, self.band, self.moved_by = [], None, QPointF()
        self._roll.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Draw in the viewport."""
        if self._editing.chosen:
            self._picture_view()
            painter.drawPixmap(0, 0, self._picture)
        painter.save()
        painter.translate(-self._roll.offset)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_gesture(painter)
        painter.restore()

    def _picture_view(self) -> None:
        """Draw the frames in view, unless that is done."""
        roll, take = self._roll, self._editing
        ratio, size = roll.viewport().devicePixelRatioF(), roll.viewport().size()
        theme = self._theme.name
        view = _View(take.chosen, take.notes, roll.scale, roll.offset, size, ratio, theme)
        if view.is_same_as(self._pictured):
            return
        self._pictured = view
        self._picture = QPixmap(size * ratio)
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._picture)
        try:
            painter.translate(-roll.offset)
            colour = QColor(self._theme.playhead)
            painter.setPen(QPen(colour, 2.0))
            colour.setAlpha(_FILL_ALPHA)
            painter.setBrush(colour)
            painter.drawRects(self._frames())
        finally:
            painter.end()

    def _frames(self) -> list[QRectF]:
        """Return where chosen notes are, in the pixels of the music: of many only those in view."""
        roll, chosen = self._roll, self._editing.chosen
        if len(chosen) <= _FEW:
            places = (place for place in chosen if place < len(roll.index))
            return [note_rect(roll.index[place], roll.scale) for place in places]
        left = roll.offset.x()
        ticks = (roll.scale.tick_at(x) for x in (left, left + roll.viewport().width()))
        seen = roll.index.indices_between(*ticks)
        return [note_rect(roll.index[place], roll.scale) for place in seen if place in chosen]

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


@dataclass(frozen=True, slots=True)
class _View:
    """What the picture of the frames depends on."""

    chosen: frozenset[int]
    notes: Notes
    scale: RollGeometry
    offset: QPoint
    size: QSize
    ratio: float
    theme: str

    def is_same_as(self, other: _View | None) -> bool:
        """Compare, without a look into thousands of notes."""
        if other is None or self.notes is not other.notes or self.chosen is not other.chosen:
            return False
        rest = (self.scale, self.offset, self.size, self.ratio, self.theme)
        return rest == (other.scale, other.offset, other.size, other.ratio, other.theme)
