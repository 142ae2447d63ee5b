import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.midi_io import write_midi
from chopin_studio.settings.storage import load_settings, save_settings
from chopin_studio.ui.main.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.driving import made_so_far, press_generate, wait_for_takes, without_figures
from tests.ui.fakes import SlowGenerator, Trash, seed_excerpt


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, parts: Parts) -> MainWindow:
    """Open a window with one finished take."""
    window = open_window(parts)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    return window


def test_a_take_is_there_again_after_a_restart(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, window: MainWindow
) -> None:
    title, shown = window.session.library.takes[0].title, window.session.piece
    window.close()
    again = open_window(parts)
    qtbot.waitUntil(lambda: len(again.session.library.takes) == 1)
    assert again.session.library.takes[0].title == title
    view = again.takes.list_view
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.visualRect(view.model().index(0, 0)).center(),
    )
    qtbot.waitUntil(lambda: again.session.piece is not None)
    assert shown is not None
    assert again.session.piece is not None
    assert again.session.piece.excerpt.notes == shown.excerpt.notes
    assert again.playback.timeline is not None


def test_a_take_cut_off_by_closing_is_kept(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    generator.seconds_a_note = 0.01
    window = open_window(parts)
    window.compose.notes_box.setValue(4000)
    press_generate(window)
    qtbot.waitUntil(lambda: made_so_far(window) > 2)
    window.close()
    kept = parts.store.takes().takes
    assert len(kept) == 1
    assert not kept[0].record.complete


def test_f2_renames_a_take_for_good(qtbot: QtBot, parts: Parts, window: MainWindow) -> None:
    window.takes.list_view.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F2)
    editor = window.takes.list_view.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "Dawn")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.library.takes[0].title == "Dawn")
    assert parts.store.takes().takes[0].title == "Dawn"
    assert window.windowTitle().startswith("Dawn")


def test_del_moves_a_take_to_the_trash(qtbot: QtBot, parts: Parts, window: MainWindow) -> None:
    trash = parts.move_to_trash
    assert isinstance(trash, Trash)
    window.takes.list_view.setFocus()
    QTest.keyClick(window.takes.list_view, Qt.Key.Key_Delete)
    assert window.session.library.takes == ()
    assert window.session.piece is None
    assert window.playback.timeline is None
    assert len(list(trash.folder.iterdir())) == 1
    assert parts.store.takes().takes == ()


def test_del_elsewhere_throws_nothing_away(window: MainWindow) -> None:
    QTest.keyClick(window.roll, Qt.Key.Key_Delete)
    assert len(window.session.library.takes) == 1


def test_a_take_that_cannot_be_trashed_stays_and_says_so(parts: Parts, window: MainWindow) -> None:
    trash = parts.move_to_trash
    assert isinstance(trash, Trash)
    trash.full = True
    window.actions_.delete.trigger()
    assert len(window.session.library.takes) == 1
    assert any("could not be moved to the trash" in text for text in window.messages.texts)


