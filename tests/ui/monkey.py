"""Use the real window at random, with real models, and look for what goes wrong.

`make monkey` runs it; a seed repeats the choices, though not the moments at which the pool is done.
Nothing may raise, no Qt warning may come, no key may hang after a panic or at the end, and what is
on disk must be what the list shows. Everything is the user's real thing but for the machine: ports
and keyboards are plugged and pulled, and the trash is full now and then.
"""

import argparse
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QPoint, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QSlider,
    QWidget,
)

from chopin_studio import app
from chopin_studio.session.recording.input_model import InputSources
from chopin_studio.session.support.gc_guard import GcGuard
from chopin_studio.ui.main.main_window import MainWindow
from tests.fakes import ALL_SOUNDS_OFF, CONTROL_CHANGE, NOTE_OFF, NOTE_ON
from tests.ui.fakes import FakeKeyboards, FakePorts, Trash
from tests.waiting import PATIENCE_SEC

PORTS, KEYBOARDS = ("Stage Piano", "Desk Module"), ("Grand", "Pad")
NOTES = 30
"""A length of takes by which many are made."""

MODAL_MS = 300
"""How long a menu or dialog that waits for an answer is left open."""

REMEMBERED = 8
"""So many acts are told with what goes wrong after them."""

ENDING = ("Quit", "Export", "Open", "Browse", "Choose", "file", "folder")
"""What ends the program, or asks for a file by a dialog of the system's, is left alone."""

FOREIGN = "does not support"
"""What the offscreen platform says of itself."""

KEYS = [
    *(Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Delete, Qt.Key.Key_Escape, Qt.Key.Key_Return),
    *(Qt.Key.Key_Tab, Qt.Key.Key_F2, Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_D, Qt.Key.Key_G),
    *(Qt.Key.Key_L, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Y, Qt.Key.Key_Z),
]
NONE, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton


