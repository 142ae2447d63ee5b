"""A and B: two takes heard in turn, from the same bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from chopin_studio.library.take import EDITED, TakeGoneError
from chopin_studio.session.session import Piece, Session
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.message import Message, message_of
from chopin_studio.session.support.translation import tr

if TYPE_CHECKING:
    from chopin_studio.library.take import Take
    from chopin_studio.music.excerpt import Excerpt
    from chopin_studio.music.meter import Bar, MeterMap

TOPIC = "compare"


@dataclass(frozen=True, slots=True)
class BarPosition:
    """A place in music by which it is found in other music: the bar, and beats into it."""

    bar: int
    beats: float


class AbCompare(QObject):
    """Switches between the take that was marked as B and the one shown beside it, A.

    The other plays on from the same beat of the same bar, and the loop comes along. A take that is
    edited gives its place to the child that the edit makes. `changed` tells that there is another
    pair, or that the other one is heard.
    """

    changed = Signal()
    message = Signal(object)

    def __init__(self, session: Session, pool: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pool = pool
        self._a: str | None = None
        self._b: str | None = None
        self._shown: str | None = None  # the take edited, while its child is on its way to the disk
        self._music: dict[str, tuple[Take, Excerpt]] = {}
        self._is_wanted = False
        session.piece_changed.connect(self._on_piece_changed)
        session.piece_kept.connect(self._on_piece_kept)
        session.piece_edited.connect(self._on_piece_kept)
        session.library.child_kept.connect(self._on_child_kept)
        session.library.changed.connect(self._on_library_changed)

    @property
    def letter(self) -> str:
        """Which of the two is shown: `A`, `B`, or nothing where there is no pair."""
        if self.other is None:
            return ""
        return "B" if self._shown == self._b else "A"

    @property
    def other(self) -> Take | None:
        """The take that is heard after the next switch."""
        if self._shown is None or self._b is None:
            return None
        other = self._a if self._shown == self._b else self._b
        return self._session.library.find(other) if other is not None else None

    def mark(self, take: Take) -> None:
        """Have a take as B; A is the take shown, or the next one that is."""
        self._a = self._shown if self._shown != take.id else None
        self._b = take.id
        self._music.clear()
        self._read_other()
        self.changed.emit()

    def switch(self) -> None:
        """Go over to the other take, where it is in the same bar."""
        other = self.other
        if other is None:
            return
        if other.id in self._music:
            self._show(*self._music[other.id])
        else:
            self._is_wanted = True  # it is shown as soon as it has been read
            self._read_other()

    def _read_other(self) -> None:
        """Read the other take ahead, so that switching waits for no disk."""
        other, store = self.other, self._session.library.store
        if other is None or other.id in self._music:
            return
        job = BackgroundJob(once(lambda: (other, store.excerpt(other.id))), self._pool, self)
        job.yielded.connect(self._on_read)
        job.failed.connect(lambda error: self._on_failed(other, error))
        job.start()

    def _on_read(self, found: list[tuple[Take, Excerpt]]) -> None:
        take, excerpt = found[0]
        if take.id in (self._a, self._b):
            self._music[take.id] = (take, excerpt)
            if self._is_wanted and self.other is not None and self.other.id == take.id:
                self._show(take, excerpt)

    def _on_failed(self, take: Take, error: Exception) -> None:
        self._is_wanted = False
        if isinstance(error, TakeGoneError):
            self._session.library.drop(take.id)
        else:
            self.message.emit(message_of(error, TOPIC))

    def _show(self, take: Take, excerpt: Excerpt) -> None:
        """Show a take where the one before was, sounding if that did."""
        self._is_wanted = False
        session, playback = self._session, self._session.playback
        piece, shown = session.piece, self._session.library.find(take.id)
        if piece is None or shown is None:
            return
        if piece.take is not None and not piece.is_being_generated:
            self._music[piece.take.id] = (piece.take, piece.excerpt)
        playback.refresh()  # which is a frame behind otherwise
        was_moving, loop = playback.is_moving, playback.loop
        place = place_at(piece.excerpt.meters, playback.position_tick)
        ends = [place_at(piece.excerpt.meters, tick) for tick in loop or ()]
        session.show_excerpt(excerpt, shown)
        tick = tick_of(excerpt.meters, place)
        playback.seek(tick)
        if ends:
            playback.set_loop(*(round(tick_of(excerpt.meters, end)) for end in ends))
        text = tr("{letter}: “{title}”", letter=self.letter, title=shown.title)
        if tick >= excerpt.end_tick:
            text = tr(
                "{letter}: “{title}” ends before bar {bar}.",
                letter=self.letter,
                title=shown.title,
                bar=place.bar,
            )
        elif was_moving:
            playback.play(may_count_in=False)
        self.message.emit(Message(text, topic=TOPIC))

    def _on_piece_changed(self, piece: Piece | None) -> None:
        self._follow(piece.take if piece is not None else None)
        self._is_wanted = False
        self._read_other()
        self.changed.emit()

    def _on_piece_kept(self, piece: Piece) -> None:
        """Follow a draft, or a first edit, that has become a take."""
        if piece.take is not None and piece.take.id != self._shown:
            self._on_child_kept(piece.take)
            self._follow(piece.take)
            self._read_other()
            self.changed.emit()

    def _follow(self, take: Take | None) -> None:
        self._shown = take.id if take is not None else None
        if self._shown is not None and self._shown != self._b:
            self._a = self._shown

    def _on_child_kept(self, take: Take) -> None:
        """Have the child of an edit in the place of its parent, whichever of the two that was."""
        if take.descent is not None and take.descent.how == EDITED:
            parent = take.descent.parent_id
            self._a = take.id if self._a == parent else self._a
            self._b = take.id if self._b == parent else self._b

    def _on_library_changed(self) -> None:
        """Forget takes that are gone, and music that has changed."""
        find = self._session.library.find
        self._a = self._a if self._a is not None and find(self._a) else None
        self._b = self._b if self._b is not None and find(self._b) else None
        self.changed.emit()
        for take_id, (take, _) in list(self._music.items()):
            found = find(take_id)
            if found is None or found.note_count != take.note_count or found.record.is_edited:
                del self._music[take_id]


def place_at(meters: MeterMap, tick: float) -> BarPosition:
    """Return the bar that holds `tick`, and how many written beats into it that is."""
    bar = meters.bar_at(tick)
    return BarPosition(bar.number, (tick - bar.start_tick) / bar.meter.beat_ticks)


def tick_of(meters: MeterMap, place: BarPosition) -> float:
    """Return the tick of a place; where the bar has fewer beats, it is the last moment of that."""
    bar = _bar(meters, place.bar)
    tick = bar.start_tick + place.beats * bar.meter.beat_ticks
    return min(tick, bar.end_tick - 1) if place.beats else tick


def _bar(meters: MeterMap, number: int) -> Bar:
    """Return the bar of a number, counted from 1."""
    bar = meters.bar_at(0)
    for change in meters.changes:
        first = meters.bar_at(change.tick)
        if first.number > number:
            break
        bar = first
    return meters.bar_at(bar.start_tick + (number - bar.number) * bar.meter.bar_ticks)
