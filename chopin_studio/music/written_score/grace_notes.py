"""How grace notes sound: just before the note that they stand before.

So the MIDI files of the same music have it. Of 796 grace notes in the editions that belong to 48
files by piano-midi.de, 776 are found near their place. Of the 341 of these that stand alone, 304
sound before the note they belong to, most (226) by an eighth of a beat, 35 with it and 2 after it;
groups of two mostly begin a quarter of a beat before.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from chopin_studio.music.written_score.ties import SoundingNote

GRID = Fraction(1, 24)
LONGEST = 3 * GRID
"""A grace note takes an eighth of a beat, less where there is less room."""

_ON_BEAT = 2 * LONGEST
"""The time before grace notes on the beat and of them: a group takes half of it."""


def place_grace_notes(
    notes: Sequence[SoundingNote], first_tick: Fraction, keeps_all: bool = False
) -> list[SoundingNote]:
    """Move the grace notes among `notes` before the notes they belong to; return all that remain.

    A group takes at most half of the time since its staff last struck a note, or since
    `first_tick`, when the music begins. Without room for a 24th of a beat each, it is left out,
    unless this `keeps_all`: then it is played as quickly as need be, and on the beat where there is
    no time before it, as at the beginning of a piece.
    """
    plain = [note for note in notes if note.grace_place is None]
    struck: dict[int, list[Fraction]] = defaultdict(list)
    for note in plain:
        struck[note.staff].append(note.onset)
    groups: dict[tuple[Fraction, int], list[SoundingNote]] = defaultdict(list)
    for note in notes:
        if note.grace_place is not None:
            groups[note.onset, note.staff].append(note)
    late: dict[tuple[Fraction, int], Fraction] = {}
    for (onset, staff), group in groups.items():
        index = bisect_left(struck[staff], onset)
        before = struck[staff][index - 1] if index else first_tick
        room = onset - max(before, first_tick)
        placed = _placed(group, room)
        if keeps_all and not placed:
            if room <= 0:
                room, late[onset, staff] = _ON_BEAT, _ON_BEAT / 2
            placed = _placed(group, room, is_exact=True)
            for note in placed if (onset, staff) in late else ():
                note.onset += _ON_BEAT / 2
                note.end += _ON_BEAT / 2
        plain += placed
    for note in plain if late else ():
        if note.grace_place is None and (note.onset, note.staff) in late:
            note.onset = min(note.onset + late[note.onset, note.staff], (note.onset + note.end) / 2)
    return sorted(plain, key=lambda note: note.onset)


def _placed(
    group: Iterable[SoundingNote], room: Fraction, is_exact: bool = False
) -> list[SoundingNote]:
    """Return a group of grace notes as it sounds; those of one place sound together."""
    group = list(group)
    places = {place: k for k, place in enumerate(sorted({note.grace_place or 0 for note in group}))}
    length = room / 2 / len(places)
    length = min(LONGEST, length if is_exact else length // GRID * GRID)
    if length <= 0:
        return []
    placed = []
    for note in group:
        ahead = len(places) - places[note.grace_place or 0]
        onset = note.onset - ahead * length
        end = note.end if note.end > note.onset else onset + length
        placed.append(replace(note, onset=onset, end=end))
    return placed
