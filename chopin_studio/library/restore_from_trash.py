"""Bring a take's folder back from the system's trash."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from chopin_studio.library.take import TakeError, TakeGoneError
from chopin_studio.library.take_folder import reason
from chopin_studio.texts import translatable


def move_out_of_trash(folder: Path, place: Path) -> None:
    """Move a folder from the trash to its place, as a whole or not at all.

    Raises TakeGoneError where it is not in the trash any more, TakeError where there is another
    in its place or it cannot be moved.
    """
    if not folder.is_dir():
        raise TakeGoneError(
            translatable("The take is no longer in the trash: {folder} is gone.", folder=folder)
        )
    if place.exists():
        raise TakeError(
            translatable(
                "There is already a take in {folder}. Rename that folder and try again.",
                folder=place,
            )
        )
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _move(folder, place)
    except OSError as error:
        raise TakeError(
            translatable(
                "The take cannot be restored to {folder}: {reason}. Free some disk space or check "
                "the folder's permissions; the take is in {trashed}.",
                folder=place.parent,
                reason=reason(error),
                trashed=folder,
            )
        ) from error


def _move(folder: Path, place: Path) -> None:
    """Rename a folder; where the trash is on another disk, copy it to a temporary folder first.

    Links are copied as links: what they lead to is no part of the take.
    """
    with suppress(OSError):
        folder.rename(place)
        return
    if folder.is_symlink():
        place.symlink_to(folder.readlink())
        folder.unlink(missing_ok=True)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    try:
        shutil.copytree(folder, aside, symlinks=True, dirs_exist_ok=True)
        aside.rename(place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
