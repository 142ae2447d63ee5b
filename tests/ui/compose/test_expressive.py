"""The window with a model of the expressive family: pedal, rubato, and a tempo of its own."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.generator import generate
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key
from chopin_studio.music.note import Hand, Note
from chopin_studio.ui.main.main_window import MainWindow
from tests.app_settings import changed
from tests.expressive_models import write_expressive_model
from tests.ui.conftest import OpenWindow
from tests.ui.driving import press_generate, wait_for_takes

CLASSIC, EXPRESSIVE = 0, 1


@pytest.fixture
def parts(parts: Parts, tmp_path: Path) -> Parts:
    """Return a classic stand-in and a small expressive model, with the engine."""
    bundle = write_expressive_model(tmp_path / "models" / "expressive-16")
    services = replace(
        parts.services, bundles=(parts.services.bundles[0], bundle), generate=generate
    )
    settings = changed(parts.settings, {"generation.length_unit": "notes"})
    return replace(parts, services=services, settings=settings)


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts) -> MainWindow:
    window = open_window(parts)
    window.compose.model_box.setCurrentIndex(EXPRESSIVE)
    return window


def kept(qtbot: QtBot, window: MainWindow) -> Excerpt:
    """Generate a take, and read it from disk."""
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    library = window.session.library
    return library.store.excerpt(library.takes[0].id)


def assert_made(music: Excerpt, notes: int) -> None:
    """Check that so many notes were made, and beyond them only what completes the last chord."""
    onsets = [note.onset_tick for note in music.generated_notes]
    assert len(onsets) >= notes
    assert set(onsets[notes:]) <= {onsets[notes - 1]}


def test_its_seeds_are_listed(window: MainWindow) -> None:
    box = window.compose.seeds.seed_box
    titles = [box.itemText(row) for row in range(box.count())]
    assert titles == ["Funeral March", "Waltz in A minor"]


def test_a_take_is_kept_with_its_pedal_and_rubato(qtbot: QtBot, window: MainWindow) -> None:
    music = kept(qtbot, window)
    assert_made(music, 12)
    assert {note.hand for note in music.notes} <= {Hand.RIGHT, Hand.LEFT}
    assert len(music.pedals) > 2
    assert not music.pedals[-1].is_down
    assert len(music.tempo_map.changes) > 5
    piece = window.session.piece
    assert piece is not None
    assert piece.excerpt == music


def test_a_take_from_nothing_is_shown_and_kept(qtbot: QtBot, window: MainWindow) -> None:
    QTest.mouseClick(window.compose.seeds.random_button, Qt.MouseButton.LeftButton)
    assert_made(kept(qtbot, window), 12)


def test_a_take_of_so_many_bars_from_nothing_has_the_key_and_the_meter_asked_for(
    qtbot: QtBot, window: MainWindow
) -> None:
    panel = window.compose
    QTest.mouseClick(panel.seeds.random_button, Qt.MouseButton.LeftButton)
    panel.form.length.choose_unit("bars")
    panel.form.length.bars_box.setValue(3)
    panel.form.key_box.choose("E major")
    panel.form.meter_box.choose("3/4")
    music = kept(qtbot, window)
    assert music.key_at(0) == Key.named("E major")
    assert [(c.numerator, c.denominator) for c in music.meters.changes] == [(3, 4)]
    assert music.meters.bar_at(max(note.onset_tick for note in music.notes)).number <= 3
    record = window.session.library.takes[0].record
    assert record.complete
    assert (record.settings.bars, record.settings.key, record.settings.meter) == (
        3,
        "E major",
        "3/4",
    )


def test_a_take_stopped_early_has_the_pedal_up(qtbot: QtBot, window: MainWindow) -> None:
    window.compose.notes_box.setValue(20_000)
    press_generate(window)
    qtbot.waitUntil(
        lambda: any(
            d.step_count > 20 and d.excerpt.pedals[-1].is_down for d in window.generation.drafts
        )
    )
    (draft,) = window.generation.drafts
    QTest.mouseClick(window.compose.cancel_button, Qt.MouseButton.LeftButton)
    wait_for_takes(qtbot, window, 1)
    assert not draft.excerpt.pedals[-1].is_down


def test_music_of_one_s_own_can_be_continued(qtbot: QtBot, window: MainWindow) -> None:
    own = Excerpt(tuple(Note(60 + k, 80, 480 * k, 480) for k in range(4)), title="Mine")
    window.compose.seeds.set_music(own, "mine.mid")
    music = kept(qtbot, window)
    assert [note.pitch for note in music.notes[:4]] == [60, 61, 62, 63]
    assert len(music.notes) == 16


def test_the_seed_s_own_tempo_is_kept_unless_another_is_asked_for(
    qtbot: QtBot, window: MainWindow
) -> None:
    panel = window.compose
    assert panel.own_tempo_box.isVisible()
    assert panel.own_tempo_box.isChecked()
    assert not panel.bpm_box.isEnabled()
    own = kept(qtbot, window)
    assert own.tempo_map.bpm_at(0) == pytest.approx(66, rel=1e-3)
    take = window.session.library.takes[0]
    assert take.record.settings.bpm is None
    QTest.mouseClick(panel.own_tempo_box, Qt.MouseButton.LeftButton)
    assert panel.bpm_box.isEnabled()
    panel.bpm_box.setValue(99)
    press_generate(window)
    wait_for_takes(qtbot, window, 2)
    library = window.session.library
    asked = library.store.excerpt(library.takes[0].id)
    assert library.takes[0].record.settings.bpm == 99
    assert asked.tempo_map.bpm_at(0) == pytest.approx(99, rel=1e-3)


def test_a_classic_model_is_always_asked_for_a_tempo(window: MainWindow) -> None:
    window.compose.model_box.setCurrentIndex(CLASSIC)
    assert not window.compose.own_tempo_box.isVisible()
    assert window.compose.bpm_box.isEnabled()


def test_the_choice_of_tempo_is_remembered(window: MainWindow, parts: Parts) -> None:
    panel = window.compose
    assert panel.remembered(parts.settings).generation.own_tempo
    panel.own_tempo_box.setChecked(False)
    assert not panel.remembered(parts.settings).generation.own_tempo
