"""What tells where the beats are: features of each strike, and of what comes before and after it.

Besides what a strike is (how many notes, how low, how loud, how long) each feature vector says
where, at many distances in time before and after it, something else was struck, and which distances
recur around it. A beat is where much recurs.
"""

import numpy as np

from chopin_studio.music.performance.played_notes import Floats, PlayedNotes, Strikes

FRAME_SEC = 0.01
_LAGS_SEC = np.geomspace(0.12, 3.2, 30)
_SPREADS_SEC = (0.025, 0.04, 0.07)
_LAG_SPREADS = np.digitize(_LAGS_SEC, (0.5, 1.2))
"""The longer the distance, the less exactly it recurs: the place of each lag's spread."""

_ROOM = int(np.ceil((_LAGS_SEC[-1] + 3 * _SPREADS_SEC[-1]) / FRAME_SEC)) + 1
"""Frames before the first strike and after the last."""

_AROUND_SEC = 4.0
_BASS_AROUND_SEC = 1.2
_BASS_SEMITONES = 4.0
_LOUDNESS_AROUND_SEC = 2.0
_HARMONY_SEC = (0.5, 1.2, 2.5)
_PEDAL_SEC = 0.3
_LONGEST_SEC = 4.0
_SHORTEST_SEC = 0.02

OWN_FEATURES = 29
FEATURES = OWN_FEATURES + 6 * len(_LAGS_SEC)


def onset_features(played: PlayedNotes, strikes: Strikes) -> Floats:
    """Return the features of each strike, [strikes, FEATURES]."""
    times = strikes.times_sec
    if len(times) == 0:
        return np.zeros((0, FEATURES))
    lowest, _, counts = _outline(played, strikes)
    bass = np.exp(-(lowest - _around(times, lowest, _BASS_AROUND_SEC, np.min)) / _BASS_SEMITONES)
    weights = 1 + 0.4 * np.minimum(counts - 1, 4)
    own = _own(played, strikes, bass)
    recurring = [_recurrence(times, weight) for weight in (weights / 1.5, bass)]
    return np.concatenate([own, *recurring], axis=1)


def _own(played: PlayedNotes, strikes: Strikes, bass: Floats) -> Floats:
    """Return what each strike is by itself and next to its neighbours, [strikes, OWN_FEATURES]."""
    times = strikes.times_sec
    lowest, highest, counts = _outline(played, strikes)
    lengths = np.maximum(played.ends_sec - played.onsets_sec, _SHORTEST_SEC)
    size = len(times)
    longest = np.zeros(size)
    np.maximum.at(longest, strikes.of_note, lengths)
    loudest = np.zeros(size)
    np.maximum.at(loudest, strikes.of_note, played.velocities)
    loudness = loudest - _around(times, loudest, _LOUDNESS_AROUND_SEC, np.mean)
    gaps = np.diff(times)
    columns = [
        *(_log_gap(_shifted(times, step) - times) for step in (1, 2, 3, 4)),
        *(_log_gap(times - _shifted(times, -step)) for step in (1, 2, 3, 4)),
        np.concatenate((np.diff(np.log(np.maximum(gaps, _SHORTEST_SEC)), prepend=0), [0]))
        if size > 1
        else np.zeros(size),
        np.log(counts),
        (lowest - 52) / 12,
        (highest - 70) / 12,
        (highest - lowest) / 12,
        bass,
        np.clip((highest - _shifted(highest, -1)) / 12, -2, 2),
        np.clip((highest - _shifted(highest, 1)) / 12, -2, 2),
        np.clip((lowest - _shifted(lowest, -1)) / 12, -3, 3),
        np.clip((lowest - _shifted(lowest, 1)) / 12, -3, 3),
        _log_gap(longest),
        _log_gap(_length_of_lowest(played, strikes, lengths)),
        np.log(longest / np.maximum(_around(times, longest, _LOUDNESS_AROUND_SEC, np.mean), 0.02)),
        loudness / 16,
        (loudest - _shifted(loudest, -1)) / 16,
        *_harmonic_changes(played, strikes),
        *_pedalling(played, times),
        (_around(times, np.ones(size), _LOUDNESS_AROUND_SEC, np.sum) - 12) / 12,
    ]
    return np.stack(columns, axis=1)


def _outline(played: PlayedNotes, strikes: Strikes) -> tuple[Floats, Floats, Floats]:
    """Return the lowest and the highest pitch of each strike and how many notes it has, [s]."""
    first = strikes.first_notes
    return (
        np.minimum.reduceat(played.pitches, first).astype(float),
        np.maximum.reduceat(played.pitches, first).astype(float),
        np.bincount(strikes.of_note).astype(float),
    )


