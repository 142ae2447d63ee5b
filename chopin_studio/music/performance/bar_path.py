"""The likeliest bars of a sequence of beats, by dynamic programming over the beats.

Each beat is somewhere in a bar of some meter. From beat to beat one moves on by one place; a bar
that ends early, or a change of meter at a bar line, is possible but must be worth it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.meter import MeterChange
from chopin_studio.music.performance.beat_network import METERS, StrikeBeliefs
from chopin_studio.music.performance.beat_path import NEAR_SEC

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_NAMED = tuple(meter for meter in METERS if meter[0])
_FELT_BEATS = tuple(MeterChange(0, *meter).felt_beats for meter in _NAMED)

_SURE = 6.0
_EMPTY_DOWNBEAT, _EMPTY_OTHER = -1.2, -0.2


@dataclass(frozen=True, slots=True)
class BarWeights:
    """What counts how much, in natural logarithms of likelihood.

    `meter` weighs what the network believes of the meter, for each strike; a bar `cut_short` and a
    meter `changed` cost so much, and so does a `pickup`.
    """

    meter: float = 0.05
    cut_short: float = 7.0
    changed: float = 25.0
    pickup: float = 1.0


@dataclass(frozen=True, slots=True)
class Bars:
    """The place of each beat in its bar, from 0, and the place of its meter in METERS, [beats]."""

    places: Ints
    meters: Ints
    worth: float


def best_bars(
    beats_sec: Floats,
    times_sec: Floats,
    beliefs: StrikeBeliefs,
    weights: BarWeights = BarWeights(),
) -> Bars:
    """Return the likeliest bars of beats, of which there is at least one."""
    owner = np.repeat(np.arange(len(_NAMED)), _FELT_BEATS)
    place = np.concatenate([np.arange(beats) for beats in _FELT_BEATS])
    downbeat, other = _downbeat_worth(beats_sec, times_sec, beliefs)
    meter_worth = weights.meter * _meter_worth(beats_sec, times_sec, beliefs)
    moves = _moves(owner, place, weights)
    states = np.where(place == 0, 0.0, -weights.pickup)
    came_from = np.zeros((len(beats_sec), len(owner)), np.int16)
    for beat in range(len(beats_sec)):
        if beat:
            ways = states[:, None] + moves
            came_from[beat] = ways.argmax(axis=0)
            states = ways.max(axis=0)
        states = states + np.where(place == 0, downbeat[beat], other[beat])
        states = states + meter_worth[beat][owner]
    state = int(states.argmax())
    worth, path = float(states[state]), [state]
    for beat in range(len(beats_sec) - 1, 0, -1):
        path.append(int(came_from[beat, path[-1]]))
    chosen = np.array(path[::-1])
    return Bars(place[chosen], owner[chosen], worth)


def _moves(owner: Ints, place: Ints, weights: BarWeights) -> Floats:
    """Return the worth of going from each state to each other, [states, states]."""
    is_last = np.append(place[1:] == 0, True)
    is_same = owner[:, None] == owner[None, :]
    goes_on = is_same & (place[None, :] == place[:, None] + 1)
    begins = place[None, :] == 0
    cost = (
        np.where(is_same, 0.0, weights.changed) + np.where(is_last, 0.0, weights.cut_short)[:, None]
    )
    return np.where(goes_on, 0.0, np.where(begins, -cost, -np.inf))


def _downbeat_worth(beats: Floats, times: Floats, beliefs: StrikeBeliefs) -> tuple[Floats, Floats]:
    """Return the log likelihoods that each beat begins a bar, and that it doesn't."""
    nearest = np.clip(np.searchsorted(times, beats), 1, len(times) - 1)
    nearest -= beats - times[nearest - 1] < times[nearest] - beats
    share = _sigmoid(beliefs.downbeat) / np.maximum(_sigmoid(beliefs.beat), 1e-6)
    share = np.clip(share, np.exp(-_SURE), 1 - np.exp(-_SURE))[nearest]
    is_empty = np.abs(times[nearest] - beats) > NEAR_SEC
    return (
        np.where(is_empty, _EMPTY_DOWNBEAT, np.log(share)),
        np.where(is_empty, _EMPTY_OTHER, np.log(1 - share)),
    )


def _meter_worth(beats: Floats, times: Floats, beliefs: StrikeBeliefs) -> Floats:
    """Return what the strikes of each beat tell of the meters, [beats, meters with a name]."""
    of_beat = np.clip(np.searchsorted(beats, times + NEAR_SEC) - 1, 0, len(beats) - 1)
    told = np.zeros((len(beats), len(_NAMED)))
    np.add.at(told, of_beat, beliefs.meters[:, : len(_NAMED)])
    return told


def _sigmoid(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-values)))