def test_a_midi_file_dropped_on_the_window_becomes_the_start(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator, tmp_path: Path
) -> None:
    path = tmp_path / "mine.mid"
    write_midi(seed_excerpt(GenerationSettings()), path)
    window = open_window(parts)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(
        QDropEvent(
            QPointF(300, 300),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    qtbot.waitUntil(lambda: window.compose.seeds.kind == "file")
    assert window.compose.seeds.open_button.text() == "mine.mid"
    assert window.session.piece is not None
    press_generate(window)
    wait_for_takes(qtbot, window, 2)  # the file and the take
    assert all(take.is_kept for take in window.session.library.takes)
    start = generator.calls[0].start
    assert isinstance(start, ExcerptStart)
    assert len(start.excerpt.notes) == 8


def test_a_file_that_is_no_midi_is_refused_in_a_sentence(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    path = tmp_path / "not.mid"
    path.write_bytes(b"no music")
    window = open_window(parts)
    window.files.open([path])
    qtbot.waitUntil(lambda: bool(window.messages.texts))
    assert "not.mid" in window.messages.texts[0]
    assert window.session.piece is None


def test_starting_from_a_file_needs_a_file(open_window: OpenWindow, parts: Parts) -> None:
    window = open_window(parts)
    QTest.mouseClick(window.compose.seeds.file_button, Qt.MouseButton.LeftButton)
    assert not window.compose.generate_button.isEnabled()
    assert "Open a file" in window.compose.generate_button.toolTip()


def test_every_control_is_as_it_was_after_a_restart(
    open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    path = tmp_path / "settings.json"
    first = open_window(replace(parts, save=lambda changed: save_settings(changed, path)))
    first.compose.model_box.setCurrentIndex(1)
    first.compose.seeds.seed_box.setCurrentIndex(1)
    first.compose.notes_box.setValue(77)
    first.compose.temperature.box.setValue(0.85)
    first.compose.renew_box.setChecked(False)
    first.transport.volume_slider.setValue(33)
    first.actions_.follow.setChecked(False)
    first.panes.setSizes([347, 733, 220])
    first.resize(1300, 820)
    first.close()
    second = open_window(replace(parts, settings=load_settings(path)))
    assert second.compose.model_box.currentText() == "Classic 512"
    assert second.compose.seeds.seed_name == "seed-1"
    assert second.compose.notes_box.value() == 77
    assert second.compose.temperature.value == 0.85
    assert not second.compose.renew_box.isChecked()
    assert second.playback.volume == 33
    assert not second.roll.follows
    assert second.panes.sizes()[2] == 220  # it is wider in a window that nobody has arranged
    assert load_settings(path).window.geometry


def test_a_take_can_be_renamed_while_another_is_made_and_kept(
    qtbot: QtBot, window: MainWindow, generator: SlowGenerator
) -> None:
    library = window.session.library
    take = library.takes[0]
    generator.seconds_a_note = 0.02
    press_generate(window)
    qtbot.waitUntil(lambda: made_so_far(window) > 0)
    window.takes.list_view.setCurrentIndex(window.takes.list_view.model().index(1, 0))
    window.actions_.rename.trigger()
    editor = window.takes.list_view.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "Daw")
    wait_for_takes(qtbot, window, 2)
    assert editor.text() == "Daw"
    QTest.keyClicks(editor, "n")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (take.id, "Dawn") in [(t.id, t.title) for t in library.takes])
    assert len(library.takes) == 2


def test_takes_that_could_not_be_kept_are_kept_once_they_can_be(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    (tmp_path / "takes").write_text("a file where the folder should be")
    window = open_window(parts)
    window.compose.takes_box.setValue(2)
    press_generate(window)
    qtbot.waitUntil(lambda: any("cannot be saved" in text for text in window.messages.texts))
    assert len(window.session.library.retry_unsaved()) == 2
    (tmp_path / "takes").unlink()
    button = window.messages.findChild(QPushButton)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    wait_for_takes(qtbot, window, 2)
    assert window.session.library.unsaved == window.generation.drafts == ()
    assert len(parts.store.takes().takes) == 2
    assert window.session.piece is not None
    assert window.session.piece.take in window.session.library.takes


def window_with_unkept_take(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> MainWindow:
    """Make a take where the folder of takes is a file, so that it cannot be saved."""
    (tmp_path / "takes").write_text("a file where the folder should be")
    window = open_window(parts)
    press_generate(window)
    qtbot.waitUntil(lambda: any("cannot be saved" in text for text in window.messages.texts))
    return window


def test_closing_can_write_once_what_the_pool_is_writing(
    open_window: OpenWindow, parts: Parts, tmp_path: Path, qtbot: QtBot
) -> None:
    window = window_with_unkept_take(qtbot, open_window, parts, tmp_path)
    (tmp_path / "takes").unlink()
    window.session.library.keep_unsaved()
    assert window.session.library.retry_unsaved() == ()
    qtbot.wait(100)
    assert len(window.session.library.takes) == 1
    assert len(parts.store.takes().takes) == 1


@pytest.mark.parametrize("command", ["show", "rename", "delete"])
def test_a_take_deleted_outside_leaves_the_list_and_says_so(
    qtbot: QtBot,
    parts: Parts,
    window: MainWindow,
    tmp_path: Path,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = window.session.library
    # What looks for changes from outside, now and then, could tell of it before the command does.
    monkeypatch.setattr(library, "refresh_if_changed", lambda: None)
    press_generate(window)
    wait_for_takes(qtbot, window, 2)
    gone = library.takes[1]
    # At once: a figure may be written into the folder in the midst of deleting what it holds.
    parts.store.folder_of(gone.id).rename(tmp_path / "deleted")
    if command == "show":
        window.takes.list_view.setCurrentIndex(window.takes.list_view.model().index(1, 0))
    elif command == "rename":
        library.rename(gone.id, "Dawn")
    else:
        library.delete(gone.id)
    qtbot.waitUntil(lambda: library.find(gone.id) is None)
    expected = (
        f"“{gone.title}” was deleted outside Chopin Studio and has been removed from the list."
    )
    assert window.messages.texts == (expected,)
    qtbot.waitUntil(lambda: window.takes.selected_take == library.takes[0])


def test_a_take_that_cannot_be_opened_leaves_the_selection_on_what_is_shown(
    qtbot: QtBot, parts: Parts, window: MainWindow
) -> None:
    press_generate(window)
    wait_for_takes(qtbot, window, 2)
    shown, damaged = window.session.library.takes
    (parts.store.folder_of(damaged.id) / "take.mid").write_bytes(b"no music")
    window.takes.list_view.setCurrentIndex(window.takes.list_view.model().index(1, 0))
    assert window.takes.selected_take == damaged
    qtbot.waitUntil(lambda: any("from a backup" in text for text in window.messages.texts))
    assert window.takes.selected_take == shown


def test_closing_with_takes_that_cannot_be_kept_is_refused_once(
    open_window: OpenWindow, parts: Parts, tmp_path: Path, qtbot: QtBot
) -> None:
    window = window_with_unkept_take(qtbot, open_window, parts, tmp_path)
    assert not window.close()
    assert window.isVisible()
    assert any("1 take is not saved yet" in text for text in window.messages.texts)
    (tmp_path / "takes").unlink()
    assert window.close()
    assert len(parts.store.takes().takes) == 1


def test_renaming_and_deleting_can_be_undone_and_done_again(
    qtbot: QtBot, parts: Parts, window: MainWindow
) -> None:
    library = window.session.library
    take = library.takes[0]
    assert not window.actions_.undo.isEnabled()
    library.rename(take.id, "Dusk & Dawn")
    assert window.actions_.undo.text() == f"&Undo Rename “{take.title}”"
    window.takes.list_view.setFocus()
    QTest.keyClick(window.takes.list_view, Qt.Key.Key_Delete)
    assert parts.store.takes().takes == ()
    assert window.actions_.undo.text() == "&Undo Delete “Dusk && Dawn”"
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [one.title for one in library.takes] == ["Dusk & Dawn"]
    assert "“Dusk & Dawn” is back from the trash." in window.messages.texts
    assert "“Dusk & Dawn” is in the trash." not in window.messages.texts
    qtbot.waitUntil(lambda: window.windowTitle().startswith("Dusk & Dawn"))
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    as_it_was = without_figures([take])
    assert without_figures(parts.store.takes().takes) == as_it_was
    assert without_figures(library.takes) == as_it_was
    redo = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_Z, redo)
    assert [one.title for one in parts.store.takes().takes] == ["Dusk & Dawn"]
    QTest.keyClick(window, Qt.Key.Key_Z, redo)
    assert parts.store.takes().takes == library.takes == ()
    assert not window.actions_.redo.isEnabled()


def test_where_the_trash_keeps_to_itself_nothing_claims_to_bring_the_take_back(
    parts: Parts, window: MainWindow
) -> None:
    trash = parts.move_to_trash
    assert isinstance(trash, Trash)
    trash.silent = True
    window.actions_.delete.trigger()
    assert window.session.library.takes == ()
    assert not window.actions_.undo.isEnabled()
    assert any("cannot be undone" in text for text in window.messages.texts)


def test_an_undo_that_the_disk_refuses_says_so_and_leaves_the_history(
    parts: Parts, window: MainWindow
) -> None:
    trash = parts.move_to_trash
    assert isinstance(trash, Trash)
    window.actions_.delete.trigger()
    shutil.rmtree(trash.folder)
    window.actions_.undo.trigger()
    assert window.session.library.takes == ()
    assert len(window.messages.texts) == 1
    assert not window.actions_.undo.isEnabled()
    assert not window.actions_.redo.isEnabled()
