"""Let several programs and threads change files of one folder, one at a time."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
        descriptor = self._open()
        if descriptor is None:
            yield
            return
        try:
            self._wait_for(descriptor)
            yield
        finally:
            os.close(descriptor)  # which unlocks it

    def _open(self) -> int | None:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            return None

    def _wait_for(self, descriptor: int) -> None:
        until = time.monotonic() + _WAIT_SEC
        while not _take(descriptor):
            if time.monotonic() > until:
                raise TakeError(
                    "Another window of Chopin Studio keeps the takes busy. Close it and try again."
                )
            time.sleep(_LOOK_SEC)


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        """Lock an open file; False where another has it."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(descriptor: int) -> bool:
        """Lock an open file; False where another has it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # some network drives know no locks
            return True
        return True
