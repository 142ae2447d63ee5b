"""The panel at the left: which model, from what, how much and how boldly."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.engine.settings import MAX_NOTES, MAX_TAKES, GenerationSettings
from chopin_studio.errors import StudioError
from chopin_studio.settings import AppSettings
from chopin_studio.ui.actions import Actions
from chopin_studio.ui.making import Request
from chopin_studio.ui.message import Message, MessageKind
from chopin_studio.ui.model_box import ModelBox
from chopin_studio.ui.model_card import ModelCard
from chopin_studio.ui.number_fields import FractionField, WholeNumberBox
from chopin_studio.ui.seed_chooser import SeedChooser
from chopin_studio.ui.studio import Studio
from chopin_studio.ui.theme import ThemeSwitch
from chopin_studio.ui.wording import count

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.music.excerpt import Excerpt

MAX_DICE = 999_999
"""The dice throw numbers that a person can read aloud; larger ones may be typed."""

NO_MODEL = "No model is installed. Put a model folder into the models folder and start again."
ONE_MODEL = "Only one model is installed, so there is nothing to compare: use Generate."
NOTHING_TO_CANCEL = "No take is being made."


class ComposePanel(QWidget):
    """Collects what the studio needs to make takes, and shows how far it has come."""

    def __init__(
        self,
        studio: Studio,
        settings: AppSettings,
        actions: Actions,
        themes: ThemeSwitch,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._studio = studio
        self.model_box = ModelBox(themes)
        self._card = ModelCard()
        self.seeds = SeedChooser()
        self.notes_box = WholeNumberBox(1, MAX_NOTES, 10, "Length in notes and chords")
        self.takes_box = WholeNumberBox(1, MAX_TAKES, 1, "How many takes to make at once")
        self.temperature = FractionField(0.0, 2.0, "Temperature")
        self.top_p = FractionField(0.05, 1.0, "Top-p")
        self.bpm_box = WholeNumberBox(30, 240, 1, "Tempo of the take, in quarter notes a minute")
        self.own_tempo_box = QCheckBox("The seed's own")
        self.random_state_box = WholeNumberBox(0, 2**31 - 1, 1, "Random state")
        self.renew_box = QCheckBox("A new one each time")
        self.progress_bar = QProgressBar()
        self._progress_text = QLabel()
        self._progress_text.setObjectName("caption")
        self._actions = actions
        self.generate_button = _action_button(actions.generate, "primary")
        self.generate_all_button = _action_button(actions.generate_all, "beside")
        self.cancel_button = _action_button(actions.cancel)
        self._explain()
        self._lay_out(actions.dice)
        self._fill(settings)
        self._subscribe()
        self._on_generating_changed(False)

    # --- what others ask and tell ---------------------------------------------------------------

    @property
    def bundle(self) -> Bundle | None:
        """The model chosen."""
        index = self.model_box.currentIndex()
        bundles = self._studio.services.bundles
        return bundles[index] if 0 <= index < len(bundles) else None

    @property
    def lacking(self) -> str:
        """Say why no take can be made now; empty where one can."""
        if self.bundle is None:
            return NO_MODEL
        if self._studio.is_generating:
            return "Takes are being made; cancel them first."
        return self.seeds.lacking

    def generate(self) -> None:
        """Have the studio make takes of what is chosen."""
        bundle = self.bundle
        settings = self._settings(self.takes_box.value())
        if bundle is not None and settings is not None:
            self._studio.generate([self._request(bundle, settings)])

    def generate_with_all(self) -> None:
        """Have the studio make one take with each model, of what is chosen otherwise."""
        settings = self._settings(takes=1)
        if settings is not None:
            bundles = self._studio.services.bundles
            self._studio.generate([self._request(bundle, settings) for bundle in bundles])

    def _request(self, bundle: Bundle, settings: GenerationSettings) -> Request:
        """Leave the tempo to the seed where the model can and the user wants it."""
        if _has_own_tempo(bundle) and self.own_tempo_box.isChecked():
            settings = replace(settings, bpm=None)
        return Request(bundle, settings)

    def _settings(self, takes: int) -> GenerationSettings | None:
        """Read the controls, with the dice thrown; None where no take can be made now."""
        self.seeds.settle()
        start = self.seeds.start
        if start is None or self._studio.is_generating:
            return None
        if self.renew_box.isChecked():
            self.throw_dice()
        try:
            return GenerationSettings(
                start=start,
                notes=self.notes_box.value(),
                takes=takes,
                temperature=self.temperature.value,
                top_p=self.top_p.value,
                random_state=self.random_state_box.value(),
                bpm=float(self.bpm_box.value()),
            )
        except StudioError as error:
            self._studio.message.emit(Message(str(error), MessageKind.ERROR, "generate"))
            return None

    def throw_dice(self) -> None:
        """Draw a new random state."""
        self.random_state_box.setValue(secrets.randbelow(MAX_DICE) + 1)

    def remembered(self, settings: AppSettings) -> AppSettings:
        """Give `settings` with every control of this panel as it stands."""
        bundle = self.bundle
        return replace(
            settings,
            bundle_id=bundle.manifest.id if bundle else settings.bundle_id,
            start=self.seeds.kind,
            seed_name=self.seeds.seed_name or settings.seed_name,
            notes=self.notes_box.value(),
            takes=self.takes_box.value(),
            temperature=self.temperature.value,
            top_p=self.top_p.value,
            random_state=self.random_state_box.value(),
            new_random_state_each_time=self.renew_box.isChecked(),
            bpm=float(self.bpm_box.value()),
            own_tempo=self.own_tempo_box.isChecked(),
        )

    # --- building -------------------------------------------------------------------------------

    def _explain(self) -> None:
        self.model_box.setToolTip("The model that composes")
        self.temperature.setToolTip(
            "How bold the model is: 0 always takes the likeliest note, "
            "1 composes as it learnt to, above 1 it takes risks"
        )
        self.top_p.setToolTip(
            "Leaves out the unlikeliest notes: 1 keeps all, 0.9 keeps those that make up "
            "nine tenths of the probability"
        )
        self.random_state_box.setToolTip(
            "The number that decides the dice: the same number, model, seed and settings "
            "give the same take again"
        )
        self.renew_box.setToolTip("Draw a new random state whenever Generate is pressed")
        self.bpm_box.setPrefix("♩ = ")
        self.own_tempo_box.setToolTip(
            "Keep the tempo of the music that the take begins with; "
            "from a random start, that of a piece by Chopin"
        )
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setAccessibleName("Progress")

    def _lay_out(self, dice: QAction) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(7)
        column.addWidget(_heading("MODEL"))
        column.addWidget(self.model_box)
        column.addWidget(self._card)
        column.addSpacing(8)
        column.addWidget(_heading("START FROM"))
        column.addWidget(self.seeds)
        column.addSpacing(8)
        column.addWidget(_heading("TAKE"))
        column.addLayout(self._take_grid(dice))
        column.addStretch(1)
        scroll = _ColumnScroller()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.setSpacing(0)
        outside.addWidget(scroll, 1)
        outside.addWidget(self._foot())

    def _take_grid(self, dice: QAction) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        dice_button = QToolButton()
        dice_button.setDefaultAction(dice)
        dice_row = QHBoxLayout()
        dice_row.setSpacing(4)
        dice_row.addWidget(self.random_state_box, 1)
        dice_row.addWidget(dice_button)
        tempo_row = QHBoxLayout()
        tempo_row.setSpacing(8)
        tempo_row.addWidget(self.bpm_box, 1)
        tempo_row.addWidget(self.own_tempo_box)
        length_row = QHBoxLayout()
        length_row.setSpacing(8)
        length_row.addWidget(self.notes_box, 3)
        length_row.addWidget(self.takes_box, 2)
        rows: tuple[tuple[str, QWidget | QHBoxLayout, QWidget], ...] = (
            ("Length", length_row, self.notes_box),
            ("Tempo", tempo_row, self.bpm_box),
            ("Temperature", self.temperature, self.temperature.box),
            ("Top-p", self.top_p, self.top_p.box),
            ("Random state", dice_row, self.random_state_box),
        )
        for row, (name, field, buddy) in enumerate(rows):
            label = QLabel(name)
            label.setBuddy(buddy)
            label.setToolTip(buddy.toolTip())
            grid.addWidget(label, row, 0)
            if isinstance(field, QWidget):
                grid.addWidget(field, row, 1)
            else:
                grid.addLayout(field, row, 1)
        grid.addWidget(self.renew_box, len(rows), 1)
        return grid

    def _foot(self) -> QWidget:
        foot = QFrame()
        layout = QVBoxLayout(foot)
        layout.setContentsMargins(16, 10, 16, 14)
        layout.setSpacing(7)
        layout.addWidget(self._progress_text)
        layout.addWidget(self.progress_bar)
        row = QHBoxLayout()
        row.setSpacing(7)
        row.addWidget(self.generate_button, 1)
        row.addWidget(self.generate_all_button)
        layout.addLayout(row)
        layout.addWidget(self.cancel_button)
        return foot

    def _fill(self, settings: AppSettings) -> None:
        self.model_box.set_bundles(self._studio.services.bundles)
        self.model_box.setCurrentIndex(max(self.model_box.findData(settings.bundle_id), 0))
        self.notes_box.setSuffix(" notes")
        self.takes_box.valueChanged.connect(self._on_takes_changed)
        self._on_takes_changed(self.takes_box.value())
        self.notes_box.setValue(settings.notes)
        self.takes_box.setValue(settings.takes)
        self.temperature.set_value(settings.temperature)
        self.top_p.set_value(settings.top_p)
        self.bpm_box.setValue(round(settings.bpm))
        self.own_tempo_box.toggled.connect(self._refresh_tempo)
        self.own_tempo_box.setChecked(settings.own_tempo)
        self.random_state_box.setValue(settings.random_state)
        self.renew_box.setChecked(settings.new_random_state_each_time)
        self._on_model_changed()
        self.seeds.choose_seed(settings.seed_name)
        self.seeds.choose_kind(settings.start)

    def _subscribe(self) -> None:
        self.model_box.currentIndexChanged.connect(self._on_model_changed)
        self.seeds.changed.connect(self._refresh_actions)
        self._studio.midi_opened.connect(self._on_midi_opened)
        self._studio.generating_changed.connect(self._on_generating_changed)
        self._studio.progress_changed.connect(self._on_progress)

    # --- news -----------------------------------------------------------------------------------

    def _on_model_changed(self) -> None:
        bundle = self.bundle
        self._card.show_bundle(bundle)
        self.model_box.setEnabled(bundle is not None)
        self._refresh_tempo()
        if bundle is None:
            self.model_box.setToolTip(NO_MODEL)
            return
        try:
            self.seeds.set_seeds(bundle.seeds)
        except StudioError as error:
            self.seeds.set_seeds(())
            self._studio.message.emit(Message(str(error), MessageKind.ERROR, "model"))

    def _refresh_tempo(self) -> None:
        """Offer the seed's own tempo where the model knows it."""
        has_own = self.bundle is not None and _has_own_tempo(self.bundle)
        self.own_tempo_box.setVisible(has_own)
        self.bpm_box.setEnabled(not (has_own and self.own_tempo_box.isChecked()))

    def _on_takes_changed(self, takes: int) -> None:
        self.takes_box.setSuffix(" take" if takes == 1 else " takes")

    def _on_midi_opened(self, path: Path, excerpt: Excerpt) -> None:
        self.seeds.set_file(path, excerpt)

    def _on_generating_changed(self, is_generating: bool) -> None:
        self.generate_button.setVisible(not is_generating)
        self.generate_all_button.setVisible(not is_generating)
        self.cancel_button.setVisible(is_generating)
        self.progress_bar.setVisible(is_generating)
        self._progress_text.setVisible(is_generating)
        self._refresh_actions()

    def _on_progress(self, done: int, total: int) -> None:
        self.progress_bar.setRange(0, max(total, 1))
        self.progress_bar.setValue(done)
        self._progress_text.setText(f"{done:,} of {count(total, 'note')}")

    def _refresh_actions(self) -> None:
        lacking = self.lacking
        only_one = ONE_MODEL if len(self._studio.services.bundles) == 1 else ""
        self._actions.generate.allow(lacking)
        self._actions.generate_all.allow(lacking or only_one)
        self._actions.cancel.allow("" if self._studio.is_generating else NOTHING_TO_CANCEL)


class _ColumnScroller(QScrollArea):
    """Scrolls up and down only: it is never narrower than what it holds."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for the width of the content and of the scroll bar beside it."""
        hint = super().minimumSizeHint()
        content = self.widget()
        width = content.minimumSizeHint().width() if content is not None else 0
        return QSize(width + self.verticalScrollBar().sizeHint().width(), hint.height())


def _has_own_tempo(bundle: Bundle) -> bool:
    """Whether a model reads the tempo of what it begins with; the classic family knows none."""
    return bundle.manifest.family != "classic"


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("heading")
    return label


def _action_button(action: QAction, name: str = "") -> QPushButton:
    """Make a push button that does what an action does, and looks as able as it is.

    `name` is what the style sheet knows it by.
    """
    button = QPushButton()
    button.setObjectName(name)

    def refresh() -> None:
        button.setText(action.iconText())
        button.setAccessibleName(action.text().replace("&", ""))
        button.setToolTip(action.toolTip())
        button.setIcon(action.icon())
        button.setEnabled(action.isEnabled())

    refresh()
    action.changed.connect(refresh)
    button.clicked.connect(action.trigger)
    button.setIconSize(QSize(18, 18))
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
