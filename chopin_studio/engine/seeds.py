"""What a take can start from."""

from dataclasses import dataclass

from chopin_studio.engine.expressive.frame import Frame
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key

AFTER = "After "
"""How the title of a take begins that goes on from a seed."""

LONGEST_SEED_NAME, MOST_SEED_NOTES = 300, 100_000
"""Far more than any library seed has: characters of its name and title, and notes or chords."""


@dataclass(frozen=True, slots=True)
class LibrarySeed:
    """The opening of a Chopin piece, as a bundle of the classic family carries it.

    `name` is short and fit for a command line (`nocturne-op27-2`), `title` is the musician's
    (`Nocturne in D-flat major, Op. 27 No. 2`), `tokens` are ids in the bundle's vocabulary, and
    `key` is the piece's, None where it is not known.
    """

    name: str
    title: str
    tokens: tuple[int, ...]
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class ExpressiveSeed:
    """The opening of a Chopin piece, as a bundle of the expressive family carries it.

    `name` and `title` are as a LibrarySeed's, `attributes` the rows of its notes in the order of
    ATTRIBUTES, `frame` what they are music in, and `end_tick` the bar line at which it ends.
    """

    name: str
    title: str
    attributes: tuple[tuple[int, ...], ...]
    frame: Frame
    end_tick: int


Seed = LibrarySeed | ExpressiveSeed


@dataclass(frozen=True, slots=True)
class LibraryStart:
    """Start from the bundle's seed of this name."""

    name: str


@dataclass(frozen=True, slots=True)
class RandomStart:
    """Start from nothing.

    The classic family draws a first chord as often as the corpus has it; the expressive family
    begins with the first note, in the key, meter and tempo asked for; what is not asked for is a
    library seed's, drawn by chance.
    """


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of music that a model is to make: what begins from `start_tick` on.

    It ends before `end_tick`, or where there is none, where the model ends. Raises ValueError for
    an empty one, or one before which there can be nothing.
    """

    start_tick: int
    end_tick: int | None = None

    def __post_init__(self) -> None:
        if self.start_tick < 1:
            raise ValueError(f"start_tick must be at least 1, not {self.start_tick}")
        if self.end_tick is not None and self.end_tick <= self.start_tick:
            raise ValueError(f"end_tick must be after start_tick, not {self.end_tick}")


@dataclass(frozen=True, slots=True)
class ExcerptStart:
    """Start from music of the user's own.

    Where there is a `passage`, the take keeps that music note for note, and the model makes the
    passage, in which the music has no notes: see `carry.py`.
    """

    excerpt: Excerpt
    passage: Passage | None = None

    @property
    def title(self) -> str:
        """What the music is called; empty where it has no name."""
        return self.excerpt.title


Start = LibraryStart | RandomStart | ExcerptStart


def title_after(title: str) -> str:
    """Return the title of a take that goes on from music of this title, which may be empty."""
    return f"{AFTER}{title or 'your music'}"
