"""Features of harmony: what sounds together, the chords that it makes, and the key."""

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.planning.features.counting import (
    entropy,
    kinds,
    mean,
    share,
)
from chopin_studio.engine.planning.features.window import Features, Ints, Mask, Window
from chopin_studio.music.harmony.chord import NO_CHORD, QUALITIES, SEMITONES
from chopin_studio.music.harmony.measures import QUALITY_CLASSES

_DISSONANT = np.isin(np.arange(SEMITONES), (1, 2, 6, 10, 11))
"""Whether intervals, modulo the octave, are seconds, sevenths or the tritone."""

_TEMPLATES = np.array(
    [[step in quality.steps for step in range(SEMITONES)] for quality in QUALITIES]
)
_QUALITY_CLASS = np.array(
    [[quality in group for group in QUALITY_CLASSES].index(True) for quality in QUALITIES]
)

_PROFILES = np.array(
    (
        (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88),
        (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17),
    )
)
"""How well each degree fits a major and a minor key (Krumhansl and Kessler 1982)."""

_KEYS = np.array([np.roll(profile, tonic) for profile in _PROFILES for tonic in range(SEMITONES)])
"""The same for the 12 major keys, then the 12 minor ones, [24, 12]."""

_SCALES = np.array(
    [
        np.isin(np.arange(SEMITONES), scale)
        for scale in ((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10, 11))
    ]
)


def harmony_features(window: Window) -> Features:
    """Return what sounds together, how chords change, and how clear the key is."""
    return {
        **_struck_together(window),
        **_outer_voices(window),
        **_sounding(window),
        **_chords(window),
        **_chord_tones(window),
        **_key(window),
    }


