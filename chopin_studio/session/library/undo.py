"""What can be undone: Qt's undo stack, and the changes on it.

Qt keeps the stack in QtGui, though it needs no widget and no screen: menus and lists of changes are
made of it elsewhere. To write one of our own would be to write the same again, merging and all; so
this one module of the models imports QtGui, and the others take what they need from here.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand, QUndoStack

_MERGEABLE = 1
"""What Qt compares first: any number will do, as long as it is one for all changes."""


class History(QUndoStack):
    """The changes that can be undone, and those undone that can be made again."""


class UndoableChange(QUndoCommand):
    """A change that is made, undone and made again by two functions.

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
        """Take in a later change of the same key, where that can be."""
        if not isinstance(other, UndoableChange) or other._key != self._key or other.isObsolete():
            return False
        return self.take_in(other)

    def take_in(self, later: UndoableChange) -> bool:
        """Become one with a change that followed; return whether that can be."""
        self._do = later._do
        return True

    def redo(self) -> None:
        """Make the change, for the first time or again."""
        self.setObsolete(not self._do())

    def undo(self) -> None:
        """Restore what was before."""
        self.setObsolete(not self._undo())
