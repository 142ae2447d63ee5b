"""Open a window, play, and hang; a test ends it by a signal.

Usage: python -m tests.ui.main.stuck_process FOLDER HOW

Every message to the output is written to `sent` in the folder as it is sent. HOW says what hangs:
`sleep`, `read` and `compute` the GUI thread, `lock` that thread with the lock of the transport,
`pool` another thread, for which closing waits.
"""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QThreadPool, QTimer

from chopin_studio import app
from chopin_studio.log import logging_to
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.tempo import TempoMap
from chopin_studio.playback.outputs.base import Output
from chopin_studio.ui.main.main_window import MainWindow
from tests.fakes import NOTE_OFF, RecordingOutput
from tests.ui.fakes import FakePorts, SlowGenerator, make_parts, note_at

LONGEST_SEC = 300
"""A test that ends before it has ended this leaves nothing running."""

ANSWER_SEC, CLOSE_SEC = 0.3, 0.3


class WrittenOutput(RecordingOutput):
    """Writes down what it is sent at once: nothing can be asked of a process that has ended."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name)
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def send(self, status: int, data1: int, data2: int) -> None:
        super().send(status, data1, data2)
        os.write(self._file, f"{json.dumps([status, data1, data2])}\n".encode())

    def panic(self) -> None:
        for pitch in list(+self.open_notes):  # key by key, as a MIDI port does
            self.send(NOTE_OFF, pitch, 0)
        super().panic()

    def close(self) -> None:
        super().close()
        os.write(self._file, b'"closed"\n')


class WrittenPorts(FakePorts):
    """Opens outputs that are written down."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def _opened(self, name: str) -> Output:
        self.opened.append(WrittenOutput(name, self._path))
        return self.opened[-1]


def hang(window: MainWindow, how: str, folder: Path) -> None:
    """Hang, and say so just before."""
    print("hangs", flush=True)
    end = time.monotonic() + LONGEST_SEC
    if how == "sleep":
        time.sleep(LONGEST_SEC)
    elif how == "read":
        os.mkfifo(folder / "pipe")
        (folder / "pipe").read_bytes()
    elif how == "compute":
        while time.monotonic() < end:
            pass
    elif how == "lock":
        with window.playback.transport.changed:
            time.sleep(LONGEST_SEC)
    else:
        QThreadPool(app.application()).start(lambda: time.sleep(LONGEST_SEC))


def main() -> None:
    """Hang in mid-note."""
    folder, how = Path(sys.argv[1]), sys.argv[2]
    ports = WrittenPorts(folder / "sent")
    window = app.build_window(
        app.application(), make_parts(folder / "takes", SlowGenerator(), ports)
    )
    window.show()
    app.begin(window)
    notes = tuple(note_at(step) for step in range(400))
    music = Excerpt(notes, TempoMap.constant(120), pedals=(PedalChange(0, 127),))
    window.session.show_excerpt(music)
    window.playback.play()
    timer = QTimer(window)

    def hang_when_sounding() -> None:
        if ports.opened and ports.opened[0].open_notes:
            timer.stop()
            hang(window, how, folder)

    timer.timeout.connect(hang_when_sounding)
    timer.start(20)
    with logging_to(folder / "log"), app.signal_watch(window, ANSWER_SEC, CLOSE_SEC):
        app.application().exec()
        for pool in app.application().findChildren(QThreadPool):
            pool.waitForDone()


if __name__ == "__main__":
    main()
