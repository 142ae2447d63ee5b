"""How late notes are, how soon the first one comes, and what playing costs: figures, no limits."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop, QThreadPool, QTimer

from chopin_studio.app import application, begin, build_window
from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.generator import generate
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.errors import StudioError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoMap
from chopin_studio.paths import bundled_models
from chopin_studio.playback.outputs.midi_clients import JACK
from chopin_studio.playback.outputs.midi_port import open_midi_port
from chopin_studio.session.support.background_job import BackgroundJob
from chopin_studio.session.support.gc_guard import GcGuard
from chopin_studio.settings.generation import MAX_NOTES
from chopin_studio.ui.main.main_window import MainWindow
from tests.fakes import NOTE_ON, RecordingOutput, is_note_off
from tests.playback.conftest import jack_server  # noqa: F401  a fixture
from tests.playback.outputs.test_jack import MARKER, Endpoint
from tests.playback.soak import lateness_sec
from tests.ui.fakes import FakePorts, SlowGenerator, make_parts
from tests.ui.patience import PATIENCE_MS

EVENTS = 2000
STEP_TICKS = 120
STEP_SEC = 0.03125  # 32 notes a second
BUNDLES = ("classic-256", "classic-512", "expressive-512")
LAUNCHES = 10
PAUSES_SEC = (0, 2)  # from the window's first paint until Generate is pressed
WATCHED_SEC = 8


class Late(RecordingOutput):
    """Notes how late each note is struck, and passes everything on."""

    def __init__(self, inner=None) -> None:
        super().__init__()
        self.window: MainWindow | None = None
        self.late: list[float] = []
        self.inner = inner

    def send(self, status: int, data1: int, data2: int) -> None:
        if status == NOTE_ON and self.window is not None:
            playback = self.window.playback
            late = lateness_sec(playback.timeline, playback.transport.position_tick, data1)
            if late is not None:
                self.late.append(late)
        super().send(status, data1, data2)
        if self.inner is not None:
            self.inner.send(status, data1, data2)


@pytest.fixture
def window(tmp_path) -> Iterator[MainWindow]:
    window = build_window(application(), make_parts(tmp_path, SlowGenerator(), FakePorts()))
    window.resize(1280, 800)
    window.show()
    begin(window)
    turn(lambda: window.output_model.has_sound)
    garbage = GcGuard(window)
    garbage.start()
    yield window
    window.close()
    garbage.stop()


def turn(condition, within_sec: float = 300.0) -> None:
    """Run the event loop, as the app does, until something holds."""
    app, give_up = application(), time.monotonic() + within_sec
    while not condition() and time.monotonic() < give_up:
        app.processEvents()
        time.sleep(0.002)
    assert condition()


def music(count: int) -> Excerpt:
    notes = tuple(Note(36 + i % 60, 80, i * STEP_TICKS, STEP_TICKS) for i in range(count))
    return Excerpt(notes, TempoMap.constant(STEP_TICKS / 480 / STEP_SEC * 60))


def largest_bundle():
    """Return the bundle of most parameters that makes music."""
    bundles = list_bundles([bundled_models()]).bundles
    for bundle in sorted(bundles, key=lambda bundle: -bundle.manifest.parameters):
        try:
            next(generate(bundle, GenerationSettings(notes=1)))
        except StudioError:
            continue
        return bundle
    pytest.skip("needs a model")


def play_while_generating(window: MainWindow, output: Late):
    """Play EVENTS notes in a window that repaints, while a model composes beside it."""
    bundle = largest_bundle()
    window.playback.transport.set_output(output)
    window.session.show_excerpt(music(EVENTS))
    output.window = window
    settings = GenerationSettings(notes=MAX_NOTES)
    job = BackgroundJob(lambda: generate(bundle, settings), QThreadPool.globalInstance())
    job.start()
    window.actions_.play.trigger()
    turn(lambda: not window.playback.is_moving)
    job.cancel()
    assert QThreadPool.globalInstance().waitForDone(PATIENCE_MS)
    return bundle


def told(late: list[float]) -> str:
    late = sorted(late)
    p50, p99 = (late[int(len(late) * share)] * 1e3 for share in (0.5, 0.99))
    return f"late p50 {p50:.3f} ms, p99 {p99:.3f} ms, longest {late[-1] * 1e3:.3f} ms"


def test_lateness_while_generating_and_repainting(benchmark, window, report_lines):
    output = Late()
    bundle = benchmark.pedantic(play_while_generating, args=(window, output), rounds=1)
    assert len(output.late) == EVENTS
    report_lines.append(
        f"{EVENTS} notes to a recording output beside {bundle.manifest.id}: {told(output.late)}"
    )


def test_lateness_at_a_port(benchmark, window, jack_server, monkeypatch, report_lines):  # noqa: F811
    monkeypatch.setenv("JACK_DEFAULT_SERVER", jack_server)
    endpoint = Endpoint()
    turn(lambda: True)
    port = open_midi_port("Test endpoint:in", apis=[JACK])
    endpoint.greet(port)
    output = Late(port)
    bundle = benchmark.pedantic(play_while_generating, args=(window, output), rounds=1)
    received = [m for m in endpoint.wait_for(port) if m != MARKER]
    ons = [message for message in received if message[0] == NOTE_ON]
    offs = [message for message in received if is_note_off(message)]
    sent = [message for message in output.messages if message[0] & 0xF0 in (0x80, NOTE_ON)]
    arrived = [message for message in received if message[0] & 0xF0 in (0x80, NOTE_ON)]
    window.playback.transport.set_output(RecordingOutput())
    port.close()
    endpoint.close()
    report_lines.append(
        f"{EVENTS} notes to a JACK port beside {bundle.manifest.id}: {told(output.late)}; received "
        f"{len(ons)} strikes and {len(offs)} releases"
    )
    assert arrived == sent
    assert (len(ons), len(offs)) == (EVENTS, EVENTS)


@pytest.mark.parametrize("pause_sec", PAUSES_SEC)
@pytest.mark.parametrize("bundle_id", BUNDLES)
def test_time_to_the_first_note(benchmark, bundle_id, pause_sec, tmp_path, report_lines):
    def launch() -> list[float]:
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.first_note", bundle_id, str(pause_sec)],
            env=os.environ | {"CHOPIN_STUDIO_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            timeout=120,
        )
        if done.returncode:
            pytest.skip(f"{bundle_id} makes no music: {done.stderr.strip().splitlines()[-1]}")
        return [float(word) for word in done.stdout.split()]

    first = benchmark.pedantic(launch, rounds=1)
    launches = [first, *(launch() for _ in range(LAUNCHES - 1))]
    cold, cold_used, warm, warm_used = zip(*launches, strict=True)
    report_lines.append(
        f"{bundle_id}: Generate, pressed {pause_sec} s after the window is there, to the first "
        f"new note, of {LAUNCHES} launches: cold median "
        f"{statistics.median(cold):.2f} s (longest {max(cold):.2f}; of the processor "
        f"{statistics.median(cold_used):.2f} s), warm {statistics.median(warm):.2f} s (longest "
        f"{max(warm):.2f}; of the processor {statistics.median(warm_used):.2f} s)"
    )


def test_what_it_costs(benchmark, window, report_lines):
    def share(seconds: float) -> float:
        """Return the processor time used, in percent of one core."""
        before, until = time.process_time(), time.monotonic() + seconds
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * (until - time.monotonic())), loop.quit)
        loop.exec()
        return (time.process_time() - before) / seconds * 100

    notes = tuple(Note(36 + i % 60, 80, i * 240, 240) for i in range(400))
    window.session.show_excerpt(Excerpt(notes))
    stopped = benchmark.pedantic(share, args=(WATCHED_SEC,), rounds=1)
    window.actions_.play.trigger()
    playing = share(WATCHED_SEC)
    window.actions_.stop.trigger()
    report_lines.append(f"processor: {stopped:.1f} % of a core stopped, {playing:.1f} % playing")
