"""Bring a take's folder back from the system's trash."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from chopin_studio.library.take import TakeError, TakeGoneError
from chopin_studio.library.take_folder import reason


def move_out_of_trash(folder: Path, place: Path) -> None:
    """Move a folder from the trash to its place, whole or not at all.

    Raises TakeGoneError where it is not in the trash any more, TakeError where there is another
    in its place or it cannot be moved.
    """
    if not folder.is_dir():
        raise TakeGoneError(f"The take is not in the trash any more: {folder} is gone.")
    if place.exists():
        raise TakeError(f"There is a take in {place} already. Rename that folder and try again.")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _move(folder, place)
    except OSError as error:
        raise TakeError(
            f"The take cannot be brought back to {place.parent}: {reason(error)}. Free some space "
            f"or mend the folder's rights; the take is in {folder}."
        ) from error


def _move(folder: Path, place: Path) -> None:
    """Rename a folder; where the trash is on another disk, copy it aside first."""
    with suppress(OSError):
        folder.rename(place)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    try:
        shutil.copytree(folder, aside, dirs_exist_ok=True)
        aside.rename(place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