class Monkey:
    """Does things to a window, remembers the last of them, and keeps what went wrong."""

    def __init__(self, window: MainWindow, machine: "Machine", seed: int) -> None:
        self.faults: list[str] = []
        self.acts: Counter[str] = Counter()
        self._window = window
        self._machine = machine
        self._random = random.Random(seed)
        self._last: deque[str] = deque(maxlen=REMEMBERED)
        self._told: set[str] = set()
        self._choices: dict[Callable[[], None], float] = {
            self.act: 30,
            self.use: 20,
            self.drag: 25,
            self.press: 19,
            self.plug: 2,
            self.play_key: 3,
            self.resize: 1,
        }

    def report(self, words: str) -> None:
        """Keep a fault, with what was done before it."""
        self.faults.append(words)
        print(f"{words}\n    after {'; '.join(self._last)}", flush=True)

    def go_on(self, seconds: float) -> None:
        """Do one thing after the other for so long."""
        end = time.monotonic() + seconds
        choices, weights = list(self._choices), list(self._choices.values())
        while time.monotonic() < end and self._window.isVisible():
            (choice,) = self._random.choices(choices, weights)
            QTimer.singleShot(MODAL_MS, self.dismiss)
            try:
                choice()
            except RuntimeError as error:  # a widget may go while it is dragged over
                if "already deleted" not in str(error):
                    raise
            self.acts[choice.__name__] += 1
            pass_time(self._random.choice([0, 0.005, 0.03, 0.1]))
            self._look_at_messages()
        if not self._window.isVisible():
            self.report("the window is gone")

    def dismiss(self) -> None:
        """Close the menus and dialogs that are open."""
        for widget in app.application().topLevelWidgets():
            if isinstance(widget, QDialog | QMenu) and widget.isVisible():
                widget.close()

    def act(self) -> None:
        """Choose something of a menu."""
        actions = [
            action
            for action in self._window.findChildren(QAction)
            if action.isEnabled() and action.text() and not action.menu() and _is_harmless(action)
        ]
        action = self._random.choice(actions)
        self._note(f"choose {action.text()}")
        _go_to(self._window)
        action.trigger()
        if action is self._window.actions_.panic:
            self._look_for_hanging_keys("after a panic")

    def use(self) -> None:
        """Set a field, or press a button."""
        kinds = QAbstractButton | QComboBox | QAbstractSpinBox | QLineEdit | QSlider
        fields = [w for w in self._visible() if isinstance(w, kinds) and w.isEnabled()]
        fields = [w for w in fields if not isinstance(w, QAbstractButton) or _is_harmless(w)]
        if not fields:
            return
        field = self._random.choice(fields)
        _go_to(field)
        self._note(f"use {type(field).__name__} {field.objectName()} {field.accessibleName()}")
        if isinstance(field, QComboBox):
            if field.count():
                row = self._random.randrange(field.count())
                field.setCurrentIndex(row)
                field.activated.emit(row)
        elif isinstance(field, QAbstractSpinBox):
            field.stepBy(self._random.choice([-5, -1, 1, 5]))
        elif isinstance(field, QLineEdit):
            QTest.keyClicks(field, self._random.choice(["dawn", "a", "#2", "bar 3", "120", ""]))
            keys = [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Backspace]
            QTest.keyClick(field, self._random.choice(keys))
        elif isinstance(field, QSlider):
            field.setValue(self._random.randint(field.minimum(), field.maximum()))
        else:
            QTest.mouseClick(field, LEFT)

    def drag(self) -> None:
        """Press the mouse somewhere, move it and let go, or click twice."""
        own = [w for w in self._visible() if type(w).__module__.startswith("chopin_studio")]
        takes = self._window.takes.list_view.viewport()
        surface = self._random.choice([self._window.roll.viewport(), takes, *own])
        start, end = self._point_in(surface), self._point_in(surface)
        if surface is takes:
            end = start  # to drag a take out of the window would wait for another program
        modifier = self._random.choice([NONE] * 4 + [SHIFT, CTRL, ALT])
        _go_to(surface)
        self._note(f"drag on {type(surface).__name__} {start.toTuple()} to {end.toTuple()}")
        if self._random.random() < 0.2:
            QTest.mouseDClick(surface, LEFT, modifier, start)
            return
        QTest.mousePress(surface, LEFT, modifier, start)
        for step in range(1, 4):
            QTest.mouseMove(surface, start + (end - start) * step / 3)
            pass_time(0.004)
        QTest.mouseRelease(surface, LEFT, modifier, end)

    def press(self) -> None:
        """Press a key somewhere."""
        window = self._window
        focus = app.application().focusWidget() or window
        target = self._random.choice([window, window.roll, window.takes.list_view, focus])
        key = self._random.choice(KEYS)
        modifier = self._random.choice([NONE, CTRL, SHIFT])
        _go_to(target)
        self._note(f"press {modifier.name} {key.name} on {type(target).__name__}")
        QTest.keyClick(target, key, modifier)

    def plug(self) -> None:
        """Plug or pull a port or a keyboard, or fill the trash or empty it."""
        self._note(self._machine.change(self._random))

    def play_key(self) -> None:
        """Strike a key of a keyboard that is listened to, and release it soon."""
        open_ones = [*self._machine.keyboards.opened]
        if not open_ones:
            return
        name, pitch = self._random.choice(open_ones), self._random.randrange(21, 109)
        self._note(f"strike {pitch} on {name}")
        self._machine.keyboards.play(name, (NOTE_ON, pitch, 80))
        pass_time(0.02)
        if name in self._machine.keyboards.opened:
            self._machine.keyboards.play(name, (NOTE_OFF, pitch, 0))

    def resize(self) -> None:
        """Give the window another size."""
        size = self._random.randint(400, 1600), self._random.randint(300, 1000)
        self._note(f"resize to {size}")
        self._window.resize(*size)

    def finish(self) -> None:
        """Close the window, and look whether all is as it must be."""
        window = self._window
        self.dismiss()
        self._machine.trash.full = False
        window.actions_.cancel.trigger()
        if not wait_until(lambda: not window.generation.is_generating):
            self.report("music is made on and on, although that was cancelled")
        window.close()
        if window.isVisible():  # it was refused once, since something could not be kept
            window.close()
        self._look_for_hanging_keys("at the end")
        if not all(output.closed for output in self._machine.ports.opened):
            self.report("an output was left open")
        found = window.session.library.store.takes()
        for problem in found.problems:
            self.report(f"on disk: {problem}")
        listed = {take.id for take in window.session.library.takes}
        if listed != {take.id for take in found.takes}:
            self.report("the list shows other takes than there are on disk")

    def _note(self, words: str) -> None:
        self._last.append(words)

    def _point_in(self, widget: QWidget) -> QPoint:
        width, height = max(widget.width(), 1), max(widget.height(), 1)
        return QPoint(self._random.randrange(width), self._random.randrange(height))

    def _visible(self) -> list[QWidget]:
        tops = [w for w in app.application().topLevelWidgets() if w.isVisible()]
        inside = (w for w in self._random.choice(tops).findChildren(QWidget) if w.isVisible())
        return list(inside)

    def _look_at_messages(self) -> None:
        for text in self._window.messages.texts:
            if "error of the program" in text and text not in self._told:
                self._told.add(text)
                self.report(text)

    def _look_for_hanging_keys(self, when: str) -> None:
        if self._window.isVisible() and self._window.playback.is_moving:
            return  # music that goes on after a panic strikes keys anew
        for output in self._machine.ports.opened:
            held = held_keys(list(output.messages))
            if held and not output.broken:  # nobody can release what was pulled out
                self.report(f"{when}, {sorted(held)} sound on {output.name}")


