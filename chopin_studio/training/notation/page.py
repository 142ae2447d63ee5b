"""What is printed on a page of piano music, as values that scores of any origin can be put into.

All times are ticks, 480 to the quarter note, from the first bar on; staff 1 is the upper one, and
voice 0 is the upper voice of its staff.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """What stands at a chord."""

    TRILL = "trill"
    MORDENT = "mordent"
    TURN = "turn"
    GRACE = "grace notes"
    ARPEGGIO = "arpeggio"
    STACCATO = "staccato"
    ACCENT = "accent"
    FERMATA = "fermata"
    SLUR_BEGINS = "slur begins"
    SLUR_ENDS = "slur ends"


@dataclass(frozen=True, slots=True)
class PageNote:
    """A note with its ties joined.

    `place` is the spelling's place on the line of fifths, C being 0; `pieces` is of how many tied
    notes it is written. A grace note has the onset of its main note, and no length.
    """

    onset: int
    end: int
    pitch: int
    place: int
    staff: int
    voice: int = 0
    pieces: int = 1
    is_grace: bool = False
    signs: frozenset[Sign] = frozenset()


@dataclass(frozen=True, slots=True)
class PageRest:
    """A rest in a voice."""

    onset: int
    end: int
    staff: int
    voice: int


@dataclass(frozen=True, slots=True)
class PageMark:
    """A mark of dynamics, such as `mf`."""

    tick: int
    text: str


@dataclass(frozen=True, slots=True)
class PageHairpin:
    """A hairpin: a crescendo where `grows`, else a diminuendo."""

    start_tick: int
    end_tick: int
    grows: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that is compared, each kind in order of time.

    `far_notes` counts the notes beyond four ledger lines; None where the clefs aren't known.
    """

    notes: tuple[PageNote, ...]
    rests: tuple[PageRest, ...] = ()
    marks: tuple[PageMark, ...] = ()
    hairpins: tuple[PageHairpin, ...] = ()
    far_notes: int | None = None


def in_order(notes: Iterable[PageNote]) -> tuple[PageNote, ...]:
    """Return `notes` by onset and pitch, grace notes before the others."""
    return tuple(sorted(notes, key=lambda note: (note.onset, not note.is_grace, note.pitch)))
