"""Music for tests of originality: wandering pieces that no other piece is like."""

from dataclasses import replace

import numpy as np

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.originality.index import CorpusIndex, Source

BAR = 1920


def excerpt(notes):
    return Excerpt(tuple(sorted(notes, key=score_order)))


def piece(seed, notes=120):
    """A melody in irregular steps and rhythm over three-note chords, one a half bar."""
    rng = np.random.default_rng(seed)
    made, onset, pitch = [], 0, 72
    for _ in range(notes):
        duration = int(rng.choice([120, 240, 360, 480]))
        made.append(Note(pitch, 80, onset, duration, Hand.RIGHT))
        onset += duration
        pitch = int(np.clip(pitch + rng.choice([-7, -4, -3, -2, -1, 1, 2, 3, 5]), 60, 90))
    for start in range(0, onset, BAR // 2):
        bass = int(rng.integers(36, 50))
        upper = [int(rng.integers(2, 6)), int(rng.integers(6, 11))]
        made += [Note(bass + k, 60, start, BAR // 2, Hand.LEFT) for k in (0, *upper)]
    return excerpt(made)


def between(music, first_bar, last_bar):
    """The notes of some bars, moved to the beginning."""
    start, end = (first_bar - 1) * BAR, last_bar * BAR
    return excerpt(
        replace(note, onset_tick=note.onset_tick - start)
        for note in music.notes
        if start <= note.onset_tick < end
    )


def after(music, other):
    """`other` from the next bar line after `music`."""
    start = -(-music.end_tick // BAR) * BAR
    moved = [replace(note, onset_tick=note.onset_tick + start) for note in other.notes]
    return excerpt([*music.notes, *moved])


def changed(music, semitones=0, slowness=1, every=0, hands=True):
    """The same notes higher, slower, with one in `every` a third off, or with hands forgotten."""
    return excerpt(
        replace(
            note,
            pitch=note.pitch + semitones + (3 if every and k % every == 0 else 0),
            onset_tick=note.onset_tick * slowness,
            duration_tick=note.duration_tick * slowness,
            hand=note.hand if hands else None,
        )
        for k, note in enumerate(music.notes, 1)
    )


def index_of(**pieces):
    """An index of pieces by their titles, where `_` stands for a space."""
    return CorpusIndex.of([Source(t.replace("_", " "), music) for t, music in pieces.items()])


def with_others(numbers=range(3, 9), **pieces):
    """The same, and some other pieces, which tell what is common."""
    return index_of(**pieces, **{f"Other_{k}": piece(k) for k in numbers})
