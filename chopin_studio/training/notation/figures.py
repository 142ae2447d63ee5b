"""Count where a score agrees with an edition."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from chopin_studio.music.note import Note
from chopin_studio.training.notation.alignment import GRID_TICKS, Alignment, align
from chopin_studio.training.notation.page import (
    Page,
    PageHairpin,
    PageMark,
    PageNote,
    PageRest,
    Sign,
)

_LEVELS = ("ppp", "pp", "p", "mp", "mf", "f", "ff", "fff")
_SAME_STRIKE_TICKS = 240
"""How far from its place in the file a note may be written."""

_NEAR_MARK_TICKS = 480


@dataclass(frozen=True, slots=True)
class Found:
    """How often a sign stands in the edition, in our score, and in both at one chord."""

    edition: int = 0
    ours: int = 0
    both: int = 0

    def __add__(self, other: "Found") -> "Found":
        """Return the sums."""
        return Found(self.edition + other.edition, self.ours + other.ours, self.both + other.both)

    @property
    def precision(self) -> float:
        """Which share of our signs the edition has, 0 to 1; 0 where we have none."""
        return self.both / self.ours if self.ours else 0.0

    @property
    def recall(self) -> float:
        """Which share of the edition's signs we have, 0 to 1; 0 where it has none."""
        return self.both / self.edition if self.edition else 0.0


@dataclass(slots=True)
class Figures:
    """What was counted of one piece or of several.

    `aligned` notes are in both the score and the edition, `spelled` of them alike. Of `lengths`,
    those that aren't grace notes in either, some are printed `longer` or `shorter` than both the
    edition has them and the file holds them. Of `melody` notes, in the upper of two voices of the
    edition's upper staff, some are in ours in the `lower` voice. `steps` are the differences in
    level of dynamics, ours less the edition's, where that has a mark.
    """

    aligned: int = 0
    spelled: int = 0
    lengths: int = 0
    longer: int = 0
    shorter: int = 0
    melody: int = 0
    lower: int = 0
    same_staff: int = 0
    rests: int = 0
    edition_rests: int = 0
    adjacent_rests: int = 0
    edition_adjacent_rests: int = 0
    far_notes: int = 0
    long_chains: int = 0
    steps: list[int] = field(default_factory=list)
    signs: dict[str, Found] = field(default_factory=dict)
    confused: Counter[tuple[int, int]] = field(default_factory=Counter)

    def add(self, other: "Figures") -> None:
        """Add the figures of another piece."""
        for name in _COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.steps += other.steps
        self.confused += other.confused
        for name, found in other.signs.items():
            self.signs[name] = self.signs.get(name, Found()) + found


_COUNTS = (
    *("aligned", "spelled", "lengths", "longer", "shorter", "melody", "lower", "same_staff"),
    *("rests", "edition_rests", "adjacent_rests", "edition_adjacent_rests"),
    *("far_notes", "long_chains"),
)


def compare(edition: Page, ours: Page, played: Sequence[Note]) -> Figures:
    """Compare a score with an edition of its work; `played` are the notes of its file."""
    alignment = align(edition.notes, ours.notes)
    figures = Figures()
    _count_notes(figures, alignment, played)
    figures.rests, figures.edition_rests = len(ours.rests), len(edition.rests)
    figures.adjacent_rests = _adjacent(ours.rests)
    figures.edition_adjacent_rests = _adjacent(edition.rests)
    figures.far_notes = ours.far_notes or 0
    figures.long_chains = sum(note.pieces > 3 for note in ours.notes)
    figures.steps = _level_steps(edition.marks, ours.marks, alignment)
    for sign in Sign:
        figures.signs[sign.value] = _found(sign, alignment)
    for grows, name in ((True, "crescendo"), (False, "diminuendo")):
        figures.signs[name] = _found_hairpins(
            [each for each in edition.hairpins if each.grows is grows],
            [each for each in ours.hairpins if each.grows is grows],
            alignment,
        )
    return figures


