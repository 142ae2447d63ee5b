"""Scrolling by itself while the pointer drags something past the edge of a view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtWidgets import QAbstractScrollArea

STEP_MS = 25
_SLOWEST, _FASTEST = 2, 40
"""Pixels a step: at the edge, and far beyond it."""

_FASTER_EVERY = 4
"""A pixel more a step for so many pixels that the pointer is farther out."""


class EdgeScroll(QObject):
    """Scrolls an area towards the pointer, the faster the farther out that is.

    `moved` is called after each step that led anywhere, with where the pointer is in the viewport:
    it has not moved, but the music has under it.
    """

    def __init__(self, area: QAbstractScrollArea, moved: Callable[[QPointF], None]) -> None:
        super().__init__(area)
        self._area = area
        self._moved = moved
        self._pointer = QPointF()
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._step)

    def follow(self, pointer: QPointF) -> None:
        """Scroll while the pointer is out of the viewport, until it comes back or `stop`."""
        self._pointer = pointer
        if self._steps() == (0, 0):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Scroll no more."""
        self._timer.stop()

    def _step(self) -> None:
        across, down = self._area.horizontalScrollBar(), self._area.verticalScrollBar()
        before = across.value(), down.value()
        right, lower = self._steps()
        across.setValue(before[0] + right)
        down.setValue(before[1] + lower)
        if (across.value(), down.value()) != before:
            self._moved(self._pointer)

    def _steps(self) -> tuple[int, int]:
        view = self._area.viewport()
        return (
            _pixels(self._pointer.x(), view.width()),
            _pixels(self._pointer.y(), view.height()),
        )


def _pixels(place: float, length: int) -> int:
    """Return how far to scroll in a step, where the view is from 0 to `length`."""
    if 0 <= place < length:
        return 0
    beyond = -place if place < 0 else place - length
    pixels = min(_SLOWEST + int(beyond / _FASTER_EVERY), _FASTEST)
    return -pixels if place < 0 else pixels
