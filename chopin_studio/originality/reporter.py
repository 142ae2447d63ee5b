"""Reports on music by the index on disk, which is read at the first use."""

from functools import cached_property
from hashlib import sha256
from pathlib import Path

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.originality.index import CorpusIndex, unreadable_index
from chopin_studio.originality.report import Report, report_on

_ID_LETTERS = 16


class Reporter:
    """Reports what music quotes from the pieces of one index.

    All members raise IndexFileError where the index cannot be read, and may be used from any
    thread; two threads that come first at the same time both read it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def report(self, music: Excerpt) -> Report:
        """Find what the generated notes of `music` quote."""
        return report_on(music, self.index)

    @cached_property
    def index(self) -> CorpusIndex:
        """The index itself."""
        return CorpusIndex.load(self._path)

    @cached_property
    def index_id(self) -> str:
        """The identifier of the index, kept with each report: the beginning of its SHA-256."""
        try:
            return sha256(self._path.read_bytes()).hexdigest()[:_ID_LETTERS]
        except OSError as error:
            raise unreadable_index(self._path, error.strerror) from error
