"""Reports on music by the index on disk, which is read at the first use."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from chopin_studio.data_fields import DataError
from chopin_studio.data_files import read_bounded
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.plan.plan import Plan
from chopin_studio.originality.index import CorpusIndex
from chopin_studio.originality.index_file import (
    MOST_BYTES,
    IndexFileError,
    load_index,
    unreadable_index,
)
from chopin_studio.originality.report import Report, report_on

_log = logging.getLogger(__name__)

_ID_LETTERS = 16

WITH_PLAN = "+plan"
"""Behind the identifier of an index where the plan of the music was known."""


class Reporter:
    """Reports what music quotes from the pieces of one index.

    All members raise IndexFileError where the index cannot be read, and may be used from any
    thread; two threads that come first at the same time both read it.
    """

    def __init__(self, path: Path, own: Sequence[Path] = ()) -> None:
        """Take the index at `path`, and those of bundles that learned from music of their own.

        One of these that cannot be read is passed over: a report tells that music may be missing.
        """
        self._path = path
        self._own = tuple(own)

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
        index = load_index(self._path)
        for path in self._own:
            try:
                index = index.joined(load_index(path))
            except (IndexFileError, ValueError) as error:
                _log.warning("passed over %s: %s", path, error)
        return index

    @cached_property
    def index_id(self) -> str:
        """The identifier of the index: the beginning of the SHA-256 of its files."""
        try:
            digest = sha256(self._path.read_bytes())
        except OSError as error:
            raise unreadable_index(self._path, error.strerror) from error
        for path in self._own:
            with suppress(OSError, DataError):
                digest.update(read_bounded(path, MOST_BYTES))
        return digest.hexdigest()[:_ID_LETTERS]
