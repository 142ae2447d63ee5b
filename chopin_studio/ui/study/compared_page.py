"""The first step of a new study: which models are compared, and what other music."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.session.study.compared import Compared, MusicGroup, files_group
from chopin_studio.session.support.plain_text import as_tooltip
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.study.definition import CONTROL, FILES
from chopin_studio.study.sources import CONTROL_LABEL
from chopin_studio.study.study_json import LONGEST_TITLE
from chopin_studio.ui.kit.plain_label import PlainLabel

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.music.excerpt import Excerpt

_COLUMNS = 2


class ComparedPage(QWidget):
    """Boxes to tick for models, and a row for each group of takes, files or real pieces.

    `changed` tells that something else is compared, `takes_wanted` that takes are to be chosen.
    """

    changed = Signal()
    takes_wanted = Signal()

    def __init__(self, bundles: Sequence[Bundle], read: Callable[[Path], Excerpt]) -> None:
        super().__init__()
        self._bundles = tuple(bundles)
        self._read = read
        self.boxes = tuple(QCheckBox(bundle.manifest.name) for bundle in self._bundles)
        for box, bundle in zip(self.boxes, self._bundles, strict=True):
            box.setChecked(bundle.family.is_of_paper)
            box.toggled.connect(lambda _: self.changed.emit())
        self.rows: list[GroupRow] = []
        self.add_takes = QPushButton(tr("Add Takes…"))
        self.add_takes.setToolTip(tr("Compare takes of the library, as one group"))
        self.add_takes.clicked.connect(lambda: self.takes_wanted.emit())
        self.add_files = QPushButton(tr("Add Files…"))
        self.add_files.setToolTip(tr("Compare MIDI files, as one group"))
        self.add_files.clicked.connect(lambda: self._ask_for_files(FILES))
        self.add_control = QPushButton(tr("Add Real Pieces…"))
        self.add_control.setToolTip(tr("Slip in MIDI files of real pieces, as a control"))
        self.add_control.clicked.connect(lambda: self._ask_for_files(CONTROL))
        self._lay_out()

    def _lay_out(self) -> None:
        models = QGridLayout()
        for place, box in enumerate(self.boxes):
            models.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        buttons = QHBoxLayout()
        for button in (self.add_takes, self.add_files, self.add_control):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        inner = QWidget()
        self._groups = QVBoxLayout()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        column.addLayout(models)
        column.addLayout(self._groups)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scroll, 1)
        page.addLayout(buttons)

    @property
    def compared(self) -> Compared:
        """What is chosen."""
        chosen = zip(self.boxes, self._bundles, strict=True)
        return Compared(
            tuple(bundle for box, bundle in chosen if box.isChecked()),
            tuple(row.group for row in self.rows),
        )

    def add_group(self, group: MusicGroup) -> None:
        """Add a group at the end."""
        row = GroupRow(group)
        row.removed.connect(lambda: self._remove(row))
        row.name.textChanged.connect(lambda _: self.changed.emit())
        self.rows.append(row)
        self._groups.addWidget(row)
        self._refresh()

    def free_label(self, words: str) -> str:
        """Return a label for a new group that no other has yet."""
        taken = {row.name.text() for row in self.rows}
        return next(label for n in count(1) if (label := f"{words} {n}") not in taken)

    def _ask_for_files(self, kind: str) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self,
            tr("Choose MIDI Files"),
            str(Path.home()),
            tr("MIDI files (*.mid *.midi *.MID *.MIDI)"),
        )
        if chosen:
            label = translated(CONTROL_LABEL) if kind == CONTROL else self.free_label(tr("Files"))
            self.add_group(files_group(label, kind, [Path(each) for each in chosen], self._read))

    def _remove(self, row: GroupRow) -> None:
        self.rows.remove(row)
        self._groups.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._refresh()
        self.add_files.setFocus()

    def _refresh(self) -> None:
        self.add_control.setEnabled(all(row.kind != CONTROL for row in self.rows))
        self.changed.emit()


class GroupRow(QWidget):
    """One group: its name, how many pieces it has, and a button to remove it."""

    removed = Signal()

    def __init__(self, group: MusicGroup) -> None:
        super().__init__()
        self._group = group
        self.name = QLineEdit(group.label)
        self.name.setMaxLength(LONGEST_TITLE)
        self.name.setAccessibleName(tr("Name of the group in the report"))
        self.name.setToolTip(tr("Name of the group in the report"))
        self.name.setReadOnly(group.kind == CONTROL)
        pieces = PlainLabel(tr_plural("{n} pieces", "{n} piece", len(group.pieces)))
        names = ", ".join(name for name, _ in group.pieces)
        pieces.setToolTip(as_tooltip(names))
        self.remove = QPushButton(tr("Remove"))
        self.remove.setAutoDefault(False)
        self.remove.setAccessibleName(tr("Remove {name}", name=group.label))
        self.remove.clicked.connect(lambda: self.removed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name, 1)
        row.addWidget(pieces)
        row.addWidget(self.remove)

    @property
    def kind(self) -> str:
        """Where its music comes from."""
        return self._group.kind

    @property
    def group(self) -> MusicGroup:
        """The group under the name that was typed, or its first name where that is empty."""
        label = self.name.text().strip() or self._group.label
        return MusicGroup(label, self._group.kind, self._group.pieces)
