"""Draws a plan: sections in a row, chord symbols below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from chopin_studio.session.plan.shown_plan import ShownChord, ShownPlan, ShownSection
from chopin_studio.session.support.translation import tr
from chopin_studio.ui.kit.theme import Theme
from chopin_studio.ui.plan.section_colours import section_fill
from chopin_studio.ui.plan.symbol_layout import fitting
from chopin_studio.ui.plan.time_axis import TimeAxis

SECTION_HEIGHT, CHORD_HEIGHT = 21, 18
LANE_HEIGHT = SECTION_HEIGHT + CHORD_HEIGHT
_INDENT = 5.0
_AIR = 8.0
"""Between two chord symbols, in pixels."""

_LEAST_BAR = 6.0
"""Bar lines are drawn where they are at least so many pixels apart."""


_UNIT = 1_000_000
"""So many ticks tell the scale of an axis exactly enough."""


@dataclass(frozen=True, slots=True)
class LaneView:
    """What of a plan is in view: the music begins `gutter` pixels from the left edge."""

    plan: ShownPlan
    axis: TimeAxis
    gutter: int
    width: int

    def x_of(self, tick: float) -> float:
        """Return where a tick stands in the lane."""
        return self.gutter + self.axis.x_of(tick)

    def section_rect(self, section: ShownSection) -> QRectF:
        """Return the box of a section, which may reach out of view."""
        left, right = self.x_of(section.start_tick), self.x_of(section.end_tick)
        return QRectF(left + 1, 2, max(right - left - 2, 1), SECTION_HEIGHT - 3)

    def chord_rect(self, bar: int) -> QRectF:
        """Return the place of a bar's chords, the bar counted from 0."""
        found = self.plan.bars[bar]
        left, right = self.x_of(found.start_tick), self.x_of(found.end_tick)
        return QRectF(left, SECTION_HEIGHT, right - left, CHORD_HEIGHT)


class PlanPainter:
    """Draws in the colours of a theme; it keeps which symbols fit until scale or plan change."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        self._theme = theme
        self._letters = QFont(font)
        self._letters.setPixelSize(13)
        self._letters.setBold(True)
        self._symbols = QFont(font)
        self._symbols.setPixelSize(12)
        self._captions = QFont(font)
        self._captions.setPixelSize(11)
        self._widths: dict[str, float] = {}
        self._fitted: tuple[ShownPlan, float] | None = None
        self._fitting: tuple[ShownChord, ...] = ()

    def paint(self, painter: QPainter, view: LaneView) -> None:
        """Draw the sections and chords in view."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(view.gutter, 0, view.width - view.gutter, LANE_HEIGHT)
        self._paint_bar_lines(painter, view)
        for section in view.plan.sections:
            rect = view.section_rect(section)
            if rect.right() > view.gutter and rect.left() < view.width:
                self._paint_section(painter, section, rect, view)
        self._paint_chords(painter, view)
        painter.setClipping(False)

    def paint_frame(self, painter: QPainter, gutter: int, width: int) -> None:
        """Draw the ground, and the names of the two rows at the left."""
        theme = self._theme
        painter.fillRect(0, 0, width, LANE_HEIGHT, QColor(theme.panel))
        painter.fillRect(0, LANE_HEIGHT - 1, width, 1, QColor(theme.bar_line))
        painter.setFont(self._captions)
        painter.setPen(QColor(theme.muted))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        rows = ((tr("Form"), 0, SECTION_HEIGHT), (tr("Chords"), SECTION_HEIGHT, CHORD_HEIGHT))
        for words, top, height in rows:
            painter.drawText(QRectF(0, top, gutter - 7, height), flags, words)

    def shown_chords(self, view: LaneView) -> tuple[ShownChord, ...]:
        """Return the chords whose symbols fit at the scale of a view."""
        scale = round((view.axis.x_of(_UNIT) - view.axis.x_of(0)) / _UNIT, 6)
        fitted = self._fitted
        if fitted is None or fitted[0] is not view.plan or fitted[1] != scale:
            chords = view.plan.chords
            places = [chord.tick * scale for chord in chords]
            widths = [self._width(chord.symbol) for chord in chords]
            starts = {section.first_bar for section in view.plan.sections}
            self._fitted = view.plan, scale
            end = view.plan.bars[-1].end_tick * scale + _AIR
            self._fitting = fitting(chords, starts, places, widths, end)
        return self._fitting

    def _width(self, symbol: str) -> float:
        """Return how wide a symbol is with the air behind it: there are few, and often."""
        if symbol not in self._widths:
            metrics = QFontMetricsF(self._symbols)
            self._widths[symbol] = metrics.horizontalAdvance(symbol) + _AIR
        return self._widths[symbol]

    def _paint_section(
        self, painter: QPainter, section: ShownSection, rect: QRectF, view: LaneView
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(section_fill(section.section.letter, self._theme))
        painter.drawRoundedRect(rect, 4, 4)
        # The letter stays in view as long as a part of its section is.
        left = max(rect.left(), view.gutter) + _INDENT
        room = rect.right() - left
        metrics = QFontMetricsF(self._letters)
        for words in (section.name, section.section.letter):
            if metrics.horizontalAdvance(words) <= room:
                painter.setFont(self._letters)
                painter.setPen(QColor(self._theme.text))
                place = QRectF(left, rect.top(), room, rect.height())
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
                break

    def _paint_bar_lines(self, painter: QPainter, view: LaneView) -> None:
        line = QColor(self._theme.bar_line)
        for bar in view.plan.bars:
            left, right = view.x_of(bar.start_tick), view.x_of(bar.end_tick)
            if right - left >= _LEAST_BAR and view.gutter <= left <= view.width:
                painter.fillRect(QRectF(round(left), SECTION_HEIGHT + 3, 1, CHORD_HEIGHT), line)

    def _paint_chords(self, painter: QPainter, view: LaneView) -> None:
        painter.setFont(self._symbols)
        painter.setPen(QColor(self._theme.text))
        for chord in self.shown_chords(view):
            left = view.x_of(chord.tick)
            if view.gutter - 60 < left < view.width:
                place = QRectF(left + 3, SECTION_HEIGHT, 200, CHORD_HEIGHT)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, chord.symbol)

    def paint_choice(self, painter: QPainter, rect: QRectF, has_focus: bool) -> None:
        """Frame what is selected, thicker where the keyboard is there."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.accent), 2 if has_focus else 1))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)

    def paint_range(self, painter: QPainter, rect: QRectF) -> None:
        """Mark which bars are in view below the lane."""
        tint = QColor(self._theme.accent)
        tint.setAlpha(40)
        painter.fillRect(rect, tint)
        foot = QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2)
        painter.fillRect(foot, QColor(self._theme.accent))

    def paint_playhead(self, painter: QPainter, x: float) -> None:
        """Draw where the music is."""
        painter.fillRect(QRectF(x, 0, 1.5, LANE_HEIGHT), QColor(self._theme.playhead))
