"""Where a note ends that no message of its file ends."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chopin_studio.music.midi_io.message_table import PART_SHIFT, Column

_LAST_NOTE_WHOLES = 4
"""After the last note of a piece the recorder may have run on for long."""


@dataclass(frozen=True, slots=True)
class OpenNote:
    """A note without an end; `row` tells the pairing which it is.

    `restruck` is the tick at which the same key of the same part is struck next, None if never.
    """

    row: int
    part: int
    pitch: int
    onset: int
    restruck: int | None


def guessed_ends(
    open_notes: Sequence[OpenNote],
    onsets: Column,
    ends: Column,
    track_ends: Sequence[int],
    whole_note: int,
) -> list[int]:
    """Return the likely end of each open note, in the file's ticks.

    It is where the key is struck again or the notes from `onsets` to `ends` leave a silence, after
    a whole note at the latest. What nothing follows sounds to the end of its track. Where no note
    has an end, each lasts until the next one.
    """
    silences = _silences(onsets, ends)
    struck = sorted({note.onset for note in open_notes})
    return [
        _guessed_end(note, silences, struck, track_ends[note.part >> PART_SHIFT], whole_note)
        for note in open_notes
    ]


def _guessed_end(
    note: OpenNote, silences: list[int], struck: list[int], track_end: int, whole_note: int
) -> int:
    likely = [] if note.restruck is None else [note.restruck]
    stretches = silences or struck
    following = bisect_right(stretches, note.onset)
    if following < len(stretches):
        likely.append(stretches[following])
    if likely:
        return min(*likely, note.onset + whole_note)
    if track_end > note.onset:
        return min(track_end, note.onset + _LAST_NOTE_WHOLES * whole_note)
    return note.onset + whole_note // 4


def _silences(onsets: Column, ends: Column) -> list[int]:
    """Return the ticks at which silences begin, the last of them after the last note."""
    if not len(onsets):
        return []
    order = np.argsort(onsets, kind="stable")
    released = np.maximum.accumulate(ends[order])
    is_silence = np.append(onsets[order][1:] > released[:-1], True)
    return [int(tick) for tick in released[is_silence]]
