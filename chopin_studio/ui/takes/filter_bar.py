"""What the user wants to see of the takes: words to search, an order, filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from chopin_studio.library.take import MOST_STARS
from chopin_studio.session.support.plain_text import as_caption
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.session.takes.take_query import Order, TakeFilter
from chopin_studio.texts import translatable

SEARCH_TIP = translatable("Search titles, models, seeds, tags and notes (Ctrl+F)")
MENU_TIP = translatable("Sort or filter the takes")


class FilterBar(QWidget):
    """A search box over a button with the order and the filters; `changed` tells of all.

    `models` and `tags` give what can be filtered by whenever the menu opens.
    """

    changed = Signal(object)

    def __init__(
        self,
        models: Callable[[], Sequence[tuple[str, str]]],
        tags: Callable[[], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.wanted = TakeFilter()
        self._models = models
        self._tags = tags
        self.box = QLineEdit()
        self.box.setPlaceholderText(tr("Search takes"))
        self.box.setClearButtonEnabled(True)
        self.box.setToolTip(translated(SEARCH_TIP))
        self.box.setAccessibleName(tr("Search takes"))
        for button in self.box.findChildren(QToolButton):
            button.setAccessibleName(tr("Clear the search"))
        self.button = QToolButton()
        self.button.setObjectName("fold")
        self.button.setToolTip(translated(MENU_TIP))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.button.setMenu(self.menu)
        self.clear_button = QToolButton()
        self.clear_button.setText(tr("Show All"))
        self.clear_button.setToolTip(tr("Clear the search and all filters"))
        self._lay_out()
        self.menu.aboutToShow.connect(self.fill_menu)
        self.box.textChanged.connect(lambda text: self.want(words=text))
        self.clear_button.clicked.connect(self.show_all)
        self._refresh()

    def want(self, **changes: object) -> None:
        """Change what is wanted in the fields named."""
        wanted = replace(self.wanted, **changes)  # type: ignore[arg-type]
        if wanted != self.wanted:
            self.wanted = wanted
            self._refresh()
            self.changed.emit(wanted)

    def show_all(self) -> None:
        """Hide no take; the order stays."""
        self.box.clear()
        self.want(least_stars=0, bundle_id="", tag="")

    def fill_menu(self) -> None:
        """Offer the orders and filters that there are now."""
        self.menu.clear()
        wanted = self.wanted
        self._add(self.menu, [(order.words, "order", order) for order in Order], wanted.order)
        self.menu.addSeparator()
        stars = [(tr("Any"), "least_stars", 0)] + [
            (_stars_or_more(number), "least_stars", number) for number in range(1, MOST_STARS + 1)
        ]
        self._add(self.menu.addMenu(tr("Only with &Stars")), stars, wanted.least_stars)
        models = [(tr("Any"), "bundle_id", "")]
        models += [(name, "bundle_id", bundle_id) for bundle_id, name in self._models()]
        self._add(self.menu.addMenu(tr("Only by &Model")), models, wanted.bundle_id)
        tags = [(tr("Any"), "tag", ""), *((tag, "tag", tag) for tag in self._tags())]
        self._add(self.menu.addMenu(tr("Only with &Tag")), tags, wanted.tag)

    def _add(self, menu: QMenu, choices: Sequence[tuple[str, str, object]], chosen: object) -> None:
        """Put the choices for one field into a menu, the one that is taken marked."""
        group = QActionGroup(menu)
        for text, field, value in choices:
            action = QAction(as_caption(text), menu)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.triggered.connect(
                lambda _checked=False, name=field, one=value: self.want(**{name: one})
            )
            group.addAction(action)
            menu.addAction(action)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.button)
        below.addStretch(1)
        below.addWidget(self.clear_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 0, 10, 4)
        layout.setSpacing(2)
        layout.addWidget(self.box)
        layout.addLayout(below)
        for button in (self.button, self.clear_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _refresh(self) -> None:
        wanted = self.wanted
        names = dict(self._models())
        words = [
            wanted.order.words,
            *(["★" * wanted.least_stars] if wanted.least_stars else []),
            *([names.get(wanted.bundle_id, wanted.bundle_id)] if wanted.bundle_id else []),
            *([wanted.tag] if wanted.tag else []),
        ]
        self.button.setText(as_caption(f"{' · '.join(words)} ▾"))
        self.button.setAccessibleName(tr("Sorting and filters: {value}", value=", ".join(words)))
        self.clear_button.setVisible(wanted.is_filter)


def _stars_or_more(number: int) -> str:
    stars = "★" * number
    return stars if number == MOST_STARS else tr("{stars} or more", stars=stars)