def _length_of_lowest(played: PlayedNotes, strikes: Strikes, lengths: Floats) -> Floats:
    order = np.lexsort((played.pitches, strikes.of_note))
    return np.asarray(lengths[order][strikes.first_notes])


def _log_gap(seconds: Floats) -> Floats:
    return np.log(np.clip(seconds, _SHORTEST_SEC, _LONGEST_SEC) / 0.3)


def _shifted(values: Floats, step: int) -> Floats:
    """Return the value so many strikes later for each, the last or the first beyond the ends."""
    places = np.clip(np.arange(len(values)) + step, 0, len(values) - 1)
    return np.asarray(values[places])


def _around(times: Floats, values: Floats, reach_sec: float, kind: object) -> Floats:
    """Return the least value, the mean or the sum of `values` within `reach_sec` of each strike."""
    begins = np.searchsorted(times, times - reach_sec)
    ends = np.searchsorted(times, times + reach_sec, "right")
    if kind is np.min:
        return np.array([values[begin:end].min() for begin, end in zip(begins, ends, strict=True)])
    sums = np.concatenate(([0.0], np.cumsum(values)))
    total = sums[ends] - sums[begins]
    return total / (ends - begins) if kind is np.mean else total


def _harmonic_changes(played: PlayedNotes, strikes: Strikes) -> list[Floats]:
    """Return how unlike the pitch classes before and after each strike are, 0 to 1, by reach."""
    chroma = np.zeros((len(strikes.times_sec), 12))
    lengths = np.minimum(played.ends_sec - played.onsets_sec, 2.0) + 0.1
    np.add.at(chroma, (strikes.of_note, played.pitches % 12), np.sqrt(lengths))
    sums = np.concatenate((np.zeros((1, 12)), np.cumsum(chroma, axis=0)))
    times, here = strikes.times_sec, np.arange(len(strikes.times_sec))
    changes = []
    for reach_sec in _HARMONY_SEC:
        before = sums[here] - sums[np.searchsorted(times, times - reach_sec)]
        after = sums[np.searchsorted(times, times + reach_sec, "left")] - sums[here]
        norms = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
        changes.append(1 - (before * after).sum(axis=1) / np.maximum(norms, 1e-9))
    return changes


def _pedalling(played: PlayedNotes, times: Floats) -> list[Floats]:
    """Return how near a press of the pedal is, after or before each strike, 0 to 1."""
    downs = played.pedal_downs_sec
    if len(downs) == 0:
        return [np.zeros(len(times))] * 2
    padded = np.concatenate(([-np.inf], downs, [np.inf]))
    next_place = np.searchsorted(downs, times - 0.01) + 1
    after = padded[next_place] - times
    before = times - padded[next_place - 1]
    return [np.clip(1 - gap / _PEDAL_SEC, 0, 1) for gap in (after, before)]


def _recurrence(times: Floats, weights: Floats) -> Floats:
    """Return what is struck at each lag after and before each strike, and how often that recurs.

    [strikes, 3 lags]: `weights` [strikes] at the lag after, those before, and the mean over the
    strikes within a few seconds of both together.
    """
    envelopes = [_envelope(times, weights, spread) for spread in _SPREADS_SEC]
    frames = np.rint((times - times[0]) / FRAME_SEC).astype(np.int64)
    after, before = (
        np.stack(
            [
                envelopes[spread][frames + sign * round(lag / FRAME_SEC) + _ROOM]
                for lag, spread in zip(_LAGS_SEC, _LAG_SPREADS, strict=True)
            ],
            axis=1,
        )
        for sign in (1, -1)
    )
    begins = np.searchsorted(times, times - _AROUND_SEC)
    ends = np.searchsorted(times, times + _AROUND_SEC, "right")
    sums = np.cumsum(np.concatenate((np.zeros((1, len(_LAGS_SEC))), after * weights[:, None])), 0)
    total = np.concatenate(([0.0], np.cumsum(weights)))
    mean = (sums[ends] - sums[begins]) / np.maximum(total[ends] - total[begins], 1e-6)[:, None]
    return np.concatenate((after, before, mean), axis=1)


def _envelope(times: Floats, weights: Floats, spread_sec: float) -> Floats:
    """Return the weights as bumps of height 1 along frames, with room at both ends."""
    reach = int(np.ceil(3 * spread_sec / FRAME_SEC))
    frames = np.rint((times - times[0]) / FRAME_SEC).astype(np.int64)
    impulses = np.zeros(int(frames[-1]) + 2 * _ROOM + 1)
    np.add.at(impulses, frames + _ROOM, weights)
    bump = np.exp(-((np.arange(-reach, reach + 1) * FRAME_SEC / spread_sec) ** 2) / 2)
    return np.asarray(np.minimum(np.convolve(impulses, bump, "same"), 3.0))
