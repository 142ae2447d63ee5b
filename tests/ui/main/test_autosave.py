"""What is being made when the program dies is there at the next start."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.session.takes import autosave
from tests.app_settings import settings_with
from tests.ui.conftest import OpenWindow
from tests.ui.driving import press_generate, wait_for_takes
from tests.ui.fakes import FakePorts, SlowGenerator, make_parts
from tests.waiting import running

ROOT = Path(__file__).parents[3]
SEED_NOTES = 8


def growing_in(takes: Path) -> list[Path]:
    return list(takes.glob(".*.growing"))


def shown_when_killed(takes: Path, seconds: float) -> dict[str, int]:
    """Kill a window that generates; return the notes that each take had a while before.

    That is, what it had when it could have been saved last.
    """
    told = []
    with running(
        [sys.executable, "-m", "tests.ui.main.app_to_kill", takes],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told.append(json.loads(line))
            if len(told) >= 10 * seconds and len(told[-1]) == 2:
                break
    late_by = round(10 * autosave.SAVE_MS / 1000) + 3
    shown: dict[str, int] = told[-late_by] if len(told) > late_by else dict.fromkeys(told[-1], 1)
    return shown


@pytest.mark.parametrize("seconds", [0.5, 4.0], ids=["just begun", "a while ago"])
def test_what_was_shown_when_the_program_was_killed_is_kept_and_told_of(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, seconds: float
) -> None:
    takes = tmp_path / "takes"
    shown = shown_when_killed(takes, seconds)
    window = open_window(make_parts(takes, SlowGenerator(), FakePorts()))
    library = window.session.library
    qtbot.waitUntil(lambda: len(library.takes) == len(shown) == 2)
    for take in library.takes:
        assert take.note_count >= SEED_NOTES + shown[take.title]
        assert not take.record.complete
        assert len(library.store.excerpt(take.id).notes) == take.note_count
    assert "2 takes were being generated when Chopin Studio ended" in " ".join(
        window.messages.texts
    )
    assert growing_in(takes) == []


@pytest.fixture
def parts(tmp_path: Path, ports: FakePorts) -> Parts:
    """Return a window whose takes grow for a second."""
    settings = settings_with({"generation.notes": 50, "playback.auto_play": False})
    return make_parts(tmp_path / "takes", SlowGenerator(0.02), ports, settings)


def test_a_take_is_saved_from_its_first_note_on_and_kept_once(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    folder = parts.store.folder_of("x").parent
    press_generate(window)
    qtbot.waitUntil(lambda: len(growing_in(folder)) == 1)
    assert window.session.library.takes == ()
    wait_for_takes(qtbot, window, 1)
    qtbot.waitUntil(lambda: growing_in(folder) == [])
    assert len(parts.store.takes().takes) == 1


def test_a_full_disk_is_told_when_the_take_is_to_be_kept_and_not_before(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(parts)
    told: list[str] = []
    window.session.library.message.connect(lambda message: told.append(message.text))
    asked: list[str] = []

    def full(take_id: str, *_: object) -> None:
        asked.append(take_id)
        raise autosave.StudioError("The disk is full.")

    monkeypatch.setattr(parts.store, "save_growing", full)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    assert asked == [window.session.library.takes[0].id]
    assert told == []
