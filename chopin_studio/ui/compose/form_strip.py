"""A form drawn as a row of boxes, each as wide as its section is long."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chopin_studio.music.plan.form_text import form_text
from chopin_studio.music.plan.plan import Section
from chopin_studio.session.support.formatting import bar_count
from chopin_studio.session.support.translation import tr
from chopin_studio.ui.kit.theme import Theme, ThemeSwitch

HEIGHT = 16
_GAP = 2
_ROUND = 3
_INSIDE = 4
"""Pixels that a letter needs at both sides together."""

_TURN = 67
"""Degrees of hue from one letter to the next: of no five letters do two look alike."""


class FormStrip(QWidget):
    """Shows sections with their letters; sections of one letter have one colour."""

    def __init__(self, themes: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sections: tuple[Section, ...] = ()
        self._theme = themes.theme
        themes.changed.connect(self._on_theme_changed)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """Draw these sections."""
        self.sections = sections
        tip = "\n".join(
            tr("{letter}: {bars}", letter=name, bars=bar_count(section.bars))
            for name, section in zip(self.names, sections, strict=True)
        )
        self.setToolTip(tip)
        self.setAccessibleName(tip.replace("\n", ", "))
        self.update()

    @property
    def names(self) -> tuple[str, ...]:
        """What the sections are called: their letters with the marks of returns, without bars."""
        return tuple(word.split(":")[0] for word in form_text(self.sections).split())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a low strip of any width."""
        return QSize(60, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the boxes, and the letters that there is room for."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for box, name, letter in self._boxes():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(_ground(self._theme, letter))
                painter.drawRoundedRect(box, _ROUND, _ROUND)
                if painter.fontMetrics().horizontalAdvance(name) + _INSIDE <= box.width():
                    painter.setPen(QColor(self._theme.text))
                    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
        finally:
            painter.end()

    def _boxes(self) -> list[tuple[QRectF, str, str]]:
        """Return the place, the name and the letter of each section."""
        total = sum(section.bars for section in self.sections)
        unit = (self.width() + _GAP) / max(total, 1)
        boxes, begin = [], 0
        for name, section in zip(self.names, self.sections, strict=True):
            width = max(section.bars * unit - _GAP, 1)
            place = QRectF(begin * unit, 0, width, self.height())
            boxes.append((place, name, section.letter))
            begin += section.bars
        return boxes

    def _on_theme_changed(self, theme: Theme) -> None:
        self._theme = theme
        self.update()


def _ground(theme: Theme, letter: str) -> QColor:
    """Return the colour of a letter: the accent of the theme, turned further for later letters."""
    color = QColor(theme.accent_soft)
    turned = (color.hsvHue() + _TURN * (ord(letter) - ord("A"))) % 360
    return QColor.fromHsv(turned, color.hsvSaturation(), color.value())
