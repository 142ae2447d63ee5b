"""Whether density, register and loudness come as they are asked for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.plan.character import (
    DENSITY_BOUNDS,
    LOUDNESS_BOUNDS,
    REGISTER_BOUNDS,
)
from chopin_studio.training.expressive.evaluation.estimates import mean_estimate
from chopin_studio.training.expressive.evaluation.plans.figures import Figure
from chopin_studio.training.expressive.evaluation.plans.trials import Trials

LEVELS = (1, 4, 7)
"""The least, the middle and the most of each part of a character."""

CHARACTER_BARS = 12

BOUNDS: Mapping[str, tuple[float, ...]] = {
    "density": DENSITY_BOUNDS,
    "register": REGISTER_BOUNDS,
    "loudness": LOUDNESS_BOUNDS,
}
"""The bounds between the levels of each part."""


def character_figures(trials: Trials) -> Iterator[Figure]:
    """Measure takes of three levels of each part, all else alike."""
    for part in BOUNDS:
        asked = [
            _at_level(_plain(trials, number), part, level)
            for number in range(trials.takes)
            for level in LEVELS
        ]
        values = [MEASURED[part](take.music) for take in trials.make(asked)]
        by_take = [values[first : first + len(LEVELS)] for first in range(0, len(values), 3)]
        for place, level in enumerate(LEVELS):
            made = mean_estimate(take[place] for take in by_take)
            yield Figure(part, f"level {level}", made)
        yield Figure("ordered", part, mean_estimate(map(_in_order, by_take)))


def level_words(part: str, level: int) -> str:
    """Return the values that a level stands for, in words."""
    bounds = BOUNDS[part]
    if level == 1:
        return f"below {bounds[0]:g}"
    if level > len(bounds):
        return f"from {bounds[-1]:g}"
    return f"{bounds[level - 2]:g} to {bounds[level - 1]:g}"


def density(music: Excerpt) -> float:
    """Return the generated onsets a quarter note, in whole bars up to the last onset."""
    onsets = {note.onset_tick for note in music.generated_notes}
    if not onsets:
        return float("nan")
    first, last = (music.meters.bar_at(tick) for tick in (min(onsets), max(onsets)))
    return len(onsets) / ((last.end_tick - first.start_tick) / TICKS_PER_QUARTER)


def _plain(trials: Trials, number: int) -> GenerationSettings:
    start = trials.mixed_starts()[number]
    return GenerationSettings(start=start, bars=CHARACTER_BARS, random_state=number)


def _at_level(plain: GenerationSettings, part: str, level: int) -> GenerationSettings:
    levels: dict[str, Any] = {part: level}
    return replace(plain, **levels)


def _register(music: Excerpt) -> float:
    return _mean([note.pitch for note in music.generated_notes])


def _loudness(music: Excerpt) -> float:
    return _mean([note.velocity for note in music.generated_notes])


def _mean(values: list[int]) -> float:
    return sum(values) / len(values) if values else float("nan")


def _in_order(values: list[float]) -> float:
    return float(all(less < more for less, more in pairwise(values)))


MEASURED: Mapping[str, Callable[[Excerpt], float]] = {
    "density": density,
    "register": _register,
    "loudness": _loudness,
}
"""How each part is measured in a take, as it is measured in the pieces that models learn from."""
