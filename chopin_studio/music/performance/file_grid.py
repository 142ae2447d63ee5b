"""Tell music that keeps to its file's beats from music that was played freely against them.

What a sequencer exports and what is played to a click lies on the beats of its file, give or take
some milliseconds; what a recorder has taken down of free playing lies anywhere between them. The
test is a likelihood ratio: how likely are the onsets' places within the beat where notes fall on
its halves, thirds and so on, each a little early or late, against places that are pure chance?
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import TICKS_PER_QUARTER

EXACT_STEP_TICKS = 20
"""A 24th of a quarter note, on which scores, and the models, place all notes."""

_EXACT_SHARE = 0.9
_FEWEST_ONSETS = 16
_PLACES = tuple(sorted({place * 2 for place in range(12)} | {place * 3 for place in range(8)}))
"""Places in a quarter note, in 24ths: its twelfths and eighths."""

_PLACE_WEIGHTS = {0: 8.0, 12: 5.0, 6: 2.0, 18: 2.0, 8: 1.5, 16: 1.5, 4: 0.7, 20: 0.7}
_RARE_PLACE_WEIGHT = 0.3
_PRIOR_ONSETS = 12.0
"""How many onsets the expected shares of the places count for."""

_SPREADS_SEC = (0.002, 0.004, 0.008, 0.012, 0.016, 0.02, 0.025, 0.03)
_STRAY_SHARE = 0.03
_ITERATIONS = 12
_LEAST_EVIDENCE = 6.0
"""So many times likelier, as a natural logarithm, is the grid that is believed in."""

_LEAST_EVIDENCE_AN_ONSET = 0.04
_FOLLOWING_TEMPI = 8

_STRETCH_ONSETS = 16
_STEPS_TICKS = (240, 160, 120)
_KEPT_SHARE = 0.6
_FEWEST_STRETCHES = 3
_DRIFT_SEC = 0.03
_DRIFTING_SHARE = 0.3
"""Music drifts where of so many stretches more than this share lies so far from the others."""

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GridFit:
    """How well onsets keep to the beats of their file.

    `log_ratio` is the natural logarithm of how much likelier they are on these beats than by
    chance, of all `onsets` together; `spread_sec` is the standard deviation by which they are
    early or late. `is_exact` says that they are where a score or a sequencer places them: on 24ths
    of a quarter note to the tick, or on others within the least of the spreads. `is_followed` says
    that the tempo map has so many tempi that somebody must have laid it on the music. `drifts` says
    that the onsets keep to a beat, but now before the file's and now after it.
    """

    onsets: int
    log_ratio: float
    spread_sec: float
    is_exact: bool
    is_followed: bool = False
    drifts: bool = False

    @property
    def is_on_grid(self) -> bool:
        """Whether the music keeps to the file's beats; so where there is too little to tell."""
        if self.is_exact or self.is_too_short:
            return True
        if self.is_followed:
            return self.log_ratio > 0
        return not self.drifts and self.log_ratio > max(
            _LEAST_EVIDENCE, _LEAST_EVIDENCE_AN_ONSET * self.onsets
        )

    @property
    def is_too_short(self) -> bool:
        """Whether there are too few onsets to tell anything from them."""
        return self.onsets < _FEWEST_ONSETS


