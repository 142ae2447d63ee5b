"""Which parts of a file are the piano is chosen by ear, and nothing waits for the choice."""

from pathlib import Path

import mido
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.ui.files.parts_dialog import PartsDialog
from chopin_studio.ui.main.main_window import MainWindow
from tests.ui.conftest import OpenWindow

LEFT = Qt.MouseButton.LeftButton
TRACKS = {"Piano & strings": 60, "Flute": 72, "Cello": 48}
"""The names of parts, and the pitch of each one's notes."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Write a file of three parts with one, two and three notes."""
    file = mido.MidiFile(ticks_per_beat=480)
    for channel, (name, pitch) in enumerate(TRACKS.items()):
        track = mido.MidiTrack()
        track.append(mido.MetaMessage("track_name", name=name))
        for _ in range(channel + 1):
            track.append(mido.Message("note_on", channel=channel, note=pitch, velocity=70))
            track.append(mido.Message("note_off", channel=channel, note=pitch, time=480))
        file.tracks.append(track)
    file.save(str(tmp_path / "trio.mid"))
    return tmp_path / "trio.mid"


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, parts: Parts, path: Path) -> MainWindow:
    opened = open_window(parts)
    opened.files.open([path])
    qtbot.waitUntil(lambda: opened.session.piece is not None)
    return opened


def ask(window: MainWindow) -> PartsDialog:
    window.actions_.choose_parts.trigger()
    dialog = window.files.parts.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def tick_only(dialog: PartsDialog, *wanted: int) -> None:
    for index, box in dialog.boxes.items():
        if box.isChecked() != (index in wanted):
            QTest.mouseClick(box, LEFT, pos=box.rect().center())
            box.setChecked(index in wanted)


def pitches(window: MainWindow) -> set[int]:
    return {note.pitch for note in window.session.piece.excerpt.notes}


def test_the_parts_are_listed_with_their_notes_and_those_taken_are_ticked(
    window: MainWindow,
) -> None:
    dialog = ask(window)
    assert [box.text() for box in dialog.boxes.values()] == [
        "Piano && strings",
        "Flute",
        "Cello",
    ]
    names = [box.accessibleName() for box in dialog.boxes.values()]
    assert names[0].startswith("Piano & strings")
    assert names[2].endswith("3 notes")
    taken = {
        index: pitch for index, pitch in enumerate(TRACKS.values()) if pitch in pitches(window)
    }
    assert dialog.chosen == frozenset(taken)
    dialog.reject()


def test_the_parts_chosen_take_the_place_of_what_was_opened(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = ask(window)
    tick_only(dialog, 2)
    QTest.mouseClick(dialog.open_button, LEFT)
    qtbot.waitUntil(lambda: pitches(window) == {48})
    (take,) = window.session.library.takes
    assert take.record.source.parts == (2,)
    assert window.compose.seeds.start.excerpt.notes == window.session.piece.excerpt.notes
    again = ask(window)
    assert again.chosen == {2}
    again.reject()


def test_what_was_kept_meanwhile_stays_beside_the_parts_chosen(
    qtbot: QtBot, window: MainWindow
) -> None:
    qtbot.waitUntil(lambda: window.takes.selected_take is not None)
    window.take_actions.stars[3].trigger()
    dialog = ask(window)
    tick_only(dialog, 1)
    QTest.mouseClick(dialog.open_button, LEFT)
    qtbot.waitUntil(lambda: pitches(window) == {72})
    assert [take.is_kept for take in window.session.library.takes] == [False, True]


def test_no_part_at_all_cannot_be_opened(window: MainWindow) -> None:
    dialog = ask(window)
    tick_only(dialog)
    assert not dialog.open_button.isEnabled()
    assert "at least one" in dialog.open_button.toolTip()
    dialog.reject()


def test_each_part_can_be_heard_alone_until_the_dialog_closes(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = ask(window)
    flute, cello = dialog.play_buttons[1], dialog.play_buttons[2]
    assert flute.accessibleName() == "Play Flute"
    QTest.mouseClick(flute, LEFT)
    assert flute.accessibleName() == "Stop Flute"
    qtbot.waitUntil(lambda: window.playback.is_auditioning)
    QTest.mouseClick(cello, LEFT)
    assert flute.accessibleName() == "Play Flute"
    qtbot.waitUntil(lambda: window.playback.is_auditioning)
    assert cello.accessibleName() == "Stop Cello"
    dialog.reject()
    assert not window.playback.is_auditioning


def test_where_parts_are_left_out_a_message_offers_to_choose_them(
    qtbot: QtBot, window: MainWindow, path: Path
) -> None:
    window.session.open_files([path], {0})
    offer = "Opened 1 of 3 parts: Piano & strings."
    qtbot.waitUntil(lambda: offer in window.messages.texts)
    buttons = window.messages.findChildren(QPushButton)
    QTest.mouseClick(next(one for one in buttons if one.text() == "Choose Parts…"), LEFT)
    assert window.files.parts.dialog.chosen == {0}
    window.files.parts.dialog.reject()


def test_there_is_nothing_to_choose_without_a_file_of_several_parts(
    open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    assert not window.actions_.choose_parts.isEnabled()
    assert "several parts" in window.actions_.choose_parts.toolTip()
