"""The built-in piano: FluidSynth with the studio's own soundfont."""

import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from chopin_studio.playback.outputs.base import SILENCING, OutputError
from chopin_studio.playback.outputs.hush import hushed_stderr
from chopin_studio.synth import (
    Synth,
    SynthError,
    load_fluidsynth,
    load_piano,
    new_empty_synth,
    play_message,
)

BUILT_IN_PIANO = "Built-in piano"

_DRIVERS = {
    # pulseaudio serves PipeWire too. jack is left out: looking for its server can take seconds.
    "linux": ("pulseaudio", "alsa"),
    "darwin": ("coreaudio",),
    "win32": ("wasapi", "dsound"),
}


class BuiltInPiano:
    """A synthesizer and the audio driver that plays it; made by `open_built_in_piano`."""

    name = BUILT_IN_PIANO

    def __init__(self, synth: Synth, audio_driver: int, driver_name: str) -> None:
        self.driver_name = driver_name
        self._synth: Synth | None = synth
        self._audio_driver = audio_driver
        # The native objects are gone after `close`, which may come while a note is being sent.
        self._lock = threading.RLock()

    def send(self, status: int, data1: int, data2: int) -> None:
        """Play one message; OutputError after `close`."""
        with self._lock:
            if self._synth is None:
                raise OutputError("The built-in piano has been closed: choose an output again.")
            play_message(self._synth, (status, data1, data2))

    def silence(self) -> None:
        """Lift the pedal, stop all sound and reset the controllers."""
        with self._lock:
            if self._synth is not None:
                for message in SILENCING:
                    self.send(*message)

    def close(self) -> None:
        """Silence and free the synthesizer and the audio device."""
        with self._lock:
            self.silence()
            synth, self._synth = self._synth, None
            if synth is not None:
                load_fluidsynth().delete_fluid_audio_driver(self._audio_driver)
                synth.delete()


def open_built_in_piano(
    soundfont: Path,
    drivers: Sequence[str] | None = None,
    settings: Mapping[str, str] | None = None,
) -> BuiltInPiano:
    """Open the first of `drivers` (by default the system's usual ones) that has a sound device.

    `settings` are FluidSynth's own, for instance `{"audio.file.name": path}` for the driver
    `file`. Loading the soundfont takes about a second: call this on a worker thread. Raises
    OutputError where there is no FluidSynth, soundfont or sound device.
    """
    if drivers is None:
        drivers = _DRIVERS.get(sys.platform, ("pulseaudio", "alsa"))
    try:
        synth = new_empty_synth(settings=settings)
    except SynthError as error:
        raise OutputError(str(error)) from error
    try:
        piano = BuiltInPiano(synth, *_start_driver(synth, drivers))
    except OutputError:
        synth.delete()
        raise
    try:
        load_piano(synth, soundfont)
    except SynthError as error:
        piano.close()
        raise OutputError(str(error)) from error
    return piano


def _start_driver(synth: Synth, drivers: Sequence[str]) -> tuple[int, str]:
    """Give the handle and the name of the first driver that works; OutputError where none does."""
    for driver in drivers:
        synth.setting("audio.driver", driver)
        # Synth.start would also open a MIDI driver, and tells nothing of a failure.
        with hushed_stderr():
            handle = load_fluidsynth().new_fluid_audio_driver(synth.settings, synth.synth)
        if handle:
            return handle, driver
    raise OutputError(
        "No sound device answers: connect or switch one on and choose the built-in piano again, "
        "or choose a MIDI port."
    )
