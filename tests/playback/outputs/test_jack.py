"""Playback into a second MIDI endpoint outside the studio's own objects: a JACK client."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoMap
from chopin_studio.playback.outputs.base import KEYS, OutputError
from chopin_studio.playback.outputs.midi_clients import JACK
from chopin_studio.playback.outputs.midi_port import MidiPort, PortWatcher, open_midi_port
from chopin_studio.playback.timeline import Timeline
from chopin_studio.playback.transport import PlaybackState, Transport
from tests.fakes import NOTE_OFF, NOTE_ON, is_note_off, open_notes
from tests.waiting import eventually

STEP = 40  # ticks, 10 ms at the tempo below
MARKER = (0xB0, 20, 77)  # an unused controller, sent last to know that all has arrived


class Endpoint:
    """A virtual MIDI input that keeps what it receives.

    It is asked, not called back: a callback waits for Python's lock on JACK's own thread, and
    closing the port waits for that thread with the lock held.
    """

    def __init__(self) -> None:
        rtmidi = pytest.importorskip("chopin_studio.playback.outputs.rtmidi")
        self._received: list[tuple[int, ...]] = []
        self._client = rtmidi.MidiIn(
            rtmidi.RtMidiAPI.UNIX_JACK, client_name="Test endpoint", queue_size_limit=100_000
        )
        self._client.open_virtual_port("in")

    @property
    def received(self) -> list[tuple[int, ...]]:
        """All messages so far, in order."""
        while event := self._client.get_message():
            self._received.append(tuple(event[0]))
        return self._received

    def greet(self, port: MidiPort) -> None:
        """Return once `port` is connected: what comes before that is lost."""

        def has_come() -> bool:
            port.send(*MARKER)
            return MARKER in self.received

        assert eventually(has_come, every_sec=0.02)
        time.sleep(0.1)  # for greetings still on their way
        self.received.clear()

    def wait_for(self, port: MidiPort) -> list[tuple[int, ...]]:
        """Return all that was sent to `port` so far, once it has arrived."""
        count = self.received.count(MARKER)

        def has_come() -> bool:
            port.send(*MARKER)
            return self.received.count(MARKER) > count

        assert eventually(has_come, every_sec=0.05)
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
    # the server may be busy, or a port go
    is_alone = eventually(lambda: watcher.names() == ("Test endpoint:in",), every_sec=0.02)
    assert is_alone, watcher.names()
    assert watcher.problem is None
    port = open_midi_port("Test endpoint:in", apis=[JACK])
    endpoint.greet(port)
    yield port
    port.close()
    watcher.close()


def timeline(count: int) -> Timeline:
    notes = tuple(Note(40 + i % 40, 80, i * STEP, 3 * STEP) for i in range(count))
    excerpt = Excerpt(notes, TempoMap.constant(500), pedals=(PedalChange(0, 127),))
    return Timeline(excerpt)


def assert_released(messages: list[tuple[int, ...]], at_least: int) -> None:
    """Check that every note-on has its note-off and that the pedal is up."""
    ons = [message for message in messages if message[0] == NOTE_ON]
    assert len(ons) >= at_least
    assert len(ons) == len([message for message in messages if is_note_off(message)])
    assert not open_notes(messages)
    assert [m[2] for m in messages if m[:2] == (0xB0, 64)][-1] == 0


def delivered(
    endpoint: Endpoint, port: MidiPort, scenario: Callable[[], None]
) -> list[tuple[int, ...]]:
    """Run `scenario`, and give what the endpoint received: all that was sent, nothing twice."""
    sent: list[tuple[int, ...]] = []
    send = port.send

    def recording_send(*message: int) -> None:
        sent.append(message)
        send(*message)

    port.send = recording_send
    scenario()
    received = endpoint.wait_for(port)
    assert received == [message for message in sent if message != MARKER]
    return received


def wait_until_playing(transport: Transport, endpoint: Endpoint, notes: int) -> None:
    assert eventually(lambda: len([m for m in endpoint.received if m[0] == NOTE_ON]) >= notes)
    assert transport.state is PlaybackState.PLAYING


def test_every_note_arrives_and_is_released(endpoint, port):
    def play_to_the_end() -> None:
        transport = Transport(port)
        transport.load(timeline(100))
        transport.play()
        assert eventually(lambda: transport.state is PlaybackState.STOPPED)
        transport.close()

    messages = delivered(endpoint, port, play_to_the_end)
    assert len([message for message in messages if message[0] == NOTE_ON]) == 100
    assert_released(messages, at_least=100)


@pytest.mark.parametrize("command", ["stop", "pause", "panic", "close"])
def test_silenced_in_mid_note_every_note_is_released(endpoint, port, command):
    def silence_in_mid_note() -> None:
        transport = Transport(port)
        transport.load(timeline(400))
        transport.play()
        wait_until_playing(transport, endpoint, notes=5)
        getattr(transport, command)()
        silenced.append(len(endpoint.wait_for(port)))
        transport.close()

    silenced: list[int] = []
    messages = delivered(endpoint, port, silence_in_mid_note)
    until_command = messages[: silenced[-1]]
    if command == "panic":  # ends with a sweep over all keys
        until_command, sweep = until_command[:-KEYS], until_command[-KEYS:]
        assert sweep == [(NOTE_OFF, key, 0) for key in range(KEYS)]
    assert_released(until_command, at_least=5)
    assert (0xB0, 120, 0) in until_command


def test_after_seeks_in_mid_note_every_note_is_released(endpoint, port):
    def seek_about() -> None:
        transport = Transport(port)
        transport.load(timeline(400))
        transport.play()
        for target in (200, 10, 300):
            wait_until_playing(transport, endpoint, notes=len(endpoint.received) // 4 + 2)
            transport.seek(target * STEP)
        transport.stop()
        transport.close()

    assert_released(delivered(endpoint, port, seek_about), at_least=3)


def test_a_closed_port_refuses_in_words(port):
    port.close()
    port.close()
    port.silence()
    with pytest.raises(OutputError, match="closed"):
        port.send(NOTE_ON, 60, 80)


def test_a_vanished_server_is_an_error_not_a_hang(port, monkeypatch):
    monkeypatch.setattr(Path, "is_socket", lambda path: False)
    with pytest.raises(OutputError, match="another output"):
        port.send(NOTE_ON, 60, 80)
    port.silence()
