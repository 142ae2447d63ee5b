"""Waiting for what another thread or process brings, as long as a busy machine may need."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

PATIENCE_SEC = 60
"""How long a test waits before it calls something missing: what comes soon costs no time."""

PROGRAM_PATIENCE_SEC = 600
"""How long a test lets a program run that it starts: on a busy machine it starts for a minute."""


def eventually(holds: Callable[[], bool], every_sec: float = 0.002) -> bool:
    """Wait for something to become true, as short as possible; tell whether it did."""
    give_up = time.monotonic() + PATIENCE_SEC
    while not holds():
        if time.monotonic() > give_up:
            return False
        time.sleep(every_sec)
    return True


def ended(*threads: threading.Thread) -> bool:
    """Wait for threads to end; tell whether all did."""
    give_up = time.monotonic() + PATIENCE_SEC
    for thread in threads:
        thread.join(max(give_up - time.monotonic(), 0))
    return not any(thread.is_alive() for thread in threads)


@contextmanager
def running(words: Sequence[object], **settings: Any) -> Iterator[subprocess.Popen[Any]]:
    """Run a program for the length of a block, and no longer than PROGRAM_PATIENCE_SEC.

    It is killed then, so that a test which reads what it prints goes on, and finds an end.
    """
    with subprocess.Popen([str(word) for word in words], **settings) as process:
        killer = threading.Timer(PROGRAM_PATIENCE_SEC, process.kill)
        killer.start()
        try:
            yield process
        finally:
            killer.cancel()
            process.kill()
