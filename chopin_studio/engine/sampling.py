"""Sample from the output of a network, so that the same take comes out on every processor.

Matrix libraries add in another order on another processor, which changes the last bits of float32
logits by some 1e-5. A draw by cumulative probabilities turns on every boundary between classes,
thousands of them, and one in some 2,000 came out otherwise. Since version 2 the draw perturbs each
logit by noise of its own and takes the highest (the Gumbel-max trick; Maddison, Tarlow and Minka
2014), so that only a near-tie of the two highest is in doubt, or one at the edge of the nucleus.
Where either is nearer than what float32 can decide, the answer is computed anew in float64, whose
last bits are too small to matter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SAMPLER = 4
"""The version by which new takes are made; older ones are made again by theirs.

Version 1 draws by `draw`. Since version 3, the mode of the key of the user's music is read by more
than its profile (see `music/key_mode.py`). Version 4 brings what stands below. All from 2 on draw
in the same way.
"""

SHORTENS_RESTS = 4
"""Since then, rests too long for a family are read as shorter ones, by whole bars, so that its bars
are those of the music and of its plan (see `music/long_rests.py`)."""

RETURNS_ON_TIME = 4
"""Since then, a planned return leans only to notes that it can reach in time."""

SPARES_SEED = 4
"""Since then, planned returns of the seed are not guarded as quotations."""

PLANS_PASSAGES = 4
"""Since then, where a passage has no plan, the studio's own has no more bars than the passage."""

KNOWS_SHORT_BARS = 4
"""Since then, the form of a take begins behind a first bar that is short."""

LEANS_BY_SIDE = 4
"""Since then, all tempi above the one asked for are raised or lowered alike, as are those below."""

LOGIT_ERROR = 5e-5
"""How far a float32 logit may be from the float64 one: four times the largest error of the bundles
that ship, on three kernels of the matrix library (`python -m tests.engine.determinism`)."""

_ROUNDING = 1e-9
"""More than sums of probabilities in different orders differ by."""

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
        probabilities = nucleus(probabilities, top_p)
    cumulative = np.cumsum(probabilities)
    return int(np.searchsorted(cumulative, rng.random() * cumulative[-1], side="right"))


def nucleus(probabilities: NDArray[np.float64], top_p: float) -> NDArray[np.float64]:
    """Set to 0 all except the most likely that together reach `top_p`; at least one is kept."""
    order = np.argsort(-probabilities, kind="stable")
    mass_before = np.cumsum(probabilities[order]) - probabilities[order]
    kept = order[mass_before < top_p]
    nucleus = np.zeros_like(probabilities)
    nucleus[kept] = probabilities[kept]
    return nucleus


@dataclass(frozen=True, slots=True)
class Answer:
    """A network's answer: logits [n] in float32, and the way to compute them in float64."""

    logits: NDArray[np.floating[Any]]
    exact: Callable[[], NDArray[np.float64]]

    def raised(self, by: NDArray[np.float64]) -> Answer:
        """Return the answer with so much added to each logit, `by` [n]."""
        return Answer(self.logits + by, lambda: self.exact() + by)


def draw_answer(
    answer: Answer,
    temperature: float,
    top_p: float,
    rng: np.random.Generator,
    allowed: NDArray[np.bool_] | None = None,
    sampler: int = SAMPLER,
) -> int:
    """Draw an index from an answer by a version of the sampler; the rest as for `draw`."""
    if sampler == 1:
        return draw(answer.logits, temperature, top_p, rng, allowed)
    noise = None if temperature < _LEAST_TEMPERATURE else rng.gumbel(size=len(answer.logits))
    index = _highest(answer.logits, LOGIT_ERROR, temperature, top_p, noise, allowed)
    if index is None:
        index = _highest(answer.exact(), 0.0, temperature, top_p, noise, allowed)
    assert index is not None
    return index


def _highest(
    logits: NDArray[np.floating[Any]],
    error: float,
    temperature: float,
    top_p: float,
    noise: NDArray[np.float64] | None,
    allowed: NDArray[np.bool_] | None,
) -> int | None:
    """Return the index that is drawn; None where logits wrong by up to `error` leave it open."""
    scores = np.array(logits, np.float64)
    if allowed is not None:
        scores[~allowed] = -np.inf
    if noise is not None:
        scores = scores / temperature
        error /= temperature
        winner = clear_winner(scores, noise, top_p, error)
        if winner is not None:
            return winner
        certain, possible = _nucleus_bounds(scores, top_p, error)
        scores = np.where(possible, scores + noise, -np.inf)
    best = int(np.argmax(scores))
    if error == 0:
        return best
    highest, scores[best] = scores[best], -np.inf
    is_certain = highest - scores.max() > 2 * error and (noise is None or certain[best])
    return best if is_certain else None


def clear_winner(
    scores: NDArray[np.float64], noise: NDArray[np.float64], top_p: float, error: float
) -> int | None:
    """Return the index with the highest of `scores` + `noise` where nothing is in doubt, or None.

    It is ahead of every other, whether in the nucleus or not, and in the nucleus itself. Most draws
    are decided so, in a fraction of the time that the whole nucleus takes.
    """
    noisy = scores + noise
    best = int(noisy.argmax())
    highest, noisy[best] = noisy[best], -np.inf
    if not highest - noisy.max() > 2 * error:
        return None
    if top_p < 1:
        masses = np.exp(scores - scores.max())
        rivals = masses[scores >= scores[best] - 2 * error].sum() - masses[best]
        if not rivals * (1 + 2 * error) < (top_p - _ROUNDING) * masses.sum():
            return None
    return best


def _nucleus_bounds(
    scores: NDArray[np.float64], top_p: float, error: float
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which indices are in the nucleus for certain, and which may be, as bool [n] each.

    An index is in it where those that are likelier have less than `top_p` together. Scores wrong
    by up to `error` change the order of those within 2·error, and a mass by up to its 2·error'th.
    """
    possible = np.isfinite(scores)
    if top_p >= 1:
        return possible, possible
    order = np.argsort(-scores, kind="stable")
    ranked, probabilities = -scores[order], softmax(scores)[order]
    mass = np.append(0.0, np.cumsum(probabilities))
    fewest = np.searchsorted(ranked, ranked - 2 * error, side="left")
    most = np.searchsorted(ranked, ranked + 2 * error, side="right")
    least_before = mass[fewest] * (1 - 2 * error)
    most_before = (mass[most] - probabilities) * (1 + 2 * error)
    certain = np.zeros_like(possible)
    certain[order] = most_before < top_p
    within = np.zeros_like(possible)
    within[order] = least_before < top_p
    return certain & possible, within & possible
