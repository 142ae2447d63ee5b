"""Check during generation whether the next notes would quote too much.

The music is compared as for the report (`matching.py`), but only at its end, and only with the
pieces that have the newest runs: mostly hardly any.
"""

from collections.abc import Sequence

import numpy as np

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.originality.index import CorpusIndex
from chopin_studio.originality.lines import Integers, Kind, rows_of
from chopin_studio.originality.matching import Search, stretches
from chopin_studio.originality.passages import Passage, passages
from chopin_studio.originality.reporter import Reporter
from chopin_studio.originality.runs import RUN_LENGTHS

TAIL_ONSETS = 96
"""How far back quotations are followed: about twelve bars of a melody with its accompaniment.

Onsets rather than notes: a stretch of 42 thick chords is as long as one of 42 melody notes.
"""


class CorpusGuard:
    """Guards against quoting the pieces of the reporter's index, which is read at the first use.

    A passage that matches a piece counts as many notes as its evidence says: one whose runs occur
    nowhere else counts its full length, and what every composer writes next to nothing.
    """

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter

    @property
    def index_id(self) -> str:
        """The identifier of the index."""
        return self._reporter.index_id

    def excess(self, made: Sequence[Note], following: Sequence[Note], most: int) -> float:
        """Return by how many notes the longest passage that ends in `following` exceeds `most`."""
        return length_after(made, following, self._reporter.index, most) - most


def length_after(
    made: Sequence[Note], following: Sequence[Note], index: CorpusIndex, least: float = 0.0
) -> float:
    """Return the length in notes of the longest passage that ends in `following`, or `least`.

    A melody of so many notes that occurs nowhere else has as many runs less the first notes.
    """
    before = _tail(made)
    first = (before or following)[0].onset_tick
    music = Excerpt((*before, *following), seed_end_tick=first)
    searches = [Search.of(row, index) for row in rows_of(music)]
    newest = range(len(before), len(music.notes))
    keys = _newest_keys(searches, len(before), index)
    pitches = [note.pitch for note in music.notes]
    found = [
        Passage.of(pitches, search.row, stretch, index, range(stretch.first, stretch.last + 1))
        for search in searches
        for stretch in stretches(search.among(index, keys), index)
    ]
    lengths = [
        passage.evidence + RUN_LENGTHS[Kind.LINE] - 1
        for passage in passages(found)
        if any(note in passage.matching for note in newest)
    ]
    return max([least, *lengths])


def _newest_keys(searches: Sequence[Search], new_from: int, index: CorpusIndex) -> Integers:
    """Return the keys of what notes from `new_from` on may go on with: mostly hardly any."""
    keys = [np.empty(0, np.int64)]
    for search in searches:
        events = [k for k, notes in enumerate(search.row.notes) if max(notes) >= new_from]
        if events:
            keys.append(search.keys(index, events[0]))
    return np.unique(np.concatenate(keys))


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
