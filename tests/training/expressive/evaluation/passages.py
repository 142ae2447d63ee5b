"""Passages of music written by hand, to count in."""

import numpy as np

from chopin_studio.engine.expressive.attributes import DELTA_ONSETS, GRID_TICKS
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.training.expressive.evaluation.passages import MeasuredPassage
from tests.expressive_models import row

COMMON = MeterMap((MeterChange(0, 4, 4),))
C_MAJOR = (KeyChange(0, Key.named("C major")),)


def passage(*notes, meters=COMMON, keys=C_MAJOR, bpm=120.0):
    """Make a passage of notes: each the 24th at which it begins, and what `row` takes by name."""
    places = [place for place, _ in notes]
    waits = np.diff(places, prepend=places[0])
    rows = [
        row(DELTA_ONSETS[np.searchsorted(DELTA_ONSETS, wait)], **told)
        for wait, (_, told) in zip(waits, notes, strict=True)
    ]
    ticks = np.array(places, np.int64) * GRID_TICKS
    return MeasuredPassage(np.array(rows, np.int16), ticks, meters, keys, bpm)


def melody(*pitches, every=24, **told):
    """Make a passage of single notes in the same time from each other."""
    return passage(
        *((every * k, {"pitch": pitch, **told}) for k, pitch in enumerate(pitches)),
    )
