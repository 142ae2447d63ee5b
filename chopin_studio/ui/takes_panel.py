"""The panel at the right: every take that was ever made and not thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.ui.draft import Draft
from chopin_studio.ui.rows import caption_font, paint_ground, title_font
from chopin_studio.ui.studio import Studio
from chopin_studio.ui.takes_model import (
    CURRENT_ROLE,
    DETAIL_ROLE,
    PROGRESS_ROLE,
    TakesModel,
)
from chopin_studio.ui.theme import Theme, ThemeSwitch

if TYPE_CHECKING:
    from chopin_studio.library.take import Take

ROW_AIR = 24
"""The space above and below the two lines of a row, in pixels."""

NO_TAKES = "Your takes appear here as they are made, and stay until you delete them."


class TakesPanel(QWidget):
    """Lists the takes; choosing one shows and loads it, and is told by `selection_changed`."""

    selection_changed = Signal()

    def __init__(
        self,
        studio: Studio,
        themes: ThemeSwitch,
        actions: tuple[QAction, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._studio = studio
        self._actions = actions
        self._model = TakesModel(studio)
        self.list_view = QListView()
        self._delegate = _TakeDelegate(themes.theme, self.list_view)
        self._heading = QLabel("TAKES")
        self._heading.setObjectName("heading")
        self._stack = QStackedWidget()
        self._set_up_list()
        self._lay_out()
        themes.changed.connect(self._on_theme_changed)
        self._is_menu_open = False
        self._has_failed_under_menu = False
        self._model.refilled.connect(self._on_refilled)
        studio.load_failed.connect(self._on_load_failed)
        studio.piece_changed.connect(self._select_current)
        studio.piece_kept.connect(self._select_current)
        self._on_refilled()

    @property
    def selected_take(self) -> Take | None:
        """The take chosen in the list; None for none or for a draft."""
        item = self._model.row_at(self.list_view.currentIndex())
        return None if isinstance(item, Draft) else item

    def rename_selected(self) -> None:
        """Begin to edit the title of the take chosen."""
        index = self.list_view.currentIndex()
        is_being_edited = self.list_view.indexWidget(index) is not None
        if self.selected_take is not None and not is_being_edited:
            self.list_view.setFocus()
            self.list_view.edit(index)

    def delete_selected(self) -> None:
        """Move the take chosen to the trash."""
        take = self.selected_take
        if take is not None:
            self._studio.library.delete(take.id)

    def _set_up_list(self) -> None:
        self.list_view.setModel(self._model)
        self.list_view.setItemDelegate(self._delegate)
        self.list_view.setMouseTracking(True)
        self.list_view.setUniformItemSizes(True)
        self.list_view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list_view.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.list_view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list_view.setAccessibleName("Takes")
        self.list_view.customContextMenuRequested.connect(self._show_menu)
        self.list_view.selectionModel().currentChanged.connect(self._on_chosen)
        self.list_view.clicked.connect(self._on_chosen)

    def _lay_out(self) -> None:
        empty = QLabel(NO_TAKES)
        empty.setObjectName("caption")
        empty.setWordWrap(True)
        empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        empty.setContentsMargins(16, 4, 16, 4)
        self._stack.addWidget(self.list_view)
        self._stack.addWidget(empty)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 4)
        head.setSpacing(0)
        head.addWidget(self._heading)
        head.addStretch(1)
        for action in self._actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setIconSize(QSize(18, 18))
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)

    def _show_menu(self, point: QPoint) -> None:
        if not self.list_view.indexAt(point).isValid():
            return
        menu = QMenu(self)
        menu.addActions(list(self._actions))
        self._is_menu_open, self._has_failed_under_menu = True, False
        menu.exec(self.list_view.viewport().mapToGlobal(point))
        self._is_menu_open = False
        menu.deleteLater()
        if self._has_failed_under_menu:
            self._select_current()

    def _on_load_failed(self) -> None:
        """Select what is shown again; not under an open menu, which is for the take selected."""
        if self._is_menu_open:
            self._has_failed_under_menu = True
        else:
            self._select_current()

    def _on_chosen(self, index: QModelIndex) -> None:
        if self._model.is_refilling:
            return  # Qt moves on from a row that goes; nobody chose
        item = self._model.row_at(index)
        if isinstance(item, Draft):
            if self._studio.piece is None or self._studio.piece.draft is not item:
                self._studio.show_draft(item)
        elif item is not None:
            self._studio.show_take(item.id)
        self.selection_changed.emit()

    def _select_current(self) -> None:
        """Follow the piece shown, without asking for it again."""
        row = self._model.current_row()
        selection = self.list_view.selectionModel()
        selection.blockSignals(True)
        if row >= 0:
            self.list_view.setCurrentIndex(self._model.index(row))
            self.list_view.scrollTo(self._model.index(row))
        else:
            self.list_view.clearSelection()
            self.list_view.setCurrentIndex(QModelIndex())
        selection.blockSignals(False)
        self.list_view.viewport().update()
        self.selection_changed.emit()

    def _on_refilled(self) -> None:
        total = self._model.rowCount()
        self._stack.setCurrentIndex(0 if total else 1)
        self._heading.setText(f"TAKES  {total}" if total else "TAKES")
        self._select_current()

    def _on_theme_changed(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list_view.viewport().update()


class _TakeDelegate(QStyledItemDelegate):
    """Draws a take as a title over a line of facts, and a draft with its progress."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give every row room for two lines."""
        metrics: QFontMetrics = option.fontMetrics
        return QSize(160, 2 * metrics.lineSpacing() + ROW_AIR)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        try:
            self._paint_ground(painter, place, state, bool(index.data(CURRENT_ROLE)))
            inside = place.adjusted(16, 8, -10, -8)
            self._paint_texts(painter, inside, index)
            progress = index.data(PROGRESS_ROLE)
            if progress is not None:
                self._paint_progress(painter, inside, float(progress))
        finally:
            painter.restore()

    def _paint_ground(
        self, painter: QPainter, place: QRect, state: QStyle.StateFlag, is_current: bool
    ) -> None:
        colour = None
        if is_current or state & QStyle.StateFlag.State_Selected:
            colour = self.theme.accent_soft
        elif state & QStyle.StateFlag.State_MouseOver:
            colour = self.theme.raised
        paint_ground(painter, place.adjusted(6, 1, -6, -1), self.theme, colour, is_current)

    def _paint_texts(
        self, painter: QPainter, inside: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        bold, small = title_font(painter.font()), caption_font(painter.font())
        half = inside.height() // 2
        lines = (
            (index.data() or "", bold, self.theme.text, inside.top()),
            (index.data(DETAIL_ROLE) or "", small, self.theme.muted, inside.top() + half + 1),
        )
        for text, font, colour, top in lines:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            line = QRect(inside.left(), top, inside.width(), half)
            elided = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, line.width()
            )
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, elided)

    def _paint_progress(self, painter: QPainter, inside: QRect, share: float) -> None:
        groove = QRect(inside.left(), inside.bottom() + 3, inside.width(), 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.border))
        painter.drawRoundedRect(groove, 1, 1)
        groove.setWidth(round(groove.width() * min(share, 1.0)))
        painter.setBrush(QColor(self.theme.accent))
        painter.drawRoundedRect(groove, 1, 1)

    def updateEditorGeometry(  # noqa: N802
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Put the line editor over the row."""
        place: QRect = option.rect
        editor.setGeometry(place.adjusted(10, 9, -10, -9))

    def setEditorData(  # noqa: N802
        self, editor: QWidget, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Begin with the whole title selected, and leave what is being typed alone."""
        title = str(index.data())
        if isinstance(editor, QLineEdit) and not editor.isModified() and editor.text() != title:
            editor.setText(title)
            editor.selectAll()
