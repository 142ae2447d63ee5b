"""A change that can be undone, for Qt's undo stack."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

_MERGEABLE = 1
"""What Qt compares first: any number will do, as long as it is one for all changes."""


class UndoableChange(QUndoCommand):
    """A change that is done, undone and done again by two functions.

    Each tells whether it could; a change that could not leaves the history, since those before
    and after it do not hang on it. Changes of one `key` that follow each other become one.
    """

    def __init__(
        self, words: str, do: Callable[[], bool], undo: Callable[[], bool], key: str = ""
    ) -> None:
        super().__init__(words)
        self._do = do
        self._undo = undo
        self._key = key

    def id(self) -> int:
        """Tell Qt whether it is worth asking `mergeWith`."""
        return _MERGEABLE if self._key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        """Take in a later change of the same key."""
        if not isinstance(other, UndoableChange) or other._key != self._key or other.isObsolete():
            return False
        self._do = other._do
        return True

    def redo(self) -> None:
        """Do it, for the first time or again."""
        self.setObsolete(not self._do())

    def undo(self) -> None:
        """Make it as it was."""
        self.setObsolete(not self._undo())
