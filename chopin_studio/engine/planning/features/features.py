"""All that is counted in a few bars of music."""

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.planning.features.harmony import harmony_features
from chopin_studio.engine.planning.features.melody import melody_features
from chopin_studio.engine.planning.features.returns import return_features
from chopin_studio.engine.planning.features.rhythm import rhythm_features
from chopin_studio.engine.planning.features.texture import texture_features
from chopin_studio.engine.planning.features.window import Features, Window, window_of
from chopin_studio.music.meter import MeterMap


def features_of(window: Window) -> Features:
    """Return all features by their names, in an order that is always the same."""
    return {
        **melody_features(window),
        **harmony_features(window),
        **rhythm_features(window),
        **texture_features(window),
        **return_features(window),
    }


def feature_names() -> tuple[str, ...]:
    """Return the names of all features, in their order."""
    return tuple(features_of(window_of((), MeterMap(), 0, MeterMap().bar_at(0).end_tick)))


def feature_vector(window: Window) -> NDArray[np.float64]:
    """Return all features in the order of their names, [features]."""
    return np.array(list(features_of(window).values()))
