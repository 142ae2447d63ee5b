"""The settings that not every family of models follows."""

from dataclasses import fields, replace
from typing import Any

from chopin_studio.engine.family import Family
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.settings.definition import SettingsError
from chopin_studio.texts import Text, translatable

CONTROLS: dict[str, Text] = {
    "key": translatable("Key"),
    "meter": translatable("Meter"),
    "bars": translatable("Length in bars"),
    "lowest_pitch": translatable("Lowest key"),
    "highest_pitch": translatable("Highest key"),
    "hand_span": translatable("Hand span"),
}
"""The fields of GenerationSettings that not every family follows, with their titles."""

_DEFAULTS = {field.name: field.default for field in fields(GenerationSettings)}


def unsupported(family: Family, settings: GenerationSettings) -> tuple[str, ...]:
    """Return the names in CONTROLS that `settings` set and a family does not follow."""
    return tuple(
        name
        for name in CONTROLS
        if name not in family.controls and getattr(settings, name) != _DEFAULTS[name]
    )


def without_unsupported(family: Family, settings: GenerationSettings) -> GenerationSettings:
    """Return `settings` without what a family does not follow, for instance to compare families."""
    left_out: dict[str, Any] = {name: _DEFAULTS[name] for name in unsupported(family, settings)}
    return replace(settings, **left_out)


def why_unsupported(family: Family, name: str) -> Text:
    """Return why a control in CONTROLS has no effect on a family."""
    return family.why_not(CONTROLS[name])


def check_supported(family: Family, settings: GenerationSettings) -> None:
    """Raise SettingsError where `settings` set what a family does not follow."""
    for name in unsupported(family, settings):
        raise SettingsError(why_unsupported(family, name))
