"""A score as plain values, from which a file is written."""

from dataclasses import dataclass
from typing import Literal

from chopin_studio.export.notation.markings import Clef, Hairpin, OctaveShift, PedalSpan, TextMark
from chopin_studio.export.notation.rhythm import Symbol
from chopin_studio.export.notation.spelling import SpelledPitch
from chopin_studio.export.notation.tempo_marks import TempoMark
from chopin_studio.music.key import Key
from chopin_studio.music.meter import Bar, MeterChange


@dataclass(frozen=True, slots=True)
class Event:
    """A chord or, without pitches, a rest, in one written value; without symbol, a whole-bar rest.

    `graces` are chords played quickly before it; a rolled chord is struck from the bottom up.
    """

    start_tick: int
    end_tick: int
    pitches: tuple[SpelledPitch, ...]
    symbol: Symbol | None
    tuplet_edge: Literal["start", "stop"] | None = None
    tie: Literal["start", "continue", "stop"] | None = None
    graces: tuple[tuple[SpelledPitch, ...], ...] = ()
    is_rolled: bool = False
    is_staccato: bool = False


@dataclass(frozen=True, slots=True)
class StaffBar:
    """One bar of one staff: its clef and one or two voices, each filling the bar.

    `clef_changes` are new clefs within the bar, where something of the first voice begins.
    """

    clef: Clef
    voices: tuple[tuple[Event, ...], ...]
    clef_changes: tuple[tuple[int, Clef], ...] = ()

    def clef_at(self, tick: int) -> Clef:
        """Return the clef in force at `tick`."""
        begun = [clef for start, clef in self.clef_changes if start <= tick]
        return begun[-1] if begun else self.clef


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """One bar of both staves; `meter` and `key` only where they are new."""

    bar: Bar
    meter: MeterChange | None
    key: Key | None
    right: StaffBar
    left: StaffBar

    @property
    def is_whole(self) -> bool:
        """Whether the bar is as long as its meter says, unlike a pickup."""
        return self.bar.end_tick - self.bar.start_tick == self.bar.meter.bar_ticks


@dataclass(frozen=True, slots=True)
class Score:
    """A piano score, one part on two staves."""

    title: str
    bars: tuple[ScoreBar, ...]
    tempos: tuple[TempoMark, ...]
    words: tuple[TextMark, ...]
    dynamics: tuple[TextMark, ...]
    hairpins: tuple[Hairpin, ...]
    pedals: tuple[PedalSpan, ...]
    octaves: tuple[OctaveShift, ...]
