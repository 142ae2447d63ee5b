"""The piano roll: scrolls and zooms over the music, shows the playhead, and takes clicks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from chopin_studio.music.editing import changed_ticks
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.ui.originality_model import OriginalityModel
from chopin_studio.ui.playback_model import PlaybackModel
from chopin_studio.ui.quotation_marks import mark_menu, paint_in_roll
from chopin_studio.ui.quoted import Quoted, words_at
from chopin_studio.ui.roll_canvas import RollCanvas
from chopin_studio.ui.roll_geometry import NoteIndex, RollGeometry, note_words
from chopin_studio.ui.roll_keyboard import KEYBOARD_WIDTH, RollKeyboard
from chopin_studio.ui.roll_painter import RollPainter, note_rect
from chopin_studio.ui.roll_ruler import RULER_HEIGHT, RollRuler
from chopin_studio.ui.studio import Piece, Studio
from chopin_studio.ui.theme import Theme, ThemeSwitch, blended

ZOOM_STEP = 1.25
_TURN_AT = 0.92
"""How far across the view the playhead runs before the page turns."""

_TURN_TO = 0.08
EMPTY_TEXT = "Press Generate to compose a take,\nor drop a MIDI file here to start from it."


class PianoRoll(QAbstractScrollArea):
    """Shows the studio's piece. Drawn tiles are kept; only the playhead is drawn each frame."""

    key_clicked = Signal(int)
    view_changed = Signal()

    def __init__(
        self,
        studio: Studio,
        playback: PlaybackModel,
        originality: OriginalityModel,
        themes: ThemeSwitch,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._studio = studio
        self._playback = playback
        self._originality = originality
        self._theme = themes.theme
        self._painter = RollPainter(self._theme)
        self._canvas = RollCanvas(self._painter)
        self._scale = RollGeometry()
        self._notes = NoteIndex()
        self._excerpt: Excerpt | None = None
        self._panned_from: QPoint | None = None
        self._shows_focus = False
        self._followed_tick = 0.0
        self._overlays: list[Callable[[QPainter], None]] = []
        self._foot: QWidget | None = None
        self.follows = True
        self._keyboard = RollKeyboard(self._theme, self)
        self._ruler = RollRuler(self._theme, self)
        self._corner = QWidget(self)
        self._corner.setObjectName("panel")
        self._set_up()
        self._subscribe(themes)

    def _set_up(self) -> None:
        self.setViewportMargins(KEYBOARD_WIDTH, RULER_HEIGHT, 0, 0)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Piano roll")
        self.setAccessibleDescription(
            "Left and Right go by bars, Ctrl with the wheel zooms, a click goes there. "
            "Alt with Left and Right chooses a note, which the arrow keys then move."
        )

    def _subscribe(self, themes: ThemeSwitch) -> None:
        self._studio.piece_changed.connect(self._on_piece_changed)
        self._studio.notes_added.connect(self._on_notes_added)
        self._studio.piece_edited.connect(self._on_piece_edited)
        self._playback.position_changed.connect(self._on_position_changed)
        self._playback.state_changed.connect(self._on_state_changed)
        self._playback.loop_changed.connect(self._on_loop_changed)
        self._ruler.place_clicked.connect(self._playback.seek)
        self._ruler.loop_dragged.connect(self._playback.set_loop)
        self._ruler.loop_dismissed.connect(self._playback.clear_loop)
        self._ruler.quoted_clicked.connect(self._originality.play)
        self._ruler.quoted_menu_asked.connect(self._open_mark_menu)
        self._originality.changed.connect(self._on_originality_changed)
        self._keyboard.pitch_clicked.connect(self.key_clicked)
        themes.changed.connect(self._on_theme_changed)

    # --- commands -----------------------------------------------------------------------------

    def zoom_in(self) -> None:
        """Show less music, larger."""
        self._zoom(ZOOM_STEP, self.viewport().width() / 2)

    def zoom_out(self) -> None:
        """Show more music, smaller."""
        self._zoom(1 / ZOOM_STEP, self.viewport().width() / 2)

    def fit(self) -> None:
        """Show the whole piece."""
        size = self.viewport().size()
        scale = self._scale.fitted_across(self._notes.end_tick, size.width())
        self._set_scale(scale.fitted_down(self._notes.pitches, size.height()))
        self.horizontalScrollBar().setValue(0)
        self._centre_rows()

    def taller_rows(self) -> None:
        """Show fewer keys, larger."""
        self._set_scale(self._scale.zoomed_rows(1))

    def flatter_rows(self) -> None:
        """Show more keys, smaller."""
        self._set_scale(self._scale.zoomed_rows(-1))

    # --- what others build on -----------------------------------------------------------------

    def add_overlay(self, paint: Callable[[QPainter], None]) -> None:
        """Have `paint` draw over the music, in the pixels of the viewport."""
        self._overlays.append(paint)

    def set_foot(self, foot: QWidget) -> None:
        """Keep a widget of its own height under the rows; it begins under the keyboard."""
        self._foot = foot
        foot.setParent(self)
        self.show_foot(True)

    def show_foot(self, is_shown: bool) -> None:
        """Show the widget under the rows, or give its room to them."""
        if self._foot is not None:
            self._foot.setVisible(is_shown)
            height = self._foot.height() if is_shown else 0
            self.setViewportMargins(KEYBOARD_WIDTH, RULER_HEIGHT, 0, height)

    @property
    def scale(self) -> RollGeometry:
        """The scale in which the music is drawn."""
        return self._scale

    @property
    def index(self) -> NoteIndex:
        """The notes shown, by place."""
        return self._notes

    @property
    def offset(self) -> QPoint:
        """How far the music is scrolled, in pixels from its top left corner."""
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def x_of(self, tick: float) -> float:
        """Give where `tick` stands in the viewport, in pixels from its left edge."""
        return self._scale.x_of(tick) - self.horizontalScrollBar().value()

    # --- news from the models -----------------------------------------------------------------

    def _on_piece_changed(self, piece: Piece | None) -> None:
        self._excerpt = piece.excerpt if piece else None
        self._notes = NoteIndex.in_order(piece.excerpt.notes if piece else ())
        excerpt = self._excerpt or Excerpt()
        self._canvas.set_music(excerpt, self._notes)
        self._ruler.set_music(excerpt.meters, excerpt.seed_end_tick)
        self._ruler.set_position(self._playback.position_tick if piece else None)
        height = self.viewport().height()
        self._set_scale(self._scale.fitted_down(self._notes.pitches, height))
        self._centre_rows()
        self._reveal(self._playback.position_tick)

    def _on_notes_added(self, notes: tuple[Note, ...]) -> None:
        was_at_end = self.x_of(self._notes.end_tick) <= self.viewport().width()
        self._notes.add(notes)
        self._canvas.forget_between(
            min(note.onset_tick for note in notes), max(note.end_tick for note in notes)
        )
        self._update_scroll_bars()
        if self.follows:
            self._make_room(notes)
        if was_at_end and self.follows and not self._playback.is_moving:
            end = self.x_of(self._notes.end_tick)
            if end > self.viewport().width() * _TURN_AT:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() + round(self.viewport().width() * 0.5))
        self.viewport().update()

    def _on_piece_edited(self, piece: Piece) -> None:
        before = self._excerpt or Excerpt()
        self._excerpt = piece.excerpt
        changed = changed_ticks(before.notes, piece.excerpt.notes)
        if changed is not None:
            self._notes = NoteIndex.in_order(piece.excerpt.notes)
            self._canvas.change_music(piece.excerpt, self._notes, *changed)
            self._update_scroll_bars()
            self.viewport().update()

    def _on_position_changed(self, tick: float) -> None:
        if self._excerpt is None:
            return
        self._ruler.set_position(tick)
        sounding = self._notes.sounding_at(tick) if self._playback.is_sounding else ()
        self._keyboard.set_sounding({note.pitch: self._painter.shade(note) for note in sounding})
        if self.follows:
            self._follow(tick)
        self.viewport().update()

    def _on_state_changed(self) -> None:
        """Lift the keys when the music stops, and light them when it begins."""
        self._on_position_changed(self._playback.position_tick)

    def _on_loop_changed(self, loop: tuple[int, int] | None) -> None:
        self._ruler.set_loop(loop)
        self.viewport().update()

    def _on_originality_changed(self) -> None:
        self._ruler.set_quoted(self._originality.quoted)
        self.viewport().update()

    def _open_mark_menu(self, quoted: tuple[Quoted, ...], place: QPoint) -> None:
        mark_menu(quoted, self._originality, self).popup(place)

    def _on_theme_changed(self, theme: Theme) -> None:
        self._theme = theme
        self._painter = RollPainter(theme)
        self._canvas.set_painter(self._painter)
        self._keyboard.set_theme(theme)
        self._ruler.set_theme(theme)
        self.viewport().update()

    # --- scale and scrolling ------------------------------------------------------------------

    def _zoom(self, factor: float, x: float) -> None:
        """Stretch time, keeping in place what stands at `x` of the viewport."""
        bar = self.horizontalScrollBar()
        tick = self._scale.tick_at(x + bar.value())
        self._set_scale(self._scale.zoomed(factor))
        bar.setValue(round(self._scale.x_of(tick) - x))

    def _set_scale(self, scale: RollGeometry) -> None:
        self._scale = scale
        self._canvas.set_scale(scale)
        self._update_scroll_bars()
        self._follow_scrolling()

    def _update_scroll_bars(self) -> None:
        size = self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        width = self._scale.width_of(self._notes.end_tick, size.width())
        across.setRange(0, max(0, width - size.width()))
        across.setPageStep(size.width())
        across.setSingleStep(40)
        down.setRange(0, max(0, self._scale.height - size.height()))
        down.setPageStep(size.height())
        down.setSingleStep(self._scale.row_height * 3)

    def _make_room(self, notes: tuple[Note, ...]) -> None:
        """Show more keys where new notes lie above or below those in view."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height() - self._scale.row_height
        rows = [self._scale.y_of(note.pitch) for note in notes]
        if min(rows) < top or max(rows) > bottom:
            height = self.viewport().height()
            self._set_scale(self._scale.fitted_down(self._notes.pitches, height))
            self._centre_rows()

    def _centre_rows(self) -> None:
        """Scroll the rows so that the music stands in the middle."""
        if not self._notes.pitches:
            return
        lowest, highest = self._notes.pitches
        middle = (self._scale.y_of(highest) + self._scale.y_of(lowest - 1)) // 2
        self.verticalScrollBar().setValue(middle - self.viewport().height() // 2)

    def _follow(self, tick: float) -> None:
        """Turn the page when the playhead comes to its end; leave a user who looks elsewhere."""
        went_back = tick < self._followed_tick
        self._followed_tick = tick
        width = self.viewport().width()
        just_left = 0 <= self.x_of(tick) - width * _TURN_AT <= width
        if just_left or went_back or not self._playback.is_moving:
            self._reveal(tick)

    def _reveal(self, tick: float) -> None:
        """Scroll only if `tick` is out of view."""
        width = self.viewport().width()
        if not 0 <= self.x_of(tick) <= width * _TURN_AT:
            target = self._scale.x_of(tick) - width * _TURN_TO
            self.horizontalScrollBar().setValue(round(target))

    def _follow_scrolling(self) -> None:
        self._keyboard.set_view(self._scale, self.verticalScrollBar().value())
        self._ruler.set_view(self._scale, self.horizontalScrollBar().value())
        self.viewport().update()
        self.view_changed.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        """Draw anew at the new place: the tiles make that cheap."""
        self._follow_scrolling()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay out keyboard and ruler around the viewport."""
        view = self.viewport().geometry()
        self._corner.setGeometry(0, 0, KEYBOARD_WIDTH, RULER_HEIGHT)
        self._keyboard.setGeometry(0, view.top(), KEYBOARD_WIDTH, view.height())
        self._ruler.setGeometry(view.left(), 0, view.width(), RULER_HEIGHT)
        if self._foot is not None:
            width = view.right() + 1
            self._foot.setGeometry(0, view.bottom() + 1, width, self._foot.height())
        if self._scale.height < view.height() or event.oldSize().isEmpty():
            self._set_scale(self._scale.fitted_down(self._notes.pitches, view.height()))
            self._centre_rows()
        self._update_scroll_bars()
        self._follow_scrolling()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a good piece of the window."""
        return QSize(760, 520)

    # --- painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Lay out the tiles, then draw quotations, loop, sounding notes and playhead over them."""
        painter = QPainter(self.viewport())
        try:
            view = self.viewport()
            visible = view.rect().translated(self.offset)
            self._canvas.draw(painter, visible, self.font(), view.devicePixelRatioF())
            if self._excerpt is None:
                self._paint_empty(painter)
            else:
                self._paint_overlay(painter)
            if self._shows_focus:
                painter.setPen(QPen(QColor(self._theme.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        finally:
            painter.end()

    def _paint_overlay(self, painter: QPainter) -> None:
        height = self.viewport().height()
        paint_in_roll(painter, self._originality.quoted, self._theme, self.x_of, height)
        if self._playback.loop is not None:
            tint = QColor(self._theme.accent)
            tint.setAlpha(26)
            start, end = (self.x_of(tick) for tick in self._playback.loop)
            painter.fillRect(QRectF(start, 0, end - start, height), tint)
        tick = self._playback.position_tick
        if self._playback.is_sounding:
            self._paint_sounding(painter, tick)
        for paint in self._overlays:
            paint(painter)
        x = self.x_of(tick)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.playhead), 1.6))
        painter.drawLine(QPointF(x, 0), QPointF(x, height))

    def _paint_sounding(self, painter: QPainter, tick: float) -> None:
        painter.save()
        painter.translate(-self.offset)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for note in self._notes.sounding_at(tick):
            colour = blended(self._painter.shade(note).name(), self._theme.playhead, 0.55)
            self._painter.paint_note(painter, note_rect(note, self._scale), colour)
        painter.restore()

    def _paint_empty(self, painter: QPainter) -> None:
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted))
        view = self.viewport().rect()
        painter.drawText(view, Qt.AlignmentFlag.AlignCenter, EMPTY_TEXT)

    # --- the user's hands ---------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go to the place clicked; the middle button begins to drag the paper."""
        if event.button() is Qt.MouseButton.MiddleButton:
            self._panned_from = event.position().toPoint()
        elif event.button() is Qt.MouseButton.LeftButton and self._excerpt is not None:
            x = event.position().x() + self.horizontalScrollBar().value()
            self._playback.seek(self._scale.tick_at(x))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag the paper along."""
        if self._panned_from is None:
            return
        moved = event.position().toPoint() - self._panned_from
        self._panned_from = event.position().toPoint()
        for bar, pixels in (
            (self.horizontalScrollBar(), moved.x()),
            (self.verticalScrollBar(), moved.y()),
        ):
            bar.setValue(bar.value() - pixels)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go of the paper."""
        self._panned_from = None

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll; zoom time with Ctrl and rows with Ctrl and Shift; go sideways with Shift."""
        steps = event.angleDelta().y() / 120
        held = event.modifiers()
        if held & Qt.KeyboardModifier.ControlModifier:
            if held & Qt.KeyboardModifier.ShiftModifier:
                self._set_scale(self._scale.zoomed_rows(1 if steps > 0 else -1))
            else:
                self._zoom(ZOOM_STEP**steps, event.position().x())
        elif held & Qt.KeyboardModifier.ShiftModifier or self.verticalScrollBar().maximum() == 0:
            bar = self.horizontalScrollBar()
            delta = event.angleDelta().x() or event.angleDelta().y()
            bar.setValue(bar.value() - delta)
        else:
            super().wheelEvent(event)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show a frame to whoever came here by the keyboard."""
        self._shows_focus = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Take the frame away."""
        self._shows_focus = False
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go by bars with the arrows, to the ends with Home and End."""
        commands: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Left: lambda: self._playback.seek_bars(-1),
            Qt.Key.Key_Right: lambda: self._playback.seek_bars(1),
            Qt.Key.Key_Home: self._playback.to_start,
            Qt.Key.Key_End: lambda: self._playback.seek(self._notes.end_tick),
        }
        command = commands.get(Qt.Key(event.key()))
        if command is None:
            super().keyPressEvent(event)
        else:
            command()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Name the note under the pointer, and what it may be quoted from."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def _words_at(self, point: QPoint) -> str:
        tick = self._scale.tick_at(point.x() + self.horizontalScrollBar().value())
        pitch = self._scale.pitch_at(point.y() + self.verticalScrollBar().value())
        note = self._notes.at(tick, pitch)
        if self._excerpt is None:
            return ""
        words = note_words(note, self._excerpt.meters) if note is not None else ""
        return "\n".join(filter(None, (words, words_at(self._originality.quoted, tick))))
