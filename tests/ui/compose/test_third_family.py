"""The real window with a model of a family that the program doesn't ship: bundles carry theirs."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts, real_services
from chopin_studio.engine.bundle import list_bundles
from chopin_studio.library.variations import TRIES
from chopin_studio.music.midi_io import read_midi
from chopin_studio.ui.export.export_dialog import ExportDialog
from chopin_studio.ui.main.main_window import MainWindow
from tests.classic_models import write_classic_model
from tests.engine.toy_family import NOTICE, THREE_FAMILIES, write_toy_model
from tests.ui.conftest import OpenWindow
from tests.ui.driving import press_generate, wait_for_takes


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts, tmp_path: Path) -> MainWindow:
    """Open a window on the real engine, with a classic model and a toy, of which that is chosen."""
    write_classic_model(tmp_path / "models" / "classic-16")
    write_toy_model(tmp_path / "models" / "toy-1")
    found = list_bundles([tmp_path / "models"], THREE_FAMILIES)
    window = open_window(replace(parts, services=real_services(found, parts.reporter)))
    box = window.compose.model_box
    assert [box.itemText(row) for row in range(box.count())] == ["Classic 16", "Toy"]
    box.setCurrentIndex(1)
    return window


def test_the_panel_offers_what_its_family_follows_and_says_what_it_cannot(
    window: MainWindow,
) -> None:
    compose, form = window.compose, window.compose.form
    assert compose.seeds.random_button.text() == "From middle C"
    assert compose.seeds.random_button.toolTip() == "Begin in the middle of the keyboard"
    assert [compose.seeds.seed_box.itemText(0), compose.seeds.seed_box.count()] == ["Triad", 1]
    assert form.meter_box.isEnabled()
    assert not form.key_box.isEnabled()
    assert "This model does not follow the setting “Key”" in form.key_box.toolTip()
    assert form.length.bars is None
    assert not form.own_tempo_box.isVisible()
    assert form.bpm_box.isEnabled()
    said = [label.text() for label in compose.findChildren(QLabel, "note")]
    assert "Quarter notes only." in said
    assert "This model keeps 90 % of the probability at most" in form.more.top_p.toolTip()
    compose.model_box.setCurrentIndex(0)
    assert "This model keeps all notes at 1" in form.more.top_p.toolTip()


def test_takes_are_made_continued_varied_and_exported(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.compose.notes_box.setValue(29)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    (take,) = window.session.library.takes
    assert (take.record.bundle_id, take.note_count) == ("toy-1", 32)
    assert NOTICE in take.record.notices

    qtbot.waitUntil(lambda: window.continue_actions.go_on.isEnabled())
    window.compose.notes_box.setValue(8)
    window.continue_actions.go_on.trigger()
    wait_for_takes(qtbot, window, 2)
    longer = window.session.library.takes[0]
    assert longer.note_count == 40
    assert longer.descent is not None
    assert longer.descent.parent_id == take.id

    window.playback.set_loop(1920, 2 * 1920)
    qtbot.waitUntil(lambda: window.continue_actions.vary.isEnabled())
    window.continue_actions.vary.trigger()
    wait_for_takes(qtbot, window, 3)
    assert [text for text in window.messages.texts if f"of {TRIES} fits best" in text]
    piece = window.session.piece
    assert piece is not None
    assert len(piece.excerpt.notes) == 40

    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    path = tmp_path / "toy.mid"
    dialog.place_edit.setText(str(path))
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(text.startswith(f"Saved {path}") for text in window.messages.texts))
    exported = [(note.pitch, note.onset_tick) for note in read_midi(path).notes]
    assert exported == [(note.pitch, note.onset_tick) for note in piece.excerpt.notes]
