"""Fields for what hands may play: the range of keys, and how far a hand spans."""

import re
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH
from chopin_studio.music.pitch import SPANS, pitch_name, pitch_named, span_words
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.settings.definition import number_of
from chopin_studio.settings.generation import LEAST_RANGE, GenerationGroup
from chopin_studio.ui.kit.number_fields import WholeNumberBox
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.kit.setting_fields import explain

_BEGINNING = re.compile(r"([A-Ga-g][#♯b♭]?)?")


class PitchBox(WholeNumberBox):
    """A box for a key of the piano, shown and typed by its name."""

    def textFromValue(self, value: int) -> str:  # noqa: N802
        """Show a key by its name."""
        return translated(pitch_name(value))

    def valueFromText(self, text: str) -> int:  # noqa: N802
        """Return the key that a name means; an unknown name leaves the key as it was."""
        pitch = self._pitch_of(text)
        return self.value() if pitch is None else pitch

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Return whether `text` is a key of the range, or may become one as more is typed."""
        pitch, typed = self._pitch_of(text), text.strip().casefold()
        is_beginning = any(name.startswith(typed) for name in self._pitches)
        state = QValidator.State.Invalid
        if pitch is not None and self.minimum() <= pitch <= self.maximum():
            state = QValidator.State.Acceptable
        elif pitch is not None or is_beginning or _BEGINNING.fullmatch(text.strip()):
            state = QValidator.State.Intermediate
        return state, text, position

    def _pitch_of(self, text: str) -> int | None:
        """Return the key of a name in the window's language, or else in English."""
        return self._pitches.get(text.strip().casefold(), pitch_named(text))

    @cached_property
    def _pitches(self) -> dict[str, int]:
        """All keys by their names in the window's language, in lower case."""
        pitches = range(LOWEST_PIANO_PITCH, HIGHEST_PIANO_PITCH + 1)
        return {translated(pitch_name(pitch)).casefold(): pitch for pitch in pitches}


class RangeField(QWidget):
    """The lowest and the highest key; the one set moves the other to leave room for two hands."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lowest_box = PitchBox.of(number_of(GenerationGroup, "lowest_pitch"))
        self.highest_box = PitchBox.of(number_of(GenerationGroup, "highest_pitch"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.lowest_box, 1)
        layout.addWidget(PlainLabel(tr("to")))
        layout.addWidget(self.highest_box, 1)
        self.lowest_box.valueChanged.connect(self._on_lowest_changed)
        self.highest_box.valueChanged.connect(self._on_highest_changed)

    @property
    def pitches(self) -> tuple[int, int]:
        """The lowest and the highest key."""
        return self.lowest_box.value(), self.highest_box.value()

    def set_pitches(self, lowest: int, highest: int) -> None:
        """Set both, within their limits."""
        self.lowest_box.setValue(lowest)
        self.highest_box.setValue(highest)

    def _on_lowest_changed(self, pitch: int) -> None:
        self.highest_box.setValue(max(self.highest_box.value(), pitch + LEAST_RANGE))
        self.changed.emit()

    def _on_highest_changed(self, pitch: int) -> None:
        self.lowest_box.setValue(min(self.lowest_box.value(), pitch - LEAST_RANGE))
        self.changed.emit()


class HandSpanBox(QComboBox):
    """A drop-down list of spans in the musician's words."""

    def __init__(self) -> None:
        super().__init__()
        explain(self, number_of(GenerationGroup, "hand_span"))
        for semitones, words in SPANS.items():
            self.addItem(translated(words), semitones)

    @property
    def semitones(self) -> int:
        """The span chosen."""
        return int(self.currentData())

    def choose(self, semitones: int) -> None:
        """Choose a span; one without a name of its own is put into the list."""
        if self.findData(semitones) < 0:
            narrower = sum(int(self.itemData(row)) < semitones for row in range(self.count()))
            self.insertItem(narrower, span_words(semitones), semitones)
        self.setCurrentIndex(self.findData(semitones))
