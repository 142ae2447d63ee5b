import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.export.credits import Credits
from chopin_studio.export.formats import Exporter, Report
from chopin_studio.library.take import TakeRecord
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import read_midi
from chopin_studio.session.support.file_names import suggested_path
from chopin_studio.ui.export.export_dialog import ExportDialog
from chopin_studio.ui.main.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.fakes import note_at


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts) -> MainWindow:
    """Open a window with two bars of music."""
    window = open_window(parts)
    notes = tuple(note_at(step) for step in range(16))
    window.session.show_excerpt(Excerpt(notes, title="Étude: no. 1"))
    return window


def open_dialog(window: MainWindow) -> ExportDialog:
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    return dialog


@pytest.mark.parametrize("extension", [".mid", ".musicxml", ".pdf", ".svg", ".png"])
def test_the_dialog_exports_every_format(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, extension: str
) -> None:
    dialog = open_dialog(window)
    path = tmp_path / f"out{extension}"
    dialog.place_edit.setText(str(path))
    assert dialog.extension == extension
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: any(text.startswith(f"Saved {path}") for text in window.messages.texts),
    )
    assert path.stat().st_size > 100
    buttons = [button.text() for button in window.messages.findChildren(QPushButton)]
    assert "Show in Folder" in buttons
    if extension == ".mid":
        assert len(read_midi(path).notes) == 16


def test_choosing_a_format_changes_the_extension_and_the_other_way_round(
    window: MainWindow, tmp_path: Path
) -> None:
    dialog = open_dialog(window)
    dialog.place_edit.setText(str(tmp_path / "a.mid"))
    dialog.format_box.setCurrentIndex(dialog.format_box.findData(".mxl"))
    assert dialog.place == tmp_path / "a.mxl"
    dialog.place_edit.setText(str(tmp_path / "a.wav"))
    assert dialog.extension == ".wav"


def test_a_path_that_cannot_be_is_refused_with_its_reason(
    window: MainWindow, tmp_path: Path
) -> None:
    dialog = open_dialog(window)
    for text, reason in (
        ("", "Enter a file name"),
        (str(tmp_path), "folder"),
        (str(tmp_path / "none" / "a.mid"), "does not exist"),
        (str(tmp_path / "a.doc"), ".mid"),
        ("~nosuchuser/x.mid", "does not exist"),
        (str(tmp_path / f"{'é' * 130}.mid"), "too long"),
        (str(tmp_path / ("a" * 300) / "x.mid"), "cannot be used"),
        (str(tmp_path / "a\x00b.mid"), "character"),
    ):
        dialog.place_edit.setText(text)
        assert not dialog.save_button.isEnabled()
        assert reason in dialog.save_button.toolTip()


def test_an_existing_file_is_replaced_knowingly(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "a.mid").write_bytes(b"old")
    dialog = open_dialog(window)
    dialog.place_edit.setText(str(tmp_path / "a.mid"))
    assert dialog.save_button.text() == "Replace"


def test_exporting_again_takes_the_next_free_name(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert not window.actions_.export_again.isEnabled()
    dialog = open_dialog(window)
    dialog.place_edit.setText(str(tmp_path / "Étude no. 1.mid"))
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (tmp_path / "Étude no. 1.mid").exists())
    assert window.actions_.export_again.isEnabled()
    window.actions_.export_again.trigger()
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("[!.]*.mid"))) == 2)


def test_a_renamed_take_is_exported_under_its_new_name(
    qtbot: QtBot, window: MainWindow, parts: Parts, tmp_path: Path
) -> None:
    music = Excerpt(tuple(note_at(step) for step in range(16)), title="After a Waltz")
    take = parts.store.add(music, TakeRecord("classic-256", "0" * 64, GenerationSettings()))
    window.session.library.put(take)
    window.session.show_excerpt(parts.store.excerpt(take.id), take)
    window.session.library.rename(take.id, "Mine")
    path = tmp_path / "mine.mid"
    window.export_controller.export(path)
    qtbot.waitUntil(path.exists)
    assert read_midi(path).title == "Mine"


def test_a_folder_that_went_away_is_told_in_a_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.export_controller.export(tmp_path / "gone" / "a.mid")
    qtbot.waitUntil(lambda: any("Cannot write" in text for text in window.messages.texts))
    assert not (tmp_path / "gone").exists()


def test_suggested_names_are_fit_for_a_file_system(tmp_path: Path) -> None:
    assert suggested_path(tmp_path, 'a/b:c*"?', ".mid").name == "a b c.mid"
    assert suggested_path(tmp_path, "", ".mid").name == "Untitled.mid"


@pytest.mark.parametrize("title", ["夜" * 130, "🎹" * 100, "é" * 300])
def test_long_titles_are_cut_between_characters_to_what_a_file_system_takes(
    tmp_path: Path, title: str
) -> None:
    path = suggested_path(tmp_path, title, ".musicxml")
    path.write_text("it can be made")
    assert title.startswith(path.stem)
    assert suggested_path(tmp_path, title, ".musicxml").stem == f"{path.stem} (2)"


def test_a_title_with_dots_keeps_them_when_the_format_changes(
    window: MainWindow, tmp_path: Path
) -> None:
    dialog = open_dialog(window)
    dialog.place_edit.setText(str(tmp_path / "Nocturne Op. 27"))
    dialog.format_box.setCurrentIndex(dialog.format_box.findData(".mxl"))
    assert dialog.place.name == "Nocturne Op. 27.mxl"
    dialog.format_box.setCurrentIndex(dialog.format_box.findData(".wav"))
    assert dialog.place.name == "Nocturne Op. 27.wav"


def with_slow_format(parts: Parts, reported: list[float]) -> Parts:
    """Return parts with a format that goes on until it is cancelled."""

    def write(excerpt: Excerpt, path: Path, credits: Credits, report: Report) -> None:
        for step in range(2000):
            time.sleep(0.005)
            reported.append(min(step / 400, 0.99))
            report(reported[-1])
        path.write_text("whole")

    slow = Exporter(".slow", "Slow", write)
    return replace(parts, exporters=(*parts.exporters, slow))


def test_a_long_export_shows_how_far_it_is_and_can_be_cancelled(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    reported: list[float] = []
    window = open_window(with_slow_format(parts, reported))
    window.session.show_excerpt(Excerpt((note_at(0),), title="Long"))
    window.export_controller.export(tmp_path / "long.slow")
    qtbot.waitUntil(lambda: window.findChild(QProgressDialog) is not None)
    dialog = window.findChild(QProgressDialog)
    assert isinstance(dialog, QProgressDialog)
    qtbot.waitUntil(lambda: dialog.isVisible() and dialog.value() > 200)
    assert dialog.value() <= round(1000 * max(reported))
    (button,) = dialog.findChildren(QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("was cancelled" in text for text in window.messages.texts))
    assert not (tmp_path / "long.slow").exists()
    ended = len(reported)
    qtbot.wait(50)
    assert len(reported) == ended


def test_closing_the_window_ends_an_export(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    reported: list[float] = []
    window = open_window(with_slow_format(parts, reported))
    window.session.show_excerpt(Excerpt((note_at(0),), title="Long"))
    window.export_controller.export(tmp_path / "long.slow")
    qtbot.waitUntil(lambda: len(reported) > 3)
    window.close()
    ended = len(reported)
    qtbot.wait(50)
    assert len(reported) == ended