class Machine:
    """What is plugged into an imagined machine, and its trash."""

    def __init__(self, folder: Path) -> None:
        self.ports = FakePorts()
        self.keyboards = FakeKeyboards()
        self.trash = Trash(folder / "trash")

    def parts(self) -> app.Parts:
        """Return the real parts of the window, on this machine."""
        real = app.real_parts()
        sources = replace(
            real.sources,
            piano_name="Built-in piano",
            open_piano=self.ports.open_piano,
            open_port=self.ports.open_port,
            lives=self.ports.lives,
            watcher=self.ports,
        )
        inputs = InputSources(self.keyboards.open_port, self.keyboards)  # type: ignore[arg-type]
        return replace(real, sources=sources, inputs=inputs, move_to_trash=self.trash)

    def change(self, dice: random.Random) -> str:
        """Change something, and say what."""
        kind = dice.choice(["port", "keyboard", "trash"])
        if kind == "trash":
            self.trash.full = not self.trash.full
            return f"trash full: {self.trash.full}"
        names, present = (
            (PORTS, self.ports.present) if kind == "port" else (KEYBOARDS, self.keyboards.present)
        )
        name = dice.choice(names)
        if name not in present:
            present.append(name)
            return f"plug {name}"
        present.remove(name)
        if kind == "port":
            for output in self.ports.opened:
                output.broken = output.broken or output.name == name
        self.keyboards.opened.pop(name, None)
        return f"pull {name}"


def held_keys(messages: Sequence[tuple[int, int, int]]) -> set[tuple[int, int]]:
    """Return channel and pitch of each key struck and neither released nor silenced."""
    held: set[tuple[int, int]] = set()
    for status, data1, data2 in messages:
        kind, channel = status & 0xF0, status & 0x0F
        if kind == NOTE_ON and data2:
            held.add((channel, data1))
        elif kind in (NOTE_ON, NOTE_OFF):
            held.discard((channel, data1))
        elif kind == CONTROL_CHANGE and data1 == ALL_SOUNDS_OFF:
            held = {key for key in held if key[0] != channel}
    return held


def pass_time(seconds: float) -> None:
    """Let the event loop work for so long."""
    end = time.monotonic() + seconds
    while True:
        app.application().processEvents()
        if time.monotonic() >= end:
            return
        time.sleep(0.002)


def wait_until(condition: Callable[[], bool]) -> bool:
    """Let the event loop work until something holds; tell whether it came to."""
    give_up = time.monotonic() + PATIENCE_SEC
    while not condition() and time.monotonic() < give_up:
        pass_time(0.02)
    return condition()


def _go_to(widget: QWidget) -> None:
    """Bring a widget's window to the front, as whoever uses it does."""
    widget.window().activateWindow()
    pass_time(0)


def _is_harmless(thing: QAction | QAbstractButton) -> bool:
    words = f"{thing.text()} {thing.toolTip()}".replace("&", "")
    return not any(word in words for word in ENDING)


def run(folder: Path, seed: int, seconds: float) -> Monkey:
    """Let a monkey loose on a window that keeps its takes in `folder`."""
    os.environ["CHOPIN_STUDIO_HOME"] = str(folder / "home")
    machine = Machine(folder)
    window = app.build_window(app.application(), machine.parts())
    monkey = Monkey(window, machine, seed)

    def on_qt_message(kind: object, context: object, text: str) -> None:
        if FOREIGN not in text:
            monkey.report(f"Qt: {text}")

    def on_error(kind: type[BaseException], error: BaseException, trace: TracebackType) -> None:
        monkey.report(repr(error))
        traceback.print_exception(kind, error, trace)

    qInstallMessageHandler(on_qt_message)
    sys.excepthook = on_error
    window.restore()
    window.show()
    garbage = GcGuard(window)
    garbage.start()
    app.begin(window)
    pass_time(1)
    window.compose.form.length.choose_unit("notes")
    window.compose.notes_box.setValue(NOTES)
    monkey.go_on(seconds)
    monkey.finish()
    garbage.stop()
    # The offscreen platform would free what was copied after Python is gone.
    QGuiApplication.clipboard().clear()
    qInstallMessageHandler(None)
    sys.excepthook = sys.__excepthook__
    return monkey


def main() -> int:
    """Run as often as asked; give 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        monkey = run(Path(folder), asked.seed, asked.seconds)
    acts = ", ".join(f"{count} {name}" for name, count in sorted(monkey.acts.items()))
    print(f"seed {asked.seed}: {monkey.acts.total()} acts ({acts}), {len(monkey.faults)} faults")
    return bool(monkey.faults)


if __name__ == "__main__":
    sys.exit(main())
