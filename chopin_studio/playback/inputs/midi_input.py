"""MIDI input ports: keyboards to play on."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence

from chopin_studio.errors import StudioError
from chopin_studio.playback.outputs.base import OutputError
from chopin_studio.playback.outputs.midi_port import MidiClient, connect, usual_apis

NO_MIDI_INPUT = (
    "This system offers no MIDI ports: connect a MIDI keyboard or start a MIDI server, "
    "or play with the mouse or the computer's keyboard."
)

Receive = Callable[[Sequence[int], float], None]
"""What takes a message's bytes and its moment in seconds; called on the port's own thread."""

_ASK_SEC, _ASK_AT_REST_SEC = 0.001, 0.004
"""How often a port is asked for messages while somebody plays, and after a rest."""

_REST_AFTER_SEC = 2.0

_MOST_LATENESS_SEC = 0.1
"""Messages come to Python late by less than this; a clock that says more has lost its way."""


class InputError(StudioError):
    """A MIDI input port cannot be opened."""


class MessageClock:
    """Tell when messages were played from when they arrive and how far they lie apart.

    A message waits to be asked for, now longer, now shorter, while the system counts the seconds
    between two messages exactly. So the least lateness seen holds for all.
    """

    def __init__(self) -> None:
        self._system_sec = 0.0
        self._offset_sec: float | None = None

    def moment(self, arrived_sec: float, since_last_sec: float) -> float:
        """Return the moment of the next message on the clock by which `arrived_sec` is."""
        self._system_sec += since_last_sec
        offset = arrived_sec - self._system_sec
        if self._offset_sec is None or not 0 <= offset - self._offset_sec < _MOST_LATENESS_SEC:
            self._offset_sec = offset
        return self._system_sec + self._offset_sec


class InputPort:
    """An open MIDI input port; made by `open_input`.

    A thread asks for messages again and again. The system could call instead, but its library
    crashes where a port is closed while it calls.
    """

    def __init__(
        self, name: str, client: MidiClient, receive: Receive, clock: Callable[[], float]
    ) -> None:
        self.name = name
        self._client = client
        self._receive = receive
        self._clock = clock
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="MIDI input", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Hear no more; idempotent."""
        if self._closing.is_set():
            return
        self._closing.set()
        self._thread.join()
        self._client.close()

    def _run(self) -> None:
        times = MessageClock()
        last_sec = self._clock()
        is_closing = False
        while not is_closing:  # and once more then, for what came last
            is_resting = self._clock() - last_sec > _REST_AFTER_SEC
            is_closing = self._closing.wait(_ASK_AT_REST_SEC if is_resting else _ASK_SEC)
            for message, since_last_sec in self._client.messages():
                last_sec = self._clock()
                self._receive(message, times.moment(last_sec, since_last_sec))


def open_input(
    name: str,
    receive: Receive,
    apis: Iterable[str] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> InputPort:
    """Have every message of the port of this name given to `receive`.

    Raises InputError where there is no such port.
    """
    try:
        client = connect(usual_apis() if apis is None else apis, is_input=True)
    except OutputError as error:
        raise InputError(NO_MIDI_INPUT) from error
    try:
        client.open_input(name)
    except OutputError as error:
        client.close()
        raise InputError(str(error)) from error
    return InputPort(name, client, receive, clock)


def input_ports(apis: Iterable[str] | None = None) -> tuple[str, ...]:
    """Return the names of the MIDI input ports that are there now, none where there is no MIDI."""
    try:
        client = connect(usual_apis() if apis is None else apis, is_input=True)
    except OutputError:
        return ()
    try:
        return client.port_names()
    except OutputError:
        return ()
    finally:
        client.close()
