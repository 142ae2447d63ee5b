"""Keep native libraries from writing to the terminal."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_STDERR = 2
_redirecting = threading.Lock()  # the descriptor belongs to the process, hence one lock for all


@contextmanager
def hushed_stderr() -> Iterator[None]:
    """Discard what is written to the standard error descriptor meanwhile.

    ALSA and JACK print pages about a missing device, which the app reports in one sentence, and
    offer no common way to stop that. Keep the time short: it affects every thread.
    """
    with _redirecting:
        try:
            kept = os.dup(_STDERR)
        except OSError:  # a windowed app may have no standard error at all
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, _STDERR)
            yield
        finally:
            os.dup2(kept, _STDERR)
            os.close(kept)
            os.close(nowhere)
