"""Files in the making: without a name where the system can have such, else under a hidden one.

A file without a name is gone when its program ends, however that comes about: killed, crashed, or
by a power cut. Linux has them on its usual file systems. Elsewhere the name tells what it is, and
what was left under one is removed by `remove_unfinished` a day later.
"""

import os
import re
import secrets
import stat
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

KEPT_SEC = 24 * 60 * 60
"""How long what was left stays: another program may be at work on it, and none takes a day."""

UNFINISHED = re.compile(r"\..*\.chopin-studio-[0-9a-f]{16}\.part", re.DOTALL)
_OLDER_ENDING = re.compile(r"-(?=[a-z]*[0-9_])[a-z0-9_]{8}")
"""What versions before put between stem and extension; one without a digit could be a word."""

_PRIVATE_MODE = 0o600
_LONGEST_STEM = 40
_DESCRIPTORS = Path("/proc/self/fd")


class UnfinishedFile:
    """A file that takes the place of `target` by `finish`, and is gone after the block without.

    `file` is open for writing and reading. `mode` is what the user's umask is taken off. Whatever
    the system refuses is an OSError.
    """

    def __init__(self, target: Path, mode: int) -> None:
        self._target = target
        self._folder = target.parent
        self._name: Path | None = None
        descriptor = nameless(self._folder, mode)
        if descriptor is None:
            self._name = self._hidden_name()
            descriptor = os.open(self._name, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, mode)
        self.file: BinaryIO = os.fdopen(descriptor, "w+b")

    def __enter__(self) -> "UnfinishedFile":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):  # what could not be written can't be at the end either
            self.file.close()
        if self._name is not None:
            self._name.unlink(missing_ok=True)

    def finish(self) -> None:
        """Force the file to disk, and only then give it its name, in one step."""
        self.file.flush()
        os.fsync(self.file.fileno())
        if self._name is None:
            name = self._hidden_name()
            _name_file(self.file.fileno(), name)
            self._name = name
        self.file.close()  # Windows renames no open file
        self._name.replace(self._target)
        self._name = None

    def _hidden_name(self) -> Path:
        stem = self._target.name[:_LONGEST_STEM]
        return self._folder / f".{stem}.chopin-studio-{secrets.token_hex(8)}.part"


def remove_unfinished(target: Path) -> None:
    """Remove what programs that died long ago left in the folder of `target`.

    That is whatever has a name that `UnfinishedFile` gives, and what versions before it left of
    `target` itself. What cannot be removed stays.
    """
    older = re.compile(
        re.escape(f".{target.stem[:_LONGEST_STEM]}")
        + _OLDER_ENDING.pattern
        + re.escape(target.suffix)
    )
    oldest = time.time() - KEPT_SEC
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if not entry.name.startswith("."):
                continue
            if UNFINISHED.fullmatch(entry.name):
                _remove_if_old(entry, oldest)
            elif older.fullmatch(entry.name):
                _remove_if_old(entry, oldest, mode=_PRIVATE_MODE)


def _remove_if_old(entry: os.DirEntry[str], oldest: float, mode: int | None = None) -> None:
    """Remove a file of this user's, of this mode where one is named: no link, no folder."""
    with suppress(OSError):
        status = entry.stat(follow_symlinks=False)
        is_ours = not hasattr(os, "getuid") or status.st_uid == os.getuid()
        is_like_ours = mode is None or os.name != "posix" or stat.S_IMODE(status.st_mode) == mode
        is_file = stat.S_ISREG(status.st_mode)
        if is_file and is_ours and is_like_ours and status.st_mtime < oldest:
            Path(entry.path).unlink()


_BINARY = getattr(os, "O_BINARY", 0)


def nameless(folder: Path, mode: int) -> int | None:
    """Open a new file without a name on the disk of `folder`; None where there can be none.

    Where it fails for another reason, such as a full disk, opening one with a name says so.
    """
    if not hasattr(os, "O_TMPFILE") or not _DESCRIPTORS.is_dir():
        return None
    with suppress(OSError):
        return os.open(folder, os.O_RDWR | os.O_TMPFILE, mode)
    return None


def _name_file(descriptor: int, name: Path) -> None:
    """Give a file without a name one."""
    folder = os.open(name.parent, os.O_RDONLY)
    try:
        # Only with a folder's descriptor does Python follow the link that /proc has of the file.
        os.link(_DESCRIPTORS / str(descriptor), name.name, dst_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)
