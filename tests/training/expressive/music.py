"""Made-up music for the expressive family: rows by chance, and a corpus of MIDI files."""

import numpy as np

from chopin_studio.engine.expressive.attributes import (
    ATTRIBUTE_SIZES,
    CONDITION_SIZES,
    END,
    LOOKBACK_BARS,
    POSITIONS,
    START_ROW,
    Rows,
)
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.note import Hand, Note, score_order


def random_rows(notes, rng):
    """Draw rows of any classes, but pitches and velocities with room to be moved.

    Nothing has come a bar or more before the first three notes.
    """
    lookback = np.hstack([random_classes(notes + 1, rng) for _ in LOOKBACK_BARS])
    lookback[:3] = START_ROW * len(LOOKBACK_BARS)
    conditions = np.stack([rng.integers(0, size, notes + 1) for size in CONDITION_SIZES], -1)
    return Rows(
        random_classes(notes, rng),
        rng.integers(0, POSITIONS, notes).astype(np.int16),
        conditions.astype(np.int16),
        lookback,
    )


def random_classes(notes, rng):
    """Draw the seven classes of notes, [notes, 7]; none of them is a piece's end."""
    classes = np.stack([rng.integers(0, size, notes) for size in (END, *ATTRIBUTE_SIZES[1:])], -1)
    classes[:, 1] = rng.integers(20, 60, notes)
    classes[:, 3] = rng.integers(10, 20, notes)
    return classes.astype(np.int16)


def write_corpus(folder):
    """Write two pieces to train on, by two composers, and one that is kept for validation."""
    for k, name in enumerate(("Chopin/one", "Bach/two", "Chopin/chpn-p4")):
        notes = [
            Note(60 + k + 2 * j % 12, 70 + 4 * (j % 3), 240 * j, 240, Hand.RIGHT) for j in range(60)
        ]
        notes += [Note(40 + j % 5, 60, 960 * j, 960, Hand.LEFT) for j in range(15)]
        path = (folder / name).with_suffix(".mid")
        path.parent.mkdir(exist_ok=True)
        write_midi(Excerpt(tuple(sorted(notes, key=score_order))), path)
    return folder
