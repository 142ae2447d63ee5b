"""Made-up music for the expressive family: rows by chance, and a corpus of MIDI files."""

import numpy as np

from chopin_studio.engine.expressive.attributes import (
    ATTRIBUTE_SIZES,
    COMPOSERS,
    CONDITION_SIZES,
    CONDITIONS,
    END,
    LOOKBACK_ROWS,
    PLACE_SIZES,
    START_ROW,
    Rows,
)
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.training.expressive.corpus import EncodedPiece
from chopin_studio.training.expressive.planned_rows import PlannedRows


def random_rows(notes, rng):
    """Draw rows of any classes, but pitches and velocities with room to be moved.

    Nothing has come a bar or more before the first three notes.
    """
    lookback = np.hstack([random_classes(notes + 1, rng) for _ in LOOKBACK_ROWS])
    lookback[:3] = START_ROW * len(LOOKBACK_ROWS)
    conditions = _columns(CONDITION_SIZES, notes + 1, rng)
    # The first format of bundles knows no other composers.
    conditions[:, CONDITIONS.index("composer")] %= len(COMPOSERS)
    return Rows(random_classes(notes, rng), _columns(PLACE_SIZES, notes, rng), conditions, lookback)


def _columns(sizes, rows, rng):
    return np.stack([rng.integers(0, size, rows) for size in sizes], -1).astype(np.int16)


def planned(rows, character=(2.0, 64.0, 60.0)):
    """Return rows with the same character everywhere."""
    return PlannedRows(rows, np.full((len(rows) + 1, 3), character, np.float32))


def piece_of(name, composer, rows, *, kind="played", is_validation=False):
    """Return rows as a piece that was read."""
    group = f"{'Chopin' if composer == 'Chopin' else 'others'}, {kind}"
    return EncodedPiece(name, composer, group, is_validation, planned(rows))


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
