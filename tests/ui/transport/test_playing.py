from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.tempo import TempoChange, TempoMap
from chopin_studio.playback.outputs.base import OutputError
from chopin_studio.playback.transport import PlaybackState
from chopin_studio.ui.main.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.fakes import PIANO, FakePorts, note_at

BAR = 4 * 480


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts) -> MainWindow:
    """Open a window with eight bars of music."""
    window = open_window(parts)
    notes = tuple(note_at(step) for step in range(64))
    window.session.show_excerpt(Excerpt(notes, TempoMap.constant(240), title="Eight bars"))
    return window


def test_space_plays_and_pauses(qtbot: QtBot, window: MainWindow, ports: FakePorts) -> None:
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(ports.opened[0].note_ons) > 3)
    assert window.playback.state is PlaybackState.PLAYING
    assert window.actions_.play.text() == "&Pause"
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert window.playback.state is PlaybackState.PAUSED
    assert not ports.opened[0].open_notes
    position = window.playback.position_tick
    assert position > 0
    assert window.transport.clock_label.text().endswith("/ 0:08")


def test_space_plays_wherever_the_focus_is(window: MainWindow) -> None:
    panel = window.compose
    for widget in (
        window.takes.list_view,
        panel.generate_button,
        panel.notes_box,
        panel.temperature.box,
        panel.temperature.slider,
        panel.model_box,
        panel.renew_box,
        window.transport.output_box,
    ):
        widget.setFocus()
        before = window.playback.is_moving
        QTest.keyClick(widget, Qt.Key.Key_Space)
        assert window.playback.is_moving != before, widget


def test_enter_presses_the_button_with_the_focus(window: MainWindow) -> None:
    box = window.compose.renew_box
    box.setFocus()
    before = box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.isChecked() != before


def test_stop_returns_to_where_the_music_was_loaded_and_then_to_the_beginning(
    qtbot: QtBot, window: MainWindow
) -> None:
    piece = window.session.piece
    assert piece is not None
    window.session.seed_start = "lead-in"
    window.session.show_excerpt(replace(piece.excerpt, seed_end_tick=4 * BAR))
    assert window.playback.position_tick == 2 * BAR
    window.playback.seek(6 * BAR)
    for expected in (2 * BAR, 0):
        window.actions_.stop.trigger()
        assert window.playback.position_tick == expected


def test_the_page_turns_with_the_playhead_and_back_with_the_loop(
    qtbot: QtBot, window: MainWindow
) -> None:
    for _ in range(8):
        window.actions_.zoom_in.trigger()
    bar = window.roll.horizontalScrollBar()
    window.playback.set_loop(0, 6 * BAR)
    window.playback.seek(5 * BAR)
    assert 0 <= window.roll.x_of(5 * BAR) <= window.roll.viewport().width()
    assert bar.value() > 0
    window.playback.set_speed(2.0)
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: window.playback.position_tick < BAR)
    qtbot.waitUntil(lambda: bar.value() == 0)


def test_escape_stops_and_returns_to_the_start(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: len(ports.opened[0].note_ons) > 1)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.playback.state is PlaybackState.STOPPED
    assert window.playback.position_tick == 0
    assert not ports.opened[0].open_notes


def test_a_click_in_the_roll_goes_there(window: MainWindow) -> None:
    x = round(window.roll.x_of(2 * BAR))
    QTest.mouseClick(window.roll.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 200))
    assert window.playback.position_tick == pytest.approx(2 * BAR, abs=15)
    assert window.transport.bar_label.text() in ("bar 2", "bar 3")


