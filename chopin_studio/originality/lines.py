"""Read music as rows of events that stay the same however the music is played.

Pianists spread chords, play unevenly and take their time; arrangers double octaves, add ornaments
or play one hand alone. So time is not compared at all, only the order of events: the outer line of
each hand as steps from note to note, and the notes that are struck together as a chord. Times in
seconds tell what is struck together.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.hands import assign_hands
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note

TOGETHER_SEC = 0.035
"""A note that begins no later than this after the one before is struck with it."""

LONGEST_SPREAD_SEC = 0.12
"""A chord is spread over no more than this."""

_LEAST_LOOK_SEC, _MOST_LOOK_SEC = 0.04, 0.15
"""A note is hidden by a higher one that begins up to so much later: chords are spread upwards."""

_CHUNK = 128

SINGLE_NOTE = 1
"""The label of a chord of one pitch class."""

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Hashes = NDArray[np.uint64]
Mask = NDArray[np.bool_]


class Kind(IntEnum):
    """A way to read music as a row of events."""

    LINE = 1
    """An outer line, highest or lowest notes, without rhythm."""
    CHORDS = 2
    """All notes in order of time, those struck together as one event, without rhythm."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """Events in order of time: [events] a pitch, an onset and a label, and the notes of each.

    A chord's pitch is its highest, its label the pitch classes below that as the bits of a number;
    labels of lines are 0. `notes` are places in the music. `side` is 1 for a highest line, -1 for a
    lowest one, and 0 for chords.
    """

    kind: Kind
    side: int
    pitches: Integers
    onset_ticks: Integers
    labels: Hashes
    notes: tuple[tuple[int, ...], ...]

    def between(self, first: int, last: int) -> "EventRow":
        """Return the events from `first` to `last`, including it, as far as there are any."""
        part = slice(max(first, 0), last + 1)
        return EventRow(
            self.kind,
            self.side,
            self.pitches[part],
            self.onset_ticks[part],
            self.labels[part],
            self.notes[part],
        )


@dataclass(frozen=True, slots=True)
class _Heard:
    """Notes in order of time: [notes] onsets and ends in seconds, pitches and places."""

    onsets: Floats
    ends: Floats
    pitches: Integers
    places: Integers

    def of(self, chosen: Mask) -> "_Heard":
        """Return some of the notes."""
        return _Heard(
            self.onsets[chosen], self.ends[chosen], self.pitches[chosen], self.places[chosen]
        )


def rows_of(excerpt: Excerpt) -> tuple[EventRow, ...]:
    """Read the generated notes of `excerpt` in every way, each row once.

    These are the highest and the lowest line of all notes, the highest of the right hand, the
    lowest of the left one, and the chords. Hands that are not known are guessed. The places of
    notes are those in `excerpt.generated_notes`.
    """
    notes = excerpt.generated_notes
    if not notes:
        return ()
    heard = _heard(notes, excerpt)
    right, left = _hands(notes, heard)
    asked = ((heard, -1), (left, -1), (heard, 1), (right, 1))
    rows = [_line_row(notes, _outer_line(own, side), side) for own, side in asked]
    found = {row.notes: row for row in rows if row.notes}
    return (*found.values(), _chord_row(notes, heard))


def rows_to_index(excerpt: Excerpt) -> tuple[EventRow, ...]:
    """Read `excerpt` as it is indexed: the line of each hand, and the chords.

    Where a hand has nothing, the outer line of all notes is in its place.
    """
    notes = excerpt.generated_notes
    if not notes:
        return ()
    heard = _heard(notes, excerpt)
    hands = _hands(notes, heard)
    lines = [
        _line_row(notes, _outer_line(own if len(own.places) else heard, side), side)
        for own, side in zip(hands, (1, -1), strict=True)
    ]
    return (*lines, _chord_row(notes, heard))


def struck_row(chords: Sequence[tuple[int, ...]], onset_ticks: Sequence[int]) -> EventRow:
    """Return chords that were read elsewhere as a row without notes, to be indexed."""
    return EventRow(
        Kind.CHORDS,
        0,
        np.array([max(chord) for chord in chords], np.int64),
        np.array(onset_ticks, np.int64),
        np.array([_label(chord) for chord in chords], np.uint64),
        ((),) * len(chords),
    )


def _heard(notes: Sequence[Note], excerpt: Excerpt) -> _Heard:
    ticks = np.array([(note.onset_tick, note.end_tick) for note in notes], np.float64)
    changes = excerpt.tempo_map.changes
    at = np.array([change.tick for change in changes], np.float64)
    speeds = np.array([change.microseconds_per_quarter for change in changes], np.float64)
    speeds /= 1e6 * TICKS_PER_QUARTER
    seconds = np.concatenate([[0.0], np.cumsum(np.diff(at) * speeds[:-1])])
    which = np.searchsorted(at, ticks, "right") - 1
    times = seconds[which] + (ticks - at[which]) * speeds[which]
    order = np.argsort(times[:, 0], kind="stable")
    pitches = np.array([note.pitch for note in notes], np.int64)
    return _Heard(times[order, 0], times[order, 1], pitches[order], order.astype(np.int64))


def _hands(notes: Sequence[Note], heard: _Heard) -> tuple[_Heard, _Heard]:
    """Return what the right and the left hand play, as far as need be by assigning it."""
    hands: Sequence[Hand | None] = [note.hand for note in notes]
    if None in hands:
        hands = _assigned_hands(notes)
    is_right = np.array([hands[place] is Hand.RIGHT for place in heard.places], np.bool_)
    return heard.of(is_right), heard.of(~is_right)


def _assigned_hands(notes: Sequence[Note]) -> list[Hand | None]:
    """Assign the hands that are unknown; the order of notes may change within an onset."""
    assigned = assign_hands(Excerpt(notes=tuple(notes))).notes
    found: defaultdict[tuple[int, int, int, int], list[Hand | None]] = defaultdict(list)
    for note in assigned:
        found[_without_hand(note)].append(note.hand)
    return [found[_without_hand(note)].pop(0) for note in notes]


def _without_hand(note: Note) -> tuple[int, int, int, int]:
    return (note.onset_tick, note.pitch, note.duration_tick, note.velocity)


def _outer_line(heard: _Heard, side: int) -> Integers:
    """Return the places of the notes that no higher note (lower, with `side` -1) hides.

    A note is hidden by what sounds in its middle, so that one held a little too long hides
    nothing, and by what is struck with it or, in a spread chord, soon after it.
    """
    onsets, ends, pitches = heard.onsets, heard.ends, heard.pitches * side
    middles = (onsets + ends) / 2
    looks = onsets + np.clip((ends - onsets) / 2, _LEAST_LOOK_SEC, _MOST_LOOK_SEC)
    hidden = np.zeros(len(onsets), np.bool_)
    for start in range(0, len(onsets), _CHUNK):
        part = slice(start, start + _CHUNK)
        until = np.searchsorted(onsets, looks[part].max(), "right")
        near = np.flatnonzero(ends[:until] > onsets[start])
        hides = (
            (pitches[near] > pitches[part, None])
            & (onsets[near] <= looks[part, None])
            & (ends[near] > middles[part, None])
        )
        hidden[part] = hides.any(axis=1)
    return heard.places[~hidden]


def _line_row(notes: Sequence[Note], line: Integers, side: int) -> EventRow:
    chosen = [notes[place] for place in line]
    return EventRow(
        Kind.LINE,
        side,
        np.array([note.pitch for note in chosen], np.int64),
        np.array([note.onset_tick for note in chosen], np.int64),
        np.zeros(len(chosen), np.uint64),
        tuple((place,) for place in line.tolist()),
    )


def _chord_row(notes: Sequence[Note], heard: _Heard) -> EventRow:
    """Gather what is struck together; an event begins with the first of its notes."""
    chords: list[list[int]] = []
    first = before = -1.0
    for place, onset in zip(heard.places.tolist(), heard.onsets.tolist(), strict=True):
        if chords and onset - before <= TOGETHER_SEC and onset - first <= LONGEST_SPREAD_SEC:
            chords[-1].append(place)
        else:
            chords.append([place])
            first = onset
        before = onset
    pitches = [[notes[place].pitch for place in chord] for chord in chords]
    return EventRow(
        Kind.CHORDS,
        0,
        np.array([max(chord) for chord in pitches], np.int64),
        np.array([notes[chord[0]].onset_tick for chord in chords], np.int64),
        np.array([_label(chord) for chord in pitches], np.uint64),
        tuple(tuple(chord) for chord in chords),
    )


def _label(pitches: Sequence[int]) -> int:
    """Return the pitch classes below the highest note as bits: doubled octaves do not matter."""
    highest = max(pitches)
    return sum({1 << ((highest - pitch) % 12) for pitch in pitches})
