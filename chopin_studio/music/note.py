"""One sounding note."""

from dataclasses import dataclass
from enum import StrEnum

TICKS_PER_QUARTER = 480
"""The domain's clock. Every 24th of a beat is a whole number of ticks."""

LOWEST_PIANO_PITCH = 21
HIGHEST_PIANO_PITCH = 108


class Hand(StrEnum):
    """Which hand plays a note."""

    RIGHT = "right"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Note:
    """A note as a pianist plays it.

    `pitch` is a MIDI note number (60 is middle C), `velocity` runs from 1 to 127, times are in
    ticks of 1/480 quarter note; `hand` is None where it is not known. Raises ValueError for
    anything outside these ranges.
    """

    pitch: int
    velocity: int
    onset_tick: int
    duration_tick: int
    hand: Hand | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.pitch <= 127:
            raise ValueError(f"pitch must be 0 to 127, not {self.pitch}")
        if not 1 <= self.velocity <= 127:
            raise ValueError(f"velocity must be 1 to 127, not {self.velocity}")
        if self.onset_tick < 0:
            raise ValueError(f"onset_tick must not be negative, not {self.onset_tick}")
        if self.duration_tick < 1:
            raise ValueError(f"duration_tick must be at least 1, not {self.duration_tick}")

    @property
    def end_tick(self) -> int:
        """The tick at which the note is released."""
        return self.onset_tick + self.duration_tick


def score_order(note: Note) -> tuple[int, int, str, int, int]:
    """Sort key: by onset, then bottom up, then the rest so that equal sets sort alike."""
    return (note.onset_tick, note.pitch, note.hand or "", note.duration_tick, note.velocity)
