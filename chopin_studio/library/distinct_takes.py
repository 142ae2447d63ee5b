"""Have takes of one asking differ: one that is too like another is made anew with other dice.

Of the takes it compares, the paper's author listened for likeness; this counts the notes that two
takes share (`originality/likeness.py`).
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from itertools import count

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.originality.similarity import likeness

MOST_LIKENESS = 0.3
"""Takes with a larger share of their notes in common are too like each other.

Of takes after one seed most have less in common, and those that have more mostly have twice as
much or all: the card of the index has the figures.
"""

MOST_TRIES = 4
"""How often a take is made before the least like of its tries is taken."""

Generate = Callable[[Bundle, GenerationSettings], Iterator[Opening | Step]]


@dataclass(frozen=True, slots=True)
class Held:
    """A take has come so far of which nobody knows yet whether it stands.

    It has `made` notes and chords, and so many whole `bars` of them.
    """

    take: int
    made: int
    bars: int


@dataclass(frozen=True, slots=True)
class Screened:
    """All takes are made: so many were `replaced`, and so many stayed too like another."""

    replaced: int
    still_alike: int

    @property
    def sentences(self) -> tuple[str, ...]:
        """Word it; nothing where the takes were different by themselves."""
        words = []
        if self.replaced:
            takes = "1 take was" if self.replaced == 1 else f"{self.replaced} takes were"
            words.append(f"{takes} too like another, and made anew.")
        if self.still_alike:
            takes = "1 take is" if self.still_alike == 1 else f"{self.still_alike} takes are"
            words.append(f"{takes} still like another: a higher temperature brings more variety.")
        return tuple(words)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A take as it was made, and how like the most similar take before it."""

    opening: Opening
    steps: tuple[Step, ...]
    music: Excerpt
    likeness: float


def different_takes(
    generate: Generate, bundle: Bundle, settings: GenerationSettings
) -> Iterator[Opening | Step | Held | Screened]:
    """Yield the takes one after the other, each different enough from those before.

    The first comes note by note. Of the others nothing but Held is told until they stand. A take
    that does not is made again with the next random state that no take has; its opening says
    which it came of, so that it can be made alone. Raises what `generate` raises.
    """
    spare = count(settings.random_state + settings.takes)
    first = yield from _streamed(generate(bundle, replace(settings, takes=1)))
    before, replaced, still_alike = [first], 0, 0
    for number in range(1, settings.takes):
        tries: list[_Attempt] = []
        while len(tries) < MOST_TRIES and all(t.likeness > MOST_LIKENESS for t in tries):
            state = next(spare) if tries else settings.random_state + number
            own = replace(settings, takes=1, random_state=state)
            tries.append((yield from _tried(generate(bundle, own), number, before)))
        best = min(tries, key=lambda each: each.likeness)
        before.append(best.music)
        replaced += len(tries) - 1
        still_alike += best.likeness > MOST_LIKENESS
        yield replace(best.opening, take=number, notices=_notices(best, len(tries)))
        yield from (replace(step, take=number) for step in best.steps)
    yield Screened(replaced, still_alike)


def _notices(chosen: _Attempt, tries: int) -> tuple[str, ...]:
    """Return the notices of a take's opening, with what it cost to find it."""
    notices = chosen.opening.notices
    if tries > 1:
        notices += (f"Chosen of {tries} tries, to be different from the other takes.",)
    if chosen.likeness > MOST_LIKENESS:
        notices += (f"It shares {chosen.likeness:.0%} of its notes with another take.",)
    return notices


def _streamed(events: Iterator[Opening | Step]) -> Generator[Opening | Step, None, Excerpt]:
    """Pass a take on as it is made; return its music."""
    excerpt, steps = Excerpt(), []
    for event in events:
        if isinstance(event, Opening):
            excerpt = event.excerpt
        else:
            steps.append(event)
        yield event
    return _music(excerpt, steps)


def _tried(
    events: Iterator[Opening | Step], number: int, before: list[Excerpt]
) -> Generator[Held, None, _Attempt]:
    """Make a take, telling how far it has come; return it with its likeness to those `before`."""
    opening, steps = Opening(number, Excerpt(), 0), []
    for event in events:
        if isinstance(event, Opening):
            opening = event
        else:
            steps.append(event)
            yield Held(number, len(steps), _bars(opening.excerpt, event))
    music = _music(opening.excerpt, steps)
    alike = max(likeness(music, other) for other in before)
    return _Attempt(opening, tuple(steps), music, alike)


def _bars(excerpt: Excerpt, step: Step) -> int:
    """Count the bars between the seed and the bar of a note."""
    bar_at = excerpt.meters.bar_at
    return bar_at(step.notes[0].onset_tick).number - bar_at(excerpt.seed_end_tick).number


def _music(excerpt: Excerpt, steps: list[Step]) -> Excerpt:
    return excerpt.with_notes_added(tuple(note for step in steps for note in step.notes))
