"""The studio's own icons: one-colour drawings that take the colour of the theme."""

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from chopin_studio.ui.kit.theme import Theme

_SIZES = (16, 20, 24, 32, 40, 48, 64)
"""Every size a button or menu asks for, at one, two and three device pixels."""


class Icons:
    """Draws the SVG files of one folder in the colours of a theme, each once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawn: dict[tuple[str, str, str], QIcon] = {}

    def icon(self, name: str, theme: Theme, colour: str | None = None) -> QIcon:
        """Return the icon in the theme's text colour, or `colour`, with its disabled look."""
        key = (name, colour or theme.text, theme.faint)
        if key not in self._drawn:
            self._drawn[key] = self._draw(*key)
        return self._drawn[key]

    def _draw(self, name: str, colour: str, disabled_colour: str) -> QIcon:
        source = (self._folder / f"{name}.svg").read_bytes()
        icon = QIcon()
        for mode, shade in (
            (QIcon.Mode.Normal, colour),
            (QIcon.Mode.Disabled, disabled_colour),
        ):
            renderer = QSvgRenderer(QByteArray(source.replace(b"currentColor", shade.encode())))
            for size in _SIZES:
                icon.addPixmap(_drawn(renderer, size), mode)
        return icon

    def app_icon(self) -> QIcon:
        """Return the icon of the application, in its own colours."""
        renderer = QSvgRenderer(str(self._folder / "chopin-studio.svg"))
        icon = QIcon()
        for size in (16, 24, 32, 48, 64, 128, 256):
            icon.addPixmap(_drawn(renderer, size))
        return icon


def _drawn(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        renderer.render(painter)
    finally:
        painter.end()
    return pixmap
