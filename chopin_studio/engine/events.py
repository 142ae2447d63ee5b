"""What a model yields while it generates music."""

from collections.abc import Iterable
from dataclasses import dataclass

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.note import Note
from chopin_studio.music.plan.plan import Plan
from chopin_studio.music.tempo import TempoChange


@dataclass(frozen=True, slots=True)
class Opening:
    """A take has begun, with its seed.

    `take` counts from 0; `excerpt` is the seed as the model reads it, with the take's tempo, meter
    and key; `random_state` reproduces this take alone; `notices` are messages for the user. `plan`
    is that of the whole take, empty where the model follows none.
    """

    take: int
    excerpt: Excerpt
    random_state: int
    notices: tuple[str, ...] = ()
    plan: Plan = Plan()


@dataclass(frozen=True, slots=True)
class Step:
    """A take has grown by one note or chord; its notes sound together.

    `pedals` and `tempo` are the changes that come with it, None where the tempo stays: at or
    after its onset, and before any later one. A first note may set the tempo from tick 0.
    `notices` are messages for the user on how it was generated.
    """

    take: int
    notes: tuple[Note, ...]
    pedals: tuple[PedalChange, ...] = ()
    tempo: TempoChange | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """Bars of a take have been tried that are not final: one of several tries is kept.

    With them the take has `notes` notes and chords behind its seed, and reaches to `tick`: both are
    means over all tries there will be, so that they grow with each bar of each.
    """

    take: int
    notes: int
    tick: int


GenerationEvent = Opening | Step | Tried


def whole_take(events: Iterable[GenerationEvent]) -> Excerpt:
    """Return the whole take that a generator yielded, including its seed.

    Raises ValueError where it yielded nothing.
    """
    opening: Excerpt | None = None
    steps: list[Step] = []
    for event in events:
        if isinstance(event, Opening):
            opening = event.excerpt
        elif isinstance(event, Step):
            steps.append(event)
    if opening is None:
        raise ValueError("a generator must yield an opening")
    return opening.with_notes_added(
        tuple(note for step in steps for note in step.notes),
        tuple(pedal for step in steps for pedal in step.pedals),
        tuple(step.tempo for step in steps if step.tempo is not None),
    )
