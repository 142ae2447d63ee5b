"""The takes as Qt's list views want them: those being made first, then the newest."""

from __future__ import annotations

import traceback
from collections.abc import Hashable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from chopin_studio.ui.draft import Draft
from chopin_studio.ui.settings_words import take_words
from chopin_studio.ui.studio import Studio
from chopin_studio.ui.wording import count, when

if TYPE_CHECKING:
    from chopin_studio.library.take import Take

DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1
PROGRESS_ROLE = Qt.ItemDataRole.UserRole + 2
CURRENT_ROLE = Qt.ItemDataRole.UserRole + 3

_PROGRESS_ROLES = (
    DETAIL_ROLE,
    PROGRESS_ROLE,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)
_TITLE_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class TakesModel(QAbstractListModel):
    """Lists the studio's drafts and takes; a take's title can be edited.

    Rows come and go one by one, and only what changed is told, so that an editor that is open
    stays open while takes grow. `refilled` tells that there are other rows; `is_refilling` is
    true while they are being exchanged.
    """

    refilled = Signal()

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._studio = studio
        self._rows: list[Draft | Take] = []
        self._current: Hashable = None
        self.is_refilling = False
        studio.library.changed.connect(self._refill)
        studio.drafts_changed.connect(self._refill)
        studio.piece_changed.connect(self._refill)
        studio.piece_kept.connect(self._refill)

    def row_at(self, index: _Index) -> Draft | Take | None:
        """Give what stands in a row."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def current_row(self) -> int:
        """Give the row of the piece in the roll; -1 where it is none of these."""
        return next((row for row, item in enumerate(self._rows) if self._is_current(item)), -1)

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:  # noqa: N802
        """Give how many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row's title, its second line, its progress or its tooltip."""
        item = self.row_at(index)
        try:
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
        if role == CURRENT_ROLE:
            return self._is_current(item)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.title}, {self._detail(item)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(item)
        return None

    def setData(  # noqa: N802
        self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Rename a take."""
        item = self.row_at(index)
        if item is None or isinstance(item, Draft) or role != Qt.ItemDataRole.EditRole:
            return False
        self._studio.library.rename(item.id, str(value))
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let takes be edited; drafts have no place on disk yet."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item = self.row_at(index)
        is_take = item is not None and not isinstance(item, Draft)
        return flags | Qt.ItemFlag.ItemIsEditable if is_take else flags

    def _refill(self) -> None:
        rows: list[Draft | Take] = [*self._studio.drafts, *self._studio.library.takes]
        keys = [_key(item) for item in rows]
        before = [_key(item) for item in self._rows]
        if keys != before:
            self.is_refilling = True
            self._exchange(rows, keys, before)
            self.is_refilling = False
        self._tell_changes(rows)
        if keys != before:
            self.refilled.emit()

    def _exchange(
        self, rows: list[Draft | Take], keys: list[Hashable], before: list[Hashable]
    ) -> None:
        """Remove the rows that are gone and insert the new ones."""
        wanted, known = set(keys), set(before)
        if not self._rows or [k for k in keys if k in known] != [k for k in before if k in wanted]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        for row in reversed(range(len(before))):
            if before[row] not in wanted:
                self.beginRemoveRows(_NO_PARENT, row, row)
                del self._rows[row]
                self.endRemoveRows()
        for row, item in enumerate(rows):
            if keys[row] not in known:
                self.beginInsertRows(_NO_PARENT, row, row)
                self._rows.insert(row, item)
                self.endInsertRows()

    def _tell_changes(self, rows: list[Draft | Take]) -> None:
        """Take up the items as they are now, and tell of those that look different."""
        before, self._rows = self._rows, rows
        current = next((_key(item) for item in rows if self._is_current(item)), None)
        for row, item in enumerate(rows):
            if isinstance(item, Draft):
                self._tell(row, _PROGRESS_ROLES)
            elif item is not before[row]:
                self._tell(row, _TITLE_ROLES)
            if current != self._current and _key(item) in (current, self._current):
                self._tell(row, (CURRENT_ROLE,))
        self._current = current

    def _tell(self, row: int, roles: tuple[int, ...]) -> None:
        self.dataChanged.emit(self.index(row), self.index(row), list(roles))

    def _is_current(self, item: Draft | Take) -> bool:
        piece = self._studio.piece
        if piece is None:
            return False
        if isinstance(item, Draft):
            return piece.draft is item
        return piece.take is not None and piece.take.id == item.id

    def _model_name(self, bundle_id: str) -> str:
        names = {b.manifest.id: b.manifest.name for b in self._studio.services.bundles}
        return names.get(bundle_id, bundle_id)

    def _detail(self, item: Draft | Take) -> str:
        if isinstance(item, Draft):
            return f"{item.model_name} · {item.progress.words}"
        parts = [
            self._model_name(item.record.bundle_id),
            count(item.note_count, "note"),
            *([] if item.record.complete else ["partial"]),
            when(item.created, datetime.now(UTC)),
        ]
        return " · ".join(parts)

    def _tip(self, item: Draft | Take) -> str:
        made = item if isinstance(item, Draft) else item.record
        return "\n".join([item.title, self._detail(item), take_words(made.settings), *made.notices])


def _key(item: Draft | Take) -> Hashable:
    """Give what stays the same as a take is renamed or read again."""
    return id(item) if isinstance(item, Draft) else item.id
