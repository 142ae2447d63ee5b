"""Fit the model that spells notes: `python -m … FOLDER OUT`, the folder being of the corpora.

It learns from editions of works that `measure.py` doesn't use. A tenth of these works is held out,
to say what it is worth. The network is trained by Adam (Kingma and Ba, 2015).
"""

import argparse
import json
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from chopin_studio.errors import StudioError
from chopin_studio.export.notation.spelling_features import (
    FEATURES,
    PITCH_CLASSES,
    Floats,
    Ints,
    LocalKeys,
    features,
)
from chopin_studio.export.notation.spelling_keys import find_keys
from chopin_studio.export.notation.spelling_model import (
    CHOICES,
    SpellingModel,
    SpellingNetwork,
    model_json,
)
from chopin_studio.files import write_bytes
from chopin_studio.training.notation.fit_keys import fit_profiles, nearest_keys
from chopin_studio.training.notation.spelling_examples import (
    SpellingExample,
    fragment,
    pieces_to_learn_from,
    read_example,
)

_CREDIT = (
    "Learned from the spelling of first editions of Chopin's works (chopinscores.org) and Polish "
    "editions (polishscores.org), both CC BY 4.0."
)
_UNITS = (64, 32)
_BATCH = 512
_RATE = 2e-3
_DECAY, _SQUARE_DECAY, _TINY = 0.9, 0.999, 1e-8
_LONGEST_FRAGMENT = 20
_HELD_OUT = 10
"""One work in so many is held out."""


def choices_of(example: SpellingExample, keys: LocalKeys) -> Ints:
    """Return the choice that was made for each note [n]: 0, 1 or 2, or less or more than these."""
    usual = keys.usual_places(example.notes.pitches)
    choices: Ints = (example.places - usual) // PITCH_CLASSES + 1
    return choices


def is_held_out(example: SpellingExample) -> bool:
    """Return whether an edition is for testing, always the same ones."""
    return zlib.crc32(example.name.encode()) % _HELD_OUT == 0


def fit(examples: Sequence[SpellingExample], epochs: int, seed: int = 0) -> SpellingModel:
    """Return a model that has learned from `examples`."""
    profiles = fit_profiles(examples)
    generator = np.random.default_rng(seed)
    keys = [nearest_keys(each, profiles) for each in examples]
    both = list(zip(examples, keys, strict=True))
    both += [cut for one, key in both for cut in _fragments(one, key, generator)]
    told = np.concatenate([features(one.notes, key).astype(np.float16) for one, key in both])
    chosen = np.concatenate([choices_of(one, key) for one, key in both])
    known = np.flatnonzero((chosen >= 0) & (chosen < CHOICES))
    network = _Trainee(generator)
    steps = epochs * (len(known) // _BATCH)
    for step in range(steps):
        if step % max(len(known) // _BATCH, 1) == 0:
            generator.shuffle(known)
        start = step * _BATCH % (len(known) - _BATCH + 1)
        rows = np.sort(known[start : start + _BATCH])
        rate = _RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
        network.learn(told[rows].astype(np.float32), chosen[rows], rate)
    return SpellingModel(profiles, network.network())


def _fragments(
    example: SpellingExample, keys: LocalKeys, generator: np.random.Generator
) -> Iterator[tuple[SpellingExample, LocalKeys]]:
    """Yield short fragments, a tenth of all notes: music may be that short, and a gap that long."""
    left = len(example.places) // 10
    while left > 0:
        notes = int(generator.integers(1, _LONGEST_FRAGMENT))
        start = int(generator.integers(0, max(len(example.places) - notes, 1)))
        cut = slice(start, start + notes)
        yield fragment(example, start, notes), LocalKeys(keys.fifths[cut], keys.is_minor[cut])
        left -= notes


class _Trainee:
    """A network in training: weights, and the running means of their gradients."""

    def __init__(self, generator: np.random.Generator) -> None:
        sizes = (FEATURES, *_UNITS, CHOICES)
        self._values: list[Floats] = []
        for inputs, units in pairwise(sizes):
            scale = np.sqrt(2 / min(inputs, 64))  # most features of a note are 0
            weights = generator.standard_normal((inputs, units)) * scale
            self._values += [weights.astype(np.float32), np.zeros(units, np.float32)]
        self._means = [np.zeros_like(value) for value in self._values]
        self._squares = [np.zeros_like(value) for value in self._values]
        self._step = 0

    def network(self) -> SpellingNetwork:
        """Return the network as it is now."""
        return SpellingNetwork(tuple(zip(self._values[::2], self._values[1::2], strict=True)))

    def learn(self, told: Floats, chosen: Ints, rate: float) -> None:
        """Take one step down the gradient of the cross entropy."""
        self._step += 1
        for index, gradient in enumerate(self._gradients(told, chosen)):
            mean, square = self._means[index], self._squares[index]
            mean += (1 - _DECAY) * (gradient - mean)
            square += (1 - _SQUARE_DECAY) * (gradient**2 - square)
            root = np.sqrt(square / (1 - _SQUARE_DECAY**self._step)) + _TINY
            self._values[index] -= rate * mean / (1 - _DECAY**self._step) / root

    def _gradients(self, told: Floats, chosen: Ints) -> list[Floats]:
        inputs = [told]
        for weights, bias in self.network().layers[:-1]:
            inputs.append(np.maximum(inputs[-1] @ weights + bias, 0))
        error = np.exp(self.network().log_likelihoods(told))
        error[np.arange(len(chosen)), chosen] -= 1
        error /= len(chosen)
        gradients: list[Floats] = []
        for values, weights in zip(inputs[::-1], self._values[-2::-2], strict=True):
            gradients = [values.T @ error, error.sum(axis=0), *gradients]
            error = (error @ weights.T) * (values > 0)
        return gradients


def agreement(model: SpellingModel, examples: Iterable[SpellingExample]) -> float:
    """Return which share of the notes of `examples` is spelled alike, 0 to 1."""
    right = notes = 0
    for each in examples:
        keys = find_keys(each.notes, model.profiles)
        found = model.network.log_likelihoods(features(each.notes, keys)).argmax(axis=1)
        right += int((found == choices_of(each, keys)).sum())
        notes += len(found)
    return right / max(notes, 1)


def read_examples(folder: Path) -> Iterator[SpellingExample]:
    """Yield the editions to learn from in a folder of corpora."""
    for piece in pieces_to_learn_from(folder):
        example = read_example(piece.path)
        if example is not None:
            yield example


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description="Fit the model that spells notes.")
    parser.add_argument("folder", type=Path, help="folder that holds the folders of the corpora")
    parser.add_argument("out", type=Path, help="the JSON file to write")
    parser.add_argument("--epochs", type=int, default=3)
    options = parser.parse_args(arguments)
    try:
        examples = list(read_examples(options.folder))
        held_out = [each for each in examples if is_held_out(each)]
        model = fit([each for each in examples if not is_held_out(each)], options.epochs)
        print(f"{len(examples)} editions, {100 * agreement(model, held_out):.2f} % held out")
        write_bytes(options.out, json.dumps(model_json(model, _CREDIT)).encode())
    except (StudioError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
