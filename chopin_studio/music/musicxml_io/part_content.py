"""What one part of a score holds, at places in its bars.

A place is the index of a bar, from 0, and quarter notes from its beginning: how long the bars
before it are is only known when all parts are read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, NamedTuple, TypeVar

from chopin_studio.music.written_score.written import SUSTAIN_PEDAL, JumpKind, PrintedNote


class Place(NamedTuple):
    """A place in a part: the index of a bar, and quarter notes from its beginning."""

    bar: int
    offset: Fraction


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note on a staff of the part, from 1; grace notes stand where their main note does.

    The `order` of grace notes rises towards the main note.
    """

    place: Place
    staff: int
    note: PrintedNote
    order: int = 0


@dataclass(frozen=True, slots=True)
class Time:
    """The meter in a bar; None for both numbers is senza misura."""

    numerator: int | None
    denominator: int | None

    @property
    def bar_quarters(self) -> Fraction | None:
        """The length of a bar in quarter notes, None where it is free."""
        if self.numerator is None or self.denominator is None:
            return None
        return Fraction(4 * self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class KeySignature:
    """A key signature of `fifths` sharps as it sounds, and its mode if stated."""

    fifths: int
    is_minor: bool | None


@dataclass(frozen=True, slots=True)
class Dynamic:
    """A dynamic such as `p` at a staff, `velocity` where the file states one.

    `is_between` says that it stands on the side of the part's other staff, and is meant for both.
    """

    staff: int
    text: str
    velocity: int | None = None
    is_between: bool = True


@dataclass(frozen=True, slots=True)
class Wedge:
    """The beginning (`is_start`) or end of a hairpin; `number` tells several apart.

    A word such as `cresc.` is one without an end (`is_word`).
    """

    staff: int
    number: str
    is_start: bool
    grows: bool = True
    is_word: bool = False
    is_between: bool = True


@dataclass(frozen=True, slots=True)
class Pedal:
    """A pedal goes down or up: the sustain pedal, or the one of another MIDI controller."""

    is_down: bool
    controller: int = SUSTAIN_PEDAL


@dataclass(frozen=True, slots=True)
class Tempo:
    """Quarter notes a minute."""

    bpm: float


@dataclass(frozen=True, slots=True)
class TempoText:
    """Words that may be about the tempo."""

    text: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A fermata over a note or rest of this length."""

    quarters: Fraction


@dataclass(frozen=True, slots=True)
class Trio:
    """The trio of a minuet or a march begins in this bar: a da capo ends before it."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A sign to jump or to jump to; one `is_glyph` that is only drawn, without saying what for."""

    kind: JumpKind
    label: str = ""
    is_glyph: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A bar line, at its place or, where it `is_right`, at the end of its bar.

    `ends_section` says that it is drawn as the end of a section. `ending` is `start`, `stop` or
    `discontinue` where a bracket for the passes `numbers` begins or ends.
    """

    is_right: bool
    ends_repeat: bool = False
    begins_repeat: bool = False
    times: int = 2
    after_jump: bool = False
    ends_section: bool = False
    ending: str = ""
    numbers: str = ""


Sign = Time | KeySignature | Dynamic | Wedge | Pedal | Tempo | TempoText | Hold | Trio | Jump | Line
_Sign = TypeVar("_Sign", bound=Sign)


@dataclass(frozen=True, slots=True)
class Placed(Generic[_Sign]):
    """A sign at its place."""

    place: Place
    sign: _Sign


@dataclass(slots=True)
class Damage:
    """What was wrong in a part, in numbers.

    Notes without a pitch or a length (`unreadable`), values that no music has (`bad_values`), and
    bars before which nobody says how long a division is (`no_divisions`).
    """

    unreadable: int = 0
    bad_values: int = 0
    no_divisions: int = 0


@dataclass(slots=True)
class PartContent:
    """All that is read of a part.

    `ends` has for each bar where its voices end, `implicit` the bars that aren't counted, such as
    pickups, and `repeated` how many bars before a bar stand those that it repeats.
    """

    notes: list[PlacedNote] = field(default_factory=list)
    signs: list[Placed[Sign]] = field(default_factory=list)
    ends: list[frozenset[Fraction]] = field(default_factory=list)
    implicit: set[int] = field(default_factory=set)
    repeated: dict[int, int] = field(default_factory=dict)
    staves: int = 1
    unpitched: int = 0
    cues: int = 0
    damage: Damage = field(default_factory=Damage)

    def signs_of(self, kind: type[_Sign]) -> Iterator[Placed[_Sign]]:
        """Yield the signs of one kind in the order of the file."""
        for placed in self.signs:
            if isinstance(placed.sign, kind):
                yield Placed(placed.place, placed.sign)
