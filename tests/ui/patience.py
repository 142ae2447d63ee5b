"""Waiting in the event loop, as long as a busy machine may need."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.waiting import PATIENCE_SEC

PATIENCE_MS = 1000 * PATIENCE_SEC


class PatientBot(QtBot):
    """A pytest-qt bot that gives whatever is waited for PATIENCE_MS, not five seconds."""

    def waitUntil(  # noqa: N802
        self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS
    ) -> None:
        """Wait until `callback` gives anything but False."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802
        self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any
    ) -> Any:
        """Return a context manager that waits for a signal."""
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE_MS) -> Any:  # noqa: N802
        """Return a context manager that waits for a window to be on the screen."""
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture(name="qtbot")
def patient_bot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Return a bot that waits patiently."""
    return PatientBot(request)
