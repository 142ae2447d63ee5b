"""The whole main job in the real window, with the real model, store and exporters."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chopin_studio.app import real_parts
from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.events import whole_take
from chopin_studio.engine.generator import generate
from chopin_studio.music.midi_io import read_midi
from chopin_studio.paths import bundled_models
from chopin_studio.ui.export.export_dialog import ExportDialog
from tests.fakes import RecordingOutput
from tests.ui.driving import Heartbeat, opened

NOTES = 60
NOCTURNE = "Nocturne in D-flat major, Op. 27 No. 2"


@pytest.fixture
def recording():
    return RecordingOutput("Built-in piano")


@pytest.fixture
def open_window(qtbot, recording):
    """Open the real window; only the loudspeaker is replaced, by a recorder."""
    windows = []

    def open_one():
        parts = real_parts()
        sources = replace(parts.sources, open_piano=lambda settings: recording)
        window = opened(qtbot, replace(parts, sources=sources))
        windows.append(window)
        return window

    yield open_one
    for window in windows:
        window.close()


def choose(box, text):
    """Choose an entry of a combo box as its user does, by name."""
    index = box.findText(text)
    assert index >= 0, [box.itemText(i) for i in range(box.count())]
    box.setCurrentIndex(index)
    box.activated.emit(index)


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def export(qtbot, window, path):
    # Offscreen there is no window manager to give the focus back after a dialog.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(ExportDialog)
    dialog.place_edit.setText(str(path))
    click(dialog.save_button)
    qtbot.waitUntil(
        lambda: any(text.startswith(f"Saved {path}") for text in window.messages.texts),
    )


def test_the_main_job(qtbot, open_window, recording, tmp_path):
    window = open_window()
    panel = window.compose

    # Choose a model and a seed.
    choose(panel.model_box, "Classic 256")
    choose(panel.seeds.seed_box, NOCTURNE)
    panel.notes_box.setValue(NOTES)
    panel.renew_box.setChecked(False)
    panel.random_state_box.setValue(7)

    # Generate, and see the notes arrive while the event loop keeps turning.
    arrivals = []
    window.session.notes_added.connect(lambda notes: arrivals.append(len(notes)))
    heartbeat = Heartbeat(window)
    click(panel.generate_button)
    qtbot.waitUntil(
        lambda: not window.generation.is_generating and len(window.session.library.takes) == 1,
    )
    print(f"longest gap of the event loop: {heartbeat.longest_gap_sec * 1000:.0f} ms")
    assert sum(arrivals) >= NOTES
    assert len(arrivals) > 3
    assert heartbeat.beats > 3
    (take,) = window.session.library.takes
    assert take.title == f"After {NOCTURNE}"
    assert take.record.complete

    # Cancel another.
    panel.notes_box.setValue(5000)
    before = len(arrivals)
    click(panel.generate_button)
    qtbot.waitUntil(lambda: len(arrivals) > before)
    click(panel.cancel_button)
    assert panel.generate_button.isVisible()
    qtbot.waitUntil(lambda: len(window.session.library.takes) == 2)
    assert not window.session.library.takes[0].record.complete

    # Play a little of it, stop in mid-note: nothing hangs.
    qtbot.waitUntil(lambda: window.output_model.current == "Built-in piano")
    # The take sounds already, from the seed's end; stopped twice, it stands at its beginning.
    QTest.keyClick(window, Qt.Key.Key_Escape)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.playback.position_tick == 0)
    before = len(recording.note_ons)
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(recording.note_ons) >= before + 4)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert len(recording.note_ons) == len(recording.note_offs)
    assert not recording.open_notes

    # Export both formats.
    for name in ("take.mid", "take.musicxml"):
        export(qtbot, window, tmp_path / name)
    assert len(read_midi(tmp_path / "take.mid").notes) > 100
    assert "<score-partwise" in (tmp_path / "take.musicxml").read_text()

    # Restart, and find the takes.
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: len(again.session.library.takes) == 2)
    assert [kept.id for kept in again.session.library.takes][-1] == take.id
    assert again.takes.list_view.model().rowCount() == 2
    assert again.compose.notes_box.value() == 5000


def test_a_take_made_in_the_window_can_be_made_again_note_for_note(qtbot, open_window):
    window = open_window()
    window.compose.form.length.bars_box.setValue(2)
    click(window.compose.generate_button)
    qtbot.waitUntil(lambda: len(window.session.library.takes) == 1)
    (take,) = window.session.library.takes
    bundle = list_bundles([bundled_models()]).find(take.record.bundle_id)
    assert bundle.manifest.weights_sha256 == take.record.weights_sha256
    again = whole_take(generate(bundle, take.record.settings))
    kept = window.session.library.store.excerpt(take.id)
    assert again.with_pedal_lifted() == kept
