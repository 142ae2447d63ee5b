"""A new study while it is created: off the GUI thread, all of it or nothing."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from chopin_studio.files import make_folder
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.message import message_of
from chopin_studio.session.support.translation import translated
from chopin_studio.study.errors import StudyError
from chopin_studio.texts import translatable

if TYPE_CHECKING:
    from chopin_studio.study.create import CreatedStudy, StudyRequest
    from chopin_studio.study.sources import Generate

TOPIC = "new-study"
_POLL_MS = 60
_CHANCE_BITS = 128

MakeRequest = Callable[[], "StudyRequest"]
"""Reads what is compared and says what is asked for; slow, and called on the pool."""


class StudyCancelledError(Exception):
    """The user wants no study after all."""


@dataclass(frozen=True, slots=True)
class NewStudy:
    """A study that was created, and the folder in which it lies."""

    folder: Path
    created: CreatedStudy


class StudyMaker(QObject):
    """Creates one study at a time.

    `progressed` tells in words what is being done, and the share of it that is done. Then comes one
    of `created`, with a NewStudy, `cancelled`, and `failed`, with a sentence.
    """

    progressed = Signal(str, float)
    created = Signal(object)
    cancelled = Signal()
    failed = Signal(str)

    def __init__(
        self,
        generate: Generate,
        soundfont: Callable[[], Path],
        pool: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._generate = generate
        self._soundfont = soundfont
        self._pool = pool
        self._job: BackgroundJob | None = None
        self._watch = _Watch()
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._tell_progress)

    @property
    def is_busy(self) -> bool:
        """Whether a study is being created, or has yet to end after `cancel`."""
        return self._job is not None

    @property
    def is_cancelled(self) -> bool:
        """Whether the study that is being created, or was last, is unwanted."""
        return self._watch.is_unwanted.is_set()

    def start(self, folder: Path, request: MakeRequest) -> None:
        """Create a study in a folder that is not there yet, or empty; one at a time."""
        if self._job is not None:
            return
        watch = self._watch = _Watch()
        generate, soundfont = self._generate, self._soundfont
        self._job = BackgroundJob(
            once(lambda: _create(folder, request(), generate, soundfont(), watch)), self._pool, self
        )
        self._job.yielded.connect(self._on_created)
        self._job.failed.connect(self._on_failed)
        self._timer.start()
        self._job.start()

    def cancel(self) -> None:
        """Have the study end at its next note or block of audio; nothing of it is left."""
        self._watch.is_unwanted.set()

    def _on_created(self, found: list[NewStudy]) -> None:
        self._end()
        self.created.emit(found[0])

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, StudyCancelledError):
            self.cancelled.emit()
        else:
            self.failed.emit(translated(message_of(error, TOPIC).text))

    def _end(self) -> None:
        self._job = None
        self._timer.stop()

    def _tell_progress(self) -> None:
        words, share = self._watch.latest
        if words and not self._watch.is_unwanted.is_set():
            self.progressed.emit(translated(words), share)


class _Watch:
    """What the two threads share: how far it is, and whether it is still wanted."""

    def __init__(self) -> None:
        self.latest: tuple[str, float] = ("", 0.0)
        self.is_unwanted = Event()

    def report(self, words: str, share: float) -> None:
        """Take note of what is being done; StudyCancelledError where it is unwanted."""
        self.latest = words, share
        self.check()

    def check(self) -> None:
        """Raise StudyCancelledError where the study is unwanted."""
        if self.is_unwanted.is_set():
            raise StudyCancelledError


def _create(
    folder: Path, asked: StudyRequest, generate: Generate, soundfont: Path, watch: _Watch
) -> NewStudy:
    """Create a study beside the place where it is to be, and move it there when it is whole."""
    # Imported on the pool thread: the main window need not wait for it.
    from chopin_studio.study.create import create_study

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StudyError(
            translatable("{folder} is there already. Choose another name.", folder=folder)
        )
    make_folder(folder.parent)
    unfinished = folder.with_name(f".{folder.name}-{secrets.token_hex(4)}")
    try:
        created = create_study(
            unfinished,
            asked,
            generate,
            soundfont,
            np.random.default_rng(secrets.randbits(_CHANCE_BITS)),
            watch.report,
        )
        watch.check()
        _move(unfinished, folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return NewStudy(folder, created)


def _move(unfinished: Path, folder: Path) -> None:
    try:
        if folder.exists():
            folder.rmdir()
        unfinished.rename(folder)
    except OSError as error:
        raise StudyError(
            translatable(
                "The study cannot be put into {folder}. Check the folder's permissions, or choose "
                "another.",
                folder=folder,
            )
        ) from error
