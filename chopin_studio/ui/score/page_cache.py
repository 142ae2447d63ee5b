"""The pages of a score as drawn: the latest are kept, and what moves is drawn over them."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from chopin_studio.export.engraving.engrave import EngravedNote, Engraving
from chopin_studio.ui.kit.score_page_layout import ScoreLayout
from chopin_studio.ui.kit.theme import Theme
from chopin_studio.ui.score.page_painter import ScorePainter, line_factor

_KEPT_PAGES = 6


class PageCache:
    """Draws an engraving where a layout has its pages; knows colours, not scrolling."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._engraving: Engraving | None = None
        self._layout = ScoreLayout()
        self._painter = ScorePainter()
        self._drawn: OrderedDict[int, QPixmap] = OrderedDict()

    def set_theme(self, theme: Theme) -> None:
        """Draw everything anew with other colours."""
        self._theme = theme
        self._drawn.clear()

    def set_engraving(self, engraving: Engraving | None) -> None:
        """Draw another score."""
        self._engraving = engraving
        self._drawn.clear()
        self._painter.forget()

    def set_layout(self, layout: ScoreLayout) -> None:
        """Draw the pages elsewhere, and anew where they have another size."""
        if layout.scale != self._layout.scale:
            self._drawn.clear()
        self._layout = layout

    @property
    def desk(self) -> QColor:
        """The colour of what the pages lie on."""
        return QColor(self._theme.base if self._theme.name == "dark" else self._theme.window)

    @property
    def _paper(self) -> QColor:
        """The colour of the paper: by night a white page would dazzle."""
        return QColor(self._theme.panel if self._theme.name == "dark" else self._theme.base)

    def page(self, number: int, ratio: float) -> QPixmap:
        """Return a page as drawn for a screen's pixel ratio, from those that are kept."""
        pixmap = self._drawn.get(number)
        if pixmap is None or pixmap.devicePixelRatio() != ratio:
            pixmap = self._draw(number, ratio)
        self._drawn[number] = pixmap
        self._drawn.move_to_end(number)
        while len(self._drawn) > _KEPT_PAGES:
            self._drawn.popitem(last=False)
        return pixmap

    def _draw(self, number: int, ratio: float) -> QPixmap:
        pixmap = QPixmap((self._layout.page_rect(number).size() * ratio).toSize())
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self._paper)
        painter = QPainter(pixmap)
        try:
            painter.scale(self._layout.scale, self._layout.scale)
            assert self._engraving is not None
            page = self._engraving.pages[number]
            factor = line_factor(self._layout.scale * ratio)
            self._painter.paint(painter, page, QColor(self._theme.text), factor)
        finally:
            painter.end()
        return pixmap

    def paint_sounding(
        self,
        painter: QPainter,
        engraving: Engraving,
        number: int,
        sounding: tuple[EngravedNote, ...],
    ) -> None:
        """Colour the heads of the notes that sound, of those on a page."""
        names = {mark.name for mark in sounding if mark.page == number}
        if not names:
            return
        painter.save()
        painter.translate(self._layout.page_rect(number).topLeft())
        painter.scale(self._layout.scale, self._layout.scale)
        colour = QColor(self._theme.right_hand)
        self._painter.paint_heads(painter, engraving.pages[number], names, colour)
        painter.restore()

    def paint_playhead(self, painter: QPainter, engraving: Engraving, tick: float) -> None:
        """Draw a line through the system that the music is in."""
        place = engraving.place_at(tick)
        if place is None:
            return
        before, after, share = place
        rect = self._layout.system_rect(before.page, before.system)
        x = self._layout.point(before.page, before.x, 0.0).x()
        if after is not None:
            is_beside = (after.page, after.system) == (before.page, before.system)
            end = self._layout.point(after.page, after.x, 0.0).x() if is_beside else rect.right()
            x += share * (end - x)
        colour = QColor(self._theme.accent)
        colour.setAlpha(170)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.6))
        margin = rect.height() * 0.12
        painter.drawLine(QPointF(x, rect.top() - margin), QPointF(x, rect.bottom() + margin))
