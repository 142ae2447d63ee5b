"""The drawn music of the roll, kept as tiles: scrolling and playing cost next to nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QPainter, QPixmap

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.ui.roll.geometry import NoteIndex, RollGeometry
from chopin_studio.ui.roll.painter import RollPainter, note_rect

TILE = 512
"""Width and height of a tile in logical pixels."""

MAX_TILES = 60
_MOST_MENDED = 100
"""Where more notes have changed, their tiles are drawn anew: that costs less by then."""


class TileCache:
    """Draws the part of the music that is in view; the least recently shown tiles go first."""

    def __init__(self, painter: RollPainter) -> None:
        self._painter = painter
        self._excerpt = Excerpt()
        self._notes = NoteIndex()
        self._scale = RollGeometry()
        self._font = QFont()
        self._tiles: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()

    def set_painter(self, painter: RollPainter) -> None:
        """Draw everything anew with other colours."""
        self._painter = painter
        self._tiles.clear()

    def set_music(self, excerpt: Excerpt, notes: NoteIndex) -> None:
        """Draw other music; `notes` may grow while `excerpt` gives the bars and the seed."""
        self._excerpt, self._notes = excerpt, notes
        self._tiles.clear()

    def change_music(self, excerpt: Excerpt, notes: NoteIndex, changed: Sequence[Note]) -> None:
        """Draw other notes of the same music; `changed` are those that have come or gone."""
        self._excerpt, self._notes = excerpt, notes
        if len(changed) > _MOST_MENDED:
            first = min(note.onset_tick for note in changed)
            self.forget_between(first, max(note.end_tick for note in changed))
            return
        # A pixel more, since smooth edges colour those that they touch.
        places = [
            note_rect(note, self._scale).toAlignedRect().adjusted(-1, -1, 1, 1) for note in changed
        ]
        for key, tile in list(self._tiles.items()):
            touched = [place & _tile_rect(*key) for place in places]
            touched = [place for place in touched if not place.isEmpty()]
            if touched and tile.devicePixelRatio() % 1:  # where no whole pixels can be cut out
                del self._tiles[key]
            elif touched:
                self._mend(tile, _tile_rect(*key), touched)

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
        self._font = font
        columns = range(visible.left() // TILE, visible.right() // TILE + 1)
        rows = range(visible.top() // TILE, visible.bottom() // TILE + 1)
        for column, row in ((column, row) for row in rows for column in columns):
            tile = self._tiles.get((column, row))
            if tile is None or tile.devicePixelRatio() != pixel_ratio:
                tile = self._drawn(column, row, pixel_ratio)
            self._keep(column, row, tile)
            painter.drawPixmap(QPoint(column * TILE, row * TILE) - visible.topLeft(), tile)

    def _drawn(self, column: int, row: int, pixel_ratio: float) -> QPixmap:
        tile = QPixmap(round(TILE * pixel_ratio), round(TILE * pixel_ratio))
        tile.setDevicePixelRatio(pixel_ratio)
        self._mend(tile, _tile_rect(column, row), [_tile_rect(column, row)])
        return tile

    def _mend(self, tile: QPixmap, rect: QRect, parts: Sequence[QRect]) -> None:
        """Draw parts of a tile, which is at `rect`."""
        music, painter = self._excerpt, QPainter(tile)
        try:
            painter.setFont(self._font)
            painter.translate(-rect.topLeft())
            for part in parts:
                painter.setClipRect(part)
                self._painter.paint(
                    painter,
                    rect,
                    self._scale,
                    self._notes,
                    music.meters,
                    music.seed_end_tick,
                    part,
                )
        finally:
            painter.end()

    def _keep(self, column: int, row: int, tile: QPixmap) -> None:
        self._tiles[column, row] = tile
        self._tiles.move_to_end((column, row))
        while len(self._tiles) > MAX_TILES:
            self._tiles.popitem(last=False)


def _tile_rect(column: int, row: int) -> QRect:
    return QRect(column * TILE, row * TILE, TILE, TILE)