def grid_fit(excerpt: Excerpt) -> GridFit:
    """Return how well the onsets of `excerpt` keep to the beats of its tempo map."""
    onsets = np.array(sorted({note.onset_tick for note in excerpt.notes}), np.int64)
    if len(onsets) == 0:
        return GridFit(0, 0.0, 0.0, is_exact=True)
    off = np.abs((onsets + EXACT_STEP_TICKS // 2) % EXACT_STEP_TICKS - EXACT_STEP_TICKS // 2)
    tick_sec = 60 / np.array([excerpt.tempo_map.bpm_at(t) for t in onsets]) / TICKS_PER_QUARTER
    ratio, spread_sec = _best_ratio((onsets % TICKS_PER_QUARTER).astype(float), tick_sec)
    is_written = bool(np.mean(off == 0) >= _EXACT_SHARE)
    is_followed = len(excerpt.tempo_map.changes) >= _FOLLOWING_TEMPI
    drifts = _drifts(onsets, tick_sec)
    fit = GridFit(len(onsets), ratio, spread_sec, is_written, is_followed, drifts=drifts)
    return replace(fit, is_exact=is_written or (fit.is_on_grid and spread_sec == _SPREADS_SEC[0]))


def has_grid(excerpt: Excerpt) -> bool:
    """Return whether the notes keep to the beats of `excerpt`, exactly or a little unevenly."""
    return grid_fit(excerpt).is_on_grid


def _drifts(onsets: NDArray[np.int64], tick_sec: _Floats) -> bool:
    """Return whether the beat that is kept to is now before the file's beat and now after it.

    Stretch by stretch, by the mean angle of the onsets on the longest step that they keep to.
    """
    late_sec = []
    for begin in range(0, len(onsets) - _STRETCH_ONSETS + 1, _STRETCH_ONSETS):
        stretch = onsets[begin : begin + _STRETCH_ONSETS]
        for step in _STEPS_TICKS:
            mean = np.exp(2j * np.pi * stretch / step).mean()
            if abs(mean) >= _KEPT_SHARE:
                ticks = np.angle(mean) / (2 * np.pi) * step
                late_sec.append(ticks * tick_sec[begin])
                break
    if len(late_sec) < _FEWEST_STRETCHES:
        return False
    off = np.abs(np.array(late_sec) - np.median(late_sec)) > _DRIFT_SEC
    return bool(np.mean(off) > _DRIFTING_SHARE)


def _best_ratio(phases: _Floats, tick_sec: _Floats) -> tuple[float, float]:
    """Return the best log likelihood ratio over all spreads, and the spread.

    `phases` [n] are places in the quarter note in ticks, `tick_sec` [n] how long a tick lasts
    there.
    """
    places = np.array(_PLACES) * (TICKS_PER_QUARTER / 24)
    apart = np.abs(phases[:, None] - places[None, :])
    apart = np.minimum(apart, TICKS_PER_QUARTER - apart)
    found = [
        (_log_ratio(apart * tick_sec[:, None], tick_sec, spread), spread) for spread in _SPREADS_SEC
    ]
    return max(found)


def _log_ratio(apart_sec: _Floats, tick_sec: _Floats, spread_sec: float) -> float:
    """Return the log likelihood ratio against chance, with the likeliest shares of the places.

    The shares are found by expectation maximisation from those that are expected.
    """
    quarter_sec = tick_sec[:, None] * TICKS_PER_QUARTER
    density = np.exp(-((apart_sec / spread_sec) ** 2) / 2) / (spread_sec * np.sqrt(2 * np.pi))
    against_chance = density * quarter_sec
    prior = np.array([_PLACE_WEIGHTS.get(place, _RARE_PLACE_WEIGHT) for place in _PLACES])
    prior = prior / prior.sum()
    shares = prior
    for _ in range(_ITERATIONS):
        part = against_chance * shares
        total = (1 - _STRAY_SHARE) * part.sum(axis=1, keepdims=True) + _STRAY_SHARE
        counts = ((1 - _STRAY_SHARE) * part / total).sum(axis=0)
        shares = (counts + _PRIOR_ONSETS * prior) / (counts.sum() + _PRIOR_ONSETS)
    likelihood = (1 - _STRAY_SHARE) * (against_chance @ shares) + _STRAY_SHARE
    return float(np.log(likelihood).sum() - _shares_cost(shares, prior))


def _shares_cost(shares: _Floats, prior: _Floats) -> float:
    """Return what the shares cost for being other than expected: the Dirichlet prior's penalty."""
    return float(_PRIOR_ONSETS * (prior * np.log(prior / shares)).sum())
