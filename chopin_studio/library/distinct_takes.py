"""Make the takes of one request differ: a take too similar to another is generated again.

The author of the paper compared takes by ear; here the notes that two takes share are counted
(`originality/similarity.py`).
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from itertools import count

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import GenerationEvent, Opening, Step, Tried
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.originality.similarity import similarity
from chopin_studio.texts import Text, plural, translatable

MOST_SIMILARITY = 0.3
"""Takes with a larger share of their notes in common are too similar.

Most takes from one seed have less in common, and those that have more mostly have twice as much,
or all: the card of the index has the figures.
"""

MOST_TRIES = 4
"""How often a take is generated before the least similar try is chosen."""

Generate = Callable[[Bundle, GenerationSettings], Iterator[GenerationEvent]]


@dataclass(frozen=True, slots=True)
class TakeProgress:
    """How far a take has come that may still be rejected as too similar.

    It has `generated` notes and chords, and so many whole `bars` of them.
    """

    take: int
    generated: int
    bars: int


@dataclass(frozen=True, slots=True)
class ComparisonResult:
    """All takes are done: how many were `replaced`, and how many are `still_similar` to another."""

    replaced: int
    still_similar: int

    @property
    def sentences(self) -> tuple[Text, ...]:
        """The result in words; empty where the takes were different enough at once."""
        texts = []
        if self.replaced:
            texts.append(
                plural(
                    "{n} takes were too similar to another and were generated again.",
                    "{n} take was too similar to another and was generated again.",
                    self.replaced,
                )
            )
        if self.still_similar:
            texts.append(
                plural(
                    "{n} takes are still similar to another. "
                    "Raise the temperature for more variety.",
                    "{n} take is still similar to another. Raise the temperature for more variety.",
                    self.still_similar,
                )
            )
        return tuple(texts)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A generated take, and its similarity to the most similar take before it."""

    opening: Opening
    steps: tuple[Step, ...]
    music: Excerpt
    similarity: float


def different_takes(
    generate: Generate, bundle: Bundle, settings: GenerationSettings
) -> Iterator[GenerationEvent | TakeProgress | ComparisonResult]:
    """Yield the takes one after the other, each different enough from those before.

    The first comes note by note. For the others only TakeProgress is yielded until they are
    accepted. A take that is not is generated again with the next random state that no take has;
    its opening names that state, so that it can be generated alone. Raises what `generate` raises.
    """
    spare = count(settings.random_state + settings.takes)
    first = yield from _streamed(generate(bundle, replace(settings, takes=1)))
    before, replaced, still_similar = [first], 0, 0
    for number in range(1, settings.takes):
        tries: list[_Attempt] = []
        while len(tries) < MOST_TRIES and all(t.similarity > MOST_SIMILARITY for t in tries):
            state = next(spare) if tries else settings.random_state + number
            own = replace(settings, takes=1, random_state=state)
            tries.append((yield from _tried(generate(bundle, own), number, before)))
        best = min(tries, key=lambda each: each.similarity)
        before.append(best.music)
        replaced += len(tries) - 1
        still_similar += best.similarity > MOST_SIMILARITY
        yield replace(best.opening, take=number, notices=_notices(best, len(tries)))
        yield from (replace(step, take=number) for step in best.steps)
    yield ComparisonResult(replaced, still_similar)


def _notices(chosen: _Attempt, tries: int) -> tuple[str, ...]:
    """Return the notices of a take's opening, with how it was chosen."""
    notices = chosen.opening.notices
    if tries > 1:
        choice = translatable(
            "Chosen from {tries} tries, to differ from the other takes.", tries=tries
        )
        notices += (choice,)
    if chosen.similarity > MOST_SIMILARITY:
        shared = translatable(
            "It shares {percent:.0f}% of its notes with another take.",
            percent=100 * chosen.similarity,
        )
        notices += (shared,)
    return notices


def _streamed(events: Iterator[GenerationEvent]) -> Generator[GenerationEvent, None, Excerpt]:
    """Pass a take on while it is generated; return its music."""
    excerpt, steps = Excerpt(), []
    for event in events:
        if isinstance(event, Opening):
            excerpt = event.excerpt
        elif isinstance(event, Step):
            steps.append(event)
        yield event
    return _music(excerpt, steps)


def _tried(
    events: Iterator[GenerationEvent], number: int, before: list[Excerpt]
) -> Generator[TakeProgress, None, _Attempt]:
    """Generate a take, yielding its progress; return it with its similarity to those `before`."""
    opening, steps = Opening(number, Excerpt(), 0), []
    for event in events:
        if isinstance(event, Opening):
            opening = event
        elif isinstance(event, Tried):
            yield TakeProgress(number, event.notes, _bars(opening.excerpt, event.tick))
        else:
            steps.append(event)
            tick = event.notes[0].onset_tick
            yield TakeProgress(number, len(steps), _bars(opening.excerpt, tick))
    music = _music(opening.excerpt, steps)
    most = max(similarity(music, other) for other in before)
    return _Attempt(opening, tuple(steps), music, most)


def _bars(excerpt: Excerpt, tick: int) -> int:
    """Count the bars between the seed and the bar that holds a tick."""
    bar_at = excerpt.meters.bar_at
    return bar_at(tick).number - bar_at(excerpt.seed_end_tick).number


def _music(excerpt: Excerpt, steps: list[Step]) -> Excerpt:
    return excerpt.with_notes_added(tuple(note for step in steps for note in step.notes))
