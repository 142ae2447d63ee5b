"""Small pieces as the corpora have them."""

import numpy as np

from chopin_studio.training.beats.written_pieces import WrittenPiece
from tests.music.performance.playing import waltz


def written_waltz(bars: int = 12, is_timed: bool = True, is_held_out: bool = False) -> WrittenPiece:
    """Return the waltz as a piece of a corpus, in 3/4 at 100 quarter notes a minute."""
    notes = [(n.onset_tick, n.end_tick, n.pitch, n.velocity) for n in waltz(bars).notes]
    return WrittenPiece(
        "waltz",
        np.array(notes, np.int64),
        np.array([[0, 600_000]], np.int64),
        np.array([[0, 3, 4]], np.int64),
        np.array([[0, 127], [1200, 0], [1440, 127], [2800, 0]], np.int64),
        is_timed,
        is_held_out,
    )
