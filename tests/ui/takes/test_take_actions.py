"""The Take menu: A and B, copying and dragging, and Generate Again."""

import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.seeds import LibraryStart, RandomStart, Start
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.take import Marks, Take, TakeRecord
from chopin_studio.music.editing import Edit
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.midi_io import read_midi, write_midi
from chopin_studio.music.note import Note
from chopin_studio.session.takes.ab_compare import BarPosition, place_at, tick_of
from chopin_studio.session.takes.take_mime import STALE_SEC
from chopin_studio.session.takes.take_summary import take_facts
from chopin_studio.ui.main.main_window import MainWindow
from chopin_studio.ui.takes.take_actions import NO_PAIR, NO_TAKE
from tests.ui.conftest import OpenWindow
from tests.ui.driving import press_generate, wait_for_takes
from tests.ui.fakes import FakePorts, SlowGenerator

CTRL = Qt.KeyboardModifier.ControlModifier
THREE_FOUR = MeterMap((MeterChange(0, 3, 4),))


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have temporary files in a folder of the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def keep(parts: Parts, title: str, pitch: int, bars: int, meters: MeterMap) -> Take:
    """Keep a take of quarter notes of one pitch."""
    last_tick = meters.changes[0].bar_ticks * bars
    notes = tuple(Note(pitch, 64, tick, 400) for tick in range(0, last_tick, 480))
    record = TakeRecord("classic-256", "0" * 64, GenerationSettings())
    return parts.store.add(Excerpt(notes, meters=meters), record, title=title)


@pytest.fixture
def pair(parts: Parts) -> tuple[Take, Take]:
    """Keep a take in 4/4 and one in 3/4, which is the newer one."""
    return keep(parts, "March", 50, 8, MeterMap()), keep(parts, "Waltz", 70, 8, THREE_FOUR)


@pytest.fixture
def window(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, pair: tuple[Take, Take]
) -> MainWindow:
    """Open a window that shows the waltz."""
    window = open_window(parts)
    qtbot.waitUntil(lambda: window.session.piece is not None)
    return window


def index_of(window: MainWindow, take: Take) -> QModelIndex:
    model = window.takes.list_view.model()
    return next(
        model.index(row, 0)
        for row in range(model.rowCount())
        if model.index(row, 0).data() == take.title
    )


def shown(window: MainWindow) -> str:
    return window.session.piece.title if window.session.piece is not None else ""


def choose_both(window: MainWindow) -> None:
    window.takes.list_view.selectAll()
    assert len(window.takes.selected_takes) == 2


def switch(qtbot: QtBot, window: MainWindow, to: str) -> None:
    QTest.keyClick(window, Qt.Key.Key_B, CTRL)
    qtbot.waitUntil(lambda: shown(window) == to)


