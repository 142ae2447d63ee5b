"""What a take starts from: a Chopin opening, nothing, or music of the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QObject,
    QRegularExpression,
    QSize,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QCompleter,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, RandomStart, Start
from chopin_studio.session.support.formatting import alphabetically, bar_count, note_count
from chopin_studio.session.support.plain_text import as_caption, as_tooltip
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.form_grid import in_a_row
from chopin_studio.ui.kit.number_fields import offers_space

if TYPE_CHECKING:
    from chopin_studio.engine.seeds import LibrarySeed
    from chopin_studio.music.excerpt import Excerpt

CHOOSE_FILE = translatable("Open a file…")
PLAY_PHRASE = translatable("Play a phrase…")


class SeedChooser(QWidget):
    """Four ways to begin. `changed` tells of a choice.

    `file_wanted` asks for a file dialog, `record_wanted` for the window in which to record.
    """

    changed = Signal()
    file_wanted = Signal()
    record_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._excerpt: Excerpt | None = None
        self.take_id = ""  # of the take that the user's own music is, or is taken from
        self._recording: Excerpt | None = None
        self.library_button = _StartOption(tr("A Chopin opening"))
        self.random_button = _StartOption(tr("Random start"))
        self.file_button = _StartOption(tr("My own music"))
        self.record_button = _StartOption(tr("Record…"))
        self.seed_box = _SearchBox()
        self.open_button = QPushButton(translated(CHOOSE_FILE))
        self.play_button = QPushButton(translated(PLAY_PHRASE))
        self._group = QButtonGroup(self)
        self._add_tooltips()
        self._lay_out()
        for button in (
            *(self.library_button, self.random_button),
            *(self.file_button, self.record_button),
        ):
            self._group.addButton(button)
            button.toggled.connect(self._on_toggled)
        self.library_button.setChecked(True)
        self.open_button.clicked.connect(self.file_wanted)
        self.play_button.clicked.connect(self.record_wanted)
        self.seed_box.activated.connect(lambda: self.library_button.setChecked(True))
        self.seed_box.currentIndexChanged.connect(lambda: self.changed.emit())

    def _add_tooltips(self) -> None:
        self.library_button.setToolTip(tr("Continue the opening of a piece by Chopin"))
        self.random_button.setToolTip(tr("Start from nothing, at random"))
        self.file_button.setToolTip(
            tr(
                "Continue your own music: a file that you open or drop on the window, or any bars "
                "that you mark on the ruler (Ctrl+Alt+S)"
            )
        )
        self.seed_box.setAccessibleName(tr("Library seed"))
        self.open_button.setToolTip(tr("Open a file of music to continue (Ctrl+O)"))
        self.record_button.setToolTip(tr("Continue a phrase you play"))
        self.play_button.setToolTip(tr("Open the Record window (Ctrl+R)"))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        for widget in (self.library_button, self.seed_box, self.random_button):
            layout.addWidget(widget)
        own = in_a_row(self.file_button, self.record_button)
        own.setStretch(1, 1)
        layout.addLayout(own)
        for button in (self.open_button, self.play_button):
            layout.addWidget(button)

    @property
    def kind(self) -> str:
        """Which way is chosen: library, random, file or recording."""
        if self.random_button.isChecked():
            return "random"
        if self.record_button.isChecked():
            return "recording"
        return "file" if self.file_button.isChecked() else "library"

    @property
    def seed_name(self) -> str:
        """The library seed chosen; empty where there is none."""
        return str(self.seed_box.currentData() or "")

    @property
    def start(self) -> Start | None:
        """What to begin from; None while it is not yet known, and `lacking` says why."""
        if self.kind == "random":
            return RandomStart()
        if self.kind == "file":
            excerpt = self._excerpt
            return ExcerptStart(excerpt) if excerpt is not None and excerpt.notes else None
        if self.kind == "recording":
            return ExcerptStart(self._recording) if self._recording is not None else None
        return LibraryStart(self.seed_name) if self.seed_name else None

    @property
    def lacking(self) -> str:
        """Say what must be chosen before a take can begin; empty where nothing must."""
        if self.start is not None:
            return ""
        if self.kind == "file" and self._excerpt is not None:
            return tr("That music has no piano notes. Open another file first.")
        if self.kind == "file":
            return tr("Open a file to start from first, or mark bars on the ruler.")
        if self.kind == "recording":
            return tr("Record a phrase to start from first.")
        return tr("Choose an opening to start from first.")

    def settle(self) -> None:
        """Turn what is being typed into the choice that it finds."""
        self.seed_box.settle()

    def set_seeds(self, seeds: tuple[LibrarySeed, ...]) -> None:
        """List a model's seeds, keeping the choice where the model has it too."""
        before = self.seed_name
        self.seed_box.blockSignals(True)
        self.seed_box.clear()
        for seed in sorted(seeds, key=lambda seed: alphabetically(seed.title)):
            self.seed_box.addItem(seed.title, seed.name)
            self.seed_box.setItemData(
                self.seed_box.count() - 1, as_tooltip(seed.title), Qt.ItemDataRole.ToolTipRole
            )
        self.seed_box.blockSignals(False)
        self.choose_seed(before)
        self.changed.emit()

    def choose_seed(self, name: str) -> None:
        """Choose a library seed by its short name, the first where there is no such."""
        index = self.seed_box.findData(name)
        self.seed_box.setCurrentIndex(max(index, 0) if self.seed_box.count() else -1)
        self.seed_box.show_tip()
        line = self.seed_box.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def choose_kind(self, kind: str) -> None:
        """Choose a way to begin."""
        {
            "random": self.random_button,
            "file": self.file_button,
            "recording": self.record_button,
        }.get(kind, self.library_button).setChecked(True)

    def set_music(self, excerpt: Excerpt, name: str, take_id: str = "") -> None:
        """Start from music of the user's own, called `name`; `take_id` is the take it is from."""
        self._excerpt, self.take_id = excerpt, take_id
        metrics = self.open_button.fontMetrics()
        caption = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, 210)
        self.open_button.setText(as_caption(caption))
        tip = tr(
            "{name}\n{notes}\nClick to open another file (Ctrl+O)",
            name=name,
            notes=note_count(len(excerpt.notes)),
        )
        self.open_button.setToolTip(as_tooltip(tip))
        self.file_button.setChecked(True)
        self._on_toggled()

    def set_recording(self, excerpt: Excerpt) -> None:
        """Start from this phrase, which has one note at least."""
        self._recording = excerpt
        bars = excerpt.meters.bar_at(excerpt.end_tick - 1).number
        self.play_button.setText(f"{note_count(len(excerpt.notes))}, {bar_count(bars)}")
        self.record_button.setChecked(True)
        self._on_toggled()

    def _on_toggled(self) -> None:
        self.seed_box.setVisible(self.kind == "library")
        self.open_button.setVisible(self.kind == "file")
        self.play_button.setVisible(self.kind == "recording")
        self.changed.emit()


