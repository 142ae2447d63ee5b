"""Settings for tests, by the paths that `all_settings` names them by."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chopin_studio.settings.model import AppSettings, all_settings

SETTINGS = dict(all_settings())


def settings_with(values: Mapping[str, Any]) -> AppSettings:
    """Return the settings of a first launch but for some, such as `generation.notes`."""
    return changed(AppSettings(), values)


def changed(settings: AppSettings, values: Mapping[str, Any]) -> AppSettings:
    """Return settings with other values at some paths, each of which a setting must have."""
    for path, value in values.items():
        assert path in SETTINGS, path
        settings = _with_value(settings, path.split("."), value)
    return settings


def value_at(settings: AppSettings, path: str) -> Any:
    """Return the value at a path."""
    found: Any = settings
    for name in path.split("."):
        found = getattr(found, name)
    return found


def _with_value(group: Any, names: list[str], value: Any) -> Any:
    first, *rest = names
    inner = _with_value(getattr(group, first), rest, value) if rest else value
    return replace(group, **{first: inner})
