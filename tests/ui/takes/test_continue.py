"""Carrying a take on in the window: its child grows, is heard, kept and listed; it stays itself."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.generator import generate
from chopin_studio.engine.join_score import score_continuation
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, Passage
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.reproduce import (
    ReproductionRequest,
    is_same_music,
    reproduce,
    reproduction_request,
)
from chopin_studio.library.take import Take, TakeRecord
from chopin_studio.library.variations import TRIES
from chopin_studio.music.editing import Edit
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.session.takes.take_summary import take_facts
from chopin_studio.ui.main.main_window import MainWindow
from chopin_studio.ui.takes import continue_actions
from tests.app_settings import settings_with
from tests.expressive_models import write_expressive_model
from tests.ui.conftest import OpenWindow
from tests.ui.driving import wait_for_takes
from tests.ui.fakes import FakePorts

BAR = 3 * 480


class Engine:
    """The real engine, which can be slowed down."""

    def __init__(self) -> None:
        self.seconds_a_note = 0.0
        self.begun = 0
        self.closed = 0

    def __call__(self, bundle: Bundle, settings: GenerationSettings) -> Iterator[Opening | Step]:
        self.begun += 1
        try:
            for item in generate(bundle, settings):
                time.sleep(self.seconds_a_note)
                yield item
        finally:
            self.closed += 1


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    bundle: Bundle = write_expressive_model(tmp_path_factory.mktemp("models") / "expressive-16")
    return bundle


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def parent(bundle: Bundle, parts: Parts) -> tuple[Take, Excerpt]:
    """Return a take of some bars in 3/4 that lies in the store."""
    asked = GenerationSettings(start=LibraryStart("waltz"), notes=60, random_state=8)
    music = reproduce(ReproductionRequest(bundle, asked), generate)
    manifest = bundle.manifest
    record = TakeRecord(manifest.id, manifest.weights_sha256, asked)
    return parts.store.add(music, record, title="Waltz #1"), music


@pytest.fixture
def window(
    qtbot: QtBot,
    open_window: OpenWindow,
    parts: Parts,
    bundle: Bundle,
    engine: Engine,
    parent: tuple[Take, Excerpt],
) -> MainWindow:
    services = replace(parts.services, bundles=(bundle,), generate=engine, score=score_continuation)
    settings = settings_with(
        {"generation.notes": 20, "generation.length_unit": "notes", "playback.auto_play": False}
    )
    window = open_window(replace(parts, services=services, settings=settings))
    qtbot.waitUntil(lambda: window.session.piece is not None)
    return window


def child_of(window: MainWindow, parent: Take) -> Take:
    """Return the newest take, which is another one's child."""
    child = window.session.library.takes[0]
    assert child.descent is not None
    assert (child.descent.parent_id, child.descent.parent_title) == (parent.id, "Waltz #1")
    return child


def before(music: Excerpt, tick: int) -> tuple[Note, ...]:
    return tuple(note for note in music.notes if note.onset_tick < tick)


def test_regenerating_keeps_what_comes_before_the_bar_and_the_parent_as_it_is(
    qtbot: QtBot, window: MainWindow, parent: tuple[Take, Excerpt], bundle: Bundle
) -> None:
    take, music = parent
    window.playback.seek(3 * BAR + 100)
    window.continue_actions.regenerate.trigger()
    wait_for_takes(qtbot, window, 2)
    child = child_of(window, take)
    assert child.descent is not None
    assert (child.descent.how, child.descent.bar) == ("regenerated", 4)
    piece = window.session.piece
    assert piece is not None
    assert piece.take == child
    assert before(piece.excerpt, 3 * BAR) == before(music, 3 * BAR)
    assert piece.excerpt.seed_end_tick == music.seed_end_tick < 3 * BAR
    facts = take_facts(child, window.generation.services.model_name)
    assert {"Regenerated from bar 4 of Waltz #1", "Seed: Waltz #1"} <= set(facts)
    assert piece.excerpt.notes != music.notes
    store = window.session.library.store
    assert is_same_music(store.excerpt(take.id), music)
    kept = store.takes().takes[0]
    again = reproduce(reproduction_request(kept, [bundle]), generate)
    assert is_same_music(store.excerpt(child.id), again)


