"""The plan of a piece as it is shown: sections by their names, chords by their symbols."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import inf

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.harmony.chord import Chord
from chopin_studio.music.harmony.symbols import chord_symbol
from chopin_studio.music.key import Key, estimate_key
from chopin_studio.music.meter import Bar
from chopin_studio.music.plan.found_plan import completed
from chopin_studio.music.plan.plan import Likeness, Plan, Section
from chopin_studio.session.support.translation import tr

_MARKS = {Likeness.VARIED: "′", Likeness.LOOSE: "″", Likeness.RHYTHM: "~"}


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section in its place: `place` among all sections, and bars counted from 0."""

    place: int
    section: Section
    first_bar: int
    start_tick: int
    end_tick: int

    @property
    def end_bar(self) -> int:
        """The bar after its last, counted from 0."""
        return self.first_bar + self.section.bars

    @property
    def name(self) -> str:
        """Its letter and marks: `A`, `A′` for varied, `B(+5)` for transposed."""
        shift = f"({self.section.transposition:+})" if self.section.transposition else ""
        return f"{self.section.letter}{_MARKS.get(self.section.likeness, '')}{shift}"

    @property
    def words(self) -> str:
        """Its name and bars in words."""
        if self.section.bars == 1:
            return tr("Section {name}, bar {first}", name=self.name, first=self.first_bar + 1)
        return tr(
            "Section {name}, bars {first} to {last}",
            name=self.name,
            first=self.first_bar + 1,
            last=self.end_bar,
        )


@dataclass(frozen=True, slots=True)
class ShownChord:
    """A chord where it begins; `rank` is 0 at the beginning of a bar, 1 within one."""

    tick: int
    symbol: str
    bar: int
    rank: int


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan over the bars of a piece.

    `recorded` is what was planned when the piece was generated, `found` what its music tells, or
    None while nobody has looked; `plan` is the first, completed by the second.
    """

    excerpt: Excerpt
    recorded: Plan
    found: Plan | None
    plan: Plan
    bars: tuple[Bar, ...]
    sections: tuple[ShownSection, ...]
    chords: tuple[ShownChord, ...]

    @property
    def has_found_sections(self) -> bool:
        """Whether the sections were found in the music, not planned."""
        return not self.recorded.sections

    def has_found_chords(self, bar: int) -> bool:
        """Return whether the chords of a bar, counted from 0, were found in the music."""
        return all(chord is None for chord in self.recorded.bar(bar).chords)

    def section_at(self, tick: float) -> ShownSection | None:
        """Return the section that holds a tick; None outside of all."""
        return next((s for s in self.sections if s.start_tick <= tick < s.end_tick), None)

    def bar_at(self, tick: float) -> Bar | None:
        """Return the bar that holds a tick; None behind the last one."""
        bar = self.excerpt.meters.bar_at(tick)
        return bar if bar.number <= len(self.bars) else None

    def key_at(self, tick: float) -> Key:
        """Return the key at a tick, estimated where the music names none."""
        return self.excerpt.key_at(tick) or estimate_key(self.excerpt.notes)


def shown_plan(excerpt: Excerpt, recorded: Plan, found: Plan | None = None) -> ShownPlan:
    """Return the plan of a piece as it is shown."""
    plan = completed(recorded, found) if found is not None else recorded
    count = max(len(plan.bars), plan.first_bar + sum(section.bars for section in plan.sections))
    bars = tuple(islice(excerpt.meters.bars(0, inf), count))
    return ShownPlan(
        excerpt,
        recorded,
        found,
        plan,
        bars,
        tuple(_sections(plan, bars)),
        tuple(_chords(excerpt, plan, bars)),
    )


def _sections(plan: Plan, bars: tuple[Bar, ...]) -> Iterator[ShownSection]:
    for place, (first, section) in enumerate(plan.placed_sections()):
        end = bars[first + section.bars - 1].end_tick
        yield ShownSection(place, section, first, bars[first].start_tick, end)


def _chords(excerpt: Excerpt, plan: Plan, bars: tuple[Bar, ...]) -> Iterator[ShownChord]:
    """Yield the chords where they change, and again where a section begins."""
    starts = {first for first, _ in plan.placed_sections()}
    estimated = estimate_key(excerpt.notes) if not excerpt.keys else None
    last: Chord | None = None
    for number, (bar, planned) in enumerate(zip(bars, plan.bars, strict=False)):
        if number in starts:
            last = None
        key = estimated or excerpt.key_at(bar.start_tick)
        for beat, chord in enumerate(planned.chords):
            if chord is not None and chord != last:
                tick = bar.start_tick + beat * bar.meter.felt_beat_ticks
                yield ShownChord(tick, chord_symbol(chord, key), number, min(beat, 1))
            last = chord or last
