"""Choose the parts of a score that are for the piano, and say which hand plays which staff."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from chopin_studio.music.hands import PartClues, hand_named, hands_of_parts
from chopin_studio.music.note import Hand
from chopin_studio.texts import Text, joined, translatable

_PIANO = re.compile(
    r"\bpiano\w*|\bpno\b|\bpf\b|\bpfte?\b|klavier|clavier|fl[uü]gel|\bfortepiano|\bpianof|"
    r"фортепиано|фп\b|рояль|ピアノ|钢琴|鋼琴|피아노",
    re.I,
)
_NO_PIANO = re.compile(r"piano accordion|pianola|toy piano|clavier[- ]?übung", re.I)
_MOST_NAMES = 12
_PIANO_SOUND = "keyboard.piano"


@dataclass(frozen=True, slots=True)
class PartSummary:
    """What choosing needs to know of a part.

    `label` is its name and instrument in words; `sound` MusicXML's name of its sound, `program` its
    General MIDI number from 1, None where it states none. `mean_pitch` is a MIDI note number.
    """

    label: str
    sound: str
    staves: int
    note_count: int
    is_percussion: bool
    mean_pitch: float = 60.0
    program: int | None = None


@dataclass(frozen=True, slots=True)
class PartChoice:
    """Which parts of a score are taken, by their indices.

    `left_out` are the others that could be played, where nobody chose; `took_all` says that all are
    taken since none is the piano.
    """

    taken: tuple[int, ...]
    left_out: tuple[int, ...]
    took_all: bool


def chosen_parts(parts: Sequence[PartSummary], chosen: Collection[int] | None) -> PartChoice:
    """Return the parts `chosen`; with None those of the piano, and all where there is none."""
    pitched = pitched_parts(parts)
    if chosen is not None:
        return PartChoice(tuple(index for index in pitched if index in chosen), (), False)
    taken = piano_parts(parts) or pitched
    left_out = tuple(index for index in pitched if index not in taken)
    return PartChoice(taken, left_out, taken == pitched and not piano_parts(parts))


def about_parts(names: Sequence[str], choice: PartChoice) -> tuple[Text, ...]:
    """Return a sentence about parts that are left out, or played together for want of a piano."""
    if choice.took_all and len(choice.taken) > 1:
        sentence = translatable(
            "This score has no piano part. These parts are played together: {names}.",
            names=_listed(names, choice.taken),
        )
        return (sentence,)
    if choice.left_out:
        sentence = translatable(
            "Parts that were left out: {names}.", names=_listed(names, choice.left_out)
        )
        return (sentence,)
    return ()


def _listed(names: Sequence[str], indices: Sequence[int]) -> Text:
    listed = [
        names[index] or translatable("Part {number}", number=index + 1)
        for index in indices[:_MOST_NAMES]
    ]
    if len(indices) > _MOST_NAMES:
        listed.append("…")
    return joined(listed, ", ")


def piano_parts(parts: Sequence[PartSummary]) -> tuple[int, ...]:
    """Return the indices of the parts that are played on the piano, by name, sound or hands.

    Empty where no part is: then all with notes of a pitch can be.
    """
    sounding = [
        (index, part)
        for index, part in enumerate(parts)
        if part.note_count and not part.is_percussion
    ]
    if len(sounding) == 1:
        return (sounding[0][0],)
    named = tuple(index for index, part in sounding if _is_piano(part))
    if named:
        return named
    hands = tuple(index for index, part in sounding if hand_named(part.label))
    return hands if len(hands) == len(sounding) else ()


def pitched_parts(parts: Sequence[PartSummary]) -> tuple[int, ...]:
    """Return the indices of all parts with notes of a pitch."""
    return tuple(
        index for index, part in enumerate(parts) if part.note_count and not part.is_percussion
    )


def staff_hands(
    parts: Sequence[PartSummary], taken: Iterable[int]
) -> Mapping[int, Mapping[int, Hand | None]]:
    """Return for each part taken which hand plays its staves, by their numbers from 1.

    Of several staves the upper one is the right hand's. Parts of a single staff are told by their
    names, and by their order where a piano is written as two.
    """
    taken = tuple(taken)
    single = [index for index in taken if parts[index].staves == 1]
    told = hands_of_parts([_clues(parts[index]) for index in single])
    hands: dict[int, Mapping[int, Hand | None]] = {
        index: {1: hand} for index, hand in zip(single, told, strict=True)
    }
    for index in taken:
        if index not in hands:
            below = dict.fromkeys(range(2, parts[index].staves + 1), Hand.LEFT)
            hands[index] = {1: Hand.RIGHT, **below}
    return hands


def _clues(part: PartSummary) -> PartClues:
    program = None if part.program is None else part.program - 1
    return PartClues(part.label, part.mean_pitch, program)


def _is_piano(part: PartSummary) -> bool:
    if part.sound.startswith(_PIANO_SOUND):
        return True
    return bool(_PIANO.search(part.label)) and not _NO_PIANO.search(part.label)
