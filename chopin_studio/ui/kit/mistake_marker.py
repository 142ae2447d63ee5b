"""Mistakes in a line of text, underlined where they stand, with a note that says what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.kit.theme import Theme, ThemeSwitch

_GAP = 2
"""Pixels between a line and the note below it."""


class MistakeMarker(QObject):
    """Underlines what is wrong in a line, and shows a sentence below while one types there.

    The note lies over what is below the line and moves nothing; `over` is the widget that has room
    for it. Elsewhere the sentence is told by the description of the line for screen readers, and by
    whoever sets its tooltip.
    """

    def __init__(self, line: QLineEdit, over: QWidget, themes: ThemeSwitch) -> None:
        super().__init__(line)
        self._line = line
        self._over = over
        self._place: tuple[int, int] | None = None
        self._color = themes.theme.error
        self.note: QLabel = PlainLabel(parent=over)
        self.note.setObjectName("mistake")
        self.note.setWordWrap(True)
        self.note.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.note.hide()
        themes.changed.connect(self._on_theme_changed)
        line.installEventFilter(self)

    @property
    def place(self) -> tuple[int, int] | None:
        """Where the mistake that is underlined begins and ends; None where there is none."""
        return self._place

    def mark(self, start: int, end: int, sentence: str) -> None:
        """Underline what stands at `start` to `end`, and say what is wrong with it."""
        self._place = (start, end)
        self._line.setAccessibleDescription(sentence)
        self._underline()
        self.note.setText(sentence)
        self._refresh_note()

    def clear(self) -> None:
        """Take back what was marked."""
        self._place = None
        self._line.setAccessibleDescription("")
        self._underline()
        self.note.hide()

    def select(self) -> None:
        """Go to the line and select the mistake in it, ready to be typed over."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._place is not None:
            start, end = self._place
            self._line.setSelection(start, end - start)
        self._refresh_note()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Show the note only while the line has the focus, and below it wherever it goes."""
        if event.type() in _MOVING:
            self._refresh_note(has_focus=event.type() is not QEvent.Type.FocusOut)
        return super().eventFilter(watched, event)

    def _refresh_note(self, has_focus: bool = True) -> None:
        shown = has_focus and self._place is not None and self._line.hasFocus()
        if shown:
            below = self._line.mapTo(self._over, QPoint(0, self._line.height() + _GAP))
            width = self._over.width()
            self.note.setGeometry(0, below.y(), width, self.note.heightForWidth(width))
            self.note.raise_()
        self.note.setVisible(shown)

    def _underline(self) -> None:
        """Format the text where the mistake is, as an input method does with what it composes.

        A line of text has no other formats than those; they leave the text as it is.
        """
        formats = []
        if self._place is not None:
            style = QTextCharFormat()
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            style.setUnderlineColor(QColor(self._color))
            style.setForeground(QColor(self._color))
            start, end = self._place
            kind = QInputMethodEvent.AttributeType.TextFormat
            begin = start - self._line.cursorPosition()
            formats.append(QInputMethodEvent.Attribute(kind, begin, end - start, style))
        QCoreApplication.sendEvent(self._line, QInputMethodEvent("", formats))

    def _on_theme_changed(self, theme: Theme) -> None:
        self._color = theme.error
        self._underline()


_MOVING = (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Move, QEvent.Type.Resize)
