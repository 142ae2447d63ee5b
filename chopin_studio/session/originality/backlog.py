"""Finds out, a take at a time and in no hurry, how original the takes are, and keeps it with them.

New takes come first. So takes of before there was a report, or of another index, get theirs too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer

from chopin_studio.errors import StudioError
from chopin_studio.library.take import Originality, Take, TakeGoneError
from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.library.take_library import TakeLibrary
from chopin_studio.session.originality.originality_model import TOPIC
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.message import message_of

if TYPE_CHECKING:
    from chopin_studio.library.store import TakeStore
    from chopin_studio.music.plan.plan import Plan
    from chopin_studio.originality.reporter import Reporter

PAUSE_MS = 80
"""Between two takes; the list, and every view of it, hears of so many at once as one `_SHARE`."""

BUSY_PAUSE_MS = 1000
"""Between two takes while music is made or plays, which must not wait."""

_SHARE = 40


class OriginalityBacklog(QObject):
    """Sees to it that every take of the library has its figure.

    One that cannot be written ends the work for this session, without a word: nothing is lost
    that cannot be found out again.
    """

    def __init__(
        self,
        library: TakeLibrary,
        generation: GenerationController,
        playback: PlaybackModel,
        reporter: Reporter,
        pool: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._generation = generation
        self._playback = playback
        self._reporter = reporter
        self._pool = pool
        self._has_read_index = False
        self._unreadable: set[str] = set()
        self._written: dict[str, tuple[Take, Originality]] = {}
        self._has_ended = False
        self._job: BackgroundJob | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take_next)
        self._library.changed.connect(self._wait)

    def _wait(self) -> None:
        if self._has_ended or self._job is not None or self._timer.isActive():
            return
        is_busy = self._generation.is_generating or self._playback.is_moving
        self._timer.start(BUSY_PAUSE_MS if is_busy else PAUSE_MS)

    def _take_next(self) -> None:
        take = next((take for take in self._library.takes if self._lacks(take)), None)
        if take is None or len(self._written) >= _SHARE:
            self._show()  # which has the list tell of a change, and so the work go on
            return
        store, reporter = self._library.store, self._reporter
        self._job = BackgroundJob(once(lambda: _kept(take, store, reporter)), self._pool, self)
        self._job.yielded.connect(lambda found: self._on_found(take, found[0]))
        self._job.failed.connect(lambda error: self._on_failed(take, error))
        self._job.start()

    def _lacks(self, take: Take) -> bool:
        if take.id in self._unreadable or take.id in self._written:
            return False
        known = take.originality
        # Before the first figure nobody has read the index, and its identifier is not known.
        return known is None or (
            self._has_read_index and known.index_id != self._reporter.basis(_plan_of(take))
        )

    def _on_found(self, take: Take, found: Originality | None) -> None:
        self._job = None
        if found is None:
            self._unreadable.add(take.id)
        elif self._library.find(take.id) is take:  # else it was changed meanwhile, so once more
            self._has_read_index = True
            self._written[take.id] = take, found
        self._wait()

    def _on_failed(self, take: Take, error: Exception) -> None:
        """Go on after a take that is gone; else leave it, since no other will fare better.

        That there is no index is told where the piece shown has no report.
        """
        self._job = None
        if isinstance(error, TakeGoneError):
            self._library.drop(take.id)
            self._wait()
            return
        message_of(error, TOPIC)  # which logs what nobody foresaw
        self._has_ended = True
        self._show()

    def _show(self) -> None:
        """Have the list show what has been written since it was told last.

        What was changed since then came from disk with its figure, or has lost it by an edit.
        """
        written, self._written = self._written, {}
        shown = [
            replace(take, originality=found)
            for take, found in written.values()
            if self._library.find(take.id) is take
        ]
        if shown:
            self._library.put(*shown)


def _plan_of(take: Take) -> Plan | None:
    return take.record.settings.plan


def _kept(take: Take, store: TakeStore, reporter: Reporter) -> Originality | None:
    """Find a take's figure and write it down; None where its music cannot be read."""
    plan = _plan_of(take)
    basis = reporter.basis(plan)
    try:
        music = store.excerpt(take.id)
    except TakeGoneError:
        raise
    except StudioError:
        return None
    report = reporter.report(music, plan)
    is_judged = take.record.source is None and report.verdict is not None
    found = Originality(report.quoted_share, str(report.verdict) if is_judged else "", basis)
    store.set_originality(take.id, found)
    return found
