"""The lanes under the roll: how loud each note is, to be drawn by hand, and where the pedal is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from chopin_studio.music.excerpt import PedalChange
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note
from chopin_studio.session.editing.note_commands import NoteCommands
from chopin_studio.session.editing.take_editing import TakeEditing
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.session import Session
from chopin_studio.session.support.translation import tr
from chopin_studio.ui.kit.escape_filter import EscapeFilter
from chopin_studio.ui.kit.theme import ThemeSwitch
from chopin_studio.ui.roll.keyboard import KEYBOARD_WIDTH
from chopin_studio.ui.roll.lane import MOST_MENDED, Lane
from chopin_studio.ui.roll.piano_roll import PianoRoll

VELOCITY_HEIGHT, PEDAL_HEIGHT = 66, 22
LOUDEST = 127
_REACH_PIXELS = 6
"""How far from a stem the pointer may be to take hold of it."""

_AIR = 5
_DENSE_PIXELS = 40
"""With a quarter narrower than this, stems of sixteenths stand less than a head apart."""


class VelocityLane(Lane):
    """A stem for each note, as high as it is loud.

    A drag at a stem sets it, and those passed on the way; at a chosen note it moves all chosen
    ones by as much. Esc calls it off.
    """

    def __init__(
        self,
        roll: PianoRoll,
        take: TakeEditing,
        tools: NoteCommands,
        playback: PlaybackModel,
        themes: ThemeSwitch,
    ) -> None:
        super().__init__(tr("Velocity"), VELOCITY_HEIGHT, roll, playback, themes)
        self._take = take
        self._tools = tools
        self._drawn_velocities: dict[int, int] = {}
        self._grabbed: int | None = None
        self._last = QPointF()
        self._escape = EscapeFilter(self.drop, self)
        self.setToolTip(tr("Drag a bar to change its velocity, or draw across several"))
        self.setMouseTracking(True)
        self._marked: frozenset[Note] | None = frozenset()  # None where they are too many
        take.changed.connect(self._on_chosen)
        roll.notes_edited.connect(self._on_edited)

    def drop(self) -> None:
        """Let go of the stems in hand, since they are of notes that are not there any more."""
        self._let_go()

    def _let_go(self) -> dict[int, int]:
        """Have nothing in hand; return what there was."""
        drawn, self._drawn_velocities, self._grabbed = self._drawn_velocities, {}, None
        self._escape.watch(False)
        self.update()
        return drawn

    def _on_edited(self, changed: Sequence[Note]) -> None:
        self.forget_at({note.onset_tick for note in changed})

    def _on_chosen(self) -> None:
        """Draw anew the stems that are chosen now and were not, or the other way round."""
        notes, chosen = self._take.notes, self._take.chosen
        before, self._marked = self._marked, None
        if len(chosen) <= MOST_MENDED:
            self._marked = frozenset(notes[place] for place in chosen)
        if self._marked is None or before is None:
            self.forget()
        else:
            self.forget_at({note.onset_tick for note in self._marked ^ before})

    def y_of(self, velocity: int) -> float:
        """Return the height of the head of a stem, in pixels from the top."""
        return _AIR + (LOUDEST - velocity) * (self.height() - 2 * _AIR) / LOUDEST

    def _velocity_at(self, y: float) -> int:
        share = (y - _AIR) / (self.height() - 2 * _AIR)
        return min(max(round(LOUDEST * (1 - share)), 1), LOUDEST)

    def _paint_music(self, painter: QPainter, start_tick: float, end_tick: float) -> None:
        middle = QColor(self._theme.octave_line)
        painter.fillRect(0, round(self.y_of(64)), self.width(), 1, middle)
        index, chosen = self._roll.index, self._take.chosen
        left, per_tick = self.x_of(0), self._roll.scale.x_of(1)
        theme = self._theme
        # The right hand last, since it plays the melody; what is chosen over all.
        colours = {None: theme.no_hand, Hand.LEFT: theme.left_hand, Hand.RIGHT: theme.right_hand}
        # Of what would lie on one pixel only one is drawn: a long piece has thousands.
        stems: dict[str, set[tuple[int, int]]] = {
            colour: set() for colour in (*colours.values(), theme.playhead)
        }
        for place in index.indices_between(start_tick, end_tick):
            note = index[place]
            colour = theme.playhead if place in chosen else colours[note.hand]
            stems[colour].add((round(left + note.onset_tick * per_tick), note.velocity))
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, heads in stems.items():
            painter.setBrush(QColor(colour))
            painter.drawRects([self._stem(*highest) for highest in _highest(heads).items()])
        for colour, heads in stems.items():
            painter.setBrush(QColor(colour))
            painter.drawRects(self._heads(heads))

    def _heads(self, heads: Iterable[tuple[int, int]]) -> list[QRectF]:
        """Return the heads of many stems, as `_head` does of one."""
        tops = [self.y_of(velocity) - 1.5 for velocity in range(LOUDEST + 1)]
        side = self._side
        return [QRectF(x - side, tops[velocity], 1 + 2 * side, 4) for x, velocity in heads]

    @property
    def _side(self) -> int:
        """How far a head reaches to each side: wide ones would run into one another."""
        return 1 if self._roll.scale.x_of(TICKS_PER_QUARTER) < _DENSE_PIXELS else 2

    def _stem(self, x: int, velocity: int) -> QRectF:
        top = self.y_of(velocity)
        return QRectF(x, top, 1, self.height() - _AIR - top)

    def _head(self, x: int, velocity: int) -> QRectF:
        side = self._side
        return QRectF(x - side, self.y_of(velocity) - 1.5, 1 + 2 * side, 4)

    def _paint_over(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent))
        painter.setClipRect(self.rect().adjusted(KEYBOARD_WIDTH, 0, 0, 0))
        for place, velocity in self._drawn_velocities.items():
            x = round(self.x_of(self._roll.index[place].onset_tick))
            painter.drawRects([self._stem(x, velocity), self._head(x, velocity)])
        painter.setClipping(False)

    # --- the user's hands -----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold of the stem here."""
        if event.button() is not Qt.MouseButton.LeftButton or event.position().x() < KEYBOARD_WIDTH:
            return
        self._grabbed = self._stem_at(event.position())
        if self._grabbed is None:
            return
        if self._take.reason_against:
            self._grabbed = None
            self._take.refuse()
            return
        self._last = event.position()
        self._escape.watch(True)
        self._draw_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Draw on, or show that there is something to take hold of."""
        if self._grabbed is not None:
            self._draw_to(event)
            return
        is_stem = self._stem_at(event.position()) is not None and not self._take.reason_against
        self.setCursor(Qt.CursorShape.SizeVerCursor if is_stem else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Make the notes as loud as they were drawn."""
        if self._grabbed is not None and event.button() is Qt.MouseButton.LeftButton:
            self._tools.set_velocities(self._let_go())

    def _stem_at(self, point: QPointF) -> int | None:
        """Return the stem nearest to a point: first across, then by its head, chosen ones first."""
        index, chosen = self._roll.index, self._take.chosen
        notes = self._take.notes
        near = [
            place
            for place in self._onsets_between(point.x() - _REACH_PIXELS, point.x() + _REACH_PIXELS)
            if place < len(notes)
        ]

        def distance(place: int) -> tuple[bool, float, float]:
            across = abs(self.x_of(index[place].onset_tick) - point.x())
            return (
                place not in chosen,
                round(across / 2),
                abs(self.y_of(index[place].velocity) - point.y()),
            )

        return min(near, key=distance, default=None)

    def _onsets_between(self, left: float, right: float) -> Iterator[int]:
        index = self._roll.index
        start, end = self.tick_at(left), self.tick_at(right)
        for place in index.indices_between(start, end + 1):
            if start <= index[place].onset_tick <= end:
                yield place

    def _draw_to(self, event: QMouseEvent) -> None:
        point, grabbed = event.position(), self._grabbed
        if grabbed is None:
            return
        if grabbed in self._take.chosen:
            by = self._velocity_at(point.y()) - self._roll.index[grabbed].velocity
            self._drawn_velocities = self._moved(by)
        else:
            self._drawn_velocities |= self._passed(point)
            self._drawn_velocities.setdefault(grabbed, self._velocity_at(point.y()))
            if abs(self.x_of(self._roll.index[grabbed].onset_tick) - point.x()) <= _REACH_PIXELS:
                self._drawn_velocities[grabbed] = self._velocity_at(point.y())
        self._last = point
        shown = self._drawn_velocities[grabbed]
        QToolTip.showText(
            event.globalPosition().toPoint(), tr("velocity {velocity}", velocity=shown), self
        )
        self.update()

    def _moved(self, by: int) -> dict[int, int]:
        """Return the velocities of the chosen notes, all other by as much."""
        notes = self._take.notes
        velocities = {place: notes[place].velocity for place in self._take.chosen}
        lowest, highest = min(velocities.values()), max(velocities.values())
        by = min(max(by, 1 - lowest), LOUDEST - highest)
        return {place: velocity + by for place, velocity in velocities.items()}

    def _passed(self, point: QPointF) -> dict[int, int]:
        """Return the velocities of the stems between where the pointer was and where it is."""
        first, second = sorted((self._last, point), key=lambda place: place.x())
        across = second.x() - first.x()
        passed = {}
        for place in self._onsets_between(first.x(), second.x()):
            x = self.x_of(self._roll.index[place].onset_tick)
            share = (x - first.x()) / across if across else 1.0
            passed[place] = self._velocity_at(first.y() + (second.y() - first.y()) * share)
        return passed


