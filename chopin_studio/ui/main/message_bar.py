"""The bar in the window that tells the user things, and goes away when it has been read."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.session.support.message import Message, MessageKind
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.ui.kit.icons import Icons
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.kit.theme import Theme, ThemeSwitch

MAX_ROWS = 3
PASSING_MS = 8000
"""Good news goes by itself; what still goes on, warnings and errors stay until dismissed or
replaced."""

_log = logging.getLogger(__name__)


class MessageBar(QWidget):
    """Shows up to three messages, the newest on top.

    `copy_wanted` tells that the details of one, a text, are to go to the clipboard.
    """

    copy_wanted = Signal(str)

    def __init__(self, themes: ThemeSwitch, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._icons = icons
        self._rows: list[_MessageRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)
        self.setAccessibleName(tr("Messages"))
        self.setVisible(False)
        themes.changed.connect(self._on_theme_changed)

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences on show, the newest first."""
        return tuple(row.message.text for row in self._rows)

    def show_message(self, message: Message) -> None:
        """Show a message in the place of the one of its topic.

        What goes on keeps its row, with other words: a button in it must not go under a hand.
        """
        if (going_on := self._going_on(message)) is not None:
            going_on.reword(message)
            return
        for row in [row for row in self._rows if _replaces(message, row.message)]:
            self._remove(row)
        if message.kind in (MessageKind.WARNING, MessageKind.ERROR):
            _log.info("told: %s", message.text)
        row = _MessageRow(message, self._themes.theme, self._icons, self)
        row.copy_wanted.connect(self.copy_wanted)
        row.close_button.clicked.connect(lambda: self._remove(row))
        self._rows.insert(0, row)
        self._layout.insertWidget(0, row)
        told = [row for row in self._rows[1:] if not row.message.stays]
        while len(self._rows) > MAX_ROWS and told:
            self._remove(told.pop())
        if message.kind in (MessageKind.INFO, MessageKind.SUCCESS) and not message.stays:
            timer = QTimer(row)
            timer.setSingleShot(True)
            timer.timeout.connect(lambda: self._remove(row))
            timer.start(PASSING_MS)
        self.setVisible(True)

    def _going_on(self, message: Message) -> _MessageRow | None:
        """Return the row of what a message tells the progress of; None where it is news."""
        rows = (row for row in self._rows if row.message.topic == message.topic)
        row = next(rows, None)
        if row is None or not (message.topic and message.stays and row.message.stays):
            return None
        old = row.message
        is_alike = (old.kind, old.action_label) == (message.kind, message.action_label)
        return row if is_alike and not (old.details or message.details) else None

    def dismiss_topic(self, topic: str) -> None:
        """Take away what was told of `topic`, since it holds no more."""
        for row in [row for row in self._rows if row.message.topic == topic]:
            self._remove(row)

    def _remove(self, row: _MessageRow) -> None:
        if row not in self._rows:
            return
        self._rows.remove(row)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.setVisible(bool(self._rows))

    def _on_theme_changed(self, theme: Theme) -> None:
        for row in self._rows:
            row.set_theme(theme)


class _MessageRow(QFrame):
    """One message with its icon, its buttons if it has any, and a way to dismiss it."""

    copy_wanted = Signal(str)

    def __init__(self, message: Message, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.message = message
        self._icons = icons
        self.setObjectName("message")
        self.setProperty("kind", str(message.kind))
        self._icon = PlainLabel()
        self._text = text = PlainLabel(translated(message.text))
        text.setWordWrap(True)
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.close_button = QToolButton()
        self.close_button.setIconSize(QSize(14, 14))
        self.close_button.setToolTip(tr("Dismiss this message"))
        self.close_button.setAccessibleName(tr("Dismiss this message"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 8, 5)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(text, 1)
        if message.action is not None:
            layout.addWidget(_link(message.action_label, self._act))
        if message.details:
            self._copy = _link(tr("Copy details"), self._copy_details)
            layout.addWidget(self._copy)
        layout.addWidget(self.close_button)
        self.set_theme(theme)

    def reword(self, message: Message) -> None:
        """Show the words of another message of the same kind, and do what that one does."""
        self.message = message
        self._text.setText(translated(message.text))

    def _act(self) -> None:
        if self.message.action is not None:
            self.message.action()

    def _copy_details(self) -> None:
        self.copy_wanted.emit(self.message.details)
        self._copy.setText(tr("Copied"))

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        colour = {
            MessageKind.SUCCESS: theme.success,
            MessageKind.WARNING: theme.warning,
            MessageKind.ERROR: theme.error,
        }.get(self.message.kind, theme.muted)
        icon = self._icons.icon(str(self.message.kind), theme, colour)
        self._icon.setPixmap(icon.pixmap(QSize(20, 20), self.devicePixelRatioF()))
        self.close_button.setIcon(self._icons.icon("close", theme))


def _link(label: str, action: Callable[[], object]) -> QPushButton:
    button = QPushButton(label)
    button.setObjectName("link")
    button.clicked.connect(lambda: action())
    return button


def _replaces(new: Message, old: Message) -> bool:
    return new.text == old.text or (new.topic != "" and new.topic == old.topic)