def test_two_takes_are_heard_in_turn_from_the_same_beat_of_the_same_bar(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    choose_both(window)
    window.playback.seek(3 * 1440 + 480)  # bar 4, beat 2 of the waltz
    switch(qtbot, window, "March")
    assert window.playback.position_tick == 3 * 1920 + 480
    assert window.take_actions.switch.iconText() == "B"
    switch(qtbot, window, "Waltz")
    assert window.playback.position_tick == 3 * 1440 + 480
    assert window.take_actions.switch.iconText() == "A"
    assert not window.playback.is_moving
    assert not ports.opened[0].note_ons
    assert len(window.takes.selected_takes) == 2, "the pair stays chosen"


def test_switching_while_playing_plays_on_and_leaves_no_note_hanging(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    output = ports.opened[0]
    choose_both(window)
    QTest.keyClick(window, Qt.Key.Key_Space)
    for number, (title, pitch) in enumerate([("March", 50), ("Waltz", 70)] * 3):
        before = len(output.note_ons)
        qtbot.waitUntil(lambda count=before: len(output.note_ons) > count)
        switch(qtbot, window, title)
        struck = len(output.note_ons)
        assert window.playback.is_moving, f"it stopped at switch {number}"
        qtbot.waitUntil(lambda count=struck: len(output.note_ons) > count)
        assert set(output.note_ons[struck:]) == {pitch}
        assert set(output.open_notes) <= {pitch}
    window.playback.stop()
    assert not output.open_notes


def test_the_loop_comes_along_by_its_bars(qtbot: QtBot, window: MainWindow) -> None:
    choose_both(window)
    window.playback.set_loop(1440, 2 * 1440)
    switch(qtbot, window, "March")
    assert window.playback.loop == (1920, 2 * 1920)


def test_where_the_other_take_has_no_such_bar_it_says_so(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, pair: tuple[Take, Take]
) -> None:
    keep(parts, "Short", 60, 2, MeterMap())
    window = open_window(parts)
    qtbot.waitUntil(lambda: shown(window) == "Short")
    window.take_actions.mark_b.trigger()
    window.session.show_take(pair[0].id)
    qtbot.waitUntil(lambda: shown(window) == "March")
    window.playback.seek(5 * 1920)
    QTest.keyClick(window, Qt.Key.Key_Space)
    switch(qtbot, window, "Short")
    assert not window.playback.is_moving
    assert "B: “Short” ends before bar 6." in window.messages.texts


def test_a_take_marked_as_b_is_compared_with_whatever_is_shown(
    qtbot: QtBot, window: MainWindow, pair: tuple[Take, Take]
) -> None:
    assert window.take_actions.switch.toolTip() == NO_PAIR
    assert not window.take_actions.switch.isEnabled()
    window.take_actions.mark_b.trigger()
    assert not window.take_actions.switch.isEnabled(), "B alone is no pair"
    view = window.takes.list_view
    place = view.visualRect(index_of(window, pair[0])).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: shown(window) == "March")
    assert window.take_actions.switch.iconText() == "A"
    switch(qtbot, window, "Waltz")
    assert window.take_actions.switch.iconText() == "B"
    window.actions_.delete.trigger()
    assert not window.take_actions.switch.isEnabled()


def raise_first_note(window: MainWindow) -> None:
    """Edit the take shown."""
    piece = window.session.piece
    assert piece is not None
    first, *others = piece.excerpt.notes
    raised = (replace(first, pitch=first.pitch + 1), *others)
    window.editing.take.apply("Raise", Edit(raised, frozenset()))


def test_an_edited_take_gives_its_child_its_place_in_the_pair(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.takes.list_view.selectAll()
    switch(qtbot, window, "March")
    raise_first_note(window)
    switch(qtbot, window, "Waltz")  # before the edit is on disk
    qtbot.waitUntil(lambda: len(window.session.library.takes) == 3)
    switch(qtbot, window, "March, edited")
    assert window.take_actions.switch.iconText() == "B"
    switch(qtbot, window, "Waltz")
    raise_first_note(window)
    qtbot.waitUntil(lambda: shown(window) == "Waltz, edited")
    assert window.take_actions.switch.iconText() == "A"
    switch(qtbot, window, "March, edited")
    switch(qtbot, window, "Waltz, edited")


def test_a_take_just_made_is_compared_with_b(
    qtbot: QtBot, window: MainWindow, generator: SlowGenerator
) -> None:
    window.take_actions.mark_b.trigger()
    press_generate(window)
    wait_for_takes(qtbot, window, 3)
    made = shown(window)
    assert window.take_actions.switch.iconText() == "A"
    switch(qtbot, window, "Waltz")
    switch(qtbot, window, made)


METERS = st.sampled_from(
    [
        MeterMap(),
        THREE_FOUR,
        MeterMap((MeterChange(0, 1, 4), MeterChange(480, 6, 8), MeterChange(480 + 1440, 2, 2))),
    ]
)


@given(METERS, st.integers(0, 20_000))
def test_a_place_is_found_again_in_the_same_music(meters: MeterMap, tick: int) -> None:
    assert tick_of(meters, place_at(meters, tick)) == pytest.approx(tick)


@given(METERS, st.integers(1, 30), st.floats(0, 7.9))
def test_a_place_is_in_its_bar_whatever_the_meter(meters: MeterMap, bar: int, beats: float) -> None:
    assert meters.bar_at(tick_of(meters, BarPosition(bar, beats))).number == bar


def test_copying_gives_other_programs_midi_files_and_the_facts(
    window: MainWindow, pair: tuple[Take, Take]
) -> None:
    choose_both(window)
    window.takes.list_view.setFocus()
    QTest.keyClick(window.takes.list_view, Qt.Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    paths = [Path(url.toLocalFile()) for url in data.urls()]
    assert [path.name for path in paths] == ["Waltz.mid", "March.mid"]
    assert [len(read_midi(path).notes) for path in paths] == [24, 32]
    assert "Waltz\nClassic 256, 24 notes" in data.text()
    assert "random state" in data.text()
    assert "Copied 2 takes. Paste them as MIDI files or as text." in window.messages.texts


def test_a_take_is_dragged_out_as_a_midi_file_named_after_it(
    window: MainWindow, pair: tuple[Take, Take]
) -> None:
    window.session.library.rename(pair[0].id, "CON: a/b?")
    model = window.takes.list_view.model()
    index = model.index(1, 0)
    assert model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled
    assert model.supportedDragActions() == Qt.DropAction.CopyAction
    (url,) = model.mimeData([index]).urls()
    path = Path(url.toLocalFile())
    assert path.name == "CON a b.mid"
    assert read_midi(path).notes == window.session.library.store.excerpt(pair[0].id).notes


def test_a_take_is_copied_with_its_last_edit(qtbot: QtBot, window: MainWindow) -> None:
    raise_first_note(window)
    qtbot.waitUntil(lambda: shown(window) == "Waltz, edited")
    raise_first_note(window)
    QTest.keyClick(window.takes.list_view, Qt.Key.Key_C, CTRL)
    (url,) = QGuiApplication.clipboard().mimeData().urls()
    assert read_midi(Path(url.toLocalFile())).notes[0].pitch == 72


def test_a_take_whose_music_is_gone_is_not_handed_out(
    parts: Parts, window: MainWindow, pair: tuple[Take, Take]
) -> None:
    (parts.store.folder_of(pair[0].id) / "take.mid").unlink()
    choose_both(window)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    window.take_actions.copy.trigger()
    assert clipboard.text() == "before"
    assert any("music is missing" in text for text in window.messages.texts)


def test_files_handed_out_are_kept_for_a_day_and_no_longer(
    window: MainWindow, temporary: Path
) -> None:
    def copied() -> Path:
        window.take_actions.copy.trigger()
        return Path(QGuiApplication.clipboard().mimeData().urls()[0].toLocalFile()).parent

    old, young = copied(), copied()
    os.utime(old, times=(time.time() - STALE_SEC - 60,) * 2)
    (temporary / "somebody else's").mkdir()
    newest = copied()
    assert not old.exists()
    assert young.exists()
    assert {path.name for path in temporary.iterdir()} == {
        *(young.name, newest.name, "somebody else's")
    }


@pytest.fixture
def generated(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> MainWindow:
    """Open a window with one take that the fake engine made."""
    window = open_window(parts)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    return window


def told(window: MainWindow, words: str) -> bool:
    return any(words in text for text in window.messages.texts)


def test_generating_again_says_that_every_note_is_the_same(
    qtbot: QtBot, generated: MainWindow
) -> None:
    generated.take_actions.make_again.trigger()
    assert not generated.take_actions.make_again.isEnabled()
    qtbot.waitUntil(
        lambda: told(generated, "was generated again: all 20 notes are the same, bit for bit")
    )
    assert generated.take_actions.make_again.isEnabled()
    assert len(generated.session.library.takes) == 1


def test_generating_again_says_from_which_bar_on_a_take_is_another(
    qtbot: QtBot, parts: Parts, generated: MainWindow
) -> None:
    take = generated.session.library.takes[0]
    kept = parts.store.excerpt(take.id)
    notes = tuple(
        replace(note, velocity=1) if note.onset_tick >= 1920 else note for note in kept.notes
    )
    write_midi(replace(kept, notes=notes), parts.store.folder_of(take.id) / "take.mid")
    generated.take_actions.make_again.trigger()
    qtbot.waitUntil(lambda: told(generated, "came out differently: it differs from bar 2 on."))


def test_generating_again_names_the_model_that_is_missing(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, pair: tuple[Take, Take]
) -> None:
    record = TakeRecord("expressive-999", "f" * 64, GenerationSettings())
    parts.store.add(Excerpt((Note(60, 64, 0, 480),)), record, marks=Marks(1), title="Orphan")
    window = open_window(parts)
    qtbot.waitUntil(lambda: shown(window) == "Orphan")
    window.take_actions.make_again.trigger()
    qtbot.waitUntil(lambda: told(window, "generated by the model expressive-999, which is missing"))


def test_generating_again_can_be_cancelled(
    qtbot: QtBot, generated: MainWindow, generator: SlowGenerator
) -> None:
    generator.seconds_a_note = 0.2
    generated.take_actions.make_again.trigger()
    button = generated.messages.findChild(QPushButton, "link")
    assert button is not None
    assert button.text() == "Cancel"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: told(generated, "Generating again was cancelled."))
    assert generator.closed == 2
    generated.take_actions.make_again.trigger()
    generated.actions_.cancel.trigger()
    qtbot.waitUntil(lambda: generator.closed == 3)


def test_without_takes_the_menu_says_why_it_can_do_nothing(
    open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    tools = window.take_actions
    for action in (*tools.stars, tools.copy, tools.make_again, tools.mark_b):
        assert not action.isEnabled()
        assert action.toolTip() == NO_TAKE


@pytest.mark.parametrize(
    ("start", "title", "expected"),
    [
        (LibraryStart("waltz-op18"), "After Waltz in E-flat major #2", "Waltz in E-flat major"),
        (LibraryStart("waltz-op18"), "My favourite", "waltz-op18"),
        (RandomStart(), "From a random start #2", "random start"),
    ],
)
def test_the_facts_name_the_seed_as_a_musician_does(
    window: MainWindow, start: Start, title: str, expected: str
) -> None:
    record = TakeRecord("classic-256", "0" * 64, GenerationSettings(start=start))
    take = window.session.library.store.add(Excerpt((Note(60, 64, 0, 480),)), record, title=title)
    assert f"Seed: {expected}" in take_facts(take, window.generation.services.model_name)
