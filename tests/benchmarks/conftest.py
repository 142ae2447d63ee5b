"""Collect figures, so that one test can put two rivals of the same run in proportion."""

from importlib.util import find_spec

import pytest

# Figures of the window; without Qt there is none.
collect_ignore = [] if find_spec("PySide6") else ["test_playback.py", "test_takes_list.py"]


@pytest.fixture(scope="session")
def medians():
    """By bundle id: the engine's median seconds a note, and what its rival is to be told."""
    return {}


@pytest.fixture(scope="session")
def report_lines():
    """Lines to print when all is measured."""
    lines = []
    yield lines
    print("\n" + "\n".join(lines))
