"""Editing in the roll, driven by mouse and keys in the real window."""

import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.library.take import Take, TakeError
from chopin_studio.music.editing import Edit
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.music.snap_grid import Snap
from chopin_studio.session.editing.clipboard import clip_text, notes_in
from chopin_studio.session.editing.take_editing import NO_TAKE, STILL_GENERATING
from chopin_studio.settings.model import AppSettings
from chopin_studio.ui.main.main_window import MainWindow
from chopin_studio.ui.roll.note_actions import NO_CHOICE
from tests.ui.conftest import OpenWindow
from tests.ui.driving import made_so_far, press_generate, wait_for_takes, without_figures
from tests.ui.fakes import FakePorts, SlowGenerator, note_at
from tests.ui.roll.rolling import (
    ALT,
    BAR,
    CONTROL,
    LEFT,
    MUSIC,
    SHIFT,
    at,
    chosen,
    click,
    double_click,
    drag,
    key,
    notes,
    on,
    shown,
)


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts) -> MainWindow:
    """Open a window with a take of sixteen quarter notes."""
    window = open_window(parts)
    shown(window, parts)
    return window


def test_clicks_choose_notes_and_a_click_on_the_ground_goes_there(window: MainWindow) -> None:
    click(window, on(window, 3))
    assert chosen(window) == [3]
    assert window.playback.position_tick == 0
    click(window, on(window, 5), CONTROL)
    click(window, on(window, 3), SHIFT)
    assert chosen(window) == [5]
    click(window, at(window, 2 * BAR, 80))
    assert chosen(window) == []
    assert window.playback.position_tick == pytest.approx(2 * BAR, abs=15)


def test_a_frame_chooses_what_it_touches(window: MainWindow) -> None:
    drag(window, at(window, 1000, 75), at(window, 2000, 50))
    assert chosen(window) == [2, 3, 4]
    drag(window, at(window, 2700, 75), at(window, 3000, 50), CONTROL)
    assert chosen(window) == [2, 3, 4, 6]
    assert window.playback.position_tick == 0


def test_a_drag_moves_what_is_chosen_to_the_grid(window: MainWindow) -> None:
    drag(window, at(window, 400, 75), at(window, 1100, 50))
    before = notes(window)
    assert chosen(window) == [1, 2]
    start = on(window, 1)
    drag(
        window,
        start,
        start + QPoint(round(window.roll.scale.x_of(470)), -2 * window.roll.scale.row_height),
    )
    moved = [notes(window)[place] for place in chosen(window)]
    assert [note.pitch for note in moved] == [before[1].pitch + 2, before[2].pitch + 2]
    assert [note.onset_tick for note in moved] == [960, 1440]
    assert window.session.library.history.undoText() == "Move 2 Notes"
    window.actions_.undo.trigger()
    assert notes(window) == before
    assert chosen(window) == [1, 2]


def test_a_drag_at_the_right_edge_changes_the_length(window: MainWindow) -> None:
    window.roll.taller_rows()
    start = on(window, 2, 0.97)
    drag(window, start, start + QPoint(round(window.roll.scale.x_of(240)), 0))
    assert notes(window)[2].duration_tick == 480
    assert notes(window)[2].onset_tick == 960


def test_a_double_click_and_the_pencil_draw_notes_like_those_around(window: MainWindow) -> None:
    double_click(window, at(window, 490, 70))
    drawn = notes(window)[chosen(window)[0]]
    assert (drawn.pitch, drawn.onset_tick, drawn.duration_tick) == (70, 480, 120)
    assert drawn.hand in (Hand.LEFT, Hand.RIGHT)
    window.editing.actions.pencil.trigger()
    drag(window, at(window, 970, 72), at(window, 1900, 72))
    drawn = notes(window)[chosen(window)[0]]
    assert (drawn.pitch, drawn.onset_tick, drawn.duration_tick) == (72, 960, 960)
    assert len(notes(window)) == 18


def test_keys_move_lengthen_and_delete_the_chosen_notes(window: MainWindow) -> None:
    click(window, on(window, 4))
    before = notes(window)[4]
    for pressed, held in (
        *((Qt.Key.Key_Up, SHIFT), (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)),
        *((Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Right, SHIFT)),
        *((Qt.Key.Key_Up, ALT), (Qt.Key.Key_L, SHIFT)),
    ):
        key(window, pressed, held)
    after = notes(window)[chosen(window)[0]]
    assert after == Note(
        before.pitch + 11, before.velocity + 5, before.onset_tick - 120, 360, Hand.LEFT
    )
    key(window, Qt.Key.Key_Delete)
    assert len(notes(window)) == 15
    assert len(window.session.library.takes) == 1
    assert window.playback.position_tick == 0


