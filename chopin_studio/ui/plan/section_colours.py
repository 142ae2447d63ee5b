"""The colours of sections: sections of one letter have one hue."""

from __future__ import annotations

from PySide6.QtGui import QColor

from chopin_studio.ui.kit.theme import Theme

_GOLDEN_ANGLE = 137.508
"""Hues that lie so many degrees apart stay distinct, however many there are."""

_FIRST_HUE = 36.0
"""That of A, near the accent's."""

_SATURATIONS = {"dark": 0.42, "light": 0.60}
_LIGHTNESSES = {"dark": 0.25, "light": 0.84}
"""Dark or light enough for the theme's text to stand out from any hue at 4.5 to 1 or better."""


def section_fill(letter: str, theme: Theme) -> QColor:
    """Return the colour of the sections of a letter, on which the theme's text is readable."""
    hue = (_FIRST_HUE + _GOLDEN_ANGLE * (ord(letter) - ord("A"))) % 360
    return QColor.fromHslF(hue / 360, _SATURATIONS[theme.name], _LIGHTNESSES[theme.name])
