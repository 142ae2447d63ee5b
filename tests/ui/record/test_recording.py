import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.music.note import Note
from chopin_studio.playback.inputs.midi_input import NO_MIDI_INPUT
from chopin_studio.playback.metronome_beats import CLICK_CHANNEL
from chopin_studio.ui.main.main_window import MainWindow
from chopin_studio.ui.record.on_screen_piano import OnScreenPiano
from chopin_studio.ui.record.record_window import RecordWindow
from tests.app_settings import changed, settings_with
from tests.fakes import NOTE_ON, RecordingOutput
from tests.ui.conftest import OpenWindow
from tests.ui.driving import Heartbeat, wait_for_takes
from tests.ui.fakes import FakeKeyboards, FakePorts, SlowGenerator, make_parts
from tests.waiting import ended, eventually

ON, OFF, CONTROL = 0x90, 0x80, 0xB0
GRAND = "Grand USB"
QUICK = settings_with(
    {
        "generation.notes": 12,
        "playback.auto_play": False,
        "recording.bpm": 240,
        "recording.meter": "2/4",
        "recording.count_in_bars": 0,
        "recording.clicks": False,
    }
)
"""Nothing is counted: the first note is the first beat; two silent bars last a second."""


@pytest.fixture
def keyboards() -> FakeKeyboards:
    """Return the MIDI keyboards of an imagined machine."""
    return FakeKeyboards()


@pytest.fixture
def parts(
    tmp_path: Path, generator: SlowGenerator, ports: FakePorts, keyboards: FakeKeyboards
) -> Parts:
    """Return everything that a window is made of, ready to record at once."""
    return make_parts(tmp_path / "takes", generator, ports, QUICK, keyboards)


@pytest.fixture
def open_recording(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, keyboards: FakeKeyboards
) -> Callable[..., tuple[MainWindow, RecordWindow]]:
    """Open the studio and the window in which to play, as the menu does."""

    def open_both(changes: Mapping[str, object] | None = None) -> tuple[MainWindow, RecordWindow]:
        settings = changed(parts.settings, changes or {})
        window = open_window(replace(parts, settings=settings))
        window.actions_.record.trigger()
        record = window.recording.window
        with qtbot.waitExposed(record):
            pass
        live = window.recording.recording_session.live
        qtbot.waitUntil(lambda: not keyboards.present or live.current == keyboards.present[0])
        return window, record

    return open_both


def press(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def middle_of(keys: OnScreenPiano, pitch: int) -> QPoint:
    rect = keys.key_rect(pitch)
    return QPoint(round(rect.center().x()), round(rect.bottom()) - 6)


def play_phrase(
    keyboards: FakeKeyboards, beat_sec: float, *pitches: int, off_sec: float = 0.0
) -> float:
    """Play a pitch a beat on the grand, each held for a beat; return the moment of the end.

    The moments are those that the keyboard tells, so that nobody has to wait for the music.
    """
    start = time.perf_counter()
    for place, pitch in enumerate(pitches):
        early_or_late = off_sec * (-1) ** place if place else 0.0
        keyboards.opened[GRAND]((ON, pitch, 70), start + place * beat_sec + early_or_late)
        keyboards.opened[GRAND]((OFF, pitch, 0), start + (place + 1) * beat_sec - 0.01)
    return start + len(pitches) * beat_sec


def clicks(output: RecordingOutput) -> int:
    return sum(m[0] == NOTE_ON | CLICK_CHANNEL for m in list(output.messages))


def test_a_phrase_played_a_little_off_the_beat_becomes_the_seed_on_the_grid(
    qtbot: QtBot,
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]],
    keyboards: FakeKeyboards,
    generator: SlowGenerator,
) -> None:
    keyboards.present = [GRAND]
    window, record = open_recording()
    press(record.record_button)
    play_phrase(keyboards, 0.25, 60, 64, 67, 72, off_sec=0.02)
    press(record.record_button)
    press(record.use_button)
    written = tuple(Note(p, 70, i * 480, 480) for i, p in enumerate((60, 64, 67, 72)))
    start = window.compose.seeds.start
    assert isinstance(start, ExcerptStart)
    assert start.excerpt.notes == written
    assert start.excerpt.tempo_map.bpm_at(0) == 240
    assert window.compose.seeds.kind == "recording"
    assert window.session.piece is not None
    assert window.session.piece.excerpt.notes == written
    window.actions_.generate.trigger()
    wait_for_takes(qtbot, window, 2)  # what was recorded is kept, too
    assert generator.calls[-1].start == start


