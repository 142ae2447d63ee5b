"""What a take is like: its density, register and loudness, whose manner, and how careful."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from chopin_studio.music.plan.character import Character
from chopin_studio.session.generation.settings_summary import character_words
from chopin_studio.session.support.translation import translated
from chopin_studio.settings.definition import Setting, choice_of, number_of, text_of
from chopin_studio.settings.generation import GenerationGroup
from chopin_studio.texts import Text, translatable
from chopin_studio.ui.compose.level_field import LevelField
from chopin_studio.ui.kit.form_grid import Explained, FormGrid
from chopin_studio.ui.kit.setting_fields import choice_box, explain

_ENDS: dict[str, tuple[Text, Text]] = {
    "density": (translatable("sparse"), translatable("dense")),
    "register": (translatable("low"), translatable("high")),
    "loudness": (translatable("soft"), translatable("loud")),
}
"""What the lowest and the highest level of each part of a character are called."""


class CharacterAsked(TypedDict):
    """What is asked of the character, as GenerationSettings names it."""

    density: int
    register: int
    loudness: int
    composer: str | None
    quality: str


class CharacterSettings(FormGrid):
    """Sliders for the character, and lists of manners and qualities. `changed` tells of each."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.levels = {
            name: LevelField(number_of(GenerationGroup, name), low, high)
            for name, (low, high) in _ENDS.items()
        }
        self.manner_box = QComboBox()
        explain(self.manner_box, text_of(GenerationGroup, "composer"))
        self.quality_box = choice_box(choice_of(GenerationGroup, "quality"), "quick")
        self._composer = ""
        self.controls: dict[str, Explained] = {}
        self._lay_out()
        self.manner_box.activated.connect(self._on_manner_chosen)
        self.manner_box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.quality_box.currentIndexChanged.connect(lambda _: self.changed.emit())

    @property
    def asked(self) -> CharacterAsked:
        """What is asked for."""
        character = self._character
        return CharacterAsked(
            density=character.density,
            register=character.register,
            loudness=character.loudness,
            composer=str(self.manner_box.currentData() or "") or None,
            quality=str(self.quality_box.currentData()),
        )

    @property
    def summary(self) -> list[str]:
        """Name what is not left open, as far as the model follows it."""
        words = []
        if self.levels["density"].isEnabled():
            words += character_words(self._character)
        if self.manner_box.isEnabled() and self.asked["composer"]:
            words.append(self.manner_box.currentText())
        if self.quality_box.isEnabled() and self.quality_box.currentIndex() > 0:
            words.append(self.quality_box.currentText().lower())
        return words

    def offer_manners(self, manners: tuple[tuple[str, str], ...]) -> None:
        """List the composers whose manners a family offers, the usual one first."""
        self.manner_box.blockSignals(True)
        self.manner_box.clear()
        for number, (name, printed) in enumerate(manners):
            self.manner_box.addItem(printed, name if number else "")
        self.manner_box.blockSignals(False)
        self._show_manner()

    def fill(self, settings: GenerationGroup) -> None:
        """Set every control as it was left."""
        for name, field in self.levels.items():
            field.choose(getattr(settings, name))
        self._composer = settings.composer
        self._show_manner()
        self.quality_box.setCurrentIndex(max(self.quality_box.findData(settings.quality), 0))

    def remembered(self, settings: GenerationGroup) -> GenerationGroup:
        """Return `settings` with every control as it stands."""
        character = self._character
        return replace(
            settings,
            density=character.density,
            register=character.register,
            loudness=character.loudness,
            composer=self._composer,
            quality=self.asked["quality"],
        )

    @property
    def _character(self) -> Character:
        return Character(**{name: field.level for name, field in self.levels.items()})

    def _lay_out(self) -> None:
        low, high = (
            max(widths)
            for widths in zip(*(field.side_widths for field in self.levels.values()), strict=True)
        )
        for name, field in self.levels.items():
            setting = number_of(GenerationGroup, name)
            field.set_side_widths(low, high)
            label = self.add(translated(setting.title), field, field.slider)
            help = translated(setting.help)
            self.controls[name] = Explained(help, field, field.slider, label)
            field.changed.connect(self.changed)
        self._add_list(text_of(GenerationGroup, "composer"), self.manner_box)
        self._add_list(choice_of(GenerationGroup, "quality"), self.quality_box)

    def _add_list(self, setting: Setting, box: QComboBox) -> None:
        label = self.add(translated(setting.title), box, box)
        self.controls[setting.name] = Explained(translated(setting.help), box, label)

    def _on_manner_chosen(self) -> None:
        self._composer = str(self.manner_box.currentData() or "")

    def _show_manner(self) -> None:
        """Choose the manner that the user wants where it is offered, else the usual one."""
        row = self.manner_box.findData(self._composer)
        self.manner_box.setCurrentIndex(max(row, 0) if self.manner_box.count() else -1)
