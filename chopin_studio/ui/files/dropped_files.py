"""What is dragged over the window: whether it is music, and the picture of where it would go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from chopin_studio.music.file_formats import MUSIC_EXTENSIONS
from chopin_studio.session.opening.opened_file import plain_name
from chopin_studio.session.support.translation import tr, tr_plural
from chopin_studio.ui.kit.theme import Theme, ThemeSwitch

_MARGIN, _RADIUS, _PAD = 12, 10, 26
_LARGER = 1.3


@dataclass(frozen=True, slots=True)
class DroppedFiles:
    """The files that are dragged: those that may be music, and the others."""

    music: tuple[Path, ...]
    others: tuple[Path, ...]

    @classmethod
    def of(cls, data: QMimeData) -> DroppedFiles:
        """Return the files of this machine that are dragged."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        music = tuple(path for path in paths if path.suffix.lower() in MUSIC_EXTENSIONS)
        return cls(music, tuple(path for path in paths if path not in music))

    @property
    def is_nothing(self) -> bool:
        """Whether no file is dragged at all."""
        return not (self.music or self.others)

    @property
    def welcome(self) -> str:
        """Say what dropping them does."""
        return tr_plural(
            "Drop to open {n} files",
            "Drop to open “{name}”",
            len(self.music),
            name=plain_name(self.music[0].name) if self.music else "",
        )

    @property
    def refusal(self) -> str:
        """Say which files are not opened, and what is; empty where all are."""
        if not self.others:
            return ""
        name = plain_name(self.others[0].name)
        if self.others[0].is_dir():
            return tr("“{name}” is a folder. Drop the files in it instead.", name=name)
        return tr_plural(
            "{n} files, “{name}” among them, are not music that Chopin Studio can open. Drop MIDI "
            "files or scores.",
            "“{name}” is not music that Chopin Studio can open. Drop a MIDI file or a score.",
            len(self.others),
            name=name,
        )


class DropOverlay(QWidget):
    """Lies over the window while files are dragged, and says what dropping them does."""

    def __init__(self, themes: ThemeSwitch, window: QWidget) -> None:
        super().__init__(window)
        self.text = ""
        self._theme: Theme = themes.theme
        self._is_welcome = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        themes.changed.connect(self._on_theme_changed)
        self.hide()

    def show_for(self, files: DroppedFiles) -> None:
        """Cover the window, framed, with what dropping `files` does."""
        self._is_welcome = bool(files.music)
        self.text = files.welcome if self._is_welcome else files.refusal
        self.setAccessibleName(self.text)
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Dim the window, then draw the frame and the words in the middle."""
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        theme = self._theme
        colour = QColor(theme.accent if self._is_welcome else theme.error)
        ground = QColor(theme.window)
        ground.setAlpha(170)
        painter.fillRect(self.rect(), ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 3, Qt.PenStyle.DashLine))
        frame = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        self._paint_words(painter, frame, colour)

    def _paint_words(self, painter: QPainter, frame: QRectF, colour: QColor) -> None:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        painter.setFont(font)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        room = frame.adjusted(2 * _PAD, _PAD, -2 * _PAD, -_PAD)
        words = painter.boundingRect(room, flags, self.text)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(QColor(self._theme.raised))
        plate = words.adjusted(-_PAD, -_PAD / 2, _PAD, _PAD / 2)
        painter.drawRoundedRect(plate, _RADIUS, _RADIUS)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(words, flags, self.text)

    def _on_theme_changed(self, theme: Theme) -> None:
        self._theme = theme
        self.update()