def _highest(heads: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return the greatest velocity at each x."""
    highest: dict[int, int] = {}
    for x, velocity in heads:
        highest[x] = max(highest.get(x, 0), velocity)
    return highest


class PedalLane(Lane):
    """Where the sustain pedal is down: the higher the lower the foot."""

    def __init__(
        self, roll: PianoRoll, session: Session, playback: PlaybackModel, themes: ThemeSwitch
    ) -> None:
        super().__init__(tr("Pedal"), PEDAL_HEIGHT, roll, playback, themes)
        self._session = session
        self.setToolTip(tr("Where the pedal is down; editing notes does not change it"))

    @property
    def _pedals(self) -> Sequence[PedalChange]:
        piece = self._session.piece
        if piece is None:
            return ()
        return piece.excerpt.pedals if piece.draft is None else piece.draft.timeline.pedals

    def _paint_music(self, painter: QPainter, start_tick: float, end_tick: float) -> None:
        pedals = self._pedals
        if not pedals:
            return
        last = PedalChange(max(self._roll.index.end_tick, pedals[-1].tick), 0)
        colour = QColor(self._theme.muted)
        for change, after in pairwise((*pedals, last)):
            if change.value == 0 or after.tick < start_tick or change.tick > end_tick:
                continue
            colour.setAlpha(190 if change.is_down else 80)
            height = (self.height() - 10) * change.value / LOUDEST
            left, right = self.x_of(change.tick), self.x_of(after.tick)
            foot = self.height() - 5
            painter.fillRect(QRectF(left, foot - height, max(right - left - 1, 1), height), colour)


class RollLanes(QWidget):
    """Both lanes, one over the other."""

    def __init__(
        self,
        roll: PianoRoll,
        session: Session,
        take: TakeEditing,
        tools: NoteCommands,
        themes: ThemeSwitch,
    ) -> None:
        super().__init__(roll)
        self.velocities = VelocityLane(roll, take, tools, session.playback, themes)
        self.pedal = PedalLane(roll, session, session.playback, themes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for lane in (self.velocities, self.pedal):
            column.addWidget(lane)
            session.piece_changed.connect(lane.forget)
            session.notes_added.connect(lane.forget)
        session.piece_edited.connect(self.pedal.forget)
        self.setFixedHeight(VELOCITY_HEIGHT + PEDAL_HEIGHT)
