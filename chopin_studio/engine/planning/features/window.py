"""A few bars of music, as columns to count in."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.harmony.labels import Beats, chord_numbers, felt_beats
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.plan.bar_notes import BarNotes, bar_notes

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Features = dict[str, float]
"""Numbers by the names of what they count; each kind of features always has the same names."""


@dataclass(frozen=True, slots=True)
class Window:
    """The notes of some whole bars, in score order, timed in ticks from the first bar line.

    `onsets`, `ends`, `pitches`, `velocities`, `is_left` and `bars`, the number of each note's bar
    from 0, are [notes]; a note whose hand is unknown counts as one of the right. `on_beat` [notes]
    says which begin on a felt beat. `top` and `bass` are the places of the highest notes of the
    right hand and of the lowest of the left, one for each of its onsets. `bar_starts` is
    [bars + 1], with the end; `chords` [beats] are the numbers of the chords that are heard.
    """

    onsets: Ints
    ends: Ints
    pitches: Ints
    velocities: Ints
    is_left: Mask
    bars: Ints
    on_beat: Mask
    top: Ints
    bass: Ints
    bar_starts: Ints
    beats: Beats
    chords: Ints
    bar_notes: BarNotes

    def __len__(self) -> int:
        return len(self.onsets)

    @property
    def bar_count(self) -> int:
        """How many bars there are."""
        return len(self.bar_starts) - 1


def window_of(notes: Sequence[Note], meters: MeterMap, begin_tick: int, end_tick: int) -> Window:
    """Return the notes that begin in the bars from one bar line up to another, by their ticks.

    The notes are in score order.
    """
    inside = notes_between(notes, begin_tick, end_tick)
    table = np.array(
        [(n.onset_tick, n.end_tick, n.pitch, n.velocity, n.hand is Hand.LEFT) for n in inside],
        np.int64,
    ).reshape(-1, 5)
    onsets, ends, pitches, velocities, is_left = table.T
    onsets, ends = onsets - begin_tick, ends - begin_tick
    moved, length = _meters_from(meters, begin_tick), end_tick - begin_tick
    beats = felt_beats(moved, length)
    starts = np.array([bar.start_tick for bar in moved.bars(0, length)] + [length], np.int64)
    return Window(
        onsets,
        ends,
        pitches,
        velocities,
        is_left.astype(np.bool_),
        np.searchsorted(starts, onsets, side="right") - 1,
        beats.starts[np.searchsorted(beats.starts, onsets)] == onsets,
        _top(onsets, np.flatnonzero(is_left == 0)),
        _bass(onsets, np.flatnonzero(is_left)),
        starts,
        beats,
        chord_numbers(onsets, ends - onsets, pitches, beats),
        bar_notes(onsets, pitches, moved, length),
    )


def notes_between(notes: Sequence[Note], begin_tick: int, end_tick: int) -> Sequence[Note]:
    """Return those of some notes, in score order, that begin from one tick up to another."""
    first, end = (
        bisect_left(notes, tick, key=attrgetter("onset_tick")) for tick in (begin_tick, end_tick)
    )
    return notes[first:end]


def _top(onsets: Ints, right: Ints) -> Ints:
    is_last = np.diff(onsets[right], append=-1) != 0  # notes of one onset stand bottom up
    top: Ints = right[is_last]
    return top


def _bass(onsets: Ints, left: Ints) -> Ints:
    bass: Ints = left[np.diff(onsets[left], prepend=-1) != 0]
    return bass


def _meters_from(meters: MeterMap, tick: int) -> MeterMap:
    """Return the meters from a bar line on, which becomes tick 0."""
    first = replace(meters.bar_at(tick).meter, tick=0)
    later = [replace(c, tick=c.tick - tick) for c in meters.changes if c.tick > tick]
    return MeterMap((first, *later))