def test_a_child_grows_before_the_eyes_and_is_heard_from_a_bar_before(
    qtbot: QtBot, window: MainWindow, engine: Engine, ports: FakePorts
) -> None:
    window.session.auto_play = True
    engine.seconds_a_note = 0.02
    window.playback.seek(3 * BAR)
    window.continue_actions.regenerate.trigger()
    qtbot.waitUntil(lambda: bool(ports.opened[0].note_ons))
    piece = window.session.piece
    assert piece is not None
    assert piece.is_being_generated
    assert 2 * BAR <= window.playback.position_tick < 3 * BAR
    qtbot.waitUntil(lambda: piece.draft is not None and piece.draft.step_count > 10)
    assert window.roll.isVisible()
    window.actions_.cancel.trigger()
    wait_for_takes(qtbot, window, 2)
    window.playback.stop()
    assert not ports.opened[0].open_notes
    assert not window.session.library.takes[0].record.complete


def test_continuing_adds_as_much_as_is_chosen_for_new_takes(
    qtbot: QtBot, window: MainWindow, parent: tuple[Take, Excerpt]
) -> None:
    take, music = parent
    window.continue_actions.go_on.trigger()
    wait_for_takes(qtbot, window, 2)
    child = child_of(window, take)
    assert child.descent is not None
    assert child.descent.how == "continued"
    assert child.descent.bar == music.meters.bar_at(music.notes[-1].onset_tick).number
    piece = window.session.piece
    assert piece is not None
    assert piece.excerpt.notes[: len(music.notes)] == music.notes
    assert child.note_count >= len(music.notes) + 20


def test_bars_are_varied_and_it_is_said_which_of_how_many_was_chosen(
    qtbot: QtBot, window: MainWindow, parent: tuple[Take, Excerpt], bundle: Bundle
) -> None:
    take, music = parent
    window.playback.set_loop(2 * BAR, 4 * BAR)
    window.continue_actions.vary.trigger()
    assert not window.continue_actions.vary.isEnabled()
    wait_for_takes(qtbot, window, 2)
    child = child_of(window, take)
    assert child.descent is not None
    assert (child.descent.how, child.descent.bar) == ("varied", 3)
    piece = window.session.piece
    assert piece is not None
    assert piece.take == child
    kept = [n for n in piece.excerpt.notes if not 2 * BAR <= n.onset_tick < 4 * BAR]
    assert kept == [n for n in music.notes if not 2 * BAR <= n.onset_tick < 4 * BAR]
    assert piece.excerpt.notes != music.notes
    assert window.playback.position_tick == BAR
    assert window.playback.loop == (2 * BAR, 4 * BAR)
    (said,) = [text for text in window.messages.texts if "fits best" in text]
    assert f"of {TRIES} fits best" in said
    assert "has new bars 3 to 4" in said
    stored = window.session.library.store.takes().takes[0]
    again = reproduce(reproduction_request(stored, [bundle]), generate)
    assert is_same_music(window.session.library.store.excerpt(child.id), again)


def test_without_a_loop_the_bars_of_the_chosen_notes_are_varied(
    qtbot: QtBot, window: MainWindow, parent: tuple[Take, Excerpt]
) -> None:
    _, music = parent
    inside = [n for n, note in enumerate(music.notes) if 2 * BAR <= note.onset_tick < 3 * BAR]
    window.editing.take.choose(frozenset(inside[:1]))
    assert window.continue_actions.vary.isEnabled()
    window.continue_actions.vary.trigger()
    wait_for_takes(qtbot, window, 2)
    start = window.session.library.takes[0].record.settings.start
    assert isinstance(start, ExcerptStart)
    assert start.passage == Passage(2 * BAR, 3 * BAR)
    window.editing.take.choose(frozenset([len(window.editing.take.notes) - 1]))
    window.session.show_excerpt(Excerpt(music.notes[:3]))  # has fewer notes than were chosen
    assert not window.continue_actions.vary.isEnabled()


