"""The buttons for the page that listeners get: save it, or open it for one at this computer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from chopin_studio.session.study.study_results import StudyResults
from chopin_studio.session.support.file_names import suggested_path
from chopin_studio.session.support.translation import tr

_ZIP = ".zip"


class PageButtons(QWidget):
    """Two buttons for the study that is open."""

    def __init__(self, model: StudyResults, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.page = QPushButton(tr("Page for Listeners…"))
        self.page.setToolTip(tr("Save the page to send to listeners, as a .zip"))
        self.page.clicked.connect(self.ask_where_to_write)
        self.listen = QPushButton(tr("Listen Here"))
        self.listen.setToolTip(tr("Open the page in the browser, for a listener at this computer"))
        self.listen.clicked.connect(model.make_page_here)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.page, self.listen):
            button.setAutoDefault(False)
            row.addWidget(button)

    def ask_where_to_write(self) -> None:
        """Let the user choose where to save the page for listeners."""
        current = self._model.current
        if current is None:
            return
        suggested = suggested_path(current.folder.parent, tr("Page for listeners"), _ZIP)
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Page for Listeners"), str(suggested), f"ZIP (*{_ZIP})"
        )
        if chosen:
            path = Path(chosen)
            if path.suffix.lower() != _ZIP:
                path = path.with_name(f"{path.name}{_ZIP}")
            self._model.write_page(path)
