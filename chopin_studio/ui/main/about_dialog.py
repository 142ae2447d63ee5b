"""Who made what: the studio, the data, the idea and the sound; and the list of keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenuBar,
    QVBoxLayout,
    QWidget,
)

from chopin_studio import __version__
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.icons import Icons
from chopin_studio.ui.kit.plain_label import PlainLabel

CREDITS = (
    (
        translatable("Music the models learned from"),
        translatable(
            "Bernd Krueger, <a href='http://www.piano-midi.de'>piano-midi.de</a>, licensed under "
            "<a href='https://creativecommons.org/licenses/by-sa/3.0/de/deed.en'>CC BY-SA 3.0 "
            "Germany</a>"
        ),
    ),
    (
        translatable("The paper behind the classic models"),
        translatable("V. N. Nguyen, <i>Evaluation of AI-based Music Generation Using an LSTM</i>"),
    ),
    (
        translatable("The built-in piano"),
        translatable("Grand piano of the MuseScore General soundfont"),
    ),
    (
        translatable("Engraving and audio files"),
        translatable(
            "<a href='https://www.verovio.org'>Verovio</a> and libsndfile, under the LGPL; the "
            "music font Leipzig, under the SIL Open Font License"
        ),
    ),
    (translatable("The code"), translatable("MIT licence")),
)

_COLUMNS = 4
"""In so many columns all keys fit on a small screen."""


class AboutDialog(QDialog):
    """Shows version, credits and licences."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Chopin Studio"))
        picture = PlainLabel()
        picture.setPixmap(icons.app_icon().pixmap(QSize(72, 72), self.devicePixelRatioF()))
        name = PlainLabel(tr("Chopin Studio {version__}", version__=__version__))
        name.setObjectName("dialogTitle")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        name.setFont(font)
        what = PlainLabel(tr("New piano music in Chopin's style, generated on this computer."))
        what.setWordWrap(True)
        texts = QVBoxLayout()
        texts.addWidget(name)
        texts.addWidget(what)
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(picture)
        head.addLayout(texts, 1)
        layout = _column(self)
        layout.addLayout(head)
        for heading, words in CREDITS:
            layout.addWidget(_credit(heading, words))
        layout.addWidget(_close_button(self))
        self.setMinimumWidth(500)


class ShortcutsDialog(QDialog):
    """Lists every action of the menus that has a key."""

    def __init__(self, menus: QMenuBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard Shortcuts"))
        columns = QHBoxLayout()
        columns.setSpacing(34)
        lists = [
            _keys(action.text(), menu)
            for action in menus.actions()
            if isinstance(menu := action.menu(), QWidget)
        ]
        for column in _in_columns(lists):
            side = QVBoxLayout()
            side.setSpacing(16)
            for keys in column:
                side.addLayout(keys)
            side.addStretch(1)
            columns.addLayout(side)
        mouse = PlainLabel(
            tr(
                "In the piano roll, the arrow keys move the selected notes, or go by bars if none "
                "are selected; Del deletes them.\nClick a note to select it, drag around notes to "
                "select several, drag a right edge to change the length,\ndouble-click to draw a "
                "note. Ctrl and the wheel zoom; Ctrl, Shift and the wheel change the row height.\n"
                "Drag on the ruler to loop. Enter presses the focused button.\n"
                "In the list of takes, Ctrl and 0 to 5 rate, and Ctrl+C copies."
            )
        )
        mouse.setObjectName("caption")
        layout = _column(self)
        layout.addLayout(columns)
        layout.addWidget(mouse)
        layout.addWidget(_close_button(self))


def _in_columns(lists: Sequence[QGridLayout]) -> list[list[QGridLayout]]:
    """Deal lists out to columns, in order and about equally long."""
    columns: list[list[QGridLayout]] = [[]]
    share = sum(keys.rowCount() for keys in lists) / _COLUMNS
    behind = 0
    for keys in lists:
        if behind + keys.rowCount() / 2 > share * len(columns):
            columns.append([])
        columns[-1].append(keys)
        behind += keys.rowCount()
    return columns


def _keys(title: str, menu: QWidget) -> QGridLayout:
    """List the keys of one menu under its title."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    heading = PlainLabel(title.replace("&", "").upper())
    heading.setObjectName("heading")
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, action in enumerate(_with_submenus(menu), start=1):
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if key:
            grid.addWidget(PlainLabel(action.text().replace("&", "").rstrip("…")), row, 0)
            label = PlainLabel(key)
            label.setObjectName("caption")
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label, row, 1)
    grid.setColumnStretch(0, 1)
    return grid


def _with_submenus(menu: QWidget) -> Iterator[QAction]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QWidget):
            yield from inner.actions()
        else:
            yield action


def _credit(heading: str, words: str) -> QLabel:
    label = QLabel(f"<b>{translated(heading)}</b><br>{translated(words)}")
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setOpenExternalLinks(True)
    label.setWordWrap(True)
    return label


def _column(dialog: QDialog) -> QVBoxLayout:
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(26, 24, 26, 20)
    layout.setSpacing(16)
    return layout


def _close_button(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    return buttons
