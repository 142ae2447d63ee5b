"""The score of the piece shown, engraved off the GUI thread whenever somebody looks at it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from chopin_studio.export.credits import Credits
from chopin_studio.library.take_credits import credits_of
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.session import Piece, Session
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.message import message_of

if TYPE_CHECKING:
    from chopin_studio.export.engraving.engrave import Engraving

UPDATE_MS = 1500
"""How long new notes wait at least until the score is engraved again."""

_REST = 4
"""What takes long to engrave is engraved less often: between, so many times as long passes."""


class ScoreModel(QObject):
    """Keeps the engraving of the piece shown, as long as it is shown.

    `changed` tells that `engraving`, `problem` or `is_busy` is another, with True where it is of
    other music, not of the same grown. `engrave` is slow, and called on the pool.
    """

    changed = Signal(bool)

    def __init__(
        self,
        session: Session,
        generation: GenerationController,
        pool: QThreadPool,
        engrave: Callable[[Excerpt, Credits], Engraving],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.engraving: Engraving | None = None
        self.problem = ""
        self._session = session
        self._pool = pool
        self._engrave = engrave
        self._is_shown = False
        self._is_new = True
        self._engraved: tuple[Excerpt, Credits] | None = None
        self._pieces = 0
        self._job: BackgroundJob | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(UPDATE_MS)
        self._timer.timeout.connect(self._begin)
        session.piece_changed.connect(self._on_piece_changed)
        session.piece_kept.connect(self._schedule)
        session.notes_added.connect(self._schedule)
        generation.generating_changed.connect(self._schedule)

    @property
    def is_busy(self) -> bool:
        """Whether a score is being engraved."""
        return self._job is not None

    def show(self, is_shown: bool) -> None:
        """Engrave from now on, or leave it while nobody looks."""
        self._is_shown = is_shown
        if is_shown:
            self._begin()

    def _on_piece_changed(self) -> None:
        self._pieces += 1
        self._is_new = True
        self.engraving, self.problem, self._engraved = None, "", None
        self._timer.stop()
        self.changed.emit(True)
        self._begin()

    def _schedule(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _begin(self) -> None:
        """Engrave the piece as it is now, unless that is done; what is being done goes first."""
        piece = self._session.piece
        if piece is None or not self._is_shown or self._job is not None:
            return
        wanted = _music_of(piece)
        if wanted == self._engraved:
            return
        engrave, pieces, began_sec = self._engrave, self._pieces, time.perf_counter()

        def end(engraving: Engraving | None, problem: str) -> None:
            self._job = None
            took_ms = 1000 * (time.perf_counter() - began_sec)
            self._timer.setInterval(max(UPDATE_MS, round(_REST * took_ms)))
            if pieces != self._pieces:
                self.changed.emit(False)  # where no other music follows, this is the last news
                self._begin()
                return
            self.engraving, self.problem, self._engraved = engraving, problem, wanted
            is_new, self._is_new = self._is_new, False
            self.changed.emit(is_new)
            self._schedule()

        self._job = BackgroundJob(once(lambda: engrave(*wanted)), self._pool, self)
        self._job.yielded.connect(lambda found: end(found[0], ""))
        self._job.failed.connect(lambda error: end(None, message_of(error, "score").text))
        self._job.start()
        self.changed.emit(False)


def _music_of(piece: Piece) -> tuple[Excerpt, Credits]:
    """Return the music as it is now, under its title, and who made it, as far as that is known."""
    excerpt = piece.draft.excerpt if piece.draft is not None else piece.excerpt
    credits = credits_of(piece.take.record, piece.title) if piece.take is not None else Credits()
    return replace(excerpt, title=piece.title), credits
