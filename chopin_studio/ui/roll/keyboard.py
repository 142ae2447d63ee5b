"""The piano keyboard at the left of the roll: it shows what sounds, and plays what is clicked."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from chopin_studio.music.pitch import is_black, pitch_name
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.ui.kit.theme import Theme
from chopin_studio.ui.roll.geometry import RollGeometry

KEYBOARD_WIDTH = 58


class RollKeyboard(QWidget):
    """Draws one key a row. `pitch_clicked` tells which key was clicked."""

    pitch_clicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._geometry = RollGeometry()
        self._offset = 0
        self._sounding: dict[int, QColor] = {}
        self.setToolTip(tr("Click a key to hear it"))
        self.setAccessibleName(tr("Piano keyboard"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def set_view(self, geometry: RollGeometry, offset: int) -> None:
        """Follow the roll's scale and its scrolling, `offset` in pixels from the top."""
        self._geometry, self._offset = geometry, offset
        self.update()

    def set_sounding(self, pitches: dict[int, QColor]) -> None:
        """Press the keys of `pitches`, each in the colour of its note."""
        if pitches != self._sounding:
            self._sounding = pitches
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tell which key was clicked."""
        pitch = self._geometry.pitch_at(event.position().y() + self._offset)
        self.pitch_clicked.emit(pitch)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the white keys as one sheet with lines, then the black keys on it."""
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), QColor(self._theme.white_key))
            top = self._geometry.pitch_at(self._offset)
            bottom = self._geometry.pitch_at(self._offset + self.height())
            pitches = range(bottom, top + 1)
            for pitch in pitches:
                if not is_black(pitch):
                    self._paint_white(painter, pitch)
            for pitch in pitches:
                if is_black(pitch):
                    self._paint_black(painter, pitch)
            painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(self._theme.bar_line))
        finally:
            painter.end()

    def _row(self, pitch: int) -> QRect:
        y = self._geometry.y_of(pitch) - self._offset
        return QRect(0, y, self.width(), self._geometry.row_height)

    def _paint_white(self, painter: QPainter, pitch: int) -> None:
        row = self._row(pitch)
        if pitch in self._sounding:
            painter.fillRect(row, self._sounding[pitch])
        line = QColor(self._theme.black_key)
        line.setAlpha(150 if pitch % 12 in (0, 5) else 55)
        if pitch % 12 in (0, 5):  # between B and C and between E and F two white keys meet
            painter.fillRect(0, row.bottom(), self.width(), 1, line)
        if pitch % 12 == 0:
            font = QFont(self.font())
            font.setPixelSize(min(max(self._geometry.row_height, 9), 11))
            painter.setFont(font)
            painter.setPen(QColor("#55575e"))
            painter.drawText(
                QRect(0, row.center().y() - 8, self.width() - 6, 16),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                translated(pitch_name(pitch)),
            )

    def _paint_black(self, painter: QPainter, pitch: int) -> None:
        row = self._row(pitch)
        line = QColor(self._theme.black_key)
        line.setAlpha(55)
        painter.fillRect(0, row.center().y(), self.width(), 1, line)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._sounding.get(pitch, QColor(self._theme.black_key)))
        painter.drawRoundedRect(QRectF(-4, row.top(), self.width() * 0.6 + 4, row.height()), 2, 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
