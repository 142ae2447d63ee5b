"""The plan of the piece that is shown: as it was made, completed by what its music tells."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from chopin_studio.music.plan.plan import Plan
from chopin_studio.session.plan.shown_plan import ShownPlan, shown_plan
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.message import message_of

if TYPE_CHECKING:
    from chopin_studio.music.excerpt import Excerpt
    from chopin_studio.session.session import Piece, Session

UPDATE_MS = 700
"""How long after a change the plan is looked for again: a drag or a row of keys counts once."""

_REST = 4
"""What takes long to find is looked for less often: between, so many times as long passes."""


class PlanModel(QObject):
    """Keeps the plan of the piece shown.

    What was planned as the piece was generated is there at once; what was not is looked for in its
    music on the pool by `find`, and anew after every edit and as it grows. `changed` tells that
    `shown` is another; `shown` is None without a piece.
    """

    changed = Signal()
    message = Signal(object)

    def __init__(
        self,
        session: Session,
        pool: QThreadPool,
        find: Callable[[Excerpt], Plan],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.shown: ShownPlan | None = None
        self._session = session
        self._pool = pool
        self._find = find
        self._looked_at: Excerpt | None = None
        self._pieces = 0
        self._job: BackgroundJob | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(UPDATE_MS)
        self._timer.timeout.connect(self._look)
        session.piece_changed.connect(self._on_piece_changed)
        session.piece_kept.connect(self._on_piece_kept)
        session.piece_edited.connect(self._on_piece_edited)
        session.notes_added.connect(self._schedule)

    @property
    def is_looking(self) -> bool:
        """Whether a plan is being looked for, or will be."""
        return self._job is not None or self._timer.isActive()

    def _on_piece_changed(self, piece: Piece | None) -> None:
        self._pieces += 1
        self._looked_at = None
        self._timer.stop()
        self._show(None)
        if piece is not None:
            self._look()

    def _on_piece_kept(self) -> None:
        """Show the plan of what has become a take, which is that of the draft."""
        self._schedule()

    def _on_piece_edited(self) -> None:
        self._show(self.shown.found if self.shown is not None else None)
        self._schedule()

    def _schedule(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _look(self) -> None:
        """Look for the plan of the music as it is now, unless that is known."""
        piece = self._session.piece
        if piece is None or self._job is not None:
            return
        music = _music_of(piece)
        if music == self._looked_at:
            return
        find, pieces, began_sec = self._find, self._pieces, time.perf_counter()

        def end(found: Plan | None) -> None:
            self._job = None
            took_ms = 1000 * (time.perf_counter() - began_sec)
            self._timer.setInterval(max(UPDATE_MS, round(_REST * took_ms)))
            if pieces != self._pieces:
                self._look()
                return
            self._looked_at = music
            self._show(found)
            self._schedule()  # for what has changed meanwhile

        def on_failed(error: Exception) -> None:
            self.message.emit(message_of(error, "plan"))
            end(None)

        self._job = BackgroundJob(once(lambda: find(music)), self._pool, self)
        self._job.yielded.connect(lambda plans: end(plans[0]))
        self._job.failed.connect(on_failed)
        self._job.start()

    def _show(self, found: Plan | None) -> None:
        piece = self._session.piece
        if piece is None:
            self.shown = None
        else:
            self.shown = shown_plan(_music_of(piece), piece.recorded_plan or Plan(), found)
        self.changed.emit()


def _music_of(piece: Piece) -> Excerpt:
    """Return the music as it is now."""
    return piece.draft.excerpt if piece.draft is not None else piece.excerpt
