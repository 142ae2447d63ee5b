"""The dialog that asks in which formats, and where, to save several takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QWidget,
)

from chopin_studio.session.support.plain_text import as_tooltip
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.kit.save_dialog import SaveDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chopin_studio.export.formats import Exporter

COLUMNS = 2


class BatchExportDialog(SaveDialog):
    """Chooses one format or more, and a folder."""

    def __init__(
        self,
        takes: int,
        exporters: Sequence[Exporter],
        folder: Path,
        extensions: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(folder, tr("Folder"), parent)
        self._takes = takes
        self._exporters = tuple(exporters)
        self.boxes = {
            one.extension: QCheckBox(f"{translated(one.name)} ({one.extension})")
            for one in exporters
        }
        for extension, box in self.boxes.items():
            box.setChecked(extension in extensions)
        self._lay_out()
        for box in self.boxes.values():
            box.toggled.connect(self._refresh)
        self.place_edit.textChanged.connect(self._refresh)
        self.browse_button.clicked.connect(self._browse)
        self._refresh()

    @property
    def exporters(self) -> tuple[Exporter, ...]:
        """The formats that are ticked."""
        return tuple(one for one in self._exporters if self.boxes[one.extension].isChecked())

    def _lay_out(self) -> None:
        formats = QGridLayout()
        formats.setHorizontalSpacing(20)
        rows = -(-len(self.boxes) // COLUMNS)
        for number, box in enumerate(self.boxes.values()):
            formats.addWidget(box, number % rows, number // rows)
        folder_row = QHBoxLayout()
        folder_row.setSpacing(8)
        folder_row.addWidget(PlainLabel(tr("Folder")))
        folder_row.addWidget(self.place_edit, 1)
        folder_row.addWidget(self.browse_button)
        title = tr_plural("Export {n} Takes", "Export {n} Take", self._takes)
        self.lay_out(title, formats, folder_row, self.status)

    def _refresh(self) -> None:
        problem = self._problem()
        self.save_button.setEnabled(not problem)
        self.save_button.setToolTip(as_tooltip(problem or tr("Save the files")))
        files = tr_plural(
            "{n} files, named after the takes.",
            "{n} file, named after the take.",
            self._takes * len(self.exporters),
        )
        self.status.setText(problem or files)

    def _problem(self) -> str:
        """Say why nothing can be saved; empty where it can."""
        if not self.exporters:
            return tr("Select at least one format.")
        if not self.place_edit.text().strip():
            return tr("Choose a folder.")
        try:
            is_folder = self.place.is_dir()
        except (OSError, ValueError):
            is_folder = False
        return "" if is_folder else tr("That folder does not exist. Choose another one.")

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Export"), str(self.place))
        if chosen:
            self.place_edit.setText(chosen)
