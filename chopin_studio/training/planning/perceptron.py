"""Train the critic's perceptron in NumPy: gradient descent by Adam on the cross-entropy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.planning.critic import Critic

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_LEAST_SCALE = 1e-3
"""The least standard deviation: a feature that hardly varies must not decide everything."""

_BETAS = (0.9, 0.999)
_EPSILON = 1e-8


@dataclass(frozen=True, slots=True)
class PerceptronRecipe:
    """How a perceptron is trained.

    `decay` is the weight decay of every step, `left_out` the share of features that are left out
    of each window, at random, so that the critic does not hang on a few.
    """

    units: int = 16
    steps: int = 1500
    batch: int = 128
    rate: float = 0.003
    decay: float = 0.03
    left_out: float = 0.3


def train_perceptron(
    names: tuple[str, ...],
    features: Floats,
    is_real: Bools,
    rng: np.random.Generator,
    recipe: PerceptronRecipe = PerceptronRecipe(),
) -> Critic:
    """Return a critic of windows [n, features]; real and made ones count alike, by their sums."""
    means, scales = features.mean(axis=0), np.maximum(features.std(axis=0), _LEAST_SCALE)
    weights = _initial(features.shape[1], recipe.units, rng)
    standard = _critic(names, means, scales, weights).standardised(features)
    optimiser = _Adam(weights, recipe)
    kinds = [np.flatnonzero(is_real), np.flatnonzero(~is_real)]
    for step in range(recipe.steps):
        chosen = np.concatenate([rng.choice(kind, recipe.batch // 2) for kind in kinds])
        is_kept = rng.random((len(chosen), standard.shape[1])) >= recipe.left_out
        seen = standard[chosen] * is_kept / (1 - recipe.left_out)
        optimiser.step(_gradients(weights, seen, is_real[chosen]), 1 - step / recipe.steps)
    return _critic(names, means, scales, weights)


def _critic(names: tuple[str, ...], means: Floats, scales: Floats, weights: list[Floats]) -> Critic:
    hidden, hidden_bias, out, out_bias = weights
    return Critic(names, means, scales, hidden, hidden_bias, out, float(out_bias))


def _initial(features: int, units: int, rng: np.random.Generator) -> list[Floats]:
    """Return hidden weights and biases, then those of the output."""
    hidden = rng.normal(scale=features**-0.5, size=(features, units))
    return [hidden, np.zeros(units), rng.normal(scale=units**-0.5, size=units), np.zeros(())]


def _gradients(weights: list[Floats], seen: Floats, is_real: Bools) -> list[Floats]:
    """Return the gradients of the mean cross-entropy by each of the weights."""
    hidden, hidden_bias, out, out_bias = weights
    units = np.tanh(seen @ hidden + hidden_bias)
    odds = units @ out + out_bias
    error = (1 / (1 + np.exp(-odds)) - is_real) / len(seen)
    back = error[:, None] * out * (1 - units**2)
    return [seen.T @ back, back.sum(axis=0), units.T @ error, np.asarray(error.sum())]


class _Adam:
    """Adam with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019)."""

    def __init__(self, weights: list[Floats], recipe: PerceptronRecipe) -> None:
        self._weights, self._recipe = weights, recipe
        self._moments = [(np.zeros_like(each), np.zeros_like(each)) for each in weights]
        self._count = 0

    def step(self, gradients: list[Floats], share_of_rate: float) -> None:
        """Change the weights in place."""
        self._count += 1
        rate = self._recipe.rate * share_of_rate
        corrections = [1 - beta**self._count for beta in _BETAS]
        for weight, gradient, moments in zip(self._weights, gradients, self._moments, strict=True):
            for moment, beta, power in zip(moments, _BETAS, (1, 2), strict=True):
                moment *= beta
                moment += (1 - beta) * gradient**power
            first, second = (m / c for m, c in zip(moments, corrections, strict=True))
            weight -= rate * first / (np.sqrt(second) + _EPSILON)
            weight *= 1 - rate * self._recipe.decay
