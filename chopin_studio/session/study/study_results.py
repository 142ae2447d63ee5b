"""The study that is open: its answers are taken in and analysed off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.study.answer_files import ReadAnswers, import_answers, kept_answers
from chopin_studio.study.errors import StudyError
from chopin_studio.study.page import PAGE_FILE, write_page
from chopin_studio.study.study_folder import read_study
from chopin_studio.texts import Text, plural, translatable

if TYPE_CHECKING:
    from chopin_studio.study.definition import Study
    from chopin_studio.study.report.study_report import StudyReport

TOPIC = "study"
PAGE = "page"
"""The folder within a study's in which its page lies for listeners at this computer."""

WriteReport = Callable[["StudyReport", Path], tuple[Path, ...]]


@dataclass(frozen=True, slots=True)
class OpenStudy:
    """A study with its report; `told` are sentences on files of answers that came in last.

    `is_warning` says whether one of them tells of a problem.
    """

    folder: Path
    study: Study
    report: StudyReport
    told: tuple[str, ...] = ()
    is_warning: bool = False


class StudyResults(QObject):
    """Opens one study after the other, and keeps its report as answers come in.

    `changed` tells that `current` is another, or whether work `is_busy`. Work is done one after the
    other: what is asked for meanwhile is refused, and so are other files while some are taken in.
    `page_ready` tells that the page for listeners at this computer can be opened: its path.
    """

    changed = Signal()
    message = Signal(object)
    page_ready = Signal(object)

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.current: OpenStudy | None = None
        self._pool = pool
        self._job: BackgroundJob | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a study or answers are being read, or files written."""
        return self._job is not None

    def open(self, folder: Path) -> None:
        """Read the study in a folder; where that fails, the one before stays open."""
        self._run(lambda: opened_study(folder), self._take_up)

    def take_in(self, paths: Sequence[Path]) -> None:
        """Keep the answers in files and folders with the study, and analyse them all again."""
        current = self.current
        if current is not None and paths:
            self._run(lambda: with_answers(current.folder, paths), self._take_up)

    def save(self, write: WriteReport, path: Path) -> None:
        """Write the report to a file or a folder, in the way of `write`."""
        current = self.current
        if current is not None:
            self._run(lambda: write(current.report, path), lambda _: self._tell_saved(path))

    def write_page(self, path: Path) -> None:
        """Write the page for listeners to a .zip."""
        current = self.current
        if current is not None:
            self._run(
                lambda: write_page(current.folder, current.study, path),
                lambda _: self._tell_saved(path),
            )

    def make_page_here(self) -> None:
        """Have the page for listeners at this computer in the study's folder."""
        current = self.current
        if current is not None:
            place = current.folder / PAGE
            self._run(
                lambda: write_page(current.folder, current.study, place),
                lambda _: self.page_ready.emit(place / PAGE_FILE),
            )

    def _run(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        """Do `work` on the pool and hand `then` its result, unless other work is being done."""
        if self._job is not None:
            self.message.emit(Message(tr("Please wait until the last step is done."), topic=TOPIC))
            return

        def end() -> None:
            self._job = None
            self.changed.emit()

        def on_failed(error: Exception) -> None:
            end()
            self.message.emit(message_of(error, TOPIC))

        def on_done(found: list[object]) -> None:
            then(found[0])

        self._job = BackgroundJob(once(work), self._pool, self)
        self._job.yielded.connect(on_done)
        self._job.finished.connect(end)
        self._job.failed.connect(on_failed)
        self.changed.emit()
        self._job.start()

    def _take_up(self, found: object) -> None:
        if isinstance(found, OpenStudy):
            self.current = found

    def _tell_saved(self, path: Path) -> None:
        text = tr("Saved {path}", path=path)
        self.message.emit(Message(text, MessageKind.SUCCESS, TOPIC))


def opened_study(folder: Path) -> OpenStudy:
    """Read a study with the answers that it has, and analyse them; slow.

    Raises StudyError where there is none, or its file is damaged.
    """
    study = read_study(folder)
    read = kept_answers(folder, study)
    told = (*read.problems, *read.notices)
    return OpenStudy(folder, study, _report(study, read), told, bool(read.problems))


def with_answers(folder: Path, paths: Sequence[Path]) -> OpenStudy:
    """Take in the answers in files and folders, and return the study with all that it has; slow.

    Files with a problem change nothing, and each is told of in a sentence. Raises StudyError where
    the study can no longer be read, FileWriteError where answers cannot be kept.
    """
    study = read_study(folder)
    files = tuple(_files_of(paths))
    new = import_answers(folder, study, files)
    kept = kept_answers(folder, study)
    told = (_came_in(len(new.answers), len(files)), *new.problems, *new.notices)
    return OpenStudy(folder, study, _report(study, kept), told, bool(new.problems))


def told_lines(current: OpenStudy) -> str:
    """Return what is told of files that came in, each sentence on a line of its own."""
    return "\n".join(map(translated, current.told))


def _report(study: Study, read: ReadAnswers) -> StudyReport:
    # Imported on the pool thread: the main window need not wait for statistics.
    from chopin_studio.study.report.analyse import analyse
    from chopin_studio.study.report.published import paper_study

    return analyse(study, read.answers, paper_study())


def _files_of(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield files, and for a folder those of answers directly within it."""
    for path in paths:
        if path.is_dir():
            found = sorted(path.glob("*.json"))
            if not found:
                raise StudyError(
                    translatable(
                        "There are no files of answers in {folder}. They end in .json.",
                        folder=path,
                    )
                )
            yield from found
        else:
            yield path


def _came_in(new: int, files: int) -> Text:
    if not new:
        return plural(
            "{n} files brought no new answers.", "{n} file brought no new answers.", files
        )
    return plural(
        "The answers of {n} listeners came in.", "The answers of {n} listener came in.", new
    )


def listeners_line(report: StudyReport) -> str:
    """Return how many listeners a report is on."""
    return tr_plural(
        "{n} listeners, {finished} of them finished",
        "{n} listener, {finished} of them finished",
        report.listeners,
        finished=report.finished,
    )
