"""What the Tools menu offers about originality: the report, saving it, playing what quotes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QMainWindow

from chopin_studio.files import write_text
from chopin_studio.originality.report import Report
from chopin_studio.originality.report_text import report_page, report_to_json
from chopin_studio.session.originality.originality_model import TOPIC, OriginalityModel
from chopin_studio.session.originality.quoted import Quoted
from chopin_studio.session.originality.quoted_seeds import QuotedSeeds
from chopin_studio.session.session import Session
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.file_names import suggested_path
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.actions import Action, add_to_menu
from chopin_studio.ui.originality.report_dialog import OriginalityReportDialog
from chopin_studio.ui.originality.status_strip import OriginalityStrip

NO_REPORT = translatable("There is no report yet. Open some music and wait a moment.")
NOTHING_QUOTED = translatable("No quotation was found in the current music.")
_TEXT, _JSON = ".txt", ".json"


class OriginalityActions(QObject):
    """Makes the actions and the strip, and opens the report.

    `folder` gives where to save, as far as the user has chosen that, `play_icon` the icon of play
    in the colours of the theme.
    """

    message = Signal(object)

    def __init__(
        self,
        model: OriginalityModel,
        session: Session,
        pool: QThreadPool,
        folder: Callable[[], str],
        play_icon: Callable[[], QIcon],
        seeds: QuotedSeeds,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self.model = model
        self._session = session
        self._pool = pool
        self._folder = folder
        self._play_icon = play_icon
        self._seeds = seeds
        self._window = window
        self.dialog: OriginalityReportDialog | None = None
        self.report = Action(
            tr("&Originality Report…"),
            "Ctrl+I",
            tr("See what the current music quotes"),
            parent=window,
        )
        self.report.setIconText(tr("Report…"))
        self.save = Action(
            tr("Save Originality R&eport…"),
            "Ctrl+Shift+I",
            tr("Save the report as text, or as JSON for scripts"),
            parent=window,
        )
        self.save.setIconText(tr("Save Report…"))
        self.play_next = Action(
            tr("Play &Next Quotation"),
            "Ctrl+Alt+I",
            tr("Play the next quotation after the playhead"),
            parent=window,
        )
        self.play_next.setIconText(tr("Next Quotation"))
        self.report.triggered.connect(lambda: self.show_report())
        self.save.triggered.connect(self.ask_where_to_save)
        self.play_next.triggered.connect(model.play_next)
        self.strip = OriginalityStrip(model, session, (self.play_next, self.report))
        model.message.connect(self.message)
        seeds.player.message.connect(self.message)
        model.asked.connect(self.show_report)
        model.changed.connect(self._refresh)
        session.piece_changed.connect(self._refresh)
        self._refresh()

    def fill_menu(self) -> None:
        """Put the actions into the Tools menu."""
        entries = (None, self.report, self.play_next, self.save)
        add_to_menu(self._window.menuBar(), tr("&Tools"), entries)

    def show_report(self, quoted: Quoted | None = None) -> None:
        """Open the report beside the window, or bring it to the front, and point out `quoted`."""
        if self.dialog is None:
            self.dialog = OriginalityReportDialog(
                self.model, self._session, self.save, self._play_icon, self._seeds, self._window
            )
        if quoted is not None:
            self.dialog.point_out(quoted)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def ask_where_to_save(self) -> None:
        """Let the user choose where to save the report, and as what."""
        report, piece = self.model.report, self._session.piece
        if report is None or piece is None:
            return
        folder = Path(self._folder() or Path.home())
        suggested = suggested_path(folder, tr("{title} originality", title=piece.title), _TEXT)
        chosen, kind = QFileDialog.getSaveFileName(
            self._window,
            tr("Save Originality Report"),
            str(suggested),
            f"Text (*{_TEXT});;JSON (*{_JSON})",
        )
        if chosen:
            path = Path(chosen)
            if path.suffix.lower() not in (_TEXT, _JSON):
                path = path.with_name(path.name + (_JSON if _JSON in kind else _TEXT))
            self.save_report(report, piece.title, path)

    def save_report(self, report: Report, title: str, path: Path) -> None:
        """Write the report to `path`, as JSON where it ends in that."""
        is_take = self.model.is_take
        if path.suffix.lower() == _JSON:
            text = (
                json.dumps(report_to_json(report, is_take=is_take), indent=2, ensure_ascii=False)
                + "\n"
            )
        else:
            text = report_page(report, title, is_take=is_take)
        job = BackgroundJob(once(lambda: write_text(path, text)), self._pool, self)
        job.finished.connect(
            lambda: self.message.emit(Message(f"Saved {path}", MessageKind.SUCCESS, TOPIC))
        )
        job.failed.connect(lambda error: self.message.emit(message_of(error, TOPIC)))
        job.start()

    def _refresh(self) -> None:
        no_report = (
            "" if self.model.report is not None else self.model.problem or translated(NO_REPORT)
        )
        self.report.allow("" if self._session.piece is not None else translated(NO_REPORT))
        self.save.allow(no_report)
        self.play_next.allow(no_report or ("" if self.model.quoted else translated(NOTHING_QUOTED)))
