"""Edit notes by hand: move, lengthen, draw, delete and so on.

Every function takes notes in score order and the indices of the chosen ones, and returns an
`Edit`. Notes that would leave the piano or begin before the music move as far as the whole group
can, so that their distances stay. No key is struck while it is down: where an edited note and
another of its pitch overlap, the earlier one ends where the later begins, and of two that begin
together the edited one stays. All other notes stay as they are, and so do pedal and tempo.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from chopin_studio.music.note import (
    HIGHEST_PIANO_PITCH,
    LOWEST_PIANO_PITCH,
    Hand,
    Note,
    score_order,
)
from chopin_studio.music.snap_grid import SnapGrid

SHORTEST_TICKS = 10
"""The shortest that a note can be made; one that is shorter already stays so."""

_FEW = 20
"""Among at least so many times as many notes, notes are inserted; else all are sorted."""

Notes = tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Notes in score order after an edit; `chosen` are the indices of those that were edited."""

    notes: Notes
    chosen: frozenset[int]


def move(notes: Notes, chosen: Set[int], pitch_steps: int, ticks: int) -> Edit:
    """Move notes up by `pitch_steps` semitones and later by `ticks`; negative is down, earlier."""
    meant = _meant(notes, chosen)
    up, later = pitch_steps_within(meant, pitch_steps), ticks_within(meant, ticks)
    return _edited(
        notes,
        chosen,
        lambda note: replace(note, pitch=note.pitch + up, onset_tick=note.onset_tick + later),
    )


def transpose(notes: Notes, chosen: Set[int], semitones: int) -> Edit:
    """Move notes up by `semitones`, or down where negative."""
    return move(notes, chosen, semitones, 0)


def lengthen(notes: Notes, chosen: Set[int], ticks: int) -> Edit:
    """Make notes longer by `ticks`, or shorter where negative."""
    by = lengthening_within(_meant(notes, chosen), ticks)
    return _edited(notes, chosen, lambda note: replace(note, duration_tick=note.duration_tick + by))


def delete(notes: Notes, chosen: Set[int]) -> Edit:
    """Delete the chosen notes."""
    kept = tuple(note for index, note in enumerate(notes) if index not in chosen)
    return Edit(kept, frozenset())


def insert(notes: Notes, note: Note) -> Edit:
    """Add a note, which is then the chosen one."""
    return _settled(notes, [note])


def paste(notes: Notes, clip: Iterable[Note], at_tick: int) -> Edit:
    """Add the notes of `clip`, the first of them at `at_tick`; they are then the chosen ones."""
    clip = tuple(clip)
    first = min((note.onset_tick for note in clip), default=0)
    later = max(at_tick, 0) - first
    return _settled(notes, [replace(note, onset_tick=note.onset_tick + later) for note in clip])


def quantise(notes: Notes, chosen: Set[int], grid: SnapGrid) -> Edit:
    """Move onsets to the nearest line of the grid; notes keep their length unless they meet."""
    return _edited(
        notes, chosen, lambda note: replace(note, onset_tick=grid.nearest(note.onset_tick))
    )


def set_velocity(
    notes: Notes, velocities: Mapping[int, int], chosen: Set[int] | None = None
) -> Edit:
    """Set velocities by the index of the note; each is limited to 1 to 127.

    The edited notes are then chosen, or those of `chosen` where that is given.
    """
    changed = tuple(
        replace(note, velocity=min(max(velocities[index], 1), 127)) if index in velocities else note
        for index, note in enumerate(notes)
    )
    return _reordered(changed, velocities.keys() if chosen is None else chosen)


def louder(notes: Notes, chosen: Set[int], steps: int) -> Edit:
    """Make all notes louder by the same `steps` of velocity, or softer where negative."""
    velocities = [note.velocity for note in _meant(notes, chosen)]
    up = max(127 - max(velocities, default=127), 0)
    down = min(1 - min(velocities, default=1), 0)
    by = min(max(steps, down), up)
    return set_velocity(notes, {index: notes[index].velocity + by for index in chosen})


def set_hand(notes: Notes, chosen: Set[int], hand: Hand | None) -> Edit:
    """Assign notes to a hand, or to none."""
    changed = tuple(
        replace(note, hand=hand) if index in chosen else note for index, note in enumerate(notes)
    )
    return _reordered(changed, chosen)


def pitch_steps_within(notes: Iterable[Note], steps: int) -> int:
    """Return how many of `steps` semitones all notes can move and stay on the piano."""
    pitches = [note.pitch for note in notes]
    up = max(HIGHEST_PIANO_PITCH - max(pitches, default=HIGHEST_PIANO_PITCH), 0)
    down = min(LOWEST_PIANO_PITCH - min(pitches, default=LOWEST_PIANO_PITCH), 0)
    return min(max(steps, down), up)


