"""Let several programs and threads change files of one folder, one at a time."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from chopin_studio.library.take import TakeError

_WAIT_SEC = 5.0
"""How long another may take: a hundred times what writing a record does on a slow disk."""

_LOOK_SEC = 0.002


class Lock:
    """A file that one holder at a time has locked.

    The system lets go of it when the holder dies, however that comes about. It holds off other
    threads too, since each holder opens the file anew.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock while the block runs; TakeError where another keeps it too long.

        Where there can be no such file, in a folder that is read-only or missing, or the system
        knows no locks there, the block runs without.
        """
        with self._opened() as descriptor:
            until = time.monotonic() + _WAIT_SEC
            while descriptor is not None and _try(descriptor) is _Answer.TAKEN:
                if time.monotonic() > until:
                    raise TakeError(
                        "Another window of Chopin Studio keeps the takes busy. "
                        "Close it and try again."
                    )
                time.sleep(_LOOK_SEC)
            yield

    @contextmanager
    def tried(self) -> Iterator[bool]:
        """Hold the lock while the block runs if nobody else does; tell whether that is certain."""
        with self._opened() as descriptor:
            yield descriptor is not None and _try(descriptor) is _Answer.HELD

    @contextmanager
    def _opened(self) -> Iterator[int | None]:
        """Open the file; None where there can be none."""
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            descriptor = None
        try:
            yield descriptor
        finally:
            if descriptor is not None:
                os.close(descriptor)  # which unlocks it


class _Answer(Enum):
    """What the system says to one who asks for a lock."""

    HELD = "held"
    TAKEN = "taken"
    UNKNOWN = "unknown"  # some network drives know no locks


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
