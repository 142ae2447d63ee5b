"""The two themes: their colours, and how they are put on the application."""

from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme, as Qt and style sheets write them (`#rrggbb`)."""

    name: str
    window: str
    panel: str
    raised: str
    base: str
    border: str
    scroll: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_soft: str
    accent_text: str
    on_accent: str
    success: str
    warning: str
    error: str
    on_error: str
    white_row: str
    black_row: str
    beat_line: str
    bar_line: str
    octave_line: str
    seed_tint: str
    quote: str
    playhead: str
    right_hand: str
    left_hand: str
    no_hand: str
    white_key: str
    black_key: str


DARK = Theme(
    name="dark",
    window="#1d1f23",
    panel="#24272c",
    raised="#2e3238",
    base="#191b1e",
    border="#3b4048",
    scroll="#4a505a",
    text="#ebe8e1",
    muted="#a8acb4",
    faint="#747983",
    accent="#d9a441",
    accent_hover="#e6b65b",
    accent_soft="#4a3d22",
    accent_text="#e6b65b",
    on_accent="#1b1609",
    success="#6fbf8a",
    warning="#e0a83f",
    error="#ee8277",
    on_error="#21100e",
    white_row="#22262b",
    black_row="#1a1d21",
    beat_line="#2b2f35",
    bar_line="#474d57",
    octave_line="#33373e",
    seed_tint="#2a3350",
    quote="#c58af9",
    playhead="#f7f3ea",
    right_hand="#f0b04a",
    left_hand="#5cc0bd",
    no_hand="#b9c4e0",
    white_key="#e9e5dc",
    black_key="#26282d",
)

LIGHT = Theme(
    name="light",
    window="#efece6",
    panel="#f8f6f2",
    raised="#ebe7df",
    base="#ffffff",
    border="#cfc9be",
    scroll="#bdb6a9",
    text="#24252a",
    muted="#5d6069",
    faint="#8d8f96",
    accent="#8f5410",
    accent_hover="#a5651c",
    accent_soft="#f0dfc6",
    accent_text="#8f5410",
    on_accent="#ffffff",
    success="#2f7d4c",
    warning="#a86d00",
    error="#b3352a",
    on_error="#ffffff",
    white_row="#ffffff",
    black_row="#f4f2ee",
    beat_line="#ebe7e0",
    bar_line="#c4bdb1",
    octave_line="#dcd7cd",
    seed_tint="#dfe5f4",
    quote="#8a2f9c",
    playhead="#1c1d21",
    right_hand="#c06a0c",
    left_hand="#12807f",
    no_hand="#3d4f86",
    white_key="#fffefb",
    black_key="#2d2e33",
)


class ThemeSwitch(QObject):
    """Keeps the application in the theme chosen, following the system where so chosen.

    `changed` tells the new theme to whoever paints by hand.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication, template: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._template = template
        self._choice = "system"
        self.theme = DARK
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def choose(self, choice: str) -> None:
        """Apply `system`, `light` or `dark`."""
        self._choice = choice
        self._apply(self._wanted())

    def _wanted(self) -> Theme:
        if self._choice == "light":
            return LIGHT
        if self._choice == "dark":
            return DARK
        is_dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if is_dark else LIGHT

    def _on_system_changed(self) -> None:
        if self._choice == "system":
            self._apply(self._wanted())

    def _apply(self, theme: Theme) -> None:
        self.theme = theme
        sheet = style_sheet(theme, self._template)
        if sheet != self._app.styleSheet():  # setting it again would style every widget anew
            self._app.setStyle(QStyleFactory.create("Fusion"))
            self._app.setPalette(_palette(theme))
            self._app.setStyleSheet(sheet)
        self.changed.emit(theme)


def style_sheet(theme: Theme, template: Path) -> str:
    """Fill the colours of `theme` into the style sheet at `template`."""
    folder = template.parent.as_posix()
    return Template(template.read_text(encoding="utf-8")).substitute(asdict(theme), folder=folder)


def blended(low: str, high: str, share: float) -> QColor:
    """Mix two colours: 0 gives `low`, 1 gives `high`."""
    first, second = QColor(low), QColor(high)
    red, green, blue = (
        round(a + (b - a) * share)
        for a, b in (
            (first.red(), second.red()),
            (first.green(), second.green()),
            (first.blue(), second.blue()),
        )
    )
    return QColor(red, green, blue)


def _palette(theme: Theme) -> QPalette:
    """Return Qt's own palette, for whatever the style sheet leaves to the style."""
    role = QPalette.ColorRole
    palette = QPalette()
    for place, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.base),
        (role.AlternateBase, theme.panel),
        (role.Text, theme.text),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.PlaceholderText, theme.faint),
        (role.Link, theme.accent_text),
        (role.Mid, theme.border),
        (role.Accent, theme.accent),
    ):
        palette.setColor(place, QColor(colour))
    for place in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, QColor(theme.faint))
    return palette