class _StartOption(QRadioButton):
    """A radio button that the space bar chooses; once it is chosen, that key plays again."""

    def event(self, event: QEvent) -> bool:
        """Claim the space bar before the menus where there is something to choose."""
        if offers_space(event) and not self.isChecked():
            event.accept()
            return True
        return super().event(event)


class _SearchBox(QComboBox):
    """A drop-down list that finds its items by any part of their text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(18)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(tr("Search the library…"))
            line.setAcceptDrops(False)  # a file dropped here is for the window
            line.editingFinished.connect(self.settle)
            line.textEdited.connect(self._find)  # before the completer, which shows what is found
            line.installEventFilter(self)
        self.currentTextChanged.connect(self.show_tip)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self.model())
        completer = QCompleter(self._found, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(14)
        popup = completer.popup()
        if isinstance(popup, QAbstractItemView):
            popup.setObjectName("completions")
        self.setCompleter(completer)

    def show_tip(self) -> None:
        """Give the whole title in the tooltip, since it may not fit into the box."""
        tip = tr(
            "{currentText}\nType any part of a title to find it", currentText=self.currentText()
        ).strip()
        self.setToolTip(as_tooltip(tip))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Select the whole title on entering, so that typing begins a search."""
        line = self.lineEdit()
        if event.type() is QEvent.Type.FocusIn and line is not None and watched is line:
            QTimer.singleShot(0, line, line.selectAll)
        return super().eventFilter(watched, event)

    def _find(self, typed: str) -> None:
        """Leave the titles in the pop-up that have every word typed, in whatever order."""
        ahead = "".join(f"(?=.*{QRegularExpression.escape(word)})" for word in typed.split())
        options = QRegularExpression.PatternOption.CaseInsensitiveOption
        self._found.setFilterRegularExpression(QRegularExpression(f"^{ahead}", options))

    def settle(self) -> None:
        """Turn what was typed into a choice, or go back to the one before."""
        typed = self.currentText().strip().lower()
        if typed == self.itemText(self.currentIndex()).lower():
            return
        titles = [self.itemText(row).lower() for row in range(self.count())]
        matches = [row for row, title in enumerate(titles) if _has_words(title, typed)]
        whole = [row for row in matches if titles[row] == typed]
        if typed and matches:
            self.setCurrentIndex((whole or matches)[0])
            # The title found may be the one chosen before, which changes no text by itself.
        self.setEditText(self.itemText(self.currentIndex()))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a modest width; long titles are elided."""
        return QSize(220, super().sizeHint().height())


def _has_words(title: str, typed: str) -> bool:
    """Whether every word typed is found in the title, in whatever order."""
    return all(word in title for word in typed.split())
