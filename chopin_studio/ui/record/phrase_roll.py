"""A small roll that shows a recorded phrase whole, with what is cut off in shade."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.session.support.translation import tr
from chopin_studio.ui.kit.theme import Theme
from chopin_studio.ui.roll.geometry import NoteIndex, RollGeometry
from chopin_studio.ui.roll.painter import RollPainter

_FEWEST_ROWS = 25
_AIR = 3
"""Rows above the highest note and below the lowest."""


class PhraseRoll(QWidget):
    """Shows an excerpt scaled to the widget, or a sentence where there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._excerpt = Excerpt()
        self._notes = NoteIndex()
        self._kept: tuple[int, int] | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(110)
        self.setAccessibleName(tr("Recorded phrase"))
        self.setToolTip(
            tr("What you played, as it will be used as the seed; omitted bars are shaded")
        )
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._painter = RollPainter(theme)
        self.update()

    def show_music(
        self, excerpt: Excerpt, kept_ticks: tuple[int, int] | None = None, words: str = ""
    ) -> None:
        """Show `excerpt`, in shade outside of `kept_ticks`; `words` stand where it is empty."""
        self._excerpt = excerpt
        self._notes = NoteIndex(excerpt.notes)
        self._kept = kept_ticks
        self._words = words
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a good strip."""
        return QSize(760, 170)

    def _geometry(self) -> RollGeometry:
        """Return the scale in which whole bars and all pitches fill the widget."""
        meters = self._excerpt.meters
        end = meters.bar_at(max(self._excerpt.end_tick - 1, 0)).end_tick
        pitches = self._notes.pitches or (60, 60)
        middle = sum(pitches) // 2
        reach = max((pitches[1] - pitches[0]) // 2 + _AIR, _FEWEST_ROWS // 2)
        return RollGeometry(
            pixels_per_quarter=self.width() * TICKS_PER_QUARTER / end,
            row_height=max(self.height() // (2 * reach + 1), 2),
            lowest_pitch=middle - reach - 1,
            highest_pitch=middle + reach,
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the phrase, the shade over what is cut off, and the words."""
        painter = QPainter(self)
        try:
            painter.setFont(self.font())
            painter.fillRect(self.rect(), QColor(self._theme.white_row))
            if len(self._notes):
                self._paint_music(painter)
            else:
                painter.setPen(QColor(self._theme.muted))
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
        finally:
            painter.end()

    def _paint_music(self, painter: QPainter) -> None:
        geometry = self._geometry()
        lift = (geometry.height - self.height()) // 2
        view = QRect(0, lift, self.width(), self.height())
        painter.translate(0, -lift)
        self._painter.paint(painter, view, geometry, self._notes, self._excerpt.meters, 0)
        painter.translate(0, lift)
        if self._kept is not None:
            self._shade(painter, geometry)

    def _shade(self, painter: QPainter, geometry: RollGeometry) -> None:
        left, right = (geometry.x_of(tick) for tick in self._kept or (0, 0))
        shade = QColor(self._theme.window)
        shade.setAlpha(205)
        painter.fillRect(QRectF(0, 0, left, self.height()), shade)
        painter.fillRect(QRectF(right, 0, self.width() - right, self.height()), shade)
