"""Open a window on a recording output, play, and write what was sent; a test ends it by a signal.

Usage: python -m tests.ui.main.ended_by_signal FOLDER
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from chopin_studio import app
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.tempo import TempoMap
from tests.ui.fakes import FakePorts, SlowGenerator, make_parts, note_at


def main() -> None:
    """Play until a signal comes, then tell every message that the output got."""
    folder = Path(sys.argv[1])
    ports = FakePorts()
    window = app.build_window(
        app.application(), make_parts(folder / "takes", SlowGenerator(), ports)
    )
    watch = app.signal_watch(window)
    window.show()
    app.begin(window)
    notes = tuple(note_at(step) for step in range(400))
    music = Excerpt(notes, TempoMap.constant(120), pedals=(PedalChange(0, 127),))
    window.session.show_excerpt(music)
    window.playback.play()
    told = QTimer(window)

    def tell_when_sounding() -> None:
        if ports.opened and ports.opened[0].open_notes:
            print("sounding", flush=True)
            told.stop()

    told.timeout.connect(tell_when_sounding)
    told.start(20)
    with watch:
        app.application().exec()
    output = ports.opened[0]
    (folder / "sent.json").write_text(json.dumps([output.messages, output.closed]))


if __name__ == "__main__":
    main()
