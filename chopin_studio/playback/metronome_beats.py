"""Beats: what a metronome clicks, and the MIDI clock for other instruments."""

from collections.abc import Iterator
from typing import NamedTuple

from chopin_studio.music.meter import Bar, MeterMap
from chopin_studio.music.midi_messages import NOTE_OFF, NOTE_ON, Message
from chopin_studio.music.note import TICKS_PER_QUARTER

CLICK_CHANNEL = 9
"""MIDI channel 10, on which a General MIDI instrument has its drums."""

HIGH_CLICK, LOW_CLICK = 76, 77
"""General MIDI's high and low wood block."""

CLOCK, CLOCK_START, CLOCK_CONTINUE, CLOCK_STOP, SONG_POSITION = 0xF8, 0xFA, 0xFB, 0xFC, 0xF2
"""MIDI messages for instruments that follow a tempo; the clock has 24 ticks a quarter note."""

_CLOCK_TICKS = TICKS_PER_QUARTER // 24
_SIXTEENTH_TICKS = TICKS_PER_QUARTER // 4
_LOUD, _SOFT = 110, 80


class Beat(NamedTuple):
    """A beat, by its tick or in another unit of time, and whether a bar begins with it."""

    time: float
    is_first: bool


class Pulse:
    """What is sent regularly beside the notes: the clicks of the metronome and the MIDI clock.

    Both are off at first.
    """

    def __init__(self) -> None:
        self.clicks = False
        self.sends_clock = False
        self.meters = MeterMap()
        self._is_started = False

    def next_tick(self, start_tick: int) -> int | None:
        """Return the tick of the first pulse at `start_tick` or later, None where both are off."""
        ticks = []
        if self.clicks:
            ticks.append(next_beat_tick(self.meters, start_tick))
        if self.sends_clock:
            ticks.append(-(-start_tick // _CLOCK_TICKS) * _CLOCK_TICKS)
        return min(ticks, default=None)

    def messages_at(self, tick: int) -> Iterator[Message]:
        """Yield the messages at exactly this tick, if any."""
        if self.sends_clock and tick % _CLOCK_TICKS == 0:
            yield (CLOCK, 0, 0)
        if self.clicks and next_beat_tick(self.meters, tick) == tick:
            yield from click(self.meters.bar_at(tick).start_tick == tick)

    def start(self, tick: int) -> Iterator[Message]:
        """Yield the messages that start the followers of the clock from `tick`."""
        if not self.sends_clock:
            return
        self._is_started = True
        if tick == 0:
            yield (CLOCK_START, 0, 0)
            return
        sixteenths = min(tick // _SIXTEENTH_TICKS, 0x3FFF)  # two bytes of seven bits
        yield (SONG_POSITION, sixteenths & 0x7F, sixteenths >> 7)
        yield (CLOCK_CONTINUE, 0, 0)

    def stop(self) -> Iterator[Message]:
        """Yield the message that stops the followers of the clock, if it was started."""
        if self._is_started:
            self._is_started = False
            yield (CLOCK_STOP, 0, 0)


def beat_ticks(bar: Bar) -> int:
    """Return the length of the felt beat: three eighths in 6/8, 9/8 and 12/8."""
    meter = bar.meter
    return meter.beat_ticks * (3 if meter.is_compound else 1)


def next_beat_tick(meters: MeterMap, tick: int) -> int:
    """Return the tick of the first beat at `tick` or later; every bar begins with one."""
    bar = meters.bar_at(tick)
    step = beat_ticks(bar)
    return min(bar.start_tick - (bar.start_tick - tick) // step * step, bar.end_tick)


def click(is_first: bool) -> tuple[Message, Message]:
    """Return the two messages of one click. It is released at once, so that it can never hang."""
    key, velocity = (HIGH_CLICK, _LOUD) if is_first else (LOW_CLICK, _SOFT)
    return (NOTE_ON | CLICK_CHANNEL, key, velocity), (NOTE_OFF | CLICK_CHANNEL, key, 0)
