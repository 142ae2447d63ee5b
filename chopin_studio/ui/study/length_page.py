"""The second step of a new study: how many excerpts of each model, and how long they are."""

from __future__ import annotations

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from chopin_studio.session.support.plain_text import as_tooltip
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.settings.definition import number_of
from chopin_studio.settings.generation import GenerationGroup
from chopin_studio.study.create import DEFAULT_EXCERPTS, DEFAULT_NOTES, MOST_EXCERPTS_EACH
from chopin_studio.study.sources import Length
from chopin_studio.ui.kit.form_grid import FormGrid, in_a_row
from chopin_studio.ui.kit.number_fields import WholeNumberBox
from chopin_studio.ui.kit.plain_label import PlainLabel

_DEFAULT_BARS = 16


class LengthPage(QWidget):
    """A number of excerpts, and a length in notes or in bars."""

    def __init__(self) -> None:
        super().__init__()
        self.excerpts = WholeNumberBox(1, MOST_EXCERPTS_EACH, 1, tr("Excerpts of each model"))
        self.excerpts.setValue(DEFAULT_EXCERPTS)
        self.in_notes = QRadioButton(tr("Notes and chords"))
        self.in_notes.setChecked(True)
        self.notes = WholeNumberBox.of(number_of(GenerationGroup, "notes"))
        self.notes.setValue(DEFAULT_NOTES)
        self.in_bars = QRadioButton(tr("Bars"))
        self.bars = WholeNumberBox.of(number_of(GenerationGroup, "bars"))
        self.bars.setValue(_DEFAULT_BARS)
        self.in_bars.toggled.connect(self._refresh)
        grid = FormGrid()
        grid.add(tr("Excerpts"), self.excerpts, self.excerpts)
        grid.add(tr("Length"), in_a_row(self.in_notes, self.notes), self.notes)
        grid.add("", in_a_row(self.in_bars, self.bars), self.bars)
        hint = PlainLabel(
            tr(
                "Each model needs the same number of excerpts. Their seeds are not heard. Takes "
                "and files are cut to this length."
            )
        )
        hint.setObjectName("caption")
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(grid)
        column.addWidget(hint)
        column.addStretch(1)
        self._refresh()

    @property
    def length(self) -> Length:
        """How long an excerpt is."""
        return Length(self.notes.value(), self.bars.value() if self.in_bars.isChecked() else None)

    def allow_bars(self, reason_against: str) -> None:
        """Offer a length in bars, or say in its tooltip why models do not follow it."""
        if reason_against:
            self.in_notes.setChecked(True)
        self.in_bars.setEnabled(not reason_against)
        self.in_bars.setToolTip(as_tooltip(translated(reason_against)))

    def _refresh(self) -> None:
        self.bars.setEnabled(self.in_bars.isChecked())
        self.notes.setEnabled(self.in_notes.isChecked())
