"""Performances as the network sees them: features of strikes, and what is true of each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.performance.beat_network import METERS, PERIODS_SEC, PLACES
from chopin_studio.music.performance.onset_features import onset_features
from chopin_studio.music.performance.played_notes import strikes_of
from chopin_studio.training.beats.performing import Performance

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_PARTS = 24
_OTHER_METER = len(METERS) - 1
_SMOOTHED_BEATS = 3


@dataclass(frozen=True, slots=True)
class Example:
    """The strikes of a performance.

    `features` [s, FEATURES]; `is_beat` and `is_downbeat` [s] are 0 or 1, `periods` [s] the
    fractional place of the beat's length in PERIODS_SEC, `meters` and `places` [s] places in METERS
    and PLACES.
    """

    features: Floats
    is_beat: Floats
    is_downbeat: Floats
    periods: Floats
    meters: Ints
    places: Ints


def example(performance: Performance) -> Example:
    """Return the strikes of a performance with what is true of them."""
    strikes = strikes_of(performance.played.onsets_sec)
    parts = np.rint(performance.note_places * _PARTS).astype(np.int64)
    off = parts % _PARTS
    by_strike = np.lexsort((off != 0, strikes.of_note))[strikes.first_notes]
    note_parts = parts[by_strike]  # of the notes of a strike, one on the beat if there is one
    is_beat = note_parts % _PARTS == 0
    beats = np.clip(note_parts // _PARTS, 0, len(performance.beats_sec) - 2)
    is_downbeat = is_beat & performance.downbeats[beats]
    lengths = _smoothed(np.log(np.diff(performance.beats_sec)))
    first, last = np.log(PERIODS_SEC[[0, -1]])
    periods = (lengths[beats] - first) / (last - first) * (len(PERIODS_SEC) - 1)
    meters = np.array(
        [METERS.index(m) if m in METERS else _OTHER_METER for m in performance.meters]
    )
    places = np.array([PLACES.index(p) if p in PLACES else len(PLACES) - 1 for p in range(_PARTS)])
    return Example(
        onset_features(performance.played, strikes).astype(np.float32),
        is_beat.astype(np.float32),
        is_downbeat.astype(np.float32),
        np.clip(periods, 0, len(PERIODS_SEC) - 1).astype(np.float32),
        meters[performance.note_meters[by_strike]],
        places[note_parts % _PARTS],
    )


def _smoothed(values: NDArray[np.float64]) -> NDArray[np.float64]:
    padded = np.pad(values, _SMOOTHED_BEATS // 2, mode="edge")
    return np.convolve(padded, np.full(_SMOOTHED_BEATS, 1 / _SMOOTHED_BEATS), "valid")
