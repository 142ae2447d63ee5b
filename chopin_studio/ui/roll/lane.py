"""A lane under the roll: it follows the roll's scale and scrolling, and draws the playhead."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.ui.kit.theme import Theme, ThemeSwitch
from chopin_studio.ui.roll.keyboard import KEYBOARD_WIDTH
from chopin_studio.ui.roll.piano_roll import PianoRoll

MOST_MENDED = 100
"""Where more ticks have changed, a lane is drawn anew: that costs less by then."""

REACH = 4
"""How far in pixels what is drawn for a tick may be from it."""


class Lane(QWidget):
    """One lane: it follows the roll's scale and scrolling, and draws the playhead.

    What it shows is kept as a picture from frame to frame.
    """

    def __init__(
        self, name: str, height: int, roll: PianoRoll, playback: PlaybackModel, themes: ThemeSwitch
    ) -> None:
        super().__init__()
        self._name = name
        self._roll = roll
        self._playback = playback
        self._theme = themes.theme
        self._picture: QPixmap | None = None
        self._stale_ticks: set[int] = set()
        self.setFixedHeight(height)
        self.setAccessibleName(name)
        roll.view_changed.connect(self.forget)
        playback.position_changed.connect(lambda _tick: self.update())
        themes.changed.connect(self._on_theme_changed)

    def forget(self) -> None:
        """Draw anew."""
        self._picture = None
        self.update()

    def forget_at(self, ticks: Collection[int]) -> None:
        """Draw anew what is at some ticks, or everything where they are many."""
        self._stale_ticks.update(ticks)
        if len(self._stale_ticks) > MOST_MENDED:
            self._picture = None
        self.update()

    def x_of(self, tick: float) -> float:
        """Return where a tick is, in pixels from the lane's left edge."""
        return KEYBOARD_WIDTH + self._roll.x_of(tick)

    def tick_at(self, x: float) -> float:
        """Return the tick at `x`."""
        return self._roll.scale.tick_at(x - KEYBOARD_WIDTH + self._roll.offset.x())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Lay the picture down, then what is in hand, the playhead, and the name at the left."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._picture is None or self._picture.size() != size:
            self._picture = self._drawn(ratio)
        elif self._stale_ticks:
            self._mend(self._picture)
        self._stale_ticks.clear()
        painter = QPainter(self)
        try:
            painter.drawPixmap(0, 0, self._picture)
            self._paint_over(painter)
            x = self.x_of(self._playback.position_tick)
            if self._playback.timeline is not None and x >= KEYBOARD_WIDTH:
                painter.fillRect(QRectF(x, 0, 1.5, self.height()), QColor(self._theme.playhead))
        finally:
            painter.end()

    def _drawn(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        try:
            painter.fillRect(self.rect(), QColor(self._theme.black_row))
            painter.setClipRect(self.rect().adjusted(KEYBOARD_WIDTH, 0, 0, 0))
            self._paint_music(painter, self.tick_at(KEYBOARD_WIDTH), self.tick_at(self.width()))
            painter.setClipping(False)
            self._paint_name(painter)
        finally:
            painter.end()
        return picture

    def _mend(self, picture: QPixmap) -> None:
        """Draw what has changed since the picture was drawn."""
        painter = QPainter(picture)
        try:
            for x in {round(self.x_of(tick)) for tick in self._stale_ticks}:
                left, right = max(x - REACH, KEYBOARD_WIDTH), x + REACH
                painter.setClipRect(left, 0, right - left, self.height())
                painter.fillRect(self.rect(), QColor(self._theme.black_row))
                self._paint_music(painter, self.tick_at(left - REACH), self.tick_at(right + REACH))
                self._paint_name(painter)
        finally:
            painter.end()

    def _paint_name(self, painter: QPainter) -> None:
        painter.fillRect(0, 0, KEYBOARD_WIDTH, self.height(), QColor(self._theme.panel))
        line = QColor(self._theme.bar_line)
        painter.fillRect(0, 0, self.width(), 1, line)
        painter.fillRect(KEYBOARD_WIDTH - 1, 0, 1, self.height(), line)
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted))
        place = QRect(0, 0, KEYBOARD_WIDTH - 7, self.height())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, flags, self._name)

    def _paint_music(self, painter: QPainter, start_tick: float, end_tick: float) -> None:
        """Draw what the lane shows of a range of ticks."""

    def _paint_over(self, painter: QPainter) -> None:
        """Draw what is in hand."""

    def _on_theme_changed(self, theme: Theme) -> None:
        self._theme = theme
        self.forget()
