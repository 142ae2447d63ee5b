"""Bars marked on the ruler become the seed, and the seed plays before it is used."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi
from chopin_studio.ui.main.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.driving import press_generate, wait_for_takes
from tests.ui.fakes import SlowGenerator, note_at

BAR = 1920
SIX_BARS = Excerpt(tuple(note_at(step) for step in range(48)), title="Nocturne")


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path) -> MainWindow:
    """Open a window on a file of six bars."""
    opened = open_window(parts)
    write_midi(SIX_BARS, tmp_path / "nocturne.mid")
    opened.files.open([tmp_path / "nocturne.mid"])
    qtbot.waitUntil(lambda: opened.session.piece is not None)
    opened.roll.fit()
    return opened


def drag_on_ruler(window: MainWindow, first_bar: int, last_bar: int) -> None:
    """Drag from the beginning of a bar to the end of another, both counted from 1."""
    ruler, roll = window.roll.ruler, window.roll
    start, end = (round(roll.x_of(bar * BAR)) for bar in (first_bar - 1, last_bar))
    QTest.mousePress(ruler, Qt.MouseButton.LeftButton, pos=QPoint(start, 8))
    QTest.mouseMove(ruler, QPoint((start + end) // 2, 8))
    QTest.mouseMove(ruler, QPoint(end, 8))
    QTest.mouseRelease(ruler, Qt.MouseButton.LeftButton, pos=QPoint(end, 8))


def test_bars_marked_on_the_ruler_are_what_the_next_take_starts_from(
    qtbot: QtBot, window: MainWindow, generator: SlowGenerator
) -> None:
    use = window.actions_.use_seed
    assert use.text() == "&Use Whole Piece as Seed"
    drag_on_ruler(window, 3, 5)
    qtbot.waitUntil(lambda: use.text() == "&Use Bars 3–5 as Seed")
    use.trigger()
    assert window.compose.seeds.open_button.text() == "Bars 3–5 of Nocturne"
    press_generate(window)
    wait_for_takes(qtbot, window, 2)
    start = generator.calls[-1].start
    assert isinstance(start, ExcerptStart)
    assert [note.onset_tick for note in start.excerpt.notes] == [
        note.onset_tick for note in SIX_BARS.notes[:24]
    ]
    assert [note.pitch for note in start.excerpt.notes] == [
        note.pitch for note in SIX_BARS.notes[16:40]
    ]
    taken = next(t for t in window.session.library.takes if t.record.source is None)
    assert taken.title == "After Nocturne, bars 3–5"
    stored = window.session.library.store.takes().takes
    kept = next(take for take in stored if take.id == taken.id)
    assert isinstance(kept.record.settings.start, ExcerptStart)
    assert kept.record.settings.start.excerpt.notes == start.excerpt.notes


def test_bars_of_a_take_can_be_the_seed_as_well(qtbot: QtBot, window: MainWindow) -> None:
    window.compose.seeds.library_button.setChecked(True)
    press_generate(window)
    wait_for_takes(qtbot, window, 2)
    qtbot.waitUntil(lambda: window.session.piece.take.record.source is None)
    window.playback.set_loop(BAR, 2 * BAR)
    qtbot.waitUntil(lambda: "Bar 2" in window.actions_.use_seed.text())
    window.actions_.use_seed.trigger()
    assert window.compose.seeds.kind == "file"
    assert window.compose.seeds.open_button.text().startswith("Bar 2 of")


def test_the_menu_of_the_ruler_marks_the_bar_there_and_offers_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    ruler = window.roll.ruler
    place = QPoint(round(window.roll.x_of(3.5 * BAR)), 8)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, ruler.mapToGlobal(place))
    QApplication.sendEvent(ruler, event)
    assert window.playback.loop == (3 * BAR, 4 * BAR)
    menu = next(menu for menu in window.roll.findChildren(QMenu) if menu.isVisible())
    assert window.actions_.use_seed in menu.actions()
    assert window.continue_actions.vary in menu.actions()
    qtbot.waitUntil(lambda: window.actions_.use_seed.text() == "&Use Bar 4 as Seed")
    menu.close()


def test_there_is_nothing_to_use_without_music(open_window: OpenWindow, parts: Parts) -> None:
    window = open_window(parts)
    assert not window.actions_.use_seed.isEnabled()


def test_the_seed_plays_before_a_take_is_generated_and_stops_at_the_same_button(
    qtbot: QtBot, window: MainWindow, generator: SlowGenerator
) -> None:
    button = window.compose.play_seed_button
    window.compose.seeds.library_button.setChecked(True)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.playback.is_auditioning)
    assert isinstance(generator.calls[-1].start, LibraryStart)
    assert window.actions_.play_seed.text() == "Stop See&d"
    shown = window.session.piece
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not window.playback.is_auditioning
    assert window.actions_.play_seed.text() == "Play See&d"
    assert window.session.piece is shown
    assert len(window.session.library.takes) == 1


def test_another_choice_of_seed_stops_the_one_that_plays(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_.play_seed.trigger()
    qtbot.waitUntil(lambda: window.playback.is_auditioning)
    window.compose.seeds.random_button.setChecked(True)
    assert not window.playback.is_auditioning
    assert not window.compose.play_seed_button.isEnabled()
    assert "no seed to play" in window.compose.play_seed_button.toolTip()


def test_a_recording_that_is_used_is_kept_as_a_take_once(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    phrase = Excerpt(tuple(note_at(step) for step in range(16)))
    for _ in range(2):
        window.recording.use(phrase)
        qtbot.waitUntil(lambda: all(take.is_kept for take in window.session.library.takes))
    (take,) = window.session.library.takes
    assert take.title == "Recording"
    assert window.session.piece.take.id == take.id
    assert parts.store.excerpt(take.id).notes == phrase.notes
    assert window.compose.seeds.kind == "recording"