def test_the_phrase_can_be_left_as_it_was_played_cut_and_transposed(
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]], keyboards: FakeKeyboards
) -> None:
    keyboards.present = [GRAND]
    _, record = open_recording()
    press(record.record_button)
    play_phrase(keyboards, 0.25, 60, 62, 64, 65, 67, 69, off_sec=0.02)
    press(record.record_button)
    editor = record.editor
    assert (editor.first_box.value(), editor.last_box.value()) == (1, 3)
    editor.first_box.setValue(2)
    editor.last_box.setValue(2)
    editor.semitones_box.setValue(-2)
    assert [(note.pitch, note.onset_tick) for note in editor.excerpt.notes] == [(62, 0), (63, 480)]
    editor.grid_box.setCurrentIndex(editor.grid_box.findData(0))
    assert (editor.first_box.value(), editor.last_box.value()) == (2, 2), "the cut was forgotten"
    onsets = [note.onset_tick for note in editor.excerpt.notes]
    assert onsets == pytest.approx([38, 442], abs=3)
    assert editor.semitones_box.maximum() == 24


def test_two_silent_bars_end_the_recording(
    qtbot: QtBot,
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]],
    keyboards: FakeKeyboards,
) -> None:
    keyboards.present = [GRAND]
    window, record = open_recording()
    press(record.record_button)
    keyboards.play(GRAND, (ON, 60, 70), (OFF, 60, 0))
    released = time.perf_counter()
    with qtbot.waitSignal(window.recording.recording_session.ended) as ended:
        pass
    assert time.perf_counter() - released >= 1.0
    assert [note.pitch for note in ended.args[0].notes] == [60]
    assert record.use_button.isEnabled()


def test_the_count_in_is_clicked_and_what_is_played_meanwhile_is_left_out(
    qtbot: QtBot,
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]],
    keyboards: FakeKeyboards,
    ports: FakePorts,
) -> None:
    keyboards.present = [GRAND]
    _, record = open_recording({"recording.count_in_bars": 1, "recording.clicks": True})
    press(record.record_button)
    keyboards.play(GRAND, (ON, 50, 70), (OFF, 50, 0))
    assert "Count-in" in record.status_label.text()
    qtbot.waitUntil(lambda: "bar 1" in record.status_label.text())
    keyboards.play(GRAND, (ON, 60, 70), (OFF, 60, 0))
    qtbot.waitUntil(lambda: clicks(ports.opened[0]) >= 4)
    press(record.record_button)
    assert [note.pitch for note in record.editor.excerpt.notes] == [60]
    heard = clicks(ports.opened[0])
    qtbot.wait(400)
    assert clicks(ports.opened[0]) <= heard + 1, "it clicks after the recording has ended"


def colour_of(record: RecordWindow, pitch: int) -> str:
    """Return the colour that a key is shown in."""
    return record.keys.grab().toImage().pixelColor(middle_of(record.keys, pitch)).name()


