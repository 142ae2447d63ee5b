"""A key without its spelling."""

from dataclasses import dataclass

from chopin_studio.music.harmony.chord import SEMITONES
from chopin_studio.music.key import Key, Mode


@dataclass(frozen=True, slots=True)
class Tonality:
    """The pitch class of a tonic, C being 0, and a mode.

    Raises ValueError for a tonic that is no pitch class.
    """

    tonic: int
    mode: Mode

    def __post_init__(self) -> None:
        if not 0 <= self.tonic < SEMITONES:
            raise ValueError(f"tonic must be 0 to 11, not {self.tonic}")

    @classmethod
    def of(cls, key: Key) -> "Tonality":
        """Return the tonality of a key."""
        return cls(key.tonic_pitch_class, key.mode)

    def transposed(self, semitones: int) -> "Tonality":
        """Return the tonality moved up by some semitones, or down."""
        return Tonality((self.tonic + semitones) % SEMITONES, self.mode)
