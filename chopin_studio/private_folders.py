"""Folders of the user's own, which nobody else on the machine may read."""

import os
import stat
from contextlib import suppress
from pathlib import Path

PRIVATE_FOLDER = 0o700
"""The mode of a folder for its owner alone."""

_OTHERS = 0o077
_NOT_FOLLOWED = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def make_private_folder(folder: Path) -> None:
    """Make a folder for its owner alone, and those above it, where missing; raises OSError.

    One that is there already, with all in it, is made private by `keep_private`.
    """
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def keep_private(folder: Path) -> None:
    """Take from everybody but the owner the rights to a folder and to all that lies in it.

    No link is followed, and what belongs to another user stays as it is. Nothing happens in a
    folder that is private already, since nobody else gets to what lies in it; and nothing where
    the system knows no such rights, as on Windows.
    """
    if os.name != "posix" or not _is_open_to_others(folder):
        return
    # The folder itself comes last, so that what was interrupted begins anew next time.
    with suppress(OSError):
        for _, _, names, descriptor in os.fwalk(folder, topdown=False, follow_symlinks=False):
            for name in names:
                keep_file_private(Path(name), descriptor)
            _tighten(descriptor)


def keep_file_private(path: Path, folder: int | None = None) -> None:
    """Take the rights to a file from everybody but its owner; it may be named from a `folder`.

    Anything but an ordinary file stays as it is, and so does what a link leads to.
    """
    if os.name != "posix":
        return
    with suppress(OSError):
        status = os.stat(path, dir_fd=folder, follow_symlinks=False)
        if not stat.S_ISREG(status.st_mode) or not status.st_mode & _OTHERS:
            return
        descriptor = os.open(path, _NOT_FOLLOWED, dir_fd=folder)
        try:
            _tighten(descriptor)
        finally:
            os.close(descriptor)


def _is_open_to_others(folder: Path) -> bool:
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and bool(status.st_mode & _OTHERS)


def _tighten(descriptor: int) -> None:
    """Take the rights of all others from an open file or folder of this user's."""
    status = os.fstat(descriptor)
    if status.st_uid == os.geteuid() and status.st_mode & _OTHERS:
        os.fchmod(descriptor, stat.S_IMODE(status.st_mode) & ~_OTHERS)
