"""Put together what belongs to one quotation: the lines and chords that match one place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.originality.index import CorpusIndex
from chopin_studio.originality.lines import EventRow
from chopin_studio.originality.matching import MatchedStretch

_LONGEST_PAUSE_TICKS = 4 * TICKS_PER_QUARTER
"""Parts of one quotation are no further apart than this."""

_OCTAVE = 12

SEVERAL_SIDES = 1.4
"""Where melody and bass, or a line and the chords, match the same bars, they count more together:
by chance that hardly happens."""

_LEAST_OF_A_SIDE = 1.0


class Weight(NamedTuple):
    """What a matching note counts as evidence: by the run that ends with it, and on which side.

    Notes of one chord have one run, and different `parts` of it.
    """

    value: float
    run: int
    part: int
    side: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Notes of some music that go along with bars of a piece.

    `matching` are the notes found in the piece one by one, `weights` what they count as evidence,
    and `notes` all that count as quoted, among them those between. `ticks` are the onsets of the
    first and the last event.
    """

    piece: int
    transposition: int
    ticks: tuple[int, int]
    bars: tuple[int, int]
    notes: frozenset[int]
    matching: frozenset[int]
    weights: Mapping[int, Weight]

    @property
    def evidence(self) -> float:
        """How many notes of its own it counts as, beyond a first few.

        A run counts once, also where both hands play it in octaves.
        """
        strongest: dict[tuple[int, int], Weight] = {}
        for weight in self.weights.values():
            key = (weight.run, weight.part)
            strongest[key] = max(weight, strongest.get(key, weight))
        sides: defaultdict[int, float] = defaultdict(float)
        for weight in strongest.values():
            sides[weight.side] += weight.value
        several = sum(total >= _LEAST_OF_A_SIDE for total in sides.values()) > 1
        return sum(sides.values()) * (SEVERAL_SIDES if several else 1.0)

    @classmethod
    def of(
        cls,
        pitches: Sequence[int],
        row: EventRow,
        stretch: MatchedStretch,
        index: CorpusIndex,
        events: Sequence[int],
    ) -> "Passage":
        """Return the part of a stretch that has these events of its row.

        `pitches` are those of all notes of the music.
        """
        first, last = events[0], events[-1]
        places = (
            min(stretch.first_place + first - stretch.first, stretch.last_place),
            max(stretch.last_place + last - stretch.last, stretch.first_place),
        )
        bars = sorted(int(index.bars[place]) for place in places)
        return cls(
            int(index.row_pieces[stretch.row_number]),
            stretch.transposition,
            (int(row.onset_ticks[first]), int(row.onset_ticks[last])),
            (bars[0], bars[1]),
            frozenset(note for event in events for note in row.notes[event]),
            frozenset(n for event in events if event in stretch.matching for n in row.notes[event]),
            _note_weights(pitches, row, stretch, events),
        )

    def adjoins(self, other: "Passage") -> bool:
        """Return whether both can be one quotation: of the same bars or bars beside them."""
        beside = self.bars[0] <= other.bars[1] + 1 and other.bars[0] <= self.bars[1] + 1
        gap = max(self.ticks[0] - other.ticks[1], other.ticks[0] - self.ticks[1])
        return beside and gap <= _LONGEST_PAUSE_TICKS

    def with_other(self, other: "Passage") -> "Passage":
        """Return both as one passage, in the key of this one."""
        weights = dict(self.weights)
        for note, weight in other.weights.items():
            weights[note] = max(weight, weights.get(note, weight))
        return Passage(
            self.piece,
            self.transposition,
            ticks := _hull(self.ticks, other.ticks),
            self.bars if ticks == self.ticks else _hull(self.bars, other.bars),
            self.notes | other.notes,
            self.matching | other.matching,
            weights,
        )


def passages(found: Iterable[Passage]) -> list[Passage]:
    """Join what adjoins, of the same piece in the same key or octaves from it."""
    groups: dict[tuple[int, int], list[Passage]] = {}
    for passage in sorted(found, key=lambda passage: -passage.evidence):
        place = (passage.piece, passage.transposition % _OCTAVE)
        group = groups.setdefault(place, [])
        beside = [other for other in group if passage.adjoins(other)]
        for other in beside:
            group.remove(other)
            passage = other.with_other(passage)
        group.append(passage)
    return [passage for group in groups.values() for passage in group]


def _note_weights(
    pitches: Sequence[int], row: EventRow, stretch: MatchedStretch, events: Sequence[int]
) -> dict[int, Weight]:
    """Return what each matching note counts: of a chord, one of each pitch class."""
    weights: dict[int, Weight] = {}
    for event in events:
        if value := stretch.weights.get(event, 0.0):
            classes = {pitches[place] % _OCTAVE: place for place in row.notes[event]}
            for part, place in enumerate(classes.values()):
                weights[place] = Weight(value, stretch.hashes[event], part, row.side)
    return weights


def _hull(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    return (min(a[0], b[0]), max(a[1], b[1]))
