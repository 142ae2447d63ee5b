"""What each family of models can be asked for, beyond what every model follows."""

from dataclasses import fields, replace
from typing import Any

from chopin_studio.engine.settings import GenerationSettings, SettingsError

CONTROLS: dict[str, str] = {
    "key": "a key",
    "meter": "a meter",
    "bars": "a length in bars",
    "lowest_pitch": "a lowest key",
    "highest_pitch": "a highest key",
    "hand_span": "a hand span",
}
"""The fields of GenerationSettings that not every family follows, with what to call them."""

_FOLLOWED: dict[str, frozenset[str]] = {
    "classic": frozenset(),
    "expressive": frozenset(CONTROLS),
}
_DEFAULTS = {field.name: field.default for field in fields(GenerationSettings)}


def supported(family: str) -> frozenset[str]:
    """Return the names in CONTROLS that a family follows."""
    return _FOLLOWED[family]


def unsupported(family: str, settings: GenerationSettings) -> tuple[str, ...]:
    """Return the names in CONTROLS that `settings` ask for and a family does not follow."""
    return tuple(
        name
        for name in CONTROLS
        if name not in supported(family) and getattr(settings, name) != _DEFAULTS[name]
    )


def without_unsupported(family: str, settings: GenerationSettings) -> GenerationSettings:
    """Return `settings` less what a family does not follow, as where families are compared."""
    left_out: dict[str, Any] = {name: _DEFAULTS[name] for name in unsupported(family, settings)}
    return replace(settings, **left_out)


def why_unsupported(family: str, name: str) -> str:
    """Return the sentence for a control in CONTROLS that a family does not follow."""
    return (
        f"The {family} models cannot follow {CONTROLS[name]} of your choice. "
        "Choose an expressive model for that."
    )


def check_supported(family: str, settings: GenerationSettings) -> None:
    """Raise SettingsError where `settings` ask for what a family does not follow."""
    for name in unsupported(family, settings):
        raise SettingsError(why_unsupported(family, name))