def test_a_row_of_keys_is_one_step_to_undo(window: MainWindow) -> None:
    before = notes(window)
    click(window, on(window, 4))
    for _ in range(3):
        key(window, Qt.Key.Key_Up)
    assert notes(window)[4].pitch == before[4].pitch + 3
    window.actions_.undo.trigger()
    assert notes(window) == before
    assert not window.actions_.undo.isEnabled()


def test_keys_choose_one_note_after_the_other_from_the_playhead(window: MainWindow) -> None:
    window.playback.seek(BAR)
    key(window, Qt.Key.Key_Right, ALT)
    assert chosen(window) == [4]
    key(window, Qt.Key.Key_Left, ALT)
    assert chosen(window) == [3]
    key(window, Qt.Key.Key_A, CONTROL)
    assert len(chosen(window)) == 16


def test_notes_are_cut_and_pasted_at_the_playhead_of_another_take(
    window: MainWindow, parts: Parts
) -> None:
    drag(window, at(window, 400, 75), at(window, 1100, 50))
    key(window, Qt.Key.Key_X, CONTROL)
    assert len(notes(window)) == 14
    shown(window, parts, replace(MUSIC, notes=MUSIC.notes[:4], title="Four"))
    window.playback.seek(1450)
    key(window, Qt.Key.Key_V, CONTROL)
    pasted = [notes(window)[place] for place in chosen(window)]
    assert [note.onset_tick for note in pasted] == [1440, 1920]
    assert [note.pitch for note in pasted] == [58, 59]
    assert window.session.library.history.undoText() == "Paste 2 Notes"


def test_what_is_no_clip_of_notes_is_not_pasted() -> None:
    assert notes_in(clip_text(MUSIC.notes)) == MUSIC.notes
    for text in (
        "",
        "{}",
        "[1]",
        "[[60, 64, 0, 1]]",
        '[[60, 64, 0, 1, "foot"]]',
        "[" * 100_000,
        "[[60, 64, 0, 1.5, null]]",
        "[[200, 64, 0, 1, null]]",
        "[[60, 64, 1e99, 1, null]]",
    ):
        assert notes_in(text) == ()


def test_quantising_and_transposing_are_asked_for_in_the_menu(window: MainWindow) -> None:
    window.editing.tools.set_snap(Snap.OFF)
    click(window, on(window, 4))
    key(window, Qt.Key.Key_Right)
    assert notes(window)[4].onset_tick == 4 * 480 + 20
    assert not window.editing.actions.quantise.isEnabled()
    window.editing.actions.snap_box.setCurrentText("Beat")
    window.editing.actions.quantise.trigger()
    assert notes(window)[4].onset_tick == 4 * 480
    before = notes(window)[4]
    window.editing.actions.transpose.trigger()
    dialog = window.findChild(QInputDialog)
    assert dialog is not None
    dialog.setIntValue(-2)
    dialog.accept()
    assert notes(window)[4] == replace(before, pitch=before.pitch - 2)
    assert window.session.library.history.undoText() == "Transpose 1 Note"
    window.editing.tools.transpose(-200)
    assert notes(window)[4].pitch == 21


def test_a_drag_in_the_velocity_lane_makes_notes_louder(window: MainWindow) -> None:
    lane = window.editing.lanes.velocities
    before = notes(window)

    def head(place: int, velocity: int) -> QPoint:
        return QPoint(round(lane.x_of(before[place].onset_tick)), round(lane.y_of(velocity)))

    QTest.mousePress(lane, LEFT, pos=head(2, before[2].velocity))
    QTest.mouseMove(lane, head(4, 100))
    QTest.mouseRelease(lane, LEFT, pos=head(4, 100))
    after = notes(window)
    assert after[4].velocity == pytest.approx(100, abs=2)
    assert before[3].velocity < after[3].velocity < after[4].velocity
    assert after[5] == before[5]
    key(window, Qt.Key.Key_A, CONTROL)
    QTest.mousePress(lane, LEFT, pos=head(6, after[6].velocity))
    QTest.mouseMove(lane, head(6, after[6].velocity + 10))
    QTest.mouseRelease(lane, LEFT, pos=head(6, after[6].velocity + 10))
    louder = [b.velocity - a.velocity for a, b in zip(after, notes(window), strict=True)]
    assert len(set(louder)) == 1
    assert louder[0] == pytest.approx(10, abs=2)


