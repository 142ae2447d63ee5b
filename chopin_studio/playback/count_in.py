"""The count-in: a bar that is clicked before the music begins, as a function of time passed in."""

import math
from collections import deque

from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.tempo import TempoMap
from chopin_studio.playback.metronome_beats import Beat, beat_ticks


class CountIn:
    """The beats still to come before the music, by their moments on the clock."""

    def __init__(self) -> None:
        self._beats: deque[Beat] = deque()

    @property
    def next_moment(self) -> float | None:
        """The moment of the next beat; None once the music has begun."""
        return self._beats[0].time if self._beats else None

    def start(
        self, meters: MeterMap, tempo_map: TempoMap, tick: float, speed: float, now: float
    ) -> None:
        """Count from the moment `now`, so that the music starts at `tick` at that speed."""
        beats = count_in_beats(meters, tempo_map, tick)
        self._beats = deque(Beat(now + beat.time / speed, beat.is_first) for beat in beats)

    def take_due(self, now: float) -> Beat | None:
        """Remove and return the first beat that is due at `now`, None where none is.

        After the last one, which is not to be clicked, `next_moment` is None.
        """
        if not self._beats or self._beats[0].time > now:
            return None
        return self._beats.popleft()


def count_in_beats(meters: MeterMap, tempo_map: TempoMap, tick: float) -> tuple[Beat, ...]:
    """Return the beats of the bar to count before the music starts at `tick`.

    Their times are seconds from the beginning, at the tempo of `tick`. The last one is not to be
    clicked: it is the moment at which the music starts. If that is in the middle of a bar, the
    beats up to there are counted too, so that bars stay aligned.
    """
    bar = meters.bar_at(tick)
    step = beat_ticks(bar)
    sec_per_tick = 60 / (tempo_map.bpm_at(tick) * TICKS_PER_QUARTER)
    into_bar = tick - bar.start_tick
    counted = [Beat(at * sec_per_tick, at == 0) for at in range(0, bar.meter.bar_ticks, step)]
    bar_sec = bar.meter.bar_ticks * sec_per_tick
    begun = [
        Beat(bar_sec + at * sec_per_tick, at == 0) for at in range(0, math.ceil(into_bar), step)
    ]
    return (*counted, *begun, Beat(bar_sec + into_bar * sec_per_tick, False))
