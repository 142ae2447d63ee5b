"""Check during generation whether the next notes would quote too much.

The music is compared as for the report (`matching.py`), but only at its end, and only where the
newest runs are in the index: most notes are allowed after a check of four runs.
"""

from collections.abc import Sequence

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.originality.event_rows import EventRow, rows_of
from chopin_studio.originality.index import CorpusIndex
from chopin_studio.originality.matching import stretches
from chopin_studio.originality.reporter import Reporter

TAIL_ONSETS = 96
"""How far back quotations are followed: about twelve bars of a melody with its accompaniment.

Onsets rather than notes: a stretch of 42 thick chords is as long as one of 42 melody notes.
"""


class CorpusGuard:
    """Guards against quoting the pieces of the reporter's index, which is read at the first use.

    A stretch that matches a piece counts as many notes as its evidence says: one whose runs occur
    nowhere else counts its full length, and what every composer writes no more than a single run.
    """

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter

    @property
    def index_id(self) -> str:
        """The identifier of the index."""
        return self._reporter.index_id

    def excess(self, made: Sequence[Note], following: Sequence[Note], most: int) -> float:
        """Return by how many notes the longest stretch that ends in `following` exceeds `most`."""
        return length_after(made, following, self._reporter.index, most) - most


def length_after(
    made: Sequence[Note], following: Sequence[Note], index: CorpusIndex, least: float = 0.0
) -> float:
    """Return the length in notes of the longest stretch that ends in `following`, or `least`."""
    before = _tail(made)
    first = (before or following)[0].onset_tick
    music = Excerpt((*before, *following), seed_end_tick=first)
    return max(least, *(_length(row, len(before), index) for row in rows_of(music)))


def _tail(notes: Sequence[Note]) -> Sequence[Note]:
    """Return the notes of the last TAIL_ONSETS onsets, in the order of onsets."""
    first, onsets = len(notes), 0
    while first > 0:
        if first == len(notes) or notes[first - 1].onset_tick != notes[first].onset_tick:
            onsets += 1
        if onsets > TAIL_ONSETS:
            break
        first -= 1
    return notes[first:]


def _length(row: EventRow, new_from: int, index: CorpusIndex) -> float:
    """Return the length in notes of the longest stretch of `row` with notes from `new_from` on."""
    events = [k for k, notes in enumerate(row.notes) if max(notes) >= new_from]
    if not events:
        return 0.0
    newest = row.between(max(0, events[0] - row.run_length + 1), len(row.notes))
    if not index.knows_any(newest):
        return 0.0
    evidence = [stretch.evidence for stretch in stretches(row, index) if stretch.last >= events[0]]
    return row.run_length - 1 + max(evidence, default=0.0)
