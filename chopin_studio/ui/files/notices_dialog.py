"""The dialog with all that was changed or left out as a file was read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QVBoxLayout, QWidget

from chopin_studio.session.support.translation import tr, translated
from chopin_studio.ui.kit.plain_label import PlainLabel

_WIDTH, _HEIGHT = 520, 300


class NoticesDialog(QDialog):
    """Lists sentences, one below the other."""

    def __init__(self, title: str, notices: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Opened with Changes"))
        heading = PlainLabel(tr("“{title}” was read with these changes:", title=title))
        heading.setWordWrap(True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(tr("Changes"))
        self.list.addItems([translated(notice) for notice in notices])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.resize(_WIDTH, _HEIGHT)
