"""An output, and what sounds on it: keys, pedal, clicks and clock. No time, no thread."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from chopin_studio.music.meter import MeterMap
from chopin_studio.music.midi_messages import (
    CONTROL_CHANGE,
    MAIN_VOLUME,
    SUSTAIN_PEDAL,
    Event,
    Keyboard,
    Message,
    messages_for,
)
from chopin_studio.playback.metronome_beats import Pulse, click
from chopin_studio.playback.outputs.base import Output, OutputError, send_all

DEFAULT_VOLUME = 100


class Instrument:
    """Sends music to one output at a time, and knows how to silence what it has sent.

    What sends raises OutputError where the device is gone; `silence` and `panic` never do.
    """

    def __init__(self, output: Output) -> None:
        self._output = output
        self._keyboard = Keyboard()
        self._pulse = Pulse()
        self._volume = DEFAULT_VOLUME

    @property
    def output(self) -> Output:
        """Where the music goes."""
        return self._output

    @property
    def next_release_tick(self) -> int | None:
        """The tick at which the next key is released; None while no key is down."""
        return self._keyboard.next_release_tick

    def next_pulse_tick(self, start_tick: int) -> int | None:
        """Return the tick of the first click or clock at `start_tick` or later, if there is any."""
        return self._pulse.next_tick(start_tick)

    # What it plays

    def start(self, tick: int, controllers: Mapping[int, int]) -> None:
        """Set volume and controllers as they must be just before `tick`, and start the clock."""
        self._send([(CONTROL_CHANGE, MAIN_VOLUME, self._volume)])
        self._send((CONTROL_CHANGE, number, value) for number, value in controllers.items())
        self._send(self._pulse.start(tick))

    def play(self, event: Event) -> None:
        """Strike a note, to be released at its end, or move the pedal."""
        self._send(messages_for(event, self._keyboard))

    def release_until(self, tick: int) -> None:
        """Release the keys of the notes that have ended at `tick`."""
        self._send(self._keyboard.release_until(tick))

    def pulse_at(self, tick: int) -> None:
        """Click, and send the clock, where that belongs to this very tick."""
        self._send(self._pulse.messages_at(tick))

    def click(self, is_first: bool) -> None:
        """Click a beat, whether or not the metronome is on."""
        self._send(click(is_first))

    # How it falls silent

    def stop_clock(self) -> None:
        """Stop those who follow the clock, if it was started."""
        self._send(self._pulse.stop())

    def lift_pedal_after_keys(self) -> None:
        """Lift the pedal once the last key is up."""
        if self._keyboard.next_release_tick is None:
            self._send([(CONTROL_CHANGE, SUSTAIN_PEDAL, 0)])

    def die_away(self) -> None:
        """Release everything, and let the last sound die away."""
        self._send(self._keyboard.release_all())
        self._send([(CONTROL_CHANGE, SUSTAIN_PEDAL, 0)])
        self.stop_clock()

    def silence(self) -> None:
        """Release every key one by one, then silence the output, even one that fails."""
        with suppress(OutputError):
            send_all(self._output, (*self._keyboard.release_all(), *self._pulse.stop()))
        self._output.silence()

    def panic(self) -> None:
        """Silence the output key by key, even if nothing should be sounding."""
        self.silence()
        self._output.panic()

    # How it is set up

    def set_output(self, output: Output) -> Output:
        """Play to `output` from now on; return the former one, silenced but not closed."""
        self.silence()
        former, self._output = self._output, output
        return former

    def set_meters(self, meters: MeterMap) -> None:
        """Click the beats of other music."""
        self._pulse.meters = meters

    def set_metronome(self, clicks: bool) -> None:
        """Switch the metronome on or off."""
        self._pulse.clicks = clicks

    def set_clock(self, sends_clock: bool) -> None:
        """Switch on or off that MIDI clock is sent, from the next start on."""
        self.stop_clock()
        self._pulse.sends_clock = sends_clock

    def start_clock(self, tick: int) -> None:
        """Set those who follow the clock going from `tick`, where it is sent."""
        self._send(self._pulse.start(tick))

    def set_volume(self, volume: int) -> None:
        """Set the main volume, 0 to 127; ValueError outside."""
        if not 0 <= volume <= 127:
            raise ValueError(f"volume must be 0 to 127, not {volume}")
        self._volume = volume
        self._send([(CONTROL_CHANGE, MAIN_VOLUME, volume)])

    def _send(self, messages: Iterable[Message]) -> None:
        send_all(self._output, messages)
