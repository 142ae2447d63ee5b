"""Measure by a fresh critic how far takes of a bundle can be told from Chopin's music.

    python -m chopin_studio.training.planning.measure_critic BUNDLE CORPUS --takes N

The critic is one of boosted stumps over statistics of the notes (onsets, pitches, lengths,
velocities, hands; neither tempo nor pedal). It chooses nothing, learns from pieces and takes of its
own, and judges each piece and take by what it has learned from the others: four parts, each left
out in turn. An area of 0.5 means that it cannot tell them apart.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.settings import CAREFUL, QUICK
from chopin_studio.errors import StudioError
from chopin_studio.training.planning.auc import Auc, auc_with_interval
from chopin_studio.training.planning.boosted_stumps import grow_stumps
from chopin_studio.training.planning.coded_music import CodedMusic, coded
from chopin_studio.training.planning.critic_command import Report, run_command
from chopin_studio.training.planning.made_music import (
    NamedMusic,
    made_takes,
    take_settings,
)
from chopin_studio.training.planning.note_statistics import note_statistics
from chopin_studio.training.planning.real_music import real_music

FIRST_TAKE = 1_000_000
"""Takes from this number on are those that no critic that chooses has learned from."""

WINDOW_BARS = 8
PARTS = 4

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared, and the area under the ROC curve."""

    words: str
    area: Auc


def compared(
    real: Sequence[NamedMusic], made: Mapping[str, Sequence[NamedMusic]], random_state: int = 0
) -> list[Comparison]:
    """Return how far takes of each quality can be told from real music.

    Where there are two qualities, also by the critic that learned from the quick takes alone: how
    it likes the careful ones against the quick ones.
    """
    real_parts = _statistics(real)
    parts = {quality: _statistics(takes) for quality, takes in made.items()}
    found = []
    for quality, made_parts in parts.items():
        rng = np.random.default_rng(random_state)
        scores = cross_scores(real_parts, made_parts, [], rng)
        found.append(Comparison(f"real over {quality}", auc_with_interval(*scores[:2], rng)))
    if len(parts) > 1:
        rng = np.random.default_rng(random_state)
        _, quick, careful = cross_scores(real_parts, parts[QUICK], parts[CAREFUL], rng)
        area = auc_with_interval(careful, quick, rng)
        found.append(Comparison("careful over quick, by the critic of quick takes", area))
    return found


def cross_scores(
    real: Sequence[Floats],
    made: Sequence[Floats],
    others: Sequence[Floats],
    rng: np.random.Generator,
) -> tuple[list[Floats], list[Floats], list[Floats]]:
    """Return the log odds of each piece's and take's windows, by critics that do not know it.

    `others` are judged by the critic that has not learned from the take of the same number.
    """
    scores: tuple[dict[int, Floats], ...] = ({}, {}, {})
    for part in range(PARTS):
        seen = [
            np.concatenate([each for k, each in enumerate(music) if k % PARTS != part])
            for music in (real, made)
        ]
        is_real = np.arange(sum(map(len, seen))) < len(seen[0])
        stumps = grow_stumps(np.concatenate(seen), is_real, rng)
        for music, judged in zip((real, made, others), scores, strict=True):
            judged |= {k: stumps.log_odds(music[k]) for k in range(part, len(music), PARTS)}
    real_scores, made_scores, other_scores = (
        [judged[k] for k in sorted(judged)] for judged in scores
    )
    return real_scores, made_scores, other_scores


def _statistics(music: Sequence[NamedMusic]) -> list[Floats]:
    """Return the statistics of the windows of each piece that has any, [windows, statistics]."""
    found = [window_statistics(coded(each)) for each in music]
    return [each for each in found if len(each)]


def window_statistics(music: CodedMusic) -> Floats:
    """Return the statistics of windows of 8 bars that follow each other, [windows, statistics]."""
    return np.array(
        [
            note_statistics(music.notes(*ticks), music.excerpt.meters)
            for ticks in music.windows(WINDOW_BARS, WINDOW_BARS, WINDOW_BARS)
        ]
    )


def run(options: argparse.Namespace, report: Report) -> Sequence[str]:
    """Make the takes and compare them with the pieces that are for measuring, a line for each."""
    if options.takes < PARTS:
        raise StudioError(f"A measure needs {PARTS} takes or more; ask for more takes.")
    bundle = Bundle.open(options.bundle)
    real = real_music(options.corpus, report)
    numbers = range(FIRST_TAKE, FIRST_TAKE + options.takes)
    qualities = (QUICK, CAREFUL) if "quality" in bundle.controls else (QUICK,)
    made = {
        quality: made_takes(
            bundle, take_settings(bundle, numbers, options.bars, quality), options.kept, report
        )
        for quality in qualities
    }
    found = compared((*real.measuring, *real.validation), made, options.random_state)
    return [f"{each.words}: {each.area}" for each in found]


def main(words: Sequence[str] | None = None) -> int:
    """Run the command."""
    return run_command(__doc__, run, 40, words)


if __name__ == "__main__":
    sys.exit(main())
