"""What a network would believe that knows the beats, for tests of what is made of it."""

from collections.abc import Sequence

import numpy as np

from chopin_studio.music.performance.beat_network import METERS, PERIODS_SEC, PLACES, StrikeBeliefs


def beliefs_of(
    is_beat: Sequence[bool],
    is_downbeat: Sequence[bool],
    period_sec: float,
    meter: tuple[int, int],
    sure: float = 2.0,
) -> StrikeBeliefs:
    """Return beliefs of strikes that are beats and downbeats, `sure` as log odds."""
    count = len(is_beat)
    periods = np.full((count, len(PERIODS_SEC)), -4.0)
    periods[:, np.abs(np.log(PERIODS_SEC / period_sec)).argmin()] = -0.5
    meters = np.full((count, len(METERS)), -4.0)
    meters[:, METERS.index(meter)] = -0.3
    return StrikeBeliefs(
        np.where(is_beat, sure, -sure),
        np.where(is_downbeat, sure, -sure),
        periods,
        meters,
        np.zeros((count, len(PLACES))),
    )
