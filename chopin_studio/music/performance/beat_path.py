"""The likeliest sequence of beats, by dynamic programming over time.

A beat may fall on any frame of ten milliseconds. What has come before is told by the length of the
last beat: from each beat the next follows after about the same time. A sequence is worth what the
network believes of the strikes on its beats and between them, and of the lengths of its beats.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.performance.beat_network import PERIODS_SEC, StrikeBeliefs

FRAME_SEC = 0.01
NEAR_SEC = 0.07
"""A strike so near to a beat belongs to it."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PathWeights:
    """What counts how much, in natural logarithms of likelihood.

    `timing_sec` is the standard deviation of a strike around its beat, `empty` the worth of a beat
    without strike, `worst` the least worth of one with a strike. `period` weighs what the network
    believes of the lengths of beats, for each strike; `bonus` is what every strike on a beat is
    worth besides, without which fast beats are found at half their speed. `tempo_change` is the
    standard deviation of the logarithm of the next beat's length, and `sudden_change` the most that
    a change costs.
    """

    timing_sec: float = 0.025
    empty: float = -1.5
    worst: float = -6.0
    period: float = 0.1
    bonus: float = 0.4
    tempo_change: float = 0.09
    sudden_change: float = 7.0


_FRAMES = np.unique(
    np.concatenate((np.arange(17, 60), np.arange(60, 120, 2), np.arange(120, 270, 4)))
)
"""The lengths of beats that are tried, in frames."""

_BINS = np.clip(
    np.rint(np.log(_FRAMES * FRAME_SEC / PERIODS_SEC[0]) / np.log(PERIODS_SEC[1] / PERIODS_SEC[0])),
    0,
    len(PERIODS_SEC) - 1,
).astype(np.int64)
"""The place of each length in PERIODS_SEC."""


def best_beats(
    times_sec: Floats, beliefs: StrikeBeliefs, weights: PathWeights = PathWeights()
) -> Floats:
    """Return the times of the likeliest beats of strikes at `times_sec`, in rising order.

    The first beat is at most one beat's length before the first strike, and the last one before the
    end likewise. Fewer than two strikes have no beats.
    """
    if len(times_sec) < 2:
        return np.zeros(0)
    start = times_sec[0] - _FRAMES[-1] * FRAME_SEC
    count = int(np.ceil((times_sec[-1] - start) / FRAME_SEC)) + 4
    worth = _beat_worth(times_sec - start, beliefs.beat, count, weights)
    first, last = int(_FRAMES[-1]), round(float(times_sec[-1] - start) / FRAME_SEC)
    frames = _best_frames(
        worth, _period_sums(times_sec - start, beliefs, count, weights), (first, last), weights
    )
    return _on_strikes(frames * FRAME_SEC + start, times_sec, beliefs.beat, weights)


def _beat_worth(times: Floats, odds: Floats, count: int, weights: PathWeights) -> Floats:
    """Return the worth of a beat at each frame, [count]: what its strike adds to it."""
    reach = int(NEAR_SEC / FRAME_SEC)
    worth = np.full(count, -np.inf)
    centers = np.rint(times / FRAME_SEC).astype(np.int64)
    for offset in range(-reach, reach + 1):
        frames = np.clip(centers + offset, 0, count - 1)
        apart = (frames * FRAME_SEC - times) / weights.timing_sec
        of_strikes = np.maximum(odds + weights.bonus - apart**2 / 2, weights.worst)
        np.maximum.at(worth, frames, of_strikes)
    return np.where(np.isneginf(worth), weights.empty, worth)


def _period_sums(
    times: Floats, beliefs: StrikeBeliefs, count: int, weights: PathWeights
) -> tuple[Floats, Ints]:
    """Return sums of what is believed of each length [strikes + 1, lengths], by strikes before.

    And how many strikes come before each frame [count].
    """
    told = weights.period * beliefs.periods[:, _BINS]
    sums = np.concatenate((np.zeros((1, len(_FRAMES))), np.cumsum(told, axis=0)))
    before = np.searchsorted(times, np.arange(count) * FRAME_SEC - FRAME_SEC / 2)
    return sums, before


def _best_frames(
    worth: Floats, periods: tuple[Floats, Ints], span: tuple[int, int], weights: PathWeights
) -> Ints:
    """Return the frames of the best beats; `span` are the frames of the first and last strike."""
    sums, before = periods
    first, last = span
    count, sizes = len(worth), len(_FRAMES)
    changes = _change_costs(weights)
    onward = np.full((count, sizes), -np.inf)  # worth up to a beat, by the length of the next one
    came_by = np.full((count, sizes), -1, np.int16)  # the length before it, -1 for the first beat
    lengths = np.arange(sizes)
    best_worth, best_end = -np.inf, (first, -1)
    for frame in range(min(count, last + 4)):
        begun = frame - _FRAMES
        inside = begun >= 0
        arrived = np.where(inside, onward[begun, lengths], -np.inf)
        arrived += sums[before[frame]] - sums[before[np.maximum(begun, 0)], lengths] + worth[frame]
        through = arrived - changes
        came_by[frame] = through.argmax(axis=1)
        onward[frame] = through[lengths, came_by[frame]]
        if frame < first + 4:
            begins = np.where(first - frame < _FRAMES, worth[frame], -np.inf)
            came_by[frame][begins > onward[frame]] = -1
            onward[frame] = np.maximum(onward[frame], begins)
        ends = arrived + sums[-1] - sums[before[frame]]
        ends[last - frame >= _FRAMES] = -np.inf
        if ends.max() > best_worth:
            best_worth, best_end = float(ends.max()), (frame, int(ends.argmax()))
    return _traced(best_end, came_by)


def _change_costs(weights: PathWeights) -> Floats:
    """Return what it costs to go to each length of beat from each other, [lengths, lengths]."""
    logs = np.log(_FRAMES)
    costs = ((logs[:, None] - logs[None, :]) / weights.tempo_change) ** 2 / 2
    return np.minimum(costs, weights.sudden_change)


def _traced(end: tuple[int, int], came_by: NDArray[np.int16]) -> Ints:
    """Return the frames of the beats up to the last one, a frame and the length before it."""
    frame, length = end
    found = [frame]
    while length >= 0:
        frame -= int(_FRAMES[length])
        found.append(frame)
        length = int(came_by[frame, length])
    return np.array(found[::-1])


def _on_strikes(beats: Floats, times: Floats, odds: Floats, weights: PathWeights) -> Floats:
    """Return beats at the times of their strikes, where they have any."""
    found = beats.copy()
    for place, beat in enumerate(beats.tolist()):
        begin, end = np.searchsorted(times, (beat - NEAR_SEC, beat + NEAR_SEC))
        if begin < end:
            apart = (times[begin:end] - beat) / weights.timing_sec
            found[place] = times[begin + int((odds[begin:end] - apart**2 / 2).argmax())]
    return np.asarray(found)
