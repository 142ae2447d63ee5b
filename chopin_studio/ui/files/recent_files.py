"""The menu of files that were opened last."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from chopin_studio.session.opening.opened_file import plain_name
from chopin_studio.session.support.plain_text import as_caption, as_tooltip
from chopin_studio.session.support.translation import tr
from chopin_studio.settings.window import MOST_RECENT


class RecentFiles(QObject):
    """Files opened last, the latest first, and their menu.

    The menu is filled as it opens: a file that is gone meanwhile is disabled there, and says so.
    `chosen` tells of the file that is to be opened.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.paths: tuple[Path, ...] = ()
        self.menu = QMenu(tr("Open &Recent"), parent)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._fill)
        self._refresh()

    def take_up(self, recent: Sequence[str]) -> None:
        """List the files as they were remembered."""
        self.paths = tuple(map(Path, recent))
        self._refresh()

    def remembered(self) -> tuple[str, ...]:
        """Return the files to remember."""
        return tuple(map(str, self.paths))

    def add(self, path: Path) -> None:
        """Put a file at the top."""
        path = path.absolute()
        others = (other for other in self.paths if other != path)
        self.paths = (path, *others)[:MOST_RECENT]
        self._refresh()

    def clear(self) -> None:
        """Forget all of them."""
        self.paths = ()
        self._refresh()

    def _refresh(self) -> None:
        action = self.menu.menuAction()
        action.setEnabled(bool(self.paths))
        action.setToolTip("" if self.paths else tr("No file has been opened yet."))

    def _fill(self) -> None:
        self.menu.clear()
        for path in self.paths:
            self.menu.addAction(self._entry(path))
        self.menu.addSeparator()
        clear = self.menu.addAction(tr("&Clear List"))
        clear.setToolTip(tr("Forget the files in this list; the files stay where they are"))
        clear.triggered.connect(self.clear)

    def _entry(self, path: Path) -> QAction:
        action = QAction(as_caption(plain_name(path.name)), self.menu)
        is_there = path.is_file()
        action.setEnabled(is_there)
        place = plain_name(str(path))
        gone = tr("{path} is not there any more.", path=place)
        action.setToolTip(as_tooltip(place if is_there else gone))
        action.triggered.connect(lambda: self.chosen.emit(path))
        return action
