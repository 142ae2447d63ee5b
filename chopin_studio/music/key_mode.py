"""Tell minor from major where a file states a signature alone, as most MIDI files do."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import (
    Key,
    KeyChange,
    best_key,
    estimate_key,
    pitch_class_durations,
    profile_fit,
)
from chopin_studio.music.note import TICKS_PER_QUARTER, Note

_HALF_AS_MUCH_AFTER = 8 * TICKS_PER_QUARTER
"""Music so long after the beginning counts half: a piece states its key there, and modulates."""

_BASS_TICKS = 3 * TICKS_PER_QUARTER
"""The lowest note of each stretch so long, about a bar, is its bass."""

_CHORD_TICKS = TICKS_PER_QUARTER // 8
"""Notes that begin so soon after the first one are of its chord."""

_BASS_WEIGHT = 0.7
_FIRST_BASS_WEIGHT = 0.1
_MINOR_HEADSTART = 0.04

_OCTAVE = 12
_NO_PITCH = 128
_Ints = NDArray[np.int64]
_Floats = NDArray[np.float64]
_Pick = Callable[[Sequence[Key], Sequence[Note]], Key | None]


def read_keys(excerpt: Excerpt) -> tuple[KeyChange, ...]:
    """Return the keys of `excerpt` in their modes, from tick 0 an estimated one if it has none."""
    stated = excerpt.keys or (KeyChange(0, Key(estimate_key(excerpt.notes).fifths)),)
    return in_its_mode(stated, excerpt.notes)


def in_its_mode(changes: Sequence[KeyChange], notes: Sequence[Note]) -> tuple[KeyChange, ...]:
    """Replace a major key by its relative minor where its notes speak for that.

    The first key holds from the start. `notes` are in the order of their onsets.

    What speaks for a key is the sum of

    - the correlation of its probe-tone profile with how long each pitch class sounds (as for
      `estimate_key`),
    - 0.7 times the share of the bass that is its tonic, the bass being the lowest note that begins
      in every three quarter notes,
    - 0.1 if the first chord stands on its tonic.

    A pitch class or a bass note t quarter notes after the first one has the weight 1 / (1 + t/8):
    music states its key where it begins, and a minor key soon leaves for the relative major. That
    is why minor, which has both keys' tonics in its bass, needs 0.04 less than major.

    The figures are rounded from a logistic regression on half of the pieces that
    `training/corpora/mode_report.py` counts; others, such as how long the raised seventh degree or
    the tonic triad sounds, and the last bass note, did not improve it.
    """
    return _each(changes, notes, _by_evidence)


def in_its_mode_by_profile(
    changes: Sequence[KeyChange], notes: Sequence[Note]
) -> tuple[KeyChange, ...]:
    """Do the same by how long each pitch class sounds alone, as older takes were made."""
    return _each(changes, notes, lambda keys, there: best_key(keys, pitch_class_durations(there)))


def _each(
    changes: Sequence[KeyChange], notes: Sequence[Note], pick: _Pick
) -> tuple[KeyChange, ...]:
    """Replace each major key by what is picked, if anything, by the notes for which it holds."""
    onsets = [note.onset_tick for note in notes]
    cuts = [0, *(bisect_left(onsets, change.tick) for change in changes[1:]), len(notes)]
    found = []
    for change, begin, end in zip(changes, cuts, cuts[1:], strict=False):
        key = change.key
        if key.mode == "major":
            key = pick((key, Key(key.fifths, "minor")), notes[begin:end]) or key
        found.append(KeyChange(change.tick, key))
    return tuple(found)


def _by_evidence(keys: Sequence[Key], notes: Sequence[Note]) -> Key | None:
    """Return the key for which most speaks, the first of equals; None where nothing does."""
    if not notes:
        return None
    table = [(note.onset_tick, note.duration_tick, note.pitch) for note in notes]
    onsets, durations, pitches = np.array(table, np.int64).T
    after = onsets - onsets[0]
    sounding = _shares(pitches, durations * _weight(after))
    if np.ptp(sounding) == 0:
        return None
    bass = _bass_shares(after, pitches)
    first = int(pitches[after <= _CHORD_TICKS].min()) % _OCTAVE

    def evidence(key: Key) -> float:
        tonic = key.tonic_pitch_class
        score = profile_fit(key, sounding) + _BASS_WEIGHT * float(bass[tonic])
        if first == tonic:
            score += _FIRST_BASS_WEIGHT
        return score + _MINOR_HEADSTART if key.mode == "minor" else score

    return max(keys, key=evidence)


def _bass_shares(after: _Ints, pitches: _Ints) -> _Floats:
    """Return which share of the bass each pitch class [12] is, of notes `after` the first one."""
    stretches = after // _BASS_TICKS
    lowest = np.full(int(stretches[-1]) + 1, _NO_PITCH)
    np.minimum.at(lowest, stretches, pitches)
    there = np.flatnonzero(lowest < _NO_PITCH)
    return _shares(lowest[there], _weight(there * _BASS_TICKS))


def _shares(pitches: _Ints, weights: _Floats) -> _Floats:
    """Return which share of `weights` [n] each pitch class [12] of `pitches` [n] has."""
    sums = np.zeros(_OCTAVE)
    np.add.at(sums, pitches % _OCTAVE, weights)
    shares: _Floats = sums / weights.sum()
    return shares


def _weight(after: _Ints) -> _Floats:
    """Return how much music counts so many ticks after the beginning."""
    weights: _Floats = 1 / (1 + after / _HALF_AS_MUCH_AFTER)
    return weights
