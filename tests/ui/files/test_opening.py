"""Files come into the window: by command, dialog, drop and from the recent ones."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts, begin
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import Report, write_midi
from chopin_studio.music.music_files import open_music
from chopin_studio.music.opened_music import OpenedMusic
from chopin_studio.settings.storage import load_settings, save_settings
from chopin_studio.texts import translatable
from chopin_studio.ui.files.notices_dialog import NoticesDialog
from chopin_studio.ui.kit.actions import menu_named
from chopin_studio.ui.main.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.fakes import note_at

COPY, LEFT, NONE = (
    Qt.DropAction.CopyAction,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)
NOTICES = (translatable("Two pedals were joined."), translatable("A bend was left out."))


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts) -> MainWindow:
    return open_window(parts)


def files(folder: Path, *names: str) -> list[Path]:
    """Write MIDI files, each with one note more than the one before."""
    paths = [folder / name for name in names]
    for number, path in enumerate(paths, start=1):
        write_midi(Excerpt(tuple(note_at(step) for step in range(number))), path)
    return paths


def dragged(paths: list[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def titles(window: MainWindow) -> list[str]:
    return [take.title for take in window.session.library.takes]


def shown_title(window: MainWindow) -> str:
    return window.session.piece.title if window.session.piece is not None else ""


def message_button(window: MainWindow, label: str) -> QPushButton:
    buttons = window.messages.findChildren(QPushButton)
    return next(one for one in buttons if one.text() == label and one.isVisible())


def recent_menu(window: MainWindow) -> QMenu:
    menu = window.files.recent.menu
    assert menu.menuAction() in menu_named(window.menuBar(), "&File").actions()
    menu.aboutToShow.emit()
    return menu


def test_several_files_are_opened_as_several_takes_and_the_first_is_shown(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.files.open(files(tmp_path, "one.mid", "two.mid", "three.mid"))
    qtbot.waitUntil(lambda: len(titles(window)) == 3)
    assert set(titles(window)) == {"one", "two", "three"}
    assert shown_title(window) == "one"
    qtbot.waitUntil(lambda: any("3 files were opened" in text for text in window.messages.texts))


def test_the_files_of_the_command_line_are_opened(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    begin(window, [str(path) for path in files(tmp_path, "one.mid", "two.mid")])
    qtbot.waitUntil(lambda: len(titles(window)) == 2)
    assert shown_title(window) == "one"


def test_one_of_several_that_cannot_be_read_is_named_and_the_others_open(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    good = files(tmp_path, "good.mid")
    window.files.open([tmp_path / "none.mid", *good])
    qtbot.waitUntil(lambda: any("none.mid" in text for text in window.messages.texts))
    assert titles(window) == ["good"]
    assert shown_title(window) == "good"


def test_music_that_is_only_looked_at_is_gone_from_the_list_with_the_window(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    window = open_window(parts)
    window.files.open(files(tmp_path, "looked.mid", "starred.mid"))
    qtbot.waitUntil(lambda: len(titles(window)) == 2)
    qtbot.waitUntil(lambda: window.takes.selected_take is not None)
    (starred,) = (t for t in window.session.library.takes if t.title == "starred")
    window.session.show_take(starred.id)
    qtbot.waitUntil(lambda: window.takes.selected_take == starred)
    window.take_actions.stars[4].trigger()
    window.close()
    assert [path.name for path in parts.store.folder_of("").iterdir() if path.name[0] != "."] == [
        starred.id
    ]


def test_the_same_file_opened_again_is_the_same_take(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (path,) = files(tmp_path, "mine.mid")
    window.files.open([path])
    qtbot.waitUntil(lambda: titles(window) == ["mine"])
    copy = tmp_path / "copy.mid"
    copy.write_bytes(path.read_bytes())
    window.session.show_excerpt(Excerpt((note_at(0),), title="other"))
    window.files.open([copy])
    qtbot.waitUntil(lambda: shown_title(window) == "mine")
    assert titles(window) == ["mine"]


def test_an_edit_keeps_the_file_as_a_take_and_leaves_the_file_alone(
    qtbot: QtBot, window: MainWindow, parts: Parts, tmp_path: Path
) -> None:
    (path,) = files(tmp_path, "mine.mid")
    before = path.read_bytes()
    window.files.open([path])
    qtbot.waitUntil(lambda: shown_title(window) == "mine")
    window.roll.setFocus()
    QTest.keyClick(window.roll, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window.roll, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: all(take.is_kept for take in window.session.library.takes))
    (take,) = window.session.library.takes
    assert take.title == "mine"
    assert take.record.is_edited
    assert parts.store.excerpt(take.id).notes[0].pitch == note_at(0).pitch + 1
    assert path.read_bytes() == before
    window.actions_.undo.trigger()
    qtbot.waitUntil(lambda: parts.store.excerpt(take.id).notes == (note_at(0),))


def test_a_file_taken_off_the_list_stays_on_disk_and_comes_back_by_undo(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (path,) = files(tmp_path, "mine.mid")
    window.files.open([path])
    qtbot.waitUntil(lambda: window.takes.selected_take is not None)
    window.actions_.delete.trigger()
    assert titles(window) == []
    assert window.session.piece is None
    assert "The file is unchanged." in window.messages.texts[0]
    assert path.exists()
    window.actions_.undo.trigger()
    assert titles(window) == ["mine"]
    qtbot.waitUntil(lambda: shown_title(window) == "mine")


def test_what_takes_long_shows_progress_and_can_be_cancelled(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    may_go_on, has_ended = Event(), Event()

    def slow(path: Path, taken: Collection[int] | None, report: Report) -> OpenedMusic:
        try:
            report(0.25)
            may_go_on.wait(10)
            report(0.75)
            return open_music(path, taken)
        finally:
            has_ended.set()

    window = open_window(replace(parts, open_music=slow))
    window.files.open(files(tmp_path, "long.mid"))
    qtbot.waitUntil(lambda: "Opening “long.mid”… 25 %" in window.messages.texts)
    QTest.mouseClick(message_button(window, "Cancel"), LEFT)
    assert window.messages.texts == ("Opening was cancelled.",)
    may_go_on.set()
    assert has_ended.wait(10)
    qtbot.wait(100)
    assert titles(window) == []


def test_progress_is_told_in_the_same_row_whose_button_stays_under_the_hand(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    may_go_on = [Event(), Event()]

    def slow(path: Path, taken: Collection[int] | None, report: Report) -> OpenedMusic:
        for share, event in zip((0.25, 0.5), may_go_on, strict=True):
            report(share)
            event.wait(10)
        return open_music(path, taken)

    window = open_window(replace(parts, open_music=slow))
    window.files.open(files(tmp_path, "long.mid"))
    qtbot.waitUntil(lambda: "Opening “long.mid”… 25 %" in window.messages.texts)
    button = message_button(window, "Cancel")
    QTest.mousePress(button, LEFT)
    may_go_on[0].set()
    qtbot.waitUntil(lambda: "Opening “long.mid”… 50 %" in window.messages.texts)
    QTest.mouseRelease(button, LEFT)
    assert window.messages.texts == ("Opening was cancelled.",)
    may_go_on[1].set()


def test_the_progress_is_gone_once_the_file_is_open(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    may_end = Event()

    def slow(path: Path, taken: Collection[int] | None, report: Report) -> OpenedMusic:
        may_end.wait(10)
        return open_music(path, taken)

    window = open_window(replace(parts, open_music=slow))
    window.files.open(files(tmp_path, "long.mid"))
    qtbot.waitUntil(lambda: bool(window.messages.texts))
    may_end.set()
    qtbot.waitUntil(lambda: shown_title(window) == "long")
    qtbot.waitUntil(lambda: window.messages.texts == ())


def test_what_was_changed_in_reading_is_said_once_and_shown_whole_when_asked(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    def told(path: Path, taken: Collection[int] | None, report: Report) -> OpenedMusic:
        return replace(open_music(path, taken), notices=NOTICES)

    window = open_window(replace(parts, open_music=told))
    paths = files(tmp_path, "mine.mid", "other.mid")
    window.files.open(paths[:1])
    sentence = "Two pedals were joined. There is 1 more change."
    qtbot.waitUntil(lambda: sentence in window.messages.texts)
    QTest.mouseClick(message_button(window, "Show All"), LEFT)
    dialog = window.findChild(NoticesDialog)
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == list(NOTICES)
    dialog.reject()
    assert "Two pedals were joined." in window.session.library.takes[0].record.notices
    window.session.show_excerpt(Excerpt((note_at(0),)))
    assert sentence not in window.messages.texts


def test_a_file_without_notes_is_not_listed_and_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    write_midi(Excerpt(), tmp_path / "drums.mid")
    window.files.open([tmp_path / "drums.mid"])
    qtbot.waitUntil(lambda: any("no notes for the piano" in t for t in window.messages.texts))
    assert titles(window) == []


def test_recent_files_are_offered_the_latest_first_and_last_until_they_are_cleared(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    path = tmp_path / "settings.json"
    first = open_window(replace(parts, save=lambda changed: save_settings(changed, path)))
    assert not first.files.recent.menu.menuAction().isEnabled()
    paths = files(tmp_path, "one.mid", "two & three.mid")
    for one in paths:
        first.files.open([one])
        qtbot.waitUntil(lambda name=one.stem: shown_title(first) == name)
    first.close()
    paths[0].unlink()
    second = open_window(replace(parts, settings=load_settings(path)))
    entries = recent_menu(second).actions()
    assert [entry.text() for entry in entries[:2]] == ["two && three.mid", "one.mid"]
    assert entries[0].isEnabled()
    assert not entries[1].isEnabled()
    assert "is not there any more" in entries[1].toolTip()
    entries[0].trigger()
    qtbot.waitUntil(lambda: shown_title(second) == "two & three")
    entries[-1].trigger()
    assert not second.files.recent.menu.menuAction().isEnabled()


def test_files_dragged_over_the_window_are_welcomed_and_opened_where_they_drop(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    data = dragged(files(tmp_path, "one.mid", "two.mid"))
    enter = QDragEnterEvent(QPoint(300, 300), COPY, data, LEFT, NONE)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert window.files.overlay.isVisible()
    assert window.files.overlay.text == "Drop to open 2 files"
    assert window.files.overlay.rect() == window.rect()
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), COPY, data, LEFT, NONE))
    assert not window.files.overlay.isVisible()
    qtbot.waitUntil(lambda: len(titles(window)) == 2)


def test_what_is_no_music_is_refused_in_a_sentence(window: MainWindow, tmp_path: Path) -> None:
    data = dragged([tmp_path / "photo.jpg"])
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), COPY, data, LEFT, NONE))
    assert "“photo.jpg” is not music" in window.files.overlay.text
    move = QDragMoveEvent(QPoint(301, 300), COPY, data, LEFT, NONE)
    QApplication.sendEvent(window, move)
    assert not move.isAccepted()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.files.overlay.isVisible()
    window.dropEvent(QDropEvent(QPointF(300, 300), COPY, data, LEFT, NONE))
    assert "“photo.jpg” is not music" in window.messages.texts[0]
    assert titles(window) == []


def test_text_that_is_dragged_covers_nothing(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("words")
    enter = QDragEnterEvent(QPoint(300, 300), COPY, data, LEFT, NONE)
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()
    assert not window.files.overlay.isVisible()


def test_an_opened_file_can_be_found_among_the_takes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.files.open(files(tmp_path, "mine.mid"))
    qtbot.waitUntil(lambda: titles(window) == ["mine"])
    window.takes.search.fill_menu()
    menus = {m.title(): m for m in window.takes.search.menu.findChildren(QMenu)}
    entries = [action.text() for action in menus["Only by &Model"].actions()]
    assert entries == ["Any", "Opened or recorded"]
    menus["Only by &Model"].actions()[1].trigger()
    assert window.takes.list_view.model().rowCount() == 1
    QTest.keyClicks(window.takes.search.box, "mine.mid")
    assert window.takes.list_view.model().rowCount() == 1
    QTest.keyClicks(window.takes.search.box, "x")
    assert window.takes.list_view.model().rowCount() == 0
