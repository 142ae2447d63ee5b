"""What the piece shown quotes, found out off the GUI thread."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.originality.quoted import Quoted, quoted_in
from chopin_studio.session.session import Piece, Session
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.message import MessageKind, message_of

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.originality.report import Report
    from chopin_studio.originality.reporter import Reporter

TOPIC = "originality"
UPDATE_MS = 2500
"""How long new notes wait at least until they are looked for in the corpus."""

EDITED_MS = 300
"""How long an edited piece must be left alone until it is looked for; its marks stay meanwhile."""

_REST = 10
"""What takes long to look for is looked for less often: between, so many times as long passes."""


_Found = tuple["Report", tuple[Quoted, ...], str]


class OriginalityModel(QObject):
    """Keeps the report on the piece shown, anew as the piece grows or is edited.

    `changed` tells that `report` is another, or the `problem` why there is none. `quoted` is where
    the report's quotations lie, in its order; `asked` tells that the user wants to read of one.
    `uncompared_model` names the model of a take that may have learned from other music than what
    it was compared with, empty where none did.
    """

    changed = Signal()
    asked = Signal(object)
    message = Signal(object)

    def __init__(
        self,
        session: Session,
        generation: GenerationController,
        reporter: Reporter,
        pool: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.report: Report | None = None
        self.quoted: tuple[Quoted, ...] = ()
        self.problem = ""
        self.uncompared_model = ""
        self._session = session
        self._bundles = generation.services.bundles
        self._reporter = reporter
        self._pool = pool
        self._reported: Excerpt | None = None
        self._shown = 0
        self._last_problem = ""
        self._played: Quoted | None = None
        self._job: BackgroundJob | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(UPDATE_MS)
        self._timer.timeout.connect(self._begin)
        self._edited = QTimer(self)
        self._edited.setSingleShot(True)
        self._edited.setInterval(EDITED_MS)
        self._edited.timeout.connect(self._begin)
        session.piece_changed.connect(self._on_piece_changed)
        session.piece_kept.connect(self._begin)
        session.notes_added.connect(self._schedule)
        session.piece_edited.connect(self._edited.start)
        generation.generating_changed.connect(self._begin)

    @property
    def is_take(self) -> bool:
        """Whether the piece shown was generated; other music is looked through, and not judged."""
        piece = self._session.piece
        if piece is None or (piece.take is None and piece.draft is None):
            return False
        return piece.take is None or piece.take.record.source is None

    @property
    def is_whole(self) -> bool:
        """Whether the report is on all of the piece, with nothing more to come."""
        piece = self._session.piece
        if piece is None or piece.is_being_generated or self.report is None:
            return False
        return self._reported == _music_of(piece)

    def index_id(self) -> str:
        """Name the index; IndexFileError where it cannot be read, which takes a moment."""
        return self._reporter.index_id

    def play(self, quoted: Quoted) -> None:
        """Play the bars of the piece that quote, and no more."""
        self._played = quoted
        self._session.playback.play_passage(*quoted.bars)

    def play_next(self) -> None:
        """Play what quotes after what was played last, or after the playhead where that is away.

        After the last quotation comes the first.
        """
        in_order = sorted(self.quoted, key=lambda quoted: quoted.bars)
        tick, played = self._session.playback.position_tick, self._played
        if not in_order:
            return
        if played in in_order and played.bars[0] <= tick <= played.bars[1]:
            number = in_order.index(played) + 1
        else:
            later = (k for k, quoted in enumerate(in_order) if quoted.bars[0] >= tick)
            number = next(later, 0)
        self.play(in_order[number % len(in_order)])

    def ask(self, quoted: Quoted) -> None:
        """Have the report shown, with what `quoted` is from."""
        self.asked.emit(quoted)

    def _on_piece_changed(self) -> None:
        self._shown += 1
        self._timer.stop()
        self.report, self.quoted, self.problem, self._reported = None, (), "", None
        self.changed.emit()
        self._begin()

    def _schedule(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _begin(self) -> None:
        """Look for the piece as it is now, unless that is done; what is being done goes first."""
        piece = self._session.piece
        if piece is None or self._job is not None:
            return
        wanted = _music_of(piece)
        if wanted == self._reported:
            return
        reporter, shown, began_sec = self._reporter, self._shown, time.perf_counter()
        plan = piece.recorded_plan

        bundle = self._bundle_of(piece)

        def work() -> _Found:
            report = reporter.report(wanted, plan)
            lacking = ""
            if bundle is not None and reporter.index.lacks(bundle.manifest.corpora):
                lacking = bundle.manifest.name
            return report, quoted_in(wanted, report), lacking

        def end(found: _Found | None, error: Exception | None) -> None:
            self._job = None
            took_ms = 1000 * (time.perf_counter() - began_sec)
            self._timer.setInterval(max(UPDATE_MS, round(_REST * took_ms)))
            if shown == self._shown:
                self._reported = wanted
                if found is not None:
                    self.report, self.quoted, self.uncompared_model = found
                    self.problem = ""
                    self.changed.emit()
                elif error is not None:
                    self._report(error)
            self._go_on()

        self._job = BackgroundJob(once(work), self._pool, self)
        self._job.yielded.connect(lambda found: end(found[0], None))
        self._job.failed.connect(lambda error: end(None, error))
        self._job.start()

    def _bundle_of(self, piece: Piece) -> Bundle | None:
        """Return the model that made a piece, None for other music or a model that is gone."""
        if piece.draft is not None:
            return piece.draft.bundle
        bundle_id = piece.take.record.bundle_id if piece.take is not None else ""
        return next((b for b in self._bundles if b.manifest.id == bundle_id), None)

    def _go_on(self) -> None:
        """See at once to a piece that is whole, or another; to one that grows, after a while."""
        piece = self._session.piece
        if piece is not None and piece.is_being_generated and self._reported is not None:
            self._schedule()
        else:
            self._begin()

    def _report(self, error: Exception) -> None:
        """Show why there is no report, and say so once: it will be no other for the next piece."""
        self.report, self.quoted = None, ()
        told = replace(message_of(error, TOPIC), kind=MessageKind.WARNING)
        self.problem = told.text
        self.changed.emit()
        if told.text != self._last_problem:
            self._last_problem = told.text
            self.message.emit(told)


def _music_of(piece: Piece) -> Excerpt:
    """Return the music as it is now; a title quotes nothing."""
    excerpt = piece.draft.excerpt if piece.draft is not None else piece.excerpt
    return replace(excerpt, title="")
