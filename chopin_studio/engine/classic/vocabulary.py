"""The tokens of the classic family: every chord of its corpus, as an ordered set of pitches."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from chopin_studio import data_fields as check
from chopin_studio.data_files import parse_json
from chopin_studio.errors import StudioError
from chopin_studio.texts import translatable

Chord = tuple[int, ...]
"""MIDI pitches in the order parsed; a single note is a chord of one."""

_PITCHES = 128


_MOST = 2**20
"""The most chords in a vocabulary: three hundred times those of the largest."""


class VocabularyError(StudioError):
    """A vocabulary file is invalid; the message has no full stop."""


@dataclass(frozen=True)
class Vocabulary:
    """Chords by token id, and how often each occurs in the corpus.

    Ids rise with the pitches (lowest first), not with their names as text: the network reads the
    scalar id / size, so neighbouring ids must sound alike.
    """

    chords: tuple[Chord, ...]
    counts: tuple[int, ...]
    _ids: dict[Chord, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.chords or len(self.chords) != len(self.counts):
            raise ValueError("a vocabulary needs at least one chord, and a count for each")
        if list(self.chords) != sorted(set(self.chords)):
            raise ValueError("chords must be unique and in rising order of pitches")
        object.__setattr__(self, "_ids", {chord: i for i, chord in enumerate(self.chords)})

    @classmethod
    def of(cls, sequences: Iterable[Sequence[Chord]]) -> "Vocabulary":
        """Collect the chords of whole pieces."""
        counted = Counter(chord for sequence in sequences for chord in sequence)
        chords = tuple(sorted(counted))
        return cls(chords, tuple(counted[chord] for chord in chords))

    @classmethod
    def from_json(cls, text: str) -> "Vocabulary":
        """Read what `to_json` wrote; raises VocabularyError where it is anything else."""
        try:
            rows = [check.items(row, 2, least=2) for row in check.items(parse_json(text), _MOST)]
            chords = tuple(_chord(pitches) for pitches, _ in rows)
            return cls(chords, tuple(check.whole(count, 1, 2**53) for _, count in rows))
        except ValueError as error:
            raise VocabularyError(
                translatable("the vocabulary is invalid ({reason})", reason=str(error))
            ) from error

    def to_json(self) -> str:
        """Return `[[pitches], count]` pairs, one a line."""
        rows = zip(self.chords, self.counts, strict=True)
        return "[\n" + ",\n".join(json.dumps([list(c), n]) for c, n in rows) + "\n]\n"

    def __len__(self) -> int:
        return len(self.chords)

    def id_of(self, chord: Chord) -> int | None:
        """Return the id of exactly this chord, in this order of pitches, or None."""
        return self._ids.get(chord)

    def nearest(self, pitches: Iterable[int]) -> tuple[int, bool]:
        """Return the id of the chord that sounds nearest, and whether its pitches are the same.

        Distance is the sum, over both chords' pitches, of the semitones to the nearest pitch of
        the other (the chamfer distance); of equals the most common in the corpus is chosen.
        """
        wanted = sorted(set(pitches))
        exact = self._ids_by_pitches.get(tuple(wanted))
        if exact is not None:
            return exact, True
        reach = np.abs(np.arange(_PITCHES)[:, None] - np.array(wanted)).min(axis=1)
        distance = self._reaches[:, wanted].sum(axis=1) + self._members @ reach
        best = np.flatnonzero(distance == distance.min())
        return int(best[np.argmax(np.array(self.counts)[best])]), False

    @cached_property
    def _ids_by_pitches(self) -> dict[Chord, int]:
        """Ids by pitches in rising order; of several orders of one chord, the most common."""
        found: dict[Chord, int] = {}
        for i, chord in enumerate(self.chords):
            key = tuple(sorted(set(chord)))
            if key not in found or self.counts[i] > self.counts[found[key]]:
                found[key] = i
        return found

    @cached_property
    def _members(self) -> np.ndarray:
        """Which pitches each chord has: int [size, 128] of 0 and 1."""
        members = np.zeros((len(self), _PITCHES), dtype=np.int64)
        for i, chord in enumerate(self.chords):
            members[i, list(chord)] = 1
        return members

    @cached_property
    def _reaches(self) -> np.ndarray:
        """Semitones from each pitch to the nearest of each chord: int [size, 128]."""
        pitches = np.arange(_PITCHES)
        return np.stack(
            [np.abs(pitches[:, None] - np.array(chord)).min(axis=1) for chord in self.chords]
        )


def _chord(value: object) -> Chord:
    """Read a chord; raises DataError where it is empty or has invalid pitches."""
    pitches = check.items(value, _PITCHES, least=1)
    return tuple(check.whole(pitch, 0, _PITCHES - 1) for pitch in pitches)
