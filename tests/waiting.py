"""Waiting for what another thread or process brings, as long as a busy machine may need."""

import time
from collections.abc import Callable

PATIENCE_SEC = 60
"""How long a test waits before it calls something missing: what comes soon costs no time."""


def eventually(holds: Callable[[], bool], every_sec: float = 0.002) -> bool:
    """Wait for something to become true, as short as possible; tell whether it did."""
    give_up = time.monotonic() + PATIENCE_SEC
    while not holds():
        if time.monotonic() > give_up:
            return False
        time.sleep(every_sec)
    return True
