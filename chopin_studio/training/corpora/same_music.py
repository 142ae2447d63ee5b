"""Find the same music in two pieces, whatever their titles, keys and note values.

A piece's melody is its highest note at each onset. The intervals of nine melody notes in a row are
a fragment; what counts is how many different fragments two pieces share. Two editions of one work
share most of them: among Chopin's first editions and the MIDI files of the same works 34 to 100 %
of those of the shorter one, while other pieces hardly share 2 % with one of his.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import TICKS_PER_QUARTER

Fragment = tuple[int, ...]

_INTERVALS = 8
_FEWEST_INTERVALS = 4
"""A fragment of fewer different intervals is a scale or a repeated figure, which is anybody's."""

_TOGETHER_TICKS = TICKS_PER_QUARTER // 12
"""Notes of a chord that is played from a recording may be this far apart."""


def melody_fragments(excerpt: Excerpt) -> frozenset[Fragment]:
    """Return the fragments of the melody: the semitones from note to note."""
    highest: dict[int, int] = {}
    for note in excerpt.notes:
        place = (note.onset_tick + _TOGETHER_TICKS // 2) // _TOGETHER_TICKS
        highest[place] = max(highest.get(place, 0), note.pitch)
    melody = [highest[place] for place in sorted(highest)]
    steps = [after - before for before, after in pairwise(melody)]
    fragments = (
        tuple(steps[start : start + _INTERVALS]) for start in range(len(steps) - _INTERVALS + 1)
    )
    return frozenset(one for one in fragments if len(set(one)) >= _FEWEST_INTERVALS)


def shared(one: frozenset[Fragment], other: frozenset[Fragment]) -> float:
    """Return which share of the fragments of the shorter piece the other one has, 0 to 1."""
    return len(one & other) / max(min(len(one), len(other)), 1)


def same_music(
    pieces: Mapping[str, frozenset[Fragment]], names: Iterable[str], least: float
) -> list[tuple[float, str, str]]:
    """Return the pairs of one of `names` and another of `pieces` that share `least` or more.

    Each comes with what they share, the most alike first, and each pair once.
    """
    found: set[tuple[float, str, str]] = set()
    for name in names:
        for other, fragments in pieces.items():
            share = shared(pieces[name], fragments) if other != name else 0.0
            if share >= least:
                found.add((share, min(name, other), max(name, other)))
    return sorted(found, reverse=True)
