"""Several takes at once, in several formats, into one folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThreadPool, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from chopin_studio.errors import StudioError
from chopin_studio.library.take_credits import credits_of
from chopin_studio.session.support.background_job import BackgroundJob
from chopin_studio.session.support.file_names import (
    distinct_names,
    exists,
    free_names,
    suggested_path,
)
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.texts import translatable
from chopin_studio.ui.export.batch_export_dialog import BatchExportDialog
from chopin_studio.ui.export.export_controller import TOPIC, ExportController
from chopin_studio.ui.export.export_progress import (
    ExportCancelledError,
    ExportProgress,
    RunningExports,
)

if TYPE_CHECKING:
    from chopin_studio.export.formats import Exporter
    from chopin_studio.library.store import TakeStore
    from chopin_studio.library.take import Take


class Existing(Enum):
    """What becomes of files that are there already."""

    REPLACE = translatable("&Replace")
    KEEP_BOTH = translatable("Keep &Both")
    SKIP = translatable("&Skip")


@dataclass(frozen=True, slots=True)
class ExportBatch:
    """Takes, the formats wanted of each, and where to."""

    takes: tuple[Take, ...]
    exporters: tuple[Exporter, ...]
    folder: Path

    @property
    def existing(self) -> list[Path]:
        """The files that are there already under the names that the takes would get."""
        names = distinct_names([take.title for take in self.takes], lambda name: False)
        return [path for name in names for path in self._paths(name) if exists(path)]

    def files(self, existing: Existing) -> list[tuple[Take, list[tuple[Exporter, Path]]]]:
        """Return the files to write of each take; one name serves all formats of a take."""
        titles = [take.title for take in self.takes]
        if existing is Existing.KEEP_BOTH:
            names = free_names(self.folder, titles, [one.extension for one in self.exporters])
        else:
            names = distinct_names(titles, lambda name: False)
        files = []
        for take, name in zip(self.takes, names, strict=True):
            pairs = zip(self.exporters, self._paths(name), strict=True)
            wanted = [
                pair for pair in pairs if existing is not Existing.SKIP or not exists(pair[1])
            ]
            files.append((take, wanted))
        return files

    def _paths(self, name: str) -> list[Path]:
        return [self.folder / f"{name}{one.extension}" for one in self.exporters]


class BatchExportController(QObject):
    """Exports several takes; folder and format are remembered where those of one are."""

    message = Signal(object)

    def __init__(
        self,
        store: TakeStore,
        export_controller: ExportController,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._export_controller = export_controller
        self._pool = pool
        self._formats: tuple[str, ...] = ()
        self._running = RunningExports(self)

    def ask(self, takes: Sequence[Take], window: QWidget) -> None:
        """Let the user choose formats and folder for the takes."""
        dialog = BatchExportDialog(
            len(takes),
            self._export_controller.exporters,
            Path(self._export_controller.folder or Path.home()),
            self._formats or (self._export_controller.extension,),
            window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(
            lambda: self._begin(ExportBatch(tuple(takes), dialog.exporters, dialog.place), window)
        )
        dialog.open()

    def close(self) -> None:
        """Call off what is being written."""
        self._running.cancel()

    def _begin(self, batch: ExportBatch, window: QWidget) -> None:
        """Export, once it is known what becomes of files that are there already."""
        self._formats = tuple(one.extension for one in batch.exporters)
        self._export_controller.remember(batch.folder, self._formats[0])
        existing = batch.existing
        if existing:
            self._ask_existing(batch, existing, window)
        else:
            self.export(batch, Existing.KEEP_BOTH)

    def _ask_existing(self, batch: ExportBatch, existing: Sequence[Path], window: QWidget) -> None:
        box = QMessageBox(window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(tr("Export"))
        box.setText(
            tr("“{name}” already exists.", name=existing[0].name)
            if len(existing) == 1
            else tr("{existing} of the files already exist.", existing=len(existing))
        )
        box.setInformativeText(
            tr("Replace them, keep both under another name, or skip these files?")
        )
        for choice in Existing:
            button = box.addButton(translated(choice.value), QMessageBox.ButtonRole.AcceptRole)
            button.clicked.connect(lambda _=False, one=choice: self.export(batch, one))
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.open()

    def export(self, batch: ExportBatch, existing: Existing) -> None:
        """Write the files on the pool; what cannot be written does not keep the others back."""
        files = batch.files(existing)
        total = sum(len(wanted) for _, wanted in files)
        if not total:
            self.message.emit(Message(tr("All of the files already exist."), topic=TOPIC))
            return
        watch = self._running.watch(tr_plural("{n} files", "{n} file", total))
        run = _ExportRun(self._store, files, existing, watch)
        job = BackgroundJob(run.work, self._pool, self)
        job.finished.connect(lambda: self._on_done(batch.folder, run))
        job.failed.connect(lambda error: self._on_failed(batch.folder, run, error))
        self._running.end_with(job, watch)
        job.start()

    def _on_done(self, folder: Path, run: _ExportRun) -> None:
        def show_folder() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        text = tr_plural(
            "Saved {n} files in {folder}.",
            "Saved {n} file in {folder}.",
            len(run.written),
            folder=folder,
        )
        kind = MessageKind.SUCCESS
        if run.problems:
            failed = tr_plural(
                "{n} files could not be saved: {problem}",
                "{n} file could not be saved: {problem}",
                len(run.problems),
                problem=run.problems[0],
            )
            text = f"{text} {failed}"
            kind = MessageKind.WARNING if run.written else MessageKind.ERROR
        self.message.emit(Message(text, kind, TOPIC, tr("Show in Folder"), show_folder))

    def _on_failed(self, folder: Path, run: _ExportRun, error: Exception) -> None:
        if isinstance(error, ExportCancelledError):
            text = tr_plural(
                "The export was cancelled. {n} files were saved in {folder}.",
                "The export was cancelled. {n} file was saved in {folder}.",
                len(run.written),
                folder=folder,
            )
            self.message.emit(Message(text, MessageKind.INFO, TOPIC))
        else:
            self.message.emit(message_of(error, TOPIC))


class _ExportRun:
    """Writes the files one after the other, on a pool thread."""

    def __init__(
        self,
        store: TakeStore,
        files: Sequence[tuple[Take, list[tuple[Exporter, Path]]]],
        existing: Existing,
        watch: ExportProgress,
    ) -> None:
        self.written: list[Path] = []
        self.problems: list[str] = []
        self._store = store
        self._files = files
        self._existing = existing
        self._watch = watch
        self._total = sum(len(wanted) for _, wanted in files)

    def work(self) -> Iterator[object]:
        """Write every file; ExportCancelledError where the user has enough."""
        for take, wanted in self._files:
            if not wanted:
                continue
            try:
                excerpt = self._store.excerpt(take.id)
            except StudioError as error:
                self.problems += [str(error)] * len(wanted)
                continue
            credits = credits_of(take.record, take.title)
            for exporter, path in wanted:
                self._report(0.0)
                try:
                    place = self._place(path, take)
                    exporter.export(excerpt, place, credits, self._report)
                    self.written.append(place)
                except StudioError as error:
                    self.problems.append(str(error))
                yield path

    def _place(self, path: Path, take: Take) -> Path:
        """Return where to write: elsewhere if a file came there that nobody was asked about."""
        if self._existing is Existing.REPLACE or not exists(path):
            return path
        return suggested_path(path.parent, take.title, path.suffix)

    def _report(self, share: float) -> None:
        done = len(self.written) + len(self.problems)
        self._watch.report((done + share) / self._total)
