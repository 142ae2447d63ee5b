"""A list whose rows have words at both sides, such as a key and its signature."""

from __future__ import annotations

from PySide6.QtCore import QLine, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from chopin_studio.ui.kit.list_row_style import caption_font, paint_ground
from chopin_studio.ui.kit.theme import Theme, ThemeSwitch

LIST_WIDTH = 330
"""Wide enough for the name of a key beside six flats, in pixels."""

ROW_HEIGHT = 27
_SIDE = 12

_Index = QModelIndex | QPersistentModelIndex


class TwoSidedDelegate(QStyledItemDelegate):
    """Draws the text of one role at the left and of another, smaller, at the right.

    A line separates a row from the one above where `BREAK_ROLE` says so.
    """

    BREAK_ROLE = Qt.ItemDataRole.UserRole + 7

    def __init__(
        self, box: QComboBox, themes: ThemeSwitch, left_role: int, right_role: int
    ) -> None:
        super().__init__(box)
        self._theme = themes.theme
        self._box = box
        self._roles = left_role, right_role
        themes.changed.connect(self._on_theme_changed)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """Return every row the same height."""
        return QSize(LIST_WIDTH, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row; the one chosen has a bar, the one pointed at has a ground."""
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_pointed_at = bool(state & QStyle.StateFlag.State_Selected)
        is_chosen = index.row() == self._box.currentIndex()
        left, right = self._roles
        painter.save()
        try:
            if index.data(self.BREAK_ROLE):
                painter.setPen(QColor(self._theme.border))
                painter.drawLine(QLine(place.left(), place.top(), place.right(), place.top()))
            ground = self._theme.accent_soft if is_pointed_at else None
            paint_ground(painter, place.adjusted(2, 2, -2, -1), self._theme, ground, is_chosen)
            inside = place.adjusted(_SIDE, 0, -_SIDE, 0)
            painter.setPen(QColor(self._theme.text))
            painter.drawText(inside, _LEFT, str(index.data(left) or ""))
            painter.setFont(caption_font(painter.font()))
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(inside, _RIGHT, str(index.data(right) or ""))
        finally:
            painter.restore()

    def _on_theme_changed(self, theme: Theme) -> None:
        self._theme = theme


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
