"""A piano to play with the mouse, which also shows what is played elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH
from chopin_studio.music.pitch import is_black, pitch_name
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.ui.kit.theme import Theme

_PITCHES = range(LOWEST_PIANO_PITCH, HIGHEST_PIANO_PITCH + 1)
_WHITE = tuple(pitch for pitch in _PITCHES if not is_black(pitch))
_BLACK = tuple(pitch for pitch in _PITCHES if is_black(pitch))
_BLACK_WIDTH, _BLACK_HEIGHT = 0.62, 0.6
"""A black key's size as a share of a white one's."""

_SOFTEST, _LOUDEST = 35, 115
"""The velocity at the far and at the near end of a key."""


class OnScreenPiano(QWidget):
    """Draws the 88 keys. `struck` and `released` tell what the mouse does.

    Nearer to the player's side a key sounds louder; a mouse that is drawn along plays a glissando.
    """

    struck = Signal(int, int)
    released = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._down: frozenset[int] = frozenset()
        self._labels: dict[int, str] = {}
        self._held: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Piano"))
        self.setToolTip(tr("Play with the mouse; nearer the lower edge is louder"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(52 * 13)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def set_down(self, pitches: frozenset[int]) -> None:
        """Show these keys as down."""
        if pitches != self._down:
            self._down = pitches
            self.update()

    def set_labels(self, labels: dict[int, str]) -> None:
        """Write on the keys."""
        if labels != self._labels:
            self._labels = labels
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for keys that a mouse can hit."""
        return QSize(52 * 17, 104)

    def key_rect(self, pitch: int) -> QRectF:
        """Return the place of a key."""
        width = self.width() / len(_WHITE)
        if not is_black(pitch):
            return QRectF(_WHITE.index(pitch) * width, 0, width, self.height())
        right = (_WHITE.index(pitch - 1) + 1) * width
        size = width * _BLACK_WIDTH
        return QRectF(right - size / 2, 0, size, self.height() * _BLACK_HEIGHT)

    def pitch_at(self, point: QPointF) -> int | None:
        """Return the key at a point; None beside them all."""
        for pitch in (*_BLACK, *_WHITE):
            if self.key_rect(pitch).contains(point):
                return pitch
        return None

    # --- the mouse ----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Strike the key."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._hold(self.pitch_at(event.position()), event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go on to the next key."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            pitch = self.pitch_at(event.position())
            if pitch != self._held:
                self._hold(pitch, event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let the key go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._hold(None)

    def _hold(self, pitch: int | None, y: float = 0.0) -> None:
        """Hold one key with the mouse, in place of the one before."""
        if self._held is not None:
            self.released.emit(self._held)
        self._held = pitch
        if pitch is not None:
            share = y / self.key_rect(pitch).height()
            self.struck.emit(pitch, round(_SOFTEST + (_LOUDEST - _SOFTEST) * min(max(share, 0), 1)))

    # --- painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the white keys, then the black ones over them."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for pitch in (*_WHITE, *_BLACK):
                self._paint_key(painter, pitch)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(self._theme.accent), 2))
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        finally:
            painter.end()

    def _paint_key(self, painter: QPainter, pitch: int) -> None:
        rect = self.key_rect(pitch)
        own = self._theme.black_key if is_black(pitch) else self._theme.white_key
        painter.setPen(QPen(QColor(self._theme.black_key), 1))
        painter.setBrush(QColor(self._theme.right_hand if pitch in self._down else own))
        painter.drawRoundedRect(rect.adjusted(0.5, -4, -0.5, -0.5), 2.5, 2.5)
        label = self._labels.get(pitch, "")
        if not label and pitch % 12 == 0:
            label = translated(pitch_name(pitch))
        if label:
            self._paint_label(painter, rect, label, is_black(pitch))

    def _paint_label(self, painter: QPainter, rect: QRectF, label: str, is_on_black: bool) -> None:
        font = QFont(self.font())
        font.setPixelSize(10 if len(label) == 1 else 8)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.white_key if is_on_black else "#55575e"))
        place = rect.adjusted(-4, 0, 4, -5)
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, label)
