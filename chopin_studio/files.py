"""Write files so that a full disk or a crash never leaves a half-written one."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from chopin_studio.errors import StudioError
from chopin_studio.texts import Text, translatable
from chopin_studio.unfinished_files import UnfinishedFile, remove_unfinished

SHARED, PRIVATE = 0o666, 0o600
"""Modes of a file: as the user's umask has it, and for the user alone."""


class FileWriteError(StudioError):
    """A file could not be written; whatever stood at its path before is untouched."""


@contextmanager
def replacing(path: Path, mode: int = SHARED) -> Iterator[BinaryIO]:
    """Yield an open file that takes the place of `path` once it is whole and on disk.

    A link is written through: what it leads to is replaced, and the link stays. Where the block
    raises anything, the old file stays as it was and nothing else is left; an OSError becomes a
    FileWriteError. Raises that too where the folder is missing, read-only or full, and where
    `path` is a folder, pipe or device.
    """
    path = Path(path)
    target = output_file(path)
    try:
        with UnfinishedFile(target, mode) as unfinished:
            yield unfinished.file
            unfinished.finish()
    except OSError as error:
        raise _write_error(path, target.parent, error) from error
    remove_unfinished(target)


def write_bytes(path: Path, data: bytes, mode: int = SHARED) -> None:
    """Write `data` to `path` in one step: afterwards the file is whole or as it was."""
    with replacing(path, mode) as file:
        file.write(data)


def write_text(path: Path, text: str, mode: int = SHARED) -> None:
    """Write `text` to `path` as UTF-8 in one step."""
    write_bytes(path, text.encode(), mode)


def output_file(path: Path) -> Path:
    """Return the file that is written for `path`: itself, or what it leads to as a link.

    Raises FileWriteError where that is a folder, pipe or device, or can't be a file.
    """
    try:
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        kind = path.stat().st_mode
    except FileNotFoundError:
        return target
    except OSError as error:
        raise _write_error(path, path.parent, error) from error
    except ValueError as error:  # a zero byte in the name
        raise FileWriteError(
            translatable("Cannot write a file of that name. Choose another name.")
        ) from error
    if stat.S_ISDIR(kind):
        raise FileWriteError(
            translatable("{path} is a folder. Enter the name of a file in it.", path=path)
        )
    if not stat.S_ISREG(kind):
        raise FileWriteError(
            translatable(
                "{path} is a pipe or a device, not a file. Enter the name of a file.", path=path
            )
        )
    return target


def make_folder(path: Path) -> None:
    """Make a folder and those above it where they are missing; FileWriteError where it cannot."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileWriteError(
            translatable(
                "The folder {path} cannot be created: {reason}. Choose another.",
                path=path,
                reason=error.strerror,
            )
        ) from error


def sync_folder(path: Path) -> None:
    """Force to disk which names a folder has, so that a power cut undoes no rename in it.

    Nothing happens where the system cannot, as on Windows and some network drives.
    """
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write_error(path: Path, folder: Path, error: OSError) -> FileWriteError:
    """Make the error for a file that could not be written into `folder`.

    It is called what the user called it: the system's own words may name a hidden one.
    """
    reason = _reason(error, folder.absolute())
    return FileWriteError(translatable("Cannot write {path}: {reason}", path=path, reason=reason))


def _reason(error: OSError, folder: Path) -> Text:
    """Say what a refusal means for whoever asked for a file in `folder`, and what to do."""
    match error.errno:
        case errno.ENOSPC:
            return translatable(
                "the disk that holds {folder} is full. Free some space or choose another folder.",
                folder=folder,
            )
        case errno.EDQUOT:
            return translatable(
                "you may use no more of the disk that holds {folder}. Free some space or choose "
                "another folder.",
                folder=folder,
            )
        case errno.EFBIG:
            return translatable(
                "the disk that holds {folder} takes no file that large. Choose another folder.",
                folder=folder,
            )
        case errno.EROFS:
            return translatable(
                "the disk that holds {folder} is read-only. Choose another folder.", folder=folder
            )
        case errno.EACCES | errno.EPERM:
            return translatable("permission denied. Choose another folder.")
        case errno.ENOENT:
            return translatable(
                "there is no folder {folder}. Create it or choose another.", folder=folder
            )
        case errno.ENOTDIR:
            return translatable("{folder} is not a folder. Choose another.", folder=folder)
        case errno.ELOOP:
            return translatable("it is a link that leads to itself. Choose another name.")
        case errno.ENAMETOOLONG:
            return translatable("its name is too long. Choose a shorter name.")
    return translatable(
        "{reason}. Choose another folder.", reason=error.strerror or "the system refused"
    )
