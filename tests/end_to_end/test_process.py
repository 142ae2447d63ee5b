"""The app as a process of its own: what it loads, what it shows, how it ends."""

import os
import shutil
import signal
import struct
import subprocess
import sys
import time
import wave
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from chopin_studio.music.midi_io import read_midi
from tests.waiting import running

ROOT = Path(__file__).resolve().parents[2]
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def run(code_or_words, home, **environment):
    """Run Python code, or a command, as a new process without a display."""
    words = [sys.executable, "-c", code_or_words]
    if not isinstance(code_or_words, str):
        words = [str(word) for word in code_or_words]
    bare = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    return subprocess.run(
        words,
        env=bare | {"CHOPIN_STUDIO_HOME": str(home)} | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_app_makes_and_exports_a_take_without_ever_loading_tensorflow(tmp_path):
    code = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from chopin_studio.app import application, begin, build_window, real_parts
from chopin_studio.export.formats import export_excerpt

app = application()
window = build_window(app, real_parts())
window.show()
begin(window)
window.compose.form.length.bars_box.setValue(2)
QTimer.singleShot(0, window.compose.generate_button.click)

def look():
    if window.session.library.takes:
        timer.stop()
        app.quit()

timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
app.exec()
take = window.session.library.takes[0]
export_excerpt(window.session.library.store.excerpt(take.id), Path(sys.argv[1]))
window.close()
print(sorted({"tensorflow", "keras"} & set(sys.modules)))
"""
    score = tmp_path / "take.musicxml"
    done = run([sys.executable, "-c", code, score], tmp_path / "home", QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
    assert score.stat().st_size > 1000


def test_the_demo_writes_the_take_in_every_format_and_a_picture_of_the_window(tmp_path):
    out = tmp_path / "out"
    done = run([sys.executable, "-m", "chopin_studio", "demo", "-o", out], tmp_path / "home")
    assert done.returncode == 0, done.stderr
    excerpt = read_midi(out / "take.mid")
    made = excerpt.generated_notes
    first, last = (excerpt.meters.bar_at(note.onset_tick).number for note in (made[0], made[-1]))
    assert last - first + 1 == 16
    assert (out / "take.musicxml").read_text().count("<part ") == 1
    assert_sounds(out / "take.wav", excerpt.duration_sec)
    picture = QImage(str(out / "window.png"))
    assert (picture.width(), picture.height()) >= (1280, 800)
    colours = {picture.pixel(x, y) for x in range(0, 1280, 7) for y in range(0, 800, 7)}
    assert len(colours) > 20


def assert_sounds(path, duration_sec):
    """See that a WAV file is as long as the music and its last tone, audible and not clipped."""
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)
        length_sec = file.getnframes() / file.getframerate()
    assert duration_sec <= length_sec <= duration_sec + 10
    assert np.abs(samples).max() < 32767
    assert np.sqrt(np.mean(samples**2)) > 300


def test_without_a_display_the_run_script_says_so(tmp_path):
    text = (ROOT / "packaging" / "run.sh").read_text()
    script = tmp_path / "packaging" / "run.sh"
    script.parent.mkdir()
    script.write_text(text)
    command = tmp_path / ".venv" / "bin" / "chopin-studio"
    command.parent.mkdir(parents=True)
    command.write_text('#!/bin/sh\necho "called with: $*"\n')
    command.chmod(0o755)
    assert "called with: demo --out out" in run(["sh", script], tmp_path).stdout
    assert "no display" in run(["sh", script], tmp_path).stdout
    assert run(["sh", script], tmp_path, DISPLAY=":7").stdout == "called with: \n"


@pytest.fixture
def x_server(tmp_path):
    """Run an X server without a screen; give its display and the file with its picture."""
    if shutil.which("Xvfb") is None:
        pytest.skip("needs Xvfb: install xvfb")
    read_end, write_end = os.pipe()
    with running(
        ["Xvfb", "-displayfd", write_end, "-screen", "0", "1280x800x24", "-fbdir", tmp_path],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            display = pipe.readline().strip()
        if not display:
            pytest.skip("Xvfb does not start on this machine")
        yield f":{display}", tmp_path / "Xvfb_screen0"
        process.terminate()
        process.wait(10)


def colours_on_screen(picture):
    """Count the colours of a screen in the X window dump format."""
    data = picture.read_bytes()
    header_size = struct.unpack(">I", data[:4])[0]
    colour_count = struct.unpack(">I", data[76:80])[0]
    pixels = np.frombuffer(data[header_size + 12 * colour_count :], "<u4")
    return len(np.unique(pixels[::13]))


def test_under_an_x_server_the_window_opens_and_a_polite_end_is_clean(x_server, tmp_path):
    display, picture = x_server
    environment = os.environ | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "CHOPIN_STUDIO_HOME": str(tmp_path / "home"),
    }
    with running(
        [sys.executable, "-m", "chopin_studio"],
        env=environment,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        give_up = time.monotonic() + 60
        while colours_on_screen(picture) < 30:
            assert process.poll() is None, process.stderr.read()
            assert time.monotonic() < give_up, "no window appeared"
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert process.stderr.read() == ""
