"""Stand-ins that many tests share: a small subclass or function each, no mocking framework."""

import threading
import time
from collections import Counter
from collections.abc import Callable

from chopin_studio.playback.outputs.base import OutputError

NOTE_OFF, NOTE_ON, CONTROL_CHANGE = 0x80, 0x90, 0xB0
SUSTAIN_PEDAL, ALL_SOUNDS_OFF = 64, 120


class RecordingOutput:
    """An output that keeps what was sent to it, and knows which notes still sound.

    `times` are the moments of the messages on `clock`. Set `broken` to make every send raise
    OutputError, as an unplugged device does.
    """

    def __init__(
        self, name: str = "Recording", clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self.name = name
        self._clock = clock
        self.messages: list[tuple[int, int, int]] = []
        self.times: list[float] = []
        self.silences = 0
        self.panics = 0
        self.closed = False
        self.broken = False
        self._lock = threading.RLock()

    def send(self, status: int, data1: int, data2: int) -> None:
        if self.broken:
            raise OutputError(f"{self.name} is gone: choose another output.")
        with self._lock:
            self.times.append(self._clock())
            self.messages.append((status, data1, data2))

    def silence(self) -> None:
        self.silences += 1
        if not self.broken:
            self.send(CONTROL_CHANGE, SUSTAIN_PEDAL, 0)
            self.send(CONTROL_CHANGE, ALL_SOUNDS_OFF, 0)

    def panic(self) -> None:
        self.panics += 1
        self.silence()

    def close(self) -> None:
        if not self.closed:
            self.silence()
        self.closed = True

    @property
    def note_ons(self) -> list[int]:
        """The pitches struck so far, in order."""
        return [m[1] for m in list(self.messages) if m[0] & 0xF0 == NOTE_ON and m[2] > 0]

    @property
    def note_offs(self) -> list[int]:
        """The pitches released so far, in order."""
        return [m[1] for m in list(self.messages) if is_note_off(m)]

    @property
    def open_notes(self) -> Counter[int]:
        """The pitches struck and not yet released; an all-sounds-off does not count as one."""
        return open_notes(list(self.messages))

    @property
    def pedal(self) -> int:
        """The last value sent for the sustain pedal, 0 before any."""
        values = [m[2] for m in list(self.messages) if m[:2] == (CONTROL_CHANGE, SUSTAIN_PEDAL)]
        return values[-1] if values else 0


class FakeClock:
    """A clock that stands until it is moved on."""

    def __init__(self, now_sec: float = 0.0) -> None:
        self.now_sec = now_sec

    def __call__(self) -> float:
        return self.now_sec

    def advance(self, seconds: float) -> None:
        self.now_sec += seconds


def is_note_off(message: tuple[int, int, int]) -> bool:
    """Whether a message releases a key, in either of MIDI's two spellings."""
    kind = message[0] & 0xF0
    return kind == NOTE_OFF or (kind == NOTE_ON and message[2] == 0)


def open_notes(messages: list[tuple[int, int, int]]) -> Counter[int]:
    """Count what is still held; raise AssertionError at an overlap or a stray note-off."""
    held: Counter[int] = Counter()
    for message in messages:
        if is_note_off(message):
            assert held[message[1]] == 1, f"note-off for {message[1]}, which is not sounding"
            del held[message[1]]
        elif message[0] & 0xF0 == NOTE_ON:
            assert held[message[1]] == 0, f"{message[1]} struck again before its note-off"
            held[message[1]] += 1
    return held
