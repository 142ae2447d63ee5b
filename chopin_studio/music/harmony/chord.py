"""Chords as the studio plans and recognises them: a root and a quality."""

from dataclasses import dataclass, replace
from enum import StrEnum

SEMITONES = 12


class Quality(StrEnum):
    """What a chord consists of, whatever its root."""

    MAJOR = "major"
    MINOR = "minor"
    DIMINISHED = "diminished"
    AUGMENTED = "augmented"
    DOMINANT_SEVENTH = "dominant seventh"
    MAJOR_SEVENTH = "major seventh"
    MINOR_SEVENTH = "minor seventh"
    HALF_DIMINISHED = "half-diminished seventh"
    DIMINISHED_SEVENTH = "diminished seventh"

    @property
    def steps(self) -> tuple[int, ...]:
        """The chord's notes, in semitones over its root."""
        return _STEPS[self]


_STEPS = {
    Quality.MAJOR: (0, 4, 7),
    Quality.MINOR: (0, 3, 7),
    Quality.DIMINISHED: (0, 3, 6),
    Quality.AUGMENTED: (0, 4, 8),
    Quality.DOMINANT_SEVENTH: (0, 4, 7, 10),
    Quality.MAJOR_SEVENTH: (0, 4, 7, 11),
    Quality.MINOR_SEVENTH: (0, 3, 7, 10),
    Quality.HALF_DIMINISHED: (0, 3, 6, 10),
    Quality.DIMINISHED_SEVENTH: (0, 3, 6, 9),
}

QUALITIES = tuple(Quality)

NO_CHORD = 0
"""The number of no chord; see `chord_number`."""

CHORD_NUMBERS = 1 + SEMITONES * len(QUALITIES)
"""How many numbers there are, that of no chord included."""


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord: the pitch class of its root, C being 0, and its quality.

    Raises ValueError for a root that is no pitch class.
    """

    root: int
    quality: Quality = Quality.MAJOR

    def __post_init__(self) -> None:
        if not 0 <= self.root < SEMITONES:
            raise ValueError(f"root must be 0 to 11, not {self.root}")

    @property
    def pitch_classes(self) -> frozenset[int]:
        """The pitch classes of its notes, C being 0."""
        return frozenset((self.root + step) % SEMITONES for step in self.quality.steps)

    def transposed(self, semitones: int) -> "Chord":
        """Return the chord moved up by some semitones, or down."""
        return replace(self, root=(self.root + semitones) % SEMITONES)


def chord_number(chord: Chord | None) -> int:
    """Return a whole number for each chord, root after root; NO_CHORD for None."""
    if chord is None:
        return NO_CHORD
    return 1 + chord.root * len(QUALITIES) + QUALITIES.index(chord.quality)


def numbered_chord(number: int) -> Chord | None:
    """Return the chord of a number; raises ValueError where there is none."""
    if not 0 <= number < CHORD_NUMBERS:
        raise ValueError(f"number must be 0 to {CHORD_NUMBERS - 1}, not {number}")
    if number == NO_CHORD:
        return None
    root, quality = divmod(number - 1, len(QUALITIES))
    return Chord(root, QUALITIES[quality])
