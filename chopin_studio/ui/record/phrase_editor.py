"""What becomes of a recorded phrase: the bars kept, its grid, its pitch."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.performance.phrase_edits import (
    quantised,
    transposed,
    transposing_range,
    trimmed,
)
from chopin_studio.playback.inputs.recorder import played_bars
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.settings.definition import choice_of
from chopin_studio.settings.recording import RecordingGroup
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.number_fields import WholeNumberBox
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.kit.setting_fields import choice_box
from chopin_studio.ui.kit.theme import ThemeSwitch
from chopin_studio.ui.record.phrase_roll import PhraseRoll

EMPTY = translatable(
    "Press Record and play on a MIDI keyboard, on the keys below with the mouse, or with the "
    "letters A to P."
)


class PhraseEditor(QWidget):
    """Shows the phrase as it will be the seed; `excerpt` is just that, without notes before any."""

    changed = Signal()

    def __init__(self, themes: ThemeSwitch, grid: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.excerpt = Excerpt()
        self._played = self._on_grid = self._whole = Excerpt()
        self._all_bars = (1, 1)
        self.roll = PhraseRoll(themes.theme)
        self.first_box = WholeNumberBox(1, 1, 1, tr("The first bar to keep"))
        self.last_box = WholeNumberBox(1, 1, 1, tr("The last bar to keep"))
        self.grid_box = choice_box(choice_of(RecordingGroup, "grid"), grid)
        self.semitones_box = WholeNumberBox(0, 0, 1, tr("Transpose, in semitones"))
        self._lay_out()
        themes.changed.connect(self.roll.set_theme)
        self.grid_box.currentIndexChanged.connect(self._on_grid_changed)
        for box in (self.first_box, self.last_box, self.semitones_box):
            box.valueChanged.connect(self._refresh)
        self._refresh()

    @property
    def grid(self) -> int:
        """The step of the grid in ticks, 0 for none."""
        return int(self.grid_box.currentData())

    def set_phrase(self, played: Excerpt) -> None:
        """Take up what was played, with all bars that have music in them."""
        self._played = played
        self._on_grid = self._quantised()
        low, high = transposing_range(played)
        self.semitones_box.blockSignals(True)
        self.semitones_box.setRange(max(low, -24), min(high, 24))
        self.semitones_box.setValue(0)
        self.semitones_box.blockSignals(False)
        self._keep_all()
        self._refresh()

    def show_phrase(self) -> None:
        """Show the phrase as edited."""
        kept = self._kept_ticks() if self._played.notes else None
        self.roll.show_music(self._whole, kept, translated(EMPTY))

    def show_growing(self, played: Excerpt, words: str) -> None:
        """Show what has been played so far, as it was played, or `words` before that."""
        self.roll.show_music(played, words=words)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.semitones_box.setSuffix(tr(" semitones"))
        for name, box in ((tr("Bars"), self.first_box), ("to", self.last_box)):
            label = PlainLabel(name)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box)
        row.addSpacing(12)
        row.addWidget(self.grid_box, 1)
        row.addSpacing(12)
        label = PlainLabel(tr("Transpose"))
        label.setBuddy(self.semitones_box)
        row.addWidget(label)
        row.addWidget(self.semitones_box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.roll, 1)
        column.addLayout(row)

    def _quantised(self) -> Excerpt:
        return quantised(self._played, self.grid) if self.grid else self._played

    def _kept_ticks(self) -> tuple[int, int]:
        bar_ticks = self._played.meters.changes[0].bar_ticks
        return (self.first_box.value() - 1) * bar_ticks, self.last_box.value() * bar_ticks

    def _keep_all(self) -> None:
        """Keep the bars in which there is music, whatever the grid has made of it."""
        self._all_bars = first, last = played_bars(self._on_grid)
        for box, number in ((self.first_box, first), (self.last_box, last)):
            box.blockSignals(True)
            box.setRange(1, last)
            box.setValue(number)
            box.blockSignals(False)

    def _on_grid_changed(self) -> None:
        """Keep all bars still where all were kept, the bars chosen where some were left out."""
        self._on_grid = self._quantised()
        if (self.first_box.value(), self.last_box.value()) == self._all_bars:
            self._keep_all()
        self._refresh()

    def _refresh(self) -> None:
        """Show the phrase anew, and keep the first bar before the last."""
        self.first_box.setMaximum(self.last_box.value())
        self.last_box.setMinimum(self.first_box.value())
        for box in (self.first_box, self.last_box, self.grid_box, self.semitones_box):
            box.setEnabled(box is self.grid_box or bool(self._played.notes))
        self._whole = transposed(self._on_grid, self.semitones_box.value())
        self.excerpt = trimmed(self._whole, *self._kept_ticks())
        self.show_phrase()
        self.changed.emit()
