"""Play a phrase on a virtual MIDI port of the operating system, and hear a real model answer."""

import threading
import time
from dataclasses import replace
from functools import partial

import pytest

from chopin_studio.app import real_parts
from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.music.note import Note
from chopin_studio.playback.inputs.midi_input import open_input
from chopin_studio.playback.outputs.midi_clients import JACK
from chopin_studio.playback.outputs.midi_port import PortWatcher
from chopin_studio.session.recording.input_model import InputSources
from tests.app_settings import changed
from tests.fakes import NOTE_OFF, NOTE_ON, RecordingOutput
from tests.playback.conftest import jack_server  # noqa: F401
from tests.ui.driving import opened, wait_for_takes
from tests.waiting import ended

BPM = 100
PHRASE = ((60, 0, 1), (64, 1, 1), (67, 2, 1), (72, 3, 2), (71, 5, 1), (67, 6, 2))
"""Pitch, onset and length in eighths."""

EIGHTH_SEC = 60 / BPM / 2
MOST_TRIES = 4


@pytest.fixture
def keyboard(jack_server, monkeypatch):  # noqa: F811
    """Return a virtual keyboard on a JACK server without hardware."""
    monkeypatch.setenv("JACK_DEFAULT_SERVER", jack_server)
    rtmidi = pytest.importorskip("chopin_studio.playback.outputs.rtmidi")
    port = rtmidi.MidiOut(rtmidi.RtMidiAPI.UNIX_JACK, client_name="Test keyboard")
    port.open_virtual_port("out")
    yield port
    port.close_port()
    port.delete()


@pytest.fixture
def piano():
    return RecordingOutput("Built-in piano")


@pytest.fixture(params=["beat", "two bars"])
def window(request, qtbot, keyboard, piano):
    """Open the real window; only the loudspeaker is replaced, by a recorder."""
    parts = real_parts()
    if not any(bundle.manifest.id == "classic-256" for bundle in parts.services.bundles):
        pytest.skip("needs the bundle classic-256")
    settings = changed(
        parts.settings,
        {
            "generation.bundle_id": "classic-256",
            "generation.notes": 20,
            "recording.bpm": BPM,
            "recording.count_in_bars": 0,
            "recording.clicks": False,
            "recording.ends_after": request.param,
            # A busy machine may play an eighth late by a sixteenth and no more.
            "recording.grid": 240,
        },
    )
    sources = replace(parts.sources, open_piano=lambda *_: piano, lives=lambda output: True)
    inputs = InputSources(partial(open_input, apis=[JACK]), PortWatcher([JACK], is_input=True))
    window = opened(qtbot, replace(parts, sources=sources, inputs=inputs, settings=settings))
    yield window
    window.close()


class Player(threading.Thread):
    """Plays the phrase in time, as another program would, and notes how late it was at worst."""

    def __init__(self, keyboard):
        super().__init__()
        self._keyboard = keyboard
        self.late_sec = 0.0

    def run(self):
        start = time.perf_counter() + 0.2
        events = [(onset, (NOTE_ON, pitch, 80)) for pitch, onset, _ in PHRASE]
        events += [(onset + length - 0.2, (NOTE_OFF, pitch, 0)) for pitch, onset, length in PHRASE]
        for place, message in sorted(events):
            due = start + place * EIGHTH_SEC
            time.sleep(max(due - time.perf_counter(), 0))
            self._keyboard.send_message(message)
            self.late_sec = max(self.late_sec, time.perf_counter() - due)


def record(qtbot, window, keyboard):
    """Have the phrase recorded; play it again where a busy machine played it out of time."""
    session = window.recording.recording_session
    for _ in range(MOST_TRIES):
        window.actions_.answer.trigger()
        qtbot.waitUntil(lambda: session.live.current != "")
        player = Player(keyboard)
        player.start()
        with qtbot.waitSignal(session.ended):
            pass
        ended_sec = time.perf_counter()
        assert ended(player)
        if player.late_sec < EIGHTH_SEC / 4:
            return ended_sec
        window.actions_.cancel.trigger()
        qtbot.waitUntil(
            lambda: not window.generation.is_generating and not window.generation.drafts
        )
    raise AssertionError("the machine was too busy to play six notes in time")


def test_a_phrase_from_a_midi_port_is_the_seed_to_the_grid_and_the_model_answers(
    qtbot, window, keyboard, piano
):
    ended_sec = record(qtbot, window, keyboard)
    kept = len(window.session.library.takes)
    heard = len(piano.messages)
    qtbot.waitUntil(lambda: any(m[0] == NOTE_ON for m in piano.messages[heard:]))
    answered = next(i for i, m in enumerate(piano.messages) if i >= heard and m[0] == NOTE_ON)
    last_release = max(i for i, m in enumerate(piano.messages[:heard]) if m[0] == NOTE_OFF)
    after_end, after_key = (
        piano.times[answered] - moment for moment in (ended_sec, piano.times[last_release])
    )
    print(
        f"ended by a silent {window.settings.recording.ends_after}: the answer began "
        f"{after_end * 1000:.0f} ms after the end, {after_key:.2f} s after the last key"
    )
    start = window.compose.seeds.start
    assert isinstance(start, ExcerptStart)
    assert start.excerpt.notes == tuple(
        Note(pitch, 80, onset * 240, length * 240) for pitch, onset, length in PHRASE
    )
    wait_for_takes(qtbot, window, kept + 1)
    generated = window.session.piece.excerpt.generated_notes
    assert piano.messages[answered][1] == generated[0].pitch
