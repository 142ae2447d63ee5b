"""What every output is: something that takes short MIDI messages."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from chopin_studio.errors import StudioError
from chopin_studio.music.midi_messages import CONTROL_CHANGE, NOTE_OFF, SUSTAIN_PEDAL, Message

ALL_SOUNDS_OFF = 120
RESET_ALL_CONTROLLERS = 121
ALL_NOTES_OFF = 123

SILENCING: tuple[Message, ...] = (
    (CONTROL_CHANGE, SUSTAIN_PEDAL, 0),
    (CONTROL_CHANGE, ALL_NOTES_OFF, 0),
    (CONTROL_CHANGE, ALL_SOUNDS_OFF, 0),
    (CONTROL_CHANGE, RESET_ALL_CONTROLLERS, 0),
)
"""What makes an instrument fall silent and forget its pedal.

The pedal goes up first: some instruments heed no all-notes-off while it is down. All-notes-off
is there for those that know no all-sounds-off. Everything plays on the first MIDI channel.
"""


PROGRAM_CHANGE = 0xC0
CHANNELS, KEYS = 16, 128


def on_channel(message: Message, channel: int) -> Message:
    """Return a message of any channel as one of `channel`, counted from 0."""
    status, data1, data2 = message
    return (status & 0xF0 | channel, data1, data2)


def releases(channel: int = 0) -> Iterator[Message]:
    """Yield the release of every key of a channel, for instruments that heed no controller."""
    for key in range(KEYS):
        yield (NOTE_OFF | channel, key, 0)


class OutputError(StudioError):
    """An output cannot be opened, or its device has gone."""


class Output(Protocol):
    """Anything that sounds: the built-in piano, a MIDI port, a recorder in a test.

    Every method may be called from any thread, one at a time.
    """

    @property
    def name(self) -> str:
        """The name to show in the output chooser."""

    def send(self, status: int, data1: int, data2: int) -> None:
        """Play one short MIDI message now; raise OutputError when the device is gone."""

    def silence(self) -> None:
        """Lift the pedal, stop all sound and reset the controllers; never raise; idempotent."""

    def panic(self) -> None:
        """Silence whatever may sound, on every channel and key by key; never raise."""

    def close(self) -> None:
        """Silence and release the device; never raise; idempotent."""


def send_all(output: Output, messages: Iterable[Message]) -> None:
    """Send every message, then raise the OutputError of the first that failed.

    A release among them must reach its key even so: an output may be several that play as one,
    of which only one fails.
    """
    failure: OutputError | None = None
    for message in messages:
        try:
            output.send(*message)
        except OutputError as error:
            failure = failure or error
    if failure is not None:
        raise failure


class SilentOutput:
    """The output of a machine that has neither sound nor a MIDI port: time passes unheard."""

    name = "No sound"

    def send(self, status: int, data1: int, data2: int) -> None:
        """Take the message and do nothing."""

    def silence(self) -> None:
        """Be silent, as ever."""

    def panic(self) -> None:
        """Be silent, as ever."""

    def close(self) -> None:
        """Release nothing."""
