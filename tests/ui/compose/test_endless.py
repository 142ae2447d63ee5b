"""Endless music: made as far ahead as is needed, part after part, until it is stopped."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.playback.transport import PlaybackState
from chopin_studio.session.generation import endless
from chopin_studio.settings.model import AppSettings
from chopin_studio.ui.main.main_window import MainWindow
from tests.app_settings import settings_with
from tests.ui.conftest import OpenWindow
from tests.ui.driving import press_generate, wait_for_takes
from tests.ui.fakes import FakePorts, SlowGenerator

STEP_SEC = 0.25  # half a beat at 120


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts) -> MainWindow:
    settings = settings_with(
        {"generation.endless": True, "playback.auto_play": True, "generation.own_tempo": False}
    )
    return open_window(replace(parts, settings=settings))


def test_it_plays_at_once_and_is_made_no_further_ahead_than_needed(
    qtbot: QtBot,
    window: MainWindow,
    generator: SlowGenerator,
    ports: FakePorts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(endless, "AHEAD_SEC", 3.0)
    generator.seconds_a_note = 0.0005
    press_generate(window)
    qtbot.waitUntil(lambda: bool(ports.opened[0].note_ons))
    qtbot.wait(600)
    made = generator.made
    heard_sec = window.playback.transport.position_sec - 8 * STEP_SEC
    assert made * STEP_SEC < heard_sec + 3.0 + 60  # what one visit to the mailbox may bring
    qtbot.wait(400)
    assert generator.made < made + 150
    assert window.generation.is_generating
    assert generator.calls[0].notes == endless.PART_NOTES
    assert window.compose.progress_bar.maximum() == 0


def test_stop_ends_it_in_silence_and_keeps_what_there_is(
    qtbot: QtBot, window: MainWindow, generator: SlowGenerator, ports: FakePorts
) -> None:
    press_generate(window)
    qtbot.waitUntil(lambda: len(ports.opened[0].note_ons) > 2)
    window.actions_.stop.trigger()
    wait_for_takes(qtbot, window, 1)
    assert not ports.opened[0].open_notes
    assert window.playback.state is PlaybackState.STOPPED
    assert any("Endless music ended" in text for text in window.messages.texts)
    assert generator.closed == 1


def test_cancel_ends_it_even_while_it_is_held_back(
    qtbot: QtBot, window: MainWindow, generator: SlowGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endless, "AHEAD_SEC", 0.5)
    window.session.auto_play = False
    press_generate(window)
    qtbot.waitUntil(lambda: generator.made > 3)
    qtbot.wait(200)
    window.actions_.cancel.trigger()
    wait_for_takes(qtbot, window, 1)
    qtbot.waitUntil(lambda: generator.closed == 1)


def test_part_follows_part_without_a_stop_and_dies_away_into_the_next(
    qtbot: QtBot,
    window: MainWindow,
    generator: SlowGenerator,
    ports: FakePorts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(endless, "PART_NOTES", 6)
    generator.seconds_a_note = 0.0
    window.playback.set_speed(0.5)  # so that the first part lasts for seven seconds
    press_generate(window)
    qtbot.waitUntil(lambda: len(generator.calls) >= 2)
    silences = ports.opened[0].silences
    qtbot.wait(300)
    assert len(generator.calls) == 2  # no more than one part lies in waiting
    window.playback.set_speed(2.0)
    qtbot.waitUntil(lambda: len(generator.calls) >= 4)
    assert isinstance(generator.calls[0].start, LibraryStart)
    for call in generator.calls[1:]:
        assert isinstance(call.start, ExcerptStart)
    states = [call.random_state for call in generator.calls]
    assert states == list(range(states[0], states[0] + len(states)))
    titles = {draft.title for draft in window.generation.drafts} | {*window.session.library.titles}
    assert {"After seed-0", "After seed-0 #2", "After seed-0 #3"} <= titles
    qtbot.waitUntil(lambda: len(ports.opened[0].note_ons) > 8)
    assert window.generation.is_generating
    assert ports.opened[0].silences == silences
    window.actions_.stop.trigger()
    qtbot.waitUntil(lambda: not window.generation.is_generating)
    assert not ports.opened[0].open_notes


def test_a_failure_ends_it_with_its_sentence(
    qtbot: QtBot, window: MainWindow, generator: SlowGenerator
) -> None:
    generator.error, generator.fails_after = OSError("disk on fire"), 5
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    assert len(generator.calls) == 1


def test_closing_the_window_while_it_is_held_back_ends_the_work(
    qtbot: QtBot, window: MainWindow, generator: SlowGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endless, "AHEAD_SEC", 0.5)
    window.session.auto_play = False
    press_generate(window)
    qtbot.waitUntil(lambda: generator.made > 3)
    qtbot.wait(150)
    window.close()
    assert generator.closed == 1


def test_the_length_is_asked_for_only_where_there_is_an_end(window: MainWindow) -> None:
    assert not window.compose.takes_box.isEnabled()
    window.actions_.endless.trigger()
    assert window.compose.takes_box.isEnabled()
    assert not window.compose.endless_box.isChecked()
    assert not window.compose.remembered(AppSettings()).generation.endless


def test_music_of_some_length_is_never_held_back(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endless, "AHEAD_SEC", 0.0)
    window = open_window(parts)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)


def test_a_part_begins_with_the_end_of_the_one_before() -> None:
    settings = GenerationSettings(notes=300, takes=4, random_state=2**32 - 1)
    first = endless.first_part(settings)
    assert (first.notes, first.takes) == (endless.PART_NOTES, 1)
    music = _music_of(first)
    following = endless.next_part(first, music)
    assert isinstance(following.start, ExcerptStart)
    begins = following.start.excerpt
    assert begins.title == "nothing"
    assert begins.notes[-1].pitch == music.notes[-1].pitch
    assert len(begins.notes) <= 100
    assert following.random_state == 2**32 - 1


def _music_of(settings: GenerationSettings):
    steps: Iterator[Opening | Step] = SlowGenerator(0.0).items(1, settings)
    opening = next(steps)
    assert isinstance(opening, Opening)
    notes = [note for step in steps if isinstance(step, Step) for note in step.notes]
    return opening.excerpt.with_notes_added(tuple(notes))
