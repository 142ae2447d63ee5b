"""Open a window, generate, and tell how far the takes shown have come; a test kills it.

Usage: python -m tests.ui.main.app_to_kill FOLDER
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from chopin_studio import app
from tests.app_settings import settings_with
from tests.ui.driving import press_generate
from tests.ui.fakes import FakePorts, SlowGenerator, make_parts

LONGEST_MS = 60_000
"""A test that ends before it has killed this leaves nothing running."""


def main() -> None:
    """Generate two takes without end, and say what is shown of them every little while."""
    settings = settings_with(
        {
            "generation.notes": 2000,
            "generation.takes": 2,
            "playback.auto_play": False,
            "generation.different_takes": False,
        }
    )
    window = app.build_window(
        app.application(),
        make_parts(Path(sys.argv[1]), SlowGenerator(0.01), FakePorts(), settings),
    )
    window.show()
    app.begin(window)
    press_generate(window)
    telling = QTimer(window)
    telling.timeout.connect(
        lambda: print(
            json.dumps({d.title: d.step_count for d in window.generation.drafts}), flush=True
        )
    )
    telling.start(100)
    QTimer.singleShot(LONGEST_MS, window, app.application().quit)
    app.application().exec()


if __name__ == "__main__":
    main()
