"""What a take can start from."""

from dataclasses import dataclass

from chopin_studio.errors import StudioError
from chopin_studio.music.excerpt import Excerpt

AFTER = "After "
"""The beginning of the title of a take that continues a seed."""

LONGEST_SEED_NAME, MOST_SEED_NOTES = 300, 100_000
"""Far more than any library seed has: characters of its name and title, and notes or chords."""


class SeedError(StudioError):
    """Music cannot serve as a seed."""


@dataclass(frozen=True, slots=True)
class LibrarySeed:
    """The opening of a Chopin piece in a bundle; each family adds the music to it.

    `name` is short and fit for a command line (`nocturne-op27-2`), `title` is for musicians
    (`Nocturne in D-flat major, Op. 27 No. 2`).
    """

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class LibraryStart:
    """Start from the bundle's seed of this name."""

    name: str


@dataclass(frozen=True, slots=True)
class RandomStart:
    """Start without a seed; what that means depends on the family."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of music that a model is to generate: what begins from `start_tick` on.

    It ends before `end_tick`, or where there is none, where the model ends. Raises ValueError for
    an empty one, or one without an end before which there can be nothing.
    """

    start_tick: int
    end_tick: int | None = None

    def __post_init__(self) -> None:
        if self.start_tick < (1 if self.end_tick is None else 0):
            raise ValueError(f"start_tick must be at least 1, not {self.start_tick}")
        if self.end_tick is not None and self.end_tick <= self.start_tick:
            raise ValueError(f"end_tick must be after start_tick, not {self.end_tick}")


@dataclass(frozen=True, slots=True)
class ExcerptStart:
    """Start from the user's own music.

    Where there is a `passage`, the take keeps that music note for note, and the model generates
    the passage, in which the music has no notes: see `continuation/`.
    """

    excerpt: Excerpt
    passage: Passage | None = None

    @property
    def title(self) -> str:
        """The title of the music; empty where it has none."""
        return self.excerpt.title


Start = LibraryStart | RandomStart | ExcerptStart


def title_after(title: str) -> str:
    """Return the title of a take that continues music of this title, which may be empty."""
    return f"{AFTER}{title or 'your music'}"
