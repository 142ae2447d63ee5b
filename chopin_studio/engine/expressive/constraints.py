"""The constraints of a take of the expressive family: its progress and its end."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import (
    CONDITIONS,
    DELTA_ONSETS,
    DURATIONS,
    EIGHTHS,
    END,
    GRID_TICKS,
)
from chopin_studio.engine.expressive.frame import Frame, Ticks
from chopin_studio.engine.expressive.plan_timeline import PlanTimeline
from chopin_studio.music.key import Mode
from chopin_studio.music.meter import Bar, MeterMap
from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH
from chopin_studio.music.plan.plan import Plan

COMPOSER = "Chopin"
"""The composer in whose manner a take is generated unless another is set."""

LONG_NOTES = 2000
"""From this length on music is too long for one piece, and has neither beginning nor end: Chopin's
pieces in the corpus have about 1,800 notes each."""

LAST_CHORD = 3
"""The fewest notes of the last chord of a piece, as far as hands are free for them."""

_TRIADS: dict[Mode, tuple[int, ...]] = {"major": (0, 4, 7), "minor": (0, 3, 7)}
"""The tonic's triad, in semitones over the tonic."""

_MIDDLE = (EIGHTHS // 4, EIGHTHS - EIGHTHS // 4 - 1)
"""The first and the last eighth of long music."""

_PROGRESS = CONDITIONS.index("progress")
_DELTA_TICKS = np.array(DELTA_ONSETS, np.int64) * GRID_TICKS
_PITCHES = np.arange(LOWEST_PIANO_PITCH, HIGHEST_PIANO_PITCH + 1)
_DURATION_TICKS = np.array(DURATIONS, np.int64) * GRID_TICKS

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TakeConstraints:
    """The frame of a take, and its length.

    After `seeded` notes nothing begins before `begin_tick`. The take has `notes` more, and as many
    as its last chord then needs; or, where there is an `end_tick`, it ends at that bar line, with
    a chord on the downbeat before it: the tonic's, with the tonic for its bass. It follows the
    `plan`, in the manner of the `composer`.
    """

    frame: Frame
    begin_tick: int
    seeded: int
    notes: int
    end_tick: int | None = None
    plan: Plan = Plan()
    composer: str = COMPOSER

    @property
    def lead_bars(self) -> int:
        """How many bars the seed fills, counted from tick 0; 0 where there is none."""
        return self.frame.meters.bar_at(self.begin_tick - 1).number if self.seeded else 0

    def conditions(self, places: Ticks, ticks: Ticks, planned: PlanTimeline) -> list[list[int]]:
        """Return the conditions of the notes that are the `places`-th [n], counted from 0.

        `ticks` [n] are the onsets of the notes before them, 0 for the first, `planned` is the plan
        along the frame. Without an end, how far the piece has come is told by counting notes,
        since nobody knows how long they take.
        """
        conditions = self.frame.conditions(ticks, self.composer, self.end_tick or 1)
        if self.end_tick is None:
            eighths = places * EIGHTHS // (self.seeded + self.notes)
            if self.notes >= LONG_NOTES:
                eighths = np.clip(eighths, *_MIDDLE)
            # Completing a chord may take more notes than were set.
            conditions[:, _PROGRESS] = np.minimum(eighths, EIGHTHS - 1)
        rows: list[list[int]] = np.hstack((conditions, planned.conditions(ticks))).tolist()
        return rows

    def deltas(self, place: int, now_tick: int, together: int, can_begin: Mask) -> Mask:
        """Return which classes of Δonset the `place`-th note can have, as bool [62].

        Before it there are `together` notes at `now_tick`. `can_begin` [61] are those after which
        a key is free. Where there is an end, the way to it leads over the last downbeat, whose
        chord has LAST_CHORD notes or more; any class that leads on from there counts as END: see
        `is_over`.
        """
        if self.end_tick is None:
            return np.append(can_begin, False)
        downbeat = self._last_bar.start_tick
        if self._is_ending(place, now_tick):
            if together < LAST_CHORD and can_begin[0]:
                return _only(0)
            return np.append(can_begin, True)
        within: Mask = can_begin & (now_tick + _DELTA_TICKS <= downbeat)
        if not within.any():
            within = can_begin & (now_tick + _DELTA_TICKS < self.end_tick)
        return np.append(within, not within.any())

    def pitches(self, onset_tick: int, is_bass: bool) -> Mask | None:
        """Return the keys of the last chord as bool [88]; None before it, where all are.

        It is the tonic's, unless the plan has another one there.
        """
        if self.end_tick is None or onset_tick < self._last_bar.start_tick:
            return None
        planned = self.plan.bar(self._last_bar.number - 1).chords
        if planned and planned[0] is not None:
            root, notes = planned[0].root, planned[0].quality.steps
        else:
            key = self.frame.key_at(onset_tick)
            root, notes = key.tonic_pitch_class, _TRIADS[key.mode]
        chord: Mask = np.isin((_PITCHES - root) % 12, notes[: 1 if is_bass else None])
        return chord

    def durations(self, onset_tick: int) -> Mask | None:
        """Return which classes of duration a note at `onset_tick` can have; None for all.

        No note sounds beyond the end, unless even the shortest does; the last chord rings for at
        least half of what is left.
        """
        if self.end_tick is None:
            return None
        ends = onset_tick + _DURATION_TICKS
        fitting: Mask = ends <= self.end_tick
        if onset_tick >= self._last_bar.start_tick:
            rings = fitting & (ends >= onset_tick + (self.end_tick - onset_tick) // 2)
            fitting = rings if rings.any() else fitting
        fitting[0] |= not fitting.any()
        return fitting

    def is_over(self, place: int, delta: int, now_tick: int) -> bool:
        """Return whether the take ends if `delta` is sampled for the `place`-th note."""
        if self.end_tick is None:
            return delta != 0 and place >= self.seeded + self.notes
        if delta == END or now_tick + int(_DELTA_TICKS[delta]) >= self.end_tick:
            return True
        return delta != 0 and self._is_ending(place, now_tick)

    def _is_ending(self, place: int, now_tick: int) -> bool:
        """Return whether the note before the `place`-th, at `now_tick`, is of the last chord."""
        return place > self.seeded and now_tick >= self._last_bar.start_tick

    @property
    def _last_bar(self) -> Bar:
        return self.frame.meters.bar_at((self.end_tick or 1) - 1)


def _only(delta: int) -> Mask:
    only = np.zeros(END + 1, np.bool_)
    only[delta] = True
    return only


def bar_line_from(meters: MeterMap, tick: int) -> int:
    """Return the first bar line at or after `tick`."""
    bar = meters.bar_at(tick)
    return tick if bar.start_tick == tick else bar.end_tick
