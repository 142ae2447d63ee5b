"""The parts of a MIDI file: what plays each, which hand, and which of them are the piano."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

import numpy as np

from chopin_studio.music.hands import PartClues, hand_named, hands_of_parts
from chopin_studio.music.midi_io.common import MidiFileError
from chopin_studio.music.midi_io.instruments import (
    INSTRUMENTS,
    PERCUSSION,
    is_piano,
    names_other,
    names_percussion,
    names_piano,
)
from chopin_studio.music.midi_io.message_table import PART_SHIFT, channel_of
from chopin_studio.music.midi_io.note_pairing import PairedNotes
from chopin_studio.music.midi_io.programs import Programs
from chopin_studio.music.note import Hand
from chopin_studio.music.opened_music import Part
from chopin_studio.texts import Text, joined, plural, translatable

_MOST_NAMED = 6
"""So many parts are named in a sentence; more are counted."""


class Player(Enum):
    """What plays a part, as far as its file tells."""

    PIANO = auto()
    OTHER = auto()
    UNKNOWN = auto()
    PERCUSSION = auto()


@dataclass(frozen=True, slots=True)
class FilePart:
    """A track and a channel that have notes together.

    `number` is `track << 4 | channel`; `name` is that of the track, empty where it has none or
    names the whole file; `program` is General MIDI's, from 0, None where none is told.
    """

    number: int
    name: str
    program: int | None
    player: Player
    note_count: int
    mean_pitch: float

    @property
    def instrument(self) -> Text | str:
        """The name of the instrument, empty where none is told."""
        if self.player is Player.PERCUSSION:
            return PERCUSSION
        return "" if self.program is None else INSTRUMENTS[self.program]

    @property
    def label(self) -> Text | str:
        """What the part is called in a sentence."""
        is_named_other = self.player is Player.OTHER and not self.program
        return (
            (self.name if is_named_other else "")
            or self.instrument
            or self.name
            or translatable("track {number}", number=(self.number >> PART_SHIFT) + 1)
        )


def parts_of(notes: PairedNotes, track_names: Sequence[str], programs: Programs) -> list[FilePart]:
    """Return the parts of a file in the order of tracks and channels."""
    numbers, places, counts = np.unique(notes.part, return_inverse=True, return_counts=True)
    mean_pitches = np.bincount(places, weights=notes.pitch) / np.maximum(counts, 1)
    columns = zip(numbers.tolist(), counts.tolist(), mean_pitches.tolist(), strict=True)
    is_named = len(track_names) > 1 or len(numbers) == 1
    found = []
    for number, count, mean_pitch in columns:
        name = track_names[number >> PART_SHIFT] if is_named else ""
        program = programs.of_part(number)
        player = _player(name, program, programs.is_percussion(number))
        found.append(FilePart(number, name, program, player, count, mean_pitch))
    return _with_hands_as_piano(found)


def _with_hands_as_piano(parts: list[FilePart]) -> list[FilePart]:
    """Make parts the piano's that name an instrument by themselves, and hands together: `Bass`."""
    hands = hands_of(parts)
    return [
        replace(part, player=Player.PIANO)
        if part.player is Player.OTHER and not part.program and hands[part.number] is not None
        else part
        for part in parts
    ]


def _player(name: str, program: int | None, is_on_drum_channel: bool) -> Player:
    """Return what plays a part; a name that people gave says more than a default program."""
    is_named_piano = names_piano(name) or hand_named(name) is not None
    if names_percussion(name) or (is_on_drum_channel and not is_named_piano):
        return Player.PERCUSSION
    if program:
        return Player.PIANO if is_piano(program) else Player.OTHER
    if names_other(name):
        return Player.OTHER
    return Player.PIANO if is_named_piano or program == 0 else Player.UNKNOWN


def hands_of(parts: Sequence[FilePart]) -> dict[int, Hand | None]:
    """Return the hand that plays each part, None where the notes must tell."""
    pitched = [part for part in parts if part.player is not Player.PERCUSSION]
    clues = [
        PartClues(part.name, part.mean_pitch, part.program, channel_of(part.number))
        for part in pitched
    ]
    hands = hands_of_parts(clues)
    return {part.number: hand for part, hand in zip(pitched, hands, strict=True)}


def chosen_parts(
    parts: Sequence[FilePart], asked: Collection[int] | None, name: str
) -> list[FilePart]:
    """Return the parts that are `asked` for by their places, or those that seem to be the piano.

    If there is no piano, all that have a pitch are taken. Raises MidiFileError, which calls the
    file `name`, for a place that there is not.
    """
    if asked is not None:
        if not all(0 <= place < len(parts) for place in asked):
            raise MidiFileError(
                translatable(
                    "{name} has {count} parts. Choose from these.", name=name, count=len(parts)
                )
            )
        return [part for place, part in enumerate(parts) if place in asked]
    pitched = [part for part in parts if part.player is not Player.PERCUSSION]
    if not any(part.player is Player.PIANO for part in pitched):
        return pitched
    return [part for part in pitched if part.player is not Player.OTHER]


def opened_parts(parts: Sequence[FilePart], taken: Collection[FilePart]) -> tuple[Part, ...]:
    """Return the parts as what opening a file returns."""
    numbers = {part.number for part in taken}
    return tuple(
        Part(place, part.name, part.instrument, part.note_count, part.number in numbers)
        for place, part in enumerate(parts)
    )


def part_notices(
    parts: Sequence[FilePart], taken: Collection[FilePart], is_own_choice: bool
) -> list[Text]:
    """Return sentences on what was left out and on what is no piano.

    Of what the user has not chosen (`is_own_choice`) nothing is said.
    """
    notices: list[Text] = []
    others = [part for part in taken if part.player is not Player.PIANO and part.label]
    if any(part.player is Player.OTHER for part in others):
        notices.append(translatable("Taken as piano: {parts}.", parts=_labels(others)))
    if is_own_choice:
        return notices
    numbers = {part.number for part in taken}
    left = [part for part in parts if part.number not in numbers]
    drums = sum(part.note_count for part in left if part.player is Player.PERCUSSION)
    left = [part for part in left if part.player is not Player.PERCUSSION]
    if left:
        notices.append(
            plural(
                "{n:,} parts that are not the piano were left out: {parts}.",
                "A part that is not the piano was left out: {parts}.",
                len(left),
                parts=_labels(left),
            )
        )
    if drums and not taken:
        notices.append(
            translatable("The file has nothing but percussion, which a piano cannot play.")
        )
    elif drums:
        notices.append(
            plural(
                "{n:,} notes of percussion were left out.",
                "One note of percussion was left out.",
                drums,
            )
        )
    return notices


def _labels(parts: Sequence[FilePart]) -> Text:
    labels = list(dict.fromkeys(part.label for part in parts))
    named = joined(labels[:_MOST_NAMED], ", ")
    if len(labels) <= _MOST_NAMED:
        return named
    return plural(
        "{parts} and {n:,} others",
        "{parts} and one other",
        len(labels) - _MOST_NAMED,
        parts=named,
    )
