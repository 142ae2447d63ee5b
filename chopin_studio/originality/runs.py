"""Hash the short runs in a row of events, by what stays when music is transposed."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from chopin_studio.originality.lines import SINGLE_NOTE, EventRow, Floats, Hashes, Integers, Kind

RUN_LENGTHS = {Kind.LINE: 6, Kind.CHORDS: 5}
"""How many events are hashed together. Longer runs are rarer, but break at a changed note."""

MOST_SKIPPED = {Kind.LINE: 2, Kind.CHORDS: 0}
"""So many events inside a run may be skipped: what was added as an ornament."""

_SKIPPING_WEIGHT = 0.6
"""What a run counts where an event in it is skipped, and again where another is."""

_ONE_WAY_WEIGHT = 0.3
_CHORDS_OF_A_RUN = 3
"""A run of chords counts fully if so many of its events are more than single notes."""

_WEIGHTS_BY_NEW = (0.0, 0.1, 0.1, 0.3, 0.7, 1.0, 1.0)
"""What a run counts by how many different sounds it has."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of a row, one entry each: `events` [runs, run_length] and their `hashes`.

    `weights` are 1, or less where the run is a common figure, or skips events.
    """

    events: Integers
    hashes: Hashes
    weights: Floats


def runs_of(row: EventRow, *, skipping: bool = False) -> Runs:
    """Return the runs of a row in order of their first event, none where it is too short.

    With `skipping`, also those between whose events others stand.
    """
    skipped = MOST_SKIPPED[row.kind] if skipping else 0
    events = [_windows(len(row.pitches), pattern) for pattern in _patterns(row.kind, skipped)]
    chosen = np.concatenate(events)
    chosen = chosen[np.argsort(chosen[:, 0], kind="stable")]
    return Runs(chosen, _hashes(row, chosen), _weights(row, chosen))


def _patterns(kind: Kind, most_skipped: int) -> list[list[int]]:
    """Return which events of a window make a run, the first and the last among them."""
    length = RUN_LENGTHS[kind]
    return [
        [place for place in range(length + skipped) if place not in left_out]
        for skipped in range(most_skipped + 1)
        for left_out in combinations(range(1, length - 1 + skipped), skipped)
    ]


def _windows(events: int, pattern: list[int]) -> Integers:
    starts = np.arange(max(events - pattern[-1], 0), dtype=np.int64)
    return starts[:, None] + np.array(pattern, np.int64)


def _hashes(row: EventRow, events: Integers) -> Hashes:
    hashes = np.full(len(events), row.kind, np.uint64)
    if row.kind is Kind.CHORDS:
        for column in row.labels[events].T:
            hashes = _mixed(hashes, column)
    for column in np.diff(row.pitches[events], axis=1).T:
        hashes = _mixed(hashes, (column + 128).astype(np.uint64))
    return hashes


def _weights(row: EventRow, events: Integers) -> Floats:
    """Return 1 for a run of its own, less for what is anybody's.

    Scales move in one direction, and arpeggios, trills and repeated chords return to the same few
    pitch classes.
    """
    length = events.shape[1]
    pitches = row.pitches[events]
    one_way = np.abs(np.sign(np.diff(pitches, axis=1)).sum(axis=1)) == length - 1
    sounds = row.labels[events].astype(np.int64) * 12 + pitches % 12
    different = 1 + (np.diff(np.sort(sounds, axis=1), axis=1) != 0).sum(axis=1)
    weights = np.array(_WEIGHTS_BY_NEW)[different]
    weights = np.where(one_way, np.minimum(weights, _ONE_WAY_WEIGHT), weights)
    if row.kind is Kind.CHORDS:
        chords = (row.labels[events] != SINGLE_NOTE).sum(axis=1)
        weights *= np.minimum(chords / _CHORDS_OF_A_RUN, 1.0)
    skipped = events[:, -1] - events[:, 0] + 1 - length
    return np.asarray(weights * _SKIPPING_WEIGHT**skipped, np.float64)


def _mixed(hashes: Hashes, values: NDArray[np.uint64]) -> Hashes:
    """Mix one more value into each hash, by the steps of MurmurHash3's 64-bit finaliser."""
    hashes = (hashes ^ values) * np.uint64(0xFF51AFD7ED558CCD)
    hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return hashes ^ (hashes >> np.uint64(33))
