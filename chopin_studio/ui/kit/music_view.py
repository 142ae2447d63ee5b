"""What roll and score share: keys, wheel, tooltips, and the frame of the keyboard's focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.support.plain_text import as_tooltip
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.theme import Theme

EMPTY_TEXT = translatable(
    "Press Generate to make a take,\nor drop a MIDI file here to start from it."
)

_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class MusicView(QAbstractScrollArea):
    """Shows music in some manner: a class made of this one paints it and words its places.

    `follows` says whether the view keeps up with the playhead.
    """

    def __init__(self, playback: PlaybackModel, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.follows = True
        self._playback = playback
        self._theme = theme
        self._shows_focus = False
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    def _paint(self, painter: QPainter) -> None:
        """Draw the music in the viewport."""
        raise NotImplementedError

    def words_at(self, point: QPoint) -> str:
        """Word what is at a point of the viewport; empty where there is nothing to say."""
        raise NotImplementedError

    def _zoom_by_wheel(self, event: QWheelEvent, steps: float) -> None:
        """Zoom by steps of the wheel, keeping in place what is under the pointer."""
        raise NotImplementedError

    def _scroll_by_wheel(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a good piece of the window."""
        return QSize(760, 520)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the music, and the frame of the focus over it."""
        painter = QPainter(self.viewport())
        try:
            self._paint(painter)
            if self._shows_focus:
                painter.setPen(QPen(QColor(self._theme.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        finally:
            painter.end()

    def _paint_words(self, painter: QPainter, text: str) -> None:
        """Write a sentence into the middle, where there is no music to be seen."""
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted))
        rect = self.viewport().rect().adjusted(40, 40, -40, -40)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect, flags, text)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll; zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_by_wheel(event, event.angleDelta().y() / 120)
            event.accept()
        else:
            self._scroll_by_wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go by bars with the arrows, to the ends with Home and End; scroll with the rest."""
        commands: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Left: lambda: self._playback.seek_bars(-1),
            Qt.Key.Key_Right: lambda: self._playback.seek_bars(1),
            Qt.Key.Key_Home: self._playback.to_start,
            Qt.Key.Key_End: self._playback.to_end,
        }
        command = commands.get(Qt.Key(event.key()))
        if command is None:
            super().keyPressEvent(event)
        else:
            command()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show a frame to whoever came here by the keyboard."""
        self._shows_focus = event.reason() in _KEYBOARD_REASONS
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Take the frame away."""
        self._shows_focus = False
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Word what is under the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), as_tooltip(self.words_at(event.pos())), self)
            return True
        return super().viewportEvent(event)
