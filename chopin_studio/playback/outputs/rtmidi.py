"""RtMidi, which speaks to MIDI ports on every system; loaded where ports are first asked for."""

import ctypes
import sys
from contextlib import suppress


def _load_system_jack() -> None:
    """Load the system's JACK library, where there is one, before RtMidi's wheel loads its own.

    The wheel's is of 2020 and refuses today's servers (`JACK protocol mismatch`). Of two
    libraries with the same functions, the loader takes those of the one that was made global
    first (`man dlopen`, RTLD_GLOBAL).
    """
    if sys.platform == "linux":
        with suppress(OSError):
            ctypes.CDLL("libjack.so.0", mode=ctypes.RTLD_GLOBAL)


_load_system_jack()

from supriya_midi import MidiBase, MidiIn, MidiOut, RtMidiAPI, RtMidiError  # noqa: E402  see above

__all__ = ["ERRORS", "MidiBase", "MidiIn", "MidiOut", "RtMidiAPI"]

ERRORS: tuple[type[Exception], ...] = (RtMidiError, RuntimeError, ValueError)
"""What calls raise: RuntimeError while a client is made, RtMidiError of a made one."""
