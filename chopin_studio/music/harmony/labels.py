"""Recognise the chord of each beat of music.

A hidden Markov model whose states are the chords: what sounds in a beat speaks for some of them,
and a change of chord has a cost, lower on strong beats. The weights are plain figures, chosen by
how well the labels agree with analyses of well-known pieces, and checked on others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.harmony.chord import (
    NO_CHORD,
    QUALITIES,
    SEMITONES,
    Chord,
    Quality,
    numbered_chord,
)
from chopin_studio.music.key import KeyChange
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Note

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_STATES = SEMITONES * len(QUALITIES)
"""State s is the chord of number s + 1."""

_CHORD_TONES = 0.9
"""The share of what sounds that belongs to the chord."""

_TONE_SHARES = {3: (0.38, 0.32, 0.30), 4: (0.31, 0.26, 0.22, 0.21)}
"""How it is shared by the root, third, fifth and seventh."""

_BASS_SHARES = {3: (0.66, 0.15, 0.11), 4: (0.56, 0.15, 0.12, 0.09)}
"""How often each of them is in the bass; the rest is shared by all others."""

_QUALITY_COSTS = {
    Quality.MAJOR: 0.0,
    Quality.MINOR: 0.1,
    Quality.DIMINISHED: 2.0,
    Quality.AUGMENTED: 2.4,
    Quality.DOMINANT_SEVENTH: 0.3,
    Quality.MAJOR_SEVENTH: 2.0,
    Quality.MINOR_SEVENTH: 1.5,
    Quality.HALF_DIMINISHED: 1.1,
    Quality.DIMINISHED_SEVENTH: 0.9,
}
"""What it costs to change to a chord of each quality: rare ones need more notes that say so."""

_CHANGE_COSTS = (0.5, 1.0, 1.5)
"""What a change costs on the first beat of a bar, at its half, and anywhere else."""

_CHROMATIC_COST = 0.35
"""What each note of a chord that is foreign to the key costs on a change to the chord."""

_MOST_EVIDENCE = 5.0
"""A beat counts at most as so many notes that last a beat."""

_LEAST_BEATS = 0.7
"""A shorter note counts as one of this length, in beats, since the pedal makes it sound on."""

_BASS_WEIGHT = 0.8
"""How much the lowest note counts besides, where it is the bass."""

_STILL_BASS = 4
"""Semitones over the lowest note of the bar so far above which a beat's lowest is not the bass.

In the accompaniment of a waltz, the bass is struck on the first beat alone.
"""

_NOTHING = 128
"""Stands for the lowest pitch where nothing sounds."""

_TOO_SHORT = 1 / 12
"""Of a note's overlap with a beat, in beats, below which it belongs to the neighbour."""


@dataclass(frozen=True, slots=True)
class Beats:
    """The beats of music as they are felt, in order.

    `starts` has the tick of each and that of the end after the last; `bars` the number of its bar
    from 0; `ranks` 0 on the first beat of a bar, 1 on the middle one, 2 on any other.
    """

    starts: Ints
    bars: Ints
    ranks: Ints


def felt_beats(meters: MeterMap, end_tick: int) -> Beats:
    """Return the beats of the bars from tick 0 to `end_tick`, the last bar whole.

    A bar that a change of meter cuts short has the beats that begin in it.
    """
    starts, bars, ranks, end = [], [], [], 0
    for number, bar in enumerate(meters.bars(0, end_tick)):
        length = bar.meter.felt_beat_ticks
        ticks = range(bar.start_tick, bar.end_tick, length)
        half = len(ticks) // 2 if len(ticks) % 2 == 0 else 0
        for place, tick in enumerate(ticks):
            starts.append(tick)
            bars.append(number)
            ranks.append(0 if place == 0 else 1 if place == half else 2)
        end = bar.end_tick
    as_array = [np.array(values, dtype=np.int64) for values in ([*starts, end], bars, ranks)]
    return Beats(*as_array)


