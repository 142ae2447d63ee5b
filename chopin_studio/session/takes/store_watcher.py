"""Sees what another window does to the takes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from chopin_studio.session.library.take_library import TakeLibrary

POLL_MS = 1500


class StoreWatcher(QObject):
    """Has the library read the list again once the store's folder is another than was read.

    Asking costs one look at a folder; QFileSystemWatcher is not used, since folders on other
    machines do not tell it of changes.
    """

    def __init__(self, library: TakeLibrary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.check)
        self._timer.start(POLL_MS)

    def check(self) -> None:
        """Check now; nothing is read before the list has been for the first time."""
        self._library.refresh_if_changed()

    def close(self) -> None:
        """Stop checking."""
        self._timer.stop()
