"""What it costs to keep a classic network's weights in float16."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.bundle_files import Tensors
from chopin_studio.engine.classic.generate import ClassicNetwork
from chopin_studio.engine.sampling import softmax
from chopin_studio.training.classic.dataset import random_windows
from chopin_studio.training.classic.window_losses import hidden_by_position, loss_as_played

WINDOWS = 64


@dataclass(frozen=True, slots=True)
class StoredQuality:
    """The quality of the weights as they are stored and run, and the cost of storing them.

    Losses are the mean cross-entropy in nats a token, of the network as it plays (the
    normalisation by its running statistics): after every position of random windows, and of every
    note of the corpus after a whole window (see `window_losses`), which is what the paper trained
    on and reports. `probability_change` is
    the largest change of any one probability by the narrowing, `loss_change` that of the loss
    after every position.
    """

    loss: float
    loss_after_windows: float
    probability_change: float
    loss_change: float


def stored_quality(
    stored: Mapping[str, NDArray[np.generic]],
    exact: Mapping[str, NDArray[np.generic]],
    ids: Sequence[int],
    vocabulary_size: int,
) -> StoredQuality:
    """Compare the stored tensors of a classic network with the `exact` ones on windows of `ids`."""
    inputs, targets = random_windows(ids, vocabulary_size, WINDOWS, np.random.default_rng(0))
    narrow, wide = (
        _probabilities(ClassicNetwork(widened(tensors), vocabulary_size), inputs)
        for tensors in (stored, exact)
    )
    losses, exact_losses = _losses(narrow, targets), _losses(wide, targets)
    return StoredQuality(
        loss=float(losses.mean()),
        loss_after_windows=loss_as_played(ClassicNetwork(widened(stored), vocabulary_size), ids),
        probability_change=float(np.abs(narrow - wide).max()),
        loss_change=float(losses.mean() - exact_losses.mean()),
    )


def widened(tensors: Mapping[str, NDArray[np.generic]]) -> Tensors:
    """Return every tensor in float32."""
    return {name: tensor.astype(np.float32) for name, tensor in tensors.items()}


def _probabilities(network: ClassicNetwork, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
    """Run [windows, positions, 1] from zero state; return [windows, positions, vocabulary]."""
    found = np.empty((*inputs.shape[:2], network.vocabulary_size), np.float32)
    for position, hidden in enumerate(hidden_by_position(network, inputs)):
        for window, logits in enumerate(network.head.logits(hidden)):
            found[window, position] = softmax(logits)
    return found


def _losses(probabilities: NDArray[np.float32], targets: NDArray[np.int32]) -> NDArray[np.float64]:
    """Return the cross-entropy [windows, positions] in nats."""
    of_target = np.take_along_axis(probabilities, targets[..., None], axis=2)[..., 0]
    losses: NDArray[np.float64] = -np.log(of_target.astype(np.float64))
    return losses
