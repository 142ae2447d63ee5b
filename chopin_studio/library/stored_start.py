"""The music that a take started from, read from disk when it is first needed."""

from pathlib import Path

from chopin_studio.engine.seeds import ExcerptStart, Passage
from chopin_studio.errors import StudioError
from chopin_studio.library.take import TakeError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import MidiFileError, read_own_midi
from chopin_studio.texts import translatable


class StoredStart(ExcerptStart):
    """An ExcerptStart whose music is in a file beside the take.

    Reading the files of thousands of takes would take seconds. `excerpt` raises TakeError where
    the file is missing or damaged; the take itself can still be played. Two starts with the same
    file are equal, and one is equal to an ExcerptStart of the same music, too.
    """

    __slots__ = ("_file", "_read", "_title")

    _file: Path
    _read: Excerpt | None
    _title: str | None

    def __init__(self, file: Path, title: str | None, passage: Passage | None = None) -> None:
        # The base class is frozen, so plain assignment would raise.
        object.__setattr__(self, "passage", passage)
        object.__setattr__(self, "_file", file)
        object.__setattr__(self, "_title", title)
        object.__setattr__(self, "_read", None)

    @property
    def excerpt(self) -> Excerpt:
        """The music, read the first time."""
        if self._read is None:
            try:
                object.__setattr__(self, "_read", read_own_midi(self._file))
            except MidiFileError as error:
                raise TakeError(
                    translatable(
                        "The music that the take in {folder} started from is missing or damaged. "
                        "Restore {name}, or start from other music.",
                        folder=self._file.parent,
                        name=self._file.name,
                    )
                ) from error
        assert self._read is not None
        return self._read

    @property
    def title(self) -> str:
        """The title of the music; empty where it is not known."""
        if self._title is not None:
            return self._title
        try:
            return self.excerpt.title
        except StudioError:  # a missing title is no reason to fail
            return ""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ExcerptStart) or self.passage != other.passage:
            return False
        if isinstance(other, StoredStart) and self._file == other._file:
            return True
        return self.excerpt == other.excerpt

    def __hash__(self) -> int:
        return hash((self.excerpt, self.passage))

    def __repr__(self) -> str:
        return f"StoredStart({str(self._file)!r}, {self._title!r}, {self.passage!r})"
