"""What tests do to notes in the roll of a real window: choose, press, drag and click."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from chopin_studio.app import Parts
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.take import Take, TakeRecord
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.tempo import TempoMap
from chopin_studio.ui.main.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
BAR = 4 * 480
MUSIC = Excerpt(
    tuple(
        Note(57 + step % 3, 40 + step, step * 480, 240, Hand.LEFT if step % 2 else Hand.RIGHT)
        for step in range(16)
    ),
    TempoMap.constant(240),
    pedals=(PedalChange(0, 127), PedalChange(960, 0)),
    title="Sixteen",
)


def shown(window: MainWindow, parts: Parts, music: Excerpt = MUSIC) -> Take:
    """Keep a take that a model made, and show it."""
    take = parts.store.add(music, TakeRecord("classic-256", "0" * 64, GenerationSettings()))
    window.session.library.put(take)
    window.session.show_excerpt(parts.store.excerpt(take.id), take)
    window.roll.fit()
    window.roll.setFocus()
    return take


def notes(window: MainWindow) -> tuple[Note, ...]:
    """Return the notes shown."""
    piece = window.session.piece
    assert piece is not None
    return piece.excerpt.notes


def chosen(window: MainWindow) -> list[int]:
    """Return the places of the chosen notes."""
    return sorted(window.editing.take.chosen)


def at(window: MainWindow, tick: float, pitch: int) -> QPoint:
    """Return where a tick and a pitch are in the viewport."""
    y = window.roll.scale.y_of(pitch) + window.roll.scale.row_height // 2
    return QPoint(round(window.roll.x_of(tick)), y - window.roll.offset.y())


def on(window: MainWindow, place: int, share: float = 0.4) -> QPoint:
    """Return a point on a note."""
    note = notes(window)[place]
    return at(window, note.onset_tick + note.duration_tick * share, note.pitch)


def drag(
    window: MainWindow,
    start: QPoint,
    end: QPoint,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Drag with the left button in the roll."""
    view = window.roll.viewport()
    QTest.mousePress(view, LEFT, held, start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, held, end)


def click(
    window: MainWindow, point: QPoint, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Click in the roll."""
    QTest.mouseClick(window.roll.viewport(), LEFT, held, point)


def double_click(window: MainWindow, point: QPoint) -> None:
    """Click twice in the roll, with the events that Qt makes of that."""
    view = window.roll.viewport()
    QTest.mouseClick(view, LEFT, pos=point)
    QTest.mouseDClick(view, LEFT, pos=point)
    QTest.mouseRelease(view, LEFT, pos=point)


def key(
    window: MainWindow, pressed: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key in the roll."""
    QTest.keyClick(window.roll, pressed, held)