def test_the_first_edit_makes_a_child_and_the_parent_stays(
    qtbot: QtBot, window: MainWindow, parts: Parts
) -> None:
    parent = window.session.library.takes[0]
    click(window, on(window, 9))
    key(window, Qt.Key.Key_Up)
    key(window, Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: len(window.session.library.takes) == 2)
    piece = window.session.piece
    assert piece is not None
    child = piece.take
    assert child is not None
    assert child.title == "Sixteen, edited"
    assert child.record.is_edited
    assert child.descent is not None
    assert (child.descent.parent_id, child.descent.how) == (parent.id, "edited")
    assert child.descent.bar == 3
    assert parts.store.excerpt(child.id).notes == notes(window)
    assert parts.store.excerpt(parent.id).notes == MUSIC.notes
    assert parts.store.excerpt(child.id).pedals == MUSIC.pedals
    click(window, on(window, 0))
    key(window, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: parts.store.excerpt(child.id).notes == notes(window))
    assert len(notes(window)) == 15
    assert len(parts.store.takes().takes) == 2
    while window.actions_.undo.isEnabled():
        window.actions_.undo.trigger()
    assert notes(window) == MUSIC.notes
    qtbot.waitUntil(lambda: parts.store.excerpt(child.id).notes == MUSIC.notes)
    qtbot.waitUntil(lambda: {take.note_count for take in window.session.library.takes} == {16})


def test_another_edit_of_the_parent_makes_another_child(
    qtbot: QtBot, window: MainWindow, parts: Parts
) -> None:
    (parent,) = window.session.library.takes

    def shown() -> str:
        piece = window.session.piece
        return piece.take.id if piece and piece.take else ""

    for place in (9, 3):
        window.session.show_take(parent.id)
        qtbot.waitUntil(lambda: shown() == parent.id)
        click(window, on(window, place))
        key(window, Qt.Key.Key_Up)
        qtbot.waitUntil(lambda: shown() not in ("", parent.id))
    titles = {take.title for take in window.session.library.takes}
    assert titles == {"Sixteen", "Sixteen, edited", "Sixteen, edited #2"}


def test_an_edit_undone_at_once_leaves_no_trace(
    qtbot: QtBot, window: MainWindow, parts: Parts
) -> None:
    click(window, on(window, 9))
    key(window, Qt.Key.Key_Up)
    window.actions_.undo.trigger()
    piece = window.session.piece
    assert piece is not None
    assert piece.take is not None
    assert piece.take.title == "Sixteen"
    qtbot.wait(700)
    assert len(parts.store.takes().takes) == 1


def test_an_edited_take_is_edited_itself_after_a_restart(
    qtbot: QtBot, open_window: OpenWindow, window: MainWindow, parts: Parts
) -> None:
    click(window, on(window, 9))
    key(window, Qt.Key.Key_Up)
    window.close()
    assert len(parts.store.takes().takes) == 2
    again = open_window(parts)
    qtbot.waitUntil(lambda: again.session.piece is not None)
    piece = again.session.piece
    assert piece is not None
    assert piece.take is not None
    assert piece.take.record.is_edited
    again.roll.setFocus()
    click(again, on(again, 2))
    key(again, Qt.Key.Key_Delete)
    again.close()
    assert len(parts.store.takes().takes) == 2
    assert len(parts.store.excerpt(piece.take.id).notes) == 15


def test_closing_at_once_keeps_the_last_edit(
    qtbot: QtBot, window: MainWindow, parts: Parts
) -> None:
    click(window, on(window, 9))
    key(window, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: len(window.session.library.takes) == 2)
    key(window, Qt.Key.Key_Up)
    wanted = notes(window)
    window.close()
    edited = next(take for take in parts.store.takes().takes if take.record.is_edited)
    assert parts.store.excerpt(edited.id).notes == wanted


