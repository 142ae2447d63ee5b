"""What is set rarely: within what the hands keep, how bold the model is, and its dice."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TypedDict

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from chopin_studio.engine.attribute_sampling import Samplings
from chopin_studio.session.generation.settings_summary import limit_words, top_p_words
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.settings.definition import number_of, switch_of
from chopin_studio.settings.generation import GenerationGroup
from chopin_studio.ui.compose.pitch_fields import HandSpanBox, RangeField
from chopin_studio.ui.kit.form_grid import Explained, FormGrid, in_a_row
from chopin_studio.ui.kit.number_fields import FractionField, LargeNumberBox, WholeNumberBox
from chopin_studio.ui.kit.setting_fields import check_box

MAX_DICE = 999_999
"""The dice throw numbers that a person can read aloud; larger ones may be typed."""


class PitchLimits(TypedDict):
    """The limits to the hands, as GenerationSettings names them."""

    lowest_pitch: int
    highest_pitch: int
    hand_span: int


class AdvancedSettings(FormGrid):
    """Liveliness, range, hand span, top-p, originality and random state.

    `changed` tells of what matters for every take: all but the last, and how takes differ.
    """

    changed = Signal()

    def __init__(self, dice: QAction) -> None:
        super().__init__()
        self.range_field = RangeField()
        self.span_box = HandSpanBox()
        self.temperature = FractionField(number_of(GenerationGroup, "temperature"))
        self.top_p = FractionField(number_of(GenerationGroup, "top_p"))
        self.original_box = check_box(switch_of(GenerationGroup, "stay_original"))
        self.original_box.setText(tr("At most"))  # the label before it says the rest
        match = number_of(GenerationGroup, "original_notes")
        self.original_notes_box = WholeNumberBox.of(match)
        self.original_notes_box.setSuffix(f" {translated(match.unit)}")
        self.different_box = check_box(switch_of(GenerationGroup, "different_takes"))
        self.random_state_box = LargeNumberBox(number_of(GenerationGroup, "random_state"))
        self.renew_box = check_box(switch_of(GenerationGroup, "new_random_state_each_time"))
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
        words, default = [], GenerationGroup()
        if self.range_field.isEnabled():
            words += limit_words(self.range_field.pitches, self.span_box.semitones)
        if self.temperature.value != default.temperature:
            words.append(tr("liveliness {value:g}", value=self.temperature.value))
        if self.top_p.value != default.top_p:
            words.append(tr("top-p {value:g}", value=self.top_p.value))
        if self.stay_original is not None:
            words.append(tr("stays original"))
        return ", ".join(words)

    def fill(self, settings: GenerationGroup) -> None:
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

    def remembered(self, settings: GenerationGroup) -> GenerationGroup:
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

    def word_top_p(self, samplings: Samplings) -> None:
        """Say what top-p comes to where a model draws its notes by these `samplings`."""
        help = translated(number_of(GenerationGroup, "top_p").help)
        for widget in (self.top_p, self.top_p.box, self._top_p_label):
            widget.setToolTip(f"{help}.\n{top_p_words(samplings)}")

    def throw_dice(self) -> None:
        """Draw a new random state."""
        self.random_state_box.setValue(secrets.randbelow(MAX_DICE) + 1)

    def _lay_out(self, dice: QAction) -> None:
        dice_button = QToolButton()
        dice_button.setDefaultAction(dice)
        dice_button.setFixedWidth(30)  # as its icon needs, which comes with the theme
        dice_row = in_a_row(self.random_state_box, dice_button, self.renew_box, gap=4)
        places = self.range_field
        # What it does to the music; "temperature" is its name in the theory of sampling.
        lively_label = self.add(tr("Liveliness"), self.temperature, self.temperature.box)
        lively_label.setToolTip(self.temperature.toolTip())
        range_label = self.add(tr("Range"), places, places.lowest_box)
        span_label = self.add(tr("Hand span"), self.span_box, self.span_box)
        self._top_p_label = self.add(tr("Top-p"), self.top_p, self.top_p.box)
        original_row = in_a_row(self.original_box, self.original_notes_box)
        self.add(tr("Stay original"), original_row, self.original_box)
        self.add(tr("Several takes"), self.different_box, self.different_box)
        self.add(tr("Random state"), dice_row, self.random_state_box)
        self.controls = {
            "lowest_pitch": Explained(
                translated(number_of(GenerationGroup, "lowest_pitch").help),
                *(places, places.lowest_box, range_label),
            ),
            "highest_pitch": Explained(
                translated(number_of(GenerationGroup, "highest_pitch").help), places.highest_box
            ),
            "hand_span": Explained(
                translated(number_of(GenerationGroup, "hand_span").help), self.span_box, span_label
            ),
        }
