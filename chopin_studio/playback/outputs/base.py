"""The protocol of outputs, which take short MIDI messages."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from chopin_studio.errors import StudioError
from chopin_studio.music.midi_messages import CONTROL_CHANGE, NOTE_OFF, SUSTAIN_PEDAL, Message
from chopin_studio.texts import translatable

ALL_SOUNDS_OFF = 120
RESET_ALL_CONTROLLERS = 121
ALL_NOTES_OFF = 123

SILENCING: tuple[Message, ...] = (
    (CONTROL_CHANGE, SUSTAIN_PEDAL, 0),
    (CONTROL_CHANGE, ALL_NOTES_OFF, 0),
    (CONTROL_CHANGE, ALL_SOUNDS_OFF, 0),
    (CONTROL_CHANGE, RESET_ALL_CONTROLLERS, 0),
)
"""The messages that silence an instrument and reset its pedal.

The pedal is lifted first: some instruments ignore all-notes-off while it is down. All-notes-off is
for those that do not support all-sounds-off. Everything plays on the first MIDI channel.
"""


PROGRAM_CHANGE = 0xC0
CHANNELS, KEYS = 16, 128


def on_channel(message: Message, channel: int) -> Message:
    """Return a message of any channel moved to `channel`, counted from 0."""
    status, data1, data2 = message
    return (status & 0xF0 | channel, data1, data2)


def releases(channel: int = 0) -> Iterator[Message]:
    """Yield the release of every key of a channel, for instruments that ignore controllers."""
    for key in range(KEYS):
        yield (NOTE_OFF | channel, key, 0)


class OutputError(StudioError):
    """An output cannot be opened, or its device is no longer available."""


def output_closed(name: str) -> OutputError:
    """Return the error for a message to an output after `close`."""
    return OutputError(
        translatable("{output} has been closed. Choose an output again.", output=name)
    )


class Output(Protocol):
    """Anything that can play: the built-in piano, a MIDI port, a recorder in a test.

    Every method may be called from any thread, one at a time.
    """

    @property
    def name(self) -> str:
        """The name to show in the output chooser."""

    def send(self, status: int, data1: int, data2: int) -> None:
        """Play one short MIDI message now; raise OutputError when the device is not available."""

    def silence(self) -> None:
        """Lift the pedal, stop all sound and reset the controllers; never raise; idempotent."""

    def panic(self) -> None:
        """Silence everything, on every channel and key by key; never raise."""

    def close(self) -> None:
        """Silence and release the device; never raise; idempotent."""


def send_all(output: Output, messages: Iterable[Message]) -> None:
    """Send every message, then raise the OutputError of the first that failed.

    All are sent, since a release must reach its key: an output may be a group of which only one
    fails.
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
    """The output of a machine without audio and MIDI ports, on which playback runs silently."""

    name = translatable("No sound")

    def send(self, status: int, data1: int, data2: int) -> None:
        """Ignore the message."""

    def silence(self) -> None:
        """Do nothing."""

    def panic(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""
