"""How a take looks in the list, and how its stars are given there."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chopin_studio.library.take import MOST_STARS
from chopin_studio.originality.report_text import quoted_words
from chopin_studio.session.takes.take_list_model import (
    CURRENT_ROLE,
    DEPTH_ROLE,
    DETAIL_ROLE,
    KEPT_ROLE,
    ORIGINALITY_ROLE,
    PROGRESS_ROLE,
    STARS_ROLE,
)
from chopin_studio.ui.kit.list_row_style import caption_font, paint_ground, title_font
from chopin_studio.ui.kit.theme import Theme, blended

if TYPE_CHECKING:
    from chopin_studio.library.take import Originality

ROW_AIR = 24
"""The space above and below the two lines of a row, in pixels."""

STAR_PIXELS = 14
INDENT_PIXELS = 14
DEEPEST = 5
"""Takes that descend from more than so many stand no further in: titles need their room."""

_Index = QModelIndex | QPersistentModelIndex


class TakeDelegate(QStyledItemDelegate):
    """Draws a take as a title with its stars over a line of facts, and a draft with its progress.

    `starred` tells which row was given how many stars by a click.
    """

    starred = Signal(QModelIndex, int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: _Index
    ) -> QSize:
        """Return every row room for two lines."""
        metrics: QFontMetrics = option.fontMetrics
        return QSize(160, 2 * metrics.lineSpacing() + ROW_AIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        try:
            self._paint_ground(painter, place, state, bool(index.data(CURRENT_ROLE)))
            depth = int(index.data(DEPTH_ROLE) or 0)
            inside = _inside(place, depth)
            if depth:
                self._paint_branch(painter, inside)
            stars = index.data(STARS_ROLE)
            is_pointed_at = bool(state & QStyle.StateFlag.State_MouseOver)
            shows_stars = stars is not None and (stars > 0 or is_pointed_at)
            self._paint_texts(painter, inside, index, shows_stars)
            if shows_stars:
                self._paint_stars(painter, place, int(stars), is_pointed_at)
            progress = index.data(PROGRESS_ROLE)
            if progress is not None:
                self._paint_progress(painter, inside, float(progress))
        finally:
            painter.restore()

    def editorEvent(  # noqa: N802
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Return the stars that are clicked; the last one again takes all away."""
        if (
            event.type() not in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
            or not isinstance(event, QMouseEvent)
            or event.button() is not Qt.MouseButton.LeftButton
            or index.data(STARS_ROLE) is None
        ):
            return False
        stars = _star_at(option.rect, event.position())
        if stars:
            self.starred.emit(index, 0 if stars == index.data(STARS_ROLE) else stars)
        return bool(stars)

    def _paint_ground(
        self, painter: QPainter, place: QRect, state: QStyle.StateFlag, is_current: bool
    ) -> None:
        colour = None
        if is_current or state & QStyle.StateFlag.State_Selected:
            colour = self.theme.accent_soft
        elif state & QStyle.StateFlag.State_MouseOver:
            colour = self.theme.raised
        paint_ground(painter, place.adjusted(6, 1, -6, -1), self.theme, colour, is_current)

    def _paint_branch(self, painter: QPainter, inside: QRect) -> None:
        """Draw the bent line by which a take hangs on its parent."""
        painter.setPen(QPen(QColor(self.theme.muted), 1))
        left, bend = inside.left() - 8, inside.top() + inside.height() // 4
        painter.drawLine(left, inside.top() - 6, left, bend)
        painter.drawLine(left, bend, left + 5, bend)

    def _paint_texts(
        self, painter: QPainter, inside: QRect, index: _Index, shows_stars: bool
    ) -> None:
        bold, small = title_font(painter.font()), caption_font(painter.font())
        half = inside.height() // 2
        first = QRect(inside.left(), inside.top(), inside.width(), half)
        if shows_stars:
            first.setRight(_stars_place(inside).left() - 6)
        bold.setItalic(not index.data(KEPT_ROLE))  # as editors show a file only looked at
        painter.setFont(bold)
        title = index.data() or ""
        _draw(painter, first, title, self.theme.text, Qt.TextElideMode.ElideMiddle)
        second = QRect(inside.left(), inside.top() + half + 1, inside.width(), half)
        painter.setFont(small)
        originality: Originality | None = index.data(ORIGINALITY_ROLE)
        if originality is not None and (originality.verdict or originality.share_quoted):
            words = quoted_words(originality.share_quoted)
            _draw(painter, second, words, self._verdict_colour(originality.verdict))
            second.setLeft(second.left() + painter.fontMetrics().horizontalAdvance(words))
            _draw(painter, second, f" · {index.data(DETAIL_ROLE)}", self.theme.muted)
        else:
            _draw(painter, second, index.data(DETAIL_ROLE) or "", self.theme.muted)

    def _verdict_colour(self, verdict: str) -> QColor:
        """Colour only what asks for a second look, and mildly, so that it stays easy to read."""
        colours = {"quotes": self.theme.warning, "copies": self.theme.error}
        if verdict not in colours:
            return QColor(self.theme.muted)
        return blended(colours[verdict], self.theme.text, 0.35)

    def _paint_stars(self, painter: QPainter, place: QRect, stars: int, shows_all: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = _stars_place(_inside(place, 0))
        first = 0 if shows_all else MOST_STARS - stars
        top = QPointF(area.left(), area.center().y() + 0.5)
        painter.setPen(QPen(QColor(self.theme.accent), 1))
        painter.setBrush(QColor(self.theme.accent))
        painter.drawPath(_stars_path(first, first + stars).translated(top))
        if shows_all:
            painter.setPen(QPen(QColor(self.theme.muted), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(_stars_path(stars, MOST_STARS).translated(top))

    def _paint_progress(self, painter: QPainter, inside: QRect, share: float) -> None:
        groove = QRect(inside.left(), inside.bottom() + 3, inside.width(), 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.border))
        painter.drawRoundedRect(groove, 1, 1)
        groove.setWidth(round(groove.width() * min(share, 1.0)))
        painter.setBrush(QColor(self.theme.accent))
        painter.drawRoundedRect(groove, 1, 1)

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Put the line editor over the row."""
        place: QRect = option.rect
        editor.setGeometry(place.adjusted(10, 9, -10, -9))

    def setEditorData(  # noqa: N802
        self, editor: QWidget, index: _Index
    ) -> None:
        """Begin with the whole title selected, and leave what is being typed alone."""
        title = str(index.data())
        if isinstance(editor, QLineEdit) and not editor.isModified() and editor.text() != title:
            editor.setText(title)
            editor.selectAll()


def _inside(place: QRect, depth: int) -> QRect:
    """Return the part of a row that is written on."""
    return place.adjusted(16 + min(depth, DEEPEST) * INDENT_PIXELS, 8, -10, -8)


def _stars_place(inside: QRect) -> QRect:
    """Return where the stars are, at the end of the first line."""
    width = MOST_STARS * STAR_PIXELS
    return QRect(inside.right() - width, inside.top(), width, inside.height() // 2)


def _star_at(place: QRect, point: QPointF) -> int:
    """Return which star is at a point, counted from 1; 0 for none."""
    area = _stars_place(_inside(place, 0))
    if not area.contains(point.toPoint()):
        return 0
    return min(int((point.x() - area.left()) // STAR_PIXELS) + 1, MOST_STARS)


def _draw(
    painter: QPainter,
    place: QRect,
    text: str,
    colour: str | QColor,
    how: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    painter.setPen(QColor(colour))
    elided = painter.fontMetrics().elidedText(text, how, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, elided)


@cache
def _stars_path(first: int, end: int) -> QPainterPath:
    """Return stars of five points from one slot to before another, in pixels."""
    path = QPainterPath()
    for slot in range(first, end):
        path.addPolygon(_STAR.translated((slot + 0.5) * STAR_PIXELS, 0))
        path.closeSubpath()
    return path


def _star(radius: float) -> QPolygonF:
    """Return a star of five points around the origin, in pixels."""
    points = []
    for corner in range(10):
        length = radius if corner % 2 == 0 else radius * 0.42
        angle = math.radians(36 * corner - 90)
        points.append(QPointF(length * math.cos(angle), length * math.sin(angle)))
    return QPolygonF(points)


_STAR = _star(STAR_PIXELS / 2 - 1)
