"""Generate a model's excerpts such that all differ, as the paper's author made sure by ear.

Whatever two excerpts of one model have in common is counted as for takes that are to differ
(`library/distinct_takes.py`): with too much of it, one is generated again.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import GenerationEvent, Step, whole_take
from chopin_studio.engine.seeds import LibraryStart, RandomStart, Start
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.distinct_takes import MOST_SIMILARITY
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.originality.similarity import similarity
from chopin_studio.settings.generation import MAX_RANDOM_STATE
from chopin_studio.study.definition import HowMade
from chopin_studio.study.sources import Generate, heard_part

MOST_TRIES = 8
"""How often an excerpt is generated before the least similar try is chosen."""

Report = Callable[[int, int], None]
"""Is told how many excerpts are done, and how many notes and chords there are of the next one."""


@dataclass(frozen=True, slots=True)
class ScreenedExcerpt:
    """An excerpt that was generated, and its largest similarity to one before it, 0 to 1."""

    music: Excerpt
    made: HowMade
    similarity: float

    @property
    def is_similar(self) -> bool:
        """Whether it is still too similar to another."""
        return self.similarity > MOST_SIMILARITY


def different_excerpts(
    generate: Generate,
    bundle: Bundle,
    settings: GenerationSettings,
    seeds: tuple[str, ...],
    rng: np.random.Generator,
    report: Report,
) -> tuple[ScreenedExcerpt, ...]:
    """Return an excerpt for each seed (a random start where its name is empty), all different.

    `settings` say how long they are; random states are drawn from `rng`. One that is too similar
    to one before it is generated again from the same seed, at most MOST_TRIES times. Raises what
    `generate` and `report` raise.
    """
    chosen: list[ScreenedExcerpt] = []
    for seed in seeds:
        own = replace(settings, takes=1, start=_start(seed))
        chosen.append(_different(generate, bundle, own, seed, chosen, rng, report))
    return tuple(chosen)


def draw_seeds(bundles: tuple[Bundle, ...], count: int, rng: np.random.Generator) -> list[str]:
    """Return names of seeds that all bundles have, empty ones where there are too few.

    All models continue the same openings, so that no model has the better ones.
    """
    if not bundles:
        return [""] * count
    known = [{seed.name for seed in bundle.seeds} for bundle in bundles]
    shared = sorted(set.intersection(*known))
    drawn = [str(name) for name in rng.permutation(shared)[:count]]
    return drawn + [""] * (count - len(drawn))


def _different(
    generate: Generate,
    bundle: Bundle,
    settings: GenerationSettings,
    seed: str,
    before: list[ScreenedExcerpt],
    rng: np.random.Generator,
    report: Report,
) -> ScreenedExcerpt:
    tries: list[ScreenedExcerpt] = []
    while len(tries) < MOST_TRIES and all(each.is_similar for each in tries):
        state = int(rng.integers(MAX_RANDOM_STATE, endpoint=True))
        asked = replace(settings, random_state=state)
        music = _generated(generate, bundle, asked, partial(report, len(before)))
        most = max((similarity(music, other.music) for other in before), default=0.0)
        tries.append(ScreenedExcerpt(music, _how(bundle, settings, seed, state), most))
    best = min(tries, key=lambda each: each.similarity)
    return replace(best, made=replace(best.made, tries=len(tries)))


def _generated(
    generate: Generate,
    bundle: Bundle,
    settings: GenerationSettings,
    report: Callable[[int], None],
) -> Excerpt:
    events: list[GenerationEvent] = []
    steps = 0
    for event in generate(bundle, settings):
        events.append(event)
        steps += isinstance(event, Step)
        report(steps)
    return heard_part(whole_take(events))


def _how(bundle: Bundle, settings: GenerationSettings, seed: str, state: int) -> HowMade:
    return HowMade(
        bundle_id=bundle.manifest.id,
        weights_sha256=bundle.manifest.weights_sha256,
        seed=seed,
        random_state=state,
        temperature=settings.temperature,
        notes=None if settings.bars else settings.notes,
        bars=settings.bars,
        sampler=settings.sampler,
    )


def _start(seed: str) -> Start:
    return LibraryStart(seed) if seed else RandomStart()
