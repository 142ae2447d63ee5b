"""Dynamics, hairpins, pedal lines and clefs: what a score shows besides notes and tempo."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import Literal

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.meter import Bar
from chopin_studio.music.note import Hand, Note

DYNAMICS = {"ppp": 16, "pp": 32, "p": 48, "mp": 64, "mf": 80, "f": 96, "ff": 112, "fff": 124}
"""The velocities at which notation programs play the marks."""

# Velocities half-way between these are as near to one mark as to the next.
_PLAYED = {"ppp": 20, "pp": 31, "p": 44, "mp": 52, "mf": 58, "f": 65, "ff": 77, "fff": 88}
"""The velocities at which pianists play where editions have the marks.

In 12 of the files that have an edition the bars from a mark on are played at 31 (pp), 45 (p),
64 (f), 77 (ff) and 80 (fff) on average.
"""

_LOUDEST_MEDIAN = 65
"""Music whose velocities lie higher throughout is no louder: it was written, and not played."""

_DYNAMIC_SLACK = 13
"""How far from its mark's velocity a bar must lie to get a mark of its own."""

_LEAST_VELOCITY_SPREAD = 8
_HAIRPIN_BARS = range(2, 5)
_SHORTEST_PEDAL_TICKS = 60
_PEDAL_STEP = 120
_CLEF_SLACK = 4


@dataclass(frozen=True, slots=True)
class TextMark:
    """A dynamic such as `mf`, or a word, at `tick`."""

    tick: int
    text: str


@dataclass(frozen=True, slots=True)
class Hairpin:
    """A crescendo or diminuendo from `start_tick` to `end_tick`."""

    start_tick: int
    end_tick: int
    kind: Literal["crescendo", "diminuendo"]


@dataclass(frozen=True, slots=True)
class PedalSpan:
    """The pedal is held from `start_tick` to `end_tick`."""

    start_tick: int
    end_tick: int


@dataclass(frozen=True, slots=True)
class OctaveShift:
    """What `hand` plays is written an octave lower where `is_up` (8va), else higher (8vb)."""

    start_tick: int
    end_tick: int
    hand: Hand
    is_up: bool


class Clef(StrEnum):
    """The clefs of piano music."""

    TREBLE = "treble"
    BASS = "bass"


def dynamic_marks(notes: Sequence[Note], bars: Sequence[Bar]) -> tuple[TextMark, ...]:
    """Return a dynamic for each bar that is clearly louder or softer than the mark in force.

    It is at the bar's first note. There are none at all where every note has about the same
    velocity: then no dynamics were intended.
    """
    velocities = [note.velocity for note in notes]
    louder = max(median(velocities) - _LOUDEST_MEDIAN, 0) if velocities else 0
    if not velocities or max(velocities) - min(velocities) < _LEAST_VELOCITY_SPREAD:
        return ()
    marks: list[TextMark] = []
    struck_by_bar = _by_bar(notes, bars)
    if len(bars) > 1 and bars[0].number == 0:  # a pickup is as loud as the bar that it leads to
        pickup, first, *others = struck_by_bar
        struck_by_bar = [[*pickup, *first], [], *others]
    for struck in struck_by_bar:
        mean = _mean_velocity(struck) - louder
        if struck and (not marks or abs(_PLAYED[marks[-1].text] - mean) > _DYNAMIC_SLACK):
            marks.append(TextMark(max(struck[0].onset_tick, bars[0].start_tick), _nearest(mean)))
    return tuple(marks)


def _nearest(velocity: float) -> str:
    return min(_PLAYED, key=lambda name: abs(_PLAYED[name] - velocity))


