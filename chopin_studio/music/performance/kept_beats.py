"""The beats and bars that music keeps to by its own meters and tempi."""

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.meter import Bar
from chopin_studio.music.performance.found_beats import FoundBar, FoundBeats, Meter


def kept_beats(excerpt: Excerpt) -> FoundBeats | None:
    """Return the felt beats of an excerpt and its bars, as found beats that can be corrected.

    They reach to the end of the last bar with notes. A first bar that is shorter than the second
    is a pickup. None where there are no notes.
    """
    if not excerpt.notes:
        return None
    bars = tuple(excerpt.meters.bars(0, max(excerpt.end_tick, 1)))
    ticks: list[int] = []
    starts: list[FoundBar] = []
    for bar in bars:
        starts.append(FoundBar(len(ticks), Meter(bar.meter.numerator, bar.meter.denominator)))
        ticks.extend(range(bar.start_tick, bar.end_tick, bar.meter.felt_beat_ticks))
    if len(bars) > 1 and _length(bars[0]) < _length(bars[1]):
        del starts[0]
    ticks.append(bars[-1].end_tick)
    times = tuple(excerpt.tempo_map.tick_to_sec(tick) for tick in ticks)
    return FoundBeats(times, tuple(starts))


def _length(bar: Bar) -> int:
    return bar.end_tick - bar.start_tick
