"""Staying original and takes that differ, from the controls to the takes that are kept."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.settings.model import AppSettings
from chopin_studio.settings.storage import load_settings, save_settings
from chopin_studio.ui.main.main_window import MainWindow
from tests.app_settings import changed, settings_with
from tests.originality.music import piece
from tests.ui.conftest import OpenWindow
from tests.ui.driving import press_generate, wait_for_takes
from tests.ui.fakes import SlowGenerator

FIRST_STATE = 40


class Wandering:
    """Makes other music with every random state, but for those that `alike` names."""

    def __init__(self) -> None:
        self.alike: dict[int, int] = {}
        self.asked: list[int] = []
        self.may_go_on = Event()
        self.may_go_on.set()

    def __call__(self, bundle: Bundle, settings: GenerationSettings) -> Iterator[Opening | Step]:
        state = settings.random_state
        self.asked.append(state)
        music = piece(self.alike.get(state, state), 40)
        yield Opening(0, replace(music, notes=(), title=f"Take {state}"), state)
        for number, note in enumerate(music.notes):
            if number == 10 and state != FIRST_STATE:
                self.may_go_on.wait(10)
            yield Step(0, (note,))


@pytest.fixture
def wandering() -> Wandering:
    return Wandering()


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts, wandering: Wandering) -> MainWindow:
    settings = settings_with(
        {
            "generation.takes": 3,
            "generation.notes": len(piece(FIRST_STATE, 40).notes),
            "generation.length_unit": "notes",
            "generation.random_state": FIRST_STATE,
            "generation.new_random_state_each_time": False,
            "playback.auto_play": False,
        }
    )
    services = replace(parts.services, generate=wandering)
    return open_window(replace(parts, services=services, settings=settings))


def kept_states(window: MainWindow) -> list[int]:
    takes = window.session.library.takes
    return sorted(take.record.settings.random_state for take in takes)


def test_a_take_that_is_like_another_is_replaced_and_that_is_told(
    qtbot: QtBot, window: MainWindow, wandering: Wandering
) -> None:
    wandering.alike = {FIRST_STATE + 1: FIRST_STATE}
    press_generate(window)
    wait_for_takes(qtbot, window, 3)
    assert wandering.asked == [FIRST_STATE + k for k in (0, 1, 3, 2)]
    assert kept_states(window) == [FIRST_STATE, FIRST_STATE + 2, FIRST_STATE + 3]
    assert any("1 take was too similar to another" in text for text in window.messages.texts)
    replacing = next(
        take
        for take in window.session.library.takes
        if take.record.settings.random_state == FIRST_STATE + 3
    )
    assert replacing.record.notices == ("Chosen from 2 tries, to differ from the other takes.",)
    assert replacing.record.settings.takes == 1


def test_progress_goes_on_while_a_take_is_held_back_and_it_can_be_cancelled(
    qtbot: QtBot, window: MainWindow, wandering: Wandering
) -> None:
    wandering.may_go_on.clear()
    told: list[int] = []
    window.generation.progress_changed.connect(lambda done, total, unit: told.append(done))
    press_generate(window)
    first_notes = len(piece(FIRST_STATE, 40).notes)
    qtbot.waitUntil(lambda: bool(told) and told[-1] >= first_notes + 10)
    assert len(window.generation.drafts) == 1  # nobody sees what may not stand
    window.generation.cancel()
    wandering.may_go_on.set()
    wait_for_takes(qtbot, window, 1)
    assert kept_states(window) == [FIRST_STATE]


def test_takes_need_not_differ_where_the_box_is_not_ticked(
    qtbot: QtBot, window: MainWindow, wandering: Wandering
) -> None:
    window.compose.form.more.different_box.setChecked(False)
    window.compose.takes_box.setValue(3)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)  # the fake makes one take, whatever number is asked for
    assert wandering.asked == [FIRST_STATE]


def test_staying_original_is_asked_for_and_named_beside_the_fold(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    window = open_window(parts)
    more = window.compose.form.more
    QTest.mouseClick(window.compose.form.fold_button, Qt.MouseButton.LeftButton)
    assert not more.original_notes_box.isEnabled()
    more.original_box.click()
    assert more.original_notes_box.isEnabled()
    more.original_notes_box.setValue(12)
    assert "stays original" in more.summary
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    assert generator.calls[0].stay_original == 12
    (take,) = parts.store.takes().takes
    assert take.record.settings.stay_original == 12
    more.original_box.click()
    press_generate(window)
    wait_for_takes(qtbot, window, 2)
    assert generator.calls[1].stay_original is None


def test_the_controls_are_remembered(open_window: OpenWindow, parts: Parts, tmp_path) -> None:
    settings = changed(
        parts.settings,
        {
            "generation.stay_original": True,
            "generation.original_notes": 14,
            "generation.different_takes": False,
        },
    )
    window = open_window(replace(parts, settings=settings))
    save_settings(window.compose.remembered(AppSettings()), tmp_path / "settings.json")
    loaded = load_settings(tmp_path / "settings.json").generation
    assert (loaded.stay_original, loaded.original_notes, loaded.different_takes) == (
        True,
        14,
        False,
    )
