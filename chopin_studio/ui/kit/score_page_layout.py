"""Where the pages of a score stand on the desk: pure arithmetic, in pixels of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF

from chopin_studio.export.engraving.page import Page

MARGIN = 14.0
_EMPTY = QRectF()


class ScoreLayout:
    """Pages below each other; with a zoom of 1 they are as wide as the view."""

    def __init__(self, pages: Sequence[Page] = (), view_width: float = 0, zoom: float = 1) -> None:
        self._pages = pages
        widest = max((page.width for page in pages), default=21_000.0)
        self.scale = max(view_width - 2 * MARGIN, 50.0) / widest * zoom
        self.width = max(widest * self.scale + 2 * MARGIN, view_width)
        self._tops: list[float] = []
        top = MARGIN
        for page in pages:
            self._tops.append(round(top))
            top += page.height * self.scale + MARGIN
        self.height = top

    def page_rect(self, number: int) -> QRectF:
        """Return where a page lies."""
        page = self._pages[number]
        width = page.width * self.scale
        left = round((self.width - width) / 2)
        return QRectF(left, self._tops[number], width, page.height * self.scale)

    def system_rect(self, number: int, system: int) -> QRectF:
        """Return where the staves of a system lie; an empty rectangle where there is none."""
        systems = self._pages[number].systems
        if system >= len(systems):
            return _EMPTY
        found = systems[system]
        top_left = self.point(number, found.left, found.top)
        return QRectF(top_left, self.point(number, found.right, found.bottom))

    def point(self, number: int, x: float, y: float) -> QPointF:
        """Return where a point of a page lies."""
        return self.page_rect(number).topLeft() + QPointF(x, y) * self.scale

    def place_at(self, point: QPointF) -> tuple[int, float, float] | None:
        """Return the page at a point, and where on it that is, None beside the pages."""
        for number in range(len(self._pages)):
            rect = self.page_rect(number)
            if rect.contains(point):
                place = (point - rect.topLeft()) / self.scale
                return number, place.x(), place.y()
        return None
