"""Read music as rows of events, and hash the short runs in them.

A run is hashed by what stays the same when music is transposed, played at another speed or, for
the voices, harmonised differently: steps in semitones from event to event, and the ratio of each
time between onsets to the one before.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.hands import assign_hands
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note

CHORD_TICKS = TICKS_PER_QUARTER // 24
"""Notes that begin less than this after the first note of a chord belong to the chord."""

_STEPS_AN_OCTAVE = 2
_WIDEST_RATIO = 6
"""Ratios of times are rounded to half octaves, from 1/8 to 8, so that swing does not matter."""

_TOGETHER = 100
_FIRST = 101
"""Marks in place of a ratio: no time at all, and the first time of a run."""

_HAND_PLACE = {Hand.RIGHT: 0, Hand.LEFT: 1, None: 2}

Integers = NDArray[np.int64]
Hashes = NDArray[np.uint64]


class Kind(IntEnum):
    """A way to read music as one row of events."""

    VOICE = 1
    """The top voice of a hand, with its rhythm."""
    TEXTURE = 2
    """All notes in order of time, chords bottom up, with their rhythm."""
    CHORDS = 3
    """The chords of each hand in order of time, without rhythm."""


RUN_LENGTHS = {Kind.VOICE: 7, Kind.TEXTURE: 8, Kind.CHORDS: 6}
"""How many events are hashed together. Longer runs are rarer, but break at a changed note."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """Events in order of time: [events] a pitch, an onset and a label, and the notes of each.

    A chord's pitch is its lowest, its label a hash of the rest; `notes` are places in the music.
    """

    kind: Kind
    pitches: Integers
    onset_ticks: Integers
    labels: Hashes
    notes: tuple[tuple[int, ...], ...]

    @property
    def run_length(self) -> int:
        """How many events a run of this row has."""
        return RUN_LENGTHS[self.kind]

    def between(self, first: int, last: int) -> "EventRow":
        """Return the events from `first` to `last`, including it."""
        part = slice(first, last + 1)
        return EventRow(
            self.kind,
            self.pitches[part],
            self.onset_ticks[part],
            self.labels[part],
            self.notes[part],
        )


def rows_of(excerpt: Excerpt) -> tuple[EventRow, ...]:
    """Read the generated notes of `excerpt` in every way; a hand without notes has no row.

    The places of notes are those in `excerpt.generated_notes`.
    """
    notes = excerpt.generated_notes
    hands = [note.hand for note in notes]
    if None in hands:
        hands = _assigned_hands(notes)
    onsets = _chord_onsets(notes)
    voices = [_voice(notes, onsets, hands, hand) for hand in Hand]
    rows = [*voices, _texture(notes, onsets), _chords(notes, onsets)]
    return tuple(row for row in rows if row.notes)


def chord_row(chords: Sequence[tuple[int, ...]], onset_ticks: Sequence[int]) -> EventRow:
    """Return chords that were read elsewhere as a row without notes, to be indexed."""
    ordered = [sorted(set(chord)) for chord in chords]
    return EventRow(
        Kind.CHORDS,
        np.array([chord[0] for chord in ordered], np.int64),
        np.array(onset_ticks, np.int64),
        np.array([_shape(chord) for chord in ordered], np.uint64),
        ((),) * len(ordered),
    )


def run_hashes(row: EventRow) -> Hashes:
    """Hash every run of the row: [events - run_length + 1], none where the row is shorter."""
    length = row.run_length
    if len(row.pitches) < length:
        return np.empty(0, np.uint64)
    steps = sliding_window_view(np.diff(row.pitches), length - 1)
    labels = sliding_window_view(row.labels, length)
    hashes = np.full(len(steps), row.kind, np.uint64)
    for k in range(length):
        hashes = _mixed(hashes, labels[:, k])
    for k in range(length - 1):
        hashes = _mixed(hashes, (steps[:, k] + 128).astype(np.uint64))
    if row.kind is not Kind.CHORDS:
        for column in _rhythms(row.onset_ticks, length).T:
            hashes = _mixed(hashes, column.astype(np.uint64))
    return hashes


def run_weights(row: EventRow) -> NDArray[np.float64]:
    """Return the weight of each run of the row [runs]: 1, or half where it is a common figure.

    Scales move in one direction, and arpeggios, trills and repeated chords return to the same
    few pitch classes: half of the run's events or fewer are new.
    """
    length = row.run_length
    if len(row.pitches) < length:
        return np.empty(0)
    steps = sliding_window_view(np.sign(np.diff(row.pitches)), length - 1)
    one_way = np.abs(steps.sum(axis=1)) == length - 1
    sounds = row.labels.astype(np.int64) * 12 + row.pitches % 12
    ordered = np.sort(sliding_window_view(sounds, length), axis=1)
    different = 1 + (np.diff(ordered, axis=1) != 0).sum(axis=1)
    return np.where(one_way | (different <= (length + 1) // 2), 0.5, 1.0)


def _mixed(hashes: Hashes, values: Hashes) -> Hashes:
    """Mix one more value into each hash, by the steps of MurmurHash3's 64-bit finaliser."""
    hashes = (hashes ^ values) * np.uint64(0xFF51AFD7ED558CCD)
    hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return hashes ^ (hashes >> np.uint64(33))


