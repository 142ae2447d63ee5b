"""The system's trash: what is thrown away there can be fetched back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFile, QStandardPaths


@dataclass(frozen=True, slots=True)
class Trashed:
    """A folder is in the trash; `place` is where, None where the trash does not tell."""

    place: Path | None


MoveToTrash = Callable[[Path], Trashed | None]


def move_to_trash(folder: Path) -> Trashed | None:
    """Move a folder to the system's trash; None where that cannot be done."""
    # On Linux the trash is in the user's folder for data, without which Qt does not make one.
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    with suppress(OSError):
        Path(data).mkdir(parents=True, exist_ok=True)
    file = QFile(str(folder))  # Qt's function that takes a name loses the place in Python
    if not file.moveToTrash():
        return None
    place = file.fileName()
    return Trashed(Path(place) if place and Path(place) != folder else None)


def forget_trashed(place: Path) -> None:
    """Drop what the trash noted of a folder that was at `place` and is so no more.

    Linux desktops keep a note beside the thing, and would list it for ever; others do not.
    """
    note = place.parent.parent / "info" / f"{place.name}.trashinfo"
    with suppress(OSError):
        note.unlink(missing_ok=True)
