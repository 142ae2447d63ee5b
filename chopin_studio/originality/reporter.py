"""Reports on music against the index on disk, which is read when it is first asked for."""

from functools import cached_property
from hashlib import sha256
from pathlib import Path

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.originality.index import CorpusIndex, IndexFileError
from chopin_studio.originality.report import Report, report_on

_ID_LETTERS = 16


class Reporter:
    """Tells what music quotes from the pieces of one index.

    Everything here raises IndexFileError where the index cannot be read, and may be asked from
    any thread; two that ask for the first time at once both read it.
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
        """By what to know the index that a figure was found with: its SHA-256's beginning."""
        try:
            return sha256(self._path.read_bytes()).hexdigest()[:_ID_LETTERS]
        except OSError as error:
            raise IndexFileError(
                f"The index of the corpus, {self._path}, cannot be read ({error.strerror}). "
                "Install Chopin Studio again."
            ) from error
