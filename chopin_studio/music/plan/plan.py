"""What is planned of a piece: its sections, and for each bar where it comes from and its chords."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from chopin_studio.music.harmony.chord import Chord
from chopin_studio.music.plan.character import Character

MOST_SEMITONES = 12
"""The furthest that a return is transposed, up or down."""


class Likeness(IntEnum):
    """How a bar is related to an earlier one, its source.

    The agreement of two bars is the F1 measure of their notes, each a place in the bar and a pitch:
    twice the notes in common over all notes of both.
    """

    UNPLANNED = 0
    """Nobody has decided."""
    NEW = 1
    """It has no source."""
    RHYTHM = 2
    """Its notes begin at the same places as those of the source, on other pitches."""
    LOOSE = 3
    """An agreement of 0.5 or more."""
    VARIED = 4
    """An agreement of 0.7 or more."""
    EXACT = 5
    """An agreement of 0.9 or more."""

    @property
    def has_source(self) -> bool:
        """Whether such a bar has a source."""
        return self >= Likeness.RHYTHM


@dataclass(frozen=True, slots=True)
class PlannedBar:
    """What is planned of one bar.

    `source` is the number of an earlier bar of the plan, counted from 0, that the bar returns to,
    `transposition` how many semitones higher. `chords` has one entry for each beat of the bar as
    it is felt (see `felt_beats`), None where none is planned; it is empty for no chords at all.
    Raises ValueError where there is a source without a likeness to it, or the other way round.
    """

    likeness: Likeness = Likeness.UNPLANNED
    source: int | None = None
    transposition: int = 0
    chords: tuple[Chord | None, ...] = ()
    character: Character = Character()

    def __post_init__(self) -> None:
        if self.likeness.has_source != (self.source is not None):
            raise ValueError(f"a bar of likeness {self.likeness.name} with source {self.source}")
        if abs(self.transposition) > MOST_SEMITONES:
            raise ValueError(f"transposition must be -12 to 12, not {self.transposition}")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a piece that one hears as a whole.

    `letter` is A to Z: sections of one letter are the same music. The first of them is `new`; of
    the others, `likeness` says how near they are to it, and `transposition` how many semitones
    higher. Raises ValueError for anything else.
    """

    letter: str
    bars: int
    likeness: Likeness = Likeness.NEW
    transposition: int = 0

    def __post_init__(self) -> None:
        if not (len(self.letter) == 1 and "A" <= self.letter <= "Z"):
            raise ValueError(f"letter must be A to Z, not {self.letter!r}")
        if self.bars < 1:
            raise ValueError(f"bars must be 1 or more, not {self.bars}")
        if abs(self.transposition) > MOST_SEMITONES:
            raise ValueError(f"transposition must be -12 to 12, not {self.transposition}")


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a piece, bar by bar.

    `bars` are those of the music from its first bar on (that of a pickup included); behind the
    last of them nothing is planned. The `sections` follow each other from bar `first_bar` on,
    counted from 0. Raises ValueError where a source is not before its bar.
    """

    bars: tuple[PlannedBar, ...] = ()
    sections: tuple[Section, ...] = ()
    first_bar: int = 0

    def __post_init__(self) -> None:
        for number, bar in enumerate(self.bars):
            if bar.source is not None and not 0 <= bar.source < number:
                raise ValueError(f"bar {number} cannot return to bar {bar.source}")

    def bar(self, number: int) -> PlannedBar:
        """Return what is planned of a bar, counted from 0; an unplanned bar behind the last."""
        return self.bars[number] if 0 <= number < len(self.bars) else _UNPLANNED

    def placed_sections(self) -> Iterator[tuple[int, Section]]:
        """Yield each section with the number of its first bar, counted from 0."""
        begin = self.first_bar
        for section in self.sections:
            yield begin, section
            begin += section.bars

    def with_chords(self, number: int, chords: tuple[Chord | None, ...]) -> "Plan":
        """Return the plan with other chords in a bar; ValueError where there is no such bar."""
        if not 0 <= number < len(self.bars):
            raise ValueError(f"there is no bar {number} in a plan of {len(self.bars)}")
        changed = replace(self.bars[number], chords=chords)
        return replace(self, bars=(*self.bars[:number], changed, *self.bars[number + 1 :]))

    def anew(self, first: int, end: int) -> "Plan":
        """Return the plan with the bars from `first` up to `end` new, under the same chords.

        A bar that returns to one of them goes on doing so.
        """
        bars = tuple(
            replace(bar, likeness=Likeness.NEW, source=None, transposition=0)
            if first <= number < end and bar.source is not None and bar.source < first
            else bar
            for number, bar in enumerate(self.bars)
        )
        return replace(self, bars=bars)

    def without_first(self, count: int) -> "Plan":
        """Return the plan of music without its first `count` bars; no bar returns to those."""
        bars = tuple(_with_source_moved(bar, -count) for bar in self.bars[count:])
        sections, begin = [], self.first_bar
        for section in self.sections:
            left = min(section.bars, begin + section.bars - count)
            if left > 0:
                sections.append(replace(section, bars=left))
            begin += section.bars
        return Plan(bars, tuple(sections), max(0, self.first_bar - count))

    def after(self, earlier: "Plan", count: int) -> "Plan":
        """Return the plan of music that has this plan from bar `count` on, and before another."""
        begun = tuple(earlier.bar(number) for number in range(count))
        bars = (*begun, *(_with_source_moved(bar, count) for bar in self.bars))
        return Plan(bars, self.sections, self.first_bar + count)


def _with_source_moved(bar: PlannedBar, by: int) -> PlannedBar:
    """Move the number of a bar's source; a bar whose source is no longer there is new."""
    if bar.source is None:
        return bar
    if bar.source + by < 0:
        return replace(bar, likeness=Likeness.NEW, source=None, transposition=0)
    return replace(bar, source=bar.source + by)


_UNPLANNED = PlannedBar()
