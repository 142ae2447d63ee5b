"""Train the network that tells the hands, on pieces whose tracks or staves tell them.

    python -m chopin_studio.training.hands.train CORPORA OUT

`CORPORA` is a folder of corpora, as `pieces` reads it; what is read is kept in `--kept`. `OUT` is
written every few hundred steps, so that what is learned stays. `--start` goes on from a network.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np

from chopin_studio.errors import StudioError
from chopin_studio.music.hands.features import describe
from chopin_studio.music.hands.network import KNOWN, HandNetwork
from chopin_studio.music.hands.weights import read_network, write_network
from chopin_studio.training.hands.examples import (
    Examples,
    drawn_batch,
    examples_of,
    mean_and_scale,
    snippets_of,
)
from chopin_studio.training.hands.hand_pieces import HandPiece, Role, hand_pieces, of_role
from chopin_studio.training.hands.network import from_keras, into_keras, keras_network

CREDIT = (
    "Learned from music that was sequenced by Bernd Krueger, www.piano-midi.de, licensed CC BY-SA "
    "3.0 Germany, and from editions encoded by The Fryderyk Chopin Institute, chopinscores.org and "
    "polishscores.org, licensed CC BY 4.0. These weights are licensed CC BY-SA 3.0 Germany."
)

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the network is trained.

    Each step takes `windows` of `length` notes: from music as it stands, with uneven onsets, or
    from every `snippet_every`th piece cut into snippets of up to `snippet` notes, in turn, as often
    as `turns` says. The `rate` of Adam (Kingma and Ba 2015) falls by a cosine to `last_share` of
    itself, after `warm_up` steps.
    """

    units: int = 64
    steps: int = 6000
    windows: int = 30
    length: int = 256
    snippet: int = 60
    snippet_every: int = 10
    turns: tuple[int, int, int] = (6, 3, 1)
    rate: float = 3e-3
    last_share: float = 0.03
    warm_up: int = 50
    smoothing: float = 0.02
    report_every: int = 50
    save_every: int = 300


def train(
    found: Sequence[HandPiece],
    recipe: Recipe,
    rng: np.random.Generator,
    save: Callable[[HandNetwork], None],
    report: Report,
    start: HandNetwork | None = None,
) -> HandNetwork:
    """Return a network that has learned from the training pieces; `save` gets it on the way."""
    training = list(of_role(found, Role.TRAINING))
    report(f"describing {len(training)} pieces")
    kinds = (
        examples_of(training),
        examples_of(training, rng),
        snippets_of(training[:: recipe.snippet_every], rng, recipe.snippet),
    )
    model = keras_network(recipe.units)
    if start is None:
        scaling = mean_and_scale(kinds[0])
    else:
        scaling = (start.tensors["scalars/mean"], start.tensors["scalars/scale"])
        into_keras(model, start.tensors)
    learn = _learner(model, recipe)
    turns = np.repeat(np.arange(len(kinds)), recipe.turns)
    losses = []
    for step in range(recipe.steps):
        examples = kinds[turns[step % len(turns)]]
        losses.append(_step(learn, examples, scaling, _rate(recipe, step), recipe, rng))
        if (step + 1) % recipe.report_every == 0:
            loss, share = np.mean(losses[-recipe.report_every :], axis=0)
            report(f"step {step + 1}/{recipe.steps}: loss {loss:.4f}, right {share:.2%}")
        if (step + 1) % recipe.save_every == 0:
            save(from_keras(model, scaling))
    return from_keras(model, scaling)


def share_right(network: HandNetwork, found: Sequence[HandPiece]) -> tuple[float, float]:
    """Return the share of all notes that get the right hand, and that of the worst piece."""
    right, total, worst = 0, 0, 1.0
    for piece in found:
        described = describe(piece.notes)
        odds = network.log_odds(described, np.zeros((len(piece.is_right), KNOWN), np.float32))
        is_known = piece.is_known[described.order]
        is_right = ((odds > 0) == piece.is_right[described.order])[is_known]
        right, total = right + int(is_right.sum()), total + len(is_right)
        worst = min(worst, float(is_right.mean()))
    return right / total, worst


def _rate(recipe: Recipe, step: int) -> float:
    falling = 0.5 * (1 + np.cos(np.pi * step / recipe.steps))
    rising = min(1, (step + 1) / recipe.warm_up)
    return float(recipe.rate * rising * max(falling, recipe.last_share))


def _learner(model: Any, recipe: Recipe) -> Any:  # noqa: ANN401  Keras has no types
    """Return a model whose `train_on_batch` learns, [windows, notes, 1] at a time."""
    loss = keras.losses.BinaryCrossentropy(
        from_logits=True, label_smoothing=recipe.smoothing, reduction="mean_with_sample_weight"
    )
    model.compile(
        keras.optimizers.Adam(recipe.rate, clipnorm=1.0),
        loss,
        weighted_metrics=[keras.metrics.BinaryAccuracy(threshold=0.0)],
        jit_compile=False,  # it takes longer to compile than it saves
    )
    return model


def _step(
    model: Any,  # noqa: ANN401
    examples: Examples,
    scaling: tuple[Any, Any],
    rate: float,
    recipe: Recipe,
    rng: np.random.Generator,
) -> tuple[float, float]:
    """Learn from one batch; return the loss and the share of notes that were right."""
    batch = drawn_batch(examples, recipe.windows, recipe.length, scaling, rng)
    model.optimizer.learning_rate = rate
    model.reset_metrics()
    loss, share = model.train_on_batch(
        batch.inputs, batch.is_right[..., None], sample_weight=batch.counts
    )
    return float(loss), float(share)


def main(words: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=Recipe().steps)
    parser.add_argument("--rate", type=float, default=Recipe().rate)
    parser.add_argument("--start", type=Path, help="a network to go on from")
    parser.add_argument("--kept", type=Path, default=Path("hand-pieces"))
    parser.add_argument("--random-state", type=int, default=0)
    options = parser.parse_args(words)
    report = _to_stderr
    try:
        start = read_network(options.start) if options.start else None
        found = hand_pieces(options.corpora, options.kept, report)
        recipe = Recipe(steps=options.steps, rate=options.rate)

        def save(network: HandNetwork) -> None:
            write_network(network, options.out, CREDIT)
            notes, worst = share_right(network, list(of_role(found, Role.DEVELOPMENT)))
            report(f"development pieces: {notes:.2%} of the notes right, the worst {worst:.1%}")

        rng = np.random.default_rng(options.random_state)
        save(train(found, recipe, rng, save, report, start))
    except StudioError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
