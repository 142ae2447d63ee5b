"""The dialog that asks which takes of the library are compared as one group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.session.support.translation import tr
from chopin_studio.ui.kit.plain_label import PlainLabel

if TYPE_CHECKING:
    from chopin_studio.library.take import Take

_WIDTH, _HEIGHT = 420, 420


class ChooseTakesDialog(QDialog):
    """A list of takes with a box to tick beside each."""

    def __init__(self, takes: Sequence[Take], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Add Takes"))
        self._takes = tuple(takes)
        heading = PlainLabel(tr("Takes that are compared as one group"))
        heading.setObjectName("dialogTitle")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Takes"))
        for take in self._takes:
            item = QListWidgetItem(take.title, self.list)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.itemChanged.connect(self._refresh)
        column = QVBoxLayout(self)
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        column.addWidget(self.buttons)
        self.resize(_WIDTH, _HEIGHT)
        self._refresh()

    @property
    def chosen(self) -> tuple[Take, ...]:
        """The takes that are ticked."""
        checked = Qt.CheckState.Checked
        return tuple(
            take
            for row, take in enumerate(self._takes)
            if self.list.item(row).checkState() == checked
        )

    def _refresh(self) -> None:
        self.ok.setEnabled(bool(self.chosen))