def _struck_together(window: Window) -> Features:
    """Return the intervals between notes of one onset, of all pairs of neighbours in pitch."""
    together = np.diff(window.onsets) == 0
    steps = np.diff(window.pitches)[together] % SEMITONES
    return kinds("struck together", np.minimum(steps, SEMITONES - steps), SEMITONES // 2 + 1)


def _outer_voices(window: Window) -> Features:
    """Return how the top voice stands to the lowest note that sounds below it."""
    places = window.top
    lowest = _lowest_sounding(window, window.onsets[places])
    top = window.pitches[places]
    intervals = (top - lowest) % SEMITONES
    is_dissonant = _DISSONANT[intervals]
    on_beat = window.on_beat[places]
    moves = (np.diff(top), np.diff(lowest))
    together = (np.sign(moves[0]) == np.sign(moves[1])) & (moves[0] != 0)
    stays = intervals[1:] == intervals[:-1]
    return {
        **kinds("melody over bass", intervals, SEMITONES),
        "dissonant on beats": share(is_dissonant[on_beat]),
        "dissonant off beats": share(is_dissonant[~on_beat]),
        "parallel octaves": share(together & stays & (intervals[1:] == 0)),
        "parallel fifths": share(together & stays & (intervals[1:] == 7)),
        "parallel motion": share(together),
        "contrary motion": share(np.sign(moves[0]) * np.sign(moves[1]) < 0),
    }


def _lowest_sounding(window: Window, ticks: Ints) -> Ints:
    """Return the lowest pitch that sounds at each of `ticks` [n]; each is an onset."""
    sounds = _sounds_at(window, ticks)
    pitches: Ints = np.where(sounds, window.pitches, 128).min(axis=1, initial=128)
    return pitches


def _sounds_at(window: Window, ticks: Ints) -> Mask:
    """Return which notes sound at each of `ticks` [n], as [n, notes]."""
    sounds: Mask = (window.onsets <= ticks[:, None]) & (window.ends > ticks[:, None])
    return sounds


def _sounding(window: Window) -> Features:
    """Return how many pitch classes sound on beats, and how they rub."""
    sounds = _sounds_at(window, window.beats.starts[:-1])
    classes = _has_class(window, sounds)
    intervals = [
        mean((classes & np.roll(classes, step, axis=1)).sum(axis=1)) for step in range(1, 7)
    ]
    return {
        "pitch classes on beats": mean(classes.sum(axis=1)),
        "notes on beats": mean(sounds.sum(axis=1)),
        **{f"interval class {step + 1} on beats": value for step, value in enumerate(intervals)},
    }


def _has_class(window: Window, sounds: Mask) -> Mask:
    """Return which pitch classes sound, [n, 12], of notes [n, notes] that do."""
    is_class = window.pitches[:, None] % SEMITONES == np.arange(SEMITONES)
    found: Mask = (sounds.astype(np.int64) @ is_class) > 0
    return found


def _chords(window: Window) -> Features:
    """Return how chords change, and of which kinds they are."""
    chords, ranks = window.chords, window.beats.ranks
    known = chords[chords != NO_CHORD] - 1
    both = (chords[1:] != NO_CHORD) & (chords[:-1] != NO_CHORD)
    changed = both & (chords[1:] != chords[:-1])
    roots = (chords - 1) // len(QUALITIES)
    moves = (np.diff(roots) % SEMITONES)[changed]
    moved = np.bincount(moves, minlength=SEMITONES) / max(len(moves), 1)
    return {
        "chord changes": share(changed[both]),
        "chord changes on bar lines": share(ranks[1:][changed] == 0),
        "roots fall a fifth": moved[5],
        "roots rise a fifth": moved[7],
        "roots move a step": moved[[1, 2, 10, 11]].sum(),
        "roots move a third": moved[[3, 4, 8, 9]].sum(),
        "roots move a tritone": moved[6],
        **kinds("chord quality", _QUALITY_CLASS[known % len(QUALITIES)], len(QUALITY_CLASSES)),
        "different chords": len(np.unique(known)) / max(len(known), 1),
        "chord roots": entropy(known // len(QUALITIES), SEMITONES),
    }


def _chord_tones(window: Window) -> Features:
    """Return how many notes belong to the chord that is heard, in each voice."""
    beats = np.searchsorted(window.beats.starts, window.onsets, side="right") - 1
    chords = window.chords[beats] - 1
    root, quality = np.maximum(chords, 0) // len(QUALITIES), chords % len(QUALITIES)
    degrees = (window.pitches - root) % SEMITONES
    fits = _TEMPLATES[quality, degrees] & (chords >= 0)
    top, bass = window.top, window.bass
    on_beat = window.on_beat
    foreign = np.flatnonzero(~fits[top][:-1])
    steps = np.abs(np.diff(window.pitches[top]))[foreign]
    return {
        "chord tones": share(fits),
        "chord tones on beats": share(fits[on_beat]),
        "chord tones in the melody": share(fits[top]),
        "chord tones in the melody on beats": share(fits[top][on_beat[top]]),
        "chord tones in the left hand": share(fits[window.is_left]),
        "foreign tones left by step": share((steps > 0) & (steps <= 2)),
        "roots in the bass": share(degrees[bass] == 0),
        "roots in the bass on beats": share(degrees[bass][on_beat[bass]] == 0),
    }


def _key(window: Window) -> Features:
    """Return how clear the key is, and how much is foreign to it."""
    weights = _class_weights(window, np.ones(len(window), np.bool_))
    fits = _key_fits(weights)
    best, second = np.sort(fits)[[-1, -2]]
    key = int(fits.argmax())
    scale = np.roll(_SCALES[key // SEMITONES], key % SEMITONES)
    half = window.bar_count // 2
    halves = [
        _key_fits(_class_weights(window, later))
        for later in (window.bars < half, window.bars >= half)
    ]
    fifths = 7 * (int(halves[1].argmax()) - int(halves[0].argmax())) % SEMITONES
    entropies = [
        entropy(window.pitches[window.bars == bar] % SEMITONES, SEMITONES)
        for bar in range(window.bar_count)
    ]
    return {
        "key clarity": float(best),
        "key lead": float(best - second),
        "notes in the scale": share(scale[window.pitches % SEMITONES]),
        "key of the second half": float(min(fifths, SEMITONES - fifths)),
        "pitch classes": entropy(window.pitches % SEMITONES, SEMITONES),
        "pitch classes a bar": mean(entropies),
    }


def _class_weights(window: Window, which: Mask) -> NDArray[np.float64]:
    """Return how long each pitch class sounds, [12], in the notes that are meant."""
    lengths = (window.ends - window.onsets)[which].astype(np.float64)
    weights = np.bincount(window.pitches[which] % SEMITONES, lengths, minlength=SEMITONES)
    return weights.astype(np.float64)


def _key_fits(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how well pitch classes fit the 12 major keys, then the 12 minor ones: correlations."""
    keys, heard = _KEYS - _KEYS.mean(axis=1, keepdims=True), weights - weights.mean()
    scale = np.sqrt((keys**2).sum(axis=1) * (heard**2).sum())
    fits: NDArray[np.float64] = keys @ heard / np.maximum(scale, 1e-9)
    return fits
