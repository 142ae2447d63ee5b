"""The real window in a language that marks every text that is translated."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.paths import resources
from tests.ui.conftest import OpenWindow
from tests.ui.driving import press_generate, wait_for_takes
from tests.ui.fakes import PIANO, TITLES

MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[^\W\d_]{3,}")
NAMES = re.compile(
    r"Chopin( Studio)?|(classic|expressive)[- ]\d+|Esc|Ctrl|Shift|Alt|Space|Del|Home|End"
    r"|Deutsch|English|\(\.\w+\)",
    re.IGNORECASE,
)
"""What is the same in every language: names of models, keys and languages, and of the studio."""

CHARACTER = "The smallest model of the paper: direct, restless, quick to compose."
"""What the fake model says of itself."""


class Marking(QTranslator):
    """Marks what is translated, so that all that is not stands out."""

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(self, context: str, source: str, comment: str = "", n: int = -1) -> str | None:
        return f"⟦{source}⟧"


@pytest.fixture
def marking(qapp: QCoreApplication) -> Iterator[None]:
    translator = Marking()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def shown_by(widget: QWidget) -> Iterator[str]:
    """Return all that a widget shows or has a screen reader say."""
    yield from (widget.toolTip(), widget.statusTip(), widget.accessibleName())
    yield from (widget.accessibleDescription(), widget.windowTitle())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    if isinstance(widget, QTabWidget):
        yield from (widget.tabText(tab) for tab in range(widget.count()))


def shown_in(top: QWidget) -> Iterator[str]:
    for widget in (top, *top.findChildren(QWidget)):
        yield from shown_by(widget)
    for action in top.findChildren(QAction):
        yield from (action.text(), action.iconText(), action.toolTip(), action.statusTip())


def unmarked(top: QWidget, *own: str) -> list[str]:
    """Return what is shown in no language of the window; `own` are the user's words."""
    found = []
    for text in shown_in(top):
        left = text
        while (cut := MARKED.sub("", left)) != left:
            left = cut
        for word in own:
            left = left.replace(word, "")
        if WORD.search(NAMES.sub("", left)):
            found.append(text)
    return sorted(set(found))


def test_the_window_is_translated_as_a_whole(
    qtbot: QtBot, parts: Parts, open_window: OpenWindow, marking: None
) -> None:
    window = open_window(parts)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)

    titles = [take.title for take in parts.store.takes().takes]
    assert unmarked(window, *titles, *TITLES, PIANO, CHARACTER) == []


@pytest.mark.parametrize("name", ["settings", "shortcuts", "about", "record", "export"])
def test_every_dialog_is_translated_as_a_whole(
    qtbot: QtBot, parts: Parts, open_window: OpenWindow, marking: None, name: str
) -> None:
    window = open_window(parts)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)

    getattr(window.actions_, name).trigger()

    (opened,) = [
        top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not window
    ]
    assert unmarked(opened, *(take.title for take in parts.store.takes().takes)) == []
    opened.close()


@pytest.fixture
def german(qapp: QCoreApplication, tmp_path: Path) -> Iterator[None]:
    """Have the window speak German, compiled as set-up does."""
    source = resources() / "translations" / "chopin_studio_de.ts"
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    command = [tool, "-silent", source, "-qm", tmp_path / "de.qm"]
    subprocess.run(command, check=True, timeout=60)
    translator = QTranslator()
    assert translator.load(str(tmp_path / "de.qm"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def test_no_two_entries_of_a_german_menu_share_the_letter_that_chooses_them(
    parts: Parts, open_window: OpenWindow, german: None
) -> None:
    window = open_window(parts)
    menus = [window.menuBar(), *window.menuBar().findChildren(QMenu)]
    assert "&Datei" in [action.text() for action in window.menuBar().actions()]
    for menu in menus:
        letters = re.findall(r"&(\w)", " ".join(action.text() for action in menu.actions()).lower())
        assert len(set(letters)) == len(letters), menu.actions()
