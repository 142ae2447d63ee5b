"""No way of ending leaves a note: the signals and errors that come from outside."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts, signal_watch
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.playback.transport import PlaybackState
from tests.fakes import open_notes
from tests.ui.conftest import OpenWindow
from tests.ui.fakes import FakePorts, note_at
from tests.waiting import running

ROOT = Path(__file__).parents[3]


POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
NUMBERS = [getattr(signal, name, None) for name in ("SIGTERM", "SIGINT", "SIGHUP")]


@POSIX
@pytest.mark.parametrize("number", NUMBERS)
def test_a_signal_in_mid_note_silences_and_releases_the_output(
    tmp_path: Path, number: signal.Signals
) -> None:
    with running(
        [sys.executable, "-m", "tests.ui.main.ended_by_signal", tmp_path],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "sounding\n"
        process.send_signal(number)
        assert process.wait(60) == 0
    messages, closed = json.loads((tmp_path / "sent.json").read_text())
    assert not open_notes([tuple(message) for message in messages])
    assert [m[2] for m in messages if m[:2] == [0xB0, 64]][-1] == 0
    assert [0xB0, 120, 0] in messages
    assert closed


@POSIX
@pytest.mark.parametrize("how", ["sleep", "read", "compute", "lock", "pool"])
def test_a_signal_ends_and_silences_a_program_that_hangs(tmp_path: Path, how: str) -> None:
    number = NUMBERS[2] if how == "sleep" else signal.SIGTERM
    with running(
        [sys.executable, "-m", "tests.ui.main.stuck_process", tmp_path, how],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "hangs\n"
        process.send_signal(number)
        assert process.wait(60) == 128 + number
    sent = [json.loads(line) for line in (tmp_path / "sent").read_text().splitlines()]
    messages = [tuple(message) for message in sent if message != "closed"]
    assert messages
    assert not open_notes(messages)
    assert (0xB0, 120, 0) in messages
    assert "closed" in sent
    assert "in hang" in (tmp_path / "log").read_text() or how == "pool"


class SignalledWhilePainted(QWidget):
    """Has the process get a signal in the middle of its first painting."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.resize(20, 20)
        self.window_was_there: bool | None = None
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self.window_was_there is None:
            signal.raise_signal(signal.SIGTERM)
            self.window_was_there = self.window().isVisible()


def test_a_signal_in_the_middle_of_painting_closes_the_window_only_after_it(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    with signal_watch(window):
        painted = SignalledWhilePainted(window)
        qtbot.waitUntil(lambda: painted.window_was_there is not None)
        assert painted.window_was_there
        qtbot.waitUntil(lambda: not window.isVisible())


def test_panic_works_where_the_output_fails_and_where_nothing_plays(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, ports: FakePorts
) -> None:
    window = open_window(parts)
    output = ports.opened[0]
    window.actions_.panic.trigger()
    assert output.panics == 1
    music = Excerpt(tuple(note_at(step) for step in range(64)), pedals=(PedalChange(0, 127),))
    window.session.show_excerpt(music)
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: bool(output.note_ons))
    output.broken = True
    window.actions_.panic.trigger()
    assert output.panics == 2
    assert window.playback.state is PlaybackState.PAUSED


def test_panic_silences_an_audition_too(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, ports: FakePorts
) -> None:
    window = open_window(parts)
    window.roll.key_clicked.emit(60)
    qtbot.waitUntil(lambda: bool(ports.opened[0].open_notes))
    window.actions_.panic.trigger()
    assert not ports.opened[0].open_notes


def test_an_error_in_the_player_thread_silences_and_is_told(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, ports: FakePorts
) -> None:
    window = open_window(parts)
    window.session.show_excerpt(Excerpt(tuple(note_at(step) for step in range(64))))
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: bool(ports.opened[0].open_notes))

    def defect(now: float) -> None:
        raise ZeroDivisionError

    window.playback.transport.player.advance = defect  # type: ignore[method-assign]
    qtbot.waitUntil(lambda: bool(window.messages.texts))
    assert "because of an error" in window.messages.texts[0]
    assert not ports.opened[0].open_notes
