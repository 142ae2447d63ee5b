"""Find the bar that each bar of a piece returns to, and how near it is to it."""

from dataclasses import dataclass

import numpy as np

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.plan.bar_notes import Agreements, BarNotes, Counts, bar_notes, notes_of
from chopin_studio.music.plan.plan import MOST_SEMITONES, Likeness, PlannedBar

LEAST_AGREEMENTS = {Likeness.EXACT: 0.9, Likeness.VARIED: 0.7, Likeness.LOOSE: 0.5}
"""The least agreement of each likeness, the nearest first."""

NEAREST_SOURCE = 2
"""How many bars back a source lies at least: a bar held on or repeated at once is no return."""

NEAREST_RHYTHM = 3
"""The same for a return in rhythm alone, which is what texture is otherwise."""

LEAST_RHYTHM_AGREEMENT = 0.9
LEAST_RHYTHM_ONSETS = 4
"""At fewer places, one rhythm says too little of another bar's."""

_GOING_ON = 0.15
"""How much agreement it is worth to go on from the bar after the last source."""

_UNTRANSPOSED = 0.1
"""How much it is worth that a return stays on its pitches."""

_NEAR_TIE = 0.05
"""Between agreements so near, the earlier bar is the source."""


def source_bars(
    onset_ticks: Counts, pitches: Counts, meters: MeterMap, end_tick: int
) -> tuple[PlannedBar, ...]:
    """Return the source and likeness of each bar from tick 0 to `end_tick`, without chords.

    The notes are two arrays [n]. A bar's source is the earlier bar of the same meter that agrees
    with it best, at any transposition up to an octave; of nearly equal ones, the one that goes
    on from the last source, then the one on the same pitches, then the first. A bar like none in
    its notes may be like one in its rhythm; else it is new, as bars without notes are.
    """
    return _found(bar_notes(onset_ticks, pitches, meters, end_tick))


def source_bars_of(excerpt: Excerpt) -> tuple[PlannedBar, ...]:
    """Return the source and likeness of each bar up to that of the last onset."""
    return _found(notes_of(excerpt))


def likeness_of(agreement: float) -> Likeness:
    """Return what an agreement of notes makes a bar, NEW where it is too little for a return."""
    for likeness, least in LEAST_AGREEMENTS.items():
        if agreement >= least:
            return likeness
    return Likeness.NEW


@dataclass(frozen=True, slots=True)
class _Expected:
    """Where the next bar's source is if the return goes on; -1 for nowhere."""

    source: int = -1
    transposition: int = 0

    def after(self, bar: PlannedBar) -> "_Expected":
        """Return what is expected after a bar: a new one may stand within a return."""
        if bar.source is not None:
            return _Expected(bar.source + 1, bar.transposition)
        return self if self.source < 0 else _Expected(self.source + 1, self.transposition)


def _found(notes: BarNotes) -> tuple[PlannedBar, ...]:
    bars: list[PlannedBar] = []
    expected = _Expected()
    for number in range(notes.bars):
        bars.append(_bar(notes, number, bars, expected))
        expected = expected.after(bars[-1])
    return tuple(bars)


def _bar(notes: BarNotes, number: int, before: list[PlannedBar], expected: _Expected) -> PlannedBar:
    if notes.notes(number) == 0:
        return PlannedBar(Likeness.NEW)
    agreements = notes.agreements(number)[: max(number - NEAREST_SOURCE + 1, 0)]
    if agreements.max(initial=0.0) >= LEAST_AGREEMENTS[Likeness.LOOSE]:
        return _first_statement(_best(agreements, expected), agreements, before)
    return _like_in_rhythm(notes, number, expected)


def _best(agreements: Agreements, expected: _Expected) -> PlannedBar:
    """Return the return to the bar that agrees best, preferences counted, [bars, 25]."""
    scores = agreements.copy()
    scores[:, MOST_SEMITONES] += _UNTRANSPOSED
    if 0 <= expected.source < len(scores):
        scores[expected.source, expected.transposition + MOST_SEMITONES] += _GOING_ON
    scores[agreements < LEAST_AGREEMENTS[Likeness.LOOSE]] = -1.0
    is_best = scores >= scores.max() - _NEAR_TIE
    source = int(is_best.any(axis=1).argmax())
    shift = int(np.where(is_best[source], scores[source], -1.0).argmax())
    likeness = likeness_of(float(agreements[source, shift]))
    return PlannedBar(likeness, source, shift - MOST_SEMITONES)


def _first_statement(
    bar: PlannedBar, agreements: Agreements, before: list[PlannedBar]
) -> PlannedBar:
    """Return the same return traced back over copies, as long as it stays as near.

    So the third of three equal phrases returns to the first, not to the second. A return on the
    same pitches stays one.
    """
    least = _agreement(agreements, bar) - _NEAR_TIE
    while (traced := _traced(bar, before)) is not None:
        agreement = _agreement(agreements, traced)
        if agreement < least or likeness_of(agreement) < bar.likeness:
            break
        bar = traced
    return bar


def _traced(bar: PlannedBar, before: list[PlannedBar]) -> PlannedBar | None:
    """Return the same return to the source of its source, None where there is no such return."""
    copied = before[bar.source or 0]
    if copied.source is None or copied.likeness is Likeness.RHYTHM:
        return None
    shift = bar.transposition + copied.transposition
    if abs(shift) > MOST_SEMITONES or (shift != 0 and bar.transposition == 0):
        return None
    return PlannedBar(bar.likeness, copied.source, shift)


def _agreement(agreements: Agreements, bar: PlannedBar) -> float:
    """Return how far a bar agrees with its source."""
    return float(agreements[bar.source, bar.transposition + MOST_SEMITONES])


def _like_in_rhythm(notes: BarNotes, number: int, expected: _Expected) -> PlannedBar:
    if notes.onsets(number) < LEAST_RHYTHM_ONSETS or number < NEAREST_RHYTHM:
        return PlannedBar(Likeness.NEW)
    agreements = notes.rhythm_agreements(number)[: number - NEAREST_RHYTHM + 1]
    like = np.flatnonzero(agreements >= LEAST_RHYTHM_AGREEMENT)
    if not len(like):
        return PlannedBar(Likeness.NEW)
    source = expected.source if expected.source in like else like[-1]
    return PlannedBar(Likeness.RHYTHM, int(source))
