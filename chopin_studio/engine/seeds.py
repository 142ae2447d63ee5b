"""What a take can start from."""

from dataclasses import dataclass

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key


@dataclass(frozen=True, slots=True)
class LibrarySeed:
    """The opening of a Chopin piece, as a bundle carries it.

    `name` is short and fit for a command line (`nocturne-op27-2`), `title` is the musician's
    (`Nocturne in D-flat major, Op. 27 No. 2`), `tokens` are ids in the bundle's vocabulary, and
    `key` is the piece's, None where it is not known.
    """

    name: str
    title: str
    tokens: tuple[int, ...]
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class LibraryStart:
    """Start from the bundle's seed of this name."""

    name: str


@dataclass(frozen=True, slots=True)
class RandomStart:
    """Start from nothing: the first chord is drawn as often as the corpus has it."""


@dataclass(frozen=True, slots=True)
class ExcerptStart:
    """Start from music of the user's own."""

    excerpt: Excerpt


Start = LibraryStart | RandomStart | ExcerptStart
