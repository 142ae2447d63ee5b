"""What is set rarely: within what the hands keep, how bold the model is, and its dice."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TypedDict

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QToolButton

from chopin_studio.engine.settings import FEWEST_ORIGINAL_NOTES, MOST_ORIGINAL_NOTES
from chopin_studio.session.generation.settings_summary import limit_words
from chopin_studio.settings import AppSettings
from chopin_studio.ui.compose.pitch_fields import HandSpanBox, RangeField
from chopin_studio.ui.kit.form_grid import Explained, FormGrid, in_a_row
from chopin_studio.ui.kit.number_fields import FractionField, WholeNumberBox

MAX_DICE = 999_999
"""The dice throw numbers that a person can read aloud; larger ones may be typed."""

RANGE_TIP = "The lowest and the highest key that the model may play; middle C is C4"
SPAN_TIP = "How far each hand may stretch: a seed's own wider chords are let be"


class PitchLimits(TypedDict):
    """The limits to the hands, as GenerationSettings names them."""

    lowest_pitch: int
    highest_pitch: int
    hand_span: int


class AdvancedSettings(FormGrid):
    """Range, hand span, temperature, top-p, originality and random state.

    `changed` tells of what matters for every take: all but the last, and how takes differ.
    """

    changed = Signal()

    def __init__(self, dice: QAction) -> None:
        super().__init__()
        self.range_field = RangeField()
        self.span_box = HandSpanBox()
        self.temperature = FractionField(0.0, 2.0, "Temperature")
        self.top_p = FractionField(0.05, 1.0, "Top-p")
        self.original_box = QCheckBox("At most")
        self.original_notes_box = WholeNumberBox(
            FEWEST_ORIGINAL_NOTES, MOST_ORIGINAL_NOTES, 1, "Notes a take may have of a piece"
        )
        self.different_box = QCheckBox("Takes that differ")
        self.random_state_box = WholeNumberBox(0, 2**31 - 1, 1, "Random state")
        self.renew_box = QCheckBox("Renew")
        self._explain()
        self._lay_out(dice)
        for changed in (
            self.range_field.changed,
            self.span_box.currentIndexChanged,
            self.temperature.box.valueChanged,
            self.top_p.box.valueChanged,
            self.original_box.toggled,
            self.original_notes_box.valueChanged,
        ):
            changed.connect(lambda *_: self.changed.emit())
        self.original_box.toggled.connect(self.original_notes_box.setEnabled)
        self.original_notes_box.setEnabled(False)

    @property
    def limits(self) -> PitchLimits:
        """The limits to the hands."""
        lowest, highest = self.range_field.pitches
        return PitchLimits(
            lowest_pitch=lowest, highest_pitch=highest, hand_span=self.span_box.semitones
        )

    @property
    def stay_original(self) -> int | None:
        """For how many notes a take may go along with a piece; None for any number."""
        return self.original_notes_box.value() if self.original_box.isChecked() else None

    @property
    def summary(self) -> str:
        """Name what is not as it was at first, and matters for every take."""
        words, default = [], AppSettings()
        if self.range_field.isEnabled():
            words += limit_words(self.range_field.pitches, self.span_box.semitones)
        if self.temperature.value != default.temperature:
            words.append(f"temperature {self.temperature.value:g}")
        if self.top_p.value != default.top_p:
            words.append(f"top-p {self.top_p.value:g}")
        if self.stay_original is not None:
            words.append("stays original")
        return ", ".join(words)

    def fill(self, settings: AppSettings) -> None:
        """Set every control as it was left."""
        self.range_field.set_pitches(settings.lowest_pitch, settings.highest_pitch)
        self.span_box.choose(settings.hand_span)
        self.temperature.set_value(settings.temperature)
        self.top_p.set_value(settings.top_p)
        self.original_box.setChecked(settings.stay_original)
        self.original_notes_box.setValue(settings.original_notes)
        self.different_box.setChecked(settings.different_takes)
        self.random_state_box.setValue(settings.random_state)
        self.renew_box.setChecked(settings.new_random_state_each_time)

    def remembered(self, settings: AppSettings) -> AppSettings:
        """Return `settings` with every control as it stands."""
        return replace(
            settings,
            **self.limits,
            temperature=self.temperature.value,
            top_p=self.top_p.value,
            stay_original=self.original_box.isChecked(),
            original_notes=self.original_notes_box.value(),
            different_takes=self.different_box.isChecked(),
            random_state=self.random_state_box.value(),
            new_random_state_each_time=self.renew_box.isChecked(),
        )

    def throw_dice(self) -> None:
        """Draw a new random state."""
        self.random_state_box.setValue(secrets.randbelow(MAX_DICE) + 1)

    def _explain(self) -> None:
        self.temperature.setToolTip(
            "How bold the model is: 0 always takes the likeliest note, "
            "1 composes as it learnt to, above 1 it takes risks"
        )
        self.top_p.setToolTip(
            "Leaves out the unlikeliest notes: 1 keeps all, 0.9 keeps those that make up "
            "nine tenths of the probability"
        )
        self.original_box.setToolTip(
            "Stay original: a note is drawn again where the take would go along with a piece by "
            "Chopin for longer. Up to ten notes are no quotation yet"
        )
        self.original_notes_box.setToolTip("For how many notes a take may go along with a piece")
        self.original_notes_box.setSuffix(" notes")
        self.different_box.setToolTip(
            "Of several takes, one that is too like another is made anew with other dice; "
            "they come one after the other, and the first is heard at once"
        )
        self.random_state_box.setToolTip(
            "The number that decides the dice: the same number, model, seed and settings "
            "give the same take again"
        )
        self.renew_box.setToolTip("Draw a new random state whenever Generate is pressed")

    def _lay_out(self, dice: QAction) -> None:
        dice_button = QToolButton()
        dice_button.setDefaultAction(dice)
        dice_button.setFixedWidth(30)  # as its icon needs, which comes with the theme
        dice_row = in_a_row(self.random_state_box, dice_button, self.renew_box, gap=4)
        places = self.range_field
        range_label = self.add("Range", places, places.lowest_box)
        span_label = self.add("Hand span", self.span_box, self.span_box)
        self.add("Temperature", self.temperature, self.temperature.box).setToolTip(
            self.temperature.toolTip()
        )
        self.add("Top-p", self.top_p, self.top_p.box).setToolTip(self.top_p.toolTip())
        original_row = in_a_row(self.original_box, self.original_notes_box)
        self.add("Stay original", original_row, self.original_box)
        self.add("Several takes", self.different_box, self.different_box)
        self.add("Random state", dice_row, self.random_state_box)
        self.controls = {
            "lowest_pitch": Explained(RANGE_TIP, places, places.lowest_box, range_label),
            "highest_pitch": Explained(RANGE_TIP, places.highest_box),
            "hand_span": Explained(SPAN_TIP, self.span_box, span_label),
        }
