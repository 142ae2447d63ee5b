"""An output that adapts messages to the instrument at a MIDI port: channel, velocity, program."""

from contextlib import suppress
from dataclasses import dataclass

from chopin_studio.music.midi_messages import NOTE_ON
from chopin_studio.playback.metronome_beats import CLICK_CHANNEL
from chopin_studio.playback.outputs.base import (
    CHANNELS,
    PROGRAM_CHANGE,
    SILENCING,
    Output,
    OutputError,
    on_channel,
    releases,
)
from chopin_studio.settings.definition import choice_of
from chopin_studio.settings.listening import PortGroup

ACOUSTIC_GRAND = 0
"""General MIDI's first program."""

_POWERS = dict(zip(choice_of(PortGroup, "velocity_curve").values, (1.5, 1.0, 0.67), strict=True))
"""The exponent of each velocity curve, for velocities as a share of 127."""


@dataclass(frozen=True, slots=True)
class PortShaping:
    """How an instrument is to be played.

    `channel` counts from 1; `velocity_curve` is one of the choices of the setting. With
    `sends_program` the instrument is set to its grand piano first. Raises ValueError for invalid
    values.
    """

    channel: int = 1
    sends_program: bool = False
    velocity_curve: str = "linear"

    def __post_init__(self) -> None:
        if not 1 <= self.channel <= CHANNELS:
            raise ValueError(f"channel must be 1 to {CHANNELS}, not {self.channel}")
        if self.velocity_curve not in _POWERS:
            raise ValueError(f"velocity_curve must be known, not {self.velocity_curve}")

    def velocity(self, velocity: int) -> int:
        """Return the velocity to send for one of the music; it is never 0."""
        power = _POWERS[self.velocity_curve]
        return max(1, round(127 * (velocity / 127) ** power)) if velocity else 0


class ShapedOutput:
    """Plays on another output with its shaping; messages on channel 10 stay there."""

    def __init__(self, inner: Output, shape: PortShaping) -> None:
        """Take over an open output; raises OutputError where it cannot set the program."""
        self._inner = inner
        self._shape = shape
        self._channel = shape.channel - 1
        if shape.sends_program:
            inner.send(PROGRAM_CHANGE | self._channel, ACOUSTIC_GRAND, 0)

    @property
    def name(self) -> str:
        """The other output's name."""
        return self._inner.name

    def send(self, status: int, data1: int, data2: int) -> None:
        """Play one message, with channel and velocity changed where it has them."""
        if status >= 0xF0 or status & 0x0F == CLICK_CHANNEL:
            self._inner.send(status, data1, data2)
            return
        if status & 0xF0 == NOTE_ON:
            data2 = self._shape.velocity(data2)
        self._inner.send(*on_channel((status, data1, data2), self._channel))

    def silence(self) -> None:
        """Silence the channel in use."""
        with suppress(OutputError):  # what is gone is silent
            for message in SILENCING:
                self.send(*message)
        self._inner.silence()

    def panic(self) -> None:
        """Silence every channel, and the one in use key by key."""
        self._inner.panic()
        with suppress(OutputError):
            for message in releases(self._channel):
                self._inner.send(*message)

    def close(self) -> None:
        """Silence and close the other output."""
        self.silence()
        self._inner.close()
