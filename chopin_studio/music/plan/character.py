"""The character of a passage: how dense, how high and how loud it is, each in a few levels."""

from dataclasses import dataclass

LEVELS = 8
"""Levels of each part of a character: 0 is left open, 1 the least, 7 the most."""

DENSITY_BOUNDS = (1.7, 2.2, 3.0, 3.6, 4.0, 5.0)
"""Between levels of density, in onsets a quarter note; all are near the sevenths of a corpus."""

REGISTER_BOUNDS = (57.0, 60.5, 63.0, 65.0, 67.5, 70.5)
"""Between levels of register, in mean MIDI pitches."""

LOUDNESS_BOUNDS = (37.0, 43.0, 48.5, 54.0, 61.0, 69.0)
"""Between levels of loudness, in mean MIDI velocities."""


@dataclass(frozen=True, slots=True)
class Character:
    """Levels of 1 to 7, and 0 for what is left open; ValueError for others."""

    density: int = 0
    register: int = 0
    loudness: int = 0

    def __post_init__(self) -> None:
        for name in ("density", "register", "loudness"):
            if not 0 <= getattr(self, name) < LEVELS:
                raise ValueError(f"{name} must be 0 to {LEVELS - 1}, not {getattr(self, name)}")

    @property
    def levels(self) -> tuple[int, int, int]:
        """Density, register and loudness."""
        return (self.density, self.register, self.loudness)
