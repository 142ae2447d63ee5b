"""Find the tempo marks of a score: a word and a number, and where it slows down."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from chopin_studio.export.notation.markings import TextMark
from chopin_studio.music.meter import Bar
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.tempo import TempoMap

_TEMPO_CHANGE = 0.25
_TEMPO_BARS = 4

_WORDS = {
    46: "Largo",
    56: "Lento",
    70: "Adagio",
    88: "Andante",
    108: "Moderato",
    120: "Allegretto",
    152: "Allegro",
    176: "Vivace",
}
"""Words by the beats a minute up to which they are used; Presto is faster still."""
_FASTEST = "Presto"
_FASTER, _SLOWER = "più mosso", "meno mosso"
RITARDANDO, A_TEMPO = "rit.", "a tempo"

_REFERENCE_BARS = 6
_SLOWED_BAR, _SLOWED_BEAT, _HOLDS_BACK = 0.85, 0.72, 0.9
_RECOVERED = 0.92
_BARS_BETWEEN = 4
_LONGEST_RITARDANDO_BARS = 4


@dataclass(frozen=True, slots=True)
class TempoMark:
    """From `tick` on the tempo is about `beats` beats of `beat_ticks` a minute."""

    tick: int
    beats: int
    beat_ticks: int = TICKS_PER_QUARTER
    word: str = ""


def tempo_marks(tempo_map: TempoMap, bars: Sequence[Bar]) -> tuple[TempoMark, ...]:
    """Return the tempo of the opening bars and of lasting changes; rubato is not written."""
    marks: list[TempoMark] = []
    in_force = 0.0
    for index, bar in enumerate(bars):
        end = bars[min(index + _TEMPO_BARS, len(bars)) - 1].end_tick
        bpm = _mean_bpm(tempo_map, bar.start_tick, end)
        is_lasting = in_force > 0 and all(
            abs(one / in_force - 1) > _TEMPO_CHANGE
            for one in (bpm, _mean_bpm(tempo_map, bar.start_tick, bar.end_tick))
        )
        if not marks or is_lasting:
            beat_ticks = _beat_ticks(bar)
            beats = max(round(bpm * TICKS_PER_QUARTER / beat_ticks), 1)
            word = _word(beats) if not marks else _FASTER if bpm > in_force else _SLOWER
            marks.append(TempoMark(bar.start_tick, beats, beat_ticks, word))
            in_force = bpm
    return tuple(marks)


def tempo_words(
    tempo_map: TempoMap, bars: Sequence[Bar], marks: Sequence[TempoMark]
) -> tuple[TextMark, ...]:
    """Return where the music slows down, beat by beat, and where it returns to tempo.

    Only what is clearly slower than the bars before counts; nothing is added where there is a tempo
    mark.
    """
    means = [_mean_bpm(tempo_map, bar.start_tick, bar.end_tick) for bar in bars]
    marked = {mark.tick for mark in marks}
    words: list[TextMark] = []
    tempo_from, free_from = 0, 1
    for index, bar in enumerate(bars):
        if bar.start_tick in marked:
            tempo_from = index  # the bars before it are no measure any more
        if index < free_from or index == tempo_from:
            continue
        reference = median(means[max(index - _REFERENCE_BARS, tempo_from) : index])
        start = _slows_at(tempo_map, bar, reference)
        if start is None or means[index] > _SLOWED_BAR * reference:
            continue
        words.append(TextMark(start, RITARDANDO))
        free_from = index + _BARS_BETWEEN
        for later in range(index + 1, min(index + 1 + _LONGEST_RITARDANDO_BARS, len(bars))):
            if bars[later].start_tick in marked:
                break
            if means[later] >= _RECOVERED * reference:
                words.append(TextMark(bars[later].start_tick, A_TEMPO))
                break
    return tuple(words)


def _slows_at(tempo_map: TempoMap, bar: Bar, reference: float) -> int | None:
    """Return the beat from which `bar` slows down to its end, None where it does not."""
    beat_ticks = _beat_ticks(bar)
    starts = range(bar.start_tick, bar.end_tick, beat_ticks)
    beats = [_mean_bpm(tempo_map, at, min(at + beat_ticks, bar.end_tick)) for at in starts]
    if beats[-1] > _SLOWED_BEAT * reference:
        return None
    first = len(beats) - 1
    while first > 0 and beats[first - 1] < _HOLDS_BACK * reference:
        first -= 1
    return starts[first]


def _word(beats: int) -> str:
    return next((word for most, word in _WORDS.items() if beats <= most), _FASTEST)


def _beat_ticks(bar: Bar) -> int:
    return bar.meter.beat_ticks * 3 if bar.meter.is_compound else TICKS_PER_QUARTER


def _mean_bpm(tempo_map: TempoMap, start_tick: int, end_tick: int) -> float:
    duration_sec = tempo_map.tick_to_sec(end_tick) - tempo_map.tick_to_sec(start_tick)
    return (end_tick - start_tick) / TICKS_PER_QUARTER * 60 / duration_sec