def test_what_is_played_is_heard_shown_and_let_go(
    qtbot: QtBot,
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]],
    keyboards: FakeKeyboards,
    ports: FakePorts,
) -> None:
    keyboards.present = [GRAND]
    _, record = open_recording()
    keyboards.play(GRAND, (ON | 4, 60, 101), (CONTROL | 4, 64, 127))
    assert ports.opened[0].messages[-2:] == [(ON, 60, 101), (CONTROL, 64, 127)]
    qtbot.waitUntil(lambda: record.controls.level_bar.value() > 60)
    # Level and keys are told of one after the other.
    qtbot.waitUntil(lambda: colour_of(record, 60) != colour_of(record, 62))
    record.close()
    assert not ports.opened[0].open_notes
    assert ports.opened[0].pedal == 0
    qtbot.waitUntil(lambda: not keyboards.opened)
    assert not keyboards.is_watched


def test_the_first_keyboard_is_taken_unasked_but_never_a_through_port(
    qtbot: QtBot,
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]],
    keyboards: FakeKeyboards,
) -> None:
    window, record = open_recording()
    live = window.recording.recording_session.live
    keyboards.present = ["Midi Through:Midi Through Port-0"]
    live.refresh()
    assert live.wanted == ""
    keyboards.present.append(GRAND)
    live.refresh()
    qtbot.waitUntil(lambda: live.current == GRAND)
    assert record.controls.port_box.currentText() == GRAND
    live.choose("")
    live.refresh()
    assert live.current == "", "the user wanted none"


def test_unheard_a_keyboard_that_sounds_itself_is_still_recorded(
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]],
    keyboards: FakeKeyboards,
    ports: FakePorts,
) -> None:
    keyboards.present = [GRAND]
    _, record = open_recording()
    record.controls.heard_box.click()
    press(record.record_button)
    play_phrase(keyboards, 0.25, 60)
    press(record.record_button)
    assert len(record.editor.excerpt.notes) == 1
    assert 60 not in ports.opened[0].note_ons


def test_the_mouse_plays_louder_near_the_edge_and_slides(
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]], ports: FakePorts
) -> None:
    _, record = open_recording()
    keys = record.keys
    QTest.mousePress(keys, Qt.MouseButton.LeftButton, pos=middle_of(keys, 60))
    QTest.mouseRelease(keys, Qt.MouseButton.LeftButton, pos=middle_of(keys, 60))
    far = QPoint(middle_of(keys, 60).x(), 3)
    QTest.mousePress(keys, Qt.MouseButton.LeftButton, pos=far)
    QTest.mouseRelease(keys, Qt.MouseButton.LeftButton, pos=far)
    strikes = [m for m in ports.opened[0].messages if m[0] == ON]
    assert [pitch for _, pitch, _ in strikes] == [60, 60]
    assert strikes[0][2] > strikes[1][2]
    black = keys.key_rect(61).center().toPoint()
    assert keys.pitch_at(keys.key_rect(61).center()) == 61, black
    assert not ports.opened[0].open_notes


def test_the_letters_play_and_belong_to_the_piano_not_to_the_menus(
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]], ports: FakePorts
) -> None:
    window, record = open_recording()
    record.activateWindow()
    for key in (Qt.Key.Key_A, Qt.Key.Key_W, Qt.Key.Key_L):
        QTest.keyClick(record.keys, key)
    QTest.keyPress(record.keys, Qt.Key.Key_D)
    QTest.keyClick(record.keys, Qt.Key.Key_X)
    QTest.keyRelease(record.keys, Qt.Key.Key_D)
    QTest.keyClick(record.keys, Qt.Key.Key_A)
    assert ports.opened[0].note_ons == [60, 61, 74, 64, 72]
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(record.keys, Qt.Key.Key_R, both)
    assert window.recording.recording_session.is_running, "the main window's keys are dead here"
    assert not ports.opened[0].open_notes
    assert window.playback.loop is None


