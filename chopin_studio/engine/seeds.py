"""What a take can start from."""

from dataclasses import dataclass

from chopin_studio.engine.frame import Frame
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key


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
class ExcerptStart:
    """Start from music of the user's own."""

    excerpt: Excerpt

    @property
    def title(self) -> str:
        """What the music is called; empty where it has no name."""
        return self.excerpt.title


Start = LibraryStart | RandomStart | ExcerptStart
