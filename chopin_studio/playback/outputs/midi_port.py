"""MIDI ports of the operating system: hardware keyboards, synthesizers, a DAW's inputs."""

import threading
from collections.abc import Iterable
from contextlib import suppress

from chopin_studio.playback.outputs.base import (
    CHANNELS,
    SILENCING,
    OutputError,
    on_channel,
    output_closed,
    releases,
)
from chopin_studio.playback.outputs.midi_clients import (
    NO_MIDI,
    MidiClient,
    OutputClient,
    connect_input,
    connect_output,
    usual_apis,
)


class PortWatcher:
    """Lists the MIDI output ports, or input ports, as often as it is called.

    RtMidi does not report when a device comes or goes, so poll every second or two; it costs well
    under a millisecond, since one client is kept open for it. Without MIDI, `names()` is empty and
    `problem` says so; a MIDI system that starts later is found.
    """

    def __init__(self, apis: Iterable[str] | None = None, is_input: bool = False) -> None:
        self.problem: str | None = None
        self._apis = usual_apis() if apis is None else tuple(apis)
        self._is_input = is_input
        self._client: MidiClient | None = None
        self._lock = threading.RLock()

    def names(self) -> tuple[str, ...]:
        """Return the names of all ports that exist now, each different."""
        with self._lock:
            try:
                if self._client is None:
                    connect = connect_input if self._is_input else connect_output
                    self._client = connect(self._apis)
                names = self._client.port_names()
            except OutputError:
                self.close()
                self.problem = NO_MIDI
                return ()
            self.problem = None
            return names

    def close(self) -> None:
        """Disconnect from the MIDI system; `names` would connect again."""
        with self._lock:
            client, self._client = self._client, None
            if client is not None:
                client.close()


class MidiPort:
    """An open MIDI output port; made by `open_midi_port`."""

    def __init__(self, name: str, client: OutputClient) -> None:
        self.name = name
        self._client: OutputClient | None = client
        self._lock = threading.RLock()

    def send(self, status: int, data1: int, data2: int) -> None:
        """Send one message; an unplugged device goes unnoticed here, see `PortWatcher`."""
        with self._lock:
            if self._client is None:
                raise output_closed(self.name)
            self._client.send((status, data1, data2))

    def silence(self) -> None:
        """Lift the pedal, stop all sound and reset the controllers."""
        with self._lock, suppress(OutputError):  # a lost device is silent
            for message in SILENCING:
                self.send(*message)

    def panic(self) -> None:
        """Silence every channel by controllers, and the first key by key."""
        with self._lock, suppress(OutputError):
            for channel in range(CHANNELS):
                for message in SILENCING:
                    self.send(*on_channel(message, channel))
            for message in releases():
                self.send(*message)

    def close(self) -> None:
        """Silence and disconnect."""
        with self._lock:
            self.silence()
            client, self._client = self._client, None
            if client is not None:
                client.close()


def open_midi_port(name: str, apis: Iterable[str] | None = None) -> MidiPort:
    """Connect to the port that a `PortWatcher` calls `name`; OutputError where there is none."""
    client = connect_output(usual_apis() if apis is None else apis)
    try:
        client.open(name)
    except OutputError:
        client.close()
        raise
    return MidiPort(name, client)
