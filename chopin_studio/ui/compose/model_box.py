"""The list of models to choose from: each with its figures and what it is like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chopin_studio.session.support.translation import tr, translated
from chopin_studio.ui.compose.model_card import figures
from chopin_studio.ui.kit.list_row_style import caption_font, paint_ground, title_font
from chopin_studio.ui.kit.theme import Theme, ThemeSwitch

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle

FIGURES_ROLE = Qt.ItemDataRole.UserRole + 1
CHARACTER_ROLE = Qt.ItemDataRole.UserRole + 2

LIST_WIDTH = 420
"""Wide enough for the figures in one line and a sentence in two or three, in pixels."""

_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
_AIR, _LINE_GAP = 8, 2
_LEFT, _MARGINS = 14, 26
"""The space above and below a row's texts, between them, before them, and at both sides."""

_Index = QModelIndex | QPersistentModelIndex


class ModelBox(QComboBox):
    """A drop-down list of models; closed it shows the name of the one chosen."""

    def __init__(self, themes: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Model"))
        self._delegate = _ModelDelegate(self, themes.theme)
        self.setItemDelegate(self._delegate)
        themes.changed.connect(self._on_theme_changed)

    def set_bundles(self, bundles: Sequence[Bundle]) -> None:
        """List these models, in this order."""
        self.clear()
        for row, bundle in enumerate(bundles):
            manifest = bundle.manifest
            words = (manifest.name, figures(manifest), translated(manifest.character))
            self.addItem(manifest.name, manifest.id)
            self.setItemData(row, words[1], FIGURES_ROLE)
            self.setItemData(row, words[2], CHARACTER_ROLE)
            spoken = ", ".join(word for word in words if word)
            self.setItemData(row, spoken, Qt.ItemDataRole.AccessibleTextRole)

    def showPopup(self) -> None:  # noqa: N802
        """Open the list, wider than the box where the box is narrow."""
        view, width = self.view(), max(self.width(), LIST_WIDTH)
        view.setMinimumWidth(width)
        # Room is left for a scroll bar, so that texts never need more lines than were counted.
        bar = view.verticalScrollBar().sizeHint().width()
        self._delegate.row_width = width - 2 * view.frameWidth() - bar
        self._delegate.sizeHintChanged.emit(self.model().index(0, 0))
        super().showPopup()

    def _on_theme_changed(self, theme: Theme) -> None:
        self._delegate.theme = theme


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of a row, wrapped to its width."""

    words: str
    font: QFont
    colour: str
    height: int


class _ModelDelegate(QStyledItemDelegate):
    """Draws a model as its name over its figures and its character, each as high as it needs.

    `row_width` is that of the rows, in pixels; the box sets it before it opens the list.
    """

    def __init__(self, box: ModelBox, theme: Theme) -> None:
        super().__init__(box)
        self.theme = theme
        self.row_width = LIST_WIDTH
        self._box = box

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """Return a row the height of its texts."""
        texts = self._texts(option.font, index, self.row_width - _MARGINS)
        heights = [text.height + _LINE_GAP for text in texts]
        return QSize(self.row_width, sum(heights) - _LINE_GAP + 2 * _AIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row; the model chosen has a bar, the one pointed at has a ground."""
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_pointed_at = bool(state & QStyle.StateFlag.State_Selected)
        is_chosen = index.row() == self._box.currentIndex()
        painter.save()
        try:
            ground = self.theme.accent_soft if is_pointed_at else None
            paint_ground(painter, place.adjusted(2, 1, -2, -1), self.theme, ground, is_chosen)
            inside = QRect(place.left() + _LEFT, place.top() + _AIR, place.width() - _MARGINS, 0)
            for text in self._texts(option.font, index, inside.width()):
                inside.setHeight(text.height)
                painter.setFont(text.font)
                painter.setPen(QColor(text.colour))
                painter.drawText(inside, _WRAPPED, text.words)
                inside.translate(0, text.height + _LINE_GAP)
        finally:
            painter.restore()

    def _texts(self, font: QFont, index: _Index, width: int) -> list[_Text]:
        """Return what a row says, wrapped to `width`; a model without a character has no third."""
        texts = []
        for role, face, colour in (
            (Qt.ItemDataRole.DisplayRole, title_font(font), self.theme.text),
            (FIGURES_ROLE, caption_font(font), self.theme.muted),
            (CHARACTER_ROLE, caption_font(font), self.theme.text),
        ):
            if words := str(index.data(role) or ""):
                room = QFontMetrics(face).boundingRect(0, 0, width, 10_000, _WRAPPED, words)
                texts.append(_Text(words, face, colour, room.height()))
        return texts
