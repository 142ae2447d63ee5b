"""Find the stretches in which a row of events goes along with a piece of the corpus.

Hits that keep roughly in step with one row of one piece, in one key, are gathered to strings, and
of each string the best chain is found: hits that rise on both sides, with gaps, each of which costs
what it allows. A chain's evidence is the sum of its different runs, each by its weight: a figure
that repeats counts once, and what every composer writes counts for almost nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from chopin_studio.originality.index import CorpusIndex, Hits
from chopin_studio.originality.lines import EventRow, Floats, Hashes, Integers
from chopin_studio.originality.runs import Runs, runs_of

_WIDEST_GAP = 14
"""So many events may lie between the beginnings of two hits of one chain."""

_BAND = 12
"""How far a string may drift, in events that one side has more than the other."""

_LEAST_STRING = 1.5
"""The weights of the different runs of a string must sum up to this before it is looked at."""

_DRIFT_COST = 0.25
"""What it costs, in events, that one side goes one event further than the other between hits."""

_LOOK_BACK = 32
"""A hit is chained to one of so many before it."""

_NEAREST_FIRST = np.arange(_LOOK_BACK)[::-1]

_NOWHERE = 1 << 40

_OCTAVE = 12


@dataclass(frozen=True, slots=True)
class MatchedStretch:
    """Events `[first, last]` of a row that go along with the places `[first_place, last_place]`.

    `transposition` is in semitones, positive where the row is above the corpus. `weights` says what
    the runs count that end with an event, and `hashes` which runs these are; `matching` are the
    events of all runs.
    """

    row_number: int
    first: int
    last: int
    first_place: int
    last_place: int
    transposition: int
    weights: Mapping[int, float]
    hashes: Mapping[int, int]
    matching: frozenset[int]

    @property
    def evidence(self) -> float:
        """How many different runs of its own it counts as."""
        return sum(self.weights.values())


@dataclass(frozen=True, slots=True)
class Search:
    """The runs of a row that were looked up, and the hits."""

    row: EventRow
    runs: Runs
    hits: Hits

    @classmethod
    def of(cls, row: EventRow, index: CorpusIndex) -> "Search":
        """Look all runs of a row up."""
        runs = runs_of(row, skipping=True)
        return cls(row, runs, index.hits(row, runs))

    def keys(self, index: CorpusIndex, from_event: int = 0) -> Integers:
        """Return a number for each hit that is the same where piece and key are.

        Keys an octave apart are the same. Only hits of runs that end with `from_event` or later.
        """
        hits = self.hits
        keys = index.pieces(hits.places) * _OCTAVE + hits.transpositions % _OCTAVE
        return np.asarray(keys[self.runs.events[hits.runs, -1] >= from_event], np.int64)

    def among(self, index: CorpusIndex, keys: Integers) -> "Search":
        """Return the same with hits of these keys alone."""
        return replace(self, hits=self.hits.of(np.isin(self.keys(index), keys)))


def stretches(search: Search, index: CorpusIndex) -> list[MatchedStretch]:
    """Return the stretches in which a row goes along with the corpus, each as long as possible."""
    runs, hits = search.runs, search.hits
    return [_chained(string, hits, runs, index) for string in _strings(hits, runs, index)]


def _strings(hits: Hits, runs: Runs, index: CorpusIndex) -> Iterator[Integers]:
    """Gather hits that are nearly in step, as numbers of hits in order of runs.

    Bands of drift overlap by half, so that each chain lies in one of them.
    """
    if not len(hits.runs):
        return
    rows = index.row_numbers(hits.places)
    events = runs.events[hits.runs, 0]
    for shift in (0, _BAND // 2):
        bands = (hits.places - events + shift) // _BAND
        order = np.lexsort((hits.places, events, bands, hits.transpositions, rows))
        breaks = np.diff(events[order]) > _WIDEST_GAP
        for line in (rows, hits.transpositions, bands):
            breaks |= np.diff(line[order]) != 0
        strings = np.concatenate([[0], np.cumsum(breaks)])
        strong = _strength(strings, runs.hashes[hits.runs[order]], hits.weights[order])
        ends = np.concatenate([np.flatnonzero(breaks) + 1, [len(order)]])
        for number in np.flatnonzero(strong >= _LEAST_STRING).tolist():
            start = ends[number - 1] if number else 0
            yield order[start : ends[number]]


def _strength(strings: Integers, hashes: Hashes, weights: Floats) -> Floats:
    """Sum the weights of the different runs of each string."""
    order = np.lexsort((hashes, strings))
    new = np.ones(len(order), np.bool_)
    new[1:] = (np.diff(strings[order]) != 0) | (hashes[order][1:] != hashes[order][:-1])
    chosen = order[new]
    return np.bincount(strings[chosen], weights[chosen], strings[-1] + 1).astype(np.float64)


def _chained(string: Integers, hits: Hits, runs: Runs, index: CorpusIndex) -> MatchedStretch:
    """Return the best chain of a string of hits."""
    found_events = runs.events[hits.runs[string]]
    gains, best = _best_chain(found_events[:, 0], hits.places[string], hits.weights[string])
    chain = string[best]
    weights: dict[int, float] = {}
    hashes: dict[int, int] = {}
    seen: set[int] = set()
    hashed_runs = runs.hashes[hits.runs[chain]].tolist()
    for events, hashed, gain in zip(
        found_events[best].tolist(), hashed_runs, gains[best].tolist(), strict=True
    ):
        if hashed not in seen and gain > 0:
            weights[events[-1]] = max(gain, weights.get(events[-1], 0.0))
            hashes[events[-1]] = hashed
        seen.add(hashed)
    matching = np.unique(found_events[best])
    first, last = int(chain[0]), int(chain[-1])
    return MatchedStretch(
        int(index.row_numbers(hits.places[first : first + 1])[0]),
        int(matching.min()),
        int(matching.max()),
        int(hits.places[first]),
        int(hits.places[last]) + runs.events.shape[1] - 1,
        int(hits.transpositions[first]),
        weights,
        hashes,
        frozenset(matching.tolist()),
    )


def _best_chain(events: Integers, places: Integers, weights: Floats) -> tuple[Floats, Integers]:
    """Return what each hit brings, and which hits make the best chain.

    By dynamic programming over hits in order of events: a hit brings its weight, less what it costs
    that one side outruns the other since the hit before.
    """
    steps = events[:, None] - _before(events)
    place_steps = places[:, None] - _before(places)
    allowed = (steps > 0) & (place_steps > 0) & (place_steps <= _WIDEST_GAP)
    costs = np.where(allowed, _DRIFT_COST * np.abs(place_steps - steps), np.inf)
    scores, gains, links = weights.tolist(), weights.copy(), [-1] * len(events)
    for k, nearest in enumerate(np.any(allowed, axis=1).tolist()):
        if not nearest:
            continue
        near = np.array(scores[max(0, k - _LOOK_BACK) : k][::-1])
        gained = near - costs[k, : len(near)]
        best = int(gained.argmax())
        if gained[best] > 0:
            scores[k] += float(gained[best])
            gains[k] -= costs[k, best]
            links[k] = k - 1 - best
    chain = [int(np.argmax(scores))]
    while links[chain[-1]] >= 0:
        chain.append(links[chain[-1]])
    return gains, np.array(chain[::-1], np.int64)


def _before(values: Integers) -> Integers:
    """Return the values before each, the nearest first [values, _LOOK_BACK], huge where none is."""
    padded = np.concatenate([np.full(_LOOK_BACK, _NOWHERE), values])
    before: Integers = padded[np.arange(len(values))[:, None] + _NEAREST_FIRST]
    return before
