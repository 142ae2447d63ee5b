"""How loud the notes of a score are: dynamics, hairpins and accents as MIDI velocities."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from chopin_studio.music.written_score.written import (
    PLAIN_VELOCITY,
    DynamicMark,
    Hairpin,
    WrittenNote,
    WrittenScore,
)

LEVELS = {
    "n": 4,
    "pppppp": 4,
    "ppppp": 6,
    "pppp": 10,
    "ppp": 16,
    "pp": 32,
    "p": 48,
    "mp": 64,
    "mf": 80,
    "f": 96,
    "ff": 112,
    "fff": 124,
    "ffff": 126,
    "fffff": 127,
    "ffffff": 127,
}
"""The velocities of the marks; those from ppp to fff are what the studio's own scores mean."""

_ACCENTED = {"sf": 24, "sfz": 24, "fz": 24, "rf": 16, "rfz": 16, "sffz": 36}
"""How much louder than their surroundings the notes are that stand at such a mark."""

_STRUCK_THEN = {
    "fp": ("f", "p"),
    "ffp": ("ff", "p"),
    "sfp": ("f", "p"),
    "sfzp": ("f", "p"),
    "sfpp": ("f", "pp"),
    "pf": ("f", "f"),
}
"""How loud the notes at such a mark are, and those after it."""

ALL_MARKS = frozenset((*LEVELS, *_ACCENTED, *_STRUCK_THEN))

_OPENING = "mf"
"""What is in force before the first mark of a score that has some."""

_STEP = 16
"""A hairpin that leads to no mark changes the velocity by this much."""

_SOON = Fraction(1)
"""A mark this many quarter notes after the end of a hairpin is where it leads."""

_LONGEST_OPEN = Fraction(16)
"""A `cresc.` lasts until the next mark, but no longer than this many quarter notes."""

_SOFTEST, _LOUDEST = 8, 124

_Sign = TypeVar("_Sign", DynamicMark, Hairpin)


def with_velocities(score: WrittenScore) -> list[WrittenNote]:
    """Return the notes of `score` with the velocities that its dynamics give them.

    Without any dynamics all have PLAIN_VELOCITY, accents aside.
    """
    staves = {item.staff for item in score.notes}
    marks, hairpins = _by_staff(score.marks, staves), _by_staff(score.hairpins, staves)
    curves = {staff: LoudnessCurve(marks[staff], hairpins[staff]) for staff in staves}
    return [replace(item, velocity=_velocity(item, curves[item.staff])) for item in score.notes]


class LoudnessCurve:
    """The loudness of one staff, over the whole of written time."""

    def __init__(self, marks: Iterable[DynamicMark], hairpins: Iterable[Hairpin]) -> None:
        marks = sorted(marks, key=lambda mark: mark.time)
        levels = [(mark.time, level) for mark in marks if (level := _level(mark)) is not None]
        self._accents = {mark.time: mark.text for mark in marks if mark.text in _ACCENTED}
        self._struck = {mark.time: _STRUCK_THEN[mark.text][0] for mark in marks if _is_struck(mark)}
        opening = LEVELS[_OPENING] if levels or hairpins else PLAIN_VELOCITY
        self._pieces = _pieces(levels, sorted(hairpins, key=lambda h: h.time), opening)
        self._starts = [piece.start for piece in self._pieces]

    def at(self, time: Fraction) -> int:
        """Return the velocity of notes at `time`, accents of the notes themselves aside."""
        if time in self._struck:
            return LEVELS[self._struck[time]]
        level = self._pieces[bisect_right(self._starts, time) - 1].at(time)
        return round(level) + _ACCENTED.get(self._accents.get(time, ""), 0)


@dataclass(frozen=True, slots=True)
class _Piece:
    """From `start` on the velocity moves from `first` to `last`, which it has from `end` on."""

    start: Fraction
    end: Fraction
    first: float
    last: float

    def at(self, time: Fraction) -> float:
        if time >= self.end:
            return self.last
        share = float((time - self.start) / (self.end - self.start))
        return self.first + share * (self.last - self.first)


def _pieces(
    levels: Sequence[tuple[Fraction, int]], hairpins: Sequence[Hairpin], opening: int
) -> list[_Piece]:
    """Return the pieces of a curve in order of time, the first of which begins before all notes."""
    before = Fraction(-1_000_000)
    pieces = [_Piece(before, before, opening, opening)]
    times = [time for time, _ in levels]
    events: list[tuple[Fraction, int, int | Hairpin]] = [(time, 0, level) for time, level in levels]
    events += [(hairpin.time, 1, hairpin) for hairpin in hairpins]
    for time, _, event in sorted(events, key=lambda event: event[:2]):
        if isinstance(event, int):
            pieces.append(_Piece(time, time, event, event))
            continue
        first = pieces[-1].at(time)
        place = bisect_right(times, time)
        following = levels[place] if place < len(levels) else None
        end = time + _LONGEST_OPEN if event.end is None else event.end
        step = _STEP if event.grows else -_STEP
        last = min(max(first + step, _SOFTEST), _LOUDEST)
        if following is not None and following[0] <= end + _SOON:
            end = min(end, following[0])
            if (following[1] > first) is event.grows and following[1] != first:
                last = following[1]
        if end > time:
            pieces.append(_Piece(time, end, first, last))
    return pieces


def _level(mark: DynamicMark) -> int | None:
    """Return the velocity in force from `mark` on, None where it leaves that as it is."""
    if mark.text in _ACCENTED:
        return None
    if mark.text in _STRUCK_THEN:
        return LEVELS[_STRUCK_THEN[mark.text][1]]
    if mark.velocity is not None:
        return min(max(mark.velocity, 1), 127)
    return LEVELS.get(mark.text)


def _is_struck(mark: DynamicMark) -> bool:
    return mark.text in _STRUCK_THEN


def _velocity(item: WrittenNote, curve: LoudnessCurve) -> int:
    stated = item.note.velocity
    velocity = curve.at(item.onset) if stated is None else stated
    return min(max(velocity + item.note.accent, 1), 127)


def _by_staff(signs: Iterable[_Sign], staves: Collection[int]) -> dict[int, list[_Sign]]:
    """Return the signs that are for each of `staves`."""
    found: dict[int, list[_Sign]] = {staff: [] for staff in staves}
    for sign in signs:
        for staff in staves if sign.staves is None else sign.staves:
            if staff in found:
                found[staff].append(sign)
    return found
