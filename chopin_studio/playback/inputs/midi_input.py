"""MIDI input ports: keyboards to play on."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence

from chopin_studio.errors import StudioError
from chopin_studio.playback.outputs.base import OutputError
from chopin_studio.playback.outputs.midi_clients import InputClient, connect_input, usual_apis
from chopin_studio.texts import translatable

NO_MIDI_INPUT = translatable(
    "No MIDI ports are available. Connect a MIDI keyboard or start a MIDI server, or play with the "
    "mouse or the computer keyboard."
)

Receive = Callable[[Sequence[int], float], None]
"""A function of a message's bytes and its moment in seconds; called on the thread of the port."""

_ASK_SEC, _ASK_AT_REST_SEC = 0.001, 0.004
"""How often a port is polled for messages while someone plays, and after a rest."""

_REST_AFTER_SEC = 2.0

_MOST_LATENESS_SEC = 0.1
"""Messages arrive late by less than this; if the clock says more, it has drifted and is reset."""


class InputError(StudioError):
    """A MIDI input port cannot be opened."""


class MessageClock:
    """Computes when messages were played from when they arrive and the time between them.

    A message waits to be polled for a varying time, but the system measures the time between two
    messages exactly. So the smallest delay seen applies to all.
    """

    def __init__(self) -> None:
        self._system_sec = 0.0
        self._offset_sec: float | None = None

    def moment(self, arrived_sec: float, since_last_sec: float) -> float:
        """Return the moment of the next message on the clock of `arrived_sec`."""
        self._system_sec += since_last_sec
        offset = arrived_sec - self._system_sec
        if self._offset_sec is None or not 0 <= offset - self._offset_sec < _MOST_LATENESS_SEC:
            self._offset_sec = offset
        return self._system_sec + self._offset_sec


class InputPort:
    """An open MIDI input port; made by `open_input`.

    A thread polls for messages. The library could call back instead, but it crashes where a port
    is closed during a call.
    """

    def __init__(
        self, name: str, client: InputClient, receive: Receive, clock: Callable[[], float]
    ) -> None:
        self.name = name
        self._client = client
        self._receive = receive
        self._clock = clock
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="MIDI input", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop receiving; idempotent."""
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
    """Open the port of this name and pass every message of it to `receive`.

    Raises InputError where there is no such port.
    """
    try:
        client = connect_input(usual_apis() if apis is None else apis)
    except OutputError as error:
        raise InputError(NO_MIDI_INPUT) from error
    try:
        client.open(name)
    except OutputError as error:
        client.close()
        raise InputError(str(error)) from error
    return InputPort(name, client, receive, clock)


def input_ports(apis: Iterable[str] | None = None) -> tuple[str, ...]:
    """Return the names of the MIDI input ports that exist now, none where there is no MIDI."""
    try:
        client = connect_input(usual_apis() if apis is None else apis)
    except OutputError:
        return ()
    try:
        return client.port_names()
    except OutputError:
        return ()
    finally:
        client.close()
