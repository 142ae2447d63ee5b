"""Dragging past the edge of the roll, and calling a drag off with Esc."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.ui.main.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.roll.rolling import (
    BAR,
    CONTROL,
    LEFT,
    MUSIC,
    at,
    chosen,
    click,
    drag,
    notes,
    on,
    shown,
)


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts) -> MainWindow:
    """Open a window on the first bars of a take of sixteen quarter notes."""
    window = open_window(parts)
    shown(window, parts)
    while window.roll.x_of(2 * BAR) < window.roll.viewport().width():
        window.roll.zoom_in()
        window.roll.horizontalScrollBar().setValue(0)
    return window


def press_escape(window: MainWindow) -> None:
    QTest.keyClick(window.roll, Qt.Key.Key_Escape)


def test_a_drag_past_the_edge_scrolls_and_takes_the_notes_along(
    qtbot: QtBot, window: MainWindow
) -> None:
    view, start = window.roll.viewport(), on(window, 1)
    out = QPoint(view.width() + 60, start.y())
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, start + QPoint(20, 0))
    QTest.mouseMove(view, out)
    qtbot.waitUntil(lambda: window.roll.offset.x() > 300)
    QTest.mouseMove(view, start)
    stays = window.roll.offset.x()
    qtbot.wait(80)
    assert window.roll.offset.x() == stays
    wanted = window.roll.scale.tick_at(start.x() + stays)
    QTest.mouseRelease(view, LEFT, pos=start)
    moved = notes(window)[chosen(window)[0]]
    assert moved.pitch == MUSIC.notes[1].pitch
    # The note was taken hold of within its 240 ticks, and comes to a line of the grid.
    assert wanted - 240 - 60 <= moved.onset_tick <= wanted + 60
    assert moved.onset_tick > 480


def test_the_roll_scrolls_back_and_rests_at_the_beginning(qtbot: QtBot, window: MainWindow) -> None:
    roll = window.roll
    roll.horizontalScrollBar().setValue(round(roll.scale.x_of(480)))
    view, start = roll.viewport(), on(window, 2)
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, QPoint(-200, start.y()))
    qtbot.waitUntil(lambda: roll.offset.x() == 0)
    QTest.mouseRelease(view, LEFT, pos=QPoint(-200, start.y()))
    assert notes(window)[chosen(window)[0]].onset_tick == 0


def test_a_frame_drawn_past_the_edge_chooses_what_comes_into_view(
    qtbot: QtBot, window: MainWindow
) -> None:
    roll = window.roll
    view, start = roll.viewport(), at(window, 100, 75)
    out = QPoint(view.width() + 200, at(window, 0, 50).y())
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, out)
    in_view = len(chosen(window))
    qtbot.waitUntil(lambda: roll.offset.x() == roll.horizontalScrollBar().maximum())
    QTest.mouseRelease(view, LEFT, pos=out)
    assert 0 < in_view < len(chosen(window)) == len(MUSIC.notes)


def test_escape_calls_a_drag_off_and_does_not_stop_the_music(window: MainWindow) -> None:
    view, start = window.roll.viewport(), on(window, 1)
    window.playback.seek(BAR)
    window.playback.play()
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, start + QPoint(90, 0))
    assert window.editing.selection.shadows
    press_escape(window)
    assert not window.editing.selection.shadows
    QTest.mouseMove(view, start + QPoint(120, 0))
    QTest.mouseRelease(view, LEFT, pos=start + QPoint(120, 0))
    assert notes(window) == MUSIC.notes
    assert not window.actions_.undo.isEnabled()
    assert window.playback.is_moving
    press_escape(window)
    assert not window.playback.is_moving


def test_escape_in_a_frame_chooses_what_was_chosen(window: MainWindow) -> None:
    click(window, on(window, 1))
    view = window.roll.viewport()
    QTest.mousePress(view, LEFT, pos=at(window, 100, 75))
    QTest.mouseMove(view, at(window, 1100, 50))
    assert len(chosen(window)) > 1
    press_escape(window)
    assert chosen(window) == [1]
    QTest.mouseRelease(view, LEFT, pos=at(window, 1100, 50))
    assert chosen(window) == [1]


def test_escape_leaves_the_scrolling_and_the_next_drag_goes_on(
    qtbot: QtBot, window: MainWindow
) -> None:
    view, start = window.roll.viewport(), on(window, 1)
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, QPoint(view.width() + 60, start.y()))
    qtbot.waitUntil(lambda: window.roll.offset.x() > 50)
    press_escape(window)
    stays = window.roll.offset.x()
    qtbot.wait(80)
    assert window.roll.offset.x() == stays
    QTest.mouseRelease(view, LEFT, pos=start)
    window.roll.horizontalScrollBar().setValue(0)
    drag(window, start, start + QPoint(round(window.roll.scale.x_of(480)), 0))
    assert notes(window) != MUSIC.notes


def test_escape_lets_go_of_a_stem_in_the_velocity_lane(window: MainWindow) -> None:
    lane = window.editing.lanes.velocities
    note = MUSIC.notes[1]
    head = QPoint(round(lane.x_of(note.onset_tick)), round(lane.y_of(note.velocity)))
    QTest.mousePress(lane, LEFT, pos=head)
    QTest.mouseMove(lane, head - QPoint(0, 20))
    press_escape(window)
    QTest.mouseRelease(lane, LEFT, pos=head - QPoint(0, 20))
    assert notes(window) == MUSIC.notes
    QTest.keyClick(window.roll, Qt.Key.Key_A, CONTROL)
    assert len(chosen(window)) == len(MUSIC.notes)


def test_a_drag_goes_on_while_the_edit_before_it_is_kept(qtbot: QtBot, window: MainWindow) -> None:
    click(window, on(window, 1))
    window.editing.tools.louder(1)
    view, start = window.roll.viewport(), on(window, 1)
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, start + QPoint(30, 0))
    qtbot.waitUntil(lambda: len(window.session.library.takes) == 2)
    assert window.editing.selection.shadows
    end = start + QPoint(round(window.roll.scale.x_of(480)), 0)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, pos=end)
    assert notes(window)[chosen(window)[0]].onset_tick == MUSIC.notes[1].onset_tick + 480


def test_a_drag_whose_release_was_lost_moves_nothing_and_leaves_escape_alone(
    window: MainWindow,
) -> None:
    view, start = window.roll.viewport(), on(window, 1)
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, start + QPoint(90, 0))
    place = QPointF(start + QPoint(95, 0))
    none = Qt.MouseButton.NoButton
    held = Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(QEvent.Type.MouseMove, place, view.mapToGlobal(place), none, none, held)
    QApplication.sendEvent(view, move)
    assert not window.editing.selection.shadows
    assert notes(window) == MUSIC.notes
    window.playback.play()
    press_escape(window)
    assert not window.playback.is_moving
    QTest.mouseRelease(view, LEFT, pos=start)
