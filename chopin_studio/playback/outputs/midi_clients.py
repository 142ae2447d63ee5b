"""Clients of the operating system's MIDI: they list its ports, and connect to one of them."""

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from chopin_studio.music.midi_messages import Message
from chopin_studio.playback.outputs.base import PROGRAM_CHANGE, OutputError
from chopin_studio.playback.outputs.stderr_redirect import hushed_stderr
from chopin_studio.texts import Text, translatable

if TYPE_CHECKING:
    from chopin_studio.playback.outputs.rtmidi import MidiBase, MidiIn, MidiOut, RtMidiAPI

CLIENT_NAME = "Chopin Studio"

ALSA, JACK, SYSTEM = "alsa", "jack", "system"
"""The MIDI systems: two on Linux, the only one elsewhere."""

NO_MIDI = translatable(
    "No MIDI ports are available. Connect a MIDI device or start a MIDI server, or use the "
    "built-in piano."
)

_REAL_TIME = 0xF8
"""From here on status bytes have no channel."""

_MOST_WAITING = 1 << 15
"""The number of messages that an input keeps until they are polled; more would be lost."""

_ALSA_ADDRESS = re.compile(r" \d+:\d+$")

_Made = TypeVar("_Made", bound="MidiBase[Any]")


class MidiClient:
    """A client of the MIDI system; turns whatever RtMidi raises into OutputError.

    `errors` are what RtMidi raises. `socket` is the file by which a JACK server is reached, None
    elsewhere. It is checked before each call, since calls to a server that has ended block forever
    in native code.
    """

    def __init__(
        self,
        rtmidi: "MidiBase[Any]",
        errors: tuple[type[Exception], ...],
        socket: Path | None,
    ) -> None:
        self._any = rtmidi
        self._errors = errors
        self._socket = socket

    def port_names(self) -> tuple[str, ...]:
        """Return the names of the ports that can be connected to, each different."""
        with self._raising(NO_MIDI):
            return distinct_names(self._any.get_ports())

    def close(self) -> None:
        """Disconnect and free the client, once."""
        with suppress(*self._errors):
            self._any.close_port()
        self._any.delete()

    def _connect(self, name: str, own_name: str) -> None:
        self._any.open_port(distinct_names(self._any.get_ports()).index(name), own_name)

    @contextmanager
    def _raising(self, sentence: Text) -> Iterator[None]:
        if self._socket is not None and not self._socket.is_socket():
            raise OutputError(sentence)
        try:
            yield
        except self._errors as error:
            raise OutputError(sentence) from error


class OutputClient(MidiClient):
    """A client that sends; made by `connect_output`."""

    def __init__(
        self, rtmidi: "MidiOut", errors: tuple[type[Exception], ...], socket: Path | None
    ) -> None:
        super().__init__(rtmidi, errors, socket)
        self._rtmidi = rtmidi

    def open(self, name: str) -> None:
        """Connect to an output port by its name."""
        with self._raising(
            translatable(
                "The MIDI port {port} is not connected. Connect the device or choose another "
                "output.",
                port=name,
            )
        ):
            self._connect(name, "output")

    def send(self, message: Message) -> None:
        """Send one message to the connected port."""
        with self._raising(
            translatable(
                "The MIDI port accepts no more notes. Reconnect it or choose another output."
            )
        ):
            self._rtmidi.send_message(message[: _length(message[0])])


class InputClient(MidiClient):
    """A client that receives; made by `connect_input`."""

    def __init__(
        self, rtmidi: "MidiIn", errors: tuple[type[Exception], ...], socket: Path | None
    ) -> None:
        super().__init__(rtmidi, errors, socket)
        self._rtmidi = rtmidi

    def open(self, name: str) -> None:
        """Connect to an input port by its name; `messages` then yields what comes from it."""
        with self._raising(
            translatable(
                "The MIDI port {port} is not connected. Connect the device or choose another "
                "input.",
                port=name,
            )
        ):
            # Ignoring a message would lose the seconds before it.
            self._rtmidi.ignore_types(sysex=False, timing=False, active_sense=False)
            self._connect(name, "input")

    def messages(self) -> Iterator[tuple[Sequence[int], float]]:
        """Yield the messages that have come in, each with the seconds since the one before."""
        while (message := self._rtmidi.get_message()) is not None:
            yield message


def connect_output(apis: Iterable[str]) -> OutputClient:
    """Return a client that sends, of the first API that works; OutputError where none does."""
    try:
        from chopin_studio.playback.outputs.rtmidi import ERRORS, MidiOut
    except ImportError as error:
        raise OutputError(NO_MIDI) from error

    def make(api: "RtMidiAPI") -> MidiOut:
        return MidiOut(api, client_name=CLIENT_NAME)

    made, socket = _first_that_works(make, apis)
    return OutputClient(made, ERRORS, socket)


def connect_input(apis: Iterable[str]) -> InputClient:
    """Return a client that receives, of the first API that works; OutputError where none does."""
    try:
        from chopin_studio.playback.outputs.rtmidi import ERRORS, MidiIn
    except ImportError as error:
        raise OutputError(NO_MIDI) from error

    def make(api: "RtMidiAPI") -> MidiIn:
        return MidiIn(api, client_name=CLIENT_NAME, queue_size_limit=_MOST_WAITING)

    made, socket = _first_that_works(make, apis)
    return InputClient(made, ERRORS, socket)


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


def _first_that_works(
    make: Callable[["RtMidiAPI"], _Made], apis: Iterable[str]
) -> tuple[_Made, Path | None]:
    """Return what `make` makes of the first API that works, and the socket of its server."""
    from chopin_studio.playback.outputs.rtmidi import ERRORS, RtMidiAPI

    numbers = {
        ALSA: RtMidiAPI.LINUX_ALSA,
        JACK: RtMidiAPI.UNIX_JACK,
        SYSTEM: RtMidiAPI.UNSPECIFIED,
    }
    for api in apis:
        socket = _jack_socket() if api == JACK else None
        if socket is not None and not socket.is_socket():
            continue  # there is no server, and connecting would cost time and may start one
        try:
            with hushed_stderr():
                made = make(numbers[api])
                made.get_port_count()  # a JACK client connects to its server only now
        except ERRORS:
            continue
        return made, socket
    raise OutputError(NO_MIDI)


def _length(status: int) -> int:
    """Return the number of bytes of a message: the clock has no data byte, a program change one."""
    if status >= _REAL_TIME:
        return 1
    return 2 if status & 0xF0 == PROGRAM_CHANGE else 3


def _jack_socket() -> Path:
    """Return the file by which JACK clients on Linux reach the server, whether or not it exists."""
    server = os.environ.get("JACK_DEFAULT_SERVER", "default")
    return Path(f"/dev/shm/jack_{server}_{os.getuid()}_0")
