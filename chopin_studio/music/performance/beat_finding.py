"""Find the beat in music that was played freely.

Many guesses of the beat's length and of where in it each onset falls are followed side by side,
as in Raphael, "A hybrid graphical model for rhythmic parsing", Artificial Intelligence 137, 2002:
from each onset to the next a guess pays for a change of tempo and for a weak place in the beat.
The cheapest sequence of guesses wins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

PARTS = 24
"""Places in a beat are counted in 24ths."""

_PLACE_COSTS = {0: 0.0, 12: 0.7, 6: 1.4, 18: 1.4, 8: 1.4, 16: 1.4} | {
    3: 3.0,
    9: 3.0,
    15: 3.0,
    21: 3.0,
    4: 2.8,
    20: 2.8,
}
"""What it costs to fall on a place: beats are likelier than halves, these than quarters."""

_PERIODS_SEC = np.geomspace(0.25, 2.0, 37)
_USUAL_PERIOD_SEC = 0.6
_TEMPO_COST = 0.24
"""For each onset and squared octave of distance from the usual tempo."""

_UNSTEADY_SEC, _SWAY = 0.03, 0.09
_WORST_TIMING_COST = 12.0
_FOLLOW = 0.4
_BEAM_WIDTH = 96
_PERIODS_PER_OCTAVE = 12

_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Onset:
    """Something struck at `time_sec`; `weight` (about 0 to 1) is how likely it is on a beat."""

    time_sec: float
    weight: float


@dataclass(frozen=True, slots=True)
class _Beam:
    """The guesses that are followed: arrays of one length."""

    costs: _Floats
    periods: _Floats
    places: _Ints


def beat_positions(onsets: Sequence[Onset]) -> list[int]:
    """Return where each onset falls, in 24ths of a beat from some beat on; rising with time.

    Times must rise strictly. The first position lies within the first beat.
    """
    if not onsets:
        return []
    places = np.array(sorted(_PLACE_COSTS))
    place_costs = np.array([_PLACE_COSTS[place] for place in places])
    beam = _first_beam(places, place_costs * _stress(onsets[0]))
    trail: list[tuple[_Ints, _Ints]] = []
    for before, onset in pairwise(onsets):
        gap_sec = onset.time_sec - before.time_sec
        beam, came_from, moved = _advanced(beam, gap_sec, places, place_costs * _stress(onset))
        trail.append((came_from, moved))
    index = int(np.argmin(beam.costs))
    steps = []
    for came_from, moved in reversed(trail):
        steps.append(int(moved[index]))
        index = int(came_from[index])
    first = int(np.tile(places, len(_PERIODS_SEC))[index])
    positions = [first]
    for step in reversed(steps):
        positions.append(positions[-1] + step)
    return positions


def _stress(onset: Onset) -> float:
    return 0.5 + onset.weight


def _first_beam(places: _Ints, place_costs: _Floats) -> _Beam:
    """Begin with every length of beat and every place in it."""
    periods = np.repeat(_PERIODS_SEC, len(places))
    costs = np.tile(place_costs, len(_PERIODS_SEC)) + _tempo_costs(periods)
    return _Beam(costs, periods, np.tile(places, len(_PERIODS_SEC)))


def _tempo_costs(periods: _Floats) -> _Floats:
    return np.asarray(_TEMPO_COST * np.log2(periods / _USUAL_PERIOD_SEC) ** 2)


def _advanced(
    beam: _Beam, gap_sec: float, places: _Ints, place_costs: _Floats
) -> tuple[_Beam, _Ints, _Ints]:
    """Extend every guess to every place; keep the cheapest.

    Returns the new beam, which guess each came from and by how many 24ths each moved.
    """
    ways = places[np.newaxis] - beam.places[:, np.newaxis]
    exact = gap_sec / beam.periods[:, np.newaxis] * PARTS
    beats = np.maximum(np.rint((exact - ways) / PARTS), 0).astype(np.int64)
    moves = ways + beats * PARTS
    moves = np.where(moves <= 0, moves + PARTS, moves)
    error = gap_sec - moves / PARTS * beam.periods[:, np.newaxis]
    expected = np.minimum(moves / PARTS, 2.0) * beam.periods[:, np.newaxis]
    spread = _UNSTEADY_SEC + _SWAY * expected
    timing = np.minimum((error / spread) ** 2 / 2, _WORST_TIMING_COST) + np.log(spread)
    follow = _FOLLOW * np.minimum(moves / PARTS, 1.0) * (timing < _WORST_TIMING_COST / 2)
    ratio = np.clip(gap_sec / (moves / PARTS * beam.periods[:, np.newaxis]), 0.7, 1.4)
    periods = np.clip(
        beam.periods[:, np.newaxis] * ratio**follow, _PERIODS_SEC[0], _PERIODS_SEC[-1]
    )
    costs = beam.costs[:, np.newaxis] + timing + place_costs[np.newaxis] + _tempo_costs(periods)
    kept = _cheapest(costs.ravel(), periods.ravel(), len(places))
    came_from, place = np.divmod(kept, len(places))
    new = _Beam(costs.ravel()[kept], periods.ravel()[kept], places[place])
    return new, came_from, moves.ravel()[kept]


def _cheapest(costs: _Floats, periods: _Floats, place_count: int) -> _Ints:
    """Return the guesses to keep: of nearly alike ones only the cheapest."""
    order = np.argsort(costs)[: _BEAM_WIDTH * 4]
    bins = np.rint(np.log2(periods[order]) * _PERIODS_PER_OCTAVE).astype(np.int64)
    keys = bins * place_count + order % place_count
    _, firsts = np.unique(keys, return_index=True)
    return np.asarray(order[np.sort(firsts)[:_BEAM_WIDTH]])
