"""What comes out of a model while it makes music."""

from dataclasses import dataclass

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note


@dataclass(frozen=True, slots=True)
class Opening:
    """A take has begun: what it opens with.

    `take` counts from 0; `excerpt` is the seed as the model reads it, with the take's tempo, meter
    and key; `random_state` makes this take again alone; `notices` are sentences for the user.
    """

    take: int
    excerpt: Excerpt
    random_state: int
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A take has grown by one note or chord; its notes sound together."""

    take: int
    notes: tuple[Note, ...]
