"""Features of texture and dynamics: registers, chords, how the hands lie, and how loud."""

import numpy as np

from chopin_studio.engine.planning.features.counting import (
    correlation,
    deviation,
    mean,
    ranges,
    share,
)
from chopin_studio.engine.planning.features.window import Features, Ints, Mask, Window
from chopin_studio.music.harmony.chord import SEMITONES

_WIDE_GAP = 19
"""Semitones between the hands, an octave and a fifth, from which on they lie far apart."""

_SIZE_BOUNDS = (1, 2, 3)
"""Between numbers of notes of a hand's onset."""


def texture_features(window: Window) -> Features:
    """Return how the hands lie, what chords they have, and how loud they are."""
    return {
        **_hands(window),
        **_hand("right hand", window, ~window.is_left),
        **_hand("left hand", window, window.is_left),
        **_dynamics(window),
    }


def _hands(window: Window) -> Features:
    right, left = window.pitches[~window.is_left], window.pitches[window.is_left]
    gaps = _gaps(window)
    return {
        "notes in the left hand": share(window.is_left),
        "hands apart": mean(right) - mean(left),
        "hands crossing": share(gaps < 0),
        "hands far apart": share(gaps > _WIDE_GAP),
        "gap between hands": mean(gaps),
    }


def _gaps(window: Window) -> Ints:
    """Return how far the hands are apart, [beats]: the right's lowest over the left's highest."""
    ticks = window.beats.starts[:-1, None]
    sounds = (window.onsets <= ticks) & (window.ends > ticks)
    right, left = sounds & ~window.is_left, sounds & window.is_left
    lowest = np.where(right, window.pitches, 128).min(axis=1, initial=128)
    highest = np.where(left, window.pitches, -1).max(axis=1, initial=-1)
    gaps: Ints = (lowest - highest)[right.any(axis=1) & left.any(axis=1)]
    return gaps


def _hand(name: str, window: Window, is_hand: Mask) -> Features:
    pitches = window.pitches[is_hand]
    starts = np.flatnonzero(np.diff(window.onsets[is_hand], prepend=-1) > 0)
    sizes = np.diff(starts, append=len(pitches))
    chords = sizes > 1
    spans = pitches[starts + sizes - 1] - pitches[starts]
    steps = np.diff(starts)
    bars = window.bars[is_hand]
    registers = [mean(pitches[bars == bar]) for bar in np.unique(bars)]
    return {
        f"{name}, register": mean(pitches),
        f"{name}, spread": deviation(pitches),
        f"{name}, register from bar to bar": mean(np.abs(np.diff(registers))),
        **ranges(f"{name}, notes at once", sizes, _SIZE_BOUNDS),
        f"{name}, span of chords": mean(spans[chords]),
        f"{name}, octaves": share(spans[chords] % SEMITONES == 0),
        f"{name}, as many notes as before": share(np.diff(sizes) == 0) if len(steps) else 0.0,
    }


def _dynamics(window: Window) -> Features:
    loud = window.velocities.astype(np.float64)
    top = window.top
    bars = [mean(loud[window.bars == bar]) for bar in np.unique(window.bars)]
    accents = window.bar_starts[window.bars] == window.onsets
    on_beat = window.on_beat
    right, left = loud[~window.is_left], loud[window.is_left]
    return {
        "loudness": mean(loud),
        "loudness, spread": deviation(loud),
        "loudness, from bar to bar": mean(np.abs(np.diff(bars))),
        "loudness, slope": correlation(window.onsets, loud),
        "loudness, melody from note to note": mean(np.abs(np.diff(loud[top]))),
        "loudness, follows the melody": correlation(window.pitches[top], loud[top]),
        "loudness, right over left": mean(right) - mean(left),
        "loudness, left from note to note": mean(np.abs(np.diff(left))),
        "loudness, melody over the rest": mean(loud[top]) - mean(loud),
        "loudness, downbeats over the rest": mean(loud[accents]) - mean(loud[~accents]),
        "loudness, beats over the rest": mean(loud[on_beat]) - mean(loud[~on_beat]),
        "loudness, as before": share(np.diff(loud[top]) == 0),
    }
