"""Features of rhythm: lengths, where notes begin, and how regularly."""

import numpy as np

from chopin_studio.engine.planning.features.counting import deviation, mean, ranges, share
from chopin_studio.engine.planning.features.window import Features, Ints, Mask, Window
from chopin_studio.music.note import TICKS_PER_QUARTER

_GRID_TICKS = TICKS_PER_QUARTER // 24
_LENGTH_BOUNDS = (3, 6, 12, 24, 48)
_DISTANCE_BOUNDS = (3, 6, 8, 12, 24)
"""Between lengths of notes and distances of onsets, in 24ths of a quarter note."""

_PLACES = {
    "onsets on quarters": (0,),
    "onsets on eighths": (12,),
    "onsets on sixteenths": (6, 18),
    "onsets on triplets": (8, 16),
    "onsets on sextuplets": (4, 20),
}
"""Places in the quarter note, in 24ths."""


def rhythm_features(window: Window) -> Features:
    """Return lengths, distances and places of onsets, for both hands and each."""
    everything = np.ones(len(window), np.bool_)
    onsets = np.unique(window.onsets)
    return {
        **ranges("length", _in_grid(window.ends - window.onsets), _LENGTH_BOUNDS),
        **_places(window, onsets),
        **_density(window, onsets),
        **_rhythms_return("both hands", window, everything),
        **_hand("right hand", window, ~window.is_left),
        **_hand("left hand", window, window.is_left),
        "hands together": _together(window),
        "distances equal": _equal(np.diff(onsets)),
    }


def _in_grid(ticks: Ints) -> Ints:
    return (ticks + _GRID_TICKS // 2) // _GRID_TICKS


def _places(window: Window, onsets: Ints) -> Features:
    """Return where in the quarter note, and in the bar, notes begin."""
    bars = window.bar_starts[np.searchsorted(window.bar_starts, onsets, side="right") - 1]
    places = _in_grid((onsets - bars) % TICKS_PER_QUARTER) % 24
    counts = np.bincount(places, minlength=24) / max(len(places), 1)
    return {
        **{name: float(counts[list(each)].sum()) for name, each in _PLACES.items()},
        "downbeats struck": share(np.isin(window.bar_starts[:-1], onsets)),
        "beats struck": share(np.isin(window.beats.starts[:-1], onsets)),
    }


def _density(window: Window, onsets: Ints) -> Features:
    """Return how many onsets a quarter note has, and how that changes from bar to bar."""
    counts, _ = np.histogram(onsets, window.bar_starts)
    density = counts * TICKS_PER_QUARTER / np.diff(window.bar_starts)
    return {
        "density": mean(density),
        "density, from bar to bar": mean(np.abs(np.diff(density))),
        "density, spread": deviation(density),
        "empty bars": share(counts == 0),
    }


def _hand(name: str, window: Window, is_hand: Mask) -> Features:
    onsets, first = np.unique(window.onsets[is_hand], return_index=True)
    distances = np.diff(onsets)
    lengths = (window.ends - window.onsets)[is_hand][first]
    counts, _ = np.histogram(onsets, window.bar_starts)
    return {
        **ranges(f"{name}, distance", _in_grid(distances), _DISTANCE_BOUNDS),
        **_rhythms_return(name, window, is_hand),
        f"{name}, distances equal": _equal(distances),
        f"{name}, downbeats struck": share(np.isin(window.bar_starts[:-1], onsets)),
        f"{name}, empty bars": share(counts == 0),
        f"{name}, legato": mean(np.minimum(lengths[:-1] / np.maximum(distances, 1), 2.0)),
    }


def _equal(distances: Ints) -> float:
    """Return the share of distances that equal the one before."""
    return share(distances[1:] == distances[:-1])


def _rhythms_return(name: str, window: Window, which: Mask) -> Features:
    """Return the share of bars in the rhythm of the one before, and of the one before that."""
    rhythms = [
        tuple(np.unique(window.onsets[which & (window.bars == bar)]) - window.bar_starts[bar])
        for bar in range(window.bar_count)
    ]
    return {
        f"{name}, rhythm of the bar before": _same(rhythms, 1),
        f"{name}, rhythm of two bars before": _same(rhythms, 2),
    }


def _same(rhythms: list[tuple[int, ...]], back: int) -> float:
    return share([a == b for a, b in zip(rhythms, rhythms[back:], strict=False)])


def _together(window: Window) -> float:
    """Return the share of onsets at which both hands begin."""
    left, right = (np.unique(window.onsets[each]) for each in (window.is_left, ~window.is_left))
    both = len(np.intersect1d(left, right))
    return both / max(len(left) + len(right) - both, 1)
