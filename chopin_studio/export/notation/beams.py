"""Join short notes by beams, beat by beat."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from chopin_studio.export.notation.score import Event
from chopin_studio.music.meter import Bar, MeterChange
from chopin_studio.music.note import TICKS_PER_QUARTER

_FLAGS = {"eighth": 1, "16th": 2, "32nd": 3, "64th": 4}


def beams(events: Sequence[Event], bar: Bar) -> list[tuple[str, ...]]:
    """Return for each event of a voice its beam states in MusicXML's words, the longest beam first.

    They are empty for rests, for notes without flags and for single notes.
    """
    marks: list[tuple[str, ...]] = [() for _ in events]
    groups = list(_apart_by_tuplets(_groups(events, bar), events))
    for group in _merged(groups, events, bar):
        flags = [_flags(events[index]) for index in group]
        for place, index in enumerate(group):
            before = flags[place - 1] if place else 0
            after = flags[place + 1] if place + 1 < len(flags) else 0
            levels = range(1, flags[place] + 1)
            marks[index] = tuple(_mark(level, before, after) for level in levels)
    return marks


def _flags(event: Event) -> int:
    return _FLAGS.get(event.symbol.type, 0) if event.symbol and event.pitches else 0


def _mark(level: int, before: int, after: int) -> str:
    """Return the state of the beam of `level` on a note between notes of so many flags."""
    if level <= before and level <= after:
        return "continue"
    if level <= before:
        return "end"
    if level <= after:
        return "begin"
    return "backward hook" if before else "forward hook"


def _groups(events: Sequence[Event], bar: Bar) -> Iterator[list[int]]:
    """Yield the places of neighbouring notes with flags that begin in one beat."""
    beat = _beat_ticks(bar.meter)
    group: list[int] = []
    latest = -1
    for index, event in enumerate(events):
        this_beat = (event.start_tick - bar.start_tick) // beat
        if group and (not _flags(event) or this_beat != latest):
            yield group
            group = []
        if _flags(event):
            group.append(index)
        latest = this_beat
    if group:
        yield group


def _apart_by_tuplets(groups: Iterable[list[int]], events: Sequence[Event]) -> Iterator[list[int]]:
    """Yield `groups`, cut at the edges of tuplets that lie across the edge of a group.

    A beam from the middle of one tuplet into the next hides where either ends, and verovio takes
    one for a part of the other.
    """
    tuplets = _tuplets(events)
    for group in groups:
        inside = {tuplets[index] for index in group} - {None}
        outside = {t for index, t in enumerate(tuplets) if not group[0] <= index <= group[-1]}
        if len({tuplets[index] for index in group}) > 1 and inside & outside:
            for _, part in groupby(group, key=tuplets.__getitem__):
                yield list(part)
        else:
            yield group


def _tuplets(events: Sequence[Event]) -> list[int | None]:
    """Return for each event the number of its tuplet in the bar, None outside of any."""
    numbers: list[int | None] = []
    count = 0
    for event in events:
        count += event.tuplet_edge == "start"
        is_inside = event.symbol is not None and event.symbol.tuplet is not None
        numbers.append(count if is_inside else None)
    return numbers


def _merged(groups: list[list[int]], events: Sequence[Event], bar: Bar) -> Iterator[list[int]]:
    """Yield groups of two and more; plain eighths share a beam for up to `_long_ticks`."""
    span = _long_ticks(bar.meter)
    merged: list[list[int]] = []
    for group in groups:
        if (
            merged
            and merged[-1][-1] + 1 == group[0]
            and _part(events[merged[-1][0]], bar, span) == _part(events[group[-1]], bar, span)
            and all(_is_plain_eighth(events[index]) for index in (*merged[-1], *group))
        ):
            merged[-1].extend(group)
        else:
            merged.append(list(group))
    return (group for group in merged if len(group) > 1)


def _part(event: Event, bar: Bar, span: int) -> int:
    return (event.start_tick - bar.start_tick) // span


def _is_plain_eighth(event: Event) -> bool:
    symbol = event.symbol
    return symbol is not None and (symbol.type, symbol.dots, symbol.tuplet) == ("eighth", 0, None)


def _beat_ticks(meter: MeterChange) -> int:
    """Return the beat within which notes are beamed: a quarter, a dotted beat, or a bar of 3/8."""
    if meter.is_compound or (meter.numerator, meter.denominator) == (3, 8):
        return meter.beat_ticks * 3
    return TICKS_PER_QUARTER


def _long_ticks(meter: MeterChange) -> int:
    """Return the span that plain eighths may fill: a bar of 2/4 and 3/4, half a bar of 4/4, 6/4."""
    if (meter.numerator, meter.denominator) in ((3, 4), (6, 4)):
        return 3 * TICKS_PER_QUARTER
    if meter.denominator in (2, 4) and meter.bar_ticks % (2 * TICKS_PER_QUARTER) == 0:
        return 2 * TICKS_PER_QUARTER
    return _beat_ticks(meter)
