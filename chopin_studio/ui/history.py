"""What can be undone: one history for the whole window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from chopin_studio.ui.actions import Action

NOTHING_TO_UNDO = "Nothing has been changed yet."
_MERGEABLE = 1
"""What Qt compares first: any number will do, as long as it is one for all changes."""

NOTHING_TO_REDO = "Nothing has been undone."


class Change(QUndoCommand):
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
        if not isinstance(other, Change) or other._key != self._key or other.isObsolete():
            return False
        self._do = other._do
        return True

    def redo(self) -> None:
        """Do it, for the first time or again."""
        self.setObsolete(not self._do())

    def undo(self) -> None:
        """Make it as it was."""
        self.setObsolete(not self._undo())


class HistoryActions(QObject):
    """Keeps Undo and Redo in the words of what they would do."""

    def __init__(self, history: QUndoStack, undo: Action, redo: Action, parent: QObject) -> None:
        super().__init__(parent)
        self._history = history
        self._undo = undo
        self._redo = redo
        undo.triggered.connect(history.undo)
        redo.triggered.connect(history.redo)
        history.indexChanged.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        history = self._history
        self._undo.describe(f"&Undo {_escaped(history.undoText())}".strip(), self._undo.icon_name)
        self._redo.describe(f"&Redo {_escaped(history.redoText())}".strip(), self._redo.icon_name)
        self._undo.allow("" if history.canUndo() else NOTHING_TO_UNDO)
        self._redo.allow("" if history.canRedo() else NOTHING_TO_REDO)


def _escaped(words: str) -> str:
    """Keep a title's ampersands from underlining the letter after them."""
    return words.replace("&", "&&")
