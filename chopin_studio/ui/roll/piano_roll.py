"""The piano roll: scrolls and zooms over the music, shows the playhead, and takes clicks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QMouseEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QMenu, QWidget

from chopin_studio.music.editing import changed_notes
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.music.pitch import note_words
from chopin_studio.session.originality.originality_model import OriginalityModel
from chopin_studio.session.originality.quoted import Quoted, words_at
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.session import Piece, Session
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.ui.kit.music_view import EMPTY_TEXT, MusicView
from chopin_studio.ui.kit.quotation_markers import mark_menu, paint_in_roll, paint_matching
from chopin_studio.ui.kit.theme import Theme, ThemeSwitch, blended
from chopin_studio.ui.roll.geometry import NoteIndex, RollGeometry
from chopin_studio.ui.roll.keyboard import KEYBOARD_WIDTH, RollKeyboard
from chopin_studio.ui.roll.painter import RollPainter, note_rect
from chopin_studio.ui.roll.ruler import RULER_HEIGHT, RollRuler
from chopin_studio.ui.roll.tile_cache import TileCache
from chopin_studio.ui.roll.viewport import RollViewport

ZOOM_STEP = 1.25


class PianoRoll(MusicView):
    """Shows the piece shown. Drawn tiles are kept; only the playhead is drawn each frame.

    `notes_edited` gives the notes that an edit has brought or taken, once they are in `index`.
    """

    key_clicked = Signal(int)
    view_changed = Signal()
    notes_edited = Signal(tuple)

    def __init__(
        self,
        session: Session,
        playback: PlaybackModel,
        originality: OriginalityModel,
        themes: ThemeSwitch,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(playback, themes.theme, parent)
        self._session = session
        self._originality = originality
        self._painter = RollPainter(self._theme)
        self.tiles = TileCache(self._painter)
        self._scroller = RollViewport(self)
        self._notes = NoteIndex()
        self._excerpt: Excerpt | None = None
        self._panned_from: QPoint | None = None
        self._overlays: list[Callable[[QPainter], None]] = []
        self._foot: QWidget | None = None
        self._for_bars: tuple[QAction, ...] = ()
        self._keyboard = RollKeyboard(self._theme, self)
        self.ruler = RollRuler(self._theme, self)
        self._corner = QWidget(self)
        self._corner.setObjectName("panel")
        self._set_up()
        self._subscribe(themes)

    def _set_up(self) -> None:
        self.setViewportMargins(KEYBOARD_WIDTH, RULER_HEIGHT, 0, 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(tr("Piano roll"))
        self.setAccessibleDescription(
            tr(
                "Left and Right move by bars, Ctrl and the wheel zoom, a click moves the "
                "playhead. Alt with Left or Right selects a note, which the arrow keys then move."
            )
        )

    def _subscribe(self, themes: ThemeSwitch) -> None:
        self._scroller.scaled.connect(self._on_scaled)
        self._session.piece_changed.connect(self._on_piece_changed)
        self._session.notes_added.connect(self._on_notes_added)
        self._session.piece_edited.connect(self._on_piece_edited)
        self._playback.position_changed.connect(self._on_position_changed)
        self._playback.state_changed.connect(self._on_state_changed)
        self._playback.loop_changed.connect(self._on_loop_changed)
        self.ruler.place_clicked.connect(self._playback.seek)
        self.ruler.loop_dragged.connect(self._playback.set_loop)
        self.ruler.loop_dismissed.connect(self._playback.clear_loop)
        self.ruler.quoted_clicked.connect(self._originality.play)
        self.ruler.quoted_menu_asked.connect(self._open_mark_menu)
        self.ruler.bars_menu_asked.connect(self._open_bars_menu)
        self._originality.changed.connect(self._on_originality_changed)
        self._keyboard.pitch_clicked.connect(self.key_clicked)
        themes.changed.connect(self._on_theme_changed)

    # --- commands -----------------------------------------------------------------------------

    def zoom_in(self) -> None:
        """Show less music, larger."""
        self._scroller.zoom(ZOOM_STEP)

    def zoom_out(self) -> None:
        """Show more music, smaller."""
        self._scroller.zoom(1 / ZOOM_STEP)

    def fit(self) -> None:
        """Show the whole piece."""
        self._scroller.fit()

    def taller_rows(self) -> None:
        """Show fewer keys, larger."""
        self._scroller.zoom_rows(1)

    def flatter_rows(self) -> None:
        """Show more keys, smaller."""
        self._scroller.zoom_rows(-1)

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

    def offer_for_bars(self, actions: Sequence[QAction]) -> None:
        """Put actions into the menu of the ruler, which is for the bars marked."""
        self._for_bars = (*self._for_bars, *actions)

    @property
    def scale(self) -> RollGeometry:
        """The scale in which the music is drawn."""
        return self._scroller.scale

    @property
    def index(self) -> NoteIndex:
        """The notes shown, by place."""
        return self._notes

    @property
    def offset(self) -> QPoint:
        """How far the music is scrolled, in pixels from its top left corner."""
        return self._scroller.offset

    def x_of(self, tick: float) -> float:
        """Return where `tick` stands in the viewport, in pixels from its left edge."""
        return self._scroller.x_of(tick)

    def tick_at(self, x: float) -> float:
        """Return the tick at `x` pixels from the viewport's left edge."""
        return self.scale.tick_at(x + self.offset.x())

    def reveal(self, tick: float) -> None:
        """Scroll only if a tick is out of view."""
        self._scroller.reveal(tick)

    # --- news from the models -----------------------------------------------------------------

    def _on_piece_changed(self, piece: Piece | None) -> None:
        self._excerpt = piece.excerpt if piece else None
        self._notes = NoteIndex.in_order(piece.excerpt.notes if piece else ())
        excerpt = self._excerpt or Excerpt()
        self.tiles.set_music(excerpt, self._notes)
        self.ruler.set_music(excerpt.meters, excerpt.seed_end_tick)
        self.ruler.set_position(self._playback.position_tick if piece else None)
        self._scroller.set_notes(self._notes)
        self._scroller.fit_rows()
        self._scroller.reveal(self._playback.position_tick)

    def _on_notes_added(self, notes: tuple[Note, ...]) -> None:
        was_at_end = self._scroller.shows_end()
        self._notes.add(notes)
        self.tiles.forget_between(
            min(note.onset_tick for note in notes), max(note.end_tick for note in notes)
        )
        self._scroller.update_bars()
        if self.follows:
            self._scroller.make_room(notes)
        if was_at_end and self.follows and not self._playback.is_moving:
            self._scroller.turn_to_end()
        self.viewport().update()

    def _on_piece_edited(self, piece: Piece) -> None:
        before = self._excerpt or Excerpt()
        self._excerpt = piece.excerpt
        changed = changed_notes(before.notes, piece.excerpt.notes)
        if changed:
            self._notes = NoteIndex.in_order(piece.excerpt.notes)
            self.tiles.change_music(piece.excerpt, self._notes, changed)
            self._scroller.set_notes(self._notes)
            self.viewport().update()
            self.notes_edited.emit(changed)

    def _on_position_changed(self, tick: float) -> None:
        if self._excerpt is None:
            return
        self.ruler.set_position(tick)
        sounding = self._notes.sounding_at(tick) if self._playback.is_sounding else ()
        self._keyboard.set_sounding({note.pitch: self._painter.shade(note) for note in sounding})
        if self.follows:
            self._scroller.follow(tick, self._playback.is_moving)
        self.viewport().update()

    def _on_state_changed(self) -> None:
        """Lift the keys when the music stops, and light them when it begins."""
        self._on_position_changed(self._playback.position_tick)

    def _on_loop_changed(self, loop: tuple[int, int] | None) -> None:
        self.ruler.set_loop(loop)
        self.viewport().update()

    def _on_originality_changed(self) -> None:
        self.ruler.set_quoted(self._originality.quoted)
        self.viewport().update()

    def _open_mark_menu(self, quoted: tuple[Quoted, ...], place: QPoint) -> None:
        mark_menu(quoted, self._originality, self).popup(place)

    def _open_bars_menu(self, tick: float, place: QPoint) -> None:
        """Open the menu for the bars marked; a bar outside of these is marked first, as a loop."""
        if self._excerpt is None:
            return
        loop = self._playback.loop
        if loop is None or not loop[0] <= tick < loop[1]:
            bar = self._excerpt.meters.bar_at(tick)
            self._playback.set_loop(bar.start_tick, bar.end_tick)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addActions(list(self._for_bars))
        menu.popup(place)

    def _on_theme_changed(self, theme: Theme) -> None:
        self._theme = theme
        self._painter = RollPainter(theme)
        self.tiles.set_painter(self._painter)
        self._keyboard.set_theme(theme)
        self.ruler.set_theme(theme)
        self.viewport().update()

    # --- scale and scrolling ------------------------------------------------------------------

    def scroll_by(self, across: int, down: int) -> None:
        """Go so many pixels to the right and down, as far as there is music."""
        self._scroller.scroll_by(across, down)

    def _on_scaled(self) -> None:
        self.tiles.set_scale(self.scale)
        self._follow_scrolling()

    def _follow_scrolling(self) -> None:
        self._keyboard.set_view(self.scale, self.offset.y())
        self.ruler.set_view(self.scale, self.offset.x())
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
        self.ruler.setGeometry(view.left(), 0, view.width(), RULER_HEIGHT)
        if self._foot is not None:
            width = view.right() + 1
            self._foot.setGeometry(0, view.bottom() + 1, width, self._foot.height())
        if self.scale.height < view.height() or event.oldSize().isEmpty():
            self._scroller.fit_rows()
        self._scroller.update_bars()
        self._follow_scrolling()

    # --- painting -----------------------------------------------------------------------------

    def _paint(self, painter: QPainter) -> None:
        """Lay out the tiles, then draw quotations, loop, sounding notes and playhead over them."""
        view = self.viewport()
        visible = view.rect().translated(self.offset)
        self.tiles.draw(painter, visible, self.font(), view.devicePixelRatioF())
        if self._excerpt is None:
            self._paint_words(painter, translated(EMPTY_TEXT))
        else:
            self._paint_overlay(painter)

    def _paint_matching(self, painter: QPainter) -> None:
        offset, width = self.offset, self.viewport().width()
        paint_matching(
            painter,
            self._originality.quoted,
            self._theme,
            lambda note: note_rect(note, self.scale).translated(-offset.x(), -offset.y()),
            (self.tick_at(0), self.tick_at(width)),
        )

    def _paint_overlay(self, painter: QPainter) -> None:
        height = self.viewport().height()
        paint_in_roll(painter, self._originality.quoted, self._theme, self.x_of, height)
        self._paint_matching(painter)
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
            self._painter.paint_note(painter, note_rect(note, self.scale), colour)
        painter.restore()

    # --- the user's hands ---------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go to the place clicked; the middle button begins to drag the paper."""
        if event.button() is Qt.MouseButton.MiddleButton:
            self._panned_from = event.position().toPoint()
        elif event.button() is Qt.MouseButton.LeftButton and self._excerpt is not None:
            self._playback.seek(self.scale.tick_at(event.position().x() + self.offset.x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag the paper along."""
        if self._panned_from is None:
            return
        moved = event.position().toPoint() - self._panned_from
        self._panned_from = event.position().toPoint()
        self.scroll_by(-moved.x(), -moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go of the paper."""
        self._panned_from = None

    def _zoom_by_wheel(self, event: QWheelEvent, steps: float) -> None:
        """Zoom time; rows with Shift."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._scroller.zoom_rows(1 if steps > 0 else -1)
        else:
            self._scroller.zoom(ZOOM_STEP**steps, event.position().x())

    def _scroll_by_wheel(self, event: QWheelEvent) -> None:
        """Go up and down; sideways with Shift, or where all keys are in view."""
        goes_sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if goes_sideways or self.verticalScrollBar().maximum() == 0:
            self.scroll_by(-(event.angleDelta().x() or event.angleDelta().y()), 0)
        else:
            super()._scroll_by_wheel(event)
        event.accept()

    def words_at(self, point: QPoint) -> str:
        """Name the note there, and what it may be quoted from."""
        place = point + self.offset
        tick = self.scale.tick_at(place.x())
        note = self._notes.at(tick, self.scale.pitch_at(place.y()))
        if self._excerpt is None:
            return ""
        words = note_words(note, self._excerpt.meters) if note is not None else ""
        return "\n".join(filter(None, (words, words_at(self._originality.quoted, tick))))
