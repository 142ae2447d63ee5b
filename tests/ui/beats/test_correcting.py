"""Bars proposed over the roll are moved by buttons and by tapping, then applied or left."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import Report, write_midi
from chopin_studio.music.music_files import open_music
from chopin_studio.music.note import Note
from chopin_studio.music.opened_music import OpenedMusic
from chopin_studio.texts import translatable
from chopin_studio.ui.main.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.driving import press_generate, wait_for_takes

LEFT = Qt.MouseButton.LeftButton
WALTZ = Excerpt(
    tuple(
        Note(48 + step % 30, 100 if step % 3 == 1 else 60, step * 480, 400) for step in range(25)
    ),
    title="Waltz",
)
"""Quarters at 120, written in 4/4; what sounds like a bar's first beat is each third, from the
second on."""


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path) -> MainWindow:
    opened = open_window(parts)
    write_midi(WALTZ, tmp_path / "waltz.mid")
    opened.files.open([tmp_path / "waltz.mid"])
    qtbot.waitUntil(lambda: opened.session.piece is not None)
    opened.roll.fit()
    opened.beats.correct.trigger()
    assert opened.beats.bar.isVisible()
    return opened


def press(button: QPushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)


def choose_meter(window: MainWindow, meter: str) -> None:
    box = window.beats.bar.meter_box
    box.setCurrentIndex(box.findText(meter))
    box.activated.emit(box.currentIndex())


def bar_places(window: MainWindow) -> list[int]:
    """Return at which quarters bars are drawn over the roll."""
    places = window.beats.overlay.beat_places()
    return [round(window.roll.tick_at(x) / 480) for x, number in places if number]


def bar_starts(window: MainWindow) -> list[int]:
    """Return at which quarters the bars of the piece begin."""
    music = window.session.piece.excerpt
    return [bar.start_tick // 480 for bar in music.meters.bars(0, 12 * 480)]


def test_the_bars_of_the_music_are_drawn_over_the_roll(window: MainWindow) -> None:
    assert bar_places(window) == [0, 4, 8, 12, 16, 20, 24]
    assert window.beats.bar.meter_box.currentText() == "4/4"
    assert "about 120 beats a minute" in window.beats.bar.words.accessibleName()
    assert not window.beats.bar.accept_button.isEnabled()


def test_another_meter_and_a_shift_are_seen_at_once_and_applied_as_one_edit(
    qtbot: QtBot, window: MainWindow
) -> None:
    before = window.session.piece.excerpt
    choose_meter(window, "3/4")
    assert bar_places(window)[:4] == [0, 3, 6, 9]
    press(window.beats.bar.later_button)
    assert bar_places(window)[:3] == [1, 4, 7]
    assert window.session.piece.excerpt is before
    press(window.beats.bar.accept_button)
    assert not window.beats.bar.isVisible()
    assert bar_starts(window)[:4] == [0, 1, 4, 7]
    after = window.session.piece.excerpt
    times = [[m.tempo_map.tick_to_sec(n.onset_tick) for n in m.notes] for m in (before, after)]
    assert times[0] == pytest.approx(times[1], abs=0.001)
    assert window.compose.seeds.start.excerpt.meters == after.meters
    qtbot.waitUntil(lambda: all(take.is_kept for take in window.session.library.takes))
    window.actions_.undo.trigger()
    assert bar_starts(window)[:3] == [0, 4, 8]


def test_half_double_and_a_step_back(window: MainWindow) -> None:
    bar = window.beats.bar
    press(bar.halve_button)
    assert bar_places(window) == [0, 8, 16, 24]
    press(bar.back_button)
    press(bar.double_button)
    assert bar_places(window)[:4] == [0, 2, 4, 6]
    press(bar.back_button)
    assert bar_places(window)[:3] == [0, 4, 8]
    assert not bar.back_button.isEnabled()


def test_a_bar_begins_at_the_playhead(window: MainWindow) -> None:
    window.playback.seek(2 * 480 + 100)
    press(window.beats.bar.here_button)
    assert bar_places(window)[:2] == [2, 6]


def test_cancel_leaves_the_music_and_the_list_as_they_were(window: MainWindow) -> None:
    before = window.session.piece
    press(window.beats.bar.halve_button)
    press(window.beats.bar.cancel_button)
    assert not window.beats.bar.isVisible()
    assert window.session.piece is before
    assert window.beats.overlay.beat_places() == []
    assert [take.is_kept for take in window.session.library.takes] == [False]


def test_the_beat_is_tapped_while_the_music_plays(qtbot: QtBot, window: MainWindow) -> None:
    """The first press starts the music; how many taps are one row depends on how late they are."""
    QTest.keyClick(window.beats.bar.tap_button, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: window.playback.is_sounding)
    for quarter in (2, 4, 6):
        qtbot.waitUntil(lambda at=quarter * 480: window.playback.position_tick >= at)
        QTest.keyClick(window.beats.bar.tap_button, Qt.Key.Key_T)
    window.playback.pause()
    taps = window.beats.correction.taps
    assert 1 <= taps <= 3
    assert f"{taps} tap" in window.beats.bar.words.accessibleName()


def test_taps_say_where_beats_and_the_first_bar_are(window: MainWindow) -> None:
    for quarter in (1, 3, 5, 7):
        window.beats.correction.tap(quarter * 480)
    assert bar_places(window)[:2] == [1, 9]
    press(window.beats.bar.back_button)
    assert bar_places(window)[:2] == [0, 4]


def test_other_music_ends_the_correction(window: MainWindow) -> None:
    press(window.beats.bar.halve_button)
    window.session.show_excerpt(WALTZ)
    assert not window.beats.bar.isVisible()


def test_a_generated_take_keeps_its_own_beats(qtbot: QtBot, window: MainWindow) -> None:
    press(window.beats.bar.cancel_button)
    press_generate(window)
    wait_for_takes(qtbot, window, 2)
    qtbot.waitUntil(lambda: window.session.piece.take.record.source is None)
    assert not window.beats.correct.isEnabled()
    assert "opened or recorded" in window.beats.correct.toolTip()


@pytest.mark.parametrize("confidence", [0.2, 0.9])
def test_beats_that_had_to_be_found_are_offered_for_a_check(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path, confidence: float
) -> None:
    said = translatable("This music was played freely.")

    def found(path: Path, taken: Collection[int] | None, report: Report) -> OpenedMusic:
        opened = open_music(path, taken)
        return replace(opened, notices=(said,), beats_confidence=confidence)

    window = open_window(replace(parts, open_music=found))
    write_midi(WALTZ, tmp_path / "waltz.mid")
    window.files.open([tmp_path / "waltz.mid"])
    qtbot.waitUntil(lambda: said in window.messages.texts)
    buttons = window.messages.findChildren(QPushButton)
    press(next(button for button in buttons if button.text() == "Check Beats…"))
    assert window.beats.bar.isVisible()
    assert bar_places(window)[:2] == [0, 4]
