"""From process start to a painted window, against an empty Qt window from the same Python."""

import os
import statistics
import subprocess
import sys
import time

LAUNCHES = 7

# Each prints how long after STARTED_AT its first window was painted, then quits.
PRELUDE = """
import os, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.report)
        return False

    def report(self):
        import sys
        print(time.monotonic() - float(os.environ["STARTED_AT"]), "tensorflow" in sys.modules)
        QApplication.quit()

first_paint = FirstPaint()
"""
STUDIO = """
from unittest.mock import patch
from chopin_studio.cli import main
show = QMainWindow.show
def watched_show(window):
    window.installEventFilter(first_paint)
    show(window)
with patch.object(QMainWindow, "show", watched_show):
    main([])
"""
EMPTY = """
app = QApplication([])
window = QMainWindow()
window.installEventFilter(first_paint)
window.show()
app.exec()
"""


def launch(code, home):
    """Return seconds from starting the process to the first paint."""
    environment = os.environ | {
        "STARTED_AT": str(time.monotonic()),
        "CHOPIN_STUDIO_HOME": str(home),
    }
    done = subprocess.run(
        [sys.executable, "-c", PRELUDE + code],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    seconds, has_tensorflow = done.stdout.split()
    assert has_tensorflow == "False"
    return float(seconds)


def test_launch(benchmark, tmp_path, report_lines):
    studio = benchmark.pedantic(launch, args=(STUDIO, tmp_path), rounds=1, warmup_rounds=1)
    studios = [studio] + [launch(STUDIO, tmp_path) for _ in range(LAUNCHES - 1)]
    empties = [launch(EMPTY, tmp_path) for _ in range(LAUNCHES)]
    ratio = statistics.median(studios) / statistics.median(empties)
    report_lines.append(
        f"launch to painted window: {statistics.median(studios):.2f} s (longest "
        f"{max(studios):.2f} s), an empty Qt window {statistics.median(empties):.2f} s: "
        f"{ratio:.1f} times as long"
    )
    assert ratio < 10
