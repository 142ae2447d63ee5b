from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.export.engraving.engrave import Engraving
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.settings.model import AppSettings
from chopin_studio.ui.main.main_window import MainWindow
from tests.export.takes import classic_take
from tests.ui.conftest import OpenWindow
from tests.ui.driving import press_generate, wait_for_takes
from tests.ui.fakes import SlowGenerator

CONTROL = Qt.KeyboardModifier.ControlModifier
TAKE = classic_take(200)


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts) -> MainWindow:
    """Open a window with two pages of music, in the roll."""
    window = open_window(parts)
    window.session.show_excerpt(TAKE)
    return window


def show_score(qtbot: QtBot, window: MainWindow) -> Engraving:
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert window.score.isVisible()
    assert not window.roll.isVisible()
    qtbot.waitUntil(lambda: window.score.engraving is not None)
    engraving = window.score.engraving
    assert engraving is not None
    return engraving


def picture(window: MainWindow) -> QImage:
    return window.score.viewport().grab().toImage()


def reds(image: QImage, middle: QPointF, radius: int = 6) -> int:
    """Count the coloured pixels, neither grey nor nearly, around a point."""
    x, y = round(middle.x()), round(middle.y())
    colours = (
        image.pixelColor(x + i, y + j)
        for i in range(-radius, radius + 1)
        for j in range(-radius, radius + 1)
    )
    return sum(colour.red() - colour.blue() > 60 for colour in colours)


def test_the_buttons_and_keys_change_between_roll_and_score(
    qtbot: QtBot, window: MainWindow
) -> None:
    show_score(qtbot, window)
    assert window.actions_.show_score.isChecked()
    assert not window.actions_.taller.isEnabled()
    assert "piano roll" in window.actions_.taller.toolTip()
    buttons = {button.text(): button for button in window.header.findChildren(QToolButton)}
    QTest.mouseClick(buttons["Roll"], Qt.MouseButton.LeftButton)
    assert window.roll.isVisible()
    assert window.actions_.taller.isEnabled()
    QTest.mouseClick(buttons["Score"], Qt.MouseButton.LeftButton)
    assert window.score.isVisible()


