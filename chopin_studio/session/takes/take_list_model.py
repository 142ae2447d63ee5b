"""The takes as Qt's list views want them: those being made first, then those that are wanted."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from chopin_studio.session.drafts.draft import Draft
from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.session import Session
from chopin_studio.session.support.formatting import note_count, when
from chopin_studio.session.support.plain_text import as_tooltip
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.session.takes.list_diff import row_changes
from chopin_studio.session.takes.take_query import TakeFilter, TakeQuery, TakeRow
from chopin_studio.session.takes.take_summary import origin_words, originality_words, take_tip

if TYPE_CHECKING:
    from chopin_studio.library.take import Take

DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1
PROGRESS_ROLE = Qt.ItemDataRole.UserRole + 2
CURRENT_ROLE = Qt.ItemDataRole.UserRole + 3
STARS_ROLE = Qt.ItemDataRole.UserRole + 4
ORIGINALITY_ROLE = Qt.ItemDataRole.UserRole + 5
DEPTH_ROLE = Qt.ItemDataRole.UserRole + 6
KEPT_ROLE = Qt.ItemDataRole.UserRole + 7

_PROGRESS_ROLES = (
    DETAIL_ROLE,
    PROGRESS_ROLE,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)

MOST_STEPS = 40
"""How many times rows may come or go one after the other; where there is more to change, the
list is filled anew, which then is quicker."""

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class TakeListModel(QAbstractListModel):
    """Lists the drafts, and its takes as they are `wanted`; a title can be edited.

    Rows come and go as they must, and only what changed is told, so that an editor that is open
    stays open while takes grow. `refilled` tells that there are other rows; `is_refilling` is
    true while they are being exchanged.
    """

    refilled = Signal()

    def __init__(self, session: Session, generation: GenerationController) -> None:
        super().__init__(session)
        self._session = session
        self._generation = generation
        self._model_name = generation.services.model_name
        self._order = TakeQuery(self._model_name)
        self._wanted = TakeFilter()
        self._items: list[Draft | TakeRow] = []
        self._keys: list[Hashable] = []
        self._arranged: list[TakeRow] = []
        self._arranged_from: tuple[Take, ...] | None = None
        self._current: Hashable = None
        self.make_mime: Callable[[Sequence[Take]], QMimeData | None] = lambda takes: None
        self.is_refilling = False
        session.library.replaced.connect(self._on_replaced)
        session.library.changed.connect(self._refill)
        generation.drafts_changed.connect(self._refill)
        session.piece_changed.connect(self._refill)
        session.piece_kept.connect(self._refill)

    @property
    def wanted(self) -> TakeFilter:
        """What the user wants to see of the takes, and in what order."""
        return self._wanted

    @wanted.setter
    def wanted(self, wanted: TakeFilter) -> None:
        self._wanted, self._arranged_from = wanted, None
        self._refill()

    def row_at(self, index: _Index) -> Draft | Take | None:
        """Return what stands in a row."""
        row = index.row()
        if not 0 <= row < len(self._items):
            return None
        item = self._items[row]
        return item.take if isinstance(item, TakeRow) else item

    def row_of(self, take_id: str) -> int:
        """Return the row of a take; -1 where it is not shown."""
        return self._number(take_id)

    def current_row(self) -> int:
        """Return the row of the piece in the roll; -1 where it is none of these."""
        return self._number(self._current_key())

    @property
    def take_count(self) -> int:
        """How many takes are shown."""
        return len(self._arranged)

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:  # noqa: N802
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's title, its second line, its progress or its tooltip."""
        item = self.row_at(index)
        try:
            if role == DEPTH_ROLE:
                row = self._items[index.row()] if item is not None else None
                return row.depth if isinstance(row, TakeRow) else 0
            return None if item is None else self._value(item, role)
        except Exception:  # Qt asks while it paints: an error would bring the program down
            traceback.print_exc()
            return None

    def _value(self, item: Draft | Take, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return item.title
        if role == DETAIL_ROLE:
            return self._detail(item)
        if role == PROGRESS_ROLE:
            return item.progress.share if isinstance(item, Draft) else None
        if role == STARS_ROLE:
            return None if isinstance(item, Draft) else item.marks.stars
        if role == ORIGINALITY_ROLE:
            return None if isinstance(item, Draft) else item.originality
        if role == KEPT_ROLE:
            return isinstance(item, Draft) or item.is_kept
        if role == CURRENT_ROLE:
            return self._is_current(item)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.title}, {self._spoken(item)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tooltip(take_tip(item, self._model_name))
        return None

    def setData(  # noqa: N802
        self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Rename a take."""
        item = self.row_at(index)
        if item is None or isinstance(item, Draft) or role != Qt.ItemDataRole.EditRole:
            return False
        self._session.library.rename(item.id, str(value))
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let takes be edited and dragged; drafts have no place on disk yet."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item = self.row_at(index)
        if item is None or isinstance(item, Draft):
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:  # noqa: N802
        """Tell as what takes are dragged out of the list."""
        return ["text/uri-list", "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        """Give takes for another program."""
        items = [self.row_at(index) for index in sorted(indexes, key=QModelIndex.row)]
        takes = [item for item in items if item is not None and not isinstance(item, Draft)]
        data = self.make_mime(takes) if takes else None
        return data if data is not None else QMimeData()

    def supportedDragActions(self) -> Qt.DropAction:  # noqa: N802
        """Let takes be copied; the list keeps its own."""
        return Qt.DropAction.CopyAction

    def _on_replaced(self, before: object, pairs: list[tuple[Take, Take]]) -> None:
        """Show takes anew where they stand, if nothing has to move for it."""
        if self._arranged_from is not before or not all(
            self._order.is_alike(old, new, self._wanted) for old, new in pairs
        ):
            return  # all is arranged as the library tells that it has changed
        self._arranged_from = self._session.library.takes
        first = len(self._shown_drafts())
        for _, take in pairs:
            row = self._number(take.id)
            if row >= 0:
                kept = replace(self._arranged[row - first], take=take)
                self._arranged[row - first] = self._items[row] = kept
                self._emit_changed(row)

    def _refill(self) -> None:
        """Take up what there is now; nothing is arranged anew while takes only grow."""
        takes = self._session.library.takes
        if takes is not self._arranged_from:
            self._arranged = self._order.arranged(takes, self._wanted)
            self._arranged_from = takes
            self._take_up([*self._generation.drafts, *self._arranged])
        elif self._shown_drafts() != [*self._generation.drafts]:
            self._take_up([*self._generation.drafts, *self._arranged])
        for row in range(len(self._shown_drafts())):
            self._emit_changed(row, _PROGRESS_ROLES)
        self._emit_current_changed()

    def _shown_drafts(self) -> list[Draft | TakeRow]:
        return list(takewhile(lambda item: isinstance(item, Draft), self._items))

    def _take_up(self, items: list[Draft | TakeRow]) -> None:
        """Have `items` in the place of those before, and tell what is different."""
        keys = [_key(item) for item in items]
        is_other = keys != self._keys
        if is_other:
            self.is_refilling = True
            self._exchange(items, keys)
            self.is_refilling = False
        before, self._items = self._items, items
        for row, (old, new) in enumerate(zip(before, items, strict=True)):
            if isinstance(new, TakeRow) and isinstance(old, TakeRow) and _differs(old, new):
                self._emit_changed(row)
        if is_other:
            self.refilled.emit()

    def _exchange(self, items: list[Draft | TakeRow], keys: list[Hashable]) -> None:
        """Remove the rows that are gone, sort those that stay, and insert the new ones."""
        changes = row_changes(self._keys, keys)
        if not self._keys or changes.steps > MOST_STEPS:
            self.beginResetModel()
            self._items, self._keys = items[:], keys
            self.endResetModel()
            return
        for first, last in changes.removed:
            self.beginRemoveRows(_NO_PARENT, first, last)
            del self._items[first : last + 1], self._keys[first : last + 1]
            self.endRemoveRows()
        if changes.is_moved:
            self._sort_as(keys)
        for first, last in changes.inserted:
            self.beginInsertRows(_NO_PARENT, first, last)
            self._items[first:first] = items[first : last + 1]
            self._keys[first:first] = keys[first : last + 1]
            self.endInsertRows()

    def _sort_as(self, keys: Sequence[Hashable]) -> None:
        """Bring the rows that there are into the order of `keys`; what is selected stays so."""
        self.layoutAboutToBeChanged.emit()
        items = dict(zip(self._keys, self._items, strict=True))
        persistent = self.persistentIndexList()
        moved = [self._keys[index.row()] for index in persistent]
        self._keys = [key for key in keys if key in items]
        self._items = [items[key] for key in self._keys]
        rows = {key: row for row, key in enumerate(self._keys)}
        self.changePersistentIndexList(persistent, [self.index(rows[key]) for key in moved])
        self.layoutChanged.emit()

    def _emit_current_changed(self) -> None:
        current = self._current_key()
        if current == self._current:
            return
        for key in (self._current, current):
            if (row := self._number(key)) >= 0:
                self._emit_changed(row, (CURRENT_ROLE,))
        self._current = current

    def _emit_changed(self, row: int, roles: tuple[int, ...] = ()) -> None:
        self.dataChanged.emit(self.index(row), self.index(row), list(roles))

    def _number(self, key: Hashable) -> int:
        """Return the row of a key; -1 where there is none."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def _current_key(self) -> Hashable:
        piece = self._session.piece
        if piece is None:
            return None
        if piece.draft is not None:
            return id(piece.draft)
        return piece.take.id if piece.take is not None else None

    def _is_current(self, item: Draft | Take) -> bool:
        key = id(item) if isinstance(item, Draft) else item.id
        return key == self._current_key()

    def _spoken(self, item: Draft | Take) -> str:
        """Word for a screen reader what is drawn at the side."""
        if isinstance(item, Draft):
            return self._detail(item)
        number = item.marks.stars
        stars = [tr_plural("{n} stars", "{n} star", number)] if number else []
        return ", ".join([*stars, *originality_words(item.originality), self._detail(item)])

    def _detail(self, item: Draft | Take) -> str:
        if isinstance(item, Draft):
            return f"{item.model_name} · {item.progress.words}"
        parts = [
            *([translated(item.descent.words)] if item.descent is not None else []),
            origin_words(item, self._model_name),
            note_count(item.note_count),
            *([] if item.is_kept else [tr("not kept")]),
            *([] if item.record.complete else [tr("partial")]),
            when(item.created, datetime.now(UTC)),
        ]
        return " · ".join(parts)


def _key(item: Draft | TakeRow) -> Hashable:
    """Return what stays the same as a take is renamed or read again."""
    return id(item) if isinstance(item, Draft) else item.take.id


def _differs(old: TakeRow, new: TakeRow) -> bool:
    return old.take is not new.take or old.depth != new.depth