def label_chords(
    notes: Sequence[Note],
    meters: MeterMap,
    end_tick: int,
    keys: Sequence[KeyChange] = (),
) -> tuple[tuple[Chord | None, ...], ...]:
    """Return the chord of each felt beat of each bar from tick 0 to `end_tick`.

    None stands where nothing has sounded in the bar, and before the first note.
    """
    beats = felt_beats(meters, end_tick)
    onsets = np.array([note.onset_tick for note in notes], dtype=np.int64)
    durations = np.array([note.duration_tick for note in notes], dtype=np.int64)
    pitches = np.array([note.pitch for note in notes], dtype=np.int64)
    numbers = chord_numbers(onsets, durations, pitches, beats, keys)
    bars = np.split(numbers, np.flatnonzero(np.diff(beats.bars)) + 1) if len(numbers) else []
    return tuple(tuple(numbered_chord(int(number)) for number in bar) for bar in bars)


def chord_numbers(
    onsets: Ints, durations: Ints, pitches: Ints, beats: Beats, keys: Sequence[KeyChange] = ()
) -> Ints:
    """Return the number of the chord of each beat (see `chord_number`).

    The first three arrays have an entry for each note, in ticks and MIDI note numbers.
    """
    count = len(beats.bars)
    if count == 0:
        return np.zeros(0, dtype=np.int64)
    weights, lowest = _sounding(onsets, durations, pitches, beats)
    scores = _scores(weights, lowest, beats)
    costs = _state_costs(beats, keys)
    found = _best_path(scores, costs, beats.ranks) + 1
    return np.where(_silent(weights, beats), NO_CHORD, found)


def _sounding(onsets: Ints, durations: Ints, pitches: Ints, beats: Beats) -> tuple[Floats, Ints]:
    """Return how long each pitch class sounds in each beat, in beats, and the lowest pitch.

    Shapes (beats, 12) and (beats,).
    """
    note, beat, struck = _notes_of_beats(onsets, durations, beats)
    lengths = np.diff(beats.starts)[beat]
    begin = np.maximum(onsets[note], beats.starts[beat])
    room = (beats.starts[beat + 1] - begin) / lengths
    heard = np.minimum((onsets[note] + durations[note] - begin) / lengths, room)
    # A note that begins a hair too early, or is held a hair too long, belongs to one beat only.
    belongs = np.where(struck, room, heard) >= _TOO_SHORT
    heard = np.where(struck, np.maximum(heard, np.minimum(room, _LEAST_BEATS)), heard)
    note, beat, heard = note[belongs], beat[belongs], heard[belongs]
    weights = np.zeros((len(beats.bars), SEMITONES))
    np.add.at(weights, (beat, pitches[note] % SEMITONES), heard)
    lowest = np.full(len(beats.bars), _NOTHING, dtype=np.int64)
    np.minimum.at(lowest, beat, pitches[note])
    return weights, lowest