def test_nothing_is_engraved_while_nobody_looks(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.wait(100)
    assert window.score.engraving is None
    assert not window.score.model.is_busy


def test_the_pages_are_drawn_as_wide_as_the_view(qtbot: QtBot, window: MainWindow) -> None:
    engraving = show_score(qtbot, window)
    assert len(engraving.pages) == 2
    image = picture(window)
    ink = sum(
        image.pixelColor(x, y).lightness() != image.pixelColor(30, 30).lightness()
        for x in range(40, image.width() - 40, 3)
        for y in range(40, image.height(), 3)
    )
    assert ink > 1000
    assert window.score.horizontalScrollBar().maximum() == 0
    assert window.score.verticalScrollBar().maximum() > 0


def test_a_click_on_a_note_goes_there(qtbot: QtBot, window: MainWindow) -> None:
    engraving = show_score(qtbot, window)
    mark = next(mark for mark in engraving.marks if mark.start_tick == 2400)
    place = window.score.place_of(mark).toPoint()
    QTest.mouseClick(window.score.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.playback.position_tick == 2400
    QTest.mouseClick(window.score.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert window.playback.position_tick == 2400


def test_the_notes_that_sound_are_coloured_and_no_others(qtbot: QtBot, window: MainWindow) -> None:
    engraving = show_score(qtbot, window)
    mark = next(mark for mark in engraving.marks if mark.start_tick == 1200)
    other = next(mark for mark in engraving.marks if mark.start_tick == 3600)
    assert reds(picture(window), window.score.place_of(mark)) == 0
    window.playback.set_speed(0.25)
    window.playback.seek(1200)
    window.playback.play()
    image = picture(window)
    assert mark in engraving.sounding_at(window.playback.position_tick)
    assert reds(image, window.score.place_of(mark)) > 20
    assert reds(image, window.score.place_of(other)) == 0
    window.playback.stop()
    assert reds(picture(window), window.score.place_of(mark)) == 0


def test_pages_turn_with_the_music_but_not_for_who_looks_elsewhere(
    qtbot: QtBot, window: MainWindow
) -> None:
    engraving = show_score(qtbot, window)
    bar = window.score.verticalScrollBar()
    last = engraving.marks[-1]
    window.playback.seek(last.start_tick)
    assert bar.value() > 0
    assert 0 < window.score.place_of(last).y() < window.score.viewport().height()
    window.playback.to_start()
    assert bar.value() == 0  # with the title in view
    window.playback.seek(last.start_tick)
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    bar.setValue(0)
    window.playback.seek(last.start_tick - 240)
    assert bar.value() == 0


def test_zoom_keeps_the_place_and_fit_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    engraving = show_score(qtbot, window)
    middle = window.score.viewport().height() / 2
    near = min(engraving.marks, key=lambda mark: abs(window.score.place_of(mark).y() - middle))
    before = window.score.place_of(near).y()
    scale = window.score.page_layout.scale
    QTest.keyClick(window, Qt.Key.Key_Plus, CONTROL)
    assert window.score.page_layout.scale == pytest.approx(1.2 * scale)
    assert abs(window.score.place_of(near).y() - middle) < abs(before - middle) * 1.2 + 3
    assert window.score.horizontalScrollBar().maximum() > 0
    viewport, point = window.score.viewport(), QPointF(50, 50)
    wheel = QWheelEvent(
        *(point, viewport.mapToGlobal(point), QPoint(), QPoint(0, -240)),
        *(Qt.MouseButton.NoButton, CONTROL, Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(viewport, wheel)
    assert window.score.page_layout.scale == pytest.approx(scale / 1.2)
    QTest.keyClick(window, Qt.Key.Key_0, CONTROL)
    assert window.score.page_layout.scale == scale


def test_arrows_go_by_bars(qtbot: QtBot, window: MainWindow) -> None:
    show_score(qtbot, window)
    window.score.setFocus()
    QTest.keyClick(window.score, Qt.Key.Key_Right)
    assert window.playback.position_tick == 1920
    QTest.keyClick(window.score, Qt.Key.Key_Home)
    assert window.playback.position_tick == 0


def test_the_paper_is_dark_by_night(qtbot: QtBot, window: MainWindow) -> None:
    show_score(qtbot, window)
    window.themes.choose("light")
    assert picture(window).pixelColor(30, 30) == QColor("#ffffff")
    window.themes.choose("dark")
    assert picture(window).pixelColor(30, 30).lightness() < 60


def test_a_growing_take_is_engraved_again_until_it_is_whole(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    generator.seconds_a_note = 0.2
    window = open_window(parts)
    press_generate(window)
    qtbot.waitUntil(lambda: window.session.piece is not None)
    first = show_score(qtbot, window)
    assert len({mark.start_tick for mark in first.marks}) < 20
    wait_for_takes(qtbot, window, 1)
    qtbot.waitUntil(
        lambda: (
            window.score.engraving is not None
            and len({mark.start_tick for mark in window.score.engraving.marks}) == 20
        ),
    )


def test_music_that_is_gone_before_it_is_engraved_leaves_nothing_to_wait_for(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(parts)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    model, may_end = window.score.model, Event()
    monkeypatch.setattr(model, "_engrave", lambda *_: may_end.wait(10))
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert model.is_busy
    window.session.library.delete(window.session.library.takes[0].id)
    assert window.session.piece is None
    with qtbot.waitSignal(model.changed):
        may_end.set()
    assert not model.is_busy


def test_other_music_takes_the_place_of_the_first(qtbot: QtBot, window: MainWindow) -> None:
    first = show_score(qtbot, window)
    window.score.verticalScrollBar().setValue(100)
    window.session.show_excerpt(classic_take(8))
    assert window.score.engraving is None
    qtbot.waitUntil(lambda: window.score.engraving is not None)
    assert window.score.engraving is not None
    assert len(window.score.engraving.marks) < len(first.marks)
    assert window.score.verticalScrollBar().value() == 0


def test_what_cannot_be_written_is_told_in_the_view(qtbot: QtBot, window: MainWindow) -> None:
    show_score(qtbot, window)
    window.session.show_excerpt(Excerpt((Note(5, 80, 0, 480),), title="Low"))
    qtbot.waitUntil(lambda: "below the lowest C" in window.score.model.problem)
    assert picture(window).width() > 0
    window.session.show_excerpt(TAKE)
    qtbot.waitUntil(lambda: window.score.engraving is not None)


def test_closing_the_window_ends_the_engraver(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    window = open_window(parts)
    window.session.show_excerpt(TAKE)
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    qtbot.waitUntil(lambda: window.score.model.is_busy)
    with qtbot.waitSignal(window.closing):
        window.close()
    assert window.pool.waitForDone(3000)


def test_the_view_chosen_is_there_again_the_next_time(
    open_window: OpenWindow, parts: Parts
) -> None:
    kept: list[AppSettings] = []
    first = open_window(replace(parts, save=kept.append))
    QTest.keyClick(first, Qt.Key.Key_2, CONTROL)
    first.close()
    assert kept[-1].window.view == "score"
    second = open_window(replace(parts, settings=kept[-1]))
    assert second.score.isVisible()
    assert second.actions_.show_score.isChecked()
