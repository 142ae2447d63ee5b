"""Distinguish grace notes and rolled chords from notes with a place of their own in the bar.

As they are played both are a series of tiny values; in print they are small notes before the main
one, and a wavy line beside the chord.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER, Note

_LONGEST_GRACE_TICKS = 60
_MOST_GRACES = 4
_LONGEST_GRACES_TICKS = 140
"""A longer series has a place of its own in the bar, like the turn at the end of a trill."""

_REST_BEFORE_GRACES_TICKS = 60
_SHORTEST_MAIN_TICKS = 90
_NEAR_STEP, _NEAR_TICKS = 240, 30

_WIDEST_ROLL_STEP_TICKS = 50
_NARROWEST_ROLL_TICKS = 20
_ROLL_HELD_TICKS = 30
_FEWEST_ROLLED = 3

_PLACES = (TICKS_PER_QUARTER, 240, 120, 160, 60, 80)
"""Places of a bar from the strongest to the weakest, by what their distance can be divided."""


@dataclass(frozen=True, slots=True)
class Struck:
    """Notes of one hand struck as one chord, all with the same onset.

    `graces` are the pitches of chords played quickly before them.
    """

    notes: tuple[Note, ...]
    graces: tuple[tuple[int, ...], ...] = ()
    is_rolled: bool = False

    @property
    def onset_tick(self) -> int:
        """The written onset of the notes."""
        return self.notes[0].onset_tick


def gather(notes: Sequence[Note], meters: MeterMap) -> list[Struck]:
    """Group the notes of one hand, in score order, into what is struck as one."""
    plain = [tuple(chord) for _, chord in groupby(notes, key=lambda note: note.onset_tick)]
    gathered: list[Struck] = []
    place = 0
    while place < len(plain):
        before = plain[place - 1] if place else None
        if count := _rolled(plain, place):
            gathered.append(_roll(plain[place : place + count], meters))
            place += count
        elif count := _graces(plain, place, before):
            gathered.append(_graced(plain[place : place + count], plain[place + count], meters))
            place += count + 1
        else:
            gathered.append(Struck(plain[place]))
            place += 1
    return gathered


def _rolled(plain: Sequence[tuple[Note, ...]], place: int) -> int:
    """Return how many chords from `place` on are one rolled chord, 0 for none."""
    end = place + 1
    while (
        end < len(plain)
        and plain[end][0].onset_tick - plain[end - 1][0].onset_tick <= _WIDEST_ROLL_STEP_TICKS
        and plain[end][0].pitch > plain[end - 1][-1].pitch
    ):
        end += 1
    parts = plain[place:end]
    if sum(map(len, parts)) < _FEWEST_ROLLED:
        return 0
    if parts[-1][0].onset_tick - parts[0][0].onset_tick < _NARROWEST_ROLL_TICKS:
        return 0
    held_until = parts[-1][0].onset_tick + _ROLL_HELD_TICKS
    return end - place if all(n.end_tick >= held_until for part in parts for n in part) else 0


def _roll(parts: Sequence[tuple[Note, ...]], meters: MeterMap) -> Struck:
    """Put a rolled chord on the strongest beat position on which one of its notes begins."""
    onset = min((part[0].onset_tick for part in parts), key=lambda tick: _weakness(tick, meters))
    moved = (_moved(note, onset) for part in parts for note in part)
    return Struck(tuple(sorted(moved, key=lambda note: note.pitch)), is_rolled=True)


def _graces(plain: Sequence[tuple[Note, ...]], place: int, before: tuple[Note, ...] | None) -> int:
    """Return how many chords from `place` on are grace notes to the next, 0 for none."""
    if before is not None and place + 1 < len(plain):
        onset = plain[place][0].onset_tick
        gap, next_gap = onset - before[0].onset_tick, plain[place + 1][0].onset_tick - onset
        if gap < max(_REST_BEFORE_GRACES_TICKS, 2 * next_gap):
            return 0
    end = place
    while end + 1 < len(plain) and _is_grace(plain[end], plain[end + 1]):
        end += 1
    main = plain[end]
    if not 0 < end - place <= _MOST_GRACES:
        return 0
    if main[0].onset_tick - plain[place][0].onset_tick > _LONGEST_GRACES_TICKS:
        return 0
    until_next = (
        plain[end + 1][0].onset_tick - main[0].onset_tick
        if end + 1 < len(plain)
        else main[0].end_tick
    )
    return end - place if until_next >= _SHORTEST_MAIN_TICKS else 0


def _is_grace(chord: tuple[Note, ...], after: tuple[Note, ...]) -> bool:
    gap = after[0].onset_tick - chord[0].onset_tick
    return gap <= _LONGEST_GRACE_TICKS and all(
        note.duration_tick <= _LONGEST_GRACE_TICKS for note in chord
    )


def _graced(graces: Sequence[tuple[Note, ...]], main: tuple[Note, ...], meters: MeterMap) -> Struck:
    """Put a main note on its own place or where its grace notes begin, whichever is stronger."""
    first = graces[0][0].onset_tick
    steady = round(first / _NEAR_STEP) * _NEAR_STEP
    places = [main[0].onset_tick, first]
    if abs(steady - first) <= _NEAR_TICKS:
        places.append(steady)
    onset = min(places, key=lambda tick: _weakness(tick, meters))
    pitches = tuple(tuple(note.pitch for note in chord) for chord in graces)
    return Struck(tuple(_moved(note, onset) for note in main), pitches)


def _moved(note: Note, onset: int) -> Note:
    """Return the note with another onset and the same end."""
    return replace(note, onset_tick=onset, duration_tick=max(note.end_tick - onset, 1))


def _weakness(tick: int, meters: MeterMap) -> int:
    """Rank a place in its bar: 0 on a beat, more where smaller values are needed to reach it."""
    inside = tick - meters.bar_at(tick).start_tick
    ranks = (rank for rank, step in enumerate(_PLACES) if inside % step == 0)
    return next(ranks, len(_PLACES))
