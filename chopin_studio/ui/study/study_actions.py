"""The actions for listening studies: create one, and see what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMainWindow, QWidget

from chopin_studio.music.midi_io import read_midi
from chopin_studio.session.generation.services import GenerationServices
from chopin_studio.session.library.take_library import TakeLibrary
from chopin_studio.session.study.study_maker import StudyMaker
from chopin_studio.session.study.study_results import StudyResults
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.ui.kit.actions import Action, add_to_menu

if TYPE_CHECKING:
    from chopin_studio.ui.study.new_study_dialog import NewStudyDialog
    from chopin_studio.ui.study.results_window import StudyResultsWindow


class StudyActions(QObject):
    """Makes the actions, and opens the windows of studies."""

    def __init__(
        self,
        results: StudyResults,
        maker: StudyMaker,
        library: TakeLibrary,
        services: GenerationServices,
        language: str,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self.results_model = results
        self.maker = maker
        self._library = library
        self._services = services
        self._language = language
        self._window = window
        self.results_window: StudyResultsWindow | None = None
        self.new_dialog: NewStudyDialog | None = None
        self.new = Action(
            tr("New &Listening Study…"),
            "Ctrl+Alt+N",
            tr("Create a study in which listeners compare models without knowing which is which"),
            parent=window,
        )
        self.new.triggered.connect(self.create)
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
        add_to_menu(self._window.menuBar(), tr("&Tools"), (None, self.new, self.results))

    def create(self) -> None:
        """Open the window in which a study is created, or bring it to the front."""
        # Imported when asked for, as below.
        from chopin_studio.ui.study.new_study_dialog import NewStudyDialog, StudyMaterial

        if self.new_dialog is None or not (self.new_dialog.isVisible() or self.maker.is_busy):
            if self.new_dialog is not None:
                self.new_dialog.deleteLater()
            library = self._library
            material = StudyMaterial(
                self._services.bundles,
                lambda: library.takes,
                library.store.excerpt,
                read_midi,
            )
            self.new_dialog = NewStudyDialog(
                self.maker, self.results_model, material, self._language, self._window
            )
            self.new_dialog.results_wanted.connect(self.show_results)
        _bring_up(self.new_dialog)

    def close(self) -> None:
        """Cancel the study that is being created."""
        self.maker.cancel()

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
        _bring_up(self.results_window)
        return self.results_window


def _bring_up(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()


def _open_in_browser(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
