"""What can be undone: one history for the whole window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from chopin_studio.session.library.undo import History
from chopin_studio.session.support.plain_text import as_caption
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.actions import Action

NOTHING_TO_UNDO = translatable("There is nothing to undo.")
NOTHING_TO_REDO = translatable("There is nothing to redo.")


class UndoActions(QObject):
    """Keeps Undo and Redo in the words of what they would do."""

    def __init__(self, history: History, undo: Action, redo: Action, parent: QObject) -> None:
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
        self._undo.describe(
            tr("&Undo {change}", change=as_caption(history.undoText())).strip(),
            self._undo.icon_name,
        )
        self._redo.describe(
            tr("&Redo {change}", change=as_caption(history.redoText())).strip(),
            self._redo.icon_name,
        )
        self._undo.allow("" if history.canUndo() else translated(NOTHING_TO_UNDO))
        self._redo.allow("" if history.canRedo() else translated(NOTHING_TO_REDO))
