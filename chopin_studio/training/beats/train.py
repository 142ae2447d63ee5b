"""Train the network that finds beats.

python -m chopin_studio.training.beats.train CORPORA KEPT OUT [--epochs N] [--performances N]

Each piece of the corpora in the folder CORPORA is played several times in manners drawn at random,
and the network learns from segments of these performances. KEPT is a folder in which the pieces are
kept as arrays; OUT is the file of weights.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import keras
import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.performance.beat_network import standardised
from chopin_studio.music.performance.beat_network_file import network_bytes, read_network
from chopin_studio.training.beats.examples import Example, example
from chopin_studio.training.beats.network import app_network, build_network, loss, set_weights
from chopin_studio.training.beats.performing import drawn_manner, performed
from chopin_studio.training.beats.written_pieces import WrittenPiece, written_pieces

SEGMENT = 320
BATCH = 16
CREDIT = (
    "Learned from music that was sequenced by Bernd Krueger, www.piano-midi.de, licensed CC BY-SA "
    "3.0 Germany, and from scores encoded by The Fryderyk Chopin Institute, chopinscores.org and "
    "polishscores.org, licensed CC BY 4.0; these weights carry the licence CC BY-SA 3.0 Germany."
)
_STEP = 256
_DROPOUT = 0.2
_LEAST_SCALE = 1e-3
_MOST_NOTES = 800
_LEAST_NOTES = 60

Floats = NDArray[np.float32]
Segments = tuple[Floats, Floats, Floats]


def examples_of(
    pieces: Sequence[WrittenPiece], performances: int, rng: np.random.Generator
) -> list[Example]:
    """Return performances of pieces, of long ones of a passage each time."""
    found = []
    for piece in pieces:
        for _ in range(performances):
            begin = int(rng.integers(0, max(len(piece.notes) - _MOST_NOTES, 0) + 1))
            passage = slice(begin, begin + _MOST_NOTES)
            found.append(example(performed(piece, drawn_manner(piece, rng), rng, passage)))
    return found


def segments(examples: Sequence[Example], means: Floats, scales: Floats) -> Segments:
    """Return inputs [n, SEGMENT, FEATURES], truth [n, SEGMENT, HEADS] and weights [n, SEGMENT]."""
    inputs, truths, weights = [], [], []
    for one in examples:
        features = standardised(one.features, means, scales).astype(np.float16)
        truth = packed_truth(one)
        for begin in range(0, max(len(features) - SEGMENT // 4, 1), _STEP):
            part = features[begin : begin + SEGMENT]
            missing = SEGMENT - len(part)
            inputs.append(np.pad(part, ((0, missing), (0, 0))))
            truths.append(np.pad(truth[begin : begin + SEGMENT], ((0, missing), (0, 0))))
            weights.append(np.arange(SEGMENT) < len(part))
    return np.stack(inputs), np.stack(truths), np.stack(weights).astype(np.float32)


def packed_truth(one: Example) -> Floats:
    """Return what is true of each strike as the loss takes it, [s, HEADS]."""
    columns = (one.is_beat, one.is_downbeat, one.periods, one.meters, one.places)
    return np.stack(columns, axis=1).astype(np.float32)


class _Batches(keras.utils.PyDataset):  # type: ignore[misc]
    """Segments in a new order each epoch."""

    def __init__(self, data: Segments, batch: int, rng: np.random.Generator) -> None:
        super().__init__()
        self._data, self._batch, self._rng = data, batch, rng
        self._order = rng.permutation(len(data[0]))

    def __len__(self) -> int:
        return len(self._order) // self._batch

    def __getitem__(self, place: int) -> Segments:
        chosen = self._order[place * self._batch : (place + 1) * self._batch]
        inputs, truth, weights = self._data
        return inputs[chosen].astype(np.float32), truth[chosen], weights[chosen]

    def on_epoch_end(self) -> None:
        self._order = self._rng.permutation(self._order)


def main(words: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("kept", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--performances", type=int, default=4)
    parser.add_argument("--units", type=int, default=44)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--begin-with", type=Path, help="weights to go on from")
    parser.add_argument("--random-state", type=int, default=0)
    options = parser.parse_args(words)
    rng = np.random.default_rng(options.random_state)
    keras.utils.set_random_seed(options.random_state)
    pieces = [
        piece
        for piece in written_pieces(options.corpora, options.kept)
        if len(piece.notes) >= _LEAST_NOTES
    ]
    print(f"{len(pieces)} pieces", file=sys.stderr, flush=True)
    train = examples_of([p for p in pieces if not p.is_held_out], options.performances, rng)
    held_out = examples_of([p for p in pieces if p.is_held_out][::4], 1, rng)
    stacked = np.concatenate([one.features for one in train[:: 1 + len(train) // 400]])
    means = np.asarray(stacked.mean(axis=0), np.float32)
    scales = np.asarray(stacked.std(axis=0) + _LEAST_SCALE, np.float32)
    begin = options.begin_with and read_network(options.begin_with)
    if begin:
        means, scales = begin.means, begin.scales
    data, test = segments(train, means, scales), segments(held_out, means, scales)
    print(f"{len(data[0])} segments, {len(test[0])} held out", file=sys.stderr, flush=True)
    model = build_network(len(begin.enter_bias) if begin else options.units, _DROPOUT)
    if begin:
        set_weights(model, begin)
    print(f"{model.count_params()} weights", file=sys.stderr, flush=True)
    steps = options.epochs * (len(data[0]) // BATCH)
    rate = keras.optimizers.schedules.CosineDecay(options.rate, steps)
    model.compile(keras.optimizers.AdamW(rate, weight_decay=5e-3, clipnorm=1.0), loss)

    def write(*_: object) -> None:
        options.out.write_bytes(network_bytes(app_network(model, means, scales), CREDIT))

    model.fit(
        _Batches(data, BATCH, rng),
        validation_data=_Batches(test, BATCH, rng),
        epochs=options.epochs,
        verbose=2,
        callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=write)],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
