"""Whether music begins with a pickup, with which no section begins."""

from chopin_studio.music.plan.bar_notes import BarNotes


def pickup_bars(notes: BarNotes) -> int:
    """Return 1 where the first bar is shorter than the second or begins in its second half, else 0.

    Files write a pickup as a short bar, or as a whole one with rests before it.
    """
    if notes.bars < 2 or notes.notes(0) == 0:
        return 0
    is_short = notes.lengths[0] < notes.lengths[1]
    return int(is_short or notes.places[0] * 2 >= notes.lengths[0])
