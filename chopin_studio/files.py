"""Write files so that a full disk or a crash never leaves a half-written one."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chopin_studio.errors import StudioError


class FileWriteError(StudioError):
    """A file could not be written; whatever stood at its path before is untouched."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path`; on success rename it to `path`, else remove it.

    The temporary name keeps the extension, since some writers choose a format by it. Raises
    FileWriteError where the folder is missing, read-only or full.
    """
    path = Path(path)
    try:
        descriptor, name = tempfile.mkstemp(
            prefix=f".{path.stem[:40]}-", suffix=path.suffix, dir=path.parent
        )
        os.close(descriptor)
    except OSError as error:
        raise _write_error(path, error) from error
    temporary = Path(name)
    try:
        yield temporary
        _sync(temporary)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise _write_error(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one step: afterwards the file is whole or as it was."""
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def write_text(path: Path, text: str) -> None:
    """Write `text` to `path` as UTF-8 in one step."""
    write_bytes(path, text.encode())


def make_folder(path: Path) -> None:
    """Make a folder and those above it where they are missing; FileWriteError where it cannot."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileWriteError(f"Cannot make {path}: {error.strerror}. Choose another.") from error


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


def _sync(path: Path) -> None:
    """Force the file to disk, so that the rename never outruns its content."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _umask() -> int:
    """Read the process's umask, which mkstemp ignores."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


_REMEDIES = {
    errno.ENAMETOOLONG: "Choose a shorter name.",
    errno.EISDIR: "Give the name of a file in it.",
    errno.ENOSPC: "Free some space or choose another folder.",
}


def _write_error(path: Path, error: OSError) -> FileWriteError:
    reason = error.strerror or str(error)
    remedy = _REMEDIES.get(error.errno or 0, "Choose another folder.")
    return FileWriteError(f"Cannot write {path}: {reason}. {remedy}")
