"""One press of Generate: what is asked of each model in turn, and what has come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chopin_studio.engine.events import GenerationEvent, Opening, Step, Tried
from chopin_studio.library.distinct_takes import ComparisonResult, TakeProgress, different_takes
from chopin_studio.session.drafts.draft import Draft
from chopin_studio.session.drafts.progress import (
    NOTES,
    Progress,
    combined_progress,
    initial_progress,
)

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.engine.settings import GenerationSettings
    from chopin_studio.library.take import Descent
    from chopin_studio.session.generation.endless import Pace

Generate = Callable[["Bundle", "GenerationSettings"], Iterator[GenerationEvent]]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of one model; a pace lets it wait for its listener, and go on and on.

    Where a take is carried on, `descent` tells which. Takes that are to be `is_different` come one
    after the other, and one that is too like another is made anew.
    """

    bundle: Bundle
    settings: GenerationSettings
    pace: Pace | None = None
    descent: Descent | None = None
    is_different: bool = False

    def events(
        self, generate: Generate
    ) -> Iterator[GenerationEvent | TakeProgress | ComparisonResult]:
        """Return what comes of it."""
        if self.is_different and self.settings.takes > 1 and self.pace is None:
            return different_takes(generate, self.bundle, self.settings)
        return generate(self.bundle, self.settings)


@dataclass(frozen=True, slots=True)
class Ended:
    """A request has come to its end: with all that was asked for, or with an error."""

    error: Exception | None = None


Event = tuple[int, GenerationEvent | TakeProgress | ComparisonResult | Ended]
"""What has come of the request of this number, counted from 0."""


def make_all(requests: Sequence[Request], generate: Generate) -> Iterator[Event]:
    """Yield what comes of every request, one after the other, and that it has ended.

    One model at a time, so that the first has the processor to itself while its music begins,
    and no two networks fill the memory. An error ends its own request, and the next one follows.
    """
    for number, request in enumerate(requests):
        try:
            for item in request.events(generate):
                yield number, item
                if request.pace is not None:
                    request.pace.wait()
        except Exception as error:  # whatever it is, the other models have not failed
            yield number, Ended(error)
        else:
            yield number, Ended()


class RequestQueue:
    """Collects the drafts of some requests, and counts how far they have come."""

    def __init__(self, requests: Sequence[Request]) -> None:
        self.requests = tuple(requests)
        self._drafts: dict[tuple[int, int], Draft] = {}
        self._held: dict[tuple[int, int], TakeProgress] = {}
        self._ended: set[int] = set()

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The drafts begun, less those that ended without a note."""
        return tuple(self._drafts.values())

    @property
    def pace(self) -> Pace | None:
        """The pace of music without end; None for takes of some length."""
        return self.requests[0].pace if self.requests else None

    @property
    def step_count(self) -> int:
        """How many notes and chords have come so far."""
        return sum(draft.step_count for draft in self.drafts)

    @property
    def progress(self) -> Progress:
        """How far they are; what a request that failed still owes is not counted.

        The total is 0 where there is no end.
        """
        if self.pace is not None:
            return Progress(self.step_count, 0)
        begun = [
            draft.progress
            if number not in self._ended
            else draft.progress._replace(total=draft.progress.done)
            for (number, _), draft in self._drafts.items()
        ]
        to_begin = [
            self._held_progress(number, take)
            for number in self.unended
            for take in range(self.requests[number].settings.takes)
            if (number, take) not in self._drafts
        ]
        return combined_progress([*begun, *to_begin])

    def _held_progress(self, number: int, take: int) -> Progress:
        """Return how far a take is that has not been shown yet."""
        asked, held = (
            initial_progress(self.requests[number].settings),
            self._held.get((number, take)),
        )
        if held is None:
            return asked
        return asked._replace(done=held.generated if asked.unit == NOTES else held.bars)

    @property
    def unended(self) -> tuple[int, ...]:
        """The numbers of the requests that have not come to their end."""
        numbers = range(len(self.requests))
        return tuple(number for number in numbers if number not in self._ended)

    def begin(self, number: int, opening: Opening, others: Iterable[str] = ()) -> Draft:
        """Begin a take of a request; of several models, the title says which it is by.

        It is none of the titles that the `others` have.
        """
        asked, is_compared = self.requests[number], len(self.requests) > 1
        draft = Draft(opening, asked.bundle, asked.settings, is_compared, asked.descent, others)
        self._drafts[number, opening.take] = draft
        return draft

    def add(self, number: int, step: Step) -> Draft:
        """Have the take that a step belongs to grow by it."""
        draft = self._drafts[number, step.take]
        draft.add(step)
        return draft

    def add_tried(self, number: int, tried: Tried) -> None:
        """Note how far a take of a request is with what is not final."""
        self._drafts[number, tried.take].add_tried(tried)

    def hold(self, number: int, held: TakeProgress) -> None:
        """Note how far a take of a request is that is not to be shown yet."""
        self._held[number, held.take] = held

    def end(self, number: int, is_whole: bool) -> tuple[Draft, ...]:
        """Finish the takes of a request and give them; those without a new note are let go.

        They are whole where the model came to its end by itself.
        """
        self._ended.add(number)
        ended = {key: draft for key, draft in self._drafts.items() if key[0] == number}
        for key, draft in ended.items():
            draft.finish(is_whole)
            if draft.step_count == 0:
                del self._drafts[key]
        return tuple(ended.values())
