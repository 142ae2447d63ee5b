"""The actions for listening studies: what came of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMainWindow

from chopin_studio.session.study.study_results import StudyResults
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.ui.kit.actions import Action, add_to_menu

if TYPE_CHECKING:
    from chopin_studio.ui.study.results_window import StudyResultsWindow


class StudyActions(QObject):
    """Makes the actions, and opens the windows of studies."""

    def __init__(self, results: StudyResults, language: str, window: QMainWindow) -> None:
        super().__init__(window)
        self.results_model = results
        self._language = language
        self._window = window
        self.results_window: StudyResultsWindow | None = None
        self.results = Action(
            tr("Listening Study Res&ults…"),
            "Ctrl+Alt+U",
            tr("Take in the answers to a listening study, and see what came of it"),
            parent=window,
        )
        self.results.triggered.connect(self.ask_for_results)
        results.page_ready.connect(_open_in_browser)

    def fill_menu(self) -> None:
        """Put the actions into the Tools menu."""
        add_to_menu(self._window.menuBar(), tr("&Tools"), (None, self.results))

    def ask_for_results(self) -> None:
        """Open the window of the study that was open last, else have the user choose one."""
        shown = self.show_results()
        if self.results_model.current is None and not self.results_model.is_busy:
            shown.ask_for_study()

    def open_results(self, folder: Path) -> None:
        """Open the window on the study in a folder."""
        self.show_results()
        self.results_model.open(folder)

    def show_results(self) -> StudyResultsWindow:
        """Open the window beside the main one, or bring it to the front."""
        # Imported when asked for: a tenth of a second that the main window need not wait.
        from chopin_studio.ui.study.report_files import ReportWriter
        from chopin_studio.ui.study.results_window import StudyResultsWindow

        if self.results_window is None:
            writer = ReportWriter(self._language, translated)
            self.results_window = StudyResultsWindow(self.results_model, writer, self._window)
        self.results_window.show()
        self.results_window.raise_()
        self.results_window.activateWindow()
        return self.results_window


def _open_in_browser(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
