"""What was played, in seconds, as arrays: notes, strikes of several notes together, the pedal."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.excerpt import Excerpt

TOGETHER_SEC = 0.035
"""Fingers that strike a chord do so within about this time."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PlayedNotes:
    """Notes as they were played, in order of onsets.

    `onsets_sec` and `ends_sec` [n] are times in seconds, `pitches` and `velocities` [n] as MIDI
    has them; at `pedal_downs_sec` [k] the sustain pedal was pressed.
    """

    onsets_sec: Floats
    ends_sec: Floats
    pitches: Ints
    velocities: Floats
    pedal_downs_sec: Floats

    @classmethod
    def of(cls, excerpt: Excerpt) -> "PlayedNotes":
        """Return the notes of an excerpt by their times."""
        seconds = excerpt.tempo_map.tick_to_sec
        rows = [
            (seconds(note.onset_tick), seconds(note.end_tick), note.pitch, note.velocity)
            for note in excerpt.notes
        ]
        table = np.array(rows, float).reshape(-1, 4)
        downs, was_down = [], False
        for change in excerpt.pedals:
            if change.is_down and not was_down:
                downs.append(seconds(change.tick))
            was_down = change.is_down
        return cls(
            table[:, 0], table[:, 1], table[:, 2].astype(np.int64), table[:, 3], np.array(downs)
        )


@dataclass(frozen=True, slots=True)
class Strikes:
    """Notes struck together: the mean time of each strike [s], and the strike of each note [n]."""

    times_sec: Floats
    of_note: Ints

    @property
    def first_notes(self) -> Ints:
        """The place of the first note of each strike, [s]."""
        return np.searchsorted(self.of_note, np.arange(len(self.times_sec)))


def strikes_of(onsets_sec: Floats) -> Strikes:
    """Return the strikes of onsets in rising order, each within `TOGETHER_SEC` of its first."""
    of_note = np.zeros(len(onsets_sec), np.int64)
    strike, first = -1, -np.inf
    for place, onset in enumerate(onsets_sec.tolist()):
        if onset - first > TOGETHER_SEC:
            strike, first = strike + 1, onset
        of_note[place] = strike
    counts = np.bincount(of_note, minlength=strike + 1)
    times = np.bincount(of_note, weights=onsets_sec, minlength=strike + 1) / np.maximum(counts, 1)
    return Strikes(times, of_note)
