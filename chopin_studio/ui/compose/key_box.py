"""The key to ask for: the 24 of them, relative keys together under their signature."""

from __future__ import annotations

from PySide6.QtCore import QLine, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chopin_studio.music.key import Key
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.ui.kit.list_row_style import caption_font, paint_ground
from chopin_studio.ui.kit.theme import Theme, ThemeSwitch

SIGNATURE_ROLE = Qt.ItemDataRole.UserRole + 1

SIGNATURES = (0, *range(1, 6), *range(-1, -7, -1))
"""Sharps, or flats where negative: without any, then by their number. Of six sharps and six
flats, which are the same keys of the piano, the flats are what music is written in."""

LIST_WIDTH = 330
"""Wide enough for a name beside six flats, in pixels."""

ROW_HEIGHT = 27
_SIDE = 12

_Index = QModelIndex | QPersistentModelIndex


class KeyBox(QComboBox):
    """A drop-down list of keys, the first choice being to leave the key open."""

    def __init__(self, themes: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Key"))
        self.setMaxVisibleItems(25)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self._delegate = _KeyDelegate(self, themes.theme)
        self.setItemDelegate(self._delegate)
        themes.changed.connect(self._on_theme_changed)
        self.addItem("", "")
        for fifths in SIGNATURES:
            for key in (Key(fifths, "major"), Key(fifths, "minor")):
                self.addItem(translated(key.name), key.name)
                row, signature = self.count() - 1, signature_words(fifths)
                self.setItemData(row, signature, SIGNATURE_ROLE)
                spoken = f"{translated(key.name)}, {signature}"
                self.setItemData(row, spoken, Qt.ItemDataRole.AccessibleTextRole)

    @property
    def chosen(self) -> str | None:
        """The key's name; None where it is left open."""
        return str(self.currentData() or "") or None

    def choose(self, name: str) -> None:
        """Choose the key of this name; leave it open where there is none."""
        self.setCurrentIndex(max(self.findData(name), 0))

    def word_open_choice(self, words: str) -> None:
        """Say what a key left open will be."""
        self.setItemText(0, words)

    def showPopup(self) -> None:  # noqa: N802
        """Open the list, wider than the box."""
        self.view().setMinimumWidth(max(self.width(), LIST_WIDTH))
        super().showPopup()

    def _on_theme_changed(self, theme: Theme) -> None:
        self._delegate.theme = theme


def signature_words(fifths: int) -> str:
    """Word a key signature: `2 flats: B♭ E♭`."""
    if fifths == 0:
        return tr("no sharps or flats")
    letters, sign = ("FCGDAEB", "♯") if fifths > 0 else ("BEADGCF", "♭")
    names = " ".join(letter + sign for letter in letters[: abs(fifths)])
    if fifths > 0:
        return tr_plural("{n} sharps: {names}", "{n} sharp: {names}", fifths, names=names)
    return tr_plural("{n} flats: {names}", "{n} flat: {names}", -fifths, names=names)


class _KeyDelegate(QStyledItemDelegate):
    """Draws a key's name at the left and its signature at the right, with a line between pairs."""

    def __init__(self, box: KeyBox, theme: Theme) -> None:
        super().__init__(box)
        self.theme = theme
        self._box = box

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """Return every row the same height."""
        return QSize(LIST_WIDTH, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row; the key chosen has a bar, the one pointed at has a ground."""
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_pointed_at = bool(state & QStyle.StateFlag.State_Selected)
        is_chosen = index.row() == self._box.currentIndex()
        painter.save()
        try:
            if index.row() % 2:  # a major key: the pair of another signature begins
                painter.setPen(QColor(self.theme.border))
                painter.drawLine(QLine(place.left(), place.top(), place.right(), place.top()))
            ground = self.theme.accent_soft if is_pointed_at else None
            paint_ground(painter, place.adjusted(2, 2, -2, -1), self.theme, ground, is_chosen)
            inside = place.adjusted(_SIDE, 0, -_SIDE, 0)
            painter.setPen(QColor(self.theme.text))
            painter.drawText(inside, _LEFT, str(index.data() or ""))
            painter.setFont(caption_font(painter.font()))
            painter.setPen(QColor(self.theme.muted))
            painter.drawText(inside, _RIGHT, str(index.data(SIGNATURE_ROLE) or ""))
        finally:
            painter.restore()


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
