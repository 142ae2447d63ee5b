"""Small music for tests of plans, written bar by bar."""

import numpy as np

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Note, score_order

EIGHTH = 240
THREE_FOUR = MeterMap((MeterChange(0, 3, 4),))
FOUR_FOUR = MeterMap()

A = ((0, 60), (1, 64), (2, 67), (3, 64), (4, 72), (5, 76), (6, 67), (7, 62))
"""A bar of eighth notes in 4/4: pairs of the number of the eighth and the pitch."""

B = ((0, 41), (1, 50), (2, 57), (4, 65), (6, 69))
C = ((0, 79), (3, 30), (4, 88), (5, 91), (7, 36))
D = ((0, 47), (2, 96), (4, 99), (5, 25), (6, 22))
EMPTY = ()


def changed(bar, *numbers):
    """Return the bar with the notes of these numbers far away from where they were."""
    return tuple((k, 100 + k) if k in numbers else (k, pitch) for k, pitch in bar)


def transposed(bar, semitones):
    return tuple((k, pitch + semitones) for k, pitch in bar)


def excerpt_of(bars, meters=FOUR_FOUR):
    """Return an excerpt of bars that are all of the first meter."""
    length = meters.changes[0].bar_ticks
    return Excerpt(
        notes=tuple(
            sorted(
                (
                    Note(pitch, 64, number * length + eighth * EIGHTH, EIGHTH)
                    for number, bar in enumerate(bars)
                    for eighth, pitch in bar
                ),
                key=score_order,
            )
        ),
        meters=meters,
    )


def columns(excerpt):
    """Return the onsets and pitches of an excerpt, [n] each."""
    return (
        np.array([note.onset_tick for note in excerpt.notes], np.int64),
        np.array([note.pitch for note in excerpt.notes], np.int64),
    )