def test_an_edited_take_keeps_the_name_that_it_was_given_meanwhile(
    qtbot: QtBot, window: MainWindow
) -> None:
    library = window.session.library
    click(window, on(window, 9))
    key(window, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: len(library.takes) == 2)
    library.rename(library.takes[0].id, "Mine")
    key(window, Qt.Key.Key_Up)
    assert window.session.piece is not None
    assert window.session.piece.title == "Mine"
    window.actions_.undo.trigger()
    assert window.session.piece.title == "Mine"


def test_edits_of_two_windows_are_kept_beside_each_other(
    qtbot: QtBot, open_window: OpenWindow, window: MainWindow, parts: Parts
) -> None:
    click(window, on(window, 9))
    key(window, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: len(window.session.library.takes) == 2)
    take = window.session.library.takes[0]
    other = open_window(parts)
    qtbot.waitUntil(lambda: other.session.piece is not None)
    window.editing.take.apply("Delete Note", Edit(notes(window)[:-1], frozenset()))
    mine = notes(window)
    qtbot.waitUntil(lambda: parts.store.excerpt(take.id).notes == mine)
    other.editing.take.apply("Delete Note", Edit(notes(other)[1:], frozenset()))
    qtbot.waitUntil(lambda: len(other.session.library.takes) == 3)
    assert parts.store.excerpt(take.id).notes == mine
    child = other.session.library.takes[0]
    assert child.descent is not None
    assert child.descent.parent_id == take.id
    assert parts.store.excerpt(child.id).notes == notes(other)
    assert any("edited in another window" in text for text in other.messages.texts)
    other.actions_.undo.trigger()
    assert other.session.piece is not None
    assert other.session.piece.take is not None
    assert without_figures([other.session.piece.take]) == without_figures([child])
    qtbot.waitUntil(lambda: parts.store.excerpt(child.id).notes == notes(other))


def test_an_undo_in_another_take_shows_it(qtbot: QtBot, window: MainWindow, parts: Parts) -> None:
    click(window, on(window, 9))
    key(window, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: len(window.session.library.takes) == 2)
    shown(window, parts, replace(MUSIC, notes=MUSIC.notes[:4], title="Four"))
    window.actions_.undo.trigger()
    piece = window.session.piece
    assert piece is not None
    assert piece.title == "Sixteen, edited"
    assert notes(window) == MUSIC.notes


