"""The dialog that asks for a piece whose form a take is to have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.music.plan.form_text import form_text
from chopin_studio.session.support.formatting import alphabetically, bar_count
from chopin_studio.session.support.translation import tr
from chopin_studio.ui.compose.form_strip import FormStrip
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.kit.theme import ThemeSwitch

if TYPE_CHECKING:
    from chopin_studio.engine.planning.form_template import FormTemplate
    from chopin_studio.music.plan.plan import Section

_FIRST = "Chopin"
_WIDTH, _HEIGHT = 520, 480


class PieceFormDialog(QDialog):
    """Lists pieces, finds them by words of their names, and draws the form of the one chosen."""

    def __init__(
        self, pieces: Sequence[FormTemplate], themes: ThemeSwitch, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("As in a Piece"))
        self._pieces = sorted(pieces, key=_place)
        self.search_line = QLineEdit()
        self.search_line.setPlaceholderText(tr("Search the pieces…"))
        self.search_line.setAccessibleName(tr("Search the pieces"))
        self.search_line.setClearButtonEnabled(True)
        for button in self.search_line.findChildren(QToolButton):
            button.setAccessibleName(tr("Clear the search"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pieces"))
        self.list.setObjectName("choices")
        self.strip = FormStrip(themes)
        self._words = PlainLabel()
        self._words.setObjectName("caption")
        self._words.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._fill()
        self._lay_out()
        self.search_line.textChanged.connect(self._find)
        self.list.currentRowChanged.connect(lambda _: self._refresh())
        self.list.itemActivated.connect(lambda _: self.accept())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.setCurrentRow(0)

    @property
    def chosen(self) -> tuple[Section, ...]:
        """The sections of the piece chosen; none where no piece is found."""
        item = self.list.currentItem()
        if item is None or item.isHidden():
            return ()
        return self._pieces[self.list.row(item)].plan.sections

    def _fill(self) -> None:
        for piece in self._pieces:
            words = tr("{composer}: {title}", composer=piece.composer, title=piece.title)
            self.list.addItem(QListWidgetItem(words))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(10)
        for widget in (self.search_line, self.list, self.strip, self._words, self.buttons):
            layout.addWidget(widget)
        self.resize(_WIDTH, _HEIGHT)

    def _find(self, typed: str) -> None:
        """List the pieces that have every word typed, and choose the first where it is needed."""
        words = typed.casefold().split()
        found = []
        for row in range(self.list.count()):
            item = self.list.item(row)
            is_found = all(word in item.text().casefold() for word in words)
            item.setHidden(not is_found)
            if is_found:
                found.append(row)
        if found and self.list.currentRow() not in found:
            self.list.setCurrentRow(found[0])
        self._refresh()

    def _refresh(self) -> None:
        """Draw the form of the piece chosen."""
        sections = self.chosen
        self.strip.show_sections(sections)
        words = tr("No piece has all these words.")
        if sections:
            bars = bar_count(sum(section.bars for section in sections))
            words = tr("{form} ({bars})", form=form_text(sections), bars=bars)
        self._words.setText(words)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(sections))


def _place(piece: FormTemplate) -> tuple[bool, str, list[tuple[bool, int, str]]]:
    """Return a sort key: Chopin first, then by composers and titles."""
    return (piece.composer != _FIRST, piece.composer, alphabetically(piece.title))
