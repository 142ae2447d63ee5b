"""The takes as Qt's list views want them: those being made first, then the newest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from chopin_studio.ui.draft import Draft
from chopin_studio.ui.studio import Studio
from chopin_studio.ui.wording import count, when

if TYPE_CHECKING:
    from chopin_studio.library.take import Take

DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1
PROGRESS_ROLE = Qt.ItemDataRole.UserRole + 2
CURRENT_ROLE = Qt.ItemDataRole.UserRole + 3

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class TakesModel(QAbstractListModel):
    """Lists the studio's drafts and takes; a take's title can be edited."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._studio = studio
        self._rows: list[Draft | Take] = []
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
        if item is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return item.title
        if role == DETAIL_ROLE:
            return self._detail(item)
        if role == PROGRESS_ROLE:
            return item.made / max(item.wanted, 1) if isinstance(item, Draft) else None
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
        if len(rows) == len(self._rows):
            self._rows = rows
            self._repaint()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _repaint(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

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
            return f"{item.model_name} · {item.made:,} of {count(item.wanted, 'note')}"
        parts = [
            self._model_name(item.record.bundle_id),
            count(item.note_count, "note"),
            *([] if item.record.complete else ["partial"]),
            when(item.created, datetime.now(UTC)),
        ]
        return " · ".join(parts)

    def _tip(self, item: Draft | Take) -> str:
        settings = item.settings if isinstance(item, Draft) else item.record.settings
        figures = (
            f"Temperature {settings.temperature:g}, top-p {settings.top_p:g}, "
            f"random state {settings.random_state}, ♩ = {settings.bpm:g}"
        )
        return f"{item.title}\n{self._detail(item)}\n{figures}"
