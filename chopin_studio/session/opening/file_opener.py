"""Open files of music on the pool, one or several, and say what came of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from chopin_studio.session.opening.opened_file import OpenedFile, OpenMusic, plain_name, read_file
from chopin_studio.session.support.background_job import BackgroundJob
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.translation import tr, tr_plural

TOPIC = "open"
MOMENT_MS = 400
"""What takes no longer is not worth a word about its progress."""

Outcome = tuple[Path, "OpenedFile | Exception"]


class _CancelledError(Exception):
    """What is read is not wanted any more."""


@dataclass(slots=True)
class _Run:
    """Files that are opened together, and what has come of them so far.

    `share` is how much of the file in hand is read, 0 to 1; the thread that reads sets it, and
    ends once the run `is_cancelled`.
    """

    paths: Sequence[Path]
    share: float = 0.0
    is_cancelled: bool = False
    opened: list[OpenedFile] = field(default_factory=list)
    failed: list[tuple[Path, Exception]] = field(default_factory=list)

    @property
    def done(self) -> int:
        return len(self.opened) + len(self.failed)

    def report(self, share: float) -> None:
        """Take down what share is read, on any thread; raises where nobody wants to know."""
        if self.is_cancelled:
            raise _CancelledError
        self.share = share


class FileOpener(QObject):
    """Reads files one after the other; what takes longer than a moment can be cancelled.

    `opened` tells of each file that was read, `empty` of each that has no notes to play, `failed`
    of each that could not be read; `ended` that no file is being read any more.
    """

    opened = Signal(object)
    empty = Signal(object)
    failed = Signal(object)
    ended = Signal()
    message = Signal(object)

    def __init__(
        self, open_music: OpenMusic, pool: QThreadPool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.open_music = open_music
        self._pool = pool
        self._jobs: dict[BackgroundJob, _Run] = {}
        self._moment = QTimer(self)
        self._moment.setInterval(MOMENT_MS)
        self._moment.timeout.connect(self._tell_progress)

    @property
    def is_reading(self) -> bool:
        """Whether files are being read."""
        return bool(self._jobs)

    def open(self, paths: Sequence[Path], parts: Collection[int] | None = None) -> None:
        """Read files in this order; `parts` are those to take, None for what seems the piano."""
        if not paths:
            return
        run = _Run(tuple(paths))
        job = BackgroundJob(_reading(run, self.open_music, parts), self._pool, self)
        self._jobs[job] = run
        job.yielded.connect(lambda outcomes: self._on_read(job, outcomes))
        job.finished.connect(lambda: self._on_ended(job))
        job.failed.connect(lambda error: self._on_broken(job, error))
        job.start()
        self._moment.start()

    def cancel(self) -> None:
        """Read no more files; what was opened so far stays."""
        jobs, self._jobs = self._jobs, {}
        for job, run in jobs.items():
            run.is_cancelled = True
            job.cancel()
        self._moment.stop()
        if jobs:
            self.ended.emit()
            self.message.emit(Message(tr("Opening was cancelled."), topic=TOPIC))

    def _on_read(self, job: BackgroundJob, outcomes: Sequence[Outcome]) -> None:
        run = self._jobs.get(job)
        if run is None:
            return  # cancelled
        for path, outcome in outcomes:
            if isinstance(outcome, OpenedFile):
                run.opened.append(outcome)
                has_notes = bool(outcome.music.excerpt.notes)
                (self.opened if has_notes else self.empty).emit(outcome)
            else:
                run.failed.append((path, outcome))
                self.failed.emit(path)

    def _on_broken(self, job: BackgroundJob, error: Exception) -> None:
        self._jobs.pop(job, None)
        self._end_if_idle()
        self.message.emit(message_of(error, TOPIC))

    def _on_ended(self, job: BackgroundJob) -> None:
        run = self._jobs.pop(job, None)
        if run is None:
            return
        self._end_if_idle()
        if run.failed:
            self.message.emit(_failure(run))
        elif len(run.opened) > 1:
            text = tr_plural(
                "{n} files were opened. They are in the list of takes.",
                "{n} file was opened. It is in the list of takes.",
                len(run.opened),
            )
            self.message.emit(Message(text, MessageKind.SUCCESS, TOPIC))

    def _end_if_idle(self) -> None:
        if not self._jobs:
            self._moment.stop()
            self.ended.emit()

    def _tell_progress(self) -> None:
        runs = list(self._jobs.values())
        if not runs:
            return
        run = runs[-1]
        name = plain_name(run.paths[min(run.done, len(run.paths) - 1)].name)
        if len(run.paths) > 1:
            total = len(run.paths)
            text = tr(
                "Opening “{name}” ({number} of {total})…",
                name=name,
                number=min(run.done + 1, total),
                total=total,
            )
        else:
            text = tr("Opening “{name}”… {percent} %", name=name, percent=round(100 * run.share))
        cancel = tr("Cancel")
        self.message.emit(Message(text, MessageKind.INFO, TOPIC, cancel, self.cancel, stays=True))


def _reading(
    run: _Run, open_music: OpenMusic, parts: Collection[int] | None
) -> Callable[[], Iterator[Outcome]]:
    """Make a job's work of reading files: each is yielded with its music, or with an error."""

    def work() -> Iterator[Outcome]:
        for path in run.paths:
            try:
                yield path, read_file(path, open_music, parts, run.report)
            except _CancelledError:
                return
            except Exception as error:  # whatever it is, the other files are read
                yield path, error

    return work


def _failure(run: _Run) -> Message:
    """Say which files could not be opened."""
    told = message_of(run.failed[0][1], TOPIC)
    if len(run.failed) == 1:
        return told
    text = tr_plural(
        "{n} files could not be opened. The first: {reason}",
        "{n} file could not be opened: {reason}",
        len(run.failed),
        reason=told.text,
    )
    return Message(text, told.kind, TOPIC, details=told.details)
