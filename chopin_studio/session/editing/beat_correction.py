"""Correct the beats and bars of music that was opened or recorded, and hear it stay as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chopin_studio.music.performance.kept_beats import kept_beats
from chopin_studio.music.performance.on_beats import on_beats
from chopin_studio.session.editing.take_editing import TakeEditing
from chopin_studio.session.session import Piece, Session
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.texts import translatable

if TYPE_CHECKING:
    from chopin_studio.music.excerpt import Excerpt
    from chopin_studio.music.performance.found_beats import FoundBeats, Meter

NO_MUSIC = translatable("Open or record music first. Its beats can then be corrected.")
NOT_OWN = translatable(
    "Only music that was opened or recorded has beats to correct. What a model generates keeps its "
    "own."
)
PAUSE_SEC = 4.0
"""A tap that comes so long after the one before begins a new row of taps."""


class BeatCorrection(QObject):
    """Other beats and bars for the piece shown, tried until they are accepted or cancelled.

    The music itself stays as it is meanwhile, and afterwards sounds as it did: its notes only get
    other places in other bars. `changed` tells that `proposed` is another, None while nothing is
    corrected. `accepted` tells of the music in its new bars.
    """

    changed = Signal()
    accepted = Signal(object)

    def __init__(self, session: Session, editing: TakeEditing, parent: QObject) -> None:
        super().__init__(parent)
        self.proposed: FoundBeats | None = None
        self._session = session
        self._editing = editing
        self._music: Excerpt | None = None
        self._before: list[FoundBeats] = []
        self._taps: list[float] = []
        self._tapped_from: FoundBeats | None = None
        session.piece_changed.connect(self._on_piece_changed)
        session.piece_edited.connect(self._on_piece_changed)

    @property
    def music(self) -> Excerpt | None:
        """The music whose beats are corrected; None while none is."""
        return self._music

    @property
    def is_changed(self) -> bool:
        """Whether there is a step to go back, and something to accept."""
        return bool(self._before)

    @property
    def taps(self) -> int:
        """How many times a beat was tapped since the first of the last taps."""
        return len(self._taps)

    @property
    def reason_against(self) -> str:
        """Why no beats can be corrected now; empty where they can."""
        piece = self._session.piece
        if piece is None or not piece.excerpt.notes:
            return translated(NO_MUSIC)
        if piece.take is not None and piece.take.record.source is None:
            return translated(NOT_OWN)
        return self._editing.reason_against

    def begin(self) -> None:
        """Propose the beats that the piece keeps to, to be corrected."""
        piece = self._session.piece
        if piece is None or self.reason_against:
            return
        self._forget()
        self._music, self.proposed = piece.excerpt, kept_beats(piece.excerpt)
        self.changed.emit()

    # --- corrections ------------------------------------------------------------------------------

    def halve(self) -> None:
        """Have half as many beats."""
        self._try(lambda beats: beats.halved())

    def double(self) -> None:
        """Have twice as many beats."""
        self._try(lambda beats: beats.doubled())

    def shift(self, beats: int) -> None:
        """Have bars begin so many beats later; for a negative number, earlier."""
        self._try(lambda found: found.shifted(beats))

    def begin_bar_at(self, tick: float) -> None:
        """Have a bar begin at the beat nearest to a tick of the music as it is."""
        music = self._music
        if music is not None:
            self._try(lambda beats: beats.with_downbeat_at(music.tempo_map.tick_to_sec(tick)))

    def choose_meter(self, meter: Meter) -> None:
        """Have bars of another meter."""
        self._try(lambda beats: beats.with_meter(meter))

    def tap(self, tick: float) -> None:
        """Take a tick of the music for a beat: two taps or more in a row say where beats are.

        The first begins a bar. A tap before the last one, or long after it, begins a new row.
        """
        if self._music is None or self.proposed is None:
            return
        time_sec = self._music.tempo_map.tick_to_sec(tick)
        if not self._taps or not 0 < time_sec - self._taps[-1] < PAUSE_SEC:
            self._taps, self._tapped_from = [], self.proposed
        self._taps.append(time_sec)
        base = self._tapped_from or self.proposed
        tapped = base.tapped(self._taps)
        if len(self._taps) == 2:
            self._before.append(base)
        if tapped != self.proposed:
            self.proposed = tapped
        self.changed.emit()

    def step_back(self) -> None:
        """Undo the last correction; all taps of a row are one."""
        if self._before:
            self.proposed = self._before.pop()
            self._taps = []
            self.changed.emit()

    # --- the end ----------------------------------------------------------------------------------

    def cancel(self) -> None:
        """Leave the music with the beats that it has."""
        if self._music is not None:
            self._forget()
            self.changed.emit()

    def accept(self) -> None:
        """Give the music the beats proposed, as one edit that can be undone."""
        music, proposed, is_changed = self._music, self.proposed, self.is_changed
        self._forget()
        if music is not None and proposed is not None and is_changed:
            corrected = on_beats(music, proposed)
            tick = self._session.playback.position_tick
            time_sec = music.tempo_map.tick_to_sec(tick)
            new_tick = round(corrected.tempo_map.sec_to_tick(time_sec))
            self._editing.rearrange(tr("Correct Beats"), corrected, None, round(tick), new_tick)
            self.accepted.emit(corrected)
        self.changed.emit()

    def _try(self, correct: Callable[[FoundBeats], FoundBeats]) -> None:
        if self.proposed is None:
            return
        corrected = correct(self.proposed)
        if corrected != self.proposed:
            self._before.append(self.proposed)
            self.proposed, self._taps = corrected, []
            self.changed.emit()

    def _on_piece_changed(self, piece: Piece | None) -> None:
        """Correct no more what is not shown any more, or has other notes."""
        if self._music is not None and (piece is None or piece.excerpt is not self._music):
            self._forget()
        self.changed.emit()  # also what speaks against it may be another

    def _forget(self) -> None:
        self._music, self.proposed, self._tapped_from = None, None, None
        self._before, self._taps = [], []
