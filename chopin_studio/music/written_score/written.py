"""A score as it is written: every bar once, ties not yet joined, repeats not yet played.

Time is counted in quarter notes from the beginning, as exact fractions.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """One note as it is printed.

    `pitch` is a MIDI note number, possibly beyond the piano's keys; `quarters` is its length in
    quarter notes. A note that `continues` is tied to the one before and not struck again; where it
    `holds`, it is tied to the next. The length of a grace note is only printed: it takes no time.
    `text` is the note as the file has it, with its spelling and whatever else is printed.
    """

    pitch: int
    quarters: Fraction
    continues: bool = False
    holds: bool = False
    is_grace: bool = False
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note at `onset`, on the staff of that number (1 is the upper one).

    Grace notes have the onset of what they stand before, and a `place` in the file, which rises.
    `voice` counts the voices of the staff there, from 0, the upper one.
    """

    onset: Fraction
    staff: int
    note: PrintedNote
    place: int = 0
    voice: int = 0


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


class Timed(Protocol):
    """Whatever happens at a moment of written time."""

    @property
    def time(self) -> Fraction:
        """In quarter notes from the beginning."""


@dataclass(frozen=True, slots=True)
class BarLine:
    """A bar line; one in mid-bar, such as a repeat sign, has no number."""

    time: Fraction
    is_numbered: bool
    ends_repeat: bool = False
    begins_repeat: bool = False


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
    """At `time` the pedal goes down, again where it is down already, or up."""

    time: Fraction
    is_down: bool


@dataclass(frozen=True, slots=True)
class MetronomeMark:
    """From `time` on there are `bpm` quarter notes a minute."""

    time: Fraction
    bpm: float


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
    as `norep`. The rest counts what was wrong.
    """

    notes: list[WrittenNote] = field(default_factory=list)
    rests: list[WrittenRest] = field(default_factory=list)
    dynamics: list[Dynamics] = field(default_factory=list)
    bar_lines: list[BarLine] = field(default_factory=list)
    meters: list[Meter] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    pedal_marks: list[PedalMark] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    orders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)
    metronome: list[MetronomeMark] = field(default_factory=list)
    printed_marks: list[MetronomeMark] = field(default_factory=list)
    end: Fraction = Fraction(0)
    unreadable_tokens: int = 0
    broken_lines: int = 0
    lines_out_of_step: int = 0
    is_terminated: bool = False
