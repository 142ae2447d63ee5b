"""Find the notes of a score that an edition has too."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.training.corpora.chord_alignment import aligned, scale_between
from chopin_studio.training.notation.page import PageNote

GRID_TICKS = TICKS_PER_QUARTER // 24
_GRACE_TICKS = TICKS_PER_QUARTER // 8
"""How long before its main note a grace note stands, to be aligned."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of notes, the edition's first, and of the ticks of their chords, in order.

    The edition's ticks times `scale` are ours.
    """

    notes: tuple[tuple[PageNote, PageNote], ...]
    ticks: tuple[tuple[int, int], ...]
    scale: float


def align(edition: Sequence[PageNote], ours: Sequence[PageNote]) -> Alignment:
    """Align the notes of an edition with those of a score of ours."""
    one, other = _chords(edition), _chords(ours)
    ticks = aligned(one, other)
    notes = tuple(
        (note, other[b][pitch])
        for a, b in ticks
        for pitch, note in one[a].items()
        if pitch in other[b]
    )
    return Alignment(notes, tuple(ticks), scale_between(ticks))


def _chords(notes: Sequence[PageNote]) -> dict[int, dict[int, PageNote]]:
    """Return the notes by onset, on the grid, and pitch; of two equal ones the longer."""
    chords: dict[int, dict[int, PageNote]] = defaultdict(dict)
    for note in notes:
        onset = note.onset - _GRACE_TICKS * note.is_grace
        chord = chords[(onset + GRID_TICKS // 2) // GRID_TICKS * GRID_TICKS]
        before = chord.get(note.pitch)
        if before is None or before.end < note.end:
            chord[note.pitch] = note
    return {tick: chords[tick] for tick in sorted(chords)}
