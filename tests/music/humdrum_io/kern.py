"""Short scores in Humdrum `**kern` for the tests."""

import re

from chopin_studio.music.humdrum_io.reading import Score, score_from_text
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.written_score.repeats import Repeats


def kern(*lines):
    """Return a file of two staves; the columns of a line stand apart by two spaces or more.

    A line with one token has it in both columns.
    """
    rows = [re.split(r" {2,}", line) for line in ("**kern", "*staff2  *staff1", *lines, "*-")]
    width = 2
    text = []
    for row in rows:
        if row[0].startswith("!"):
            text.append("  ".join(row))
            continue
        row = row * width if len(row) == 1 else row
        text.append("\t".join(row))
        width = len(row) + row.count("*^") - max(row.count("*v") - 1, 0)
    return "\n".join(text) + "\n"


def read(*lines, repeats=Repeats.ONCE) -> Score:
    return score_from_text(kern(*lines), "test.krn", repeats)


def sounding(score):
    """Return (pitch, onset, duration) of the notes, in quarter notes."""
    return [
        (n.pitch, n.onset_tick / TICKS_PER_QUARTER, n.duration_tick / TICKS_PER_QUARTER)
        for n in score.excerpt.notes
    ]


def meters(score):
    return [
        (change.tick / TICKS_PER_QUARTER, change.numerator, change.denominator)
        for change in score.excerpt.meters.changes
    ]
