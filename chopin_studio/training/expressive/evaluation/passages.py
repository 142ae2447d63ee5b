"""Passages of music to measure: what a model generated, and what the piece has in its place.

Both are read by the expressive family's codec, so that they are measured alike.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import ATTRIBUTES, DURATIONS, GRID_TICKS
from chopin_studio.engine.expressive.encoder import read
from chopin_studio.engine.expressive.frame import Ticks
from chopin_studio.engine.expressive.openings import ExpressiveSeed, onset_ticks
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import KeyChange
from chopin_studio.music.meter import Bar, MeterMap
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import LOWEST_PIANO_PITCH

_DURATION_TICKS = np.array(DURATIONS, np.int64) * GRID_TICKS

Classes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MeasuredPassage:
    """Consecutive notes, in score order, with their bars and keys.

    `attributes` is int16 [notes, 7] in the order of ATTRIBUTES, `ticks` [notes] are their onsets;
    `bpm` is the median tempo of the music that the passage is from.
    """

    attributes: NDArray[np.int16]
    ticks: Ticks
    meters: MeterMap
    keys: tuple[KeyChange, ...]
    bpm: float

    def __len__(self) -> int:
        return len(self.attributes)

    def column(self, attribute: str) -> Classes:
        """Return the classes of one of ATTRIBUTES, [notes]."""
        return self.attributes[:, ATTRIBUTES.index(attribute)].astype(np.int64)

    def part(self, start: int, end: int) -> "MeasuredPassage":
        """Return the notes from number `start` up to `end`, in the same bars and keys."""
        notes = slice(start, end)
        return replace(self, attributes=self.attributes[notes], ticks=self.ticks[notes])

    @property
    def pitches(self) -> Classes:
        """MIDI pitches, [notes]."""
        return self.column("pitch") + LOWEST_PIANO_PITCH

    @property
    def ends(self) -> Ticks:
        """The ticks [notes] at which the notes are released."""
        ends: Ticks = self.ticks + _DURATION_TICKS[self.column("duration")]
        return ends

    @property
    def is_first(self) -> NDArray[np.bool_]:
        """Whether each note [notes] is the first of those that begin together."""
        is_first: NDArray[np.bool_] = np.diff(self.ticks, prepend=-1) > 0
        return is_first

    @property
    def span(self) -> int:
        """The ticks from the first onset to the last."""
        return int(self.ticks[-1] - self.ticks[0])

    @property
    def bars(self) -> float:
        """The number of bars from the first onset to the last."""
        first, last = (self._place(int(tick)) for tick in self.ticks[[0, -1]])
        return last - first

    def whole_bars(self) -> list[Bar]:
        """Return the bars that lie entirely within the passage."""
        first, last = int(self.ticks[0]), int(self.ticks[-1])
        within = self.meters.bars(first, last)
        return [bar for bar in within if first <= bar.start_tick and bar.end_tick <= last]

    def _place(self, tick: int) -> float:
        bar = self.meters.bar_at(tick)
        return bar.number + (tick - bar.start_tick) / (bar.end_tick - bar.start_tick)


def made_passage(excerpt: Excerpt) -> MeasuredPassage:
    """Return what a model generated, without its seed, in the keys that it was given."""
    encoding = read(excerpt)
    rows, frame = encoding.rows.attributes, encoding.frame
    keys = excerpt.keys or frame.keys
    whole = MeasuredPassage(rows, onset_ticks(rows[:, 0]), frame.meters, keys, frame.base_bpm)
    return whole.part(len(excerpt.notes) - len(excerpt.generated_notes), len(rows))


def real_passage(path: Path, seed: ExpressiveSeed, notes: int) -> MeasuredPassage | None:
    """Return the `notes` of a piece that follow its `seed`; None where there are fewer.

    Its first key is the seed's, so that made and real music are measured by the same one.
    """
    whole = passage_of(path)
    start = len(seed.attributes)
    if len(whole) < start + notes:
        return None
    keys = (seed.frame.keys[0], *whole.keys[1:])
    return replace(whole, keys=keys).part(start, start + notes)


def passage_of(path: Path) -> MeasuredPassage:
    """Return the whole of a piece, in the keys that its file states or its notes are in."""
    encoding = read(read_midi(path))
    rows, frame = encoding.rows.attributes, encoding.frame
    return MeasuredPassage(rows, onset_ticks(rows[:, 0]), frame.meters, frame.keys, frame.base_bpm)
