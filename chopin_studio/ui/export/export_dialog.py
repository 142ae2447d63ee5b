"""The dialog that asks where to save the music, and as what."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QWidget,
)

from chopin_studio.session.support.file_names import MAX_NAME_BYTES, exists, suggested_path
from chopin_studio.session.support.plain_text import as_tooltip
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.ui.kit.save_dialog import SaveDialog

if TYPE_CHECKING:
    from chopin_studio.export.formats import Exporter


class ExportDialog(SaveDialog):
    """Chooses a path and a format; the extension of the one is always that of the other."""

    def __init__(
        self,
        title: str,
        exporters: tuple[Exporter, ...],
        folder: Path,
        extension: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(folder, tr("File"), parent)
        self._exporters = exporters
        self.format_box = QComboBox()
        for exporter in exporters:
            self.format_box.addItem(
                f"{translated(exporter.name)} ({exporter.extension})", exporter.extension
            )
        self.format_box.setCurrentIndex(max(self.format_box.findData(extension), 0))
        self.place_edit.setText(str(suggested_path(folder, title, self.extension)))
        self._lay_out(title)
        self.format_box.currentIndexChanged.connect(self._on_format_changed)
        self.place_edit.textChanged.connect(self._on_path_changed)
        self.browse_button.clicked.connect(self._browse)
        self._on_path_changed()

    @property
    def extension(self) -> str:
        """The format chosen, by its extension."""
        return str(self.format_box.currentData())

    def _lay_out(self, title: str) -> None:
        file_row = QHBoxLayout()
        file_row.setSpacing(8)
        file_row.addWidget(self.place_edit, 1)
        file_row.addWidget(self.browse_button)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow(tr("Format"), self.format_box)
        form.addRow(tr("File"), file_row)
        form.addRow("", self.status)
        self.lay_out(tr("Export “{title}”", title=title) if title else tr("Export"), form)

    def _on_format_changed(self) -> None:
        if self.place.name:
            is_known = self.format_box.findData(self.place.suffix.lower()) >= 0
            path = self.place.with_suffix("") if is_known else self.place
            self.place_edit.setText(str(path.with_name(path.name + self.extension)))

    def _on_path_changed(self) -> None:
        index = self.format_box.findData(self.place.suffix.lower())
        if index >= 0 and index != self.format_box.currentIndex():
            self.format_box.blockSignals(True)
            self.format_box.setCurrentIndex(index)
            self.format_box.blockSignals(False)
        problem = self._problem()
        is_there = not problem and exists(self.place)
        self.save_button.setEnabled(not problem)
        self.save_button.setText(tr("Replace") if is_there else tr("Save"))
        self.save_button.setToolTip(as_tooltip(problem or tr("Save the file")))
        warning = tr("This file already exists and will be replaced.") if is_there else " "
        self.status.setText(problem or warning)

    def _problem(self) -> str:
        """Say why nothing can be saved at the path; empty where it can."""
        if not self.place_edit.text().strip() or not self.place.stem:
            return tr("Enter a file name.")
        if problem := _problem_of_place(self.place):
            return problem
        if self.format_box.findData(self.place.suffix.lower()) < 0:
            known = ", ".join(exporter.extension for exporter in self._exporters)
            return tr("End the name with one of {known}.", known=known)
        return ""

    def _browse(self) -> None:
        filters = ";;".join(f"{translated(one.name)} (*{one.extension})" for one in self._exporters)
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            tr("Export"),
            str(self.place),
            filters,
            self._filter(),
            QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            path = Path(chosen)
            has_known = self.format_box.findData(path.suffix.lower()) >= 0
            named = path if has_known else path.with_name(path.name + self.extension)
            self.place_edit.setText(str(named))

    def _filter(self) -> str:
        exporter = self._exporters[self.format_box.currentIndex()]
        return f"{translated(exporter.name)} (*{exporter.extension})"


def _problem_of_place(path: Path) -> str:
    """Say why there can be no file at `path`; empty where there can."""
    try:
        name = os.fsencode(path.name)
        if b"\x00" in os.fsencode(path):
            return tr("File names cannot contain that character. Enter another name.")
        if len(name) > MAX_NAME_BYTES:
            return tr("The name is too long. Shorten it.")
        if path.is_dir():
            return tr("That is a folder. Add a file name.")
        if not path.parent.is_dir():
            return tr("That folder does not exist. Choose another one.")
    except UnicodeEncodeError:
        return tr("File names cannot contain that character. Enter another name.")
    except OSError as error:
        return tr(
            "That location cannot be used ({strerror}). Choose another one.",
            strerror=error.strerror,
        )
    return ""
