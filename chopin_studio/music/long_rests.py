"""Music whose rests are shortened by whole bars, so that every note keeps its place in its bar."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import KeyChange
from chopin_studio.music.meter import Bar, MeterChange, MeterMap
from chopin_studio.music.note import Note, score_order
from chopin_studio.music.tempo import TempoChange, TempoMap

_Change = TypeVar("_Change", TempoChange, KeyChange, MeterChange)
_Move = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class ShortenedRests:
    """Music without the bars `left_out`, counted from 0 in the music as it was.

    `end_tick` is where the tick is now that was asked about.
    """

    excerpt: Excerpt
    end_tick: int
    left_out: tuple[int, ...] = ()


def without_long_rests(
    music: Excerpt, longest_ticks: int, end_tick: int | None = None
) -> ShortenedRests:
    """Return music in which no note begins more than `longest_ticks` after the one before.

    Of each longer rest, as few bars are left out as suffice; where too few bars are silent, it
    stays longer. Where an `end_tick` is given, by default that of the last onset, the rest before
    it is shortened as well. Notes that ring through a rest ring as long after it.
    """
    onsets = sorted({note.onset_tick for note in music.notes})
    if not onsets:
        return ShortenedRests(music, end_tick or 0)
    end = onsets[-1] if end_tick is None else end_tick
    gone = tuple(_silent_bars(music.meters, [*onsets, max(end, onsets[-1])], longest_ticks))
    if not gone:
        return ShortenedRests(music, end)

    def moved(tick: int) -> int:
        return tick - sum(
            min(tick, bar.end_tick) - bar.start_tick for bar in gone if bar.start_tick < tick
        )

    return ShortenedRests(_moved(music, moved), moved(end), tuple(bar.number - 1 for bar in gone))


def _silent_bars(meters: MeterMap, onsets: Sequence[int], longest_ticks: int) -> Iterator[Bar]:
    """Yield the bars that are to go."""
    for before, after in pairwise(onsets):
        too_long = after - before - longest_ticks
        bar = meters.bar_at(meters.bar_at(before).end_tick)
        while too_long > 0 and bar.end_tick <= after:
            yield bar
            too_long -= bar.end_tick - bar.start_tick
            bar = meters.bar_at(bar.end_tick)


def _moved(music: Excerpt, moved: _Move) -> Excerpt:
    return replace(
        music,
        notes=tuple(sorted((_note(note, moved) for note in music.notes), key=score_order)),
        tempo_map=TempoMap(tuple(_changes(music.tempo_map.changes, moved))),
        meters=MeterMap(tuple(_changes(music.meters.changes, moved))),
        keys=tuple(_changes(music.keys, moved)),
        pedals=tuple(replace(change, tick=moved(change.tick)) for change in music.pedals),
        seed_end_tick=moved(music.seed_end_tick),
        controls=tuple(replace(change, tick=moved(change.tick)) for change in music.controls),
    )


def _note(note: Note, moved: _Move) -> Note:
    onset_tick = moved(note.onset_tick)
    return replace(note, onset_tick=onset_tick, duration_tick=moved(note.end_tick) - onset_tick)


def _changes(changes: Iterable[_Change], moved: _Move) -> Iterator[_Change]:
    """Yield the changes in their new places; of several in one place, the last."""
    placed = {moved(change.tick): change for change in changes}
    for tick, change in placed.items():
        yield replace(change, tick=tick)
