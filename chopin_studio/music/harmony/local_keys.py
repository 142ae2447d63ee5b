"""The key that each bar of a piece is in, as it modulates.

A hidden Markov model whose states are the 24 keys: pitch classes and chords speak for some of them,
so does the signature a little, and a change of key has a cost.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.harmony.chord import SEMITONES, Chord, Quality
from chopin_studio.music.harmony.measures import LabelledBars
from chopin_studio.music.harmony.tonality import Tonality
from chopin_studio.music.key import PROBE_TONES, Key, KeyChange, Mode
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Note

Floats = NDArray[np.float64]

_MODES: tuple[Mode, ...] = ("major", "minor")
_KEYS = len(_MODES) * SEMITONES
"""State s is the key on s % 12, minor from 12 on."""

_FLOOR = 0.6
"""How much of the lowest rating is taken off all, so that foreign notes speak against a key."""

_PITCH_WEIGHT = 6.0
_TONIC_WEIGHT = 1.0
_DOMINANT_WEIGHT = 0.8
"""How much a bar of notes, of the tonic's chord and of its dominant seventh speaks for a key."""

_SIGNATURE_WEIGHT = 1.0
_RELATIVE_WEIGHT = 0.6
"""How much the signature speaks for its key in each bar, and for the relative one."""

_CHANGE_COST = 6.0


def local_keys(
    notes: Sequence[Note], meters: MeterMap, bars: LabelledBars, keys: Sequence[KeyChange] = ()
) -> tuple[Tonality, ...]:
    """Return the key of each bar; `bars` has the chords of its beats, from tick 0 on."""
    if not bars:
        return ()
    starts, bar = [], meters.bar_at(0)
    for _ in bars:
        starts.append(bar.start_tick)
        bar = meters.bar_at(bar.end_tick)
    scores = _PITCH_WEIGHT * _pitch_classes(notes, np.array(starts)) @ _profiles().T
    for number, chords in enumerate(bars):
        for chord in chords:
            if chord is not None:
                _add_chord(scores[number], chord, 1 / len(chords))
    _add_signatures(scores, np.array(starts), keys)
    return tuple(
        Tonality(int(state) % SEMITONES, _MODES[state // SEMITONES]) for state in _best(scores)
    )


def _pitch_classes(notes: Sequence[Note], starts: NDArray[np.int64]) -> Floats:
    """Return the share of each pitch class in the sound of each bar, shape (bars, 12)."""
    shares = np.zeros((len(starts), SEMITONES))
    places = np.searchsorted(starts, [note.onset_tick for note in notes], side="right") - 1
    longest = int(np.diff(starts).max(initial=1))
    for note, bar in zip(notes, places, strict=True):
        shares[bar, note.pitch % SEMITONES] += min(note.duration_tick, longest)
    shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1)
    return shares


def _profiles() -> Floats:
    """Return the log-probability of each pitch class in each key, shape (24, 12)."""
    rows = []
    for mode in _MODES:
        ratings = np.array(PROBE_TONES[mode])
        ratings -= _FLOOR * ratings.min()
        rows += [np.roll(ratings / ratings.sum(), tonic) for tonic in range(SEMITONES)]
    profiles: Floats = np.log(np.array(rows))
    return profiles


def _add_chord(scores: Floats, chord: Chord, weight: float) -> None:
    """Add what a chord says to the scores of the keys, in place."""
    match chord.quality:
        case Quality.MAJOR:
            scores[chord.root] += _TONIC_WEIGHT * weight
        case Quality.MINOR:
            scores[SEMITONES + chord.root] += _TONIC_WEIGHT * weight
        case Quality.DOMINANT_SEVENTH:
            tonic = (chord.root + 5) % SEMITONES
            scores[[tonic, SEMITONES + tonic]] += _DOMINANT_WEIGHT * weight


def _add_signatures(scores: Floats, starts: NDArray[np.int64], keys: Sequence[KeyChange]) -> None:
    """Add what the signatures say, in place."""
    cuts = [*np.searchsorted(starts, [change.tick for change in keys]), len(starts)]
    for change, begin, end in zip(keys, cuts, cuts[1:], strict=False):
        other: Mode = "minor" if change.key.mode == "major" else "major"
        scores[begin:end, _state(change.key)] += _SIGNATURE_WEIGHT
        scores[begin:end, _state(Key(change.key.fifths, other))] += _RELATIVE_WEIGHT


def _state(key: Key) -> int:
    return _MODES.index(key.mode) * SEMITONES + key.tonic_pitch_class


def _best(scores: Floats) -> list[int]:
    """Return the best state of each bar (Viterbi)."""
    best, came_from = scores[0], []
    for row in scores[1:]:
        leader = int(best.argmax())
        changed = best[leader] - _CHANGE_COST
        came_from.append(np.where(changed > best, leader, np.arange(_KEYS)))
        best = np.maximum(best, changed) + row
    path = [int(best.argmax())]
    for step in reversed(came_from):
        path.append(int(step[path[-1]]))
    return path[::-1]
