"""The built-in piano: FluidSynth with the soundfont of the studio."""

import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.music.midi_messages import CONTROL_CHANGE, Message
from chopin_studio.playback.metronome_beats import CLICK_CHANNEL, HIGH_CLICK, LOW_CLICK
from chopin_studio.playback.outputs.base import (
    CHANNELS,
    SILENCING,
    Output,
    OutputError,
    on_channel,
    output_closed,
    releases,
)
from chopin_studio.playback.outputs.stderr_redirect import hushed_stderr
from chopin_studio.synth import (
    DEFAULT_GAIN,
    Synth,
    SynthError,
    load_fluidsynth,
    load_piano,
    new_empty_synth,
    play_message,
)
from chopin_studio.texts import translatable

BUILT_IN_PIANO = translatable("Built-in piano")

_OTHER_DRIVERS = {"linux": ("pipewire", "jack")}
_DRIVERS = {
    # pulseaudio serves PipeWire too. jack is left out: looking for its server can take seconds.
    "linux": ("pulseaudio", "alsa"),
    "darwin": ("coreaudio",),
    "win32": ("wasapi", "dsound"),
}


_CLICKS = {HIGH_CLICK: 108, LOW_CLICK: 101}
"""The piano has no wood block: its highest keys serve as clicks."""


@dataclass(frozen=True, slots=True)
class PianoChoice:
    """The settings of the built-in piano: its sound and its audio device.

    An empty `driver` or `device` is the default of the system, `buffer_frames` 0 FluidSynth's
    default length of one of its buffers. `gain` is FluidSynth's.
    """

    driver: str = ""
    device: str = ""
    buffer_frames: int = 0
    gain: float = DEFAULT_GAIN
    has_reverb: bool = True

    @property
    def drivers(self) -> tuple[str, ...]:
        """The drivers to try, in order."""
        return (self.driver,) if self.driver else usual_drivers()

    @property
    def settings(self) -> dict[str, str | int | float]:
        """The settings in FluidSynth's names."""
        settings: dict[str, str | int | float] = {"synth.reverb.active": int(self.has_reverb)}
        if self.buffer_frames:
            settings["audio.period-size"] = self.buffer_frames
        if self.device:
            settings |= {f"audio.{driver}.device": self.device for driver in self.drivers}
        return settings


class BuiltInPiano:
    """A synthesizer and the audio driver that plays it; made by `open_built_in_piano`."""

    name = BUILT_IN_PIANO

    def __init__(self, synth: Synth, audio_driver: int, driver_name: str) -> None:
        self.driver_name = driver_name
        self._synth: Synth | None = synth
        self.audio_driver = audio_driver
        # FluidSynth does not report a lost device, but its sequencer counts the rendered time.
        fluidsynth = load_fluidsynth()
        self._sequencer = fluidsynth.new_fluid_sequencer2(0)
        fluidsynth.fluid_sequencer_register_fluidsynth(self._sequencer, synth.synth)
        self.rendered_ms = -1
        # The native objects are deleted by `close`, which may come while a note is being sent.
        self._lock = threading.RLock()

    def send(self, status: int, data1: int, data2: int) -> None:
        """Play one message; OutputError after `close`."""
        with self._lock:
            if self._synth is None:
                raise output_closed(self.name)
            play_message(self._synth, _as_piano((status, data1, data2)))

    def silence(self) -> None:
        """Lift the pedal, stop all sound and reset the controllers."""
        with self._lock:
            if self._synth is not None:
                for message in SILENCING:
                    self.send(*message)

    def panic(self) -> None:
        """Silence every channel by controllers, and the first key by key."""
        with self._lock:
            if self._synth is not None:
                for channel in range(CHANNELS):
                    for message in SILENCING:
                        self.send(*on_channel(message, channel))
                for message in releases():
                    self.send(*message)

    def has_moved_on(self) -> bool:
        """Return whether the device has played since the last call; False once closed."""
        with self._lock:
            if self._synth is None:
                return False
            before = self.rendered_ms
            self.rendered_ms = load_fluidsynth().fluid_sequencer_get_tick(self._sequencer)
            return before != self.rendered_ms

    def close(self) -> None:
        """Silence and free the synthesizer and the audio device."""
        with self._lock:
            self.silence()
            synth, self._synth = self._synth, None
            if synth is not None:
                load_fluidsynth().delete_fluid_audio_driver(self.audio_driver)
                load_fluidsynth().delete_fluid_sequencer(self._sequencer)
                synth.delete()


def usual_drivers() -> tuple[str, ...]:
    """Return this system's audio drivers, in the order in which to try them."""
    return _DRIVERS.get(sys.platform, ("pulseaudio", "alsa"))


def offered_drivers() -> tuple[str, ...]:
    """Return the drivers that can be chosen on this system; none is guaranteed to work."""
    return (*usual_drivers(), *_OTHER_DRIVERS.get(sys.platform, ()))


def lives(output: Output) -> bool:
    """Return whether an output's device still plays, as far as that can be known."""
    return not isinstance(output, BuiltInPiano) or output.has_moved_on()


def open_built_in_piano(
    soundfont: Path,
    choice: PianoChoice | None = None,
    settings: Mapping[str, str] | None = None,
) -> BuiltInPiano:
    """Open the piano on the first of the chosen drivers that has an audio device.

    `settings` are FluidSynth's own, for instance `{"audio.file.name": path}` for the driver
    `file`. Loading the soundfont takes about a second: call this on a worker thread. Raises
    OutputError where there is no FluidSynth, soundfont or audio device.
    """
    choice = choice or PianoChoice()
    try:
        synth = new_empty_synth(gain=choice.gain, settings={**choice.settings, **(settings or {})})
    except SynthError as error:
        raise OutputError(str(error)) from error
    try:
        piano = BuiltInPiano(synth, *_start_driver(synth, choice.drivers))
    except OutputError:
        synth.delete()
        raise
    try:
        load_piano(synth, soundfont, channels=(0, CLICK_CHANNEL))
    except SynthError as error:
        piano.close()
        raise OutputError(str(error)) from error
    return piano


def _start_driver(synth: Synth, drivers: Sequence[str]) -> tuple[int, str]:
    """Return the handle and the name of the first driver that works; OutputError if none does."""
    for driver in drivers:
        synth.setting("audio.driver", driver)
        # Synth.start would also open a MIDI driver, and does not report a failure.
        with hushed_stderr():
            handle = load_fluidsynth().new_fluid_audio_driver(synth.settings, synth.synth)
        if handle:
            return handle, driver
    raise OutputError(
        translatable(
            "No audio device is available. Connect one, switch it on or quit the program that uses "
            "it, then choose the built-in piano again. Or choose another device in the settings, "
            "or a MIDI port."
        )
    )


def _as_piano(message: Message) -> Message:
    """Return a metronome's click as a key of the piano, and anything else as it is."""
    status, data1, data2 = message
    return (status, _CLICKS[data1], data2) if _is_click(message) else message


def _is_click(message: Message) -> bool:
    status, data1, _ = message
    return status & 0x0F == CLICK_CHANNEL and status < CONTROL_CHANGE and data1 in _CLICKS
