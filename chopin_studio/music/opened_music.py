"""What a file of music held: the piano music taken from it, its parts, and what was changed."""

from dataclasses import dataclass

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.texts import Text


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a file: what a musician would call a track, an instrument or a staff group.

    `index` is its place in the file, from 0; `name` is what the file calls it, empty where it says
    nothing; `instrument` its General MIDI or printed name, empty where none is told. `is_taken` is
    whether its notes are in the excerpt.
    """

    index: int
    name: str
    instrument: Text | str
    note_count: int
    is_taken: bool


@dataclass(frozen=True, slots=True)
class OpenedMusic:
    """Music as it was read, with all parts of the file.

    `excerpt` holds the parts taken; `notices` has a sentence for each thing that was mended,
    passed over or left out. Where its beats had to be found, `beats_confidence` is the probability,
    0 to 1, that they are right, and the last notice speaks of them.
    """

    excerpt: Excerpt
    parts: tuple[Part, ...] = ()
    notices: tuple[Text, ...] = ()
    beats_confidence: float | None = None