def test_a_drag_on_the_ruler_loops_whole_beats(window: MainWindow) -> None:
    ruler = window.roll.ruler
    start, end = (QPoint(round(window.roll.x_of(tick)), 10) for tick in (BAR - 20, 2 * BAR + 30))
    QTest.mousePress(ruler, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(ruler, end)
    QTest.mouseRelease(ruler, Qt.MouseButton.LeftButton, pos=end)
    assert window.playback.loop == (BAR, 2 * BAR)
    assert window.actions_.loop.isChecked()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.playback.loop is None
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.playback.loop == (BAR, 2 * BAR)


def test_the_arrow_keys_go_by_bars(window: MainWindow) -> None:
    window.roll.setFocus()
    for _ in range(3):
        QTest.keyClick(window.roll, Qt.Key.Key_Right)
    QTest.keyClick(window.roll, Qt.Key.Key_Left)
    assert window.playback.position_tick == 2 * BAR
    QTest.keyClick(window.roll, Qt.Key.Key_Home)
    assert window.playback.position_tick == 0


def test_zooming_keeps_the_place_and_fit_shows_everything(window: MainWindow) -> None:
    window.roll.fit()
    width = window.roll.viewport().width()
    assert window.roll.x_of(0) == 0
    assert width * 0.9 < window.roll.x_of(8 * BAR) <= width
    middle = width / 2
    for _ in range(4):
        window.actions_.zoom_in.trigger()
    assert window.roll.x_of(4 * BAR) == pytest.approx(middle, abs=16)


def test_speed_and_volume_reach_the_transport(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    window.transport.speed_slider.setValue(50)
    window.transport.volume_slider.setValue(64)
    assert window.transport.tempo_label.text() == "♩ = 120"
    assert (0xB0, 7, 64) in ports.opened[0].messages


def test_the_sound_check_sounds_and_leaves_the_music_where_it_was(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    window.playback.seek(BAR)
    window.actions_.sound_check.trigger()
    qtbot.waitUntil(lambda: ports.opened[0].note_ons == [48, 60, 64, 67, 72])
    qtbot.waitUntil(lambda: window.playback.transport.position_tick == BAR)
    assert not ports.opened[0].open_notes


def test_panic_silences_the_output(qtbot: QtBot, window: MainWindow, ports: FakePorts) -> None:
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: bool(ports.opened[0].note_ons))
    silences = ports.opened[0].silences
    window.actions_.panic.trigger()
    assert ports.opened[0].silences > silences
    assert not ports.opened[0].open_notes


def test_closing_the_window_in_mid_note_silences_and_releases_the_output(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: bool(ports.opened[0].note_ons))
    window.close()
    assert not ports.opened[0].open_notes
    assert ports.opened[0].closed
    assert ports.closed


def test_a_port_that_appears_can_be_chosen(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    box = window.transport.output_box
    assert [box.itemText(row) for row in range(box.count())] == [PIANO, "No MIDI port found"]
    ports.present = ["Grand"]
    QTest.keyClick(window, Qt.Key.Key_F5)
    names = [box.itemText(row) for row in range(box.count())]
    assert names == [PIANO, "Grand", f"{PIANO} + Grand"]
    QTest.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.output_model.current == "Grand")
    qtbot.waitUntil(lambda: ports.opened[0].closed)
    assert box.currentText() == "Grand"


def test_a_port_that_vanishes_in_mid_play_is_replaced_and_taken_again(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    ports.present = ["Grand"]
    window.output_model.refresh()
    window.output_model.choose("Grand")
    qtbot.waitUntil(lambda: window.output_model.current == "Grand")
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: bool(ports.opened[1].note_ons))
    ports.present = []
    window.output_model.refresh()
    qtbot.waitUntil(lambda: window.output_model.current == PIANO)
    assert any("no longer connected" in text for text in window.messages.texts)
    assert not ports.opened[1].open_notes
    ports.present = ["Grand"]
    window.output_model.refresh()
    qtbot.waitUntil(lambda: window.output_model.current == "Grand")
    assert any("connected and plays again" in text for text in window.messages.texts)


def test_a_device_that_fails_in_mid_play_is_told(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    ports.opened[0].broken = True
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: bool(window.messages.texts))
    assert "is gone" in window.messages.texts[0]
    assert not window.playback.is_moving


def test_without_sound_the_window_says_so_and_offers_the_ports(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, ports: FakePorts
) -> None:
    ports.piano_error = OutputError("There is no sound device: connect one.")
    ports.present = ["Grand"]
    window = open_window(parts)
    assert "There is no sound device" in window.messages.texts[0]
    assert "choose one under Output" in window.messages.texts[0]
    window.output_model.choose("Grand")
    qtbot.waitUntil(lambda: window.output_model.current == "Grand")


def test_without_sound_and_ports_the_window_says_both_and_plays_on_in_silence(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, ports: FakePorts
) -> None:
    ports.piano_error = OutputError("FluidSynth is not installed: install it.")
    window = open_window(parts)
    assert "FluidSynth is not installed" in window.messages.texts[0]
    assert "No MIDI port was found either" in window.messages.texts[0]
    assert window.transport.output_box.currentText() == "No sound"
    window.session.show_excerpt(Excerpt((note_at(0), note_at(8))))
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: window.playback.position_tick > 100)


def test_the_metronome_clicks_and_is_remembered(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    window.roll.setFocus()
    QTest.keyClick(window.roll, Qt.Key.Key_M)
    assert window.actions_.metronome.isChecked()
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: any(m[0] == 0x99 for m in ports.opened[0].messages))
    window.save_settings()
    assert window.settings.playback.metronome


def test_a_bar_is_counted_in_but_not_before_an_audition(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    window.actions_.count_in.trigger()
    window.roll.key_clicked.emit(72)
    qtbot.waitUntil(lambda: 72 in ports.opened[0].note_ons)
    assert not [m for m in ports.opened[0].messages if m[0] == 0x99]
    window.actions_.play.trigger()
    assert window.playback.state is PlaybackState.COUNTING
    assert window.transport.bar_label.text() == "count-in…"
    qtbot.waitUntil(lambda: window.playback.state is PlaybackState.PLAYING)
    assert len([m for m in ports.opened[0].messages if m[0] == 0x99]) == 4


def test_loops_are_set_by_bars_from_the_keyboard(window: MainWindow) -> None:
    window.playback.seek(2 * BAR + 100)
    window.actions_.loop_bar.trigger()
    assert window.playback.loop == (2 * BAR, 3 * BAR)
    window.playback.seek(4 * BAR + 100)
    QTest.keyClick(window, Qt.Key.Key_BracketRight)
    assert window.playback.loop == (2 * BAR, 5 * BAR)
    window.playback.seek(BAR)
    QTest.keyClick(window, Qt.Key.Key_BracketLeft)
    assert window.playback.loop == (BAR, 5 * BAR)
    window.playback.seek(6 * BAR)
    QTest.keyClick(window, Qt.Key.Key_BracketLeft)
    assert window.playback.loop == (6 * BAR, 7 * BAR)
    window.playback.clear_loop()
    QTest.keyClick(window, Qt.Key.Key_BracketLeft)
    assert window.playback.loop == (6 * BAR, 8 * BAR)
    QTest.keyClick(window, Qt.Key.Key_L)
    assert window.playback.loop is None


def test_the_speed_changes_by_steps_within_its_limits(window: MainWindow) -> None:
    for _ in range(3):
        window.actions_.faster.trigger()
    assert window.transport.speed_label.text() == "115 %"
    for _ in range(40):
        window.actions_.slower.trigger()
    assert window.transport.speed_label.text() == "25 %"
    window.actions_.as_written.trigger()
    assert window.transport.speed_label.text() == "100 %"


def test_strict_tempo_is_shown_and_remembered(window: MainWindow) -> None:
    piece = window.session.piece
    assert piece is not None
    rubato = TempoMap((TempoChange(0, 250_000), TempoChange(4 * BAR, 500_000)))
    window.session.show_excerpt(replace(piece.excerpt, tempo_map=rubato))
    assert window.transport.tempo_label.text() == "♩ = 240"
    window.actions_.strict_tempo.trigger()
    assert window.transport.tempo_label.text() == "♩ = 160"
    window.save_settings()
    assert window.settings.playback.strict_tempo


def test_end_goes_to_the_end_and_the_music_ends_there(window: MainWindow) -> None:
    window.actions_.to_end.trigger()
    assert window.playback.position_tick == 8 * BAR


@pytest.mark.parametrize(
    ("seed_start", "tick"), [("skip", 4 * BAR), ("lead-in", 2 * BAR), ("whole", 0)]
)
def test_the_seed_is_skipped_or_heard_as_the_user_wants(
    window: MainWindow, seed_start: str, tick: int
) -> None:
    piece = window.session.piece
    assert piece is not None
    window.session.seed_start = seed_start
    window.session.show_excerpt(replace(piece.excerpt, seed_end_tick=4 * BAR))
    assert window.playback.position_tick == tick


def test_only_an_end_that_nobody_asked_for_is_told_as_one(qtbot: QtBot, window: MainWindow) -> None:
    told: list[str] = []
    window.playback.ended.connect(lambda: told.append("ended"))
    window.playback.stopped.connect(lambda: told.append("stopped"))
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: window.playback.position_tick > 100)
    window.actions_.stop.trigger()
    assert told == ["stopped"]
    window.playback.seek(8 * BAR - 200)
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: told == ["stopped", "ended"])
