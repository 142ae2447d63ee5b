"""Try several variations of a passage, and find the one that joins best to what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chopin_studio.engine.events import Tried
from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.reproduce import Generate, ReproductionRequest, reproduce
from chopin_studio.settings.generation import MAX_RANDOM_STATE

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.engine.events import GenerationEvent
    from chopin_studio.music.excerpt import Excerpt

TRIES = 8
"""How many variations are tried."""

Score = Callable[["Bundle", "Excerpt", int], float]
"""Returns how well music joins to what follows a tick, in nats; see `engine/join_score.py`."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One variation: the whole take with it, and log p of what follows it, None if nothing does.

    `notices` are what the model reported.
    """

    settings: GenerationSettings
    excerpt: Excerpt
    score: float | None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChosenVariation:
    """The best of several candidates; `number` counts from 1.

    `ahead_of_next` and `ahead_of_mean` are by how many nats it joins better than the next best and
    than the mean of all others; both are None where there was only one.
    """

    best: Candidate
    number: int
    tries: int
    ahead_of_next: float | None = None
    ahead_of_mean: float | None = None


def candidates(
    bundle: Bundle, settings: GenerationSettings, generate: Generate, score: Score
) -> Iterator[Candidate]:
    """Yield variations of the passage that `settings` start with, with consecutive random states.

    Where nothing follows the passage, there is only one. This is slow: call it on a worker thread.
    """
    start = settings.start
    passage = start.passage if isinstance(start, ExcerptStart) else None
    end_tick = passage.end_tick if passage is not None else None
    for number in range(TRIES):
        state = (settings.random_state + number) % (MAX_RANDOM_STATE + 1)
        varied = replace(settings, random_state=state)
        notices: list[str] = []
        music = reproduce(ReproductionRequest(bundle, varied), _recording(generate, notices))
        if end_tick is None or music.notes[-1].onset_tick < end_tick:
            yield Candidate(varied, music, None, tuple(notices))
            return
        yield Candidate(varied, music, score(bundle, music, end_tick), tuple(notices))


def _recording(generate: Generate, notices: list[str]) -> Generate:
    """Return `generate` such that it adds its notices to `notices`."""

    def recorded(bundle: Bundle, settings: GenerationSettings) -> Iterator[GenerationEvent]:
        for item in generate(bundle, settings):
            if not isinstance(item, Tried):
                notices.extend(item.notices)
            yield item

    return recorded


def choose(tried: Sequence[Candidate]) -> ChosenVariation:
    """Choose the candidate that makes what follows most likely; the first of equals."""
    scores = [candidate.score for candidate in tried if candidate.score is not None]
    if len(scores) < 2:
        return ChosenVariation(tried[0], 1, len(tried))
    place = max(range(len(scores)), key=scores.__getitem__)
    others = sorted(scores[:place] + scores[place + 1 :])
    best = scores[place]
    mean = sum(others) / len(others)
    return ChosenVariation(tried[place], place + 1, len(tried), best - others[-1], best - mean)
