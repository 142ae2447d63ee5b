"""What the dialogs that ask where to save have in common."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.session.support.translation import tr
from chopin_studio.ui.kit.plain_label import PlainLabel


class SaveDialog(QDialog):
    """Has a line for the place, a line for what speaks against it, and Save beside Cancel."""

    def __init__(self, place: Path, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self.place_edit = QLineEdit(str(place))
        self.place_edit.setMinimumWidth(420)
        self.place_edit.setAccessibleName(name)
        self.browse_button = QPushButton(tr("Browse…"))
        self.status = PlainLabel()
        self.status.setObjectName("caption")
        self.status.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save_button = QPushButton(tr("Save"))
        self.save_button.setObjectName("primary")
        self.buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    @property
    def place(self) -> Path:
        """Where to save; `~name` stays as it is where nobody has that name."""
        path = Path(self.place_edit.text().strip())
        try:
            return path.expanduser()
        except RuntimeError:
            return path

    def lay_out(self, title: str, *rows: QLayout | QWidget) -> None:
        """Put the rows below a heading, and the buttons below them."""
        heading = PlainLabel(title)
        heading.setObjectName("dialogTitle")
        heading.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(16)
        layout.addWidget(heading)
        for row in rows:
            if isinstance(row, QLayout):
                layout.addLayout(row)
            else:
                layout.addWidget(row)
        layout.addWidget(self.buttons)
