import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt, qVersion, qWarning
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QPushButton,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from chopin_studio import __version__
from chopin_studio.app import Parts, real_parts, render_screenshot, report_unexpected
from chopin_studio.files import FileWriteError
from chopin_studio.log import logging_to
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.note import Note
from chopin_studio.paths import HOME_VARIABLE
from chopin_studio.session.support.message import Message
from chopin_studio.session.support.qt_log import qt_messages_logged
from chopin_studio.settings.model import AppSettings
from chopin_studio.ui.main.about_dialog import AboutDialog, ShortcutsDialog
from chopin_studio.ui.main.main_window import MainWindow
from chopin_studio.ui.main.settings_dialog import SettingsDialog
from tests.app_settings import changed, settings_with
from tests.ui.conftest import OpenWindow
from tests.ui.driving import opened
from tests.ui.fakes import FakePorts, note_at


def test_no_two_entries_of_a_menu_share_the_letter_that_chooses_them(
    open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    for menu in window.menuBar().findChildren(QMenu):
        texts = [action.text() for action in menu.actions()]
        letters = [found[1].lower() for text in texts if (found := re.search("&([^&])", text))]
        assert len(set(letters)) == len(letters), (menu.title(), texts)


def test_every_action_has_a_menu_a_key_and_a_tooltip_and_no_key_is_used_twice(
    open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    in_menus = [
        action
        for menu in window.menuBar().findChildren(QMenu)
        for action in menu.actions()
        if not action.isSeparator()
    ]
    keys = [key.toString() for action in in_menus for key in action.shortcuts()]
    for action in window.actions_.all():
        assert action in in_menus, action.text()
        assert action.shortcut().toString(), action.text()
        assert action.toolTip(), action.text()
    assert len(keys) == len(set(keys))


def test_every_control_has_a_tooltip_and_a_name_for_screen_readers(
    open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    kinds = (QAbstractButton, QAbstractSpinBox, QComboBox, QAbstractSlider)
    for widget in window.findChildren(QWidget):
        is_qts_own = widget.objectName().startswith("qt_")
        if not isinstance(widget, kinds) or isinstance(widget, QScrollBar) or is_qts_own:
            continue
        name = widget.accessibleName() or (
            widget.text() if isinstance(widget, QAbstractButton) else ""
        )
        tip = widget.toolTip() or (widget.parentWidget().toolTip() if widget.parent() else "")
        assert name, f"{widget} has no name"
        assert tip, f"{name} has no tooltip"


def test_disabled_actions_say_why(open_window: OpenWindow, parts: Parts) -> None:
    window = open_window(parts)
    for action in (window.actions_.export, window.actions_.play, window.actions_.rename):
        assert not action.isEnabled()
        assert "first" in action.toolTip() or "no music" in action.toolTip()


def test_the_theme_can_be_changed_in_the_settings(open_window: OpenWindow, parts: Parts) -> None:
    window = open_window(replace(parts, settings=settings_with({"appearance.theme": "light"})))
    assert brightness(window) > 180
    window.actions_.settings.trigger()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.theme_box.setCurrentIndex(dialog.theme_box.findData("dark"))
    dialog.accept()
    assert brightness(window) < 80
    assert window.settings.appearance.theme == "dark"


class StyleCount(QObject):
    """Counts how often a widget is styled anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.times += event.type() == QEvent.Type.StyleChange
        return False


def test_only_another_theme_styles_the_window_anew(open_window: OpenWindow, parts: Parts) -> None:
    window = open_window(replace(parts, settings=settings_with({"appearance.theme": "light"})))
    count = StyleCount(window.compose.generate_button)
    window.apply_settings(changed(window.settings, {"generation.notes": 50}))
    assert count.times == 0
    window.apply_settings(changed(window.settings, {"appearance.theme": "dark"}))
    assert count.times > 0


def test_the_dialogs_open_and_name_what_they_should(open_window: OpenWindow, parts: Parts) -> None:
    window = open_window(parts)
    window.actions_.about.trigger()
    about = window.findChild(AboutDialog)
    assert about is not None
    words = " ".join(label.text() for label in about.findChildren(QLabel))
    for credit in ("Bernd Krueger", "CC BY-SA 3.0", "V. N. Nguyen", "MuseScore General", "MIT"):
        assert credit in words
    for label in about.findChildren(QLabel):
        assert label.minimumSizeHint().width() <= label.width(), label.text()
        assert label.heightForWidth(label.width()) <= label.height(), label.text()
    about.close()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.findChild(ShortcutsDialog) is not None


@pytest.fixture
def fails_unexpectedly() -> Callable[[MainWindow], None]:
    """Return what makes a slot of a window fail."""

    def fail(window: MainWindow) -> None:
        undo = report_unexpected(window)
        try:
            sys.excepthook(ZeroDivisionError, ZeroDivisionError("deep inside"), None)
        finally:
            undo()

    return fail


def test_an_unforeseen_error_is_one_sentence_and_a_traceback_on_stderr_and_in_the_log(
    open_window: OpenWindow,
    parts: Parts,
    fails_unexpectedly: Callable[[MainWindow], None],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    window = open_window(parts)
    with logging_to(tmp_path / "studio.log"):
        fails_unexpectedly(window)
    assert any("Something unexpected went wrong" in text for text in window.messages.texts)
    for told in (capsys.readouterr().err, (tmp_path / "studio.log").read_text()):
        assert told.count("ZeroDivisionError: deep inside") == 1


def test_the_details_of_an_unforeseen_error_are_copied_at_a_click(
    open_window: OpenWindow,
    parts: Parts,
    fails_unexpectedly: Callable[[MainWindow], None],
    tmp_path: Path,
) -> None:
    log = tmp_path / "studio.log"
    window = open_window(replace(parts, log=log))
    with logging_to(log):
        fails_unexpectedly(window)
    button = next(
        one for one in window.messages.findChildren(QPushButton) if one.text() == "Copy details"
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().text()
    for part in (f"Chopin Studio {__version__}", "Python 3.", f"Qt {qVersion()}", str(log)):
        assert part in copied
    assert copied.count("ZeroDivisionError: deep inside") == 2  # the error's own, and the log's
    assert button.text() == "Copied"


def test_messages_that_were_foreseen_have_no_details(open_window: OpenWindow, parts: Parts) -> None:
    window = open_window(replace(parts, problems=("A model is damaged.",)))
    assert not window.messages.findChildren(QPushButton)


def test_what_qt_says_is_logged_and_still_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with logging_to(tmp_path / "studio.log"), qt_messages_logged():
        qWarning("a picture is missing")
    assert "a picture is missing" in capsys.readouterr().err
    assert "WARNING qt: a picture is missing" in (tmp_path / "studio.log").read_text()


def test_messages_can_be_dismissed(open_window: OpenWindow, parts: Parts) -> None:
    window = open_window(replace(parts, problems=("A model is damaged.",)))
    assert window.messages.isVisible()
    buttons = window.messages.findChildren(QAbstractButton)
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert window.messages.texts == ()
    assert not window.messages.isVisible()


def test_what_still_goes_on_is_told_until_it_ends(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chopin_studio.ui.main.message_bar.PASSING_MS", 20)
    messages = open_window(parts).messages
    messages.show_message(Message("Working …", topic="work", stays=True))
    for number in range(4):
        messages.show_message(Message(f"News {number}"))
    assert messages.texts == ("News 3", "News 2", "Working …")
    qtbot.waitUntil(lambda: messages.texts == ("Working …",))
    messages.show_message(Message("Done.", topic="work"))
    qtbot.waitUntil(lambda: not messages.texts)


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_nothing_is_cut_off_at_usual_sizes(
    open_window: OpenWindow, parts: Parts, size: tuple[int, int]
) -> None:
    window = open_window(parts)
    window.resize(*size)
    assert window.size() == QSize(*size)
    assert window.minimumSizeHint().width() <= 1280
    for widget in (window.compose.generate_button, window.transport.volume_slider):
        corner = widget.mapTo(window, widget.rect().bottomRight())
        assert window.rect().contains(corner)


def test_ten_thousand_notes_are_drawn_and_scrolled(open_window: OpenWindow, parts: Parts) -> None:
    window = open_window(parts)
    notes = tuple(note_at(step) for step in range(10_000))
    window.session.show_excerpt(Excerpt(notes))
    bar = window.roll.horizontalScrollBar()
    pictures = set()
    for share in (0.0, 0.5, 0.8):
        bar.setValue(round(bar.maximum() * share))
        picture = window.roll.viewport().grab().toImage()
        pictures.add(len(colours(picture)))
    assert min(pictures) > 5


def test_nothing_overlaps_in_the_smallest_window(open_window: OpenWindow, parts: Parts) -> None:
    window = open_window(parts)
    window.resize(window.minimumSize())
    for part in (window.centralWidget(), window.transport, window.header):
        assert part is not None
        assert part.minimumSizeHint().width() <= part.width(), part.objectName()


def test_a_picture_of_the_real_window_is_written(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "window.png"
    notes = tuple(note_at(step) for step in range(40))
    render_screenshot(Excerpt(notes, title="Picture"), path, (1280, 800), "light")
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1280, 800)
    assert len(colours(image)) > 20


def test_the_app_never_imports_tensorflow_nor_the_slow_libraries_before_they_are_needed() -> None:
    code = (
        "import sys\n"
        "from chopin_studio import app\n"
        "window = app.build_window(app.application(), app.real_parts())\n"
        "window.show()\n"
        "app.application().processEvents()\n"
        "slow = {'tensorflow', 'keras', 'music21', 'matplotlib', 'scipy'} & set(sys.modules)\n"
        "window.close()\n"
        "print(sorted(slow))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize("error", [FileWriteError("The disk is full."), OSError("unforeseen")])
def test_settings_that_cannot_be_saved_never_keep_the_output_from_being_closed(
    qtbot: QtBot, parts: Parts, ports: FakePorts, error: Exception
) -> None:
    def fail(settings: AppSettings) -> None:
        raise error

    window = opened(qtbot, replace(parts, save=fail))
    window.session.show_excerpt(Excerpt((Note(60, 64, 0, 48_000),)))
    window.playback.play()
    piano = ports.opened[0]
    qtbot.waitUntil(lambda: piano.open_notes[60] == 1)
    assert window.close()
    assert not piano.open_notes
    assert piano.closed


def test_the_window_opens_with_a_warning_where_the_users_folder_cannot_be_made(
    tmp_path: Path, open_window: OpenWindow, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").write_text("in the way")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    found = real_parts()
    assert found.services.bundles
    window = open_window(replace(parts, problems=found.problems))
    assert any("cannot be created" in text for text in window.messages.texts)


def test_an_error_of_opening_goes_when_the_next_file_opens(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    window = open_window(parts)
    window.files.open([tmp_path / "none.mid"])
    qtbot.waitUntil(lambda: len(window.messages.texts) == 1)
    write_midi(Excerpt((note_at(0),)), tmp_path / "good.mid")
    window.files.open([tmp_path / "good.mid"])
    qtbot.waitUntil(lambda: window.messages.texts == ())
    assert window.session.piece is not None


def brightness(window: QWidget) -> float:
    image = window.grab().toImage().scaled(16, 16)
    greys = [image.pixelColor(x, y).lightness() for x in range(16) for y in range(16)]
    return sum(greys) / len(greys)


def colours(image: QImage) -> set[int]:
    return {
        image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 3)
    }
