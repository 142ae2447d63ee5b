"""Put the bars of music in another order, repeat some and leave some out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from math import inf
from typing import TypeVar

from chopin_studio.music.control_cuts import each_pedal
from chopin_studio.music.excerpt import ControlChange, Excerpt, PedalChange
from chopin_studio.music.key import KeyChange
from chopin_studio.music.meter import Bar, MeterChange, MeterMap
from chopin_studio.music.note import Note, score_order
from chopin_studio.music.tempo import TempoChange, TempoMap

_Change = TypeVar("_Change", TempoChange, KeyChange, MeterChange)
_PedalMove = TypeVar("_PedalMove", PedalChange, ControlChange)


@dataclass(frozen=True, slots=True)
class _Span:
    """Bars in a row that are taken from `start_tick` to `end_tick`, and moved later by `shift`."""

    bars: tuple[Bar, ...]
    shift: int
    is_open: bool

    @property
    def start_tick(self) -> int:
        return self.bars[0].start_tick

    @property
    def end_tick(self) -> float:
        """Where it is cut off; the last bars of the music ring on where they stay the last."""
        return inf if self.is_open else self.bars[-1].end_tick

    def holds(self, tick: int) -> bool:
        return self.start_tick <= tick < self.end_tick


def bar_count(excerpt: Excerpt) -> int:
    """Return how many bars music has, up to that of its last onset."""
    notes = excerpt.notes
    return excerpt.meters.bar_at(notes[-1].onset_tick).number if notes else 0


def in_bar_order(excerpt: Excerpt, order: Sequence[int]) -> Excerpt:
    """Return music of these bars of an excerpt, counted from 0, each with all that belongs to it.

    Pedal, tempo, meter and key of a bar come with it. Where a bar is followed by another than
    before, its notes end with it. What stays in its place at the beginning stays seed. Raises
    ValueError where there is no such bar, or none at all.
    """
    count = bar_count(excerpt)
    if not order or not all(0 <= number < count for number in order):
        raise ValueError(f"order must be of bars 0 to {count - 1}")
    spans = tuple(_spans(excerpt, order, count))
    kept = next((n for n, number in enumerate(order) if n != number), len(order))
    kept_end = next(islice(excerpt.meters.bars(0, inf), kept, None)).start_tick
    return replace(
        excerpt,
        notes=tuple(sorted(_notes(excerpt, spans), key=score_order)),
        tempo_map=TempoMap(tuple(_tempi(excerpt, spans))),
        meters=MeterMap(tuple(_meters(excerpt, spans))),
        keys=tuple(_keys(excerpt, spans)),
        pedals=tuple(_pedals(excerpt.pedals, spans)),
        controls=each_pedal(excerpt.controls, lambda own: _pedals(own, spans)),
        seed_end_tick=min(excerpt.seed_end_tick, kept_end),
    ).with_pedal_lifted()


def _spans(excerpt: Excerpt, order: Sequence[int], count: int) -> Iterator[_Span]:
    bars = tuple(islice(excerpt.meters.bars(0, inf), count))
    breaks = [n for n, (a, b) in enumerate(pairwise(order), start=1) if b != a + 1]
    at_tick = 0
    for begin, end in pairwise((0, *breaks, len(order))):
        taken = tuple(bars[number] for number in order[begin:end])
        is_open = end == len(order) and order[-1] == count - 1
        yield _Span(taken, at_tick - taken[0].start_tick, is_open)
        at_tick += taken[-1].end_tick - taken[0].start_tick


def _notes(excerpt: Excerpt, spans: Sequence[_Span]) -> Iterator[Note]:
    for span in spans:
        for note in excerpt.notes:
            if span.holds(note.onset_tick):
                end = int(min(note.end_tick, span.end_tick))
                yield _placed(note, note.onset_tick + span.shift, end - note.onset_tick)


def _placed(note: Note, onset_tick: int, duration_tick: int) -> Note:
    if (onset_tick, duration_tick) == (note.onset_tick, note.duration_tick):
        return note
    return Note(note.pitch, note.velocity, onset_tick, duration_tick, note.hand)


def _tempi(excerpt: Excerpt, spans: Sequence[_Span]) -> Iterator[TempoChange]:
    tempo = None
    for span in spans:
        for change in _in_force(excerpt.tempo_map.changes, span):
            if change.microseconds_per_quarter != tempo:
                tempo = change.microseconds_per_quarter
                yield change


def _keys(excerpt: Excerpt, spans: Sequence[_Span]) -> Iterator[KeyChange]:
    key = None
    for span in spans:
        for change in _in_force(excerpt.keys, span):
            if change.key != key:
                key = change.key
                yield change


def _meters(excerpt: Excerpt, spans: Sequence[_Span]) -> Iterator[MeterChange]:
    """Yield the meters; one that stays is stated again where a bar before it is cut short."""
    last: MeterChange | None = None
    for span in spans:
        for change in _in_force(excerpt.meters.changes, span):
            is_other = last is None or (change.numerator, change.denominator) != (
                last.numerator,
                last.denominator,
            )
            if last is None or is_other or (change.tick - last.tick) % last.bar_ticks:
                last = change
                yield change


def _pedals(changes: Sequence[_PedalMove], spans: Sequence[_Span]) -> Iterator[_PedalMove]:
    """Yield what a pedal does; where bars are joined it is as it was at the later of them."""
    value = 0
    for span in spans:
        before = [change for change in changes if change.tick < span.start_tick]
        inside = [change for change in changes if span.holds(change.tick)]
        held = before[-1].value if before else 0
        is_set = bool(inside) and inside[0].tick == span.start_tick
        if held != value and not is_set:
            yield replace(changes[0], tick=span.start_tick + span.shift, value=held)
        value = held
        for change in inside:
            value = change.value
            yield replace(change, tick=change.tick + span.shift)


def _in_force(changes: Sequence[_Change], span: _Span) -> Iterator[_Change]:
    """Yield what is in force where a span begins, and what changes in it, moved with it."""
    before = [change for change in changes if change.tick <= span.start_tick]
    if before:
        yield replace(before[-1], tick=span.start_tick + span.shift)
    for change in changes:
        if span.start_tick < change.tick < span.end_tick:
            yield replace(change, tick=change.tick + span.shift)
