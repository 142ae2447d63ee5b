"""Sample from the output of a network."""

import numpy as np
from numpy.typing import NDArray

_LEAST_TEMPERATURE = 1e-6
"""Below this, logits / temperature may overflow; the most likely index has all the probability."""


def softmax(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    """Turn logits [n] into probabilities [n] that sum to 1."""
    exponentials: NDArray[np.float64] = np.exp(np.asarray(logits, np.float64) - np.max(logits))
    exponentials /= exponentials.sum()
    return exponentials


def log_probability(logits: NDArray[np.floating], index: int) -> float:
    """Return log p, in nats, of one index by logits [n]."""
    return float(np.log(softmax(logits)[index]))


def draw(
    logits: NDArray[np.floating],
    temperature: float,
    top_p: float,
    rng: np.random.Generator,
    allowed: NDArray[np.bool_] | None = None,
) -> int:
    """Sample an index from logits [n], sharpened or flattened by `temperature`.

    Temperature 0 takes the most likely one without `rng`. Below 1, `top_p` keeps the most likely
    indices that together just reach that probability (nucleus sampling, Holtzman et al. 2020).
    Where `allowed` [n] is given, only its indices can be sampled, of which there must be one.
    """
    if allowed is not None:
        logits = np.where(allowed, logits, -np.inf)
    if temperature < _LEAST_TEMPERATURE:
        return int(np.argmax(logits))
    probabilities = softmax(np.asarray(logits, np.float64) / temperature)
    if top_p < 1:
        probabilities = _nucleus(probabilities, top_p)
    cumulative = np.cumsum(probabilities)
    return int(np.searchsorted(cumulative, rng.random() * cumulative[-1], side="right"))


def _nucleus(probabilities: NDArray[np.float64], top_p: float) -> NDArray[np.float64]:
    """Set to 0 all except the most likely that together reach `top_p`; at least one is kept."""
    order = np.argsort(-probabilities, kind="stable")
    mass_before = np.cumsum(probabilities[order]) - probabilities[order]
    kept = order[mass_before < top_p]
    nucleus = np.zeros_like(probabilities)
    nucleus[kept] = probabilities[kept]
    return nucleus
