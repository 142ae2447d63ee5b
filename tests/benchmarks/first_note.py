"""Print how long it takes from Generate to the first new note: cold, then warm, in one process.

Two pairs of figures: seconds that pass, and seconds of the processor that the studio itself takes.

Usage: python -m tests.benchmarks.first_note BUNDLE_ID [SECONDS], with QT_QPA_PLATFORM=offscreen
and CHOPIN_STUDIO_HOME set to an empty folder. Generate is pressed so many seconds after the window
has been painted, at once by default, and once more when the first take has been broken off.
"""

import sys
import time
from dataclasses import replace

from PySide6.QtCore import QTimer

from chopin_studio.app import application, begin, build_window, real_parts
from chopin_studio.session.playback.output_model import OutputSources
from chopin_studio.ui.main.main_window import MainWindow
from tests.app_settings import changed
from tests.fakes import NOTE_ON, RecordingOutput


class FirstNote(RecordingOutput):
    """Notes the moment of the first strike since it was asked to."""

    struck_at = 0.0

    def send(self, status: int, data1: int, data2: int) -> None:
        if status == NOTE_ON and not self.struck_at:
            self.struck_at = time.perf_counter()


def wait(condition, within_sec: float = 60.0) -> None:
    """Turn the event loop until something holds."""
    app, give_up = application(), time.monotonic() + within_sec
    while not condition():
        if time.monotonic() > give_up:
            raise TimeoutError
        app.processEvents()
        time.sleep(0.001)


def generate(window: MainWindow, output: FirstNote) -> tuple[float, float]:
    """Press Generate and give the seconds until a note is struck, and those of the processor."""
    output.struck_at = 0.0
    begun, used = time.perf_counter(), time.process_time()
    window.actions_.generate.trigger()
    wait(lambda: output.struck_at)
    seconds, used = output.struck_at - begun, time.process_time() - used
    window.generation.cancel()
    window.playback.stop()
    wait(lambda: not window.generation.is_generating)
    return seconds, used


def main() -> None:
    """Open the real window on an output that only listens."""
    output = FirstNote()
    real = real_parts()
    sources = OutputSources(
        piano_name="Listener",
        silent_name="No sound",
        open_piano=lambda settings: output,
        open_port=lambda name, settings: output,
        lives=lambda output: True,
        watcher=real.sources.watcher,
    )
    settings = changed(
        real.settings, {"generation.bundle_id": sys.argv[1], "playback.auto_play": True}
    )
    window = build_window(application(), replace(real, sources=sources, settings=settings))
    painted = []
    window.show()
    QTimer.singleShot(0, lambda: painted.append(True))
    wait(lambda: painted)
    begin(window)
    wait(lambda: window.output_model.has_sound)
    ready_at = time.monotonic() + (float(sys.argv[2]) if len(sys.argv) > 2 else 0.0)
    wait(lambda: time.monotonic() >= ready_at)
    if window.compose.bundle is None or window.compose.bundle.manifest.id != sys.argv[1]:
        raise SystemExit(f"no usable model {sys.argv[1]}")
    print(*generate(window, output), *generate(window, output))
    window.close()


if __name__ == "__main__":
    main()