def hairpins(
    notes: Sequence[Note], bars: Sequence[Bar], dynamics: Sequence[TextMark]
) -> tuple[Hairpin, ...]:
    """Return a hairpin for each change of dynamics that is prepared by the bars before it."""
    means = [_mean_velocity(struck) for struck in _by_bar(notes, bars)]
    starts = [bar.start_tick for bar in bars]
    found: list[Hairpin] = []
    for before, after in pairwise(dynamics):
        grows = DYNAMICS[after.text] > DYNAMICS[before.text]
        first, last = _bar_index(starts, before.tick), _bar_index(starts, after.tick)
        begin = last
        while begin > first and last - begin < _HAIRPIN_BARS[-1] and means[begin - 1]:
            if (means[begin - 1] < means[begin]) is not grows:
                break
            begin -= 1
        if last - begin in _HAIRPIN_BARS:
            start_tick = max(starts[begin], before.tick)
            kind: Literal["crescendo", "diminuendo"] = "crescendo" if grows else "diminuendo"
            found.append(Hairpin(start_tick, after.tick, kind))
    return tuple(found)


def _bar_index(starts: Sequence[int], tick: int) -> int:
    return max(bisect_left(starts, tick + 1) - 1, 0)


def _by_bar(notes: Sequence[Note], bars: Sequence[Bar]) -> list[Sequence[Note]]:
    """Return the notes that begin in each bar; those before the first bar count as in it."""
    onsets = [note.onset_tick for note in notes]
    cuts = [0, *(bisect_left(onsets, bar.end_tick) for bar in bars)]
    return [notes[first:last] for first, last in pairwise(cuts)]


def _mean_velocity(notes: Sequence[Note]) -> float:
    """Return the mean velocity, 0 for no notes."""
    return sum(note.velocity for note in notes) / len(notes) if notes else 0.0


def pedal_spans(excerpt: Excerpt) -> tuple[PedalSpan, ...]:
    """Return the times for which the pedal is down; changes shorter than a 32nd are left out.

    The foot moves a little after the hands: a change is put at the nearest note within a sixteenth,
    or on the nearest sixteenth.
    """
    onsets = sorted({note.onset_tick for note in excerpt.notes})
    spans: list[PedalSpan] = []
    down: int | None = None
    end_of_music = PedalChange(max(excerpt.end_tick, 1), 0)
    for change in (*excerpt.pedals, end_of_music):
        if change.is_down and down is None:
            down = change.tick
        elif not change.is_down and down is not None:
            if change.tick - down >= _SHORTEST_PEDAL_TICKS:
                start = _with_the_hands(down, onsets)
                end = min(_with_the_hands(change.tick, onsets), end_of_music.tick)
                start = max(start, spans[-1].end_tick if spans else 0)
                if end > start:
                    spans.append(PedalSpan(start, end))
            down = None
    return tuple(spans)


def _with_the_hands(tick: int, onsets: Sequence[int]) -> int:
    after = bisect_left(onsets, tick)
    near = min(onsets[max(after - 1, 0) : after + 1], key=lambda o: abs(o - tick), default=tick)
    if abs(near - tick) <= _PEDAL_STEP:
        return near
    return round(tick / _PEDAL_STEP) * _PEDAL_STEP


def clefs(pitches_of_bars: Iterable[Sequence[int]], usual: Clef) -> list[Clef]:
    """Choose a clef for each bar of a staff; the unusual one only where a whole bar lies far off.

    It then stays a little longer, and through empty bars, to avoid frequent changes of clef.
    """
    chosen: list[Clef] = []
    is_away = False
    for pitches in pitches_of_bars:
        if pitches:
            slack = _CLEF_SLACK if is_away else 0
            is_away = _lies_off(pitches, usual, slack)
        unusual = Clef.BASS if usual is Clef.TREBLE else Clef.TREBLE
        chosen.append(unusual if is_away else usual)
    return chosen


def _lies_off(pitches: Sequence[int], clef: Clef, slack: int) -> bool:
    """Return whether all `pitches` would need ledger lines in `clef`."""
    mean = sum(pitches) / len(pitches)
    if clef is Clef.BASS:
        return min(pitches) >= 57 - slack and mean > 64 - slack
    return max(pitches) <= 64 + slack and mean < 56 + slack
