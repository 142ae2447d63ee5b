"""Which lines of a reader run, and in which order, while it reads one input."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

Step = tuple[str, int, int]
"""A file, the line before and the line that ran after it."""


def steps_of(run: Callable[[], object], packages: tuple[Path, ...]) -> set[Step]:
    """Return the steps from line to line in modules under `packages` while `run` runs.

    What `run` raises passes through; the steps up to then are lost.
    """
    roots = tuple(str(package) for package in packages)
    steps: set[Step] = set()

    def on_call(frame: FrameType, event: str, _argument: object) -> Callable[..., Any] | None:
        name = frame.f_code.co_filename
        if not name.startswith(roots):
            return None
        before = 0

        def on_line(frame: FrameType, event: str, _argument: object) -> Callable[..., Any]:
            nonlocal before
            if event == "line":
                steps.add((name, before, frame.f_lineno))
                before = frame.f_lineno
            return on_line

        return on_line

    previous = sys.gettrace()
    sys.settrace(on_call)
    try:
        run()
    finally:
        sys.settrace(previous)
    return steps
