"""Export… with several takes chosen."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QProgressDialog
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.export.credits import Credits
from chopin_studio.export.errors import ExportError
from chopin_studio.export.formats import Exporter, Report
from chopin_studio.library.take import TakeRecord
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import read_midi
from chopin_studio.ui.export.batch_export_dialog import BatchExportDialog
from chopin_studio.ui.main.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.fakes import note_at

TITLES = ("Étude: no. 1", "Étude: no. 1", "CON")


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, parts: Parts) -> MainWindow:
    """Open a window with three takes, of 8, 9 and 10 notes, all of them chosen."""
    record = TakeRecord("classic-256", "0" * 64, GenerationSettings())
    for number, title in enumerate(TITLES):
        notes = tuple(note_at(step) for step in range(8 + number))
        parts.store.add(Excerpt(notes), record, title=title)
    window = open_window(parts)
    qtbot.waitUntil(lambda: window.session.piece is not None)
    window.takes.list_view.selectAll()
    return window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder to export to."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def open_dialog(window: MainWindow) -> BatchExportDialog:
    window.actions_.export.trigger()
    dialog = window.findChild(BatchExportDialog)
    assert dialog is not None
    return dialog


def export(window: MainWindow, folder: Path, *extensions: str) -> None:
    """Tick formats, choose a folder, and press Save."""
    dialog = open_dialog(window)
    for extension, box in dialog.boxes.items():
        box.setChecked(extension in extensions)
    dialog.place_edit.setText(str(folder))
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)


def answer(window: MainWindow, text: str) -> None:
    """Press a button of the question about files that are there."""
    box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    button = next(one for one in box.buttons() if one.text().replace("&", "") == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def wait_for(qtbot: QtBot, window: MainWindow, words: str) -> None:
    qtbot.waitUntil(lambda: any(words in text for text in window.messages.texts))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_takes_are_saved_in_every_format_ticked_under_safe_and_distinct_names(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    export(window, folder, ".mid", ".musicxml")
    wait_for(qtbot, window, f"Saved 6 files in {folder}.")
    assert names(folder) == [
        *("_CON.mid", "_CON.musicxml"),
        *("Étude no. 1 (2).mid", "Étude no. 1 (2).musicxml"),
        *("Étude no. 1.mid", "Étude no. 1.musicxml"),
    ]
    assert len(read_midi(folder / "_CON.mid").notes) == 10
    assert len(read_midi(folder / "Étude no. 1.mid").notes) == 9
    assert len(read_midi(folder / "Étude no. 1 (2).mid").notes) == 8


@pytest.mark.parametrize(
    ("choice", "kept", "files"),
    [
        ("Replace", False, 3),
        ("Keep Both", True, 4),
        ("Skip", True, 3),
        ("Cancel", True, 1),
    ],
)
def test_a_file_that_is_there_is_only_replaced_when_the_user_says_so(
    qtbot: QtBot, window: MainWindow, folder: Path, choice: str, kept: bool, files: int
) -> None:
    mine = folder / "_CON.mid"
    mine.write_text("mine")
    export(window, folder, ".mid")
    assert names(folder) == ["_CON.mid"], "nothing is written before the answer"
    answer(window, choice)
    if choice != "Cancel":
        wait_for(qtbot, window, "Saved")
    qtbot.wait(50)
    assert (mine.read_bytes() == b"mine") == kept
    assert len(names(folder)) == files
    if choice == "Keep Both":
        assert len(read_midi(folder / "_CON (2).mid").notes) == 10


def test_with_every_file_there_skipping_writes_nothing_and_says_so(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    export(window, folder, ".mid")
    wait_for(qtbot, window, "Saved 3 files")
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    export(window, folder, ".mid")
    answer(window, "Skip")
    wait_for(qtbot, window, "All of the files already exist.")
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_what_is_damaged_or_fails_does_not_keep_the_others_back(
    qtbot: QtBot, parts: Parts, window: MainWindow, folder: Path
) -> None:
    damaged = window.session.library.takes[1]
    (parts.store.folder_of(damaged.id) / "take.mid").write_bytes(b"no music")
    export(window, folder, ".mid")
    wait_for(qtbot, window, f"Saved 2 files in {folder}. 1 file could not be saved: The take in")
    assert names(folder) == ["_CON.mid", "Étude no. 1 (2).mid"]


def slow(excerpt: Excerpt, path: Path, _credits: Credits, report: Report) -> None:
    """Write a file in many small steps."""
    for step in range(100):
        time.sleep(0.01)
        report(step / 100)
    path.write_text(excerpt.title)


def refuse(_excerpt: Excerpt, path: Path, _credits: Credits, _report: Report) -> None:
    raise ExportError(f"{path.name} cannot be written. Free some space.")


def with_exporters(parts: Parts, *exporters: Exporter) -> Parts:
    return replace(parts, exporters=exporters)


def test_progress_is_shown_and_cancelling_leaves_only_whole_files(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, window: MainWindow, folder: Path
) -> None:
    window.close()
    window = open_window(with_exporters(parts, Exporter(".slow", "Slow", slow)))
    qtbot.waitUntil(lambda: window.session.piece is not None)
    window.takes.list_view.selectAll()
    export(window, folder, ".slow")
    qtbot.waitUntil(lambda: names(folder) == ["_CON.slow"])
    progress = window.findChild(QProgressDialog)
    assert progress is not None
    qtbot.waitUntil(lambda: progress.value() > 1000 // 3)
    assert progress.labelText().startswith("Saving 3 files…")
    progress.canceled.emit()
    wait_for(qtbot, window, "The export was cancelled. 1 file was saved in")
    assert names(folder) == ["_CON.slow"]


def test_where_nothing_can_be_written_the_reason_is_told_once(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, window: MainWindow, folder: Path
) -> None:
    window.close()
    window = open_window(with_exporters(parts, Exporter(".no", "No", refuse)))
    qtbot.waitUntil(lambda: window.session.piece is not None)
    window.takes.list_view.selectAll()
    export(window, folder, ".no")
    wait_for(qtbot, window, "3 files could not be saved: _CON.no cannot be written. Free some")


def test_the_dialog_says_why_nothing_can_be_saved(window: MainWindow, folder: Path) -> None:
    dialog = open_dialog(window)
    dialog.place_edit.setText(str(folder / "nowhere"))
    assert not dialog.save_button.isEnabled()
    assert "does not exist" in dialog.save_button.toolTip()
    dialog.place_edit.setText(str(folder))
    assert dialog.save_button.isEnabled()
    for box in dialog.boxes.values():
        box.setChecked(False)
    assert dialog.save_button.toolTip() == "Select at least one format."


def test_every_format_of_the_studio_can_be_ticked(window: MainWindow) -> None:
    offered = tuple(open_dialog(window).boxes)
    assert offered == tuple(one.extension for one in window.export_controller.exporters)
