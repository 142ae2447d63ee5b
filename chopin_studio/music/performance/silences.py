"""Long silences are shortened while beats are looked for, since nothing in them tells of any."""

from dataclasses import dataclass, replace

import numpy as np

from chopin_studio.music.performance.played_notes import Floats, Ints, PlayedNotes

LONGEST_SEC = 5.0
"""A longer time without an onset is shortened to this."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence whose middle is at `middle_sec` once shortened, and how much was left out."""

    middle_sec: float
    left_out_sec: float


def without_silences(played: PlayedNotes) -> tuple[PlayedNotes, tuple[Silence, ...]]:
    """Return what was played with long silences shortened, and these."""
    gaps = np.diff(played.onsets_sec, prepend=played.onsets_sec[:1])
    left_out = np.maximum(gaps - LONGEST_SEC, 0)
    if not left_out.any():
        return played, ()
    earlier = np.cumsum(left_out)
    onsets = played.onsets_sec - earlier
    silences = tuple(
        Silence(float(onsets[place] - LONGEST_SEC / 2), float(left_out[place]))
        for place in np.flatnonzero(left_out)
    )
    downs = played.pedal_downs_sec
    before = np.searchsorted(played.onsets_sec, downs, "right") - 1
    moved = downs - np.where(before >= 0, earlier[np.maximum(before, 0)], 0)
    lengths = np.minimum(played.ends_sec - played.onsets_sec, LONGEST_SEC)
    shortened = replace(
        played, onsets_sec=onsets, ends_sec=onsets + lengths, pedal_downs_sec=np.sort(moved)
    )
    return shortened, silences


def with_silences(
    beats_sec: Floats, bar_beats: Ints, silences: tuple[Silence, ...]
) -> tuple[Floats, Ints]:
    """Return beats in the time that was played, with beats in the silences that were left out.

    `bar_beats` [beats] are what the beats are in their bars; whole bars are put in, so that the
    beats after a silence stay what they are. Returned are the times, and for each the beat that it
    was, or of which bar it is one more.
    """
    times, whose = beats_sec, np.arange(len(beats_sec))
    for silence in silences[::-1]:
        after = int(np.clip(np.searchsorted(times, silence.middle_sec), 1, len(times) - 1))
        length = times[after] - times[after - 1]
        bar = int(bar_beats[whose[after - 1]])
        count = bar * round(silence.left_out_sec / (length * bar))
        later = times[after:] + silence.left_out_sec
        between = np.linspace(times[after - 1], later[0], count + 2)[1:-1]
        times = np.concatenate((times[:after], between, later))
        whose = np.insert(whose, after, np.full(count, whose[after - 1]))
    return times, whose
