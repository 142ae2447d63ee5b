"""The window of a study: answers come in, and the report on them is shown and saved."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.study.answer_json import answers_to_json
from chopin_studio.study.answers import Answers
from chopin_studio.study.definition import Study
from chopin_studio.study.study_folder import ANSWERS, STUDY_FILE
from chopin_studio.ui.main.main_window import MainWindow
from chopin_studio.ui.study import study_actions
from chopin_studio.ui.study.results_window import StudyResultsWindow
from tests.study.pages import write_tone_study
from tests.study.studies import answers
from tests.ui.conftest import OpenWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "which"


@pytest.fixture
def study(folder: Path) -> Study:
    return write_tone_study(folder)


@pytest.fixture
def main_window(open_window: OpenWindow, parts: Parts) -> Iterator[MainWindow]:
    window = open_window(parts)
    yield window
    assert window.pool.waitForDone(30_000)


@pytest.fixture
def window(qtbot: QtBot, main_window: MainWindow, study: Study, folder: Path) -> StudyResultsWindow:
    main_window.studies.open_results(folder)
    shown = main_window.studies.results_window
    assert shown is not None
    qtbot.waitUntil(lambda: shown.view.report is not None and shown.add_button.isEnabled())
    return shown


def sent(folder: Path, name: str, of: Answers, study: Study) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(json.dumps(answers_to_json(of, study)), "utf-8")
    return path


def drop(window: StudyResultsWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(window.rect().center(), *how)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(window.rect().center()), *how))


def wait_until_done(qtbot: QtBot, window: StudyResultsWindow) -> None:
    qtbot.waitUntil(window.add_button.isEnabled)


def test_a_study_without_answers_shows_that_nobody_has_answered(window: StudyResultsWindow):
    assert window.title.text() == "Which do you like best?"
    assert window.listeners.text() == "0 listeners, 0 of them finished"
    assert "Nobody has answered" in window.view.toPlainText()


def test_files_of_a_folder_come_in_and_each_that_is_not_good_is_told_of(
    qtbot: QtBot, window: StudyResultsWindow, study: Study, folder: Path, tmp_path: Path
):
    inbox = tmp_path / "inbox"
    first = answers(study, "aa" * 16)
    sent(inbox, "anna.json", first, study)
    sent(inbox, "anna again.json", first, study)
    sent(inbox, "ben.json", answers(study, "bb" * 16, finished=False), study)
    (inbox / "cut.json").write_text('{"format": "chopin-stu')
    foreign = answers_to_json(answers(study, "cc" * 16), study) | {"study": "other"}
    (inbox / "foreign.json").write_text(json.dumps(foreign))

    drop(window, inbox)
    wait_until_done(qtbot, window)

    assert window.listeners.text() == "2 listeners, 1 of them finished"
    told = window.told.toPlainText()
    assert "The answers of 2 listeners came in." in told
    assert "cut.json is damaged" in told
    assert "foreign.json answers another study" in told
    assert "has the same answers as a file read before" in told
    assert len(list((folder / ANSWERS).glob("*.json"))) == 2
    assert window.view.report is not None
    assert "What was found" in window.view.toPlainText() or "can and cannot" in (
        window.view.toPlainText()
    )


def test_a_dropped_folder_without_answers_is_told_of_and_changes_nothing(
    qtbot: QtBot, window: StudyResultsWindow, tmp_path: Path
):
    (tmp_path / "empty").mkdir()
    before = window.view.report

    drop(window, tmp_path / "empty")
    wait_until_done(qtbot, window)

    assert "There are no files of answers" in window.said.text()
    assert window.said.isVisible()
    assert window.view.report is before


def test_answers_come_in_by_the_button(
    qtbot: QtBot, window: StudyResultsWindow, study: Study, tmp_path: Path, monkeypatch
):
    path = sent(tmp_path / "inbox", "anna.json", answers(study), study)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))

    QTest.mouseClick(window.add_button, LEFT)
    wait_until_done(qtbot, window)

    assert window.listeners.text() == "1 listener, 1 of them finished"


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("result.pdf", "HTML (*.html)", "result.pdf"),
        ("result", "CSV (*.csv)", "result.csv"),
    ],
)
def test_the_report_is_saved_as_one_file(
    qtbot: QtBot, window: StudyResultsWindow, tmp_path: Path, monkeypatch, typed, kind, written
):
    chosen = (str(tmp_path / typed), kind)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)

    QTest.mouseClick(window.save_button, LEFT)
    wait_until_done(qtbot, window)

    assert (tmp_path / written).stat().st_size > 100
    assert str(tmp_path / written) in window.said.text()


def test_the_report_is_saved_in_all_formats(
    qtbot: QtBot, window: StudyResultsWindow, tmp_path: Path, monkeypatch
):
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))

    QTest.mouseClick(window.save_all_button, LEFT)
    wait_until_done(qtbot, window)

    assert {path.name for path in out.iterdir()} >= {"report.html", "report.pdf", "report.csv"}


def test_the_page_is_saved_as_a_zip_and_opened_here(
    qtbot: QtBot, window: StudyResultsWindow, folder: Path, tmp_path: Path, monkeypatch
):
    chosen = (str(tmp_path / "page"), "ZIP (*.zip)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    opened: list[QUrl] = []
    monkeypatch.setattr(study_actions.QDesktopServices, "openUrl", opened.append)

    QTest.mouseClick(window.page_buttons.page, LEFT)
    wait_until_done(qtbot, window)
    QTest.mouseClick(window.page_buttons.listen, LEFT)
    wait_until_done(qtbot, window)

    assert (tmp_path / "page.zip").stat().st_size > 1000
    (url,) = opened
    page = Path(url.toLocalFile())
    assert page.is_file()
    assert page.is_relative_to(folder)
    assert "classic-256" not in page.read_text("utf-8")


def test_a_folder_without_a_study_is_told_of_and_the_one_before_stays(
    qtbot: QtBot, window: StudyResultsWindow, tmp_path: Path, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))

    QTest.mouseClick(window.open_button, LEFT)
    wait_until_done(qtbot, window)

    assert "There is no study in" in window.said.text()
    assert window.title.text() == "Which do you like best?"


def test_a_damaged_study_is_told_of(qtbot: QtBot, main_window: MainWindow, tmp_path: Path):
    (tmp_path / STUDY_FILE).write_text("{")

    main_window.studies.open_results(tmp_path)
    shown = main_window.studies.results_window
    assert shown is not None
    qtbot.waitUntil(shown.said.isVisible)

    assert "cannot be read" in shown.said.text()
    assert not shown.add_button.isEnabled()
    assert shown.title.text() == "No study is open"


def test_the_menu_asks_for_a_study_and_then_shows_it_again(
    qtbot: QtBot, main_window: MainWindow, study: Study, folder: Path, monkeypatch
):
    asked: list[str] = []

    def choose(*_: object) -> str:
        asked.append("")
        return str(folder)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    main_window.studies.results.trigger()
    shown = main_window.studies.results_window
    assert shown is not None
    wait_until_done(qtbot, shown)
    QTest.mouseClick(shown.close_button, LEFT)
    assert not shown.isVisible()

    main_window.studies.results.trigger()

    assert shown.isVisible()
    assert len(asked) == 1
    assert shown.title.text() == "Which do you like best?"
