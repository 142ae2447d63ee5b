"""What rows of the expressive family lack, and music needs: bars, keys and the tempo."""

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import (
    BAR_LENGTHS,
    COMPOSERS,
    EIGHTHS,
    GRID_TICKS,
    KEY_SIGNATURES,
    LAST_BARS,
    LOWEST_FIFTHS,
    OTHER_COMPOSER,
    POSITIONS,
)
from chopin_studio.engine.sampling import SAMPLER
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key, KeyChange, estimate_key
from chopin_studio.music.key_mode import in_its_mode_by_profile, read_keys
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER

Ticks = NDArray[np.int64]

SLOWEST_BASE_BPM, FASTEST_BASE_BPM = 10.0, 1000.0
"""Tempi about which MIDI holds every class of tempo to a fine fraction of a class."""

SLOWEST_BPM = 3.58
"""Three bytes of microseconds a beat hold no slower one."""

_LAST_BY_PROFILE = 2
"""The last version of the sampler for which the mode of a key was read by its profile alone."""

_EIGHTH_TICKS = TICKS_PER_QUARTER // 2
_Change = TypeVar("_Change", bound=MeterChange | KeyChange)


@dataclass(frozen=True, slots=True)
class Frame:
    """The setting in which rows are music.

    Tick 0 is a bar line, from which the first note is timed. `base_bpm` is the tempo of the class
    MEDIAN_TEMPO, in quarter notes a minute; `keys` begin at tick 0. Raises ValueError otherwise.
    """

    base_bpm: float
    meters: MeterMap
    keys: tuple[KeyChange, ...]
    title: str = ""

    def __post_init__(self) -> None:
        if not SLOWEST_BASE_BPM <= self.base_bpm <= FASTEST_BASE_BPM:
            raise ValueError(f"base_bpm must be 10 to 1000, not {self.base_bpm}")
        if not self.keys or self.keys[0].tick != 0:
            raise ValueError("the keys of a frame must begin at tick 0")

    def positions(self, onset_ticks: Ticks) -> NDArray[np.int16]:
        """Return the places of `onset_ticks` [n] in their bars as int16 [n], in 24ths of a beat."""
        starts = np.array([change.tick for change in self.meters.changes])
        lengths = np.array([change.bar_ticks for change in self.meters.changes])
        index = np.searchsorted(starts, onset_ticks, side="right") - 1
        places = (onset_ticks - starts[index]) % lengths[index] // GRID_TICKS
        clipped: NDArray[np.int64] = np.minimum(places, POSITIONS - 1)
        return clipped.astype(np.int16)

    def key_at(self, tick: int) -> Key:
        """Return the key in force at `tick`."""
        return [change.key for change in self.keys if change.tick <= max(tick, 0)][-1]

    def conditions(
        self, ticks: Ticks, composer: str | None, length_ticks: int
    ) -> NDArray[np.int16]:
        """Return the first four of CONDITIONS that hold at `ticks` [n], int16 [n, 4].

        The piece lasts `length_ticks`; None is a composer not among COMPOSERS. Raises ValueError
        for another name that is not.
        """
        if composer not in (*COMPOSERS, None):
            raise ValueError(f"composer must be one of COMPOSERS, not {composer}")
        number = OTHER_COMPOSER if composer is None else COMPOSERS.index(composer)
        columns = (
            _in_force(self.meters.changes, [_meter_class(c) for c in self.meters.changes], ticks),
            _in_force(self.keys, [_key_class(c) for c in self.keys], ticks),
            self._progress(ticks, length_ticks),
            np.full(len(ticks), number),
        )
        return np.stack(columns, axis=-1).astype(np.int16)

    def _progress(self, ticks: Ticks, length_ticks: int) -> NDArray[np.int64]:
        """Return the eighth of the piece in which each tick is, or which of its last bars."""
        eighth = np.clip(ticks * EIGHTHS // max(length_ticks, 1), 0, EIGHTHS - 1)
        last_bar = self.meters.bar_at(length_ticks - 1).number
        bars = np.array([self.meters.bar_at(tick).number for tick in ticks.tolist()], np.int64)
        still_to_come = np.maximum(last_bar - bars, 0)
        last = np.searchsorted(LAST_BARS, still_to_come)
        progress: NDArray[np.int64] = np.where(last < len(LAST_BARS), EIGHTHS + last, eighth)
        return progress


def frame_of(excerpt: Excerpt, origin_tick: int, base_bpm: float, sampler: int = SAMPLER) -> Frame:
    """Return the bars and keys of `excerpt`, with the bar line at `origin_tick` as tick 0.

    The first key stated holds from the start; where none is stated, it is estimated from the notes.
    Files often state a minor key as the major one of its signature: the notes decide which it is,
    for takes of older versions of the sampler as they did then.
    """
    read = _read_by_profile if sampler <= _LAST_BY_PROFILE else read_keys
    meters = MeterMap(_moved(excerpt.meters.changes, origin_tick))
    return Frame(base_bpm, meters, _moved(read(excerpt), origin_tick), excerpt.title)


def _read_by_profile(excerpt: Excerpt) -> tuple[KeyChange, ...]:
    found = in_its_mode_by_profile(excerpt.keys, excerpt.notes)
    return found or (KeyChange(0, estimate_key(excerpt.notes)),)


def _moved(changes: tuple[_Change, ...], origin_tick: int) -> tuple[_Change, ...]:
    """Return `changes` with ticks from `origin_tick`, where the one in force there begins."""
    begun = max(1, sum(change.tick <= origin_tick for change in changes))
    moved = [replace(change, tick=change.tick - origin_tick) for change in changes[begun:]]
    return (replace(changes[begun - 1], tick=0), *moved)


def _in_force(
    changes: tuple[MeterChange, ...] | tuple[KeyChange, ...], classes: list[int], ticks: Ticks
) -> NDArray[np.int64]:
    """Return the class of the last change at or before each of `ticks`."""
    starts = np.array([change.tick for change in changes])
    return np.array(classes)[np.searchsorted(starts, ticks, side="right") - 1]


def _meter_class(meter: MeterChange) -> int:
    eighths = round(meter.bar_ticks / _EIGHTH_TICKS)
    return min(max(eighths, 1), BAR_LENGTHS) - 1 + meter.is_compound * BAR_LENGTHS


def _key_class(change: KeyChange) -> int:
    signature = (change.key.fifths - LOWEST_FIFTHS) % KEY_SIGNATURES
    return signature + (change.key.mode == "minor") * KEY_SIGNATURES
