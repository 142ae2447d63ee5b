"""The settings on disk: one JSON file of nested groups, with the version that wrote it."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from chopin_studio.data_fields import DataError
from chopin_studio.data_files import parse_json, read_bounded
from chopin_studio.files import PRIVATE, FileWriteError, write_text
from chopin_studio.private_folders import make_private_folder
from chopin_studio.settings.definition import Number, Setting, TextList, settings_of
from chopin_studio.settings.migrations import VERSION, migrate, version_of
from chopin_studio.settings.model import AppSettings, subgroups_of
from chopin_studio.texts import translatable

MOST_BYTES = 2**20
"""A hundred times what the settings need; a larger file is none."""

_Group = TypeVar("_Group")


def load_settings(path: Path) -> AppSettings:
    """Read the settings; whatever is missing, damaged or out of range keeps its default.

    A damaged file must never keep a musician from working, so nothing is raised.
    """
    return _read_group(AppSettings, _read(path))


def save_settings(settings: AppSettings, path: Path) -> None:
    """Write the settings in one step; raises FileWriteError where the folder cannot be written.

    What the file has that this version does not know is kept, for the newer one that does.
    """
    try:
        make_private_folder(path.parent)
    except OSError as error:
        raise FileWriteError(
            translatable(
                "The settings cannot be saved in {folder}: {reason}. Check the folder's "
                "permissions or free some space.",
                folder=str(path.parent),
                reason=error.strerror or str(error),
            )
        ) from error
    write_text(path, _text_over(settings, _read(path)), PRIVATE)


def _read(path: Path) -> dict[str, Any]:
    """Read what a file holds in the form of this version; nothing where it cannot be read."""
    try:
        # A NaN is a bad value of one field; as null it costs no other.
        found = parse_json(read_bounded(path, MOST_BYTES), constants=lambda _: None)
    except (OSError, DataError):
        return {}
    return migrate(found) if isinstance(found, dict) else {}


def _read_group(group: type[_Group], found: object) -> _Group:
    """Make a group of what a file holds, with the default for each field that is not right."""
    stored: Mapping[str, Any] = found if isinstance(found, dict) else {}
    kept: dict[str, Any] = {
        setting.name: _as_kept(setting, stored[setting.name])
        for setting in settings_of(group)
        if setting.name in stored and setting.accepts(stored[setting.name])
    }
    for name, inner in subgroups_of(group):
        kept[name] = _read_group(inner, stored.get(name))
    return group(**kept)


def _as_kept(setting: Setting, value: Any) -> Any:  # noqa: ANN401  whatever a setting can be
    """Return a value as its field has it: JSON writes 66.0 as 66, too, and has no tuples."""
    if isinstance(setting, TextList):
        return tuple(value)
    is_fraction = isinstance(setting, Number) and not setting.is_whole
    return float(value) if is_fraction else value


def _text_over(settings: AppSettings, before: Mapping[str, Any]) -> str:
    """Return what to write, with what is unknown in `before` unless it is too deep or too much."""
    with suppress(RecursionError):
        text = _text(settings, before)
        if len(text) <= MOST_BYTES:
            return text
    return _text(settings, {})


def _text(settings: AppSettings, before: Mapping[str, Any]) -> str:
    version = max(version_of(before), VERSION) if before else VERSION
    writer = _Writer(is_newer=version > VERSION)
    written = {"version": version} | writer.write_group(settings, before)
    return json.dumps(written, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes groups over what a file had before.

    Where a newer version wrote the file, a known field may hold what only that one understands:
    it is kept for as long as the setting still has its default here.
    """

    is_newer: bool

    def write_group(self, group: object, before: object) -> dict[str, Any]:
        """Return a group as JSON values: its own first, then what is unknown."""
        had: Mapping[str, Any] = before if isinstance(before, dict) else {}
        written: dict[str, Any] = {}
        for setting in settings_of(type(group)):
            value = getattr(group, setting.name)
            written[setting.name] = self._to_write(setting, value, had)
        for name, _ in subgroups_of(type(group)):
            written[name] = self.write_group(getattr(group, name), had.get(name))
        return written | {name: value for name, value in had.items() if name not in written}

    def _to_write(self, setting: Setting, value: object, had: Mapping[str, Any]) -> object:
        is_foreign = setting.name in had and not setting.accepts(had[setting.name])
        keeps = self.is_newer and is_foreign and value == setting.default
        return had[setting.name] if keeps else value