def _notes_of_beats(
    onsets: Ints, durations: Ints, beats: Beats
) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Return the pairs of a note and a beat in which it sounds, and whether it begins there."""
    inside = np.flatnonzero((onsets >= 0) & (onsets < beats.starts[-1]))
    ends = onsets[inside] + durations[inside]
    first = np.searchsorted(beats.starts, onsets[inside], side="right") - 1
    last = np.searchsorted(beats.starts, ends, side="left") - 1
    spans = np.minimum(last, len(beats.bars) - 1) - first + 1
    offsets = np.arange(spans.sum()) - np.repeat(np.cumsum(spans) - spans, spans)
    return np.repeat(inside, spans), np.repeat(first, spans) + offsets, offsets == 0


def _silent(weights: Floats, beats: Beats) -> NDArray[np.bool_]:
    """Return for each beat whether nothing sounds in its bar, or nothing has sounded at all."""
    sounds = weights.any(axis=1)
    heard = np.bincount(beats.bars, sounds) > 0
    return ~heard[beats.bars] | ~np.logical_or.accumulate(sounds)


def _scores(weights: Floats, lowest: Ints, beats: Beats) -> Floats:
    """Return how much each beat speaks for each chord: log-likelihoods, shape (beats, states)."""
    heard = np.sqrt(weights)  # a doubling, or a longer note, says little more
    total = heard.sum(axis=1, keepdims=True)
    heard *= np.minimum(1.0, _MOST_EVIDENCE / np.maximum(total, 1.0))
    tones, bass = _templates()
    bass_weights = _BASS_WEIGHT * _is_bass(lowest, beats)
    return heard @ tones.T + bass_weights[:, None] * bass.T[lowest % SEMITONES]


def _is_bass(lowest: Ints, beats: Beats) -> NDArray[np.bool_]:
    """Return for each beat whether no lower note of its bar is still in the ear."""
    found = np.zeros(len(lowest), dtype=bool)
    floor = _NOTHING
    for beat, pitch in enumerate(lowest):
        if beats.ranks[beat] == 0:
            floor = _NOTHING
        found[beat] = pitch < _NOTHING and pitch <= floor + _STILL_BASS
        floor = min(floor, int(pitch))
    return found


def _templates() -> tuple[Floats, Floats]:
    """Return log-probabilities of sounding and of bass pitch classes, shapes (states, 12)."""
    tones = np.zeros((_STATES, SEMITONES))
    bass = np.zeros((_STATES, SEMITONES))
    for state in range(_STATES):
        root, index = divmod(state, len(QUALITIES))
        steps = QUALITIES[index].steps
        foreign = SEMITONES - len(steps)
        shares = _BASS_SHARES[len(steps)]
        tones[state] = (1 - _CHORD_TONES) / foreign
        bass[state] = (1 - sum(shares)) / foreign
        places = [(root + step) % SEMITONES for step in steps]
        tones[state, places] = np.array(_TONE_SHARES[len(steps)]) * _CHORD_TONES
        bass[state, places] = shares
    return np.log(tones), np.log(bass)


def _state_costs(beats: Beats, keys: Sequence[KeyChange]) -> Floats:
    """Return what changing to each chord costs in each beat, shape (beats, states)."""
    quality = np.tile([_QUALITY_COSTS[quality] for quality in QUALITIES], SEMITONES)
    costs = np.repeat(quality[None], len(beats.bars), axis=0)
    ticks = [*(change.tick for change in keys), int(beats.starts[-1]) + 1]
    for change, (begin, end) in zip(keys, pairwise(ticks), strict=True):
        foreign = np.array(
            [len(_chord(s).pitch_classes - change.key.pitch_classes) for s in range(_STATES)]
        )
        there = slice(*np.searchsorted(beats.starts[:-1], (begin, end)))
        costs[there] += _CHROMATIC_COST * foreign
    return costs


def _chord(state: int) -> Chord:
    root, quality = divmod(state, len(QUALITIES))
    return Chord(root, QUALITIES[quality])


def _best_path(scores: Floats, costs: Floats, ranks: Ints) -> Ints:
    """Return the best state of each beat (Viterbi): staying is free, all changes cost alike."""
    changes = np.array(_CHANGE_COSTS)[ranks]
    count, states = scores.shape
    came_from = np.zeros((count, states), dtype=np.int64)
    best = scores[0] - costs[0]
    stay = np.arange(states)
    for beat in range(1, count):
        leader = int(best.argmax())
        changed = best[leader] - changes[beat] - costs[beat]
        came_from[beat] = np.where(changed > best, leader, stay)
        best = np.maximum(best, changed) + scores[beat]
    path = np.zeros(count, dtype=np.int64)
    path[-1] = best.argmax()
    for beat in range(count - 1, 0, -1):
        path[beat - 1] = came_from[beat, path[beat]]
    return path
