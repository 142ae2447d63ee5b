"""A line of text that says by an ellipsis that there is more of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chopin_studio.session.support.plain_text import as_tooltip
from chopin_studio.ui.kit.plain_label import PlainLabel


class ElidedLabel(PlainLabel):
    """Shows as much of its text as there is room for, and all of it in the tooltip.

    `elided` is the side or middle that gives way.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        elided: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent=parent)
        self._elided = elided
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show `text`."""
        self.setText(text)
        self.setToolTip(as_tooltip(text))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the text, shortened to the width."""
        painter = QPainter(self)
        try:
            text = painter.fontMetrics().elidedText(self.text(), self._elided, self.width())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
        finally:
            painter.end()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Need no more width than an ellipsis."""
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())
