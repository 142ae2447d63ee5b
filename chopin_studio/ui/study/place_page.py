"""The third step of a new study: its title, its language and its folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from chopin_studio.data_fields import one_line
from chopin_studio.session.support.file_names import suggested_path
from chopin_studio.session.support.translation import LANGUAGES, tr
from chopin_studio.study.study_json import LONGEST_TITLE
from chopin_studio.study.texts import StudyTexts, study_languages, study_texts
from chopin_studio.ui.kit.form_grid import FormGrid, in_a_row
from chopin_studio.ui.kit.setting_fields import drop_down


class PlacePage(QWidget):
    """A title, a language, and a folder that is created."""

    def __init__(self, language: str, parent_folder: Path) -> None:
        super().__init__()
        choices = [(code, LANGUAGES.get(code, code)) for code in study_languages()]
        self.language = drop_down(choices, language)
        self.language.setAccessibleName(tr("Language of the page and its questions"))
        self.language.setToolTip(tr("Language of the page and its questions"))
        self.title = QLineEdit()
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.setAccessibleName(tr("Title"))
        self.title.setToolTip(tr("What listeners read above the page"))
        self.folder = QLineEdit(str(suggested_path(parent_folder, tr("Listening study"), "")))
        self.folder.setAccessibleName(tr("Folder"))
        self.folder.setToolTip(tr("The new folder in which the study is kept"))
        self.browse = QPushButton(tr("Browse…"))
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._ask_for_folder)
        self.language.currentIndexChanged.connect(self._show_title)
        grid = FormGrid()
        grid.add(tr("Title"), self.title, self.title)
        grid.add(tr("Language"), self.language, self.language)
        grid.add(tr("Folder"), in_a_row(self.folder, self.browse), self.folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(grid)
        column.addStretch(1)
        self._show_title()

    @property
    def texts(self) -> StudyTexts:
        """The words of the study in the language chosen."""
        return study_texts(self.language.currentData())

    @property
    def study_title(self) -> str:
        """The title typed, else that of a study in the language chosen."""
        return one_line(self.title.text(), LONGEST_TITLE) or self.texts.title

    @property
    def place(self) -> Path | None:
        """The folder for the study; None where none is typed that can be found from anywhere."""
        path = Path(self.folder.text().strip())
        with suppress(RuntimeError):  # nobody has the name after ~
            path = path.expanduser()
        return path if path.is_absolute() and path.name else None

    def _show_title(self) -> None:
        """Show the language's own title where none is typed."""
        self.title.setPlaceholderText(self.texts.title)

    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, tr("Folder for the Study"), str(Path(self.folder.text()).parent)
        )
        if chosen:
            self.folder.setText(str(suggested_path(Path(chosen), tr("Listening study"), "")))
