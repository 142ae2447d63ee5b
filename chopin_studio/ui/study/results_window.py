"""The window of a study: answers come in, and the report on them is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.session.study.study_results import StudyResults, listeners_line, told_lines
from chopin_studio.session.support.file_names import suggested_path
from chopin_studio.session.support.translation import tr
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.study.page_buttons import PageButtons
from chopin_studio.ui.study.report_files import ReportWriter
from chopin_studio.ui.study.report_view import ReportView
from chopin_studio.ui.study.said_label import SaidLabel

_WIDTH, _HEIGHT = 900, 640
_MOST_TOLD_LINES, _TOLD_MARGIN = 5, 14
_SUFFIXES = (".html", ".pdf", ".md", ".csv", ".json", ".png")


class StudyResultsWindow(QDialog):
    """Stays beside the main window; answers can be dropped on it, as files or as a folder."""

    def __init__(
        self, model: StudyResults, writer: ReportWriter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Listening Study"))
        self.setAcceptDrops(True)
        self._model = model
        self._writer = writer
        self.title = PlainLabel()
        self.title.setObjectName("dialogTitle")
        self.title.setWordWrap(True)
        self.listeners = PlainLabel()
        self.listeners.setObjectName("caption")
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setTabChangesFocus(True)
        self.told.setAccessibleName(tr("Files that came in"))
        self.said = SaidLabel()
        self.page_buttons = PageButtons(model)
        self.view = ReportView()
        self._make_buttons()
        self._lay_out()
        self.resize(_WIDTH, _HEIGHT)
        model.changed.connect(self._refresh)
        model.message.connect(self.said.say)
        self._refresh()

    def _make_buttons(self) -> None:
        self.open_button = QPushButton(tr("Open Study…"))
        self.open_button.setToolTip(tr("Choose the folder of another study"))
        self.add_button = QPushButton(tr("Add Answers…"))
        self.add_button.setObjectName("primary")
        self.add_button.setToolTip(
            tr("Choose files that listeners sent back, or drop files or a folder here")
        )
        self.save_button = QPushButton(tr("Save Report…"))
        self.save_button.setToolTip(tr("Save the report as one file"))
        self.save_all_button = QPushButton(tr("Save All Formats…"))
        self.save_all_button.setToolTip(tr("Save the report and its figures into a folder"))
        self.close_button = QPushButton(tr("Close"))
        for button, command in (
            (self.open_button, self.ask_for_study),
            (self.add_button, self.ask_for_answers),
            (self.save_button, self.ask_where_to_save),
            (self.save_all_button, self.ask_for_folder),
            (self.close_button, self.close),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, run=command: run())

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addWidget(self.listeners)
        head = QHBoxLayout()
        head.addLayout(names, 1)
        head.addWidget(self.open_button)
        head.addWidget(self.add_button)
        foot = QHBoxLayout()
        foot.addWidget(self.page_buttons)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        foot.addWidget(self.save_all_button)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.said)
        column.addWidget(self.told)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    # --- commands -----------------------------------------------------------------------------

    def ask_for_study(self) -> None:
        """Let the user choose the folder of a study."""
        before = self._model.current.folder.parent if self._model.current else Path.home()
        chosen = QFileDialog.getExistingDirectory(self, tr("Open Study"), str(before))
        if chosen:
            self._model.open(Path(chosen))

    def ask_for_answers(self) -> None:
        """Let the user choose files of answers."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self, tr("Add Answers"), str(Path.home()), tr("Answers (*.json)")
        )
        if chosen:
            self._model.take_in([Path(path) for path in chosen])

    def ask_where_to_save(self) -> None:
        """Let the user choose where to save the report, and in which format."""
        suggested = str(suggested_path(self._folder.parent, tr("Study report"), _SUFFIXES[0]))
        formats = ";;".join(f"{suffix[1:].upper()} (*{suffix})" for suffix in _SUFFIXES)
        chosen, kind = QFileDialog.getSaveFileName(self, tr("Save Report"), suggested, formats)
        if chosen:
            path = Path(chosen)
            if path.suffix.lower() not in _SUFFIXES:
                path = path.with_name(f"{path.name}{_suffix_of(kind)}")
            self._model.save(self._writer.write, path)

    def ask_for_folder(self) -> None:
        """Let the user choose a folder for the report in all formats."""
        chosen = QFileDialog.getExistingDirectory(
            self, tr("Save All Formats"), str(self._folder.parent)
        )
        if chosen:
            self._model.save(self._writer.write, Path(chosen))

    # --- news ---------------------------------------------------------------------------------

    def _refresh(self) -> None:
        current, is_busy = self._model.current, self._model.is_busy
        if is_busy:
            self.said.say(None)
        for widget in (self.add_button, self.page_buttons, self.save_button, self.save_all_button):
            widget.setEnabled(current is not None and not is_busy)
        self.open_button.setEnabled(not is_busy)
        self.told.setVisible(current is not None and bool(current.told))
        if current is None:
            self.title.setText(tr("Reading the study…") if is_busy else tr("No study is open"))
            self.listeners.setText("")
            return
        self.title.setText(current.study.title)
        line = listeners_line(current.report)
        self.listeners.setText(tr("Working…") if is_busy else line)
        self.told.setPlainText(told_lines(current))
        lines = min(_MOST_TOLD_LINES, len(current.told))
        self.told.setFixedHeight(lines * self.fontMetrics().lineSpacing() + _TOLD_MARGIN)
        self.view.show_report(current.report)

    @property
    def _folder(self) -> Path:
        return self._model.current.folder if self._model.current is not None else Path.home()

    # --- Qt's events --------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Welcome files and folders while a study is open."""
        if self._model.current is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take in the answers dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._model.take_in(paths)


def _suffix_of(kind: str) -> str:
    """Return the suffix of a format as the dialog names it."""
    return next((suffix for suffix in _SUFFIXES if suffix in kind), _SUFFIXES[0])
