"""Measure how much of a piece returns: whether it has a form, or wanders, or marks time."""

from dataclasses import dataclass

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.plan.bar_notes import Agreements, notes_of
from chopin_studio.music.plan.plan import MOST_SEMITONES

LEAST_AGREEMENT = 0.8
"""From this agreement on, a bar counts as the same as another."""

NEAREST_RETURN = 3
"""How many bars back a bar lies that another returns to; nearer ones are the recent bars."""


@dataclass(frozen=True, slots=True)
class Returns:
    """How many bars of some music return.

    A bar returns where it agrees with one at least three before it, at any transposition up to an
    octave; it is like a recent one where it agrees with one of the last three as it stands.
    `distances` and `transpositions` have, for each bar that returns, the distance to the bar that
    it agrees with best, the nearest of equal ones, and the semitones it lies above that.
    """

    bars: int = 0
    recent: int = 0
    distances: tuple[int, ...] = ()
    transpositions: tuple[int, ...] = ()

    def __add__(self, other: "Returns") -> "Returns":
        """Return the counts of both."""
        return Returns(
            self.bars + other.bars,
            self.recent + other.recent,
            self.distances + other.distances,
            self.transpositions + other.transpositions,
        )

    @property
    def share_returning(self) -> float:
        """The share of bars that return; 0 for no bars."""
        return len(self.distances) / max(self.bars, 1)

    @property
    def share_recent(self) -> float:
        """The share of bars that are like one of the last three; 0 for no bars."""
        return self.recent / max(self.bars, 1)

    @property
    def share_untransposed(self) -> float:
        """The share of the returns that stay on their pitches; 0 for no returns."""
        return self.transpositions.count(0) / max(len(self.transpositions), 1)


def returns_in(excerpt: Excerpt, first: int = 0, most: int | None = None) -> Returns:
    """Count the returns in the bars from `first` on, counted from 0, `most` of them at most.

    Bars without notes count as bars, and never return.
    """
    notes = notes_of(excerpt)
    end = notes.bars if most is None else min(first + most, notes.bars)
    total = Returns()
    for number in range(first, end):
        total = total + _bar_returns(notes.agreements(number))
    return total


def _bar_returns(agreements: Agreements) -> Returns:
    """Return the counts of one bar by its agreements with all before it, [bars, 25]."""
    recent = agreements[-NEAREST_RETURN:, MOST_SEMITONES]
    is_recent = bool(recent.max(initial=0.0) >= LEAST_AGREEMENT)
    earlier = agreements[: max(len(agreements) - NEAREST_RETURN + 1, 0)]
    best = earlier.max(axis=1, initial=0.0)
    if best.max(initial=0.0) < LEAST_AGREEMENT:
        return Returns(1, int(is_recent))
    source = len(best) - 1 - int(best[::-1].argmax())
    shifts = earlier[source]
    # Where several agree equally, as for a single note, the one on the same pitches counts.
    is_same = shifts[MOST_SEMITONES] >= shifts.max()
    shift = 0 if is_same else int(shifts.argmax()) - MOST_SEMITONES
    return Returns(1, int(is_recent), (len(agreements) - source,), (shift,))
