"""The score: pages below each other, with the notes that sound, and clicks that go there."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from chopin_studio.export.engraving.engrave import EngravedNote, Engraving
from chopin_studio.session.originality.originality_model import OriginalityModel
from chopin_studio.session.originality.quoted import Quoted
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.score.score_model import ScoreModel
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.music_view import EMPTY_TEXT, MusicView
from chopin_studio.ui.kit.quotation_markers import (
    ScoreMark,
    mark_menu,
    mark_words,
    marks_in_score,
    paint_in_score,
)
from chopin_studio.ui.kit.score_page_layout import MARGIN, ScoreLayout
from chopin_studio.ui.kit.theme import Theme, ThemeSwitch
from chopin_studio.ui.score.page_cache import PageCache

ZOOM_STEP = 1.2
BUSY_TEXT = translatable("Engraving the score…")

_TURN_TO = 0.08
_NEAR = 900
"""How far from a note a click may fall to be meant for it, in hundredths of a millimetre."""


class ScoreView(MusicView):
    """Shows the model's engraving. Drawn pages are kept; only what sounds is drawn each frame.

    `view_changed` tells that other systems may be in view.
    """

    view_changed = Signal()

    def __init__(
        self,
        model: ScoreModel,
        playback: PlaybackModel,
        originality: OriginalityModel,
        themes: ThemeSwitch,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(playback, themes.theme, parent)
        self.model = model
        self._originality = originality
        self.quotations: tuple[ScoreMark, ...] = ()
        self.page_layout = ScoreLayout()
        self._pages = PageCache(self._theme)
        self._laid_out: Engraving | None = None
        self._zoom = 1.0
        self._followed: tuple[int, int] | None = None
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(tr("Score"))
        self.setAccessibleDescription(
            tr(
                "Left and Right move by bars, Up, Down and the page keys scroll, Ctrl and the "
                "wheel zoom, a click on a note moves the playhead, a click on a quotation plays it."
            )
        )
        model.changed.connect(self._on_changed)
        playback.position_changed.connect(self._on_position_changed)
        playback.state_changed.connect(self._on_state_changed)
        originality.changed.connect(self._mark_quotations)
        themes.changed.connect(self._on_theme_changed)

    # --- commands -----------------------------------------------------------------------------

    def zoom_in(self) -> None:
        """Show less music, larger."""
        self._set_zoom(self._zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """Show more music, smaller."""
        self._set_zoom(self._zoom / ZOOM_STEP)

    def fit(self) -> None:
        """Show pages as wide as the view."""
        self._set_zoom(1.0)

    # --- news ---------------------------------------------------------------------------------

    @property
    def engraving(self) -> Engraving | None:
        """The score as engraved; None until it is."""
        return self.model.engraving

    def _on_changed(self, is_new: bool) -> None:
        if self.engraving is not self._laid_out:  # else it has only become busy
            self._laid_out = self.engraving
            self._pages.set_engraving(self.engraving)
            self._lay_out()
            self._mark_quotations()
        if is_new:
            self._followed = None
            self.verticalScrollBar().setValue(0)
            self._follow(self._playback.position_tick, is_asked=True)
        self.viewport().update()

    def _mark_quotations(self) -> None:
        engraving, quoted = self.engraving, self._originality.quoted
        self.quotations = marks_in_score(engraving, quoted) if engraving is not None else ()
        self.viewport().update()

    def _on_position_changed(self, tick: float) -> None:
        if not self.isVisible() or self.engraving is None:
            return
        if self.follows:
            self._follow(tick, is_asked=not self._playback.is_moving)
        self.viewport().update()

    def _on_state_changed(self) -> None:
        self._on_position_changed(self._playback.position_tick)

    def _on_theme_changed(self, theme: Theme) -> None:
        self._theme = theme
        self._pages.set_theme(theme)
        self.viewport().update()

    # --- layout and scrolling -----------------------------------------------------------------

    def _set_zoom(self, zoom: float, y: float | None = None) -> None:
        """Scale the pages, keeping in place what stands at `y` of the viewport, or its middle."""
        y = self.viewport().height() / 2 if y is None else y
        bar, before = self.verticalScrollBar(), self.page_layout.scale
        place = (bar.value() + y) / before
        self._zoom = min(max(zoom, 0.3), 4.0)
        self._lay_out()
        if self.page_layout.scale != before:
            bar.setValue(round(place * self.page_layout.scale - y))
        self.viewport().update()

    def _lay_out(self) -> None:
        size = self.viewport().size()
        pages = self.engraving.pages if self.engraving is not None else ()
        self.page_layout = ScoreLayout(pages, size.width(), self._zoom)
        self._pages.set_layout(self.page_layout)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, round(self.page_layout.width) - size.width()))
        across.setPageStep(size.width())
        down.setRange(0, max(0, round(self.page_layout.height) - size.height()))
        down.setPageStep(round(size.height() * 0.9))
        down.setSingleStep(60)
        self.view_changed.emit()

    def _follow(self, tick: float, is_asked: bool = False) -> None:
        """Bring the next system into view as the music enters it; leave who looks elsewhere."""
        place = self.engraving.place_at(tick) if self.engraving is not None else None
        if place is None:
            return
        mark = place[0]
        if (mark.page, mark.system) == self._followed and not is_asked:
            return
        self._followed = (mark.page, mark.system)
        rect = self.page_layout.system_rect(mark.page, mark.system)
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        if rect.top() < top or rect.bottom() > top + height:
            page_top = self.page_layout.page_rect(mark.page).top()
            shows_heading = mark.system == 0 and rect.bottom() - page_top < height
            target = page_top - MARGIN if shows_heading else rect.top() - height * _TURN_TO
            self.verticalScrollBar().setValue(round(target))

    @property
    def offset(self) -> QPointF:
        """How far the pages are scrolled, in pixels from their top left corner."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the pages to the new width."""
        share = self.verticalScrollBar().value() / max(self.page_layout.height, 1.0)
        self._lay_out()
        self.verticalScrollBar().setValue(round(share * self.page_layout.height))

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        """Draw anew at the new place: the kept pages make that cheap."""
        self.viewport().update()
        self.view_changed.emit()

    def ticks_in_view(self) -> tuple[float, float] | None:
        """Return where the music of the systems in view begins and ends; None for no music."""
        view = QRectF(self.offset, self.viewport().size().toSizeF())
        engraving = self.engraving
        if engraving is None:
            return None
        systems = {
            (page, system)
            for page, drawn in enumerate(engraving.pages)
            if self.page_layout.page_rect(page).intersects(view)
            for system in range(len(drawn.systems))
            if self.page_layout.system_rect(page, system).intersects(view)
        }
        marks = [mark for mark in engraving.marks if (mark.page, mark.system) in systems]
        if not marks:
            return None
        last = max(marks, key=lambda mark: mark.end_tick)
        return engraving.tick_of(marks[0]), engraving.tick_of(
            replace(last, start_tick=last.end_tick)
        )

    # --- painting -----------------------------------------------------------------------------

    def _paint(self, painter: QPainter) -> None:
        """Lay out the pages in view, then mark what sounds."""
        painter.fillRect(self.viewport().rect(), self._pages.desk)
        if self.engraving is not None:
            self._paint_pages(painter, self.engraving)
        else:
            busy = translated(BUSY_TEXT) if self.model.is_busy else translated(EMPTY_TEXT)
            self._paint_words(painter, self.model.problem or busy)

    def _paint_pages(self, painter: QPainter, engraving: Engraving) -> None:
        view = QRectF(self.offset, self.viewport().size().toSizeF())
        painter.translate(-self.offset)
        tick = self._playback.position_tick
        sounding = engraving.sounding_at(tick) if self._playback.is_sounding else ()
        for number in range(len(engraving.pages)):
            rect = self.page_layout.page_rect(number)
            if rect.intersects(view):
                ratio = self.viewport().devicePixelRatioF()
                painter.drawPixmap(rect.topLeft(), self._pages.page(number, ratio))
                paint_in_score(painter, self.quotations, number, self.page_layout, self._theme)
                self._pages.paint_sounding(painter, engraving, number, sounding)
        self._pages.paint_playhead(painter, engraving, tick)
        painter.resetTransform()

    # --- the user's hands ---------------------------------------------------------------------

    def mark_at(self, point: QPointF) -> EngravedNote | None:
        """Return the note that a place of the viewport means, None where it means none."""
        place = self.page_layout.place_at(point + self.offset)
        if self.engraving is None or place is None:
            return None
        page, x, y = place
        marks = [mark for mark in self.engraving.marks if mark.page == page]
        if not marks:
            return None
        nearest = min(marks, key=lambda mark: (mark.x - x) ** 2 + (mark.y - y) ** 2)
        is_near = (nearest.x - x) ** 2 + (nearest.y - y) ** 2 <= _NEAR**2
        return nearest if is_near else None

    def place_of(self, mark: EngravedNote) -> QPointF:
        """Return where a note stands in the viewport."""
        return self.page_layout.point(mark.page, mark.x, mark.y) - self.offset

    def quoted_at(self, point: QPointF) -> tuple[Quoted, ...]:
        """Return the quotations that are marked at a place of the viewport."""
        place = self.page_layout.place_at(point + self.offset)
        if place is None:
            return ()
        page, x, y = place
        return tuple(
            mark.quoted
            for mark in self.quotations
            if mark.page == page and mark.rect.contains(x, y)
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go to the note clicked; play what is marked where there is none."""
        if event.button() is not Qt.MouseButton.LeftButton or self.engraving is None:
            return
        if mark := self.mark_at(event.position()):
            self._playback.seek(self.engraving.tick_of(mark))
        elif quoted := self.quoted_at(event.position()):
            self._originality.play(quoted[0])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer what can be done with a quotation."""
        if quoted := self.quoted_at(event.pos().toPointF()):
            mark_menu(quoted, self._originality, self).popup(event.globalPos())

    def words_at(self, point: QPoint) -> str:
        """Word the quotation there."""
        quoted = self.quoted_at(point.toPointF())
        return mark_words(quoted) if quoted else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show a hand over what can be clicked."""
        point = event.position()
        can_click = self.mark_at(point) is not None or bool(self.quoted_at(point))
        shape = Qt.CursorShape.PointingHandCursor if can_click else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _zoom_by_wheel(self, event: QWheelEvent, steps: float) -> None:
        self._set_zoom(self._zoom * ZOOM_STEP**steps, event.position().y())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Have the score engraved."""
        self.model.show(True)
        self._follow(self._playback.position_tick, is_asked=True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Leave the score as it is."""
        self.model.show(False)
