"""Reports on music by the index on disk, which is read at the first use."""

from functools import cached_property
from hashlib import sha256
from pathlib import Path

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.plan.plan import Plan
from chopin_studio.originality.index import CorpusIndex
from chopin_studio.originality.index_file import load_index, unreadable_index
from chopin_studio.originality.report import Report, report_on

_ID_LETTERS = 16

WITH_PLAN = "+plan"
"""Behind the identifier of an index where the plan of the music was known."""


class Reporter:
    """Reports what music quotes from the pieces of one index.

    All members raise IndexFileError where the index cannot be read, and may be used from any
    thread; two threads that come first at the same time both read it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def report(self, music: Excerpt, plan: Plan | None = None) -> Report:
        """Find what the generated notes of `music` quote, apart from what its plan returns to."""
        return report_on(music, self.index, plan=plan or Plan())

    def basis(self, plan: Plan | None = None) -> str:
        """Return what a report is based on, to be kept with it: the index, and whether on a plan.

        With a plan, returns of the seed are told apart; reports of before did not do that.
        """
        return f"{self.index_id}{WITH_PLAN}" if plan is not None and plan.bars else self.index_id

    @cached_property
    def index(self) -> CorpusIndex:
        """The index itself."""
        return load_index(self._path)

    @cached_property
    def index_id(self) -> str:
        """The identifier of the index: the beginning of its SHA-256."""
        try:
            return sha256(self._path.read_bytes()).hexdigest()[:_ID_LETTERS]
        except OSError as error:
            raise unreadable_index(self._path, error.strerror) from error