def ticks_within(notes: Iterable[Note], ticks: int) -> int:
    """Return how many of `ticks` all notes can move without beginning before the music."""
    return max(ticks, -min((note.onset_tick for note in notes), default=0))


def lengthening_within(notes: Iterable[Note], ticks: int) -> int:
    """Return by how many of `ticks` all notes can change their length."""
    shortest = min((note.duration_tick for note in notes), default=1)
    return max(ticks, min(SHORTEST_TICKS - shortest, 0))


def changed_ticks(before: Notes, after: Notes) -> tuple[int, int] | None:
    """Return the first and last tick where two versions of music differ, None if they are equal."""
    changed = changed_notes(before, after)
    if not changed:
        return None
    return min(note.onset_tick for note in changed), max(note.end_tick for note in changed)


def changed_notes(before: Notes, after: Notes) -> Notes:
    """Return the notes that only one of two versions of music has."""
    start = _common(before, after)
    tail = _common(before[start:][::-1], after[start:][::-1])
    gone = Counter(before[start : len(before) - tail])
    come = Counter(after[start : len(after) - tail])
    return (*(gone - come).elements(), *(come - gone).elements())


def _common(first: Notes, second: Notes) -> int:
    """Return the number of equal notes with which both begin."""
    low, high = 0, min(len(first), len(second))
    while low < high:  # halving, since tuples compare faster than any loop over their notes
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _meant(notes: Notes, chosen: Set[int]) -> list[Note]:
    return [notes[index] for index in chosen]


def _edited(notes: Notes, chosen: Set[int], change: Callable[[Note], Note]) -> Edit:
    others = [note for index, note in enumerate(notes) if index not in chosen]
    return _settled(others, [change(note) for note in _meant(notes, chosen)])


def _reordered(notes: Notes, chosen: Set[int]) -> Edit:
    """Bring notes that stay where they are into score order."""
    order = sorted(range(len(notes)), key=lambda index: score_order(notes[index]))
    places = frozenset(place for place, index in enumerate(order) if index in chosen)
    return Edit(tuple(notes[index] for index in order), places)


def _settled(others: Sequence[Note], edited: Sequence[Note]) -> Edit:
    """Put edited notes among the others, and resolve overlaps."""
    rows: dict[int, list[Note]] = {}
    for note in edited:
        rows.setdefault(note.pitch, []).append(note)
    rows = {pitch: _apart(row) for pitch, row in rows.items()}
    struck = {pitch: [note.onset_tick for note in row] for pitch, row in rows.items()}
    beside: dict[int, list[int]] = {pitch: [] for pitch in rows}
    kept: list[Note] = []
    cut: list[Note] = []
    for note in others:
        onsets = struck.get(note.pitch)
        if onsets is None:
            kept.append(note)
            continue
        place = bisect_left(onsets, note.onset_tick)
        if onsets[place : place + 1] == [note.onset_tick]:
            continue
        beside[note.pitch].append(note.onset_tick)
        (shorter,) = _cut_at([note], onsets[place : place + 1])
        (kept if shorter is note else cut).append(shorter)
    placed = [note for pitch, row in rows.items() for note in _cut_at(row, beside[pitch])]
    return _merged(kept, cut, placed)


def _merged(kept: list[Note], cut: list[Note], placed: list[Note]) -> Edit:
    """Put notes that were cut, and those placed, among notes in score order."""
    chosen = frozenset(range(len(cut), len(cut) + len(placed)))
    if len(cut) + len(placed) > len(kept) // _FEW:
        count = len(kept)
        return _reordered((*kept, *cut, *placed), {count + index for index in chosen})
    added = _reordered((*cut, *placed), chosen)
    keys = (score_order(note) for note in added.notes)
    places = [bisect_right(kept, key, key=score_order) for key in keys]
    # From the end, so that earlier indices stay valid.
    for place, note in zip(reversed(places), reversed(added.notes), strict=True):
        kept.insert(place, note)
    return Edit(tuple(kept), frozenset(places[index] + index for index in added.chosen))


def _apart(row: Iterable[Note]) -> list[Note]:
    """Resolve overlaps of edited notes of one pitch; of two at one onset the longer stays."""
    struck: dict[int, Note] = {}
    for note in row:
        other = struck.get(note.onset_tick, note)
        longer = max(note, other, key=lambda one: one.duration_tick)
        loudest = max(note.velocity, other.velocity)
        struck[note.onset_tick] = replace(longer, velocity=loudest)
    parted = [struck[onset] for onset in sorted(struck)]
    return _cut_at(parted, [note.onset_tick for note in parted])


def _cut_at(row: Iterable[Note], onsets: Sequence[int]) -> list[Note]:
    """End each note at the next of `onsets`, which rise, that lies after its own."""
    cut = []
    for note in row:
        place = bisect_right(onsets, note.onset_tick)
        if place < len(onsets) and onsets[place] < note.end_tick:
            note = replace(note, duration_tick=onsets[place] - note.onset_tick)
        cut.append(note)
    return cut
