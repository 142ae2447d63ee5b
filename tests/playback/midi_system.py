"""A MIDI system in memory: stands in for RtMidi, so that ports can be tested on every machine."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

RTMIDI = "chopin_studio.playback.outputs.rtmidi"
"""The module in whose place it comes."""

SUSTAIN, ALL_SOUNDS_OFF, ALL_NOTES_OFF = 64, 120, 123


class Instrument:
    """Sixteen channels of a synthesizer: knows which keys sound.

    One that `heeds_no_controllers` falls silent by releases alone, as some old ones do.
    """

    def __init__(self, heeds_no_controllers: bool = False) -> None:
        self.sounding: set[tuple[int, int]] = set()  # channel and key
        self._held: set[tuple[int, int]] = set()
        self._pedals: set[int] = set()
        self._heeds_no_controllers = heeds_no_controllers

    def hear(self, message: Sequence[int]) -> None:
        kind, channel = message[0] & 0xF0, message[0] & 0x0F
        if kind == 0x90 and message[2] > 0:
            self._held.add((channel, message[1]))
            self.sounding.add((channel, message[1]))
        elif kind in (0x80, 0x90):
            self._held.discard((channel, message[1]))
            self._damp(channel)
        elif kind == 0xB0 and not self._heeds_no_controllers:
            self._control(channel, message[1], message[2])

    def _control(self, channel: int, number: int, value: int) -> None:
        if number == SUSTAIN:
            (self._pedals.add if value >= 64 else self._pedals.discard)(channel)
            self._damp(channel)
        elif number == ALL_NOTES_OFF:
            self._held = {key for key in self._held if key[0] != channel}
            self._damp(channel)
        elif number == ALL_SOUNDS_OFF:
            self._held = {key for key in self._held if key[0] != channel}
            self.sounding = {key for key in self.sounding if key[0] != channel}

    def _damp(self, channel: int) -> None:
        if channel not in self._pedals:
            self.sounding = {k for k in self.sounding if k[0] != channel or k in self._held}


class Api(Enum):
    """The MIDI systems that RtMidi knows."""

    UNSPECIFIED, LINUX_ALSA, UNIX_JACK = range(3)


@dataclass
class MidiSystem:
    """What the studio imports of RtMidi: `MidiOut` and `MidiIn` clients of one system.

    `names` are its ports'. `log` has all that was asked of it, in order: messages as tuples of
    bytes, other calls by name. With `broken` every call fails, as on a system without MIDI;
    `unplugged` makes those fail that send or ask for ports.
    """

    names: list[str] = field(default_factory=lambda: ["Piano:Piano MIDI 1 20:0"])
    instrument: Instrument = field(default_factory=Instrument)
    incoming: list[tuple[tuple[int, ...], float]] = field(default_factory=list)
    log: list[object] = field(default_factory=list)
    broken: bool = False
    unplugged: bool = False

    ERRORS = (RuntimeError, ValueError)
    RtMidiAPI = Api

    def MidiOut(self, api: Api, client_name: str) -> "Client":  # noqa: N802
        return self._client(api)

    def MidiIn(self, api: Api, client_name: str, queue_size_limit: int) -> "Client":  # noqa: N802
        return self._client(api)

    def _client(self, api: Api) -> "Client":
        if self.broken:
            raise RuntimeError("no sequencer")
        self.log.append(("client", api))
        return Client(self)

    @property
    def messages(self) -> list[tuple[int, ...]]:
        """The messages that were sent."""
        return [entry for entry in self.log if isinstance(entry, tuple) and entry[0] != "client"]


class Client:
    """A client as RtMidi makes them."""

    def __init__(self, system: MidiSystem) -> None:
        self._system = system

    def get_port_count(self) -> int:
        return len(self._system.names)

    def get_ports(self) -> list[str]:
        self._work("ports")
        return self._system.names

    def open_port(self, index: int, name: str) -> None:
        self._work(f"open {self._system.names[index]}")

    def ignore_types(self, sysex: bool, timing: bool, active_sense: bool) -> None:
        self._system.log.append("ignore nothing" if not (sysex or timing or active_sense) else "?")

    def send_message(self, message: Sequence[int]) -> None:
        self._work(tuple(message))
        self._system.instrument.hear(message)

    def get_message(self) -> tuple[tuple[int, ...], float] | None:
        return self._system.incoming.pop(0) if self._system.incoming else None

    def close_port(self) -> None:
        self._work("close")

    def delete(self) -> None:
        self._system.log.append("delete")

    def _work(self, entry: object) -> None:
        if self._system.unplugged:
            raise RuntimeError("the device is gone")
        self._system.log.append(entry)