def _rhythms(onset_ticks: Integers, length: int) -> Integers:
    """Return the rhythm codes of each run [runs, length - 1], none reaching beyond the run."""
    times = np.diff(onset_ticks)
    marks = np.full(len(times), _TOGETHER, np.int64)
    moving = np.flatnonzero(times)
    ratios = np.log2(times[moving][1:] / times[moving][:-1])
    halves = np.rint(ratios * _STEPS_AN_OCTAVE).clip(-_WIDEST_RATIO, _WIDEST_RATIO)
    if len(moving):
        marks[moving[0]] = _FIRST
        marks[moving[1:]] = halves.astype(np.int64) + _WIDEST_RATIO
    windows = sliding_window_view(marks, length - 1).copy()
    moves = windows != _TOGETHER
    has_move = moves.any(axis=1)
    windows[has_move, moves.argmax(axis=1)[has_move]] = _FIRST
    return windows


def _assigned_hands(notes: Sequence[Note]) -> list[Hand | None]:
    """Assign the hands that are unknown; the order of notes may change within an onset."""
    assigned = assign_hands(Excerpt(notes=tuple(notes))).notes
    found: defaultdict[tuple[int, int, int, int], list[Hand | None]] = defaultdict(list)
    for note in assigned:
        found[_without_hand(note)].append(note.hand)
    return [found[_without_hand(note)].pop(0) for note in notes]


def _without_hand(note: Note) -> tuple[int, int, int, int]:
    return (note.onset_tick, note.pitch, note.duration_tick, note.velocity)


def _chord_onsets(notes: Sequence[Note]) -> list[int]:
    """Return for each note the onset of the chord that it belongs to."""
    onsets: list[int] = []
    for note in notes:
        follows = onsets and note.onset_tick - onsets[-1] < CHORD_TICKS
        onsets.append(onsets[-1] if follows else note.onset_tick)
    return onsets


def _voice(
    notes: Sequence[Note], onsets: Sequence[int], hands: Sequence[Hand | None], hand: Hand
) -> EventRow:
    """Follow the top voice of a hand: no note above which the hand is holding another.

    A note held a little too long does not hide the voice: what counts is the middle of a note.
    """
    own = [place for place in range(len(notes)) if hands[place] is hand]
    top: list[int] = []
    held: list[Note] = []
    for _, chord in groupby(own, key=lambda place: onsets[place]):
        places = list(chord)
        highest = max(places, key=lambda place: notes[place].pitch)
        note = notes[highest]
        middle = note.onset_tick + note.duration_tick / 2
        held = [other for other in held if other.end_tick > note.onset_tick]
        if not any(other.pitch > note.pitch and other.end_tick > middle for other in held):
            top.append(highest)
        held += [notes[place] for place in places]
    return _row(Kind.VOICE, notes, onsets, [(place,) for place in top])


def _texture(notes: Sequence[Note], onsets: Sequence[int]) -> EventRow:
    order = sorted(range(len(notes)), key=lambda place: (onsets[place], notes[place].pitch))
    return _row(Kind.TEXTURE, notes, onsets, [(place,) for place in order])


def _chords(notes: Sequence[Note], onsets: Sequence[int]) -> EventRow:
    """Group the notes that a hand strikes together, as the classic family of models reads them."""

    def struck(place: int) -> tuple[int, int]:
        return onsets[place], _HAND_PLACE[notes[place].hand]

    order = sorted(range(len(notes)), key=lambda place: (*struck(place), notes[place].pitch))
    return _row(Kind.CHORDS, notes, onsets, [tuple(chord) for _, chord in groupby(order, struck)])


def _row(
    kind: Kind,
    notes: Sequence[Note],
    onsets: Sequence[int],
    events: Sequence[tuple[int, ...]],
) -> EventRow:
    return EventRow(
        kind,
        np.array([notes[event[0]].pitch for event in events], np.int64),
        np.array([onsets[event[0]] for event in events], np.int64),
        np.array([_shape([notes[place].pitch for place in event]) for event in events], np.uint64),
        tuple(events),
    )


def _shape(pitches: Sequence[int]) -> int:
    """Return the chord's intervals above its lowest note as the bits of a number."""
    return sum({1 << min(pitch - pitches[0], 58) for pitch in pitches[1:]})
