"""The part of the compose panel that says what the take is to be like."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.controls import why_unsupported, without_unsupported
from chopin_studio.engine.seeds import Start
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterChange
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.settings.definition import SettingsError, number_of, switch_of, text_of
from chopin_studio.settings.generation import GenerationGroup
from chopin_studio.settings.model import AppSettings
from chopin_studio.texts import translatable
from chopin_studio.ui.compose.advanced_settings import AdvancedSettings
from chopin_studio.ui.compose.character_settings import CharacterSettings
from chopin_studio.ui.compose.key_box import KeyBox
from chopin_studio.ui.compose.length_field import LengthField
from chopin_studio.ui.compose.meter_box import MeterBox
from chopin_studio.ui.compose.plan_fields import PlanFields
from chopin_studio.ui.kit.elided_label import ElidedLabel
from chopin_studio.ui.kit.form_grid import ROW_GAP, Explained, FormGrid, in_a_row
from chopin_studio.ui.kit.number_fields import TempoBox
from chopin_studio.ui.kit.setting_fields import check_box
from chopin_studio.ui.kit.theme import ThemeSwitch

SEEDS_OWN = translatable("From the seed")
CHANCE = translatable("Random")
"""What key, meter and tempo are where they are left open: with a seed, and from nothing."""


class TakeForm(QWidget):
    """Form, harmony, length, key, meter and tempo, and under a fold what is set rarely.

    What the model chosen does not follow is disabled, says why, and is without effect.
    """

    def __init__(self, themes: ThemeSwitch, dice: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = PlanFields(themes, over=self)
        self.length = LengthField()
        self.key_box = KeyBox(themes)
        self.meter_box = MeterBox()
        self.bpm_box = TempoBox(number_of(GenerationGroup, "bpm"))
        self.own_tempo_box = check_box(switch_of(GenerationGroup, "own_tempo"))
        self.own_tempo_box.setText(SEEDS_OWN)  # the label before it says that it is the tempo
        self.fold_button = QToolButton()
        self.character = CharacterSettings()
        self.more = AdvancedSettings(dice)
        self._summary = ElidedLabel()
        self._bundle: Bundle | None = None
        self._is_endless = False
        self._explain()
        self._controls = {**self._lay_out(), **self.character.controls, **self.more.controls}
        self.own_tempo_box.toggled.connect(self._refresh_tempo)
        self.fold_button.toggled.connect(self._refresh_fold)
        self.more.changed.connect(self._refresh_fold)
        self.character.changed.connect(self._refresh_fold)
        self.plan.form_changed.connect(self._refresh_length)
        self.key_box.currentIndexChanged.connect(self._refresh_harmony)
        self.meter_box.currentTextChanged.connect(self._refresh_harmony)
        self._refresh_fold()

    # --- what the panel asks and tells ----------------------------------------------------------

    def fill(self, settings: AppSettings) -> None:
        """Set every control as it was left."""
        asked = settings.generation
        self.plan.fill(asked)
        self.character.fill(asked)
        self.length.bars_box.setValue(asked.bars)
        self.length.notes_box.setValue(asked.notes)
        self.length.choose_unit(asked.length_unit)
        self.key_box.choose(asked.key)
        self.meter_box.choose(asked.meter)
        self.bpm_box.setValue(asked.bpm)
        self.own_tempo_box.setChecked(asked.own_tempo)
        self.more.fill(asked)
        self.fold_button.setChecked(settings.window.more_open)

    def remembered(self, settings: AppSettings) -> AppSettings:
        """Return `settings` with every control of this form as it stands."""
        asked = replace(
            self.plan.remembered(
                self.character.remembered(self.more.remembered(settings.generation))
            ),
            bars=self.length.bars_box.value(),
            notes=self.length.notes_box.value(),
            length_unit=self.length.unit,
            key=self.key_box.chosen or "",
            meter=self.meter_box.chosen or "",
            bpm=self.bpm_box.value(),
            own_tempo=self.own_tempo_box.isChecked(),
        )
        window = replace(settings.window, more_open=self.fold_button.isChecked())
        return replace(settings, generation=asked, window=window)

    def asked(self, start: Start, takes: int) -> GenerationSettings:
        """Read the controls; raises a StudioError where meter, form or harmony are mistyped.

        The tempo is always the box's; whoever asks leaves it open where the model can.
        """
        plan = self.plan.asked
        if (mistake := self.plan.typed_harmony.mistake) is not None:
            raise SettingsError(mistake.sentence)
        settings = GenerationSettings(
            start=start,
            notes=self.length.notes_box.value(),
            takes=takes,
            temperature=self.more.temperature.value,
            top_p=self.more.top_p.value,
            random_state=self.more.random_state_box.value(),
            bpm=self.bpm_box.value(),
            key=self.key_box.chosen,
            meter=self.meter_box.chosen if self.meter_box.isEnabled() else None,
            bars=self.length.bars,
            stay_original=self.more.stay_original,
            **plan,
            **self.character.asked,
            **self.more.limits,
        )
        return settings if self._bundle is None else without_unsupported(self._bundle, settings)

    def adapt(self, bundle: Bundle) -> None:
        """Enable what a model follows."""
        self._bundle = bundle
        if bundle.family.manners:
            self.character.offer_manners(bundle.family.manners)
        for name, control in self._controls.items():
            control.allow(self._reason_against(name))
        self.length.allow_bars(self._reason_against("bars"))
        self.plan.allow(self._reason_against("form"), self._reason_against("chords"))
        self._refresh_tempo()
        self._refresh_fold()

    def set_endless(self, is_endless: bool) -> None:
        """Ask for a length only where there is to be an end."""
        self._is_endless = is_endless
        self.length.setEnabled(not is_endless)
        self._refresh_length()

    def word_open_choices(self, kind_of_start: str) -> None:
        """Say where key, meter and tempo come from where they are left open."""
        words = translated(CHANCE) if kind_of_start == "random" else translated(SEEDS_OWN)
        self.key_box.word_open_choice(words)
        self.meter_box.word_open_choice(words)
        self.own_tempo_box.setText(words)

    # --- building -------------------------------------------------------------------------------

    def _explain(self) -> None:
        self.bpm_box.setMinimumWidth(76)  # three figures after the prefix
        self.fold_button.setObjectName("fold")
        self.fold_button.setText(tr("More"))
        self.fold_button.setCheckable(True)
        self.fold_button.setIconSize(QSize(10, 10))
        self.fold_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold_button.setToolTip(
            tr(
                "Character, manner, quality, liveliness, range, hand span, top-p, originality "
                "and random state"
            )
        )
        self.fold_button.setAccessibleName(tr("More settings"))
        self._summary.setObjectName("caption")

    def _lay_out(self) -> dict[str, Explained]:
        grid = FormGrid()
        grid.add(tr("Length"), self.length, self.length.unit_box)
        key_label = grid.add(tr("Key"), self.key_box, self.key_box)
        meter_label = grid.add(tr("Meter"), self.meter_box, self.meter_box)
        grid.add(tr("Tempo"), in_a_row(self.bpm_box, self.own_tempo_box), self.bpm_box)
        fold_row = QHBoxLayout()
        fold_row.addWidget(self.fold_button)
        fold_row.addWidget(self._summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW_GAP)
        column.addWidget(self.plan)
        column.addWidget(grid)
        column.addLayout(fold_row)
        column.addWidget(self.character)
        column.addWidget(self.more)
        return {
            "key": Explained(
                translated(text_of(GenerationGroup, "key").help), self.key_box, key_label
            ),
            "meter": Explained(
                translated(text_of(GenerationGroup, "meter").help), self.meter_box, meter_label
            ),
        }

    # --- news -----------------------------------------------------------------------------------

    def _reason_against(self, name: str) -> str:
        """Return why the model does not follow a control; empty where it does."""
        bundle = self._bundle
        if bundle is None or name in bundle.controls:
            return ""
        return translated(why_unsupported(bundle, name))

    def _refresh_length(self) -> None:
        """Show the length of the form where it determines that of the take."""
        self.length.show_form(0 if self._is_endless else self.plan.typed_form.bars)

    def _refresh_harmony(self) -> None:
        """Have chords read in the key and the meter that are asked for."""
        key = self.key_box.chosen
        self.plan.set_key_and_meter(Key.named(key) if key else None, self._meter())

    def _meter(self) -> MeterChange | None:
        """Return the meter that is asked for; None where it is left open, or is none."""
        try:
            return GenerationSettings(meter=self.meter_box.chosen).chosen_meter()
        except SettingsError:
            return None

    def _refresh_tempo(self) -> None:
        """Offer the seed's own tempo where the model knows it."""
        reads_tempo = self._bundle is not None and self._bundle.family.reads_tempo
        self.own_tempo_box.setVisible(reads_tempo)
        self.bpm_box.setEnabled(not (reads_tempo and self.own_tempo_box.isChecked()))

    def _refresh_fold(self) -> None:
        """Show what is under the fold, or say beside it what there is not as it was at first."""
        is_open = self.fold_button.isChecked()
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.fold_button.setArrowType(arrow)
        self.character.setVisible(is_open)
        self.more.setVisible(is_open)
        words = [*self.character.summary, self.more.summary]
        self._summary.show_text("" if is_open else ", ".join(word for word in words if word))
