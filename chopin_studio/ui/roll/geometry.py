"""The mathematics of the piano roll: ticks and pitches to pixels and back, and what lies where."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import floor

from chopin_studio.music.note import (
    HIGHEST_PIANO_PITCH,
    LOWEST_PIANO_PITCH,
    TICKS_PER_QUARTER,
    Note,
    score_order,
)

MIN_PIXELS_PER_QUARTER = 1.5
MAX_PIXELS_PER_QUARTER = 400.0
BAR_LABEL_WIDTH = 34.0
MIN_ROW_HEIGHT = 5
MAX_ROW_HEIGHT = 28
FEWEST_ROWS = 61
"""Fitting shows at least five octaves, so that a short seed leaves room for what follows it."""

MAX_CONTENT_WIDTH = 4_000_000
"""Qt's scroll bars and painters count in 32-bit pixels; stay far from their end."""


@dataclass(frozen=True, slots=True)
class RollGeometry:
    """How the roll is scaled: `pixels_per_quarter` across, whole pixels of `row_height` up.

    Rows run from `highest_pitch` at y = 0 down to `lowest_pitch`. Pixels are logical ones.
    """

    pixels_per_quarter: float = 40.0
    row_height: int = 8
    lowest_pitch: int = LOWEST_PIANO_PITCH
    highest_pitch: int = HIGHEST_PIANO_PITCH

    @property
    def height(self) -> int:
        """The height of all rows."""
        return (self.highest_pitch - self.lowest_pitch + 1) * self.row_height

    def x_of(self, tick: float) -> float:
        """Return the distance of `tick` from the left edge of the music."""
        return tick * self.pixels_per_quarter / TICKS_PER_QUARTER

    def tick_at(self, x: float) -> float:
        """Return the tick at `x`, never before the beginning."""
        return max(0.0, x * TICKS_PER_QUARTER / self.pixels_per_quarter)

    def y_of(self, pitch: int) -> int:
        """Return the top of the row of `pitch`."""
        return (self.highest_pitch - pitch) * self.row_height

    def pitch_at(self, y: float) -> int:
        """Return the pitch whose row holds `y`, the nearest one beyond the edges."""
        pitch = self.highest_pitch - floor(y / self.row_height)
        return min(max(pitch, self.lowest_pitch), self.highest_pitch)

    def zoomed(self, factor: float) -> "RollGeometry":
        """Return the geometry with time stretched by `factor`, within sensible limits."""
        wanted = self.pixels_per_quarter * factor
        return replace(
            self,
            pixels_per_quarter=min(max(wanted, MIN_PIXELS_PER_QUARTER), MAX_PIXELS_PER_QUARTER),
        )

    def zoomed_rows(self, pixels: int) -> "RollGeometry":
        """Return the geometry with rows higher by `pixels`, within sensible limits."""
        wanted = self.row_height + pixels
        return replace(self, row_height=min(max(wanted, MIN_ROW_HEIGHT), MAX_ROW_HEIGHT))

    def fitted_across(self, end_tick: int, width: int) -> "RollGeometry":
        """Return the geometry in which the music up to `end_tick` just fills `width`."""
        if end_tick <= 0:
            return self
        wanted = (width - 12) * TICKS_PER_QUARTER / end_tick
        return self.zoomed(wanted / self.pixels_per_quarter)

    def fitted_down(self, pitches: Sequence[int], height: int) -> "RollGeometry":
        """Return the geometry in which `pitches`, with an octave's air, fill `height`.

        The rows cover the 88 keys of the piano, and more only where the music does.
        """
        lowest = min([LOWEST_PIANO_PITCH, *pitches])
        highest = max([HIGHEST_PIANO_PITCH, *pitches])
        used = max(pitches) - min(pitches) + 13 if pitches else highest - lowest + 1
        rows = max(min(height // used, height // FEWEST_ROWS), MIN_ROW_HEIGHT)
        rows = max(rows, -(-height // (highest - lowest + 1)))  # no empty strip under the keys
        return replace(
            self,
            lowest_pitch=lowest,
            highest_pitch=highest,
            row_height=min(rows, MAX_ROW_HEIGHT),
        )

    def width_of(self, end_tick: int, view_width: int) -> int:
        """Return the width to scroll over: the music and some air after it."""
        return min(floor(self.x_of(end_tick)) + view_width // 4, MAX_CONTENT_WIDTH)


_BLOCK = 256
"""Notes that are passed over together where none of them sounds: one note that is held for the
whole piece must not have all the others looked at."""


class NoteIndex:
    """Finds notes by place; notes may be added in any order, cheaply at the end."""

    def __init__(self, notes: Iterable[Note] = ()) -> None:
        self._notes: list[Note] = []
        self._onsets: list[int] = []
        self._block_ends: list[int] = []  # of each block of notes, the latest end
        self._end_tick = 0
        self.add(notes)

    def __len__(self) -> int:
        return len(self._notes)

    @property
    def end_tick(self) -> int:
        """The tick at which the last note ends; 0 for none."""
        return self._end_tick

    @property
    def pitches(self) -> tuple[int, ...]:
        """The lowest and the highest pitch, or nothing where there are no notes."""
        if not self._notes:
            return ()
        pitches = [note.pitch for note in self._notes]
        return min(pitches), max(pitches)

    def add(self, notes: Iterable[Note]) -> None:
        """Put `notes` in their places."""
        self._put(sorted(notes, key=score_order))

    @classmethod
    def in_order(cls, notes: Sequence[Note]) -> "NoteIndex":
        """Make an index of notes that stand in score order already, as an excerpt's do."""
        index = cls()
        index._put(notes)
        return index

    def _put(self, added: Sequence[Note]) -> None:
        if not added:
            return
        is_at_end = not self._notes or score_order(self._notes[-1]) <= score_order(added[0])
        first = len(self._notes) // _BLOCK if is_at_end else 0
        self._notes.extend(added)
        if not is_at_end:
            self._notes.sort(key=score_order)
            self._onsets = [note.onset_tick for note in self._notes]
        else:
            self._onsets += [note.onset_tick for note in added]
        self._block_ends[first:] = [
            max([note.end_tick for note in self._notes[start : start + _BLOCK]])
            for start in range(first * _BLOCK, len(self._notes), _BLOCK)
        ]
        self._end_tick = max(self._block_ends)

    def __getitem__(self, index: int) -> Note:
        return self._notes[index]

    def between(self, start_tick: float, end_tick: float) -> Iterator[Note]:
        """Yield the notes that sound somewhere in `[start_tick, end_tick)`, in score order."""
        return (self._notes[index] for index in self.indices_between(start_tick, end_tick))

    def indices_between(self, start_tick: float, end_tick: float) -> Iterator[int]:
        """Yield the places in score order of the notes that `between` gives."""
        notes, stop = self._notes, bisect_left(self._onsets, end_tick)
        for block, latest_end in enumerate(self._block_ends):
            first = block * _BLOCK
            if first >= stop:
                return
            if latest_end <= start_tick:
                continue
            for index in range(first, min(first + _BLOCK, stop)):
                if notes[index].end_tick > start_tick:
                    yield index

    def sounding_at(self, tick: float) -> tuple[Note, ...]:
        """Return the notes that sound at `tick`."""
        return tuple(note for note in self.between(tick, tick + 1) if note.onset_tick <= tick)

    def at(self, tick: float, pitch: int) -> Note | None:
        """Return the note of `pitch` that sounds at `tick`, the last to begin where several do."""
        index = self.index_at(tick, pitch)
        return None if index is None else self._notes[index]

    def index_at(self, tick: float, pitch: int) -> int | None:
        """Return the place in score order of the note that `at` gives."""
        found = None
        for index in self.indices_between(tick, tick + 1):
            note = self._notes[index]
            if note.pitch == pitch and note.onset_tick <= tick:
                found = index
        return found


def label_step(bar_width: float, label_width: float = BAR_LABEL_WIDTH) -> int:
    """Return every how many bars a number fits: 1, 2, 4, 8 and so on."""
    step = 1
    while bar_width * step < label_width and step < 1 << 20:
        step *= 2
    return step


def snapped(tick: float, step: int, origin: int = 0) -> int:
    """Return the multiple of `step`, counted from `origin`, that is nearest to `tick`."""
    return origin + round((tick - origin) / step) * step
