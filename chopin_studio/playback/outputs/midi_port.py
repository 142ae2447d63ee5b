"""MIDI ports of the operating system: hardware keyboards, synthesizers, a DAW's inputs."""

import os
import re
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from chopin_studio.music.midi_messages import Message
from chopin_studio.playback.outputs.base import (
    CHANNELS,
    PROGRAM_CHANGE,
    SILENCING,
    OutputError,
    on_channel,
    output_closed,
    releases,
)
from chopin_studio.playback.outputs.stderr_redirect import hushed_stderr
from chopin_studio.texts import Text, translatable

if TYPE_CHECKING:
    import rtmidi

CLIENT_NAME = "Chopin Studio"

ALSA, JACK, SYSTEM = "alsa", "jack", "system"
"""The MIDI systems: two on Linux, the only one elsewhere."""

_REAL_TIME = 0xF8
"""From here on status bytes have no channel."""

_NO_MIDI = translatable(
    "No MIDI ports are available. Connect a MIDI device or start a MIDI server, or use the "
    "built-in piano."
)
_MOST_WAITING = 1 << 15
"""The number of messages that an input keeps until they are polled; more would be lost."""

_ALSA_ADDRESS = re.compile(r" \d+:\d+$")


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
                    self._client = connect(self._apis, self._is_input)
                names = self._client.port_names()
            except OutputError:
                self.close()
                self.problem = _NO_MIDI
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

    def __init__(self, name: str, client: "MidiClient") -> None:
        self.name = name
        self._client: MidiClient | None = client
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
    client = connect(usual_apis() if apis is None else tuple(apis))
    try:
        client.open(name)
    except OutputError:
        client.close()
        raise
    return MidiPort(name, client)


def usual_apis() -> tuple[str, ...]:
    """Return the MIDI systems of this machine, in the order in which to try them."""
    return (ALSA, JACK) if sys.platform == "linux" else (SYSTEM,)


def distinct_names(full_names: Iterable[str]) -> tuple[str, ...]:
    """Return names of ports without ALSA's numbers, equal ones counted: `Piano`, `Piano (2)`.

    The numbers (`20:0`) change when a device is plugged in again.
    """
    seen: Counter[str] = Counter()
    names = []
    for full_name in full_names:
        name = _ALSA_ADDRESS.sub("", full_name)
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


class MidiClient:
    """A client of the MIDI system; turns whatever rtmidi raises into OutputError.

    `socket` is the file by which a JACK server is reached, None elsewhere. It is checked before
    each call, since calls to a server that has ended block forever in native code.
    """

    def __init__(self, client: "rtmidi.MidiOut | rtmidi.MidiIn", socket: Path | None) -> None:
        self._rtmidi = client
        self._socket = socket

    def port_names(self) -> tuple[str, ...]:
        """Return the names of the ports that can be connected to, each different."""
        with self._raising(_NO_MIDI):
            return distinct_names(self._rtmidi.get_ports())

    def open(self, name: str) -> None:
        """Connect to a port by its name."""
        with self._raising(
            translatable(
                "The MIDI port {port} is not connected. Connect the device or choose another "
                "output.",
                port=name,
            )
        ):
            index = distinct_names(self._rtmidi.get_ports()).index(name)
            self._rtmidi.open_port(index, "output")

    def open_input(self, name: str) -> None:
        """Connect to an input port by its name; `messages` then yields what comes from it."""
        with self._raising(
            translatable(
                "The MIDI port {port} is not connected. Connect the device or choose another "
                "input.",
                port=name,
            )
        ):
            index = distinct_names(self._rtmidi.get_ports()).index(name)
            # Ignoring a message would lose the seconds before it.
            self._rtmidi.ignore_types(sysex=False, timing=False, active_sense=False)
            self._rtmidi.open_port(index, "input")

    def messages(self) -> Iterator[tuple[Sequence[int], float]]:
        """Yield the messages that have come in, each with the seconds since the one before."""
        while (message := self._rtmidi.get_message()) is not None:
            yield message

    def send(self, message: Message) -> None:
        """Send one message to the connected port."""
        with self._raising(
            translatable(
                "The MIDI port accepts no more notes. Reconnect it or choose another output."
            )
        ):
            self._rtmidi.send_message(message[: _length(message[0])])

    def close(self) -> None:
        """Disconnect and free the client, once."""
        with suppress(OSError, RuntimeError):
            self._rtmidi.close_port()
        self._rtmidi.delete()

    @contextmanager
    def _raising(self, sentence: Text) -> Iterator[None]:
        if self._socket is not None and not self._socket.is_socket():
            raise OutputError(sentence)
        try:
            yield
        except (OSError, RuntimeError, ValueError) as error:
            raise OutputError(sentence) from error


def connect(apis: Iterable[str], is_input: bool = False) -> "MidiClient":
    """Return a client of the first API that works; raises OutputError where none does."""
    try:
        import rtmidi
    except ImportError as error:
        raise OutputError(_NO_MIDI) from error
    numbers = {
        ALSA: rtmidi.API_LINUX_ALSA,
        JACK: rtmidi.API_UNIX_JACK,
        SYSTEM: rtmidi.API_UNSPECIFIED,
    }
    make = partial(rtmidi.MidiIn, queue_size_limit=_MOST_WAITING) if is_input else rtmidi.MidiOut
    for api in apis:
        socket = _jack_socket() if api == JACK else None
        if socket is not None and not socket.is_socket():
            continue  # there is no server, and connecting would cost time and may start one
        try:
            with hushed_stderr():
                return MidiClient(make(numbers[api], name=CLIENT_NAME), socket)
        except (OSError, RuntimeError):
            continue
    raise OutputError(_NO_MIDI)


def _length(status: int) -> int:
    """Return the number of bytes of a message: the clock has no data byte, a program change one."""
    if status >= _REAL_TIME:
        return 1
    return 2 if status & 0xF0 == PROGRAM_CHANGE else 3


def _jack_socket() -> Path:
    """Return the file by which JACK clients on Linux reach the server, whether or not it exists."""
    server = os.environ.get("JACK_DEFAULT_SERVER", "default")
    return Path(f"/dev/shm/jack_{server}_{os.getuid()}_0")