def test_an_output_that_is_changed_while_a_key_is_held_falls_silent(
    qtbot: QtBot,
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]],
    ports: FakePorts,
) -> None:
    ports.present = ["Stage Piano"]
    window, record = open_recording()
    QTest.keyPress(record.keys, Qt.Key.Key_A)
    before = ports.opened[0].silences
    window.output_model.choose("Stage Piano")
    qtbot.waitUntil(lambda: window.output_model.current == "Stage Piano")
    assert ports.opened[0].silences > before
    QTest.keyClick(record.keys, Qt.Key.Key_S)
    assert ports.opened[1].note_ons == [62]


def test_letters_held_while_the_window_loses_the_focus_are_let_go(
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]], ports: FakePorts
) -> None:
    window, record = open_recording()
    QTest.keyPress(record.keys, Qt.Key.Key_A)
    assert ports.opened[0].open_notes == {60: 1}
    window.activateWindow()
    record.hide()
    assert not ports.opened[0].open_notes


def test_a_port_that_vanishes_while_recording_keeps_what_was_played_and_says_so(
    qtbot: QtBot,
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]],
    keyboards: FakeKeyboards,
    ports: FakePorts,
) -> None:
    keyboards.present = [GRAND]
    window, record = open_recording()
    press(record.record_button)
    keyboards.play(GRAND, (ON, 60, 70), (OFF, 60, 0), (ON, 64, 70))
    keyboards.present = []
    window.recording.recording_session.live.refresh()
    assert {note.pitch for note in record.editor.excerpt.notes} == {60, 64}
    assert "disconnected" in record.status_label.text()
    assert any("2 notes were kept" in text for text in window.messages.texts)
    assert not ports.opened[0].open_notes
    assert "not connected" in record.controls.port_box.currentText()
    keyboards.present = [GRAND]
    window.recording.recording_session.live.refresh()
    qtbot.waitUntil(lambda: window.recording.recording_session.live.current == GRAND)


def test_without_midi_one_sentence_says_what_can_be_played(
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]], keyboards: FakeKeyboards
) -> None:
    keyboards.problem = "none"
    _, record = open_recording()
    assert record.controls.problem_label.text() == NO_MIDI_INPUT
    assert record.controls.problem_label.isVisible()


def test_a_port_that_cannot_be_opened_is_told_in_the_window(
    qtbot: QtBot,
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]],
    keyboards: FakeKeyboards,
) -> None:
    window, _ = open_recording()
    window.recording.recording_session.live.choose("Gone")
    qtbot.waitUntil(lambda: any("Gone is gone" in text for text in window.messages.texts))


def test_a_flood_loses_no_note_and_the_window_keeps_turning(
    qtbot: QtBot,
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]],
    keyboards: FakeKeyboards,
) -> None:
    keyboards.present = [GRAND]
    window, record = open_recording()
    press(record.record_button)
    heartbeat = Heartbeat(window)  # it also sees the phrase being drawn

    def flood() -> None:
        for number in range(2_000):
            pitch = 21 + number % 88
            keyboards.play(GRAND, (ON, pitch, 70), (0xFE,), (0xF0, 1, 2, 0xF7), (OFF, pitch, 0))
            if number % 400 == 399:  # by itself it may be over before a busy machine looks
                turned.append(eventually(lambda seen=heartbeat.beats: heartbeat.beats > seen))

    turned: list[bool] = []
    thread = threading.Thread(target=flood)
    thread.start()
    qtbot.waitUntil(lambda: window.recording.recording_session.notes == 2_000)
    assert ended(thread)
    press(record.record_button)
    qtbot.wait(50)
    assert turned == [True] * 5
    print(f"longest gap of the event loop: {heartbeat.longest_gap_sec * 1000:.0f} ms")
    assert record.status_label.text() == ""
    editor = record.editor
    editor.grid_box.setCurrentIndex(editor.grid_box.findData(0))
    assert len(editor.excerpt.notes) == 2_000


