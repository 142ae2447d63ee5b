"""Plug and unplug a MIDI device of the operating system while the real window plays to it."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from chopin_studio.app import real_parts
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.playback.outputs.configured import fitted
from chopin_studio.playback.outputs.midi_clients import JACK
from chopin_studio.playback.outputs.midi_port import PortWatcher, open_midi_port
from chopin_studio.session.playback.output_model import POLL_MS
from tests.fakes import RecordingOutput, open_notes
from tests.playback.conftest import jack_server  # noqa: F401
from tests.ui.driving import opened

LOOKS = 2
"""After how many looks at the ports the list must have followed; the first may be under way."""

MUSIC = Excerpt(tuple(Note(48 + i % 24, 80, i * 120, 480) for i in range(400)))


class Device:
    """A virtual MIDI device, there from the moment that it is made."""

    def __init__(self, rtmidi) -> None:
        self._client = rtmidi.MidiIn(
            rtmidi.RtMidiAPI.UNIX_JACK, client_name="Stage piano", queue_size_limit=100_000
        )
        self._client.open_virtual_port("in")
        self._received: list[tuple[int, ...]] = []

    @property
    def received(self) -> list[tuple[int, ...]]:
        """All messages so far, in order."""
        while event := self._client.get_message():
            self._received.append(tuple(event[0]))
        return self._received

    def unplug(self) -> None:
        self._client.close_port()
        self._client.delete()


@pytest.fixture
def rtmidi(jack_server, monkeypatch):  # noqa: F811
    monkeypatch.setenv("JACK_DEFAULT_SERVER", jack_server)
    return pytest.importorskip("chopin_studio.playback.outputs.rtmidi")


@pytest.fixture
def piano():
    return RecordingOutput("Built-in piano")


@pytest.fixture
def window(qtbot, rtmidi, piano):
    """Open the real window; only the loudspeaker is replaced, by a recorder."""
    parts = real_parts()
    sources = replace(
        parts.sources,
        open_piano=lambda *_: piano,
        open_port=lambda name, chosen: fitted(open_midi_port(name, [JACK]), chosen),
        lives=lambda output: True,
        watcher=PortWatcher([JACK]),
    )
    window = opened(qtbot, replace(parts, sources=sources))
    qtbot.waitUntil(lambda: window.output_model.current == "Built-in piano")
    window.session.show_excerpt(MUSIC)
    yield window
    window.close()


@contextmanager
def noticed_at_once(window):
    """Check that what is done inside is noticed at the next look, and that looks come often."""
    before = window.output_model.polls
    yield
    assert window.output_model.polls - before <= LOOKS
    assert POLL_MS < 2000


def stage_piano(window):
    return next((name for name in window.output_model.ports if "Stage piano" in name), None)


def test_a_port_comes_goes_in_mid_note_and_is_taken_again(qtbot, window, piano, rtmidi):
    output_model = window.output_model
    assert stage_piano(window) is None

    with noticed_at_once(window):
        device = Device(rtmidi)
        qtbot.waitUntil(lambda: stage_piano(window) is not None)
    name = stage_piano(window)
    output_model.choose(name)
    qtbot.waitUntil(lambda: output_model.current == name)
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: bool(open_notes(device.received)))

    with noticed_at_once(window):
        device.unplug()
        qtbot.waitUntil(lambda: output_model.current == "Built-in piano")
    assert stage_piano(window) is None
    assert window.playback.is_moving
    qtbot.waitUntil(lambda: bool(piano.open_notes))
    assert any("no longer connected" in text for text in window.messages.texts)

    with noticed_at_once(window):
        device = Device(rtmidi)
        qtbot.waitUntil(lambda: output_model.current == name)
    qtbot.waitUntil(lambda: bool(open_notes(device.received)))
    qtbot.waitUntil(lambda: not piano.open_notes)  # what the stand-in held is released

    window.actions_.stop.trigger()
    qtbot.waitUntil(lambda: not open_notes(device.received))
    device.unplug()
