"""Join tied notes: what is written as several notes is struck once and sounds on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from chopin_studio.music.written_score.written import WrittenNote

LONGEST_GAP = 4
"""In quarter notes. In 848 scores 23,200 ties have gaps of up to 3, and three have some of 48 to
1,065: their notes were never meant to be tied."""

_MOST_HELD = 64
"""More notes of one pitch are never tied at a time."""


@dataclass(slots=True)
class SoundingNote:
    """A note as it is struck at `onset` and released at `end`, in quarter notes.

    `grace_place` is the place in the file of a grace note, which stands at the onset of what it
    comes before and takes no time unless it is tied to that; None for other notes. `written` are
    the notes of the score that it is written as.
    """

    onset: Fraction
    end: Fraction
    pitch: int
    staff: int
    grace_place: int | None = None
    written: list[WrittenNote] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class JoinedNotes:
    """Notes in order of onsets; `loose_ties` counts the ties that lead from no note."""

    notes: list[SoundingNote]
    loose_ties: int


def join_ties(written: Iterable[WrittenNote], completes: bool = False) -> JoinedNotes:
    """Join the ties of notes in the order in which they are played.

    A tie leads to the same pitch of its part, however it is spelled and on any staff, where the
    note before ends; if that ended up to LONGEST_GAP earlier, since arpeggios are held so, it
    sounds on until then. A note that is tied to nothing is struck. Some programs write only where a
    tie begins: where this `completes` ties, a note at the end of such a one is not struck either.
    """
    notes: list[SoundingNote] = []
    held: dict[tuple[int, int], list[SoundingNote]] = {}
    loose = 0
    for item in sorted(written, key=lambda item: item.onset):
        note = item.note
        end = item.onset if note.is_grace else item.onset + note.quarters
        continues = note.continues or (completes and _meets_tie(held, item))
        before = _tied(held, item) if continues else None
        if before is not None:
            before.end = max(before.end, end)
            sounding = before
        else:
            loose += note.continues
            place = item.place if note.is_grace else None
            sounding = SoundingNote(item.onset, end, note.pitch, item.staff, place)
            notes.append(sounding)
        sounding.written.append(item)
        if note.holds:
            waiting = held.setdefault((item.part, note.pitch), [])
            waiting.append(sounding)
            del waiting[:-_MOST_HELD]
    return JoinedNotes(notes, loose)


def _meets_tie(held: dict[tuple[int, int], list[SoundingNote]], item: WrittenNote) -> bool:
    """Return whether a note begins just where one of its staff that is tied to the next ends."""
    waiting = held.get((item.part, item.note.pitch), ())
    return not item.note.is_grace and any(
        note.end == item.onset > note.onset and note.staff == item.staff for note in waiting
    )


def _tied(
    held: dict[tuple[int, int], list[SoundingNote]], item: WrittenNote
) -> SoundingNote | None:
    """Take the note out of `held` that `item` continues: the one that ends last before it."""
    waiting = [
        note
        for note in held.get((item.part, item.note.pitch), ())
        if (note.onset < item.onset or note.grace_place is not None)
        and item.onset - note.end <= LONGEST_GAP
    ]
    if not waiting:
        return None
    best = max(waiting, key=lambda note: (min(note.end, item.onset), note.staff == item.staff))
    held[item.part, item.note.pitch].remove(best)
    return best
