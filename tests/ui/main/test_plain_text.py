"""A title is text wherever it stands: it formats nothing, and has nothing loaded."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSize
from PySide6.QtCore import Qt as Core
from PySide6.QtGui import QHelpEvent, QImage, Qt, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QMessageBox,
    QProgressDialog,
    QTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

import chopin_studio
from chopin_studio.app import Parts
from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.take import Descent, Marks, TakeRecord
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi
from chopin_studio.session.support.file_names import distinct_names
from chopin_studio.session.support.message import Message
from chopin_studio.session.support.plain_text import as_caption, as_tooltip, as_window_title
from chopin_studio.ui.export.batch_export_dialog import BatchExportDialog
from chopin_studio.ui.export.export_dialog import ExportDialog
from chopin_studio.ui.main.about_dialog import AboutDialog, ShortcutsDialog
from chopin_studio.ui.main.main_window import MainWindow
from chopin_studio.ui.main.settings_dialog import SettingsDialog
from chopin_studio.ui.originality.report_dialog import OriginalityReportDialog
from chopin_studio.ui.record.record_window import RecordWindow
from tests.ui.conftest import OpenWindow
from tests.ui.fakes import FakePorts, note_at

MARKUP = '<img src="nowhere.png"> <b>bold</b> &amp; Waltz & [*]'
FILE_NAME = "<b>bold<b> & Waltz.mid"
TAG = "<u>tag</u> & more"
MUSIC = Excerpt(tuple(note_at(step) for step in range(16)), title=MARKUP)
RECORD = TakeRecord(
    "classic-256",
    "0" * 64,
    GenerationSettings(ExcerptStart(MUSIC)),
    notices=(f"A notice of {MARKUP}.",),
)
PORT = "<i>Piano</i> & port"


@pytest.fixture
def window(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, ports: FakePorts, tmp_path: Path
) -> MainWindow:
    """Open a window on takes, a file, a port and messages that look like HTML throughout."""
    ports.present = [PORT]
    descent = Descent("a", MARKUP, "varied", 2)
    marks = Marks(3, (TAG,), MARKUP)
    for title in (MARKUP, f"{MARKUP} 2"):
        parts.store.add(MUSIC, RECORD, descent, marks, title=title)
    window = open_window(replace(parts, problems=(f"{MARKUP} is damaged.",)))
    qtbot.waitUntil(lambda: window.session.piece is not None)
    write_midi(MUSIC, tmp_path / FILE_NAME)
    window.files.open([tmp_path / FILE_NAME])
    qtbot.waitUntil(lambda: window.session.piece.take.record.source is not None)
    window.messages.show_message(
        Message(f"“{MARKUP}” is kept.", action_label="Undo", action=lambda: None)
    )
    return window


def everything_below(window: QWidget) -> Iterator[QWidget]:
    yield window
    yield from window.findChildren(QWidget)


def tooltips(widget: QWidget) -> Iterator[str]:
    """Return the tooltips of a widget, its actions, and whatever it lists."""
    yield widget.toolTip()
    yield from (action.toolTip() for action in widget.actions())
    if isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
        yield from tooltips_of_rows(widget.model())


def tooltips_of_rows(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount(QModelIndex())):
        yield str(model.index(row, 0).data(Core.ItemDataRole.ToolTipRole) or "")


def shown_by(tip: str) -> str:
    """Return the text that Qt shows of a tooltip."""
    if not Qt.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


def formats(tip: str) -> bool:
    """Whether Qt would show a tooltip otherwise than as the text it stands for."""
    return tip != as_tooltip(shown_by(tip))


def check(window: QWidget) -> int:
    """Fail where anything in a window could format its text; return how much has the markup."""
    found = 0
    for widget in everything_below(window):
        if isinstance(widget, QLabel):
            assert widget.textFormat() == Core.TextFormat.PlainText or not Qt.mightBeRichText(
                widget.text()
            ), widget.text()
            found += "<b>" in widget.text()
        assert not (isinstance(widget, QTextEdit) and "<b>" in widget.toHtml())
        for tip in tooltips(widget):
            assert not formats(tip), tip
            found += "&lt;b&gt;" in tip
    return found


def test_nothing_in_the_window_takes_a_title_for_html(qtbot: QtBot, window: MainWindow) -> None:
    window.takes.list_view.selectAll()
    window.takes.list_view.setCurrentIndex(window.takes.list_view.model().index(0, 0))
    window.takes.inspector.fold.setChecked(True)
    assert check(window) >= 8  # messages, header, details, the list's tooltips, the file's button


DIALOGS: dict[str, tuple[Callable[[MainWindow], object], type[QWidget]]] = {
    "shortcuts": (lambda window: window.actions_.shortcuts.trigger(), ShortcutsDialog),
    "settings": (lambda window: window.actions_.settings.trigger(), SettingsDialog),
    "record": (lambda window: window.actions_.record.trigger(), RecordWindow),
    "export": (lambda window: window.actions_.export.trigger(), ExportDialog),
    "originality": (lambda window: window.originality.report.trigger(), OriginalityReportDialog),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_no_dialog_takes_a_title_for_html(window: MainWindow, name: str) -> None:
    show, kind = DIALOGS[name]
    window.actions_.undo.setText(as_caption(MARKUP))  # which the list of keys would show
    show(window)
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind))
    check(dialog)
    dialog.close()


def test_the_dialog_about_the_program_alone_has_links_and_no_title(window: MainWindow) -> None:
    window.actions_.about.trigger()
    about = window.findChild(AboutDialog)
    rich = [
        label.text()
        for label in about.findChildren(QLabel)
        if label.textFormat() == Core.TextFormat.RichText
    ]
    assert rich
    assert "Waltz" not in " ".join(rich)
    about.close()


def test_no_export_of_several_takes_one_for_html(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.takes.list_view.selectAll()
    window.actions_.export.trigger()
    dialog = window.findChild(BatchExportDialog)
    folder = tmp_path / "<b>bold<b>"
    folder.mkdir()
    for extension, box in dialog.boxes.items():
        box.setChecked(extension == ".mid")
    names = distinct_names([take.title for take in window.session.library.takes], lambda _: False)
    (folder / f"{names[0]}.mid").write_text("mine")
    dialog.place_edit.setText(str(folder))
    check(dialog)
    QTest.mouseClick(dialog.save_button, Core.MouseButton.LeftButton)
    question = window.findChild(QMessageBox)
    check(question)
    assert question.textFormat() == Core.TextFormat.PlainText
    question.close()


def test_the_window_of_a_long_export_takes_no_file_name_for_html(window: MainWindow) -> None:
    watch = window.export_controller.running.watch("<b>bold</b>.wav")
    dialog = window.findChild(QProgressDialog)
    assert check(dialog) == 1
    watch.report(0.5)
    watch.show_share()
    assert check(dialog) == 1
    watch.end()


def test_titles_in_menus_and_on_buttons_underline_nothing(window: MainWindow) -> None:
    window.takes.list_view.selectAll()
    window.session.library.mark(
        {window.session.library.takes[0].id: Marks(1)}, f"Star {MARKUP}", key="x"
    )
    assert as_caption(MARKUP) in window.actions_.undo.text()
    for widget in everything_below(window):
        texts = [action.text() for action in widget.actions()] if isinstance(widget, QMenu) else []
        if isinstance(widget, QAbstractButton):
            texts.append(widget.text())
        for text in texts:
            for shown in (MARKUP, FILE_NAME, TAG, PORT):
                assert shown not in text.replace("&&", ""), text


def test_a_titles_place_holder_stays_in_the_windows_title(window: MainWindow) -> None:
    window.session.show_take(window.session.library.takes[0].id)
    assert as_window_title("a [*] b") == "a [*][*] b"
    assert "[*][*]" in window.windowTitle()


def test_the_tooltip_that_is_shown_over_a_take_is_its_title(
    qtbot: QtBot, window: MainWindow
) -> None:
    view = window.takes.list_view
    place = view.visualRect(view.model().index(0, 0)).center()
    where = view.viewport().mapToGlobal(place)
    QApplication.sendEvent(view.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, place, where))
    shown = QToolTip.text()
    assert "&lt;img src=" in shown
    assert not formats(shown)
    QToolTip.hideText()


def test_a_tooltip_that_is_no_html_stays_as_it_is() -> None:
    for text in ("", "Play", "a > b; c", "two\nlines"):
        assert as_tooltip(text) == text


@given(st.text(st.sampled_from("<>&;ab/ \n'\"=!-?xlt")))
@example(f"{MARKUP}\nsecond line")
@example("&lt;b&gt;")
def test_a_tooltip_shows_any_text_as_it_stands(text: str) -> None:
    assert shown_by(as_tooltip(text)) == text


def test_a_picture_that_a_title_names_is_not_loaded(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """One without end would eat all memory, and a pipe would hold up the window for ever."""
    picture = QImage(QSize(900, 900), QImage.Format.Format_RGB32)
    assert picture.save(str(tmp_path / "picture.png"))
    title = f"<img src={tmp_path / 'picture.png'}>"
    write_midi(replace(MUSIC, title=title), tmp_path / "music.mid")
    window.files.open([tmp_path / "music.mid"])
    qtbot.waitUntil(lambda: window.session.piece.title == title)
    window.messages.show_message(Message(title))
    labels = [label for label in window.findChildren(QLabel) if label.text() == title]
    assert len(labels) >= 2  # the header's and the message's
    assert max(label.sizeHint().height() for label in labels) < 900


def test_labels_are_made_plain_by_their_class() -> None:
    """Whatever window or dialog comes next: a bare QLabel takes what looks like HTML for such."""
    bare = []
    for path in sorted((Path(chopin_studio.__file__).parent / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "QLabel":
                bare.append(path.name)
    assert bare == ["about_dialog.py"]
