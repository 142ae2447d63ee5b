"""Turn what the user plays into music in bars, and detect when the phrase is over."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.midi_messages import CONTROL_CHANGE, NOTE_ON, SUSTAIN_PEDAL
from chopin_studio.music.note import TICKS_PER_QUARTER, Note, score_order
from chopin_studio.music.tempo import TempoMap
from chopin_studio.playback.inputs.live_playing import PlayedMessage
from chopin_studio.playback.metronome_beats import Beat, beat_ticks

TITLE = "Recorded phrase"
COMMON_TIME = MeterChange(0, 4, 4)
LONGEST_SEC = 900.0
"""A recording that is not stopped ends after a quarter of an hour."""

_LEAD_SEC = 0.15
"""Time to prepare the first click."""


class EndsAfter(StrEnum):
    """What ends a recording besides the button: a time without a key down."""

    BEAT = "beat"
    BAR = "bar"
    TWO_BARS = "two bars"
    BUTTON = "button"


@dataclass(frozen=True, slots=True)
class RecordingSettings:
    """How a recording is counted: `bpm` in quarter notes a minute, `meter` throughout.

    Without count-in and clicks nothing is counted: the first note is the first beat.
    """

    bpm: float = 90.0
    meter: MeterChange = COMMON_TIME
    count_in_bars: int = 1
    clicks: bool = True
    ends_after: EndsAfter = EndsAfter.TWO_BARS

    @property
    def sec_per_tick(self) -> float:
        """The length of a tick in seconds."""
        return 60 / (self.bpm * TICKS_PER_QUARTER)

    @property
    def beat_ticks(self) -> int:
        """The length of the felt beat: three eighths in 6/8."""
        return beat_ticks(MeterMap((self.meter,)).bar_at(0))

    @property
    def silence_sec(self) -> float | None:
        """How long no key is down before the phrase is over; None for any time."""
        ticks = {
            EndsAfter.BEAT: self.beat_ticks,
            EndsAfter.BAR: self.meter.bar_ticks,
            EndsAfter.TWO_BARS: 2 * self.meter.bar_ticks,
        }.get(self.ends_after)
        return None if ticks is None else ticks * self.sec_per_tick

    def start_sec(self, now: float) -> float | None:
        """Return the moment of the first beat to record; None where the first note sets it."""
        if self.count_in_bars == 0 and not self.clicks:
            return None
        counted_ticks = self.count_in_bars * self.meter.bar_ticks
        return now + _LEAD_SEC + counted_ticks * self.sec_per_tick

    def beats(self, start_sec: float) -> Iterator[Beat]:
        """Yield the beats to click: the count-in before `start_sec`, and those after it."""
        first_tick = -self.count_in_bars * self.meter.bar_ticks
        for tick in count(first_tick, self.beat_ticks):
            sec = tick * self.sec_per_tick
            if (tick >= 0 and not self.clicks) or sec > LONGEST_SEC:
                return
            yield Beat(start_sec + sec, tick % self.meter.bar_ticks == 0)


class Recorder:
    """Collects what is played from `start_sec` on, by default from the first note on.

    A note up to a quarter of a beat too early belongs to the first beat; what is played before
    that, during the count-in, is not recorded.
    """

    def __init__(self, settings: RecordingSettings, start_sec: float | None) -> None:
        self.settings = settings
        self.start_sec = start_sec
        self._notes: list[Note] = []
        self._pedals: list[PedalChange] = []
        self._down: dict[int, tuple[int, int]] = {}  # pitch -> onset tick and velocity
        self._last_release_sec: float | None = None

    @property
    def notes(self) -> int:
        """The number of notes struck."""
        return len(self._notes) + len(self._down)

    def add(self, played: PlayedMessage) -> None:
        """Record the next message that was played."""
        status, number, value = played.message
        if self.start_sec is None:
            if status != NOTE_ON:
                return
            self.start_sec = played.moment_sec
        grace_sec = self.settings.beat_ticks / 4 * self.settings.sec_per_tick
        if played.moment_sec < self.start_sec - grace_sec:
            return
        tick = self._tick(played.moment_sec)
        if status == CONTROL_CHANGE:
            if number == SUSTAIN_PEDAL:
                self._pedals.append(PedalChange(tick, value))
            return
        self._release(number, tick)
        if status == NOTE_ON:
            self._down[number] = (tick, value)
        else:
            self._last_release_sec = played.moment_sec

    def bar_and_beat(self, now: float) -> tuple[int, int] | None:
        """Return the bar, below 1 in the count-in, and the beat from 1; None before the start."""
        if self.start_sec is None:
            return None
        tick = round((now - self.start_sec) / self.settings.sec_per_tick)
        bar, into_bar = divmod(tick, self.settings.meter.bar_ticks)
        return bar + 1, into_bar // self.settings.beat_ticks + 1

    def is_over(self, now: float) -> bool:
        """Return whether the phrase has ended: no key has been down for long enough."""
        if self.start_sec is not None and now - self.start_sec > LONGEST_SEC:
            return True
        silence_sec = self.settings.silence_sec
        if silence_sec is None or self._down or self._last_release_sec is None or not self._notes:
            return False
        return now - self._last_release_sec >= silence_sec

    def excerpt(self, now: float) -> Excerpt:
        """Return what was played up to `now`, in ticks as played; keys still down end now."""
        end_tick = self._tick(now) if self.start_sec is not None else 0
        held = (_note(pitch, *struck, end_tick) for pitch, struck in self._down.items())
        excerpt = Excerpt(
            notes=tuple(sorted([*self._notes, *held], key=score_order)),
            tempo_map=TempoMap.constant(self.settings.bpm),
            meters=MeterMap((self.settings.meter,)),
            pedals=tuple(sorted(self._pedals, key=lambda change: change.tick)),
            title=TITLE,
        )
        return excerpt.with_pedal_lifted()

    def _tick(self, moment_sec: float) -> int:
        start_sec = moment_sec if self.start_sec is None else self.start_sec
        return max(round((moment_sec - start_sec) / self.settings.sec_per_tick), 0)

    def _release(self, pitch: int, tick: int) -> None:
        struck = self._down.pop(pitch, None)
        if struck is not None:
            self._notes.append(_note(pitch, *struck, tick))


def _note(pitch: int, onset_tick: int, velocity: int, end_tick: int) -> Note:
    return Note(pitch, velocity, onset_tick, max(end_tick - onset_tick, 1))


def played_bars(excerpt: Excerpt) -> tuple[int, int]:
    """Return the numbers of the bars in which the first note begins and the last one ends."""
    if not excerpt.notes:
        return 1, 1
    first = excerpt.meters.bar_at(excerpt.notes[0].onset_tick)
    return first.number, excerpt.meters.bar_at(excerpt.end_tick - 1).number