def _count_notes(figures: Figures, alignment: Alignment, played: Sequence[Note]) -> None:
    held = _Held(played)
    figures.aligned = len(alignment.notes)
    for theirs, ours in alignment.notes:
        figures.spelled += theirs.place == ours.place
        figures.same_staff += theirs.staff == ours.staff
        if theirs.place != ours.place:
            figures.confused[theirs.place, ours.place] += 1
        if theirs.staff == 1 and ours.staff == 1 and theirs.voice == 0:
            figures.melody += 1
            figures.lower += ours.voice > 0
        if theirs.is_grace or ours.is_grace:
            continue
        figures.lengths += 1
        printed = ours.end - ours.onset
        lengths = [(theirs.end - theirs.onset) * alignment.scale, held.ticks(ours)]
        figures.longer += printed > max(lengths) + GRID_TICKS
        figures.shorter += printed < min(lengths) - GRID_TICKS


class _Held:
    """Knows for how long the notes of a file are held."""

    def __init__(self, played: Sequence[Note]) -> None:
        self._of_pitch: dict[int, list[Note]] = defaultdict(list)
        for note in played:
            self._of_pitch[note.pitch].append(note)

    def ticks(self, written: PageNote) -> int:
        """Return for how long the note that is `written` sounds from its written onset on."""
        notes = self._of_pitch.get(written.pitch, [])
        place = bisect_left(notes, written.onset, key=lambda note: note.onset_tick)
        near = notes[max(place - 1, 0) : place + 1]
        note = min(near, key=lambda n: abs(n.onset_tick - written.onset), default=None)
        if note is None or abs(note.onset_tick - written.onset) > _SAME_STRIKE_TICKS:
            return written.end - written.onset
        return note.duration_tick


def _adjacent(rests: Iterable[PageRest]) -> int:
    """Return how many equal short rests follow each other in one voice, within one beat."""
    ordered = sorted(rests, key=lambda rest: (rest.staff, rest.voice, rest.onset))
    return sum(
        (a.staff, a.voice, a.end) == (b.staff, b.voice, b.onset)
        and a.end - a.onset == b.end - b.onset < 480
        and a.onset // 480 == b.onset // 480
        for a, b in pairwise(ordered)
    )


def _found(sign: Sign, alignment: Alignment) -> Found:
    """Count a sign by the chords of each staff that both scores have."""
    theirs, ours = set(), set()
    for their_note, our_note in alignment.notes:
        chord = (their_note.onset, their_note.staff)
        if _has(their_note, sign):
            theirs.add(chord)
        if _has(our_note, sign):
            ours.add(chord)
    return Found(len(theirs), len(ours), len(theirs & ours))


def _has(note: PageNote, sign: Sign) -> bool:
    return note.is_grace if sign is Sign.GRACE else sign in note.signs


def _level_steps(
    edition: Iterable[PageMark], ours: Sequence[PageMark], alignment: Alignment
) -> list[int]:
    """Return by how many levels ours differ from the edition's marks, where they stand."""
    if not ours:
        return []
    steps = []
    for mark in edition:
        tick = _our_tick(mark.tick, alignment)
        if tick is None or mark.text not in _LEVELS:
            continue
        place = bisect_left(ours, tick + _NEAR_MARK_TICKS, key=lambda each: each.tick) - 1
        if place >= 0:
            steps.append(_LEVELS.index(ours[place].text) - _LEVELS.index(mark.text))
    return steps


def _our_tick(tick: int, alignment: Alignment) -> int | None:
    """Return our tick for one of the edition, None where it has no chord that we have."""
    place = bisect_left(alignment.ticks, (tick, 0))
    near = alignment.ticks[max(place - 1, 0) : place + 1]
    theirs, ours = min(near, key=lambda pair: abs(pair[0] - tick), default=(-(10**9), 0))
    distance = (tick - theirs) * alignment.scale
    return round(ours + distance) if abs(distance) <= 4 * _NEAR_MARK_TICKS else None


def _found_hairpins(
    edition: Iterable[PageHairpin], ours: Sequence[PageHairpin], alignment: Alignment
) -> Found:
    """Count hairpins of one kind; one is found where some of ours shares half of its time."""
    spans = []
    for each in edition:
        start, end = (_our_tick(tick, alignment) for tick in (each.start_tick, each.end_tick))
        if start is not None and end is not None:
            spans.append((start, end))
    both = sum(
        any(
            min(end, each.end_tick) - max(start, each.start_tick) >= (end - start) / 2 > 0
            for each in ours
        )
        for start, end in spans
    )
    return Found(len(spans), len(ours), both)
