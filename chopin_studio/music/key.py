"""Keys and key signatures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.note import Note
from chopin_studio.texts import Text, translatable

Mode = Literal["major", "minor"]

_LINE_OF_FIFTHS = ("F", "C", "G", "D", "A", "E", "B")
_MAJOR_STEPS = (0, 2, 4, 5, 7, 9, 11)

# Probe-tone ratings: Krumhansl, Cognitive Foundations of Musical Pitch (1990), table 2.1.
PROBE_TONES: dict[Mode, tuple[float, ...]] = {
    "major": (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88),
    "minor": (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17),
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key: `fifths` sharps (negative: flats) in the signature, and the mode."""

    fifths: int
    mode: Mode = "major"

    def __post_init__(self) -> None:
        if not -7 <= self.fifths <= 7:
            raise ValueError(f"fifths must be -7 to 7, not {self.fifths}")
        if self.mode not in ("major", "minor"):
            raise ValueError(f"mode must be major or minor, not {self.mode}")

    @classmethod
    def named(cls, name: str) -> "Key":
        """Return the key called `name`, such as `D-flat major`; ValueError if unknown."""
        for mode in PROBE_TONES:
            for fifths in range(-7, 8):
                if (key := cls(fifths, mode)).name == name:
                    return key
        raise ValueError(f"there is no key named {name}")

    @property
    def tonic(self) -> str:
        """The tonic's name, for instance `C#` or `Db`."""
        place = self.fifths + (4 if self.mode == "minor" else 1)
        accidentals = place // 7
        sign = "#" * accidentals if accidentals >= 0 else "b" * -accidentals
        return _LINE_OF_FIFTHS[place % 7] + sign

    @property
    def tonic_pitch_class(self) -> int:
        """The tonic's pitch class, C being 0."""
        return (self.fifths * 7 + (9 if self.mode == "minor" else 0)) % 12

    @property
    def name(self) -> Text:
        """The name as a musician writes it, for instance `D-flat major`; it can be translated."""
        return _NAMES[self.mode][self.fifths + 7]

    @property
    def pitch_classes(self) -> frozenset[int]:
        """The seven pitch classes of the signature's scale, C being 0."""
        root = self.fifths * 7 % 12
        return frozenset((root + step) % 12 for step in _MAJOR_STEPS)


_NAMES: dict[Mode, tuple[Text, ...]] = {
    "major": (
        translatable("C-flat major"),
        translatable("G-flat major"),
        translatable("D-flat major"),
        translatable("A-flat major"),
        translatable("E-flat major"),
        translatable("B-flat major"),
        translatable("F major"),
        translatable("C major"),
        translatable("G major"),
        translatable("D major"),
        translatable("A major"),
        translatable("E major"),
        translatable("B major"),
        translatable("F-sharp major"),
        translatable("C-sharp major"),
    ),
    "minor": (
        translatable("A-flat minor"),
        translatable("E-flat minor"),
        translatable("B-flat minor"),
        translatable("F minor"),
        translatable("C minor"),
        translatable("G minor"),
        translatable("D minor"),
        translatable("A minor"),
        translatable("E minor"),
        translatable("B minor"),
        translatable("F-sharp minor"),
        translatable("C-sharp minor"),
        translatable("G-sharp minor"),
        translatable("D-sharp minor"),
        translatable("A-sharp minor"),
    ),
}
"""The names from seven flats to seven sharps."""


@dataclass(frozen=True, slots=True)
class KeyChange:
    """From `tick` on, `key` is the key signature."""

    tick: int
    key: Key

    def __post_init__(self) -> None:
        if self.tick < 0:
            raise ValueError(f"tick must not be negative, not {self.tick}")


def estimate_key(notes: Iterable[Note]) -> Key:
    """Estimate the key of `notes` from how long each pitch class sounds; C major for no notes.

    The key-finding algorithm of Krumhansl and Schmuckler: the key whose probe-tone profile
    correlates best with the durations of the twelve pitch classes.
    """
    keys = [Key(fifths, mode) for mode in PROBE_TONES for fifths in range(-5, 7)]
    return best_key(keys, pitch_class_durations(notes)) or Key(0)


def pitch_class_durations(notes: Iterable[Note]) -> NDArray[np.float64]:
    """Return for how many ticks each pitch class [12] sounds, C being 0."""
    durations = np.zeros(12)
    for note in notes:
        durations[note.pitch % 12] += note.duration_tick
    return durations


def best_key(keys: Sequence[Key], durations: NDArray[np.float64]) -> Key | None:
    """Return the key, of equals the first, whose profile correlates best with `durations` [12].

    None where the durations are all equal.
    """
    if np.ptp(durations) == 0:
        return None
    return max(keys, key=lambda key: profile_fit(key, durations))


def profile_fit(key: Key, durations: NDArray[np.float64]) -> float:
    """Return how well the probe-tone profile of `key` correlates with `durations` [12], -1 to 1.

    The durations must not all be equal.
    """
    profile = np.roll(PROBE_TONES[key.mode], key.tonic_pitch_class)
    return float(np.corrcoef(durations, profile)[0, 1])
