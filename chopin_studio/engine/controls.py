"""The settings that not every model follows."""

from dataclasses import fields, replace
from typing import Any, Protocol

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
    "form": translatable("Form"),
    "chords": translatable("Harmony"),
    "density": translatable("Density"),
    "register": translatable("Register"),
    "loudness": translatable("Loudness"),
    "composer": translatable("Manner"),
    "quality": translatable("Quality"),
    "plan": translatable("Plan"),
}
"""The fields of GenerationSettings that not every model follows, with their titles."""

PLANNING = frozenset(
    ("form", "chords", "density", "register", "loudness", "composer", "quality", "plan")
)
"""Those of them that only models with plans follow."""

_DEFAULTS = {field.name: field.default for field in fields(GenerationSettings)}


class Follower(Protocol):
    """What follows some of CONTROLS: a model, or a family for those that all its models follow."""

    @property
    def controls(self) -> frozenset[str]:
        """The names of those that it follows."""

    def why_not(self, control: str) -> Text:
        """Return why a control, by its title, has no effect, with the remedy."""


def unsupported(model: Follower, settings: GenerationSettings) -> tuple[str, ...]:
    """Return the names in CONTROLS that `settings` set and a model does not follow."""
    return tuple(
        name
        for name in CONTROLS
        if name not in model.controls and getattr(settings, name) != _DEFAULTS[name]
    )


def without_unsupported(model: Follower, settings: GenerationSettings) -> GenerationSettings:
    """Return `settings` without what a model does not follow, for instance to compare models."""
    left_out: dict[str, Any] = {name: _DEFAULTS[name] for name in unsupported(model, settings)}
    return replace(settings, **left_out)


def why_unsupported(model: Follower, name: str) -> Text:
    """Return why a control in CONTROLS has no effect on a model."""
    return model.why_not(CONTROLS[name])


def check_supported(model: Follower, settings: GenerationSettings) -> None:
    """Raise SettingsError where `settings` set what a model does not follow."""
    for name in unsupported(model, settings):
        raise SettingsError(why_unsupported(model, name))
