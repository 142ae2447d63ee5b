"""What an edit draws anew in roll and lanes, and that it comes out as if all had been."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from chopin_studio.app import Parts
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.ui.main.main_window import MainWindow
from chopin_studio.ui.roll.geometry import RollGeometry
from chopin_studio.ui.roll.painter import RollPainter
from tests.ui.conftest import OpenWindow
from tests.ui.roll.rolling import MUSIC, shown


def many_notes(count: int) -> Excerpt:
    """Return chords of notes of all lengths, with a seed that ends among them."""
    rng = np.random.default_rng(5)
    ranges = ((30, 95), (20, 110), (10, 900))
    columns = zip(*(rng.integers(*ends, count).tolist() for ends in ranges), strict=True)
    notes = tuple(
        Note(pitch, velocity, place // 3 * 120, length, (Hand.LEFT, Hand.RIGHT, None)[place % 3])
        for place, (pitch, velocity, length) in enumerate(columns)
    )
    seed_end_tick = 9 * 480
    return replace(MUSIC, notes=tuple(sorted(notes, key=score_order)), seed_end_tick=seed_end_tick)


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts) -> MainWindow:
    """Open a window with a take of many notes."""
    window = open_window(parts)
    shown(window, parts, many_notes(600))
    return window


def pictures(window: MainWindow) -> list[QImage]:
    views = (window.roll.viewport(), window.editing.lanes.velocities)
    return [view.grab().toImage() for view in views]


def are_alike(some: list[QImage], others: list[QImage]) -> bool:
    """Compare, to a shade that nobody sees: smooth edges are rounded otherwise in a cut-out."""
    pairs = zip(map(pixels, some), map(pixels, others), strict=True)
    return all(int(np.abs(one - other).max()) <= 2 for one, other in pairs)


def pixels(image: QImage) -> np.ndarray:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(plain.constBits(), np.uint8).astype(np.int16)


def drawn_anew(window: MainWindow) -> list[QImage]:
    """Forget everything that is drawn, and draw it."""
    piece = window.session.piece
    assert piece is not None
    window.roll.tiles.set_music(piece.excerpt, window.roll.index)
    window.editing.lanes.velocities.forget()
    return pictures(window)


@pytest.mark.parametrize("zooms", [-9, 0, 4])
@pytest.mark.parametrize("rows", [0, 9])
def test_edits_come_out_as_if_all_were_drawn_anew(
    window: MainWindow, zooms: int, rows: int
) -> None:
    roll, tools, take = window.roll, window.editing.tools, window.editing.take
    for _ in range(abs(zooms)):
        (roll.zoom_in if zooms > 0 else roll.zoom_out)()
    for _ in range(rows):
        roll.taller_rows()
    roll.horizontalScrollBar().setValue(0)
    rng = np.random.default_rng(7)
    pictures(window)
    changes = 0
    for step in range(12):
        take.choose(set(rng.integers(60, size=3).tolist()))
        before = pictures(window)
        if step % 4 == 0:
            tools.move(int(rng.integers(1, 9)), int(rng.integers(-9, 9)) * 60)
        elif step % 4 == 1:
            tools.lengthen_steps(int(rng.integers(1, 4)))
        elif step % 4 == 2:
            tools.set_velocities({place: int(rng.integers(1, 128)) for place in take.chosen})
        else:
            tools.delete()
        edited = pictures(window)
        changes += edited != before
        assert are_alike(edited, drawn_anew(window))
    assert changes > 6  # at small scales some are less than a pixel


def test_choosing_all_and_then_few_leaves_no_trace(window: MainWindow) -> None:
    pictures(window)
    for chosen in (range(600), {3}, range(50), set(), range(599), {5, 6}):
        window.editing.take.choose(set(chosen))
        assert are_alike(pictures(window), drawn_anew(window))


def test_an_edit_of_one_note_draws_few_others(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = 0
    paint_notes = RollPainter.paint_notes

    def counting(
        self: RollPainter, painter: QPainter, notes: list[Note], geometry: RollGeometry
    ) -> None:
        nonlocal drawn
        drawn += len(notes)
        paint_notes(self, painter, notes, geometry)

    pictures(window)
    monkeypatch.setattr(RollPainter, "paint_notes", counting)
    window.editing.take.choose({300})
    window.editing.tools.move(2, 120)
    pictures(window)
    assert 1 <= drawn < 60
    drawn_anew(window)
    assert drawn > 600
