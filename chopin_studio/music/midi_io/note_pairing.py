"""Pair the messages that begin notes with those that end them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chopin_studio.music.midi_io.message_table import (
    CONTROL,
    NOTE_OFF,
    NOTE_ON,
    Column,
    Mask,
    MessageTable,
)
from chopin_studio.music.midi_io.note_ends import guessed_ends
from chopin_studio.music.midi_io.uneven_keys import Silences, UnevenNotes

_KEY_SHIFT = 7
_ALL_OFF_CONTROLLERS = (120, 123, 124, 125, 126, 127)
"""All sound off, all notes off, and the four that imply it by MIDI 1.0."""


@dataclass(frozen=True, slots=True)
class PairedNotes:
    """Notes as columns of one length; ticks are the file's, and a note may have no length.

    `part` is `track << 4 | channel`; `is_guessed` tells which ends the file does not state.
    """

    part: Column
    pitch: Column
    velocity: Column
    onset: Column
    end: Column
    is_guessed: Mask

    def where(self, chosen: Mask | Column) -> "PairedNotes":
        """Return the chosen notes."""
        return PairedNotes(
            self.part[chosen],
            self.pitch[chosen],
            self.velocity[chosen],
            self.onset[chosen],
            self.end[chosen],
            self.is_guessed[chosen],
        )


def pair_notes(
    table: MessageTable,
    ports: Sequence[int],
    track_ends: Sequence[int],
    whole_note: int,
) -> PairedNotes:
    """Return all notes of a file.

    Notes of one key that overlap in a track end in the order in which they began. What one track
    begins another one may end, of the same channel and port (`ports` has each track's). A note
    that is never ended gets the end that is likely: see `guessed_ends`. `track_ends` and
    `whole_note` are in the file's ticks.
    """
    rows = np.flatnonzero(np.isin(table.kind, (NOTE_OFF, NOTE_ON)))
    rows = rows[np.argsort(_keys(table.where(rows)), kind="stable")]
    notes = table.where(rows)
    is_on = (notes.kind == NOTE_ON) & (notes.second > 0)
    is_even = _are_even(_keys(notes), is_on) & ~np.isin(notes.part, _silenced_parts(table))
    # Of an even key as many notes end as begin, none before it begins: the n-th end belongs to the
    # n-th beginning, and so it does when all these keys stand one after another.
    begun, ends = np.flatnonzero(is_even & is_on), notes.tick[is_even & ~is_on]
    guessed: list[int] = []
    if not is_even.all():
        odd = np.flatnonzero(~is_even)
        uneven = UnevenNotes(_silences(table))
        uneven.pair(odd, rows[odd], is_on[odd], notes.where(odd))
        uneven.pair_across_tracks(ports)
        begun = np.concatenate((begun, np.array(uneven.begun, np.int64)))
        ends = np.concatenate((ends, np.array(uneven.ends, np.int64)))
        guessed = guessed_ends(uneven.left, notes.tick[begun], ends, track_ends, whole_note)
        begun = np.concatenate((begun, np.array([note.row for note in uneven.left], np.int64)))
        ends = np.concatenate((ends, np.array(guessed, np.int64)))
    return PairedNotes(
        part=notes.part[begun],
        pitch=notes.first[begun].astype(np.int64),
        velocity=notes.second[begun].astype(np.int64),
        onset=notes.tick[begun],
        end=ends,
        is_guessed=np.arange(len(begun)) >= len(begun) - len(guessed),
    )


def _keys(notes: MessageTable) -> Column:
    return notes.part << _KEY_SHIFT | notes.first


def _are_even(keys: Column, is_on: Mask) -> Mask:
    """Return for each row whether every note of its key ends, and none before it begins."""
    if not len(keys):
        return np.zeros(0, np.bool_)
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    steps = np.where(is_on, 1, -1)
    sounding = np.cumsum(steps)
    before = sounding[starts] - steps[starts]
    lowest = np.minimum.reduceat(sounding, starts) - before
    last = sounding[np.append(starts[1:], len(keys)) - 1] - before
    return np.repeat((lowest >= 0) & (last == 0), np.diff(np.append(starts, len(keys))))


def _all_off_rows(table: MessageTable) -> Column:
    return np.flatnonzero((table.kind == CONTROL) & np.isin(table.first, _ALL_OFF_CONTROLLERS))


def _silenced_parts(table: MessageTable) -> Column:
    """Return the parts in which all notes are ended at once while others follow."""
    rows = _all_off_rows(table)
    if not len(rows):
        return rows
    on_rows = np.flatnonzero((table.kind == NOTE_ON) & (table.second > 0))
    size = int(table.part.max(initial=0)) + 1
    first, last = np.full(size, len(table.part)), np.full(size, -1)
    np.minimum.at(first, table.part[on_rows], on_rows)
    np.maximum.at(last, table.part[on_rows], on_rows)
    parts = table.part[rows]
    return np.unique(parts[(first[parts] < rows) & (rows < last[parts])])


def _silences(table: MessageTable) -> Silences:
    """Return by part at which rows and ticks all notes are ended at once."""
    found: Silences = {}
    for row in _all_off_rows(table).tolist():
        rows, ticks = found.setdefault(int(table.part[row]), ([], []))
        rows.append(row)
        ticks.append(int(table.tick[row]))
    return found
