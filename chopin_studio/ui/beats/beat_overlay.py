"""The bars and beats proposed, drawn over the roll."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from chopin_studio.session.editing.beat_correction import BeatCorrection
from chopin_studio.ui.kit.theme import Theme, ThemeSwitch
from chopin_studio.ui.roll.piano_roll import PianoRoll

_LABEL_HEIGHT, _LABEL_GAP = 16, 4
_MIN_BEAT_WIDTH = 5
"""Where beats stand closer, in pixels, only bars are drawn."""


class BeatOverlay:
    """Draws a line at each beat, a thick one with a number at each bar."""

    def __init__(self, correction: BeatCorrection, roll: PianoRoll, themes: ThemeSwitch) -> None:
        self._correction = correction
        self._roll = roll
        self._theme: Theme = themes.theme
        themes.changed.connect(self._on_theme_changed)
        roll.add_overlay(self._paint)
        correction.changed.connect(roll.viewport().update)

    def beat_places(self) -> list[tuple[float, int]]:
        """Return the beats in view: x in pixels, and the number of the bar begun there, else 0."""
        proposed, music = self._correction.proposed, self._correction.music
        if proposed is None or music is None:
            return []
        tempos, width = music.tempo_map, self._roll.viewport().width()
        times = proposed.beat_times_sec
        first = bisect_left(times, tempos.tick_to_sec(self._roll.tick_at(0)))
        numbers = {bar.first_beat: place for place, bar in enumerate(proposed.bars, start=1)}
        places = []
        for beat in range(first, len(times)):
            x = self._roll.x_of(tempos.sec_to_tick(times[beat]))
            if x > width:
                break
            places.append((x, numbers.get(beat, 0)))
        return places

    def _paint(self, painter: QPainter) -> None:
        places = self.beat_places()
        if not places:
            return
        height = self._roll.viewport().height()
        strong, faint = QColor(self._theme.accent), QColor(self._theme.accent)
        faint.setAlpha(110)
        gaps = [b[0] - a[0] for a, b in pairwise(places)]
        shows_beats = not gaps or min(gaps) >= _MIN_BEAT_WIDTH
        for x, number in places:
            if number:
                painter.fillRect(QRectF(x - 1, 0, 2, height), strong)
            elif shows_beats:
                painter.fillRect(QRectF(x - 0.5, 0, 1, height), faint)
        self._paint_numbers(painter, [place for place in places if place[1]])

    def _paint_numbers(self, painter: QPainter, bars: list[tuple[float, int]]) -> None:
        font = QFont(self._roll.font())
        font.setPixelSize(11)
        font.setBold(True)
        painter.setFont(font)
        metrics, free_from = painter.fontMetrics(), float("-inf")
        for x, number in bars:
            width = metrics.horizontalAdvance(str(number)) + 2 * _LABEL_GAP
            if x < free_from:
                continue
            place = QRectF(x, 0, width, _LABEL_HEIGHT)
            painter.fillRect(place, QColor(self._theme.accent))
            painter.setPen(QColor(self._theme.on_accent))
            painter.drawText(place.adjusted(_LABEL_GAP, 1, 0, 0), str(number))
            free_from = x + width + _LABEL_GAP

    def _on_theme_changed(self, theme: Theme) -> None:
        self._theme = theme
