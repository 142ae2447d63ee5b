"""What bar lines and jumps of all parts say about the order of playing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from chopin_studio.music.musicxml_io.bar_times import BarTimes
from chopin_studio.music.musicxml_io.part_content import Jump, Line, PartContent, Placed, Trio
from chopin_studio.music.written_score.written import BarLine, Ending, JumpKind, JumpSign

_NUMBERS = re.compile(r"(\d{1,2})(?:\D*-\D*(\d{1,2}))?")
_MOST_PASSES = 16
_MOST_BARS_OF_WORDS = 3
_MOST_JUMPS = 200


def bar_lines(parts: Sequence[PartContent], times: BarTimes) -> list[BarLine]:
    """Return the bar lines in order of time, each once."""
    implicit = {bar for part in parts for bar in part.implicit}
    lines = {
        start: BarLine(start, bar not in implicit) for bar, start in enumerate(times.starts[:-1])
    }
    for placed in _lines(parts):
        line, time = placed.sign, _time_of(placed, times)
        if not line.ends_repeat and not line.begins_repeat:
            continue
        other = lines.get(time, BarLine(time, is_numbered=False))
        lines[time] = BarLine(
            time,
            other.is_numbered,
            line.ends_repeat or other.ends_repeat,
            line.begins_repeat or other.begins_repeat,
            max(line.times, other.times),
            line.after_jump or other.repeats_after_jump,
        )
    return [lines[time] for time in sorted(lines)]


def endings(parts: Sequence[PartContent], times: BarTimes) -> list[Ending]:
    """Return the brackets of first and second endings; one without an end has that of its bar."""
    found: list[Ending] = []
    opened: tuple[Fraction, Fraction, str] | None = None
    for placed in _lines(parts):
        line, time = placed.sign, _time_of(placed, times)
        if opened is not None and (line.ending or line.ends_repeat) and time > opened[0]:
            found.append(_ending(opened, time, found))
            opened = None
        if line.ending == "start" and not line.is_right:
            opened = (time, times.end_of(placed.place.bar), line.numbers)
    if opened is not None:
        found.append(_ending(opened, opened[1], found))
    return found


def jumps(parts: Sequence[PartContent], times: BarTimes) -> list[JumpSign]:
    """Return the signs to jump and to jump to, at the bar lines where they count.

    One jumps at the end of a bar, wherever in it the sign stands, and to the beginning of one. Long
    words such as `Menuetto da capo` begin before the last bar: what ends a section soon after them
    is where one jumps back.
    """
    found: dict[JumpSign, None] = {}
    ends, inner = _section_ends(parts, times), _inner_lines(parts, times)
    for part in parts:
        placed_signs = list(part.signs_of(Jump))
        stated = {(placed.place, placed.sign.kind) for placed in placed_signs}
        for placed in _with_meaning(placed_signs):
            kind = placed.sign.kind
            if placed.sign.is_glyph and any(
                (placed.place, told) in stated for told in _LEADING_TO.get(kind, ())
            ):
                continue
            bar = placed.place.bar
            if kind in (JumpKind.DA_CAPO, JumpKind.DAL_SEGNO):
                near = range(bar, min(bar + _MOST_BARS_OF_WORDS, len(times.starts) - 1))
                bar = next((one for one in near if times.end_of(one) in ends), bar)
            time = times.starts[bar] if kind in _TARGETS else times.end_of(bar)
            if kind is JumpKind.FINE:
                time = min([time, *(t for t in inner[bar] if t >= times.time(placed.place))])
            found[JumpSign(time, kind, placed.sign.label)] = None
    every = [*found, *_before_trios(found, parts, times)]
    return sorted(every[:_MOST_JUMPS], key=lambda sign: sign.time)


def _inner_lines(parts: Iterable[PartContent], times: BarTimes) -> dict[int, set[Fraction]]:
    """Return the times of bar lines within bars, by bars: a piece with a pickup may end there."""
    inner: dict[int, set[Fraction]] = defaultdict(set)
    for part in parts:
        for placed in part.signs_of(Line):
            if not placed.sign.is_right and placed.place.offset > 0:
                inner[placed.place.bar].add(times.time(placed.place))
    return inner


def _before_trios(
    found: Iterable[JumpSign], parts: Iterable[PartContent], times: BarTimes
) -> list[JumpSign]:
    """Return where a da capo ends that says nothing about it: before the trio."""
    kinds = {sign.kind for sign in found}
    if JumpKind.DA_CAPO not in kinds or kinds & {JumpKind.FINE, JumpKind.TO_CODA}:
        return []
    bars = sorted({placed.place.bar for part in parts for placed in part.signs_of(Trio)})
    return [JumpSign(times.starts[bar], JumpKind.FINE) for bar in bars[:1] if bar]


def _section_ends(parts: Iterable[PartContent], times: BarTimes) -> set[Fraction]:
    return {
        times.end_of(placed.place.bar)
        for part in parts
        for placed in part.signs_of(Line)
        if placed.sign.is_right and (placed.sign.ends_section or placed.sign.ends_repeat)
    }


_TARGETS = (JumpKind.SEGNO, JumpKind.CODA)
_LEADING_TO = {JumpKind.SEGNO: (JumpKind.DAL_SEGNO,), JumpKind.CODA: (JumpKind.TO_CODA,)}


def _with_meaning(signs: Sequence[Placed[Jump]]) -> list[Placed[Jump]]:
    """Return signs with coda signs that are only drawn told apart: the last one is the coda."""
    drawn = [placed for placed in signs if placed.sign == Jump(JumpKind.CODA, is_glyph=True)]
    says_where = any(
        placed.sign.kind in (JumpKind.TO_CODA, JumpKind.CODA) and not placed.sign.is_glyph
        for placed in signs
    )
    if len(drawn) < 2 or says_where:
        return list(signs)
    last = drawn[-1].place
    return [
        Placed(placed.place, Jump(JumpKind.TO_CODA))
        if placed.sign.is_glyph and placed.sign.kind is JumpKind.CODA and placed.place != last
        else placed
        for placed in signs
    ]


def _lines(parts: Sequence[PartContent]) -> list[Placed[Line]]:
    """Return the bar lines of the first part that says anything about repeats, in its order."""
    for part in parts:
        lines = list(part.signs_of(Line))
        if any(p.sign.ends_repeat or p.sign.begins_repeat or p.sign.ending for p in lines):
            return lines
    return []


def _time_of(placed: Placed[Line], times: BarTimes) -> Fraction:
    end = times.end_of(placed.place.bar)
    return end if placed.sign.is_right else min(times.time(placed.place), end)


def _ending(
    opened: tuple[Fraction, Fraction, str], end: Fraction, before: Sequence[Ending]
) -> Ending:
    start, _, text = opened
    numbers = _passes(text)
    if not numbers:
        goes_on = before and before[-1].end == start
        numbers = frozenset({max(before[-1].numbers) + 1 if goes_on else 1})
    return Ending(start, end, numbers)


def _passes(text: str) -> frozenset[int]:
    """Return the numbers in `1, 2` or `1.-3.`."""
    numbers: set[int] = set()
    for first, last in _NUMBERS.findall(text):
        numbers |= set(range(int(first), min(int(last or first), _MOST_PASSES) + 1))
    return frozenset(number for number in numbers if 1 <= number <= _MOST_PASSES)
