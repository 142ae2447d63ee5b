"""Follow the signs of a score: repeats, endings, da capo, dal segno, coda and fine."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from chopin_studio.music.written_score.written import (
    BarLine,
    Ending,
    JumpKind,
    JumpSign,
    WrittenScore,
)

MOST_SPANS = 1000
"""No performance that somebody meant has more stretches: the score is then played straight on."""


class Repeats(StrEnum):
    """What becomes of passages between repeat signs."""

    WRITTEN_OUT = "written out"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of written time, `[start, end)`, in quarter notes."""

    start: Fraction
    end: Fraction


def signed_spans(score: WrittenScore, repeats: Repeats) -> list[Span]:
    """Return the stretches of `score` in the order in which its signs have them played.

    With `Repeats.ONCE` each is played once where it is repeated at once, with its last ending. A da
    capo or dal segno is followed in any case, once, and what is repeated is then played once, with
    its last ending, as is the custom.
    """
    return _Performance(score, repeats).spans()


class _Performance:
    """Walks through a score from sign to sign."""

    def __init__(self, score: WrittenScore, repeats: Repeats) -> None:
        self._end = score.end
        self._repeats = repeats
        self._lines = _merged(score.bar_lines)
        groups = _groups(score.endings)
        self._beginning = {one.start: (one, group) for group in groups for one in group}
        self._ended_by = {one.end: (one, group) for group in groups for one in group}
        self._jumps: dict[Fraction, list[JumpSign]] = {}
        for sign in score.jumps:
            self._jumps.setdefault(sign.time, []).append(sign)
        self._cuts = _cuts(score, self._lines)
        self._time = self._repeat_start = Fraction(0)
        self._pass = 1
        self._followed: set[JumpSign] = set()
        self._has_jumped = False

    def spans(self) -> list[Span]:
        """Return what is played, stretch by stretch."""
        spans: list[Span] = []
        while self._time < self._end and len(spans) < MOST_SPANS:
            line = self._lines.get(self._time)
            if line is not None and line.begins_repeat and self._time != self._repeat_start:
                self._begin_section(self._time)
            if self._skips_ending():
                continue
            start = self._time
            self._time = self._cuts[bisect_right(self._cuts, start)]
            spans.append(Span(start, self._time))
            if self._arrive():
                break
        return spans if len(spans) < MOST_SPANS else [Span(Fraction(0), self._end)]

    def _begin_section(self, time: Fraction) -> None:
        self._repeat_start, self._pass = time, 1

    def _skips_ending(self) -> bool:
        """Go on behind an ending that begins here and isn't for this pass."""
        found = self._beginning.get(self._time)
        if found is None or self._plays(*found):
            return False
        self._time = found[0].end
        return True

    def _plays(self, ending: Ending, group: list[Ending]) -> bool:
        if self._plays_once():
            last = max(max(one.numbers) for one in group)
            return last > 1 and last in ending.numbers
        return self._pass in ending.numbers

    def _plays_once(self) -> bool:
        return self._has_jumped or self._repeats is Repeats.ONCE

    def _arrive(self) -> bool:
        """Do what the signs at this time say to those who come to them; return whether it ends."""
        signs = self._jumps.get(self._time, ())
        if self._has_jumped:
            if any(sign.kind is JumpKind.FINE for sign in signs):
                return True
            if self._goes_to_coda(signs):
                return False
        if self._goes_back():
            return False
        self._jump_back(signs)
        return False

    def _goes_to_coda(self, signs: Iterable[JumpSign]) -> bool:
        for sign in signs:
            if sign.kind is JumpKind.TO_CODA and sign not in self._followed:
                target = self._target(JumpKind.CODA, sign.label)
                if target is not None and target >= self._time:
                    self._followed.add(sign)
                    self._time = target
                    self._begin_section(target)
                    return True
        return False

    def _goes_back(self) -> bool:
        """Repeat what ends here if it is due again; else leave it behind."""
        line = self._lines.get(self._time)
        if line is None or not line.ends_repeat:
            return False
        once = self._repeats is Repeats.ONCE or (self._has_jumped and not line.repeats_after_jump)
        if not once and self._pass < self._times(line) and self._repeat_start < self._time:
            self._pass += 1
            self._time = self._repeat_start
            return True
        found = self._ended_by.get(self._time)
        if found is None or found[1][-1].end == self._time:
            self._begin_section(self._time)
        return False

    def _times(self, line: BarLine) -> int:
        """Return how many times the section that `line` ends is played."""
        found = self._ended_by.get(line.time)
        if found is None:
            return line.times
        ending, group = found
        needed = max(max(one.numbers) for one in group)
        return max(needed, 2 if 1 in ending.numbers else 1)

    def _jump_back(self, signs: Iterable[JumpSign]) -> None:
        for sign in signs:
            if sign in self._followed:
                continue
            target: Fraction | None = None
            if sign.kind is JumpKind.DA_CAPO:
                target = Fraction(0)
            elif sign.kind is JumpKind.DAL_SEGNO:
                target = self._target(JumpKind.SEGNO, sign.label)
            if target is not None and target < self._time:
                self._followed.add(sign)
                self._has_jumped = True
                self._time = target
                self._begin_section(target)
                return

    def _target(self, kind: JumpKind, label: str) -> Fraction | None:
        """Return when the sign of `kind` stands, the one called `label` where there are several."""
        found = [sign for signs in self._jumps.values() for sign in signs if sign.kind is kind]
        named = [sign for sign in found if sign.label == label]
        return (named or found)[0].time if found else None


def _merged(lines: Iterable[BarLine]) -> dict[Fraction, BarLine]:
    """Return the bar lines by time: two bars may each draw the line between them."""
    merged: dict[Fraction, BarLine] = {}
    for line in lines:
        other = merged.get(line.time)
        if other is not None:
            line = replace(
                line,
                ends_repeat=line.ends_repeat or other.ends_repeat,
                begins_repeat=line.begins_repeat or other.begins_repeat,
                times=max(line.times, other.times),
                repeats_after_jump=line.repeats_after_jump or other.repeats_after_jump,
            )
        merged[line.time] = line
    return merged


def _groups(endings: Iterable[Ending]) -> list[list[Ending]]:
    """Put endings that follow each other together: they belong to one repeated section."""
    groups: list[list[Ending]] = []
    whole = (ending for ending in endings if ending.start < ending.end and ending.numbers)
    for ending in sorted(whole, key=lambda ending: ending.start):
        if groups and groups[-1][-1].end == ending.start:
            groups[-1].append(ending)
        else:
            groups.append([ending])
    return groups


def _cuts(score: WrittenScore, lines: dict[Fraction, BarLine]) -> list[Fraction]:
    """Return the times at which something can happen, in order, with the score's end."""
    cuts = {score.end}
    cuts |= {time for time, line in lines.items() if line.ends_repeat or line.begins_repeat}
    cuts |= {time for ending in score.endings for time in (ending.start, ending.end)}
    cuts |= {sign.time for sign in score.jumps}
    ordered = sorted(time for time in cuts if 0 < time <= score.end)
    return ordered[: bisect_left(ordered, score.end) + 1]