def test_varying_can_be_cancelled_and_leaves_nothing(
    qtbot: QtBot, window: MainWindow, engine: Engine
) -> None:
    engine.seconds_a_note = 0.01
    window.playback.set_loop(2 * BAR, 4 * BAR)
    window.continue_actions.vary.trigger()
    qtbot.waitUntil(lambda: any("1 of 8 variations" in text for text in window.messages.texts))
    closed = engine.closed
    window.actions_.cancel.trigger()
    qtbot.waitUntil(lambda: engine.closed == closed + 1)
    assert not window.actions_.cancel.isEnabled()
    assert window.continue_actions.vary.isEnabled()
    assert any("Varying was cancelled" in text for text in window.messages.texts)
    qtbot.wait(100)
    assert len(window.session.library.takes) == 1


def test_what_cannot_be_done_says_why(
    qtbot: QtBot, window: MainWindow, parent: tuple[Take, Excerpt]
) -> None:
    actions = window.continue_actions
    window.playback.seek(0)
    assert actions.regenerate.toolTip() == continue_actions.NOTHING_BEFORE
    window.playback.seek(3 * BAR)
    assert actions.regenerate.isEnabled()
    assert actions.vary.toolTip() == continue_actions.NO_RANGE
    window.playback.set_loop(0, BAR)
    assert actions.vary.toolTip() == continue_actions.RANGE_AT_START
    window.playback.set_loop(BAR, 2 * BAR)
    assert actions.vary.isEnabled()
    window.editing.take.apply("Delete Notes", Edit((), frozenset()))
    assert actions.go_on.toolTip() == continue_actions.BEING_KEPT
    qtbot.waitUntil(lambda: actions.go_on.toolTip() == continue_actions.NO_NOTES)
    window.session.show_excerpt(parent[1])
    for action in (actions.regenerate, actions.go_on, actions.vary):
        assert not action.isEnabled()
        assert action.toolTip() == continue_actions.NO_TAKE


def test_another_model_carries_on_where_the_take_s_own_is_missing(
    qtbot: QtBot, window: MainWindow, parent: tuple[Take, Excerpt]
) -> None:
    take, music = parent
    foreign = replace(take, record=replace(take.record, bundle_id="classic-900"))
    window.session.show_excerpt(music, foreign)
    window.continue_actions.go_on.trigger()
    wait_for_takes(qtbot, window, 2)
    assert window.session.library.takes[0].record.bundle_id == "expressive-16"
    assert any("classic-900 is not installed" in text for text in window.messages.texts)


def test_the_actions_stand_in_the_take_menu_and_under_the_right_button(
    window: MainWindow,
) -> None:
    offered = window.editing.actions.take_actions
    assert offered == (
        window.continue_actions.regenerate,
        window.continue_actions.go_on,
        window.continue_actions.vary,
    )
    (menu,) = [a.menu() for a in window.menuBar().actions() if a.text() == "T&ake"]
    texts = [action.text() for action in menu.actions()]
    assert {"&Regenerate from Playhead", "C&ontinue Take", "&Vary Bars"} <= set(texts)


def test_no_two_actions_share_a_shortcut(window: MainWindow, tmp_path: Path) -> None:
    keys = [
        sequence.toString()
        for action in window.findChildren(type(window.continue_actions.vary))
        for sequence in action.shortcuts()
        if not sequence.isEmpty()
    ]
    own = {"Ctrl+Alt+R", "Ctrl+Alt+C", "Ctrl+Alt+V"}
    assert [key for key in keys if key in own and keys.count(key) > 1] == []
    assert own <= set(keys)


def test_closing_the_window_lets_go_of_variations(
    qtbot: QtBot, window: MainWindow, engine: Engine
) -> None:
    engine.seconds_a_note = 0.02
    window.playback.set_loop(2 * BAR, 4 * BAR)
    window.continue_actions.vary.trigger()
    qtbot.waitUntil(lambda: engine.begun == 1)
    window.close()
    assert engine.begun == engine.closed == 1
    assert not window.continue_actions.variations.is_running
