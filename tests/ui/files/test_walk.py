"""The whole way: a file is opened and heard, some of its bars start a take, which is exported."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import read_midi, write_midi
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.ui.export.export_dialog import ExportDialog
from tests.ui.conftest import OpenWindow
from tests.ui.driving import press_generate, wait_for_takes
from tests.ui.fakes import SlowGenerator

BAR = 1920


def two_hands() -> Excerpt:
    """Return eight bars: quarters in the right hand over whole notes in the left."""
    right = [Note(67 + step % 5, 70, step * 480, 480, Hand.RIGHT) for step in range(32)]
    left = [Note(43 + bar % 3, 60, bar * BAR, BAR, Hand.LEFT) for bar in range(8)]
    return Excerpt(tuple(sorted((*right, *left), key=score_order)), title="Song")


def test_from_a_file_to_an_export(
    qtbot: QtBot,
    open_window: OpenWindow,
    parts: Parts,
    generator: SlowGenerator,
    tmp_path: Path,
) -> None:
    window = open_window(parts)
    write_midi(two_hands(), tmp_path / "song.mid")
    window.files.open([tmp_path / "song.mid"])
    qtbot.waitUntil(lambda: window.session.piece is not None)
    hands = {note.hand for note in window.session.piece.excerpt.notes}
    assert hands == {Hand.RIGHT, Hand.LEFT}

    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: window.playback.position_tick > 240)
    window.actions_.stop.trigger()

    window.playback.set_loop(2 * BAR, 4 * BAR)
    qtbot.waitUntil(lambda: "Bars 3–4" in window.actions_.use_seed.text())
    window.actions_.use_seed.trigger()
    QTest.mouseClick(window.compose.play_seed_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.playback.is_auditioning)
    QTest.mouseClick(window.compose.play_seed_button, Qt.MouseButton.LeftButton)

    press_generate(window)
    wait_for_takes(qtbot, window, 2)
    start = generator.calls[-1].start
    assert isinstance(start, ExcerptStart)
    assert len(start.excerpt.notes) == 10
    assert all(take.is_kept for take in window.session.library.takes)

    qtbot.waitUntil(lambda: window.session.piece.take is not None)
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(ExportDialog)
    dialog.place_edit.setText(str(tmp_path / "after.mid"))
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil((tmp_path / "after.mid").exists)
    assert len(read_midi(tmp_path / "after.mid").notes) == len(window.session.piece.excerpt.notes)