def test_a_phrase_is_answered_as_soon_as_it_ends_from_the_first_new_note(
    qtbot: QtBot,
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]],
    keyboards: FakeKeyboards,
    generator: SlowGenerator,
    ports: FakePorts,
) -> None:
    keyboards.present = [GRAND]
    window, _ = open_recording({"playback.seed_start": "whole", "recording.ends_after": "beat"})
    generator.seconds_a_note = 0.005
    window.actions_.answer.trigger()
    keyboards.play(GRAND, (ON, 60, 70), (OFF, 60, 0))
    before = len(ports.opened[0].note_ons)
    with qtbot.waitSignal(window.recording.recording_session.ended):
        pass
    ended = time.perf_counter()
    qtbot.waitUntil(lambda: len(ports.opened[0].note_ons) > before)
    print(f"answered after {(time.perf_counter() - ended) * 1000:.0f} ms")
    start = generator.calls[-1].start
    assert isinstance(start, ExcerptStart)
    assert [note.pitch for note in start.excerpt.notes] == [60]
    wait_for_takes(qtbot, window, 1)
    piece = window.session.piece
    assert piece is not None
    assert ports.opened[0].note_ons[before] == piece.excerpt.generated_notes[0].pitch


def test_a_recording_can_be_continued_at_once_and_heard_before(
    qtbot: QtBot,
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]],
    keyboards: FakeKeyboards,
    ports: FakePorts,
    generator: SlowGenerator,
) -> None:
    keyboards.present = [GRAND]
    window, record = open_recording()
    press(record.record_button)
    play_phrase(keyboards, 0.25, 60, 62)
    press(record.record_button)
    before = len(ports.opened[0].note_ons)
    press(record.hear_button)
    qtbot.waitUntil(lambda: ports.opened[0].note_ons[before:] == [60, 62])
    press(record.continue_button)
    wait_for_takes(qtbot, window, 1)
    assert generator.calls[-1].start == ExcerptStart(record.editor.excerpt)


def test_nothing_played_is_no_phrase_and_leaves_the_one_before(
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]], keyboards: FakeKeyboards
) -> None:
    keyboards.present = [GRAND]
    window, record = open_recording()
    assert not record.use_button.isEnabled()
    press(record.record_button)
    play_phrase(keyboards, 0.25, 60)
    press(record.record_button)
    press(record.record_button)
    press(record.record_button)
    assert len(record.editor.excerpt.notes) == 1
    assert any("Nothing was played" in text for text in window.messages.texts)


def test_the_chooser_offers_recording_and_says_what_it_lacks(
    open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    seeds = window.compose.seeds
    press(seeds.record_button)
    assert not window.actions_.generate.isEnabled()
    assert "Record a phrase" in window.actions_.generate.toolTip()
    press(seeds.play_button)
    assert window.recording.window.isVisible()


def test_the_controls_come_back_as_they_were_left(
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]], keyboards: FakeKeyboards
) -> None:
    keyboards.present = [GRAND]
    window, record = open_recording()
    record.controls.meter_box.setCurrentText("6/8")
    record.controls.bpm_box.setValue(72)
    record.controls.ends_box.setCurrentIndex(record.controls.ends_box.findData("bar"))
    record.editor.grid_box.setCurrentIndex(record.editor.grid_box.findData(160))
    window.save_settings()
    kept = window.settings.recording
    assert (kept.meter, kept.bpm, kept.grid) == ("6/8", 72, 160)
    assert (kept.ends_after, kept.input_port) == ("bar", GRAND)


def test_closing_the_studio_while_recording_ends_everything(
    qtbot: QtBot,
    open_recording: Callable[..., tuple[MainWindow, RecordWindow]],
    keyboards: FakeKeyboards,
    ports: FakePorts,
) -> None:
    keyboards.present = [GRAND]
    window, record = open_recording({"recording.clicks": True})
    press(record.record_button)
    keyboards.play(GRAND, (ON, 60, 70))
    assert window.close()
    assert not record.isVisible()
    assert not ports.opened[0].open_notes
    qtbot.waitUntil(lambda: not keyboards.opened)
