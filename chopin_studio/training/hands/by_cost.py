"""Assign hands by hand-tuned costs, as the studio did before a network learned to: to compare with.

Of the notes struck together the left hand takes some lowest ones, the right one the rest. So a
passage is a sequence of choices of where to split, and the best sequence is the one of least total
cost, found by dynamic programming over the onsets (Viterbi's algorithm, as in fingering: Parncutt
et al., "An ergonomic model of keyboard fingering for melodic fragments", Music Perception 14, 1997,
which prefers small spans and moves too).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.hands.assignment import FINGERS, WIDEST_SPAN
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note, score_order

_MIDDLE_PITCH = 59
_MEMORY_TICKS = 4 * TICKS_PER_QUARTER
"""A hand silent for this long has had time to move anywhere."""

# Fitted to the true hands of Schumann, Mendelssohn and Grieg; Chopin was kept for validation.
_WRONG_SIDE_COST = 0.75
_STRETCH_COST = 1.5
_SPAN_COST = 10.0
_FINGER_COST = 8.0
_MOVE_COST = 0.65
_HANDOVER_COST = 3.0


@dataclass(frozen=True, slots=True)
class _HandPosition:
    """Where a hand last was: the lowest and highest pitch it struck, and when it let go."""

    low: int
    high: int
    end_tick: int


@dataclass(frozen=True, slots=True)
class _HandPath:
    """The cheapest way to have come to a split of the latest onset."""

    cost: float
    splits: "_Splits | None"
    places: tuple[_HandPosition | None, _HandPosition | None]
    alone: bool | None = None


@dataclass(frozen=True, slots=True)
class _Splits:
    """A sequence of splits as a linked list, newest first, so that paths can share their past."""

    split: int
    before: "_Splits | None"


def hands_by_cost(excerpt: Excerpt) -> Excerpt:
    """Assign to every note without a hand the one that would most easily play it.

    Notes whose hand is known keep it, and tell where that hand is.
    """
    chords = [list(chord) for _, chord in groupby(excerpt.notes, key=lambda n: n.onset_tick)]
    paths = [_HandPath(0.0, None, (None, None))]
    for chord in chords:
        paths = _paths_through(chord, paths)
    splits = min(paths, key=lambda path: path.cost).splits
    notes: list[Note] = []
    while splits is not None:
        left, right = _divided(chords.pop(), splits.split)
        notes += [replace(note, hand=Hand.LEFT) for note in left]
        notes += [replace(note, hand=Hand.RIGHT) for note in right]
        splits = splits.before
    return replace(excerpt, notes=tuple(sorted(notes, key=score_order)))


def _paths_through(chord: list[Note], paths: list[_HandPath]) -> list[_HandPath]:
    """Extend `paths` by `chord`: for each split of it keep the cheapest."""
    free = sum(note.hand is None for note in chord)
    extended = []
    for split in range(free + 1):
        left, right = _divided(chord, split)
        own_cost = _grip_cost(left) + _grip_cost(right) + _side_cost(left, right)
        extended.append(
            min(
                (_extended(path, split, left, right, own_cost) for path in paths),
                key=lambda path: path.cost,
            )
        )
    return extended


def _divided(chord: list[Note], split: int) -> tuple[list[Note], list[Note]]:
    """Return the left hand's and the right hand's notes when `split` unknown ones go left."""
    unknown = [note for note in chord if note.hand is None]
    left = [note for note in chord if note.hand is Hand.LEFT] + unknown[:split]
    right = [note for note in chord if note.hand is Hand.RIGHT] + unknown[split:]
    return left, right


def _extended(
    path: _HandPath, split: int, left: list[Note], right: list[Note], own_cost: float
) -> _HandPath:
    places = (_place(left, path.places[0]), _place(right, path.places[1]))
    moves = _move_cost(path.places[0], left) + _move_cost(path.places[1], right)
    if bool(left) != bool(right) and path.alone is not None and path.alone != bool(left):
        moves += _HANDOVER_COST
    alone = bool(left) if bool(left) != bool(right) else None
    return _HandPath(path.cost + own_cost + moves, _Splits(split, path.splits), places, alone)


def _place(notes: list[Note], before: _HandPosition | None) -> _HandPosition | None:
    if not notes:
        return before
    pitches = [note.pitch for note in notes]
    return _HandPosition(min(pitches), max(pitches), max(note.end_tick for note in notes))


def _grip_cost(notes: list[Note]) -> float:
    """Charge a chord wider than a tenth or with more notes than fingers."""
    if not notes:
        return 0.0
    pitches = [note.pitch for note in notes]
    span = max(pitches) - min(pitches)
    too_wide = max(span - WIDEST_SPAN, 0)
    return (
        _STRETCH_COST * span + _SPAN_COST * too_wide + _FINGER_COST * max(len(notes) - FINGERS, 0)
    )


def _side_cost(left: Iterable[Note], right: Iterable[Note]) -> float:
    """Charge each hand for reaching over the middle of the keyboard."""
    over = sum(max(note.pitch - _MIDDLE_PITCH, 0) for note in left)
    under = sum(max(_MIDDLE_PITCH - note.pitch, 0) for note in right)
    return _WRONG_SIDE_COST * (over + under)


def _move_cost(before: _HandPosition | None, notes: list[Note]) -> float:
    """Charge a hand's move to its next notes, less the longer it has been free."""
    if before is None or not notes:
        return 0.0
    pitches = [note.pitch for note in notes]
    way = (abs(min(pitches) - before.low) + abs(max(pitches) - before.high)) / 2
    free_ticks = min(max(notes[0].onset_tick - before.end_tick, 0), _MEMORY_TICKS)
    return _MOVE_COST * way * (1 - free_ticks / _MEMORY_TICKS)
