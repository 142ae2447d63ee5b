"""Draw the music of the piano roll: rows, bars, seed and notes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note
from chopin_studio.music.pitch import is_black, pitch_name
from chopin_studio.session.support.translation import translated
from chopin_studio.ui.kit.theme import Theme, blended
from chopin_studio.ui.roll.geometry import NoteIndex, RollGeometry, label_step

MIN_BEAT_WIDTH = 11.0
MIN_BAR_WIDTH = 5.0
_PALEST = 0.42
"""How much of a hand's colour the softest note keeps."""

_NARROWEST = 2.0
"""A note is drawn so wide at least, however short it is: it may reach beyond its end."""

_HANDS = (None, Hand.LEFT, Hand.RIGHT)
_LAYERS = {hand: layer for layer, hand in enumerate(_HANDS)}
"""Where notes lie over each other, the right hand is on top, since it plays the melody."""

_SOFTEST, _LOUDEST = 18, 100
"""Piano music hardly leaves this range of velocities: it gets all the shades."""


class RollPainter:
    """Draws a part of the music; knows colours and shapes, not scrolling."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._shades = {
            hand: _shades(theme, colour)
            for hand, colour in (
                (Hand.RIGHT, theme.right_hand),
                (Hand.LEFT, theme.left_hand),
                (None, theme.no_hand),
            )
        }

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        geometry: RollGeometry,
        notes: NoteIndex,
        meters: MeterMap,
        seed_end_tick: int,
        part: QRect | None = None,
    ) -> None:
        """Draw what lies in `rect`, in the pixels of the whole music.

        Of that no more than a `part`, where one is given; it comes out as if all were drawn.
        """
        part = rect if part is None else part
        self._paint_rows(painter, part, geometry)
        self._paint_seed(painter, rect, geometry, seed_end_tick)
        start = geometry.tick_at(part.left() - _NARROWEST)
        end = geometry.tick_at(part.right() + 1)
        self._paint_grid(painter, rect, geometry, meters, start, end)
        lowest, highest = geometry.pitch_at(part.bottom()), geometry.pitch_at(part.top())
        shown = [note for note in notes.between(start, end) if lowest <= note.pitch <= highest]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_notes(painter, shown, geometry)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if geometry.row_height >= 13:
            self._paint_names(painter, geometry, shown)

    def shade(self, note: Note) -> QColor:
        """Return the colour of a note: its hand's, the fuller the louder."""
        return self._shades[note.hand][note.velocity]

    def paint_note(self, painter: QPainter, rect: QRectF, colour: QColor) -> None:
        """Draw one note as a rounded bar, or a plain one where it is too small for that."""
        if _is_small(rect):
            painter.fillRect(rect, colour)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(rect, 2, 2)

    def paint_notes(self, painter: QPainter, notes: list[Note], geometry: RollGeometry) -> None:
        """Draw notes as `paint_note` does, the softest first, all of a colour at once.

        A tile of a dense piece has thousands: most of the time would go into single calls.
        """
        groups: dict[tuple[int, int], list[QRectF]] = {}
        for note in notes:
            key = (_LAYERS[note.hand], note.velocity)
            groups.setdefault(key, []).append(note_rect(note, geometry))
        painter.setPen(Qt.PenStyle.NoPen)
        for (layer, velocity), rects in sorted(groups.items(), key=lambda group: group[0]):
            painter.setBrush(self._shades[_HANDS[layer]][velocity])
            small = [rect for rect in rects if _is_small(rect)]
            if small:
                painter.drawRects(small)
            if len(small) < len(rects):
                for rect in rects:
                    if not _is_small(rect):
                        painter.drawRoundedRect(rect, 2, 2)

    def _paint_rows(self, painter: QPainter, rect: QRect, geometry: RollGeometry) -> None:
        painter.fillRect(rect, QColor(self._theme.white_row))
        black, octave = QColor(self._theme.black_row), QColor(self._theme.octave_line)
        top, bottom = geometry.pitch_at(rect.top()), geometry.pitch_at(rect.bottom())
        for pitch in range(bottom, top + 1):
            y = geometry.y_of(pitch)
            if is_black(pitch):
                painter.fillRect(rect.left(), y, rect.width(), geometry.row_height, black)
            if pitch % 12 == 0:
                painter.fillRect(rect.left(), y + geometry.row_height - 1, rect.width(), 1, octave)

    def _paint_seed(
        self, painter: QPainter, rect: QRect, geometry: RollGeometry, seed_end_tick: int
    ) -> None:
        end = geometry.x_of(seed_end_tick)
        if end <= rect.left():
            return
        tint = QColor(self._theme.seed_tint)
        tint.setAlpha(130)
        width = min(end, rect.right() + 1) - rect.left()
        painter.fillRect(QRectF(rect.left(), rect.top(), width, rect.height()), tint)
        painter.setPen(QPen(QColor(self._theme.no_hand), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(round(end), rect.top()), QPointF(round(end), rect.bottom() + 1))

    def _paint_grid(
        self,
        painter: QPainter,
        rect: QRect,
        geometry: RollGeometry,
        meters: MeterMap,
        start: float,
        end: float,
    ) -> None:
        strong, faint, beat_line = (
            QColor(colour)
            for colour in (self._theme.bar_line, self._theme.octave_line, self._theme.beat_line)
        )
        for bar in meters.bars(start, end):
            bar_width = geometry.x_of(bar.meter.bar_ticks)
            if bar_width >= MIN_BAR_WIDTH and bar.number > 1:
                is_numbered = (bar.number - 1) % label_step(bar_width) == 0
                x = round(geometry.x_of(bar.start_tick))
                painter.fillRect(x, rect.top(), 1, rect.height(), strong if is_numbered else faint)
            if geometry.x_of(bar.meter.beat_ticks) < MIN_BEAT_WIDTH:
                continue
            first = bar.start_tick + bar.meter.beat_ticks
            for tick in range(first, bar.end_tick, bar.meter.beat_ticks):
                x = round(geometry.x_of(tick))
                painter.fillRect(x, rect.top(), 1, rect.height(), beat_line)

    def _paint_names(
        self,
        painter: QPainter,
        geometry: RollGeometry,
        notes: list[Note],
    ) -> None:
        font = QFont(painter.font())
        font.setPixelSize(geometry.row_height - 4)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.white_row))
        for note in notes:
            place = note_rect(note, geometry)
            if place.width() >= 26 and note.velocity >= 40:
                painter.drawText(
                    place.adjusted(4, 0, 0, 0),
                    Qt.AlignmentFlag.AlignVCenter,
                    translated(pitch_name(note.pitch)),
                )


def note_rect(note: Note, geometry: RollGeometry) -> QRectF:
    """Return the place of a note, a hair short so that repeated notes stand apart."""
    # Written out rather than asked of the geometry, since it is done for every note of a tile.
    scale, row = geometry.pixels_per_quarter / TICKS_PER_QUARTER, geometry.row_height
    width = note.duration_tick * scale - 1.0
    gap = 1 if row > 6 else 0
    return QRectF(
        note.onset_tick * scale,
        (geometry.highest_pitch - note.pitch) * row + gap * 0.5,
        width if width > _NARROWEST else _NARROWEST,
        row - gap,
    )


def _is_small(rect: QRectF) -> bool:
    """Return whether a note is too small for round corners."""
    return rect.height() < 5 or rect.width() < 4


def _shades(theme: Theme, colour: str) -> list[QColor]:
    """Return the colour for each velocity, from pale to full."""
    shades = []
    for velocity in range(128):
        loudness = min(max((velocity - _SOFTEST) / (_LOUDEST - _SOFTEST), 0.0), 1.0)
        shades.append(blended(theme.white_row, colour, _PALEST + (1 - _PALEST) * loudness))
    return shades
