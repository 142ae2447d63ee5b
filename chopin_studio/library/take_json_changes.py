"""Write over a record what has changed of its take, and nothing else."""

from collections.abc import Mapping
from typing import Any

from chopin_studio.library.take import TakeError
from chopin_studio.texts import translatable

GROUPS = ("marks", "settings")
"""What consists of fields that change each by itself. What else has several is replaced whole: a
report on originality says nothing of music that has another one."""

Fields = Mapping[str, Any]


def with_changes(found: Fields, before: Fields, after: Fields, is_newer: bool) -> dict[str, Any]:
    """Return a record with what has changed from `before` to `after`, as this version writes them.

    Fields that this version does not know, or cannot read, stay as they are. Raises TakeError where
    one has changed that is kept otherwise in a record of a newer version.
    """
    groups = [name for name in GROUPS if isinstance(found.get(name), Mapping)]
    parts = {
        name: dict(found[name]) | _changes(found[name], before[name], after[name], is_newer)
        for name in groups
    }
    alone = {name: value for name, value in after.items() if name not in groups}
    return dict(found) | parts | _changes(found, before, alone, is_newer)


def _changes(found: Fields, before: Fields, after: Fields, is_newer: bool) -> dict[str, Any]:
    changes = {name: value for name, value in after.items() if before[name] != value}
    for name in changes:
        is_read = name == "id" or name not in found or _says(found[name], before[name])
        if is_newer and not is_read:
            raise TakeError(
                translatable(
                    "This take was written by a newer version of Chopin Studio, which keeps its "
                    "{field} in another way. Change it with that version.",
                    field=name.replace("_", " "),
                )
            )
    return changes


def _says(found: object, understood: object) -> bool:
    """Return whether a value on disk is what was understood of it, and perhaps more."""
    if isinstance(found, Mapping) and isinstance(understood, Mapping):
        return all(name in found and found[name] == understood[name] for name in understood)
    return found == understood
