"""Try several variations of a passage, and find the one that joins best to what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.engine.settings import MAX_RANDOM_STATE, GenerationSettings
from chopin_studio.library.reproduce import Generate, ReproductionRequest, make_again

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.engine.events import Opening, Step
    from chopin_studio.music.excerpt import Excerpt

TRIES = 8
"""How many variations are tried."""

Score = Callable[["Bundle", "Excerpt", int], float]
"""Gives how well music joins to what follows a tick, in nats; see engine/joining.py."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One variation: the whole take with it, and log p of what follows it; None before nothing.

    `notices` are what the model had to say of it.
    """

    settings: GenerationSettings
    excerpt: Excerpt
    score: float | None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChosenVariation:
    """The best of several candidates; `number` counts from 1.

    By `ahead_of_next` and `ahead_of_mean` nats it joins better than the next best and than the
    mean of all others; both are None where there was nothing to choose by.
    """

    best: Candidate
    number: int
    tries: int
    ahead_of_next: float | None = None
    ahead_of_mean: float | None = None


def candidates(
    bundle: Bundle, settings: GenerationSettings, generate: Generate, score: Score
) -> Iterator[Candidate]:
    """Yield variations of the passage that `settings` start with, each with a random state more.

    Where nothing follows the passage, one is all. This is slow work for a worker thread.
    """
    start = settings.start
    passage = start.passage if isinstance(start, ExcerptStart) else None
    end_tick = passage.end_tick if passage is not None else None
    for number in range(TRIES):
        state = (settings.random_state + number) % (MAX_RANDOM_STATE + 1)
        asked = replace(settings, random_state=state)
        notices: list[str] = []
        music = make_again(ReproductionRequest(bundle, asked), _noting(generate, notices))
        if end_tick is None or music.notes[-1].onset_tick < end_tick:
            yield Candidate(asked, music, None, tuple(notices))
            return
        yield Candidate(asked, music, score(bundle, music, end_tick), tuple(notices))


def _noting(generate: Generate, notices: list[str]) -> Generate:
    """Have a model write down what it has to say."""

    def noted(bundle: Bundle, settings: GenerationSettings) -> Iterator[Opening | Step]:
        for item in generate(bundle, settings):
            notices.extend(item.notices)
            yield item

    return noted


def choose(tried: Sequence[Candidate]) -> ChosenVariation:
    """Find the candidate after which what follows is likeliest; the first of equals."""
    scores = [candidate.score for candidate in tried if candidate.score is not None]
    if len(scores) < 2:
        return ChosenVariation(tried[0], 1, len(tried))
    place = max(range(len(scores)), key=scores.__getitem__)
    others = sorted(scores[:place] + scores[place + 1 :])
    best = scores[place]
    mean = sum(others) / len(others)
    return ChosenVariation(tried[place], place + 1, len(tried), best - others[-1], best - mean)
