"""Playback into a second MIDI endpoint outside the studio's own objects: a JACK client."""

import time
from collections.abc import Iterator

import pytest

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoMap
from chopin_studio.playback.outputs.base import OutputError
from chopin_studio.playback.outputs.midi_port import (
    JACK,
    MidiPort,
    PortWatcher,
    open_midi_port,
)
from chopin_studio.playback.timeline import Timeline
from chopin_studio.playback.transport import PlaybackState, Transport
from tests.fakes import NOTE_ON, is_note_off, open_notes

STEP = 40  # ticks, 10 ms at the tempo below
MARKER = (0xB0, 20, 77)  # an unused controller, sent last to know that all has arrived


class Endpoint:
    """A virtual MIDI input that keeps what it receives."""

    def __init__(self) -> None:
        rtmidi = pytest.importorskip("rtmidi")
        self.received: list[tuple[int, int, int]] = []
        self._client = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, name="Test endpoint")
        self._client.set_callback(lambda event, _: self.received.append(tuple(event[0])))
        self._client.open_virtual_port("in")

    def greet(self, port: MidiPort) -> None:
        """Return once `port` is connected: what comes before that is lost."""
        give_up = time.monotonic() + 5
        while MARKER not in self.received and time.monotonic() < give_up:
            port.send(*MARKER)
            time.sleep(0.02)
        time.sleep(0.1)  # for greetings still on their way
        self.received.clear()

    def wait_for(self, port: MidiPort) -> list[tuple[int, int, int]]:
        """Give all that was sent to `port` so far, once it has arrived."""
        count = self.received.count(MARKER) + 1
        port.send(*MARKER)
        give_up = time.monotonic() + 5
        while self.received.count(MARKER) < count and time.monotonic() < give_up:
            time.sleep(0.005)
        assert self.received.count(MARKER) == count
        return [message for message in self.received if message != MARKER]

    def close(self) -> None:
        self._client.close_port()
        self._client.delete()


@pytest.fixture
def endpoint(jack_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    monkeypatch.setenv("JACK_DEFAULT_SERVER", jack_server)
    endpoint = Endpoint()
    yield endpoint
    endpoint.close()


@pytest.fixture
def port(endpoint: Endpoint) -> Iterator[MidiPort]:
    watcher = PortWatcher(apis=[JACK])
    names = watcher.names()
    assert names == ("Test endpoint:in",)
    assert watcher.problem is None
    port = open_midi_port(names[0], apis=[JACK])
    endpoint.greet(port)
    yield port
    port.close()
    watcher.close()


def timeline(count: int) -> Timeline:
    notes = tuple(Note(40 + i % 40, 80, i * STEP, 3 * STEP) for i in range(count))
    excerpt = Excerpt(notes, TempoMap.constant(500), pedals=(PedalChange(0, 127),))
    return Timeline(excerpt)


def assert_released(messages: list[tuple[int, int, int]], at_least: int) -> None:
    """Check that every note-on has its note-off and that the pedal is up."""
    ons = [message for message in messages if message[0] == NOTE_ON]
    assert len(ons) >= at_least
    assert len(ons) == len([message for message in messages if is_note_off(message)])
    assert not open_notes(messages)
    assert [m[2] for m in messages if m[:2] == (0xB0, 64)][-1] == 0


def wait_until_playing(transport: Transport, endpoint: Endpoint, notes: int) -> None:
    give_up = time.monotonic() + 5
    while len([m for m in list(endpoint.received) if m[0] == NOTE_ON]) < notes:
        assert time.monotonic() < give_up
        time.sleep(0.005)
    assert transport.state is PlaybackState.PLAYING


def test_every_note_arrives_and_is_released(endpoint, port):
    transport = Transport(port)
    transport.load(timeline(100))
    transport.play()
    give_up = time.monotonic() + 10
    while transport.state is not PlaybackState.STOPPED and time.monotonic() < give_up:
        time.sleep(0.01)
    messages = endpoint.wait_for(port)
    assert len([message for message in messages if message[0] == NOTE_ON]) == 100
    assert_released(messages, at_least=100)
    transport.close()


@pytest.mark.parametrize("command", ["stop", "pause", "panic", "close"])
def test_silenced_in_mid_note_every_note_is_released(endpoint, port, command):
    transport = Transport(port)
    transport.load(timeline(400))
    transport.play()
    wait_until_playing(transport, endpoint, notes=5)
    getattr(transport, command)()
    assert_released(endpoint.wait_for(port), at_least=5)
    assert (0xB0, 120, 0) in endpoint.received
    transport.close()


def test_after_seeks_in_mid_note_every_note_is_released(endpoint, port):
    transport = Transport(port)
    transport.load(timeline(400))
    transport.play()
    for target in (200, 10, 300):
        wait_until_playing(transport, endpoint, notes=len(endpoint.received) // 4 + 2)
        transport.seek(target * STEP)
    transport.stop()
    assert_released(endpoint.wait_for(port), at_least=3)
    transport.close()


def test_a_closed_port_refuses_in_words(port):
    port.close()
    port.close()
    port.silence()
    with pytest.raises(OutputError, match="closed"):
        port.send(NOTE_ON, 60, 80)


def test_a_vanished_server_is_an_error_not_a_hang(port, monkeypatch, tmp_path):
    monkeypatch.setattr(port._client, "_socket", tmp_path / "gone")
    with pytest.raises(OutputError, match="another output"):
        port.send(NOTE_ON, 60, 80)
    port.silence()
