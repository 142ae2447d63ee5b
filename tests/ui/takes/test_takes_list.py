"""The list of takes: search, stars, tags and notes, several chosen, another window."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import Descent, Marks, Take, TakeRecord
from chopin_studio.session.takes.take_list_model import DEPTH_ROLE, STARS_ROLE
from chopin_studio.settings.storage import load_settings, save_settings
from chopin_studio.ui.main.main_window import MainWindow
from chopin_studio.ui.takes.take_delegate import STAR_PIXELS
from tests.ui.conftest import OpenWindow
from tests.ui.driving import without_figures
from tests.ui.fakes import seed_excerpt

CTRL = Qt.KeyboardModifier.ControlModifier


def kept(
    store: TakeStore, title: str, descent: Descent | None = None, marks: Marks = Marks()
) -> Take:
    """Put a take of eight notes into a store."""
    settings = GenerationSettings(start=LibraryStart("seed-1"), random_state=77)
    record = TakeRecord("classic-256", "0" * 64, settings)
    return store.add(seed_excerpt(settings), record, descent, marks, title=title)


@pytest.fixture
def takes(parts: Parts) -> list[Take]:
    """Keep three takes: Dawn, Noon of it, and Dusk."""
    dawn = kept(parts.store, "Dawn", marks=Marks(1, ("calm",)))
    noon = kept(parts.store, "Noon", Descent(dawn.id, "Dawn", "varied", 9))
    return [dawn, noon, kept(parts.store, "Dusk")]


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, parts: Parts, takes: list[Take]) -> MainWindow:
    """Open a window with the three takes, of which the newest is shown."""
    window = open_window(parts)
    qtbot.waitUntil(lambda: window.session.piece is not None)
    return window


def rows(window: MainWindow) -> list[QModelIndex]:
    model = window.takes.list_view.model()
    return [model.index(row, 0) for row in range(model.rowCount())]


def titles(window: MainWindow) -> list[str]:
    """Return the titles in the list, with a dot for each step of descent."""
    return ["." * index.data(DEPTH_ROLE) + index.data() for index in rows(window)]


def middle(window: MainWindow, row: int) -> QPoint:
    return window.takes.list_view.visualRect(rows(window)[row]).center()


def click(window: MainWindow, row: int, modifier: Qt.KeyboardModifier = CTRL) -> None:
    viewport = window.takes.list_view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, modifier, middle(window, row))


def choose_both(window: MainWindow, numbers: Sequence[int]) -> None:
    """Choose rows of the list as a user does who holds Ctrl."""
    window.takes.list_view.clearSelection()
    for number in numbers:
        click(window, number)


def test_takes_stand_under_their_parents_until_they_are_wanted_flat(window: MainWindow) -> None:
    assert titles(window) == ["Dusk", "Dawn", ".Noon"]
    assert "from bar 9 of Dawn" in rows(window)[2].data(Qt.ItemDataRole.ToolTipRole)
    window.take_actions.tree.trigger()
    assert titles(window) == ["Dusk", "Noon", "Dawn"]


def test_searching_hides_the_others_and_show_all_brings_them_back(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    box = window.takes.search.box
    QTest.keyClicks(box, "calm")
    assert titles(window) == ["Dawn"]
    assert window.takes.heading.text() == "TAKES  1 of 3"
    QTest.keyClicks(box, "er")
    assert titles(window) == []
    assert window.takes.stack.currentIndex() == 1
    assert "No takes match your search" in window.takes.empty_label.text()
    QTest.mouseClick(window.takes.search.clear_button, Qt.MouseButton.LeftButton)
    assert titles(window) == ["Dusk", "Dawn", ".Noon"]


def test_enter_goes_on_from_the_search_to_what_it_found(qtbot: QtBot, window: MainWindow) -> None:
    box = window.takes.search.box
    QTest.keyClicks(box, "noon")
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.windowTitle().startswith("Noon"))


def test_with_no_take_chosen_nothing_can_be_renamed_or_thrown_away(window: MainWindow) -> None:
    click(window, 0)
    assert window.takes.selected_takes == ()
    assert not window.actions_.delete.isEnabled()
    assert not window.actions_.rename.isEnabled()


def test_the_menu_filters_by_tag_and_sorts(window: MainWindow) -> None:
    search = window.takes.search
    search.fill_menu()
    entries = {
        action.text(): action
        for menu in (search.menu, *search.menu.findChildren(QMenu))
        for action in menu.actions()
    }
    entries["Most Stars First"].trigger()
    assert titles(window) == ["Dawn", ".Noon", "Dusk"]
    entries["calm"].trigger()
    assert titles(window) == ["Dawn"]
    assert search.button.text() == "Most Stars First · calm ▾"


def test_order_tree_and_details_are_remembered(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, takes: list[Take], tmp_path: Path
) -> None:
    path = tmp_path / "settings.json"
    first = open_window(replace(parts, save=lambda changed: save_settings(changed, path)))
    first.take_actions.tree.trigger()
    first.take_actions.details.trigger()
    first.takes.search.fill_menu()
    next(one for one in first.takes.search.menu.actions() if one.text() == "Title").trigger()
    first.close()
    second = open_window(replace(parts, settings=load_settings(path)))
    qtbot.waitUntil(lambda: titles(second) == ["Dawn", "Dusk", "Noon"])
    assert not second.take_actions.details.isChecked()
    assert not second.takes.inspector.tags.isVisible()


def test_a_click_on_a_star_gives_that_many_and_does_not_change_what_is_shown(
    parts: Parts, takes: list[Take], window: MainWindow
) -> None:
    shown = window.session.piece
    place = window.takes.list_view.visualRect(rows(window)[1])
    star = QPoint(place.right() - 10 - STAR_PIXELS * 3 // 2, place.top() + place.height() // 4)
    viewport = window.takes.list_view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=star)
    assert rows(window)[1].data(STARS_ROLE) == 4
    assert parts.store.takes().takes[2].marks == Marks(4, ("calm",))
    assert window.session.piece == shown
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=star)
    assert rows(window)[1].data(STARS_ROLE) == 0
    window.actions_.undo.trigger()
    window.actions_.undo.trigger()
    assert rows(window)[1].data(STARS_ROLE) == 1


def test_ctrl_and_a_figure_give_stars_in_the_list_and_do_what_they_did_elsewhere(
    window: MainWindow,
) -> None:
    window.takes.list_view.setFocus()
    QTest.keyClick(window.takes.list_view, Qt.Key.Key_2, CTRL)
    assert rows(window)[0].data(STARS_ROLE) == 2
    assert window.views.currentWidget() is window.roll
    window.roll.setFocus()
    QTest.keyClick(window.roll, Qt.Key.Key_2, CTRL)
    assert window.views.currentWidget() is window.score
    assert rows(window)[0].data(STARS_ROLE) == 2


def test_several_takes_get_stars_and_go_to_the_trash_as_one_change(
    parts: Parts, takes: list[Take], window: MainWindow
) -> None:
    choose_both(window, [0, 2])
    assert [take.title for take in window.takes.selected_takes] == ["Dusk", "Noon"]
    window.take_actions.stars[3].trigger()
    assert [index.data(STARS_ROLE) for index in rows(window)] == [3, 1, 3]
    assert len(window.takes.selected_takes) == 2, "what is chosen stays so"
    window.takes.list_view.setFocus()
    QTest.keyClick(window.takes.list_view, Qt.Key.Key_Delete)
    assert titles(window) == ["Dawn"]
    assert window.actions_.undo.text() == "&Undo Delete 2 Takes"
    window.actions_.undo.trigger()
    assert titles(window) == ["Dusk", "Dawn", ".Noon"]
    window.actions_.undo.trigger()
    assert [take.marks.stars for take in parts.store.takes().takes] == [0, 0, 1]


def test_choosing_several_does_not_change_what_is_heard(window: MainWindow) -> None:
    shown = window.session.piece
    click(window, 1)
    assert len(window.takes.selected_takes) == 2
    assert window.session.piece == shown


def test_tags_and_notes_are_kept_when_one_goes_elsewhere(
    qtbot: QtBot, parts: Parts, window: MainWindow
) -> None:
    inspector = window.takes.inspector
    inspector.tags.setFocus()
    QTest.keyClicks(inspector.tags, "  soft, night ,soft,,")
    inspector.notes.setFocus()
    QTest.keyClicks(inspector.notes, "Ask Anna")
    click(window, 1, Qt.KeyboardModifier.NoModifier)
    dusk = next(take for take in parts.store.takes().takes if take.title == "Dusk")
    assert dusk.marks == Marks(0, ("soft", "night"), "Ask Anna")
    qtbot.waitUntil(lambda: inspector.tags.text() == "calm")
    assert inspector.notes.toPlainText() == ""
    window.actions_.undo.trigger()
    window.actions_.undo.trigger()
    assert all(not t.marks.comment for t in window.session.library.takes)
    assert window.session.library.takes[0].marks.tags == ()


def test_notes_typed_before_closing_are_kept(parts: Parts, window: MainWindow) -> None:
    window.takes.inspector.notes.setFocus()
    QTest.keyClicks(window.takes.inspector.notes, "Encore")
    window.close()
    assert parts.store.takes().takes[0].marks.comment == "Encore"


def test_what_another_window_says_of_a_take_does_not_disturb_typing(
    qtbot: QtBot, parts: Parts, window: MainWindow, takes: list[Take]
) -> None:
    QTest.keyClicks(window.takes.inspector.notes, "half a wo")
    TakeStore(parts.store.folder_of(takes[2].id).parent).mark(takes[2].id, Marks(4))
    window.take_actions.watch.check()
    qtbot.waitUntil(lambda: rows(window)[0].data(STARS_ROLE) == 4)
    assert window.takes.inspector.notes.toPlainText() == "half a wo"
    window.takes.inspector.flush()
    assert parts.store.takes().takes[0].marks == Marks(4, (), "half a wo")


def test_undoing_stars_leaves_the_tags_of_another_window_alone(
    parts: Parts, window: MainWindow, takes: list[Take]
) -> None:
    library = window.session.library
    other = TakeStore(parts.store.folder_of(takes[2].id).parent)
    other.mark(takes[2].id, Marks(0, ("encore",)))  # of which this window has not heard
    library.mark({takes[2].id: Marks(3)}, "Rate")
    assert parts.store.takes().takes[0].marks == Marks(3, ("encore",))
    window.actions_.undo.trigger()
    assert parts.store.takes().takes[0].marks == Marks(0, ("encore",))


def test_the_list_follows_what_another_window_does(
    qtbot: QtBot, parts: Parts, window: MainWindow, takes: list[Take], tmp_path: Path
) -> None:
    other = TakeStore(parts.store.folder_of(takes[0].id).parent)
    kept(other, "Night")
    window.take_actions.watch.check()
    qtbot.waitUntil(lambda: titles(window) == ["Night", "Dusk", "Dawn", ".Noon"])
    assert window.takes.selected_take is not None
    assert window.takes.selected_take.title == "Dusk"
    other.rename(takes[0].id, "Daybreak")
    window.take_actions.watch.check()
    qtbot.waitUntil(lambda: "Daybreak" in titles(window))
    # At once: a figure may be written into the folder in the midst of deleting what it holds.
    other.folder_of(takes[1].id).rename(tmp_path / "deleted")
    window.take_actions.watch.check()
    qtbot.waitUntil(lambda: titles(window) == ["Night", "Dusk", "Daybreak"])
    assert "“Noon” was deleted elsewhere and removed from the list." in window.messages.texts


def test_a_list_read_while_this_window_changed_it_takes_nothing_back(
    qtbot: QtBot, window: MainWindow, takes: list[Take]
) -> None:
    library = window.session.library
    told: list[str] = []
    library.refresh(then=lambda: told.append("read"))
    window.take_actions.stars[5].trigger()
    qtbot.waitUntil(lambda: told == ["read"])
    assert rows(window)[0].data(STARS_ROLE) == 5


def test_drafts_and_takes_can_be_told_apart_by_a_screen_reader(window: MainWindow) -> None:
    words = rows(window)[1].data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Dawn, 1 star, ")


def test_random_changes_undone_to_the_start_and_redone_to_the_end_give_equal_takes(
    parts: Parts, window: MainWindow
) -> None:
    chance = np.random.default_rng(7)
    library = window.session.library

    start = without_figures(library.takes)
    for step in range(60):
        take = library.takes[int(chance.integers(len(library.takes)))]
        match int(chance.integers(4)):
            case 0:
                library.rename(take.id, f"Title {step}")
            case 1:
                library.mark({take.id: replace(take.marks, stars=step % 6)}, "Rate")
            case 2:
                library.mark({take.id: replace(take.marks, comment=str(step))}, "Note on")
            case _ if len(library.takes) > 1:
                library.delete(take.id)
                if chance.random() < 0.7:
                    library.history.undo()
    end = without_figures(library.takes)
    assert end != start
    assert library.history.count() > 25
    for _ in range(2):
        library.history.setIndex(0)
        assert without_figures(library.takes) == start == without_figures(parts.store.takes().takes)
        library.history.setIndex(library.history.count())
        assert without_figures(library.takes) == end == without_figures(parts.store.takes().takes)


def test_two_windows_on_one_store_come_to_show_the_same(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, window: MainWindow, takes: list[Take]
) -> None:
    folder = parts.store.folder_of(takes[0].id).parent
    other = open_window(replace(parts, store=TakeStore(folder)))
    qtbot.waitUntil(lambda: titles(other) == titles(window))
    other.session.library.rename(takes[0].id, "Daybreak")
    window.session.library.mark({takes[2].id: Marks(5)}, "Rate")
    window.session.library.delete(takes[1].id)
    qtbot.waitUntil(lambda: other.session.library.takes == window.session.library.takes)
    assert titles(window) == titles(other) == ["Dusk", "Daybreak"]
    assert rows(other)[0].data(STARS_ROLE) == 5
