"""No way of ending leaves a note: the signals and errors that come from outside."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.playback.transport import PlaybackState
from tests.fakes import open_notes
from tests.ui.conftest import OpenWindow
from tests.ui.fakes import FakePorts, note_at

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_in_mid_note_silences_and_releases_the_output(
    tmp_path: Path, number: signal.Signals
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.ended_by_signal", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "sounding\n"
        process.send_signal(number)
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.wait()
    messages, closed = json.loads((tmp_path / "sent.json").read_text())
    assert not open_notes([tuple(message) for message in messages])
    assert [m[2] for m in messages if m[:2] == [0xB0, 64]][-1] == 0
    assert [0xB0, 120, 0] in messages
    assert closed


def test_panic_works_where_the_output_fails_and_where_nothing_plays(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, ports: FakePorts
) -> None:
    window = open_window(parts)
    output = ports.opened[0]
    window.actions_.panic.trigger()
    assert output.panics == 1
    music = Excerpt(tuple(note_at(step) for step in range(64)), pedals=(PedalChange(0, 127),))
    window.studio.show_excerpt(music)
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
    window._sound_key(60)
    qtbot.waitUntil(lambda: bool(ports.opened[0].open_notes))
    window.actions_.panic.trigger()
    assert not ports.opened[0].open_notes


def test_an_error_in_the_player_thread_silences_and_is_told(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, ports: FakePorts
) -> None:
    window = open_window(parts)
    window.studio.show_excerpt(Excerpt(tuple(note_at(step) for step in range(64))))
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: bool(ports.opened[0].open_notes))

    def defect(tick: int, due: float) -> None:
        raise ZeroDivisionError

    window.playback.transport._player._pass = defect  # type: ignore[method-assign]
    qtbot.waitUntil(lambda: bool(window.messages.texts))
    assert "error of the program" in window.messages.texts[0]
    assert not ports.opened[0].open_notes
