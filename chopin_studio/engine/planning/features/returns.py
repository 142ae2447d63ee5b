"""Features of repetition: how far bars return."""

import numpy as np

from chopin_studio.engine.planning.features.counting import mean, share
from chopin_studio.engine.planning.features.window import Features, Window
from chopin_studio.music.plan.plan import MOST_SEMITONES

_RETURNS = 0.8
"""The agreement from which on a bar returns."""

_BACK = (1, 2, 4)


def return_features(window: Window) -> Features:
    """Return how far bars agree with earlier ones, as F1 measures of their notes."""
    found = [window.bar_notes.agreements(bar) for bar in range(window.bar_count)]
    literal = [each[:, MOST_SEMITONES] for each in found]
    best = np.array([each.max(initial=0.0) for each in literal])
    moved = np.array([each.max(initial=0.0) for each in found])
    rhythms = [
        window.bar_notes.rhythm_agreements(bar).max(initial=0.0)
        for bar in range(1, window.bar_count)
    ]
    return {
        **{
            f"like {back} bars before": mean([each[-back] for each in literal if len(each) >= back])
            for back in _BACK
        },
        "like an earlier bar": mean(best[1:]),
        "like an earlier bar, transposed": mean(moved[1:] - best[1:]),
        "bars that return": share(best[1:] >= _RETURNS),
        "in the rhythm of an earlier bar": mean(rhythms),
    }
