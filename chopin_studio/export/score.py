"""Turn an excerpt into a page of music: bars, staves, voices and written note values.

Pure values, no notation library: what a music21 stream is made from, and what tests look at.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log2
from typing import Literal

from chopin_studio.export import ExportError
from chopin_studio.export.markings import (
    Clef,
    Mark,
    PedalSpan,
    TempoMark,
    clefs,
    dynamic_marks,
    pedal_spans,
    tempo_marks,
)
from chopin_studio.export.rhythm import Grid, Piece, Symbol, Window, cut_to_pieces
from chopin_studio.export.spelling import LOWEST_WRITABLE_PITCH, SpelledPitch, sounding_mode, spell
from chopin_studio.export.voices import Chord, Tone, split_voices
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.hands import assign_hands
from chopin_studio.music.key import Key, KeyChange, estimate_key
from chopin_studio.music.meter import Bar, MeterChange, MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note

MAX_BARS = 5_000

_BAR_GRID_TICKS = 60
_REST_COST = 1.3


@dataclass(frozen=True, slots=True)
class Event:
    """A chord or, with no pitches, a rest, in one written value; no symbol: a rest of a bar."""

    start_tick: int
    end_tick: int
    pitches: tuple[SpelledPitch, ...]
    symbol: Symbol | None
    tuplet_edge: Literal["start", "stop"] | None = None
    tie: Literal["start", "continue", "stop"] | None = None


@dataclass(frozen=True, slots=True)
class StaffBar:
    """One bar of one staff: its clef and one or two voices, each filling the bar."""

    clef: Clef
    voices: tuple[tuple[Event, ...], ...]


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """One bar of both staves; `meter` and `key` only where they are new."""

    bar: Bar
    meter: MeterChange | None
    key: Key | None
    right: StaffBar
    left: StaffBar


@dataclass(frozen=True, slots=True)
class Score:
    """A piano score, one part on two staves."""

    title: str
    bars: tuple[ScoreBar, ...]
    tempos: tuple[TempoMark, ...]
    dynamics: tuple[Mark, ...]
    pedals: tuple[PedalSpan, ...]


def build_score(excerpt: Excerpt) -> Score:
    """Write `excerpt` as a score; ExportError where it is too long or too low to be written."""
    if any(note.pitch < LOWEST_WRITABLE_PITCH for note in excerpt.notes):
        raise ExportError(
            "This music has notes below the lowest C that a score can name. Export it as MIDI."
        )
    excerpt = assign_hands(excerpt)
    bars = _bars(excerpt)
    signatures = _signatures(excerpt, bars)
    spelling = _Spelling(signatures, excerpt.notes)
    right = _staff(excerpt.notes, Hand.RIGHT, bars, spelling)
    left = _staff(excerpt.notes, Hand.LEFT, bars, spelling)
    key_at = {change.tick: change.key for change in signatures}
    score_bars = tuple(
        ScoreBar(bar, _new_meter(bar, before), key_at.get(bar.start_tick), right_bar, left_bar)
        for bar, before, right_bar, left_bar in zip(bars, [None, *bars], right, left, strict=False)
    )
    return Score(
        excerpt.title,
        score_bars,
        tempo_marks(excerpt.tempo_map, bars),
        dynamic_marks(excerpt.notes, bars),
        pedal_spans(excerpt),
    )


# Bars, keys


def _bars(excerpt: Excerpt) -> list[Bar]:
    """Give the written bars: barlines lie on 32nds, and there is at least one bar."""
    changes = {_on_bar_grid(change.tick): change for change in excerpt.meters.changes}
    meters = MeterMap(tuple(replace(changes[tick], tick=tick) for tick in sorted(changes)))
    bars: list[Bar] = []
    for bar in meters.bars(0, max(excerpt.end_tick, 1)):
        bars.append(bar)
        if len(bars) > MAX_BARS:
            raise ExportError(
                f"This music has more than {MAX_BARS} bars, too many for a score. "
                "Export it as MIDI."
            )
    if len(bars) > 1 and all(note.onset_tick < bars[-1].start_tick for note in excerpt.notes):
        overhang = excerpt.end_tick - bars[-1].start_tick
        if overhang <= _BAR_GRID_TICKS:
            bars.pop()
    return bars


def _on_bar_grid(tick: int) -> int:
    return round(tick / _BAR_GRID_TICKS) * _BAR_GRID_TICKS


def _new_meter(bar: Bar, before: Bar | None) -> MeterChange | None:
    if before is not None and _fraction(bar.meter) == _fraction(before.meter):
        return None
    return bar.meter


def _fraction(meter: MeterChange) -> tuple[int, int]:
    return meter.numerator, meter.denominator


def _signatures(excerpt: Excerpt, bars: Sequence[Bar]) -> list[KeyChange]:
    """Give the key signatures at the starts of bars, the first at tick 0, only real changes."""
    if not excerpt.keys:
        return [KeyChange(0, estimate_key(excerpt.notes))]
    starts = [bar.start_tick for bar in bars]
    by_start = {0: excerpt.keys[0].key}
    for change in excerpt.keys:
        if change.tick < bars[-1].end_tick:
            by_start[_nearest(starts, change.tick)] = change.key
    signatures: list[KeyChange] = []
    for start in sorted(by_start):
        if not signatures or signatures[-1].key.fifths != by_start[start].fifths:
            signatures.append(KeyChange(start, by_start[start]))
    return signatures


def _nearest(ticks: Iterable[int], tick: int) -> int:
    return min(ticks, key=lambda place: abs(place - tick))


class _Spelling:
    """Spells pitches by the key in force, its mode judged by ear."""

    def __init__(self, signatures: Sequence[KeyChange], notes: Sequence[Note]) -> None:
        self._ticks = [change.tick for change in signatures]
        ends = [*self._ticks[1:], max((note.end_tick for note in notes), default=0) + 1]
        self._keys = [
            sounding_mode(change.key, (n for n in notes if change.tick <= n.onset_tick < end))
            for change, end in zip(signatures, ends, strict=True)
        ]

    def spell(self, pitches: Iterable[int], tick: int) -> tuple[SpelledPitch, ...]:
        """Spell `pitches` by the key at `tick`."""
        key = self._keys[max(bisect_right(self._ticks, tick) - 1, 0)]
        return tuple(spell(pitch, key) for pitch in pitches)


# Staves


def _staff(
    notes: Sequence[Note], hand: Hand, bars: Sequence[Bar], spelling: _Spelling
) -> list[StaffBar]:
    """Write what `hand` plays, bar by bar."""
    own = [note for note in notes if note.hand is hand]
    grid = Grid(bars, (note.onset_tick for note in own))
    voices = [
        _written(voice, grid, bars[-1].end_tick) for voice in split_voices(_chords(own, grid))
    ]
    usual = Clef.TREBLE if hand is Hand.RIGHT else Clef.BASS
    by_bar = [[_inside(voice, bar) for voice in voices] for bar in bars]
    bar_clefs = clefs(
        ([p for voice in both for chord in voice for p in chord.pitches] for both in by_bar), usual
    )
    return [
        StaffBar(clef, _voices_of_bar(bar, both, grid, spelling))
        for bar, clef, both in zip(bars, bar_clefs, by_bar, strict=True)
    ]


def _chords(notes: Sequence[Note], grid: Grid) -> list[Chord]:
    """Gather notes by the slot they begin on; of one pitch twice on a slot the longer stays."""
    placed: dict[int, dict[int, int]] = {}
    for note in notes:
        onset = min(grid.nearest_onset(note.onset_tick), grid.slots[-2])
        end = grid.nearest_end(note.end_tick, onset)
        tones = placed.setdefault(onset, {})
        tones[note.pitch] = max(tones.get(note.pitch, 0), end)
    return [
        Chord(onset, tuple(Tone(pitch, tones[pitch]) for pitch in sorted(tones)))
        for onset, tones in sorted(placed.items())
    ]


@dataclass(frozen=True, slots=True)
class _Span:
    """A chord with its written extent; `whole` is that of the chord it was cut from."""

    start_tick: int
    end_tick: int
    pitches: tuple[int, ...]
    whole: tuple[int, int]


def _written(voice: Sequence[Chord], grid: Grid, end_of_score: int) -> list[_Span]:
    """Give each chord of a voice its written end."""
    spans = []
    for index, chord in enumerate(voice):
        is_last = index + 1 == len(voice)
        next_onset = end_of_score if is_last else voice[index + 1].onset_tick
        end = _written_end(chord, next_onset, grid)
        spans.append(_Span(chord.onset_tick, end, chord.pitches, (chord.onset_tick, end)))
    return spans


def _written_end(chord: Chord, next_onset: int, grid: Grid) -> int:
    """Choose the end that is true enough and leaves few signs: a staccato quarter is a quarter."""
    onset, end = chord.onset_tick, min(chord.end_tick, next_onset)
    if end == next_onset:
        return end

    def cost(candidate: int) -> float:
        off = abs(log2((candidate - onset) / (end - onset)))
        off += abs(candidate - end) / (2 * TICKS_PER_QUARTER)
        rests = _rough_signs(candidate, next_onset)
        return off + _rough_signs(onset, candidate) + _REST_COST * rests

    horizon = min(next_onset, end + 2 * TICKS_PER_QUARTER)
    candidates = [slot for slot in grid.ends_between(onset, horizon) if slot >= (onset + end) / 2]
    return min(candidates, key=cost)


def _rough_signs(start: int, end: int) -> int:
    """Count about how many values write the span, without looking at bars."""
    signs, left = 0, end - start
    for ticks in (1920, 1440, 960, 720, 480, 360, 320, 240, 180, 160, 120, 80, 60, 40, 30):
        while left >= ticks and signs < 8:
            signs, left = signs + 1, left - ticks
    return signs


def _inside(voice: Sequence[_Span], bar: Bar) -> list[_Span]:
    """Give the parts of `voice` that lie in `bar`."""
    return [
        replace(
            span,
            start_tick=max(span.start_tick, bar.start_tick),
            end_tick=min(span.end_tick, bar.end_tick),
        )
        for span in voice
        if span.start_tick < bar.end_tick and span.end_tick > bar.start_tick
    ]


def _voices_of_bar(
    bar: Bar, voices: Sequence[Sequence[_Span]], grid: Grid, spelling: _Spelling
) -> tuple[tuple[Event, ...], ...]:
    """Write the voices of one bar; an empty second voice is left out."""
    upper, lower = voices
    if (
        lower
        and not upper
        and all(span.whole == (span.start_tick, span.end_tick) for span in lower)
    ):
        upper, lower = lower, upper
    used = [upper, lower] if lower else [upper]
    return tuple(tuple(_events(bar, spans, grid, spelling)) for spans in used)


def _events(bar: Bar, spans: Sequence[_Span], grid: Grid, spelling: _Spelling) -> Iterable[Event]:
    """Write one voice of one bar without a gap."""
    inner = [tick for span in spans for tick in (span.start_tick, span.end_tick)]
    tuplets = grid.tuplet_windows(tick for tick in inner if bar.start_tick < tick < bar.end_tick)
    position = bar.start_tick
    for span in spans:
        if span.start_tick > position:
            yield from _rests(position, span.start_tick, bar, tuplets)
        pitches = spelling.spell(span.pitches, span.whole[0])
        for piece in cut_to_pieces(span.start_tick, span.end_tick, bar, tuplets, is_rest=False):
            yield _event(piece, pitches, _tie(piece, span.whole))
        position = span.end_tick
    if position < bar.end_tick:
        yield from _rests(position, bar.end_tick, bar, tuplets)


def _rests(start: int, end: int, bar: Bar, tuplets: Sequence[Window]) -> Iterable[Event]:
    for piece in cut_to_pieces(start, end, bar, tuplets, is_rest=True):
        yield _event(piece, (), None)


def _event(
    piece: Piece,
    pitches: tuple[SpelledPitch, ...],
    tie: Literal["start", "continue", "stop"] | None,
) -> Event:
    return Event(piece.start_tick, piece.end_tick, pitches, piece.symbol, piece.tuplet_edge, tie)


def _tie(piece: Piece, whole: tuple[int, int]) -> Literal["start", "continue", "stop"] | None:
    comes, goes = piece.start_tick > whole[0], piece.end_tick < whole[1]
    if comes and goes:
        return "continue"
    if comes:
        return "stop"
    return "start" if goes else None
