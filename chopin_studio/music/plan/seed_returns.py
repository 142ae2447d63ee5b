"""The bars of a plan that return to the seed of a take."""

from chopin_studio.music.plan.plan import Likeness, Plan


def seed_returns(plan: Plan, lead_bars: int) -> frozenset[int]:
    """Return the bars behind a seed of `lead_bars` bars whose notes come from it by plan.

    They return to a bar of the seed, or to one that does, exactly, varied or loosely, transposed or
    not; a return in rhythm alone has notes of its own. Bars are counted from 0.
    """
    found: set[int] = set()
    for number, bar in enumerate(plan.bars):
        if number < lead_bars or bar.source is None or bar.likeness is Likeness.RHYTHM:
            continue
        if bar.source < lead_bars or bar.source in found:
            found.add(number)
    return frozenset(found)
