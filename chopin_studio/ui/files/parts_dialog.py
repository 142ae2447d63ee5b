"""The dialog that asks which parts of a file are the piano."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.music.opened_music import Part
from chopin_studio.session.opening.opened_file import OpenedFile
from chopin_studio.session.opening.part_player import PartPlayer
from chopin_studio.session.support.formatting import note_count
from chopin_studio.session.support.plain_text import as_caption
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.ui.kit.icons import Icons
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.kit.theme import ThemeSwitch

_WIDTH, _HEIGHT = 560, 380
_NAME, _INSTRUMENT, _NOTES, _PLAY = range(4)


class PartsDialog(QDialog):
    """Lists the parts of a file, each to tick and to hear; those taken now are ticked."""

    def __init__(
        self,
        opened: OpenedFile,
        player: PartPlayer,
        themes: ThemeSwitch,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Choose Parts"))
        self.opened = opened
        self._player = player
        self._themes = themes
        self._icons = icons
        self.boxes: dict[int, QCheckBox] = {}
        self.play_buttons: dict[int, QToolButton] = {}
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        self.open_button = self.buttons.button(QDialogButtonBox.StandardButton.Open)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(lambda _: player.stop())
        player.changed.connect(self._refresh_buttons)
        self._lay_out()
        self._refresh()
        self._refresh_buttons()
        self.resize(_WIDTH, _HEIGHT)

    @property
    def chosen(self) -> frozenset[int]:
        """The indices of the parts that are ticked."""
        return frozenset(index for index, box in self.boxes.items() if box.isChecked())

    def _lay_out(self) -> None:
        heading = PlainLabel(tr("Which parts of “{title}” are the piano?", title=self.opened.title))
        heading.setObjectName("dialogTitle")
        heading.setWordWrap(True)
        hint = PlainLabel(tr("They are opened together. Press play to hear one alone."))
        hint.setObjectName("caption")
        hint.setWordWrap(True)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.addLayout(self._grid())
        rows.addStretch(1)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(inside)
        column = QVBoxLayout(self)
        column.addWidget(heading)
        column.addWidget(hint)
        column.addWidget(scroller, 1)
        column.addWidget(self.buttons)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setColumnStretch(_NAME, 2)
        grid.setColumnStretch(_INSTRUMENT, 1)
        titles = ((_NAME, tr("PART")), (_INSTRUMENT, tr("INSTRUMENT")), (_NOTES, tr("NOTES")))
        for column, title in titles:
            label = PlainLabel(title)
            label.setObjectName("heading")
            grid.addWidget(label, 0, column)
        for row, part in enumerate(self.opened.music.parts, start=1):
            self._add_row(grid, row, part)
        return grid

    def _add_row(self, grid: QGridLayout, row: int, part: Part) -> None:
        name, instrument = part_name(part), translated(part.instrument)
        notes = note_count(part.note_count)
        box = QCheckBox(as_caption(name))
        box.setChecked(part.is_taken)
        box.setAccessibleName(", ".join(filter(None, (name, instrument, notes))))
        box.toggled.connect(self._refresh)
        button = QToolButton()
        button.setIconSize(QSize(16, 16))
        button.clicked.connect(partial(self._player.toggle, self.opened.path, part.index))
        figure = PlainLabel(f"{part.note_count:,}")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(box, row, _NAME)
        grid.addWidget(PlainLabel(instrument), row, _INSTRUMENT)
        grid.addWidget(figure, row, _NOTES)
        grid.addWidget(button, row, _PLAY)
        self.boxes[part.index], self.play_buttons[part.index] = box, button

    def _refresh(self) -> None:
        self.open_button.setEnabled(bool(self.chosen))
        self.open_button.setToolTip("" if self.chosen else tr("Choose at least one part."))

    def _refresh_buttons(self) -> None:
        for part in self.opened.music.parts:
            is_playing = part.index == self._player.playing
            button, name = self.play_buttons[part.index], part_name(part)
            words = tr("Stop {part}", part=name) if is_playing else tr("Play {part}", part=name)
            button.setIcon(self._icons.icon("stop" if is_playing else "play", self._themes.theme))
            button.setAccessibleName(words)
            button.setToolTip(as_caption(words))


def part_name(part: Part) -> str:
    """Name a part as the file does, or by its place, counted from 1."""
    return part.name or tr("Part {number}", number=part.index + 1)
