"""Tell which hand plays each part of a file, from all parts together.

Programs name the staves of a piano in many ways or not at all, and put the upper staff first. So
after the names that are plain by themselves, a name is understood by its opposite (`treble` beside
`bass`), a part without a hand by its partner that has one, and two parts of one piano by their
order. What is left open is guessed from the notes by whoever asks.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from chopin_studio.music.hands.names import TrackName, read_name
from chopin_studio.music.hands.track_words import KEYBOARDS, Certainty
from chopin_studio.music.note import Hand

_PIANO_PROGRAM = 0
_KEYBOARD_PROGRAMS = frozenset({*range(9), *range(16, 24), 46})
"""General MIDI's pianos, harpsichord, clavinet, celesta, organs, accordions and harp, from 0."""

_ORGAN_PROGRAMS = range(16, 21)

_TWO_PIANOS_SEMITONES = 6
"""Parts numbered as two instruments that lie this near to each other are no pair of hands."""

_OTHER_HAND = {Hand.RIGHT: Hand.LEFT, Hand.LEFT: Hand.RIGHT}


@dataclass(frozen=True, slots=True)
class PartClues:
    """What tells the hand of one part, a track or one channel of it, that has notes.

    `program` is General MIDI's, from 0, None where the file names none; `channel` is the part's,
    from 0, None where it has several. `mean_pitch` is a MIDI note number.
    """

    name: str
    mean_pitch: float
    program: int | None = None
    channel: int | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    clues: PartClues
    name: TrackName
    hand: Hand | None

    @property
    def program(self) -> int:
        return _PIANO_PROGRAM if self.clues.program is None else self.clues.program

    @property
    def is_keyboard(self) -> bool:
        return self.program in _KEYBOARD_PROGRAMS and not self.name.names_other_part

    @property
    def may_be_hand(self) -> bool:
        """Whether it can be a hand without being called one; a `Bass` is another instrument."""
        return self.is_keyboard and not (self.hand is None and self.name.names_bass)


def hands_of_parts(parts: Sequence[PartClues]) -> tuple[Hand | None, ...]:
    """Return the hand that plays each of a file's parts, None where the notes must tell.

    `parts` are those that have notes, percussion left out, in the order of the file.
    """
    read = [_Part(clues, read_name(clues.name), None) for clues in parts]
    read = [replace(part, hand=part.name.certain_hand) for part in read]
    if len(parts) > 1:
        read = _with_pairs_named(read)
        read = _with_partners(read)
        read = _with_order(read)
    return tuple(part.hand for part in read)


def _with_pairs_named(parts: list[_Part]) -> list[_Part]:
    """Understand names that mean a hand beside their opposite: `treble` and `bass`."""
    return [
        replace(part, hand=part.name.hand)
        if part.hand is None
        and any(_are_opposite(part, other, parts) for other in parts if other is not part)
        else part
        for part in parts
    ]


def _are_opposite(part: _Part, other: _Part, parts: list[_Part]) -> bool:
    hand, certainties = part.name.hand, (part.name.certainty, other.name.certainty)
    if hand is None or other.name.hand is hand:
        return False
    if other.name.hand is None:
        is_plain = len(parts) == 2 and not part.name.title_words
        may_pair = part.may_be_hand and other.may_be_hand
        return is_plain and may_pair and _has_staves(parts, part.program)
    if min(certainties) >= Certainty.LAST:
        return True
    if min(certainties) is Certainty.PAIRED and not _has_staves(parts, part.program):
        return False
    return _instrument(part) == _instrument(other)


def _has_staves(parts: list[_Part], program: int) -> bool:
    """Whether `upper` or `bass` can be a staff: of an organ it is a manual, of a choir a voice."""
    return program not in _ORGAN_PROGRAMS and all(
        part.is_keyboard for part in parts if part.program == program
    )


def _instrument(part: _Part) -> Hashable:
    """Return what parts of one instrument have in common."""
    return (part.program, frozenset(part.name.title_words))


def _with_partners(parts: list[_Part]) -> list[_Part]:
    """Give a part the other hand where all else of its instrument is one hand's."""
    result = list(parts)
    for places in _instruments(parts):
        unknown = [place for place in places if parts[place].hand is None]
        hands = {part.hand for part in (parts[place] for place in places) if part.hand is not None}
        if len(unknown) == 1 and len(hands) == 1 and parts[unknown[0]].may_be_hand:
            other_hand = _OTHER_HAND[hands.pop()]
            result[unknown[0]] = replace(parts[unknown[0]], hand=other_hand)
    return result


def _instruments(parts: list[_Part]) -> Iterable[list[int]]:
    """Return the places of the parts of each instrument; two keyboards alone are one."""
    if len(parts) == 2 and all(part.may_be_hand for part in parts):
        return [[0, 1]]
    places = defaultdict(list)
    for place, part in enumerate(parts):
        places[_instrument(part)].append(place)
    return places.values()


def _with_order(parts: list[_Part]) -> list[_Part]:
    """Make the first of two parts of one piano the right hand's, the second the left one's."""
    result = list(parts)
    for one, other in _staff_pairs(parts):
        result[one] = replace(parts[one], hand=Hand.RIGHT)
        result[other] = replace(parts[other], hand=Hand.LEFT)
    return result


def _staff_pairs(parts: list[_Part]) -> Iterable[tuple[int, int]]:
    """Return the places of the parts that are two staves of one piano each, without any hand."""
    if len(parts) == 2:
        return [(0, 1)] if _are_staves(*parts) else []
    alike = defaultdict(list)
    for place, part in enumerate(parts):
        if part.name.words:  # of several nameless tracks nothing tells which belong together
            key = (part.program, part.name.words, part.name.numbers, part.clues.channel)
            alike[key].append(place)
    return [
        (places[0], places[1])
        for places in alike.values()
        if len(places) == 2 and _are_staves(*(parts[place] for place in places))
    ]


def _are_staves(one: _Part, other: _Part) -> bool:
    """Whether two parts can be the staves of one piano."""
    if not all(part.may_be_hand and part.hand is None for part in (one, other)):
        return False
    if one.program != other.program or {one.name.hand, other.name.hand} == set(Hand):
        return False
    are_two_pianos = (
        one.name.words == other.name.words
        and one.name.numbers != other.name.numbers
        and any(word in KEYBOARDS for word in one.name.words)
        and abs(one.clues.mean_pitch - other.clues.mean_pitch) < _TWO_PIANOS_SEMITONES
    )
    return not are_two_pianos
