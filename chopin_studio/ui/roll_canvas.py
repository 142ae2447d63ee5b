"""The drawn music of the roll, kept as tiles: scrolling and playing cost next to nothing."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QPainter, QPixmap

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.ui.roll_geometry import NoteIndex, RollGeometry
from chopin_studio.ui.roll_painter import RollPainter

TILE = 512
"""Width and height of a tile in logical pixels."""

MAX_TILES = 60


class RollCanvas:
    """Draws the part of the music that is in view; the least recently shown tiles go first."""

    def __init__(self, painter: RollPainter) -> None:
        self._painter = painter
        self._excerpt = Excerpt()
        self._notes = NoteIndex()
        self._scale = RollGeometry()
        self._tiles: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()

    def set_painter(self, painter: RollPainter) -> None:
        """Draw everything anew with other colours."""
        self._painter = painter
        self._tiles.clear()

    def set_music(self, excerpt: Excerpt, notes: NoteIndex) -> None:
        """Draw other music; `notes` may grow while `excerpt` gives the bars and the seed."""
        self._excerpt, self._notes = excerpt, notes
        self._tiles.clear()

    def change_music(
        self, excerpt: Excerpt, notes: NoteIndex, start_tick: int, end_tick: int
    ) -> None:
        """Draw other notes of the same music, which differ in a range of ticks."""
        self._excerpt, self._notes = excerpt, notes
        self.forget_between(start_tick, end_tick)

    def set_scale(self, scale: RollGeometry) -> None:
        """Draw everything anew at another scale."""
        if scale != self._scale:
            self._scale = scale
            self._tiles.clear()

    def forget_between(self, start_tick: int, end_tick: int) -> None:
        """Draw anew what lies in a range of ticks, since there are other notes."""
        first = int(self._scale.x_of(start_tick)) // TILE
        last = int(self._scale.x_of(end_tick)) // TILE
        for key in [key for key in self._tiles if first <= key[0] <= last]:
            del self._tiles[key]

    def draw(self, painter: QPainter, visible: QRect, font: QFont, pixel_ratio: float) -> None:
        """Draw what is `visible`, in the pixels of the whole music, at the painter's origin."""
        columns = range(visible.left() // TILE, visible.right() // TILE + 1)
        rows = range(visible.top() // TILE, visible.bottom() // TILE + 1)
        for column, row in ((column, row) for row in rows for column in columns):
            tile = self._tiles.get((column, row))
            if tile is None or tile.devicePixelRatio() != pixel_ratio:
                tile = self._drawn(column, row, font, pixel_ratio)
            self._keep(column, row, tile)
            painter.drawPixmap(QPoint(column * TILE, row * TILE) - visible.topLeft(), tile)

    def _drawn(self, column: int, row: int, font: QFont, pixel_ratio: float) -> QPixmap:
        tile = QPixmap(round(TILE * pixel_ratio), round(TILE * pixel_ratio))
        tile.setDevicePixelRatio(pixel_ratio)
        painter = QPainter(tile)
        try:
            painter.setFont(font)
            painter.translate(-column * TILE, -row * TILE)
            rect = QRect(column * TILE, row * TILE, TILE, TILE)
            self._painter.paint(
                painter,
                rect,
                self._scale,
                self._notes,
                self._excerpt.meters,
                self._excerpt.seed_end_tick,
            )
        finally:
            painter.end()
        return tile

    def _keep(self, column: int, row: int, tile: QPixmap) -> None:
        self._tiles[column, row] = tile
        self._tiles.move_to_end((column, row))
        while len(self._tiles) > MAX_TILES:
            self._tiles.popitem(last=False)
