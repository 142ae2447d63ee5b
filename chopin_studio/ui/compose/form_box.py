"""The form to ask for: the usual ones by their names, that of a piece, or letters of one's own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from chopin_studio.engine.settings import UNPLANNED
from chopin_studio.music.plan.named_forms import NAMED_FORMS
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.ui.kit.theme import ThemeSwitch
from chopin_studio.ui.kit.two_sided_delegate import LIST_WIDTH, TwoSidedDelegate

NAME_ROLE = Qt.ItemDataRole.UserRole + 1
LETTERS_ROLE = Qt.ItemDataRole.UserRole + 2

_PIECE = "piece"


class FormBox(QComboBox):
    """A drop-down list of forms that takes letters too.

    `changed` tells of every change of the text, `piece_wanted` that a piece is to be chosen.
    """

    changed = Signal()
    piece_wanted = Signal()

    def __init__(self, themes: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # A completer would make A A B A of A A.
        self.setCompleter(None)  # type: ignore[arg-type]
        self.setAccessibleName(tr("Form"))
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setItemDelegate(TwoSidedDelegate(self, themes, NAME_ROLE, LETTERS_ROLE))
        self._add(tr("The studio's own"), "", "")
        for form in NAMED_FORMS:
            self._add(translated(form.name), form.text, form.text or UNPLANNED)
        self._add(tr("As in a piece…"), "", _PIECE)
        self.setItemData(self.count() - 1, True, TwoSidedDelegate.BREAK_ROLE)
        self.setItemData(2, True, TwoSidedDelegate.BREAK_ROLE)
        self._is_stepping = False
        self._before = self.currentText()
        self.activated.connect(self._on_activated)
        self.editTextChanged.connect(self._on_text_changed)
        line = self.lineEdit()
        if line is not None:
            line.setAcceptDrops(False)  # a file dropped here is for the window
            line.setPlaceholderText(self.itemText(0))
            line.installEventFilter(self)
            line.editingFinished.connect(self._settle)

    @property
    def chosen(self) -> str | None:
        """The form as GenerationSettings names it, whether or not there is such; None for open."""
        text = self.currentText().strip()
        row = self._row_named(text)
        return str(self.itemData(row) or "") or None if row >= 0 else text or None

    def choose(self, form: str) -> None:
        """Choose a form by its letters or its name in settings; empty leaves it to the studio."""
        row = self.findData(form)
        if 0 <= row < self.count() - 1:
            self.setCurrentIndex(row)
            self.setEditText(self.itemText(row))
        else:
            self.setEditText(form)

    def showPopup(self) -> None:  # noqa: N802
        """Open the list, wider than the box."""
        self.view().setMinimumWidth(max(self.width(), LIST_WIDTH))
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Step through the forms by the arrow keys."""
        self._is_stepping = True
        super().keyPressEvent(event)
        self._is_stepping = False

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Step through the forms by the wheel."""
        self._is_stepping = True
        super().wheelEvent(event)
        self._is_stepping = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Select all on entering with the keyboard, so that typing replaces it."""
        line = self.lineEdit()
        if event.type() is QEvent.Type.FocusIn and line is not None and watched is line:
            QTimer.singleShot(0, line, line.selectAll)
        return super().eventFilter(watched, event)

    def _add(self, name: str, letters: str, form: str) -> None:
        """Add a form; the line shows its letters, or its name where it has none."""
        self.addItem(letters or name, form)
        row = self.count() - 1
        self.setItemData(row, name, NAME_ROLE)
        self.setItemData(row, letters, LETTERS_ROLE)
        spoken = tr("{name}: {letters}", name=name, letters=letters) if letters else name
        self.setItemData(row, spoken, Qt.ItemDataRole.AccessibleTextRole)

    def _row_named(self, text: str) -> int:
        """Return the row whose letters or whose name a text is, -1 for none."""
        typed = text.casefold()
        for row in range(self.count() - 1):
            names = (self.itemText(row), str(self.itemData(row, NAME_ROLE)))
            if typed in (name.casefold() for name in names):
                return row
        return -1

    def _settle(self) -> None:
        """Show a form that was called by its name by its letters, and the studio's own by name."""
        row = self._row_named(self.currentText().strip())
        if row >= 0:
            self.setEditText(self.itemText(row))
        elif not self.currentText().strip():
            self.setEditText(self.itemText(0))

    def _on_activated(self, row: int) -> None:
        if self.itemData(row) != _PIECE:
            return
        self.setEditText(self._before)
        if not self._is_stepping:
            self.piece_wanted.emit()

    def _on_text_changed(self, text: str) -> None:
        if text == self.itemText(self.count() - 1):  # which is no form but leads to one
            return
        self._before = text
        self.changed.emit()