def test_a_take_that_grows_cannot_be_edited_and_says_so(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    generator.seconds_a_note = 0.01
    window = open_window(parts)
    window.compose.notes_box.setValue(4000)
    press_generate(window)
    qtbot.waitUntil(lambda: made_so_far(window) > 2)
    double_click(window, QPoint(200, 60))
    assert STILL_GENERATING in window.messages.texts
    assert window.editing.actions.cut.toolTip() == STILL_GENERATING
    assert not window.editing.actions.pencil.isEnabled()
    window.generation.cancel()
    wait_for_takes(qtbot, window, 1)
    assert window.editing.actions.pencil.isEnabled()
    assert window.editing.actions.cut.toolTip() == NO_CHOICE


def test_music_that_is_no_take_can_be_copied_and_not_changed(window: MainWindow) -> None:
    window.session.show_excerpt(MUSIC)
    window.roll.fit()
    click(window, on(window, 4))
    assert chosen(window) == [4]
    assert window.playback.position_tick > 0
    window.editing.actions.copy.trigger()
    assert "notes" in QGuiApplication.clipboard().mimeData().formats()[0]
    drag(window, on(window, 4), on(window, 4) + QPoint(0, -40))
    assert notes(window) == MUSIC.notes
    assert NO_TAKE in window.messages.texts
    assert window.editing.actions.delete.toolTip() == NO_TAKE


def test_edits_while_music_plays_are_heard_and_leave_no_note_hanging(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    output = ports.opened[0]
    window.playback.set_loop(0, 960)
    window.playback.set_speed(2.0)
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: len(output.note_ons) > 1)
    key(window, Qt.Key.Key_A, CONTROL)
    for _ in range(4):
        key(window, Qt.Key.Key_Up, SHIFT)
        qtbot.wait(60)
    assert window.playback.is_moving
    heard = len(output.note_ons)
    qtbot.waitUntil(lambda: len(output.note_ons) > heard + 3)
    assert set(output.note_ons[-2:]) <= {57 + 48, 58 + 48}
    window.actions_.stop.trigger()
    assert not output.open_notes


def test_500_random_edits_are_undone_to_the_start_and_redone_to_the_end(
    qtbot: QtBot, window: MainWindow, parts: Parts
) -> None:
    rng = np.random.default_rng(20)
    crowd = tuple(
        sorted((note_at(step, take) for step in range(40) for take in range(3)), key=score_order)
    )
    shown(window, parts, replace(MUSIC, notes=crowd, title="Crowd"))
    history = window.session.library.history
    history.clear()
    states = [notes(window)]
    while history.count() < 500:
        before = history.count()
        random_edit(window, rng)
        if history.count() > before:
            states.append(notes(window))
        elif history.count() < before:  # it took back the edit before, with which it was one
            states.pop()
        else:
            states[-1] = notes(window)
    assert history.count() == 500
    assert len(set(states)) > 300
    for expected in reversed(states[:-1]):
        window.actions_.undo.trigger()
        assert notes(window) == expected
    assert not history.canUndo()
    assert notes(window) == crowd
    for expected in states[1:]:
        window.actions_.redo.trigger()
        assert notes(window) == expected
    assert not history.canRedo()
    window.close()
    edited = next(take for take in parts.store.takes().takes if take.record.is_edited)
    assert parts.store.excerpt(edited.id).notes == states[-1]


def random_edit(window: MainWindow, rng: np.random.Generator) -> None:
    """Do anything that a user might, with the mouse or the keys."""
    view, count = window.roll.viewport().rect(), len(notes(window))
    tools, actions = window.editing.tools, window.editing.actions

    def anywhere() -> QPoint:
        return QPoint(int(rng.integers(view.width())), int(rng.integers(view.height())))

    kind = int(rng.integers(9))
    if count and kind < 4:
        window.editing.take.choose(set(rng.integers(count, size=int(rng.integers(1, 6))).tolist()))
    if kind == 0 and count:
        start = on(window, chosen(window)[0], float(rng.choice([0.4, 0.97])))
        drag(window, start, start + QPoint(int(rng.integers(-90, 90)), int(rng.integers(-90, 90))))
    elif kind == 1:
        double_click(window, anywhere())
    elif kind == 2:
        drag(window, anywhere(), anywhere())
    elif kind == 3:
        lane = window.editing.lanes.velocities
        start = QPoint(int(rng.integers(60, lane.width())), int(rng.integers(lane.height())))
        QTest.mousePress(lane, LEFT, pos=start)
        QTest.mouseMove(lane, start + QPoint(40, 10))
        QTest.mouseRelease(lane, LEFT, pos=start + QPoint(40, 10))
    elif kind == 4:
        tools.set_snap(Snap(rng.choice(list(Snap))))
    elif kind == 5 and count < 400:
        window.playback.seek(float(rng.integers(10_000)))
        actions.copy.trigger()
        actions.paste.trigger()
    else:
        anything = [action for action in actions.all if action.isEnabled()]
        action = anything[int(rng.integers(len(anything)))]
        if action not in (actions.transpose, actions.pencil, actions.choose_all):
            action.trigger()


def test_ten_thousand_chosen_notes_cost_a_frame_little(window: MainWindow, parts: Parts) -> None:
    many = tuple(note_at(step) for step in range(10_000))
    shown(window, parts, replace(MUSIC, notes=many, title="Many"))

    def frame_ms() -> float:
        window.roll.viewport().repaint()
        began = time.perf_counter()
        for _ in range(20):
            window.roll.viewport().repaint()
        return (time.perf_counter() - began) * 50

    window.editing.tools.choose_none()
    plain = min(frame_ms() for _ in range(3))
    window.editing.tools.choose_all()
    assert min(frame_ms() for _ in range(3)) < plain + 8


def test_chosen_notes_are_framed_in_roll_and_lane(window: MainWindow) -> None:
    def pictures() -> list[QImage]:
        views = (window.roll.viewport(), window.editing.lanes.velocities)
        return [view.grab().toImage() for view in views]

    before = pictures()
    window.editing.take.choose({5})
    chosen_one = pictures()
    window.editing.take.choose(set())
    assert pictures() == before
    assert all(one != other for one, other in zip(before, chosen_one, strict=True))


def test_the_menu_of_a_note_is_for_it_and_those_chosen_beside_it(window: MainWindow) -> None:
    view = window.roll.viewport()
    window.editing.take.choose({1, 2})
    for place, expected in ((2, [1, 2]), (7, [7])):
        view.customContextMenuRequested.emit(on(window, place))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert [action for action in menu.actions() if not action.isSeparator()] == list(
            window.editing.actions.context_menu
        )
        menu.close()
        assert chosen(window) == expected


def test_what_is_in_hand_is_let_go_when_other_notes_come(window: MainWindow, parts: Parts) -> None:
    view, lane = window.roll.viewport(), window.editing.lanes.velocities
    stem = QPoint(round(lane.x_of(15 * 480)), round(lane.y_of(notes(window)[15].velocity)))
    for widget, start in ((view, on(window, 15)), (lane, stem)):
        shown(window, parts)
        before = len(window.session.library.takes)
        QTest.mousePress(widget, LEFT, pos=start)
        QTest.mouseMove(widget, start + QPoint(0, 30))
        shown(window, parts, replace(MUSIC, notes=MUSIC.notes[:4], title="Four"))
        widget.grab()
        QTest.mouseMove(widget, start + QPoint(0, 40))
        QTest.mouseRelease(widget, LEFT, pos=start + QPoint(0, 40))
        assert notes(window) == MUSIC.notes[:4]
        assert len(window.session.library.takes) == before + 1
    assert not window.actions_.undo.isEnabled()


def test_the_lanes_can_be_hidden_for_more_rows(window: MainWindow) -> None:
    before = window.roll.viewport().height()
    lanes = window.editing.lanes
    window.editing.show_lanes.trigger()
    assert not lanes.isVisible()
    assert window.roll.viewport().height() == before + lanes.height()
    window.editing.show_lanes.trigger()
    assert lanes.isVisible()
    assert window.roll.viewport().height() == before


def test_grid_and_lanes_are_as_they_were_left(open_window: OpenWindow, parts: Parts) -> None:
    saved: list[AppSettings] = []
    window = open_window(replace(parts, save=saved.append))
    window.editing.actions.snap_box.setCurrentText("1/8 triplet")
    window.editing.show_lanes.trigger()
    window.close()
    again = open_window(replace(parts, settings=saved[-1]))
    assert again.editing.tools.snap is Snap.EIGHTH_TRIPLET
    assert again.editing.actions.snap_box.currentText() == "1/8 triplet"
    assert not again.editing.lanes.isVisible()


def test_edits_of_a_take_that_is_gone_leave_the_history(qtbot: QtBot, window: MainWindow) -> None:
    click(window, on(window, 4))
    key(window, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: len(window.session.library.takes) == 2)
    edited = next(take for take in window.session.library.takes if take.record.is_edited)
    window.session.library.drop(edited.id)
    window.actions_.undo.trigger()
    assert window.session.piece is None
    assert not window.actions_.undo.isEnabled()
    assert not window.actions_.redo.isEnabled()


def test_an_edit_that_cannot_be_written_is_told_kept_and_tried_again(
    qtbot: QtBot, window: MainWindow, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    click(window, on(window, 4))
    key(window, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: len(window.session.library.takes) == 2)
    edited = next(take for take in window.session.library.takes if take.record.is_edited)

    def full(take_id: str, excerpt: Excerpt, plan: object) -> Take:
        raise TakeError("The take's edits cannot be saved: the disk is full. Free some space.")

    with monkeypatch.context() as patch:
        patch.setattr(parts.store, "save_music", full)
        key(window, Qt.Key.Key_Up)
        qtbot.waitUntil(lambda: any("disk is full" in text for text in window.messages.texts))
        assert not window.close()
    wanted = notes(window)
    window.editing.take.save()
    qtbot.waitUntil(lambda: parts.store.excerpt(edited.id).notes == wanted)
    assert window.close()


def test_undoing_a_deletion_and_an_edit_brings_both_back(
    qtbot: QtBot, window: MainWindow, parts: Parts
) -> None:
    click(window, on(window, 4))
    key(window, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: len(window.session.library.takes) == 2)
    edited = next(take for take in window.session.library.takes if take.record.is_edited)
    window.session.library.delete(edited.id)
    assert len(window.session.library.takes) == 1
    window.actions_.undo.trigger()
    window.actions_.undo.trigger()
    assert notes(window) == MUSIC.notes
    qtbot.waitUntil(lambda: parts.store.excerpt(edited.id).notes == MUSIC.notes)
