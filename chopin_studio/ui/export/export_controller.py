"""Ways out for the piece shown: asking where to, writing, and telling that it is done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThreadPool, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from chopin_studio.export.credits import Credits
from chopin_studio.export.formats import Exporter
from chopin_studio.library.take_credits import credits_of
from chopin_studio.session.session import Piece, Session
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.file_names import suggested_path
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.translation import tr
from chopin_studio.ui.export.export_dialog import ExportDialog
from chopin_studio.ui.export.export_progress import ExportCancelledError, RunningExports

TOPIC = "export"


class ExportController(QObject):
    """Exports the piece shown; remembers the folder and the format used last.

    `changed` tells that there is another folder to export to again.
    """

    changed = Signal()
    message = Signal(object)

    def __init__(
        self,
        session: Session,
        exporters: tuple[Exporter, ...],
        pool: QThreadPool,
        folder: str,
        extension: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.folder = folder
        self.extension = extension
        self.exporters = exporters
        self._session = session
        self._pool = pool
        self.running = RunningExports(self)

    def ask(self, window: QWidget) -> None:
        """Let the user choose where to save the piece, and as what."""
        piece = self._session.piece
        if piece is None:
            return
        dialog = ExportDialog(
            piece.title,
            self.exporters,
            Path(self.folder or Path.home()),
            self.extension,
            window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.export(dialog.place))
        dialog.open()

    def again(self) -> None:
        """Save the piece as before, under a name that is still free."""
        piece = self._session.piece
        if piece is not None and self.folder:
            self.export(suggested_path(Path(self.folder), piece.title, self.extension))

    def export(self, path: Path) -> None:
        """Write the piece to `path`, on the pool, in the format of its extension."""
        piece, extension = self._session.piece, path.suffix.lower()
        exporters = {one.extension: one for one in self.exporters}
        if piece is None or extension not in exporters:
            return
        self.remember(path.parent, extension)
        music = piece.draft.excerpt if piece.draft is not None else piece.excerpt
        excerpt = replace(music, title=piece.title)  # renamed, perhaps, since it was read
        write, credits = exporters[extension].export, _credits(piece)
        self.message.emit(Message(tr("Saving {name}…", name=path.name), topic=TOPIC))
        watch = self.running.watch(path.name)
        job = BackgroundJob(
            once(lambda: write(excerpt, path, credits, watch.report)), self._pool, self
        )
        job.finished.connect(lambda: self._on_done(path))
        job.failed.connect(lambda error: self._on_failed(path, error))
        self.running.end_with(job, watch)
        job.start()

    def remember(self, folder: Path, extension: str) -> None:
        """Take note of where and as what was exported last."""
        self.folder, self.extension = str(folder), extension
        self.changed.emit()

    def close(self) -> None:
        """Call off what is being written: half a file is none."""
        self.running.cancel()

    def _on_failed(self, path: Path, error: Exception) -> None:
        if isinstance(error, ExportCancelledError):
            text = tr("{name} was not saved because the export was cancelled.", name=path.name)
            self.message.emit(Message(text, MessageKind.INFO, TOPIC))
        else:
            self.message.emit(message_of(error, TOPIC))

    def _on_done(self, path: Path) -> None:
        def show_folder() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

        text = tr("Saved {path}", path=path)
        self.message.emit(
            Message(text, MessageKind.SUCCESS, TOPIC, tr("Show in Folder"), show_folder)
        )


def _credits(piece: Piece) -> Credits:
    """Say who made `piece`, as far as that is known."""
    return credits_of(piece.take.record, piece.title) if piece.take is not None else Credits()
