"""Train the critic that chooses phrases, on Chopin's music and on takes of a bundle.

    python -m chopin_studio.training.planning.train_critic BUNDLE CORPUS OUT

`CORPUS` is a folder of MIDI files in folders by composer. Half of Chopin's pieces are learned from,
and four fifths of the takes; the others are the test, with the validation pieces. Takes are kept
in `--kept`, so that a run that was interrupted goes on.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.expressive.phrase_choice import PHRASE_BARS
from chopin_studio.engine.planning.critic import WINDOW_BARS, Critic
from chopin_studio.engine.planning.critic_files import critic_json
from chopin_studio.engine.planning.features.features import feature_names, feature_vector
from chopin_studio.engine.planning.features.window import window_of
from chopin_studio.errors import StudioError
from chopin_studio.files import write_text
from chopin_studio.training.planning.auc import Auc, auc_with_interval
from chopin_studio.training.planning.coded_music import CodedMusic, coded
from chopin_studio.training.planning.critic_command import Report, run_command
from chopin_studio.training.planning.made_music import (
    NamedMusic,
    made_takes,
    take_settings,
)
from chopin_studio.training.planning.perceptron import train_perceptron
from chopin_studio.training.planning.real_music import RealMusic, real_music

FIRST_TAKE = 0
"""The critic learns from takes from this number on; the one that measures, from far later ones."""

CREDIT = (
    "Learned from music that was sequenced by Bernd Krueger, www.piano-midi.de, and is licensed "
    "CC BY-SA 3.0 Germany; these weights, made from it, carry the same licence."
)

_TEST_EVERY = 5
_LEAST_BARS = 2

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TrainedCritic:
    """A critic, and how well it tells apart what it has not learned from."""

    critic: Critic
    test: Auc


def trained_critic(
    real: RealMusic, made: Sequence[NamedMusic], random_state: int = 0
) -> TrainedCritic:
    """Train a critic; every fifth take and the validation pieces are left for the test."""
    rng = np.random.default_rng(random_state)
    seen = [each for number, each in enumerate(made) if number % _TEST_EVERY]
    real_seen, made_seen = (np.concatenate(_all_vectors(music)) for music in (real.choosing, seen))
    features = np.concatenate((real_seen, made_seen))
    is_real = np.arange(len(features)) < len(real_seen)
    critic = train_perceptron(feature_names(), features, is_real, rng)
    real_kept, made_kept = (
        [critic.log_odds(vectors) for vectors in _all_vectors(music)]
        for music in (real.validation, made[::_TEST_EVERY])
    )
    return TrainedCritic(critic, auc_with_interval(real_kept, made_kept, rng))


def vectors_of(music: CodedMusic) -> Floats:
    """Return the features of each phrase with the bars before it, [phrases, features].

    The windows are as the critic sees them where it chooses.
    """
    notes, meters = music.excerpt.notes, music.excerpt.meters
    found = [
        feature_vector(window_of(notes, meters, *ticks))
        for ticks in music.windows(WINDOW_BARS, PHRASE_BARS, _LEAST_BARS)
    ]
    return np.array(found).reshape(-1, len(feature_names()))


def _all_vectors(music: Sequence[NamedMusic]) -> list[Floats]:
    return [vectors_of(coded(each)) for each in music]


def run(options: argparse.Namespace, report: Report) -> Sequence[str]:
    """Make the takes, train, and write the critic; return how well it tells them from pieces."""
    if options.takes < _TEST_EVERY:
        raise StudioError(f"A critic learns from {_TEST_EVERY} takes or more; ask for more takes.")
    bundle = Bundle.open(options.bundle)
    real = real_music(options.corpus, report)
    numbers = range(FIRST_TAKE, FIRST_TAKE + options.takes)
    asked = take_settings(bundle, numbers, options.bars)
    made = made_takes(bundle, asked, options.kept, report)
    report("training")
    trained = trained_critic(real, made, options.random_state)
    write_text(options.out, json.dumps(critic_json(trained.critic, CREDIT)))
    return (f"AUC on pieces and takes that it has not learned from: {trained.test}",)


def main(words: Sequence[str] | None = None) -> int:
    """Run the command."""
    return run_command(__doc__, run, 200, words, out=True)


if __name__ == "__main__":
    sys.exit(main())
