"""The ruler above the roll: bar numbers, seed, loop, quotations and the playhead's head."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
)
from PySide6.QtWidgets import QToolTip, QWidget

from chopin_studio.music.meter import MeterMap
from chopin_studio.session.originality.quoted import Quoted
from chopin_studio.session.support.plain_text import as_tooltip
from chopin_studio.session.support.translation import tr
from chopin_studio.ui.kit.quotation_markers import REACH, mark_words, paint_in_ruler
from chopin_studio.ui.kit.theme import Theme
from chopin_studio.ui.roll.geometry import RollGeometry, label_step, snapped

RULER_HEIGHT = 30
_DRAG_PIXELS = 5


class RollRuler(QWidget):
    """Draws the bars' numbers. A click asks for a place, a drag for a loop over whole beats.

    A click on the mark of a quotation asks to hear it, its menu for what can be done with it. The
    menu anywhere else is for bars: `bars_menu_asked` tells the tick there, and the place on screen.
    """

    place_clicked = Signal(float)
    loop_dragged = Signal(int, int)
    loop_dismissed = Signal()
    quoted_clicked = Signal(object)
    quoted_menu_asked = Signal(tuple, QPoint)
    bars_menu_asked = Signal(float, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._geometry = RollGeometry()
        self._offset = 0
        self._meters = MeterMap()
        self._seed_end_tick = 0
        self._loop: tuple[int, int] | None = None
        self._quoted: tuple[Quoted, ...] = ()
        self._position_tick: float | None = None
        self._pressed_x: float | None = None
        self._dragged = False
        self.setToolTip(
            tr(
                "Click to move the playhead, drag to loop, double-click to end the loop; "
                "right-click for what can be done with the bars"
            )
        )
        self.setAccessibleName(tr("Ruler"))
        self.setMouseTracking(True)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def set_view(self, geometry: RollGeometry, offset: int) -> None:
        """Follow the roll's scale and its scrolling, `offset` in pixels from the start."""
        self._geometry, self._offset = geometry, offset
        self.update()

    def set_music(self, meters: MeterMap, seed_end_tick: int) -> None:
        """Show the bars and the seed of other music."""
        self._meters, self._seed_end_tick = meters, seed_end_tick
        self.update()

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Show the range that repeats."""
        self._loop = loop
        self.update()

    def set_quoted(self, quoted: Sequence[Quoted]) -> None:
        """Mark what the music quotes."""
        self._quoted = tuple(quoted)
        self.update()

    def quoted_at(self, point: QPointF) -> tuple[Quoted, ...]:
        """Return the quotations whose mark is at a point."""
        if point.y() < self.height() - REACH:
            return ()
        tick = self._tick_at(point.x())
        return tuple(quoted for quoted in self._quoted if quoted.is_at(tick))

    def set_position(self, tick: float | None) -> None:
        """Show where the music is; None where there is none."""
        self._position_tick = tick
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin a click or a drag."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_x, self._dragged = event.position().x(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Draw the loop out from where the button went down; show a hand over a mark."""
        if self._pressed_x is None:
            is_mark = bool(self.quoted_at(event.position()))
            shape = Qt.CursorShape.PointingHandCursor if is_mark else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            return
        x = event.position().x()
        self._dragged = self._dragged or abs(x - self._pressed_x) >= _DRAG_PIXELS
        if self._dragged:
            first, second = sorted((self._snapped(self._pressed_x), self._snapped(x)))
            if second > first:
                self.loop_dragged.emit(first, second)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go to the place where nothing was dragged, or play what is marked there."""
        if self._pressed_x is not None and not self._dragged:
            if quoted := self.quoted_at(event.position()):
                self.quoted_clicked.emit(quoted[0])
            else:
                self.place_clicked.emit(self._tick_at(event.position().x()))
        self._pressed_x = None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the menu of a mark, or of the bars."""
        if quoted := self.quoted_at(event.pos().toPointF()):
            self.quoted_menu_asked.emit(quoted, event.globalPos())
        else:
            self.bars_menu_asked.emit(self._tick_at(event.pos().x()), event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Word the mark under the pointer, or what the ruler is for."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            quoted = self.quoted_at(event.pos().toPointF())
            words = mark_words(quoted) if quoted else self.toolTip()
            QToolTip.showText(event.globalPos(), as_tooltip(words), self)
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End the loop."""
        self.loop_dismissed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw seed, loop, numbers, quotations and the playhead's head, in this order."""
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), QColor(self._theme.panel))
            self._paint_seed(painter)
            self._paint_loop(painter)
            self._paint_bars(painter)
            paint_in_ruler(painter, self._quoted, self._theme, self._x_of, self.height())
            painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(self._theme.bar_line))
            self._paint_head(painter)
        finally:
            painter.end()

    def _tick_at(self, x: float) -> float:
        return self._geometry.tick_at(x + self._offset)

    def _x_of(self, tick: float) -> float:
        return self._geometry.x_of(tick) - self._offset

    def _snapped(self, x: float) -> int:
        """Return the nearest beat, the nearest bar line where beats stand too close."""
        tick = self._tick_at(x)
        bar = self._meters.bar_at(tick)
        is_wide = self._geometry.x_of(bar.meter.beat_ticks) >= 10
        step = bar.meter.beat_ticks if is_wide else bar.meter.bar_ticks
        return min(snapped(tick, step, bar.start_tick), bar.end_tick)

    def _paint_seed(self, painter: QPainter) -> None:
        end = self._x_of(self._seed_end_tick)
        if self._seed_end_tick <= 0 or end <= 0:
            return
        painter.fillRect(QRectF(0, 0, end, self.height()), QColor(self._theme.seed_tint))
        font = QFont(self.font())
        font.setPixelSize(10)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.no_hand))
        # At the left, since the playhead begins near the end of the seed.
        start = max(self._x_of(0), 0)
        place = QRectF(start + 7, self.height() - 15, end - start - 14, 13)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, tr("SEED"))

    def _paint_loop(self, painter: QPainter) -> None:
        if self._loop is None:
            return
        start, end = self._x_of(self._loop[0]), self._x_of(self._loop[1])
        tint = QColor(self._theme.accent)
        tint.setAlpha(60)
        painter.fillRect(QRectF(start, 0, end - start, self.height()), tint)
        painter.fillRect(QRectF(start, 0, end - start, 3), QColor(self._theme.accent))

    def _paint_bars(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        start, end = self._tick_at(0), self._tick_at(self.width())
        first = self._meters.bar_at(start)
        step = label_step(self._geometry.x_of(first.meter.bar_ticks))
        line = QColor(self._theme.muted)
        for bar in self._meters.bars(start, end):
            x = round(self._x_of(bar.start_tick))
            is_labelled = (bar.number - 1) % step == 0
            height = self.height() - 5 if is_labelled else 5
            if is_labelled or self._geometry.x_of(bar.meter.bar_ticks) >= 5:
                painter.fillRect(x, self.height() - height, 1, height, line)
            if is_labelled:
                painter.setPen(QColor(self._theme.text))
                place = QRect(x + 5, 3, 60, 14)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, str(bar.number))

    def _paint_head(self, painter: QPainter) -> None:
        if self._position_tick is None:
            return
        x, bottom = self._x_of(self._position_tick), self.height() - 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.playhead))
        points = [
            QPointF(x - 6, bottom - 11),
            QPointF(x + 6, bottom - 11),
            QPointF(x + 6, bottom - 7),
            QPointF(x, bottom),
            QPointF(x - 6, bottom - 7),
        ]
        painter.drawPolygon(QPolygonF(points))
