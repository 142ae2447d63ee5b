"""The panel at the right: every take that was ever made and not thrown away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.library.take import MOST_STARS, Take
from chopin_studio.session.drafts.draft import Draft
from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.session import Session
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.session.takes.take_list_model import TakeListModel
from chopin_studio.session.takes.take_query import OWN, bundles_in, has_own, tags_in
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.kit.theme import Theme, ThemeSwitch
from chopin_studio.ui.takes.filter_bar import FilterBar
from chopin_studio.ui.takes.take_delegate import TakeDelegate
from chopin_studio.ui.takes.take_details import TakeDetails

NO_TAKES = translatable("Your takes appear here and stay until you delete them.")
NO_SUCH_TAKES = translatable("No takes match your search. Change it, or press Show All.")


class TakesPanel(QWidget):
    """Lists the takes; choosing one shows and loads it, and is told by `selection_changed`."""

    selection_changed = Signal()

    def __init__(
        self,
        session: Session,
        generation: GenerationController,
        themes: ThemeSwitch,
        actions: tuple[QAction, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._model_name = generation.services.model_name
        self._actions = actions
        self._menu_actions: tuple[QAction | None, ...] = actions
        self._model = TakeListModel(session, generation)
        self.list_view = QListView()
        self._delegate = TakeDelegate(themes.theme, self.list_view)
        self.search = FilterBar(self._models, lambda: tags_in(session.library.takes))
        self.inspector = TakeDetails(session.library, self._model_name)
        self._head = QHBoxLayout()
        self.heading = PlainLabel(tr("TAKES"))
        self.empty_label = PlainLabel()
        self.heading.setObjectName("heading")
        self.stack = QStackedWidget()
        self._set_up_list()
        self._lay_out()
        themes.changed.connect(self._on_theme_changed)
        self._keys: Mapping[str, Callable[[], object]] = {}
        self.handle_keys({})
        self._is_menu_open = False
        self._has_failed_under_menu = False
        self._model.refilled.connect(self._on_refilled)
        self._delegate.starred.connect(self._on_starred)
        self.search.changed.connect(self._on_wanted)
        self.search.box.returnPressed.connect(self._go_to_list)
        session.load_failed.connect(self._on_load_failed)
        session.piece_changed.connect(self._select_current)
        session.piece_kept.connect(self._follow_current)
        session.library.changed.connect(self._on_library_changed)
        self._on_refilled()

    @property
    def selected_take(self) -> Take | None:
        """The take chosen in the list, of several the one chosen last; None for a draft."""
        takes, item = self.selected_takes, self._model.row_at(self.list_view.currentIndex())
        return item if isinstance(item, Take) and item in takes else next(iter(takes), None)

    @property
    def selected_takes(self) -> tuple[Take, ...]:
        """All takes chosen in the list, in its order."""
        indexes = sorted(self.list_view.selectedIndexes(), key=QModelIndex.row)
        items = [self._model.row_at(index) for index in indexes]
        return tuple(item for item in items if item is not None and not isinstance(item, Draft))

    def show_tree(self, is_tree: bool) -> None:
        """Have takes stand under those that they were made of, or all side by side."""
        self.search.want(is_tree=is_tree)

    def rename_selected(self) -> None:
        """Begin to edit the title of the take chosen."""
        take = self.selected_take
        if take is None:
            return
        index = self._model.index(self._model.row_of(take.id))
        if self.list_view.indexWidget(index) is None:  # which is there while it is edited
            self.list_view.setFocus()
            self.list_view.edit(index)

    def delete_selected(self) -> None:
        """Move the takes chosen to the trash."""
        self._session.library.delete(*(take.id for take in self.selected_takes))

    def give_stars(self, stars: int) -> None:
        """Give the takes chosen so many stars."""
        self._rate(self.selected_takes, stars)

    def _rate(self, takes: Sequence[Take], stars: int) -> None:
        if takes:
            title, number = takes[0].title, len(takes)
            words = tr_plural("Rate {n} Takes", "Rate “{title}”", number, title=title)
            marks = {take.id: replace(take.marks, stars=stars) for take in takes}
            self._session.library.mark(marks, words)

    def add_menu_actions(self, actions: Sequence[QAction | None]) -> None:
        """Offer more in the menu of a row; None is a line."""
        self._menu_actions = (*self._menu_actions, *actions)

    def add_head_action(self, action: QAction) -> None:
        """Put a button that belongs to the list beside those above it."""
        self._head.insertWidget(self._head.count() - len(self._actions), _head_button(action))

    def hand_out(self, mime: Callable[[Sequence[Take]], QMimeData | None]) -> None:
        """Let takes be dragged out of the list as what `mime` makes of them."""
        self._model.make_mime = mime

    def handle_keys(self, keys: Mapping[str, Callable[[], object]]) -> None:
        """Have keys, as Qt words them, do something while the list has the focus.

        They are the list's then, whatever they do elsewhere in the window.
        """
        wanted = {QKeySequence(key).toString(): command for key, command in keys.items()}
        self._keys = wanted | {
            f"Ctrl+{stars}": (lambda stars=stars: self.give_stars(stars))
            for stars in range(MOST_STARS + 1)
        }

    def _set_up_list(self) -> None:
        self.list_view.setModel(self._model)
        self.list_view.setItemDelegate(self._delegate)
        self.list_view.setMouseTracking(True)
        self.list_view.setUniformItemSizes(True)
        self.list_view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list_view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list_view.setDragEnabled(True)
        self.list_view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.list_view.installEventFilter(self)
        self.list_view.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.list_view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list_view.setAccessibleName(tr("Takes"))
        self.list_view.customContextMenuRequested.connect(self._show_menu)
        self.list_view.selectionModel().currentChanged.connect(self._on_chosen)
        self.list_view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.list_view.clicked.connect(self._on_chosen)

    def _lay_out(self) -> None:
        self.empty_label.setObjectName("caption")
        self.empty_label.setWordWrap(True)
        self.empty_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty_label.setContentsMargins(16, 4, 16, 4)
        self.stack.addWidget(self.list_view)
        self.stack.addWidget(self.empty_label)
        self._head.setContentsMargins(16, 8, 8, 4)
        self._head.setSpacing(0)
        self._head.addWidget(self.heading)
        self._head.addStretch(1)
        for action in self._actions:
            self._head.addWidget(_head_button(action))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addWidget(self.search)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.inspector)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the list's own keys before the window's actions do."""
        if isinstance(event, QKeyEvent) and watched is self.list_view:
            command = self._keys.get(QKeySequence(event.keyCombination()).toString())
            if command is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if command is not None and event.type() == QEvent.Type.KeyPress:
                command()
                return True
        return super().eventFilter(watched, event)

    def _show_menu(self, point: QPoint) -> None:
        if not self.list_view.indexAt(point).isValid():
            return
        menu = QMenu(self)
        for action in self._menu_actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        menu.setToolTipsVisible(True)
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
        if len(self.list_view.selectedIndexes()) > 1:
            return  # several are chosen for something else than to be heard
        item = self._model.row_at(index)
        if isinstance(item, Draft):
            if self._session.piece is None or self._session.piece.draft is not item:
                self._session.show_draft(item)
        elif item is not None:
            self._session.show_take(item.id)
        self._tell_selection()

    def _on_selection_changed(self) -> None:
        if not self._model.is_refilling:
            self._tell_selection()

    def _tell_selection(self) -> None:
        self.inspector.show_takes(self.selected_takes)
        self.selection_changed.emit()

    def _follow_current(self) -> None:
        """Select the piece shown, unless several takes are chosen."""
        if len(self.list_view.selectedIndexes()) < 2:
            self._select_current()
        else:
            self._tell_selection()

    def _select_current(self) -> None:
        """Select the piece shown, without asking for it again; of several chosen it is one."""
        row = self._model.current_row()
        index = self._model.index(row) if row >= 0 else QModelIndex()
        selection = self.list_view.selectionModel()
        chosen = selection.selectedIndexes()
        # Named outright, since the view's own choice hangs on the keys that are down.
        flag = QItemSelectionModel.SelectionFlag
        is_one_of_several = len(chosen) > 1 and index in chosen
        selection.blockSignals(True)
        selection.setCurrentIndex(
            index, flag.NoUpdate if is_one_of_several else flag.ClearAndSelect
        )
        selection.blockSignals(False)
        if index.isValid():
            self.list_view.scrollTo(index)
        self.list_view.viewport().update()
        self._tell_selection()

    def _on_refilled(self) -> None:
        shown, total = self._model.take_count, len(self._session.library.takes)
        self.stack.setCurrentIndex(0 if self._model.rowCount() else 1)
        self.empty_label.setText(translated(NO_SUCH_TAKES) if total else translated(NO_TAKES))
        self.search.setVisible(total > 0)
        self.inspector.setVisible(total > 0)
        if shown < total:
            heading = tr("TAKES  {shown:,} of {total:,}", shown=shown, total=total)
        else:
            heading = tr("TAKES  {total:,}", total=total) if total else tr("TAKES")
        self.heading.setText(heading)
        self._follow_current()

    def _on_library_changed(self) -> None:
        """Show the marks of the takes chosen as they are now."""
        self.inspector.show_takes(self.selected_takes)

    def _on_wanted(self) -> None:
        self._model.wanted = self.search.wanted

    def _go_to_list(self) -> None:
        """Go on from the search with what it found, the first take where none is chosen."""
        self.list_view.setFocus()
        if self._model.rowCount() and not self.list_view.selectedIndexes():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list_view.selectionModel().setCurrentIndex(self._model.index(0), flag)

    def _on_starred(self, index: QModelIndex, stars: int) -> None:
        take = self._model.row_at(index)
        if take is not None and not isinstance(take, Draft):
            self._rate([take], stars)

    def _models(self) -> list[tuple[str, str]]:
        """Return the models that made takes, by id and name, and what stands for none."""
        takes = self._session.library.takes
        own = [(OWN, tr("Opened or recorded"))] if has_own(takes) else []
        return [*((one, self._model_name(one)) for one in bundles_in(takes)), *own]

    def _on_theme_changed(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list_view.viewport().update()


def _head_button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(18, 18))
    return button
