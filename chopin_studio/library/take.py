"""A take, the record from which it can be reproduced, and the user's marks on it."""

import uuid
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from chopin_studio.engine.seeds import RandomStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.errors import StudioError
from chopin_studio.texts import Text, translatable

MOST_STARS = 5
LONGEST_TITLE = 200
MOST_TAGS, LONGEST_TAG, LONGEST_COMMENT = 40, 60, 20_000
"""Limits of a take's marks: the number of tags, and the letters of each tag and of the notes."""


class TakeError(StudioError):
    """A take on disk cannot be used."""


class TakeGoneError(TakeError):
    """A take's folder was deleted by another program or by hand."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where music comes from that no model generated: a file, or what the user played.

    `file_name` is without its folder, `sha256` that of the file's bytes; both are empty for a
    recording. `parts` are the indices of the parts taken, empty for those taken by default.
    """

    file_name: str = ""
    sha256: str = ""
    parts: tuple[int, ...] = ()

    @property
    def is_file(self) -> bool:
        """Whether it was opened from a file."""
        return bool(self.file_name)


@dataclass(frozen=True, slots=True)
class TakeRecord:
    """How a take was generated: enough to generate it again, note for note.

    `settings` are those of this take alone, with its own random state. `complete` is False
    where the user stopped it early; `notices` are what the model reported about the seed and
    while it generated. `is_edited` means changed by hand, so that no model can reproduce it.
    `is_understood` is False where a newer version wrote more on disk than this one knows of.
    `source` is where music comes from that no model generated: then there is no bundle, and
    `settings` are only what a continuation begins with.
    """

    bundle_id: str
    weights_sha256: str
    settings: GenerationSettings
    complete: bool = True
    notices: tuple[str, ...] = ()
    is_edited: bool = False
    is_understood: bool = True
    source: Source | None = None


def record_of(source: Source, notices: tuple[str, ...] = ()) -> TakeRecord:
    """Return the record of music that no model generated; `notices` are those of its reading."""
    return TakeRecord("", "", GenerationSettings(RandomStart()), notices=notices, source=source)


@dataclass(frozen=True, slots=True)
class Marks:
    """The user's marks on a take: 0 to MOST_STARS stars, tags, and a comment.

    Raises ValueError where there are more stars, tags or letters than allowed.
    """

    stars: int = 0
    tags: tuple[str, ...] = ()
    comment: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.stars <= MOST_STARS:
            raise ValueError(f"stars must be 0 to {MOST_STARS}, not {self.stars}")
        if len(self.tags) > MOST_TAGS or any(not 0 < len(tag) <= LONGEST_TAG for tag in self.tags):
            raise ValueError(f"tags must be at most {MOST_TAGS} of 1 to {LONGEST_TAG} letters")
        if len(self.comment) > LONGEST_COMMENT:
            raise ValueError(f"comment must have at most {LONGEST_COMMENT} letters")

    def differing_fields(self, other: "Marks") -> tuple[str, ...]:
        """Return the names of the fields in which other marks differ."""
        return tuple(name for name in MARK_NAMES if getattr(self, name) != getattr(other, name))


MARK_NAMES = tuple(field.name for field in fields(Marks))
"""The fields of Marks."""

REGENERATED, CONTINUED, VARIED, EDITED = DONE_WITH_PARENT = (
    "regenerated",
    "continued",
    "varied",
    "edited",
)


@dataclass(frozen=True, slots=True)
class Descent:
    """Where a take comes from: the parent, from which it differs from `bar` on, counted from 1.

    `how` is the word for what was done with the parent, one of DONE_WITH_PARENT.
    The title is the parent's at that time, so that it can be named even where it is gone.
    """

    parent_id: str
    parent_title: str
    how: str
    bar: int

    def __post_init__(self) -> None:
        if self.bar < 1:
            raise ValueError(f"bar must be 1 or more, not {self.bar}")

    @property
    def words(self) -> Text:
        """The descent in words, such as `from bar 9 of Nocturne #3`."""
        return translatable("from bar {bar} of {title}", bar=self.bar, title=self.parent_title)


@dataclass(frozen=True, slots=True)
class Originality:
    """The result of a take's originality report: the share of its notes quoted, and the verdict.

    `index_id` identifies the index, and whether the take's plan was known; with another one the
    share may differ.
    """

    share_quoted: float
    verdict: str
    index_id: str

    def __post_init__(self) -> None:
        if not 0 <= self.share_quoted <= 1:
            raise ValueError(f"share_quoted must be 0 to 1, not {self.share_quoted}")


@dataclass(frozen=True, slots=True)
class Take:
    """One generated result in the library, without its notes.

    `descent` is None for a take that comes from no other, `originality` while it is not known.
    `is_kept` is False for music that was only opened: it is listed, and not on disk.
    """

    id: str
    title: str
    created: datetime
    note_count: int
    record: TakeRecord
    marks: Marks = Marks()
    descent: Descent | None = None
    originality: Originality | None = None
    is_kept: bool = True


def new_take_id() -> str:
    """Return an id for a new take, which is unique and sorts by the present time."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}"
