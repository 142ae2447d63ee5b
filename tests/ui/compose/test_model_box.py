"""The list of models: what is read in it, and that all of it can be read."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView

from chopin_studio.app import Parts
from chopin_studio.ui.compose.model_box import LIST_WIDTH, ModelBox
from chopin_studio.ui.main.main_window import MainWindow
from tests.app_settings import settings_with
from tests.ui.conftest import OpenWindow

SENTENCE = "Broad and patient: long lines, few surprises, and the patience of the largest network."


@pytest.fixture
def parts(parts: Parts) -> Parts:
    """Return the parts of a window with a short, a long and no character."""
    bundles = parts.services.bundles
    for bundle, character in zip(bundles, ("Brisk.", SENTENCE), strict=True):
        bundle.manifest = replace(bundle.manifest, character=character)  # type: ignore[misc]
    return replace(parts, services=replace(parts.services, bundles=bundles))


def opened_list(window: MainWindow) -> tuple[ModelBox, QAbstractItemView]:
    """Open the list of models with the mouse."""
    box = window.compose.model_box
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    return box, box.view()


def test_every_row_has_the_figures_and_the_character_of_its_model(
    open_window: OpenWindow, parts: Parts
) -> None:
    box = open_window(parts).compose.model_box
    spoken = [
        str(box.itemData(row, Qt.ItemDataRole.AccessibleTextRole)).replace("\u00a0", " ")
        for row in range(box.count())
    ]
    assert spoken == [
        "Classic 256, 256 hidden units · 1.8 million parameters · 3.6 MB · loss 1.580, Brisk.",
        f"Classic 512, 512 hidden units · 1.8 million parameters · 3.6 MB · loss 1.580, {SENTENCE}",
    ]
    assert box.currentText() == "Classic 256"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_opened_list_gives_each_row_the_lines_it_needs(
    open_window: OpenWindow, parts: Parts, theme: str
) -> None:
    window = open_window(replace(parts, settings=settings_with({"appearance.theme": theme})))
    box, view = opened_list(window)
    assert view.isVisible()
    assert view.width() >= LIST_WIDTH
    short, long = (view.visualRect(box.model().index(row, 0)) for row in range(2))
    line = view.fontMetrics().height()
    assert short.height() >= 3 * line * 0.9
    assert long.height() >= short.height() + line * 0.9, "the sentence needs a second line"
    assert view.viewport().rect().contains(long.united(short))
    picture = view.viewport().grab().toImage()
    for row in (short, long):
        assert ink(picture, row.bottom() - 8 - line, row.bottom() - 8) > 0, "no last line"
        assert ink(picture, row.bottom() - 6, row.bottom() - 1) == 0, "no air below the last line"
    box.hidePopup()


def ink(picture: QImage, top: int, bottom: int) -> int:
    """Count pixels between two heights, where the texts are, that are not of the ground."""
    ground = picture.pixel(30, bottom)
    return sum(
        picture.pixel(x, y) != ground for y in range(top, bottom + 1) for x in range(30, 300)
    )


def test_a_row_of_the_list_is_chosen_with_the_keys(open_window: OpenWindow, parts: Parts) -> None:
    window = open_window(parts)
    _, view = opened_list(window)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(view, key)
    assert window.compose.bundle is parts.services.bundles[1]
    assert not view.isVisible()
