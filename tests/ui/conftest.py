"""A real window on fakes: no model, no sound card and no MIDI device is needed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.settings.model import AppSettings
from chopin_studio.ui.main.main_window import MainWindow
from tests.app_settings import settings_with
from tests.ui.driving import opened
from tests.ui.fakes import FakePorts, SlowGenerator, make_parts
from tests.ui.patience import patient_bot  # noqa: F401

OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def generator() -> SlowGenerator:
    """Return the fake engine; it can be told how fast to be."""
    return SlowGenerator()


@pytest.fixture
def ports() -> FakePorts:
    """Return the MIDI ports of an imagined machine; a test adds and removes names."""
    return FakePorts()


@pytest.fixture
def parts(tmp_path: Path, generator: SlowGenerator, ports: FakePorts) -> Parts:
    """Return everything that a window is made of."""
    return make_parts(tmp_path / "takes", generator, ports)


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[OpenWindow]:
    """Return a function that opens a window of the parts; every window is closed in the end."""
    windows: list[MainWindow] = []

    def open_one(parts: Parts) -> MainWindow:
        window = opened(qtbot, parts)
        windows.append(window)
        return window

    yield open_one
    for window in windows:
        window.close()


@pytest.fixture
def settings() -> AppSettings:
    """Return settings for short takes; the fake engine's are all alike."""
    return settings_with(
        {"generation.notes": 12, "playback.auto_play": False, "generation.different_takes": False}
    )
