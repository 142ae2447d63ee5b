"""What models can be asked for that not every family follows."""

from dataclasses import fields, replace
from typing import Any

from chopin_studio.engine.family import Family
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.settings.definition import SettingsError
from chopin_studio.texts import translatable

CONTROLS: dict[str, str] = {
    "key": translatable("a key"),
    "meter": translatable("a meter"),
    "bars": translatable("a length in bars"),
    "lowest_pitch": translatable("a lowest key"),
    "highest_pitch": translatable("a highest key"),
    "hand_span": translatable("a hand span"),
}
"""The fields of GenerationSettings that not every family follows, with what to call them."""

_DEFAULTS = {field.name: field.default for field in fields(GenerationSettings)}


def unsupported(family: Family, settings: GenerationSettings) -> tuple[str, ...]:
    """Return the names in CONTROLS that `settings` ask for and a family does not follow."""
    return tuple(
        name
        for name in CONTROLS
        if name not in family.controls and getattr(settings, name) != _DEFAULTS[name]
    )


def without_unsupported(family: Family, settings: GenerationSettings) -> GenerationSettings:
    """Return `settings` less what a family does not follow, as where families are compared."""
    left_out: dict[str, Any] = {name: _DEFAULTS[name] for name in unsupported(family, settings)}
    return replace(settings, **left_out)


def why_unsupported(family: Family, name: str) -> str:
    """Return the sentence for a control in CONTROLS that a family does not follow."""
    return family.why_not(CONTROLS[name])


def check_supported(family: Family, settings: GenerationSettings) -> None:
    """Raise SettingsError where `settings` ask for what a family does not follow."""
    for name in unsupported(family, settings):
        raise SettingsError(why_unsupported(family, name))
