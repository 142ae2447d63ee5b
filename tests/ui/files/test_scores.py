"""Scores come into the window as files of MIDI do."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.export.formats import export_excerpt
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.ui.main.main_window import MainWindow
from tests.music.humdrum_io.kern import kern
from tests.ui.conftest import OpenWindow
from tests.ui.fakes import note_at

COPY, LEFT, NONE = (
    Qt.DropAction.CopyAction,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)
NAMES = ("own.musicxml", "own.mxl", "own.xml", "own.krn")


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts) -> MainWindow:
    return open_window(parts)


def written(folder: Path, name: str) -> Path:
    """Write a score of four notes."""
    path = folder / name
    if path.suffix == ".krn":
        path.write_text(kern("*M4/4", "=1", "2C  2c", "2D  2d"))
    else:
        exported = path.with_suffix(".mxl" if path.suffix == ".mxl" else ".musicxml")
        export_excerpt(Excerpt(tuple(note_at(step) for step in range(4))), exported)
        exported.rename(path)
    return path


@pytest.mark.parametrize("name", NAMES)
def test_a_score_that_is_dropped_opens(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path, name)))])
    enter = QDragEnterEvent(QPoint(300, 300), COPY, data, LEFT, NONE)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), COPY, data, LEFT, NONE))
    qtbot.waitUntil(lambda: window.session.piece is not None)
    assert window.session.piece is not None
    assert len(window.session.piece.excerpt.notes) == 4


def test_the_dialog_offers_scores(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(_parent: object, _title: str, _folder: str, filters: str) -> tuple[list[str], str]:
        offered.extend(filters.split(";;"))
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    window.files.ask()
    assert all(f"*{Path(name).suffix}" in offered[0] for name in NAMES)
    assert any(one.startswith("MusicXML scores (*.musicxml *.MUSICXML") for one in offered)


def test_a_file_of_another_program_says_what_to_export(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "own.xml").write_text('<?xml version="1.0"?><museScore version="4.20"/>')
    window.files.open([tmp_path / "own.xml"])
    qtbot.waitUntil(lambda: any("format of MuseScore" in t for t in window.messages.texts))
