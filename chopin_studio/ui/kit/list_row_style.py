"""How the rows of the studio's lists are drawn: their ground, and their two sizes of type."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from chopin_studio.ui.kit.theme import Theme


def title_font(font: QFont) -> QFont:
    """Return the face of a row's first line."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def caption_font(font: QFont) -> QFont:
    """Return the face of the lines below."""
    small = QFont(font)
    small.setPointSizeF(small.pointSizeF() * 0.9)
    return small


def paint_ground(
    painter: QPainter, ground: QRect, theme: Theme, colour: str | None, is_current: bool
) -> None:
    """Fill a row's ground with `colour`, if any; the current row has a bar at its left."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if colour is not None:
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(ground, 6, 6)
    if is_current:
        bar = QRect(ground.left(), ground.top() + 9, 3, ground.height() - 18)
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(bar, 1, 1)
