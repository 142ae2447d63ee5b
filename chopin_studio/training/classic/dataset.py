"""Windows of tokens for the two recipes of the classic family."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.classic.codec import WINDOW

Batch = tuple[NDArray[np.float32], NDArray[np.int32]]
"""Inputs [n, WINDOW, 1] in [0, 1) and targets: ids [n], or [n, WINDOW] for every position."""


def last_note_windows(ids: Sequence[int], vocabulary_size: int) -> Batch:
    """Cut every overlapping window with the note that follows it, as the paper did."""
    tokens = _long_enough(ids)
    windows = np.lib.stride_tricks.sliding_window_view(tokens[:-1], WINDOW)
    return scaled(windows, vocabulary_size), tokens[WINDOW:]


def random_windows(
    ids: Sequence[int], vocabulary_size: int, count: int, rng: np.random.Generator
) -> Batch:
    """Cut `count` windows at random places, each with the note after every position."""
    tokens = _long_enough(ids)
    starts = rng.integers(0, len(tokens) - WINDOW, size=count)
    places = starts[:, None] + np.arange(WINDOW + 1)
    windows = tokens[places]
    return scaled(windows[:, :-1], vocabulary_size), windows[:, 1:]


def scaled(ids: NDArray[np.integer], vocabulary_size: int) -> NDArray[np.float32]:
    """Turn ids [n, steps] into the network's input [n, steps, 1]."""
    return (ids[..., None] / vocabulary_size).astype(np.float32)


def _long_enough(ids: Sequence[int]) -> NDArray[np.int32]:
    if len(ids) <= WINDOW:
        raise ValueError(f"{len(ids)} tokens do not fill one window of {WINDOW}")
    return np.asarray(ids, dtype=np.int32)
