"""Esc, while the mouse has something in hand: it lets go of that, and does nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent


class EscapeFilter(QObject):
    """Calls `cancel` at Esc as long as it watches, whatever has the focus.

    Otherwise Esc is the key that stops the music; so that it does not do both, this takes the key
    before the program looks for shortcuts.
    """

    def __init__(self, cancel: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._cancel = cancel

    def watch(self, is_on: bool) -> None:
        """Take Esc from now on, or leave it to others."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            if is_on:
                application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the key, first as a would-be shortcut and then as itself."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress:
            self.watch(False)
            self._cancel()
            return True
        return False
