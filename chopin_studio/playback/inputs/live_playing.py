"""What the user plays on any keyboard: sounded at once, and kept to be collected."""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple

from chopin_studio.music.midi_messages import (
    CONTROL_CHANGE,
    NOTE_OFF,
    NOTE_ON,
    SUSTAIN_PEDAL,
    Message,
)
from chopin_studio.playback.outputs.base import ALL_NOTES_OFF, ALL_SOUNDS_OFF, Output, OutputError

SOSTENUTO_PEDAL, SOFT_PEDAL = 66, 67
PEDALS = (SUSTAIN_PEDAL, SOSTENUTO_PEDAL, SOFT_PEDAL)


class PlayedMessage(NamedTuple):
    """A message, and the moment at which it was played, in seconds of a steady clock."""

    moment_sec: float
    message: Message


class LivePlaying:
    """Takes messages from any keyboard and any thread.

    Only keys and pedals are used, of all channels as of one; everything else that a keyboard
    sends, such as active sensing, clocks and system exclusive, is ignored. Each message is passed
    on to the output at once, and every key is released there before it is struck again.
    """

    def __init__(
        self, output: Callable[[], Output], clock: Callable[[], float] = time.perf_counter
    ) -> None:
        """Play on what `output` returns at each moment, since it may change."""
        self.is_heard = True
        self._output = output
        self._clock = clock
        self._held: set[int] = set()
        self._down_pedals: set[int] = set()
        self._played: deque[PlayedMessage] = deque()
        self._problem: str | None = None
        # Re-entrant, since a signal that closes the window can interrupt its holder.
        self._lock = threading.RLock()

    @property
    def held(self) -> frozenset[int]:
        """The pitches whose keys are down."""
        with self._lock:
            return frozenset(self._held)

    def receive(self, message: Sequence[int], moment_sec: float | None = None) -> None:
        """Take one message, by default with the present moment; never raises."""
        moment = self._clock() if moment_sec is None else moment_sec
        with self._lock:
            for taken in self._taken(message):
                self._played.append(PlayedMessage(moment, taken))
                self._pass_on(taken)

    def strike(self, pitch: int, velocity: int) -> None:
        """Press a key now."""
        self.receive((NOTE_ON, pitch, velocity))

    def release(self, pitch: int) -> None:
        """Release a key now."""
        self.receive((NOTE_OFF, pitch, 0))

    def lift_all(self) -> None:
        """Release every key and pedal, as when a keyboard is unplugged."""
        self.receive((CONTROL_CHANGE, ALL_NOTES_OFF, 0))
        for pedal in PEDALS:
            self.receive((CONTROL_CHANGE, pedal, 0))

    def collect(self) -> list[PlayedMessage]:
        """Return what was played since the last time, oldest first."""
        with self._lock:
            played = list(self._played)
            self._played.clear()
        return played

    def take_problem(self) -> str:
        """Return what went wrong at the output since the last time; empty for nothing."""
        with self._lock:
            problem, self._problem = self._problem, None
        return problem or ""

    def _taken(self, message: Sequence[int]) -> list[Message]:
        """Return the messages for keys and pedals that follow from one, on the first channel."""
        if len(message) != 3 or max(message[1:]) > 127:
            return []
        kind, number, value = message[0] & 0xF0, message[1], message[2]
        if kind == NOTE_ON and value > 0:
            return [*self._released(number), self._struck(number, value)]
        if kind in (NOTE_ON, NOTE_OFF):
            return self._released(number)
        if kind == CONTROL_CHANGE and number in PEDALS:
            return self._pedal(number, value)
        if kind == CONTROL_CHANGE and number in (ALL_NOTES_OFF, ALL_SOUNDS_OFF):
            return [off for pitch in sorted(self._held) for off in self._released(pitch)]
        return []

    def _struck(self, pitch: int, velocity: int) -> Message:
        self._held.add(pitch)
        return (NOTE_ON, pitch, velocity)

    def _released(self, pitch: int) -> list[Message]:
        """Release a key that is down; a release without a strike is ignored."""
        if pitch not in self._held:
            return []
        self._held.discard(pitch)
        return [(NOTE_OFF, pitch, 0)]

    def _pedal(self, number: int, value: int) -> list[Message]:
        """Move a pedal, unless it is already up."""
        if value == 0 and number not in self._down_pedals:
            return []
        if value:
            self._down_pedals.add(number)
        else:
            self._down_pedals.discard(number)
        return [(CONTROL_CHANGE, number, value)]

    def _pass_on(self, message: Message) -> None:
        """Play on the output; a failure must not end the keyboard's thread."""
        if not self.is_heard:
            return
        try:
            self._output().send(*message)
        except OutputError as error:
            self._problem = str(error)
