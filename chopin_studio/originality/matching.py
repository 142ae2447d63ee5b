"""Find the longest stretches in which a row matches a piece of the corpus.

Hits that keep in step (the same piece, voice and transposition, one event after the other) are
joined to strings; a few changed notes in between are skipped, and where one side has more notes
than the other, as with an ornament, the string continues on a line beside the old one. A stretch
counts by its evidence: the different runs in it, each by its weight. So a figure that repeats
counts once, and what every composer writes counts for almost nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from chopin_studio.originality.event_rows import EventRow, Integers
from chopin_studio.originality.index import CorpusIndex, Hits

Floats = NDArray[np.float64]

_WIDEST_GAP = 12
"""How many events may lie between two hits of one string, beyond the length of the run itself."""

_MOST_DRIFT = 4
"""How many more events one side may have than the other where a string changes its line."""

_LEAST_PART = 1.5
"""Evidence that a string on one line must have before it is joined with another."""


@dataclass(frozen=True, slots=True)
class MatchedStretch:
    """Events `[first, last]` of a row that match the places `[first_place, last_place]`.

    `transposition` is in semitones, positive where the row is above the corpus; `evidence` is
    the sum of the weights of the different runs in it.
    """

    row_number: int
    first: int
    last: int
    first_place: int
    last_place: int
    transposition: int
    evidence: float


def stretches(row: EventRow, index: CorpusIndex) -> list[MatchedStretch]:
    """Return the stretches in which `row` matches the corpus, each as long as possible."""
    lines = _on_one_line(row, index, index.hits(row))
    return list(_joined(lines))


def _on_one_line(row: EventRow, index: CorpusIndex, hits: Hits) -> list[MatchedStretch]:
    """Join the hits on each line to strings, by sorting: there can be a hundred thousand hits."""
    if not len(hits.runs):
        return []
    numbers = index.row_numbers(hits.places)
    offsets = hits.places - hits.runs
    order = np.lexsort((hits.runs, offsets, hits.transpositions, numbers))
    runs, places = hits.runs[order], hits.places[order]
    breaks = np.diff(runs) > row.run_length + _WIDEST_GAP
    for line in (numbers, offsets, hits.transpositions):
        breaks |= np.diff(line[order]) != 0
    starts = np.concatenate([[0], np.flatnonzero(breaks) + 1])
    ends = np.concatenate([starts[1:], [len(runs)]]) - 1
    strings = np.repeat(np.arange(len(starts)), ends - starts + 1)
    evidence = _evidence(strings, hits.hashes[order], hits.weights[order], len(starts))
    return [
        MatchedStretch(
            int(numbers[order[start]]),
            int(runs[start]),
            int(runs[end]) + row.run_length - 1,
            int(places[start]),
            int(places[end]) + row.run_length - 1,
            int(hits.transpositions[order[start]]),
            float(evidence[k]),
        )
        for k, (start, end) in enumerate(zip(starts, ends, strict=True))
        if evidence[k] >= _LEAST_PART
    ]


def _evidence(strings: Integers, hashes: NDArray[np.uint32], weights: Floats, count: int) -> Floats:
    """Sum the weights of the different hashes of each string."""
    order = np.lexsort((hashes, strings))
    new = np.ones(len(order), bool)
    new[1:] = (np.diff(strings[order]) != 0) | (np.diff(hashes[order].astype(np.int64)) != 0)
    chosen = order[new]
    return np.bincount(strings[chosen], weights[chosen], count).astype(np.float64)


def _joined(lines: list[MatchedStretch]) -> Iterator[MatchedStretch]:
    """Join strings of which one continues the other on a line beside it."""

    def voice(line: MatchedStretch) -> tuple[int, int]:
        return line.row_number, line.transposition

    for _, group in groupby(sorted(lines, key=lambda s: (*voice(s), s.first)), voice):
        open_ones: list[MatchedStretch] = []
        for line in group:
            near = [other for other in open_ones if line.first - other.last <= _WIDEST_GAP]
            yield from (other for other in open_ones if other not in near)
            before = next((other for other in near if _goes_on(other, line)), None)
            if before is not None:
                near.remove(before)
                line = _as_one(before, line)
            open_ones = [*near, line]
        yield from open_ones


def _as_one(before: MatchedStretch, after: MatchedStretch) -> MatchedStretch:
    return replace(
        before,
        last=after.last,
        last_place=after.last_place,
        evidence=before.evidence + after.evidence,
    )


def _goes_on(before: MatchedStretch, after: MatchedStretch) -> bool:
    """Return whether `after` continues the quotation `before`, for instance past an ornament."""
    step, place_step = after.first - before.last, after.first_place - before.last_place
    near = -_MOST_DRIFT < step <= _WIDEST_GAP and -_MOST_DRIFT < place_step <= _WIDEST_GAP
    return near and abs(step - place_step) <= _MOST_DRIFT
