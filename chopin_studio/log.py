"""The log: what the program did, for whoever looks for the cause of a fault.

It names the versions and the system at each start, models found and refused, outputs opened and
lost, generation with its model and settings, exports with their format, unexpected errors with
their traceback, and warnings of Qt. Notes, seeds of the user's own, tags and comments are never
written to it; the title of a take may stand in a message that is. It stays on this machine, and
only its owner may read it.

Modules log through `logging.getLogger(__name__)`; the composition roots alone begin a log.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import platform
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

from chopin_studio import __version__
from chopin_studio.private_folders import make_private_folder

MAX_BYTES = 512 * 1024
KEPT_FILES = 3
"""A new log is started at MAX_BYTES; so many files are kept, including the current one."""

QT_LOGGER = "qt"
"""The logger of Qt's own messages, which go to stderr at every level, as Qt sends them."""

_FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"
_CRASH_SUFFIX = ".crash"
_MAX_TOLD_BYTES = 64 * 1024

_log = logging.getLogger(__name__)


@contextmanager
def logging_to(path: Path) -> Iterator[None]:
    """Write what is logged to `path`, and warnings and errors to stderr too, until the end.

    A log that cannot be written is done without: nothing is raised, and nothing waits.
    """
    root, level = logging.getLogger(), logging.getLogger().level
    handlers = (LogFile(path), _Stderr())
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(logging.INFO)
    hook, threading.excepthook = threading.excepthook, _log_thread_error
    _log.info("%s", "; ".join(versions()))
    try:
        yield
    finally:
        threading.excepthook = hook
        root.setLevel(level)
        for handler in handlers:
            root.removeHandler(handler)
            with suppress(OSError):  # of what a full disk did not take
                handler.close()


def versions() -> tuple[str, ...]:
    """Return the versions of program and Python, and the system."""
    return (
        f"Chopin Studio {__version__}",
        f"Python {platform.python_version()}",
        platform.platform(),
    )


def last_lines(path: Path, most: int = 100) -> str:
    """Return the end of a log; empty where there is none that can be read."""
    try:
        with os.fdopen(_open_file(path, os.O_RDONLY), "rb") as file:
            file.seek(max(os.fstat(file.fileno()).st_size - _MAX_TOLD_BYTES, 0))
            lines = file.read(_MAX_TOLD_BYTES).decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-most:])


def crash_file(log: Path) -> Path:
    """Return where the stack of a crash in native code goes: a file beside the log."""
    return log.with_suffix(_CRASH_SUFFIX)


@contextmanager
def crashes_to(path: Path) -> Iterator[None]:
    """Have a crash in native code write the Python stack of every thread to `path`.

    The file is opened at once, since a process that crashes can open none. Nothing is raised
    where it cannot be.
    """
    try:
        descriptor = _open_private(path)
    except OSError:
        yield
        return
    faulthandler.enable(descriptor)
    try:
        yield
    finally:
        faulthandler.disable()
        os.close(descriptor)


def log_former_crash(log: Path) -> None:
    """Move what a crash left in the crash file to the log."""
    path = crash_file(log)
    if told := last_lines(path):
        _log.error("Chopin Studio crashed earlier:\n%s", told)
        with suppress(OSError):
            os.truncate(path, 0)


class LogFile(RotatingFileHandler):
    """A rotating file that only its owner may read, and whose failures disturb nobody."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=MAX_BYTES, backupCount=KEPT_FILES - 1, encoding="utf-8", delay=True
        )
        self.setFormatter(logging.Formatter(_FORMAT))

    def _open(self) -> IO[str]:  # type: ignore[override]  # all that is written to is text
        descriptor = _open_private(Path(self.baseFilename))
        return os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace")

    def shouldRollover(self, record: logging.LogRecord) -> bool:  # noqa: N802
        """Tell whether the file is full; take up the new one where another process began it."""
        if self.stream is not None and not self._is_current(self.stream):
            self.stream.close()
            self.stream = None  # opened where it is needed next
        return bool(super().shouldRollover(record))

    def _is_current(self, stream: IO[str]) -> bool:
        try:
            return os.path.samestat(os.fstat(stream.fileno()), Path(self.baseFilename).stat())
        except OSError:
            return False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Go on without: a full disk must not keep anybody from playing."""


class _Stderr(logging.StreamHandler[IO[str]]):
    """Shows warnings and errors where the program was begun, and whatever Qt says."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Leave out what is of no use to somebody at a terminal."""
        return record.levelno >= logging.WARNING or record.name == QT_LOGGER

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Go on without: a windowed app may have no stderr."""


def _open_private(path: Path) -> int:
    """Open a file to append to, for its owner alone; OSError where that cannot be done."""
    make_private_folder(path.parent)
    descriptor = _open_file(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with suppress(OSError):  # on a file system that knows no owners
        path.chmod(0o600)
    return descriptor


def _open_file(path: Path, flags: int) -> int:
    """Open a file that is really one: a pipe in its place would make the program wait."""
    flags |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(f"{path} is not a file")
    return descriptor


def _log_thread_error(error: threading.ExceptHookArgs) -> None:
    """Log what a thread ended with."""
    if error.exc_value is not None and not issubclass(error.exc_type, SystemExit):
        _log.error("a thread failed", exc_info=error.exc_value)
