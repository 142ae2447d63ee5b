"""Encode a piece with its plan as found in it: what returns, its chords and its character."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import (
    ATTRIBUTES,
    GRID_TICKS,
    UNKNOWN_ROW,
    VELOCITY_BIN,
    Rows,
)
from chopin_studio.engine.expressive.decoder import decode
from chopin_studio.engine.expressive.encoder import planned_rows, read
from chopin_studio.engine.expressive.frame import Frame, Ticks
from chopin_studio.engine.expressive.openings import onset_ticks
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.harmony.labels import label_chords
from chopin_studio.music.note import LOWEST_PIANO_PITCH, TICKS_PER_QUARTER
from chopin_studio.music.plan.plan import Plan
from chopin_studio.music.plan.source_bars import source_bars

Values = NDArray[np.float32]

BARS_BEFORE, BARS_AFTER = 1, 2
"""The bars around a bar whose notes are its character, too."""

_PITCH, _VELOCITY = ATTRIBUTES.index("pitch"), ATTRIBUTES.index("velocity")


@dataclass(frozen=True, slots=True)
class PlannedRows:
    """A piece as rows, its plan told in them, and its character before each note.

    `characters` is float32 [notes + 1, 3]: onsets a quarter note, the mean pitch and the mean
    velocity around the bar, NaN for what is unknown. The levels of the rows' conditions are 0.
    """

    rows: Rows
    characters: Values


def plan_rows(music: Excerpt, composer: str | None, unknown: tuple[str, ...] = ()) -> PlannedRows:
    """Encode a piece; the attributes that are `unknown` are told as such.

    Raises SeedError where there are no piano notes.
    """
    encoding = read(music, composer)
    attributes = encoding.rows.attributes.copy()
    for name in unknown:
        column = ATTRIBUTES.index(name)
        attributes[:, column] = UNKNOWN_ROW[column]
    ticks = onset_ticks(attributes[:, 0].astype(np.int64))
    plan = plan_of(encoding.rows, encoding.frame, ticks)
    length = int(ticks[-1]) + GRID_TICKS
    rows = planned_rows(attributes, ticks, encoding.frame, plan, composer, length)
    loudness = attributes[:, _VELOCITY].astype(np.float64) * VELOCITY_BIN + VELOCITY_BIN / 2
    if "velocity" in unknown:
        loudness[:] = np.nan
    pitches = attributes[:, _PITCH].astype(np.float64) + LOWEST_PIANO_PITCH
    return PlannedRows(rows, characters_of(ticks, pitches, loudness, encoding.frame))


def plan_of(rows: Rows, frame: Frame, ticks: Ticks) -> Plan:
    """Return what returns in a piece and the chords of its beats, as if they had been planned."""
    end_tick = int(ticks[-1]) + 1
    pitches = rows.attributes[:, _PITCH].astype(np.int64) + LOWEST_PIANO_PITCH
    bars = source_bars(ticks, pitches, frame.meters, end_tick)
    chords = label_chords(decode(rows, frame).notes, frame.meters, end_tick, frame.keys)
    pairs = zip(bars, chords, strict=True)
    return Plan(tuple(replace(bar, chords=each) for bar, each in pairs))


def characters_of(
    ticks: Ticks, pitches: NDArray[np.float64], velocities: NDArray[np.float64], frame: Frame
) -> Values:
    """Return the characters before each note and after the last, [notes + 1, 3].

    They are those of the bar of the note before, with BARS_BEFORE it and BARS_AFTER.
    """
    bars = [*frame.meters.bars(0, int(ticks[-1]) + 1)]
    starts = np.array([bar.start_tick for bar in bars])
    ends = np.array([bar.end_tick for bar in bars])
    numbers = np.searchsorted(starts, np.append(0, ticks), side="right") - 1
    values = np.empty((len(bars), 3), np.float32)
    for number in range(len(bars)):
        first, last = max(0, number - BARS_BEFORE), min(len(bars) - 1, number + BARS_AFTER)
        span = slice(*np.searchsorted(ticks, (starts[first], ends[last])))
        quarters = (ends[last] - starts[first]) / TICKS_PER_QUARTER
        onsets = len(np.unique(ticks[span]))
        is_empty = not onsets
        values[number] = (
            onsets / quarters,
            np.nan if is_empty else pitches[span].mean(),
            np.nan if is_empty else velocities[span].mean(),
        )
    return values[numbers]
