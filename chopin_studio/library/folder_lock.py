"""Let several programs and threads change the files of a folder, one at a time."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from chopin_studio.library.take import TakeError
from chopin_studio.texts import translatable

_WAIT_SEC = 5.0
"""How long to wait for another holder: a hundred times what writing a record takes on a slow disk.
"""

_LOOK_SEC = 0.002


class Lock:
    """A file that one holder at a time has locked.

    The system releases it when the holder dies, for whatever reason. It excludes other threads
    too, since each holder opens the file separately.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock while the block runs; raises TakeError where another keeps it too long.

        Where there can be no such file, in a folder that is read-only or missing, or the system
        does not support locks there, the block runs without.
        """
        with self._opened() as descriptor:
            until = time.monotonic() + _WAIT_SEC
            while descriptor is not None and _try(descriptor) is _Answer.TAKEN:
                if time.monotonic() > until:
                    raise TakeError(
                        translatable(
                            "The takes are in use by another window of Chopin Studio. "
                            "Close it and try again."
                        )
                    )
                time.sleep(_LOOK_SEC)
            yield

    @contextmanager
    def tried(self) -> Iterator[bool]:
        """Hold the lock during the block if nobody else does; yield whether it is surely held."""
        with self._opened() as descriptor:
            yield descriptor is not None and _try(descriptor) is _Answer.HELD

    @contextmanager
    def _opened(self) -> Iterator[int | None]:
        """Open the file; None where there can be none."""
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            descriptor = None
        try:
            yield descriptor
        finally:
            if descriptor is not None:
                os.close(descriptor)  # which unlocks it


class _Answer(Enum):
    """The system's answer to a request for a lock."""

    HELD = "held"
    TAKEN = "taken"
    UNKNOWN = "unknown"  # some network drives do not support locks


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> _Answer:
        """Lock an open file, unless another has it."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return _Answer.TAKEN
        return _Answer.HELD
else:
    import fcntl

    def _try(descriptor: int) -> _Answer:
        """Lock an open file, unless another has it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return _Answer.TAKEN
        except OSError:
            return _Answer.UNKNOWN
        return _Answer.HELD
