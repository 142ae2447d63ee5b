"""Tempo marks, dynamics, pedal lines and clefs: what a score says besides its notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.meter import Bar
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoMap

# Velocities half-way between these are as near to one mark as to the next.
_DYNAMICS = {"ppp": 16, "pp": 32, "p": 48, "mp": 64, "mf": 80, "f": 96, "ff": 112, "fff": 124}
_DYNAMIC_SLACK = 13
"""How far from its mark's velocity a bar must lie to get a mark of its own."""

_LEAST_VELOCITY_SPREAD = 8
_TEMPO_CHANGE = 0.25
_TEMPO_BARS = 4
_SHORTEST_PEDAL_TICKS = 60
_CLEF_SLACK = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """`text` (a dynamic such as `mf`) stands at `tick`."""

    tick: int
    text: str


@dataclass(frozen=True, slots=True)
class TempoMark:
    """From `tick` on the music goes at about `bpm` quarter notes a minute."""

    tick: int
    bpm: int


@dataclass(frozen=True, slots=True)
class PedalSpan:
    """The pedal is held from `start_tick` to `end_tick`."""

    start_tick: int
    end_tick: int


class Clef(StrEnum):
    """The clefs of piano music."""

    TREBLE = "treble"
    BASS = "bass"


def tempo_marks(tempo_map: TempoMap, bars: Sequence[Bar]) -> tuple[TempoMark, ...]:
    """Give the tempo of the opening bars and of lasting changes; rubato goes unwritten."""
    marks: list[TempoMark] = []
    for index, bar in enumerate(bars):
        end = bars[min(index + _TEMPO_BARS, len(bars)) - 1].end_tick
        bpm = _mean_bpm(tempo_map, bar.start_tick, end)
        if not marks or (
            abs(bpm / marks[-1].bpm - 1) > _TEMPO_CHANGE
            and abs(_mean_bpm(tempo_map, bar.start_tick, bar.end_tick) / marks[-1].bpm - 1)
            > _TEMPO_CHANGE
        ):
            marks.append(TempoMark(bar.start_tick, max(round(bpm), 1)))
    return tuple(marks)


def _mean_bpm(tempo_map: TempoMap, start_tick: int, end_tick: int) -> float:
    duration_sec = tempo_map.tick_to_sec(end_tick) - tempo_map.tick_to_sec(start_tick)
    return (end_tick - start_tick) / 480 * 60 / duration_sec


def dynamic_marks(notes: Sequence[Note], bars: Sequence[Bar]) -> tuple[Mark, ...]:
    """Give a dynamic to each bar that is plainly louder or softer than the mark in force.

    None at all where every note is struck about equally hard: then nobody meant anything by it.
    """
    velocities = [note.velocity for note in notes]
    if not velocities or max(velocities) - min(velocities) < _LEAST_VELOCITY_SPREAD:
        return ()
    marks: list[Mark] = []
    place = 0
    for bar in bars:
        struck = []
        while place < len(notes) and notes[place].onset_tick < bar.end_tick:
            struck.append(notes[place].velocity)
            place += 1
        if not struck:
            continue
        mean = sum(struck) / len(struck)
        if not marks or abs(_DYNAMICS[marks[-1].text] - mean) > _DYNAMIC_SLACK:
            marks.append(Mark(bar.start_tick, _nearest_dynamic(mean)))
    return tuple(marks)


def _nearest_dynamic(velocity: float) -> str:
    return min(_DYNAMICS, key=lambda name: abs(_DYNAMICS[name] - velocity))


def pedal_spans(excerpt: Excerpt) -> tuple[PedalSpan, ...]:
    """Give the times for which the pedal is down; flutters shorter than a 32nd are left out."""
    spans: list[PedalSpan] = []
    down: int | None = None
    end_of_music = PedalChange(max(excerpt.end_tick, 1), 0)
    for change in (*excerpt.pedals, end_of_music):
        if change.is_down and down is None:
            down = change.tick
        elif not change.is_down and down is not None:
            if change.tick - down >= _SHORTEST_PEDAL_TICKS:
                spans.append(PedalSpan(down, change.tick))
            down = None
    return tuple(spans)


def clefs(pitches_of_bars: Iterable[Sequence[int]], usual: Clef) -> list[Clef]:
    """Choose a clef for each bar of a staff; the unusual one only where a whole bar lies far off.

    Once there it stays a little longer, and through empty bars, so that clefs don't flicker.
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
    """Whether `pitches` would need ledger lines throughout in `clef`."""
    mean = sum(pitches) / len(pitches)
    if clef is Clef.BASS:
        return min(pitches) >= 57 - slack and mean > 64 - slack
    return max(pitches) <= 64 + slack and mean < 56 + slack
