"""A score as it is written: every bar once, ties not yet joined, repeats not yet played.

Time is counted in quarter notes from the beginning, as exact fractions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from chopin_studio.music.note import Hand

SUSTAIN_PEDAL = 64
"""MIDI's controller for the pedal that nearly all marks mean."""

PLAIN_VELOCITY = 64
"""Of every note where no dynamics are read."""


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """One note as it is printed.

    `pitch` is a MIDI note number, possibly beyond the piano's keys; `quarters` is its length in
    quarter notes. A note that `continues` is tied to the one before and not struck again; where it
    `holds`, it is tied to the next. The length of a grace note is only printed: it takes no time.
    `text` is the note as the file has it, with its spelling and whatever else is printed.
    `velocity` is what the file states for this note alone; `accent` is how much louder it is than
    those around it, and `sounding_share` which share of its length it sounds: less than 1 with a
    staccato dot.
    """

    pitch: int
    quarters: Fraction
    continues: bool = False
    holds: bool = False
    is_grace: bool = False
    text: str = field(default="", compare=False)
    velocity: int | None = None
    accent: int = 0
    sounding_share: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note at `onset`, on the staff of that number (1 is the upper one).

    Grace notes have the onset of what they stand before, and a `place` in the file, which rises.
    `voice` counts the voices of the staff there, from 0, the upper one. Staves have numbers of
    their own throughout a score, and notes are tied within a `part`. `velocity` is how loud it is
    played.
    """

    onset: Fraction
    staff: int
    note: PrintedNote
    place: int = 0
    voice: int = 0
    part: int = 0
    velocity: int = PLAIN_VELOCITY


@dataclass(frozen=True, slots=True)
class WrittenRest:
    """A rest of `quarters` at `onset`, in a voice of a staff; not all of them are printed."""

    onset: Fraction
    quarters: Fraction
    staff: int
    voice: int
    is_printed: bool


@dataclass(frozen=True, slots=True)
class Dynamics:
    """What the column of dynamics says at `time`, such as `p <`: a mark, and hairpins' edges."""

    time: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class StaffPart:
    """The part that a staff belongs to: its number, None where the file has none, and its name."""

    number: int | None
    name: str


class Timed(Protocol):
    """Whatever happens at a moment of written time."""

    @property
    def time(self) -> Fraction:
        """In quarter notes from the beginning."""


@dataclass(frozen=True, slots=True)
class BarLine:
    """A bar line; one in mid-bar, such as a repeat sign, has no number.

    What it ends is played `times` times; after a da capo only where it `repeats_after_jump`.
    """

    time: Fraction
    is_numbered: bool
    ends_repeat: bool = False
    begins_repeat: bool = False
    times: int = 2
    repeats_after_jump: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    """A bracket over the bars from `start` to `end`, which are played in the passes `numbers`."""

    start: Fraction
    end: Fraction
    numbers: frozenset[int]


class JumpKind(StrEnum):
    """Signs that say where to go on, and where these lead."""

    DA_CAPO = "da capo"
    DAL_SEGNO = "dal segno"
    TO_CODA = "to coda"
    FINE = "fine"
    SEGNO = "segno"
    CODA = "coda"


@dataclass(frozen=True, slots=True)
class JumpSign:
    """At `time`, a bar line, is a sign to jump, or one to jump to; `label` tells several apart."""

    time: Fraction
    kind: JumpKind
    label: str = ""


@dataclass(frozen=True, slots=True)
class Meter:
    """From `time` on, a bar holds `numerator` notes of 1/`denominator`."""

    time: Fraction
    numerator: int
    denominator: int

    @property
    def bar_quarters(self) -> Fraction:
        """The length of a bar in quarter notes."""
        return Fraction(4 * self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Signature:
    """From `time` on the key signature has `fifths` sharps; `is_minor` is None if not stated."""

    time: Fraction
    fifths: int
    is_minor: bool | None = None


@dataclass(frozen=True, slots=True)
class PedalMark:
    """At `time` a pedal goes down, again where it is down already, or up.

    It is the one of this MIDI `controller`.
    """

    time: Fraction
    is_down: bool
    controller: int = SUSTAIN_PEDAL


@dataclass(frozen=True, slots=True)
class MetronomeMark:
    """From `time` on there are `bpm` quarter notes a minute."""

    time: Fraction
    bpm: float


@dataclass(frozen=True, slots=True)
class TempoWords:
    """Words about the tempo, such as `Allegro`, `rit.` or `a tempo`, stand at `time`."""

    time: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Fermata:
    """What lies between `time` and `end` is held."""

    time: Fraction
    end: Fraction


@dataclass(frozen=True, slots=True)
class DynamicMark:
    """At `time` stands a dynamic such as `p` or `sfz`, for some staves or, with None, for all.

    `velocity` is what the file states for it; None leaves that to the mark.
    """

    time: Fraction
    text: str
    staves: frozenset[int] | None = None
    velocity: int | None = None


@dataclass(frozen=True, slots=True)
class Hairpin:
    """From `time` on it grows louder or softer, until `end` or, with None, the next mark."""

    time: Fraction
    end: Fraction | None
    grows: bool
    staves: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The section called `label` begins at `time`."""

    time: Fraction
    label: str


@dataclass(slots=True)
class WrittenScore:
    """All that is read of a file, in the order of time.

    `records` has the first of each reference record, by its name; `printed_marks` has the
    metronome marks of the edition, `metronome` the tempi that its encoders state (`*MM`). `orders`
    are the lists of sections to play, the full one under the empty name, and one without repeats
    as `norep`. `hands` says which hand plays a staff, None where nobody knows; unless there is
    such a table, the first staff is the right hand's, and the others the left one's. `staff_parts`
    has the part of each staff by its number. The rest counts what was wrong.
    """

    notes: list[WrittenNote] = field(default_factory=list)
    rests: list[WrittenRest] = field(default_factory=list)
    dynamics: list[Dynamics] = field(default_factory=list)
    bar_lines: list[BarLine] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    jumps: list[JumpSign] = field(default_factory=list)
    meters: list[Meter] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    pedal_marks: list[PedalMark] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    orders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)
    metronome: list[MetronomeMark] = field(default_factory=list)
    printed_marks: list[MetronomeMark] = field(default_factory=list)
    marks: list[DynamicMark] = field(default_factory=list)
    hairpins: list[Hairpin] = field(default_factory=list)
    tempo_words: list[TempoWords] = field(default_factory=list)
    fermatas: list[Fermata] = field(default_factory=list)
    hands: Mapping[int, Hand | None] | None = None
    staff_parts: dict[int, StaffPart] = field(default_factory=dict)
    end: Fraction = Fraction(0)
    unreadable_tokens: int = 0
    broken_lines: int = 0
    lines_out_of_step: int = 0
    is_terminated: bool = False
