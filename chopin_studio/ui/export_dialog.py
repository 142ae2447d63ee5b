"""The dialog that asks where to save the music, and as what."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.ui.file_names import MAX_NAME_BYTES, exists, suggested_path

if TYPE_CHECKING:
    from chopin_studio.export import Exporter


class ExportDialog(QDialog):
    """Chooses a path and a format; the extension of the one is always that of the other."""

    def __init__(
        self,
        title: str,
        exporters: tuple[Exporter, ...],
        folder: Path,
        extension: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self._exporters = exporters
        self.format_box = QComboBox()
        for exporter in exporters:
            self.format_box.addItem(f"{exporter.name} ({exporter.extension})", exporter.extension)
        self.format_box.setCurrentIndex(max(self.format_box.findData(extension), 0))
        self.path_edit = QLineEdit(str(suggested_path(folder, title, self.extension)))
        self.path_edit.setMinimumWidth(420)
        self.path_edit.setAccessibleName("File")
        self._browse_button = QPushButton("Browse…")
        self._status = QLabel()
        self._status.setObjectName("caption")
        self._status.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save_button = QPushButton("Save")
        self.save_button.setObjectName("primary")
        self._lay_out(title)
        self.format_box.currentIndexChanged.connect(self._on_format_changed)
        self.path_edit.textChanged.connect(self._on_path_changed)
        self._browse_button.clicked.connect(self._browse)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._on_path_changed()

    @property
    def path(self) -> Path:
        """Where to save; `~name` stays as it is where nobody has that name."""
        path = Path(self.path_edit.text().strip())
        try:
            return path.expanduser()
        except RuntimeError:
            return path

    @property
    def extension(self) -> str:
        """The format chosen, by its extension."""
        return str(self.format_box.currentData())

    def _lay_out(self, title: str) -> None:
        self.buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setDefault(True)
        heading = QLabel(f"Export “{title}”" if title else "Export")
        heading.setObjectName("dialogTitle")
        heading.setWordWrap(True)
        file_row = QHBoxLayout()
        file_row.setSpacing(8)
        file_row.addWidget(self.path_edit, 1)
        file_row.addWidget(self._browse_button)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow("Format", self.format_box)
        form.addRow("File", file_row)
        form.addRow("", self._status)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(16)
        layout.addWidget(heading)
        layout.addLayout(form)
        layout.addWidget(self.buttons)

    def _on_format_changed(self) -> None:
        if self.path.name:
            is_known = self.format_box.findData(self.path.suffix.lower()) >= 0
            path = self.path.with_suffix("") if is_known else self.path
            self.path_edit.setText(str(path.with_name(path.name + self.extension)))

    def _on_path_changed(self) -> None:
        index = self.format_box.findData(self.path.suffix.lower())
        if index >= 0 and index != self.format_box.currentIndex():
            self.format_box.blockSignals(True)
            self.format_box.setCurrentIndex(index)
            self.format_box.blockSignals(False)
        problem = self._problem()
        is_there = not problem and exists(self.path)
        self.save_button.setEnabled(not problem)
        self.save_button.setText("Replace" if is_there else "Save")
        self.save_button.setToolTip(problem or "Write the file")
        warning = "This file exists and will be replaced." if is_there else " "
        self._status.setText(problem or warning)

    def _problem(self) -> str:
        """Say why nothing can be saved at the path; empty where it can."""
        if not self.path_edit.text().strip() or not self.path.stem:
            return "Type the name of the file."
        if problem := _problem_of_place(self.path):
            return problem
        if self.format_box.findData(self.path.suffix.lower()) < 0:
            known = ", ".join(exporter.extension for exporter in self._exporters)
            return f"End the name with one of {known}."
        return ""

    def _browse(self) -> None:
        filters = ";;".join(f"{one.name} (*{one.extension})" for one in self._exporters)
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "Export",
            str(self.path),
            filters,
            self._filter(),
            QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            path = Path(chosen)
            has_known = self.format_box.findData(path.suffix.lower()) >= 0
            named = path if has_known else path.with_name(path.name + self.extension)
            self.path_edit.setText(str(named))

    def _filter(self) -> str:
        exporter = self._exporters[self.format_box.currentIndex()]
        return f"{exporter.name} (*{exporter.extension})"


def _problem_of_place(path: Path) -> str:
    """Say why there can be no file at `path`; empty where there can."""
    try:
        name = os.fsencode(path.name)
        if b"\x00" in os.fsencode(path):
            return "The name has a character in it that no file can have: type it anew."
        if len(name) > MAX_NAME_BYTES:
            return "The name is too long: shorten it."
        if path.is_dir():
            return "That is a folder: add the name of a file."
        if not path.parent.is_dir():
            return "That folder does not exist: choose another one."
    except UnicodeEncodeError:
        return "The name has a character in it that no file can have: type it anew."
    except OSError as error:
        return f"That place cannot be used ({error.strerror}): choose another one."
    return ""
