"""What several tests do to a window, and wait for."""

import time
from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts, application, begin, build_window
from chopin_studio.library.take import Take
from chopin_studio.ui.main.main_window import MainWindow


def opened(qtbot: QtBot, parts: Parts) -> MainWindow:
    """Open a window of `parts`, ready to be used."""
    window = build_window(application(), parts)
    qtbot.addWidget(window)
    window.restore()
    with qtbot.waitExposed(window):
        window.show()
    begin(window)
    qtbot.waitUntil(lambda: not window.output_model.opening)
    return window


def press_generate(window: MainWindow) -> None:
    """Click the button."""
    QTest.mouseClick(window.compose.generate_button, Qt.MouseButton.LeftButton)


def made_so_far(window: MainWindow) -> int:
    """Count the notes of all takes that are being made."""
    return sum(draft.step_count for draft in window.generation.drafts)


def wait_for_takes(qtbot: QtBot, window: MainWindow, number: int) -> None:
    """Wait until so many takes are kept and no more are being made."""
    qtbot.waitUntil(
        lambda: not window.generation.is_generating and len(window.session.library.takes) == number,
    )


def without_figures(takes: Iterable[Take]) -> list[Take]:
    """Return takes as their user sees to them: the figure of originality may come at any time."""
    return [replace(take, originality=None) for take in takes]


class Heartbeat(QObject):
    """Ticks in the event loop, counts, and remembers the longest gap less the interval asked for.

    Much faster ticks would make the generator wait for Python's lock, and measure themselves.
    """

    INTERVAL_MS = 10

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.longest_gap_sec = 0.0
        self.beats = 0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(self.INTERVAL_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        gap_sec = now - self._last - self.INTERVAL_MS / 1000
        self.longest_gap_sec = max(self.longest_gap_sec, gap_sec)
        self.beats += 1
        self._last = now
