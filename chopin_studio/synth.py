"""FluidSynth, the software synthesizer: the only module that imports it, and only when needed."""

import ctypes
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from chopin_studio.errors import StudioError
from chopin_studio.music.midi_messages import CONTROL_CHANGE, NOTE_OFF, NOTE_ON, Message
from chopin_studio.texts import translatable

SAMPLE_RATE = 44100
SOFTEST_VELOCITY = 3
"""The softest for which the studio's soundfont has samples."""

DEFAULT_GAIN = 1.2
"""FluidSynth's master gain. Dense romantic piano music peaks at 0.6 of full scale with it, and
just below full scale with the main volume turned up from 100 to 127."""

_CHANNELS = 16
_LOG_LEVELS = 5
_MISSING = {
    "linux": translatable(
        "The built-in piano needs FluidSynth. Install the package libfluidsynth3 (Debian, Ubuntu) "
        "or fluidsynth (others), then start Chopin Studio again."
    ),
    "darwin": translatable(
        "The built-in piano needs FluidSynth. Run `brew install fluid-synth`, then start Chopin "
        "Studio again."
    ),
    "win32": translatable(
        "The built-in piano needs FluidSynth. Install it and put its bin folder on the PATH, then "
        "start Chopin Studio again."
    ),
}
_MISSING_ELSEWHERE = translatable(
    "The built-in piano needs FluidSynth. Install it, then start Chopin Studio again."
)


class SynthError(StudioError):
    """There is no synthesizer, or it can't read the soundfont."""


class Synth(Protocol):
    """The parts of `fluidsynth.Synth` in use; `settings` and `synth` are native handles."""

    settings: int
    synth: int

    def noteon(self, chan: int, key: int, vel: int) -> int:
        """Strike a key; 0 or -1 for failure, as all that follow."""

    def noteoff(self, chan: int, key: int) -> int:
        """Release a key."""

    def cc(self, chan: int, ctrl: int, val: int) -> int:
        """Set a MIDI controller."""

    def sfload(self, filename: str) -> int:
        """Load a soundfont; its number, or -1."""

    def program_select(self, chan: int, sfid: int, bank: int, preset: int) -> int:
        """Choose a preset of a soundfont for a channel."""

    def setting(self, opt: str, val: str | int | float) -> None:
        """Change a setting of FluidSynth's."""

    def system_reset(self) -> int:
        """Silence everything and reset all controllers."""

    def delete(self) -> None:
        """Free everything."""


def load_fluidsynth() -> ModuleType:
    """Import pyfluidsynth with its log switched off.

    Raises SynthError where it or the native library is missing.
    """
    try:
        # Where the variable CI is set, its import prints, which would spoil JSON output.
        with redirect_stdout(None):
            fluidsynth = importlib.import_module("fluidsynth")
    except (ImportError, OSError, AttributeError) as error:  # the last for a foreign library
        raise SynthError(_MISSING.get(sys.platform, _MISSING_ELSEWHERE)) from error
    _switch_off_log(fluidsynth)
    return fluidsynth


def fluidsynth_version() -> str:
    """Return the native library's version, for instance `2.3.1`; SynthError where it is missing."""
    numbers = [ctypes.c_int() for _ in range(3)]
    load_fluidsynth().fluid_version(*numbers)
    return ".".join(str(number.value) for number in numbers)


def new_synth(soundfont: Path, sample_rate: int = SAMPLE_RATE, gain: float = DEFAULT_GAIN) -> Synth:
    """Return a synthesizer that plays the piano of `soundfont` on the first MIDI channel.

    It renders on demand, to the same samples each time, and is connected to no audio device. The
    caller calls its `delete`. Raises SynthError where the library or the soundfont is missing.
    """
    synth = new_empty_synth(sample_rate, gain)
    try:
        load_piano(synth, soundfont)
    except SynthError:
        synth.delete()
        raise
    return synth


def new_empty_synth(
    sample_rate: int = SAMPLE_RATE,
    gain: float = DEFAULT_GAIN,
    settings: Mapping[str, str | int | float] | None = None,
) -> Synth:
    """Return a synthesizer without a soundfont, which renders silence.

    `settings` are FluidSynth's own, by their names. Raises SynthError where there is no library.
    """
    fluidsynth = load_fluidsynth()
    all_settings = {"synth.chorus.active": 0, "midi.autoconnect": 0, **(settings or {})}
    synth: Synth = fluidsynth.Synth(
        gain=float(gain), samplerate=sample_rate, channels=_CHANNELS, **all_settings
    )
    # FluidSynth 2.3.1 begins with whatever lay in its reverb's memory, at worst an endless full
    # swing of the loudspeaker; a reset clears it.
    synth.system_reset()
    return synth


def load_piano(synth: Synth, soundfont: Path, channels: Sequence[int] = (0,)) -> None:
    """Load `soundfont`, which takes about a second, and select its piano on `channels`.

    Raises SynthError where the file is missing or unreadable.
    """
    if not soundfont.is_file():
        raise SynthError(
            translatable(
                "The soundfont {path} is missing. Install Chopin Studio again.", path=soundfont
            )
        )
    font_id = synth.sfload(os.fspath(soundfont))
    chosen = [font_id >= 0 and synth.program_select(at, font_id, 0, 0) == 0 for at in channels]
    if not all(chosen):
        raise SynthError(
            translatable(
                "FluidSynth cannot read the soundfont {path}. Install Chopin Studio again, and "
                "FluidSynth 2 with support for SF3.",
                path=soundfont,
            )
        )


def play_message(synth: Synth, message: Message) -> None:
    """Play a note-on, note-off or controller; other messages are ignored.

    Notes too soft for the soundfont, which would be silent, are played as its softest.
    """
    status, data1, data2 = message
    kind, channel = status & 0xF0, status & 0x0F
    if kind == NOTE_ON and data2 > 0:
        synth.noteon(channel, data1, max(data2, SOFTEST_VELOCITY))
    elif kind in (NOTE_ON, NOTE_OFF):
        synth.noteoff(channel, data1)
    elif kind == CONTROL_CHANGE:
        synth.cc(channel, data1, data2)


def render(synth: Synth, frames: int) -> NDArray[np.float32]:
    """Render the next `frames` frames, of shape (frames, 2); full scale is 1, loud peaks exceed it.

    FluidSynth processes messages every 64 frames.
    """
    fluidsynth = load_fluidsynth()
    samples = np.empty((frames, 2), dtype=np.float32)
    address = samples.ctypes.data_as(ctypes.c_void_p)
    write_float = fluidsynth.cfunc(
        "fluid_synth_write_float",
        ctypes.c_int,
        *(("synth", ctypes.c_void_p, 1), ("frames", ctypes.c_int, 1)),
        *(("left", ctypes.c_void_p, 1), ("left_at", ctypes.c_int, 1), ("left_by", ctypes.c_int, 1)),
        *(("right", ctypes.c_void_p, 1), ("right_at", ctypes.c_int, 1)),
        ("right_by", ctypes.c_int, 1),
    )
    write_float(synth.synth, frames, address, 0, 2, address, 1, 2)
    return samples


def _switch_off_log(fluidsynth: ModuleType) -> None:
    """Remove the function that prints FluidSynth's messages, for each level."""
    set_log_function = fluidsynth.cfunc(
        "fluid_set_log_function",
        ctypes.c_void_p,
        ("level", ctypes.c_int, 1),
        ("function", ctypes.c_void_p, 1),
        ("data", ctypes.c_void_p, 1),
    )
    for level in range(_LOG_LEVELS):
        set_log_function(level, None, None)
