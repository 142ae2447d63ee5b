"""Which chord symbols are shown: as many as there is room for, the most telling first."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Sequence
from math import inf

from chopin_studio.session.plan.shown_plan import ShownChord

_STEPS = (16, 8, 4, 2)
"""Where not every bar has room, the chords of every so many bars of a section come first."""


def fitting(
    chords: Sequence[ShownChord],
    starts: Collection[int],
    places: Sequence[float],
    widths: Sequence[float],
    end: float = inf,
) -> tuple[ShownChord, ...]:
    """Return the chords whose symbols fit beside each other, in order.

    `starts` are the bars in which sections begin, `places` where the symbols begin and `widths`
    how wide they are, air included, both in pixels; none reaches beyond `end`. The chords at the
    beginnings of sections come first, then those of every sixteenth bar and so on, then the others
    at bar lines, then the rest.
    """
    ranks = _ranks(chords, starts)
    taken: list[tuple[float, float]] = []
    shown: list[int] = []
    for index in sorted(range(len(chords)), key=lambda n: (ranks[n], n)):
        left, right = places[index], places[index] + widths[index]
        place = bisect_left(taken, (left, right))
        limit = taken[place][0] if place < len(taken) else end
        if right <= limit and (place == 0 or taken[place - 1][1] <= left):
            insort(taken, (left, right))
            shown.append(index)
    return tuple(chords[index] for index in sorted(shown))


def _ranks(chords: Sequence[ShownChord], starts: Collection[int]) -> list[int]:
    ordered = sorted(starts) or [0]
    ranks = []
    for chord in chords:
        if chord.rank:
            ranks.append(len(_STEPS) + 2)
            continue
        begin = ordered[max(bisect_left(ordered, chord.bar + 1) - 1, 0)]
        distance = chord.bar - begin
        step = next((n for n, step in enumerate(_STEPS) if distance % step == 0), len(_STEPS))
        ranks.append(0 if distance == 0 else 1 + step)
    return ranks
