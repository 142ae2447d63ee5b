"""The dialog that asks in which formats, and where, to save several takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.ui.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chopin_studio.export import Exporter

COLUMNS = 2


class BatchExportDialog(QDialog):
    """Chooses one format or more, and a folder."""

    def __init__(
        self,
        takes: int,
        exporters: Sequence[Exporter],
        folder: Path,
        extensions: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self._takes = takes
        self._exporters = tuple(exporters)
        self.boxes = {
            one.extension: QCheckBox(f"{one.name} ({one.extension})") for one in exporters
        }
        for extension, box in self.boxes.items():
            box.setChecked(extension in extensions)
        self.folder_edit = QLineEdit(str(folder))
        self.folder_edit.setMinimumWidth(420)
        self.folder_edit.setAccessibleName("Folder")
        self._browse_button = QPushButton("Browse…")
        self._status = QLabel()
        self._status.setObjectName("caption")
        self._status.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save_button = QPushButton("Save")
        self.save_button.setObjectName("primary")
        self._lay_out()
        for box in self.boxes.values():
            box.toggled.connect(self._refresh)
        self.folder_edit.textChanged.connect(self._refresh)
        self._browse_button.clicked.connect(self._browse)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._refresh()

    @property
    def exporters(self) -> tuple[Exporter, ...]:
        """The formats that are ticked."""
        return tuple(one for one in self._exporters if self.boxes[one.extension].isChecked())

    @property
    def folder(self) -> Path:
        """Where to save; `~name` stays as it is where nobody has that name."""
        path = Path(self.folder_edit.text().strip())
        try:
            return path.expanduser()
        except RuntimeError:
            return path

    def _lay_out(self) -> None:
        self.buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setDefault(True)
        heading = QLabel(f"Export {count(self._takes, 'take')}")
        heading.setObjectName("dialogTitle")
        formats = QGridLayout()
        formats.setHorizontalSpacing(20)
        rows = -(-len(self.boxes) // COLUMNS)
        for number, box in enumerate(self.boxes.values()):
            formats.addWidget(box, number % rows, number // rows)
        folder_row = QHBoxLayout()
        folder_row.setSpacing(8)
        folder_row.addWidget(QLabel("Folder"))
        folder_row.addWidget(self.folder_edit, 1)
        folder_row.addWidget(self._browse_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(16)
        layout.addWidget(heading)
        layout.addLayout(formats)
        layout.addLayout(folder_row)
        layout.addWidget(self._status)
        layout.addWidget(self.buttons)

    def _refresh(self) -> None:
        problem = self._problem()
        self.save_button.setEnabled(not problem)
        self.save_button.setToolTip(problem or "Write the files")
        files = count(self._takes * len(self.exporters), "file")
        self._status.setText(problem or f"{files}, named after the takes.")

    def _problem(self) -> str:
        """Say why nothing can be saved; empty where it can."""
        if not self.exporters:
            return "Tick at least one format."
        if not self.folder_edit.text().strip():
            return "Choose a folder."
        try:
            is_folder = self.folder.is_dir()
        except (OSError, ValueError):
            is_folder = False
        return "" if is_folder else "That folder does not exist: choose another one."

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Export", str(self.folder))
        if chosen:
            self.folder_edit.setText(chosen)
