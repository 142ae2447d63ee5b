"""The tempo of a score as it is played: numbers, words, what slows down, and fermatas."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from chopin_studio.music.tempo import DEFAULT_BPM
from chopin_studio.music.written_score.tempo_words import (
    TempoKind,
    TempoMeaning,
    tempo_meaning,
)
from chopin_studio.music.written_score.written import (
    Fermata,
    Meter,
    MetronomeMark,
    WrittenScore,
)

SLOWEST_BPM, FASTEST_BPM = 5.0, 1000.0

_STEP = Fraction(1)
"""While it slows down, the tempo changes at each quarter note."""

_LONGEST_CHANGE = Fraction(32)
"""Within this many quarter notes a `rit.` leads to the next tempo; else it lasts `_USUAL_CHANGE`"""

_USUAL_CHANGE = Fraction(8)
_FERMATA_SHARE = 0.5
_LONGEST_FERMATA = Fraction(8)


@dataclass(frozen=True, slots=True)
class _Event:
    time: Fraction
    meaning: TempoMeaning


def tempo_plan(score: WrittenScore) -> list[MetronomeMark]:
    """Return a metronome mark, in quarter notes a minute, wherever the tempo of `score` changes.

    Words count where no number stands at the same time. What slows down or hurries does so beat by
    beat until the next tempo; a fermata is held twice as long as it is written. Empty where nothing
    is said about the tempo.
    """
    events = _events(score)
    if not events and not score.fermatas:
        return []
    tempi = _followed(events, score.end)
    return _with_fermatas(tempi, score.fermatas)


def _events(score: WrittenScore) -> list[_Event]:
    """Return numbers and words in order of time: of each a tempo, and how it changes from there."""
    found: dict[tuple[Fraction, bool], TempoMeaning] = {}
    for words in score.tempo_words:
        meaning = tempo_meaning(words.text)
        if meaning is None:
            continue
        if meaning.kind is TempoKind.STEADY:
            quarters = _beat_quarters(score.meters, words.time)
            meaning = TempoMeaning(TempoKind.STEADY, meaning.value * quarters)
        found.setdefault((words.time, meaning.kind is TempoKind.GRADUAL), meaning)
    for mark in score.printed_marks or score.metronome:
        if SLOWEST_BPM <= mark.bpm <= FASTEST_BPM:
            found[mark.time, False] = TempoMeaning(TempoKind.STEADY, mark.bpm)
    return [_Event(time, found[time, is_gradual]) for time, is_gradual in sorted(found)]


def _beat_quarters(meters: Sequence[Meter], time: Fraction) -> float:
    """Return how many quarter notes a beat has that words count, in the meter at `time`."""
    index = bisect_right([meter.time for meter in meters], time) - 1
    if index < 0:
        return 1.0
    meter = meters[index]
    if meter.denominator >= 8 and meter.numerator > 3 and meter.numerator % 3 == 0:
        return 12 / meter.denominator
    return 1.5 if (meter.numerator, meter.denominator) == (2, 2) else 1.0


def _followed(events: Sequence[_Event], end: Fraction) -> dict[Fraction, float]:
    """Return the tempo from each time on at which it changes."""
    tempi: dict[Fraction, float] = {}
    steady = DEFAULT_BPM
    first: float | None = None
    for place, event in enumerate(events):
        following = events[place + 1] if place + 1 < len(events) else None
        kind, value = event.meaning.kind, event.meaning.value
        if kind is TempoKind.GRADUAL:
            _change(tempi, event, steady, following, end)
            continue
        if kind is TempoKind.STEADY:
            steady = value
        elif kind is TempoKind.RELATIVE:
            steady *= value
        elif kind is TempoKind.FIRST and first is not None:
            steady = first
        steady = min(max(steady, SLOWEST_BPM), FASTEST_BPM)
        first = steady if first is None else first
        tempi[event.time] = steady
    if 0 not in tempi:
        tempi[Fraction(0)] = first or DEFAULT_BPM
    return tempi


def _change(
    tempi: dict[Fraction, float],
    event: _Event,
    steady: float,
    following: _Event | None,
    end: Fraction,
) -> None:
    """Change the tempo step by step from `steady` on, from `event` to the one `following`."""
    until = following.time if following is not None else end
    is_open = until - event.time > _LONGEST_CHANGE
    if is_open:
        until = event.time + _USUAL_CHANGE
    target = steady * event.meaning.value
    if following is not None and not is_open and following.meaning.kind is TempoKind.STEADY:
        goal = following.meaning.value
        if (goal < steady) is (target < steady) and goal != steady:
            target = goal
    steps = max(int((until - event.time) / _STEP), 1)
    for step in range(steps):
        bpm = steady + (target - steady) * (step + 1) / (steps + 1)
        tempi[event.time + step * _STEP] = min(max(bpm, SLOWEST_BPM), FASTEST_BPM)
    if is_open:
        tempi[until] = steady


def _with_fermatas(
    tempi: dict[Fraction, float], fermatas: Sequence[Fermata]
) -> list[MetronomeMark]:
    times = sorted(tempi)
    held: dict[Fraction, Fraction] = {}
    for fermata in fermatas:
        if fermata.time < fermata.end <= fermata.time + _LONGEST_FERMATA:
            held[fermata.time] = min(held.get(fermata.time, fermata.end), fermata.end)
    changed = dict(tempi)
    held_until = Fraction(0)
    for start, stop in sorted(held.items()):
        if start < held_until:
            continue
        held_until = stop
        before = _in_force(tempi, times, start)
        changed.setdefault(stop, _in_force(tempi, times, stop))
        for time in [start, *times[bisect_right(times, start) : bisect_right(times, stop)]]:
            if time < stop:
                changed[time] = max(tempi.get(time, before) * _FERMATA_SHARE, SLOWEST_BPM)
    return [MetronomeMark(time, changed[time]) for time in sorted(changed)]


def _in_force(tempi: dict[Fraction, float], times: Sequence[Fraction], time: Fraction) -> float:
    place = bisect_right(times, time) - 1
    return tempi[times[max(place, 0)]] if times else DEFAULT_BPM
