"""The panel at the left: which model, from what, how much and how boldly."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.engine.bundle import first_choice
from chopin_studio.engine.controls import without_unsupported
from chopin_studio.engine.planning.form_files import read_form_model
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.errors import StudioError
from chopin_studio.paths import forms
from chopin_studio.session.drafts.progress import Progress
from chopin_studio.session.generation.endless import Pace, first_part
from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.generation.request_queue import Request
from chopin_studio.session.support.message import Message, MessageKind
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.settings.definition import number_of, switch_of, text_of
from chopin_studio.settings.generation import GenerationGroup
from chopin_studio.settings.model import AppSettings
from chopin_studio.texts import translatable
from chopin_studio.ui.compose.model_box import ModelBox
from chopin_studio.ui.compose.model_card import ModelCard
from chopin_studio.ui.compose.piece_form_dialog import PieceFormDialog
from chopin_studio.ui.compose.seed_chooser import SeedChooser
from chopin_studio.ui.compose.take_form import TakeForm
from chopin_studio.ui.kit.action_button import action_button
from chopin_studio.ui.kit.actions import Actions
from chopin_studio.ui.kit.form_grid import in_a_row
from chopin_studio.ui.kit.number_fields import WholeNumberBox
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.kit.setting_fields import check_box
from chopin_studio.ui.kit.theme import ThemeSwitch

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.engine.seeds import Start

NO_MODEL = translatable(
    "No model is installed. Copy a model into the models folder and restart Chopin Studio."
)
ONE_MODEL = translatable(
    "Only one model is installed, so there is nothing to compare. Use Generate."
)

SETTLED_MS = 300
"""How long a choice must stay before the model reads it: no work for those only passed by."""


class ComposePanel(QWidget):
    """Collects what is needed to make takes, and shows how far it has come.

    `seed_changed` tells that takes would start from something else.
    """

    seed_changed = Signal()

    def __init__(
        self,
        generation: GenerationController,
        settings: AppSettings,
        actions: Actions,
        themes: ThemeSwitch,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._generation = generation
        self._themes = themes
        self.model_box = ModelBox(themes)
        self._card = ModelCard()
        self.seeds = SeedChooser()
        self.form = TakeForm(themes, actions.dice)
        self.notes_box = self.form.length.notes_box
        self.bpm_box, self.own_tempo_box = self.form.bpm_box, self.form.own_tempo_box
        self.temperature, self.top_p = self.form.more.temperature, self.form.more.top_p
        self.random_state_box = self.form.more.random_state_box
        self.renew_box = self.form.more.renew_box
        self.endless_box = check_box(switch_of(GenerationGroup, "endless"))
        self.takes_box = WholeNumberBox.of(number_of(GenerationGroup, "takes"))
        self.progress_bar = QProgressBar()
        self._scroller = _ColumnScroller()
        self._progress_text = PlainLabel()
        self._progress_text.setObjectName("caption")
        self._actions = actions
        self.generate_button = action_button(actions.generate, "primary")
        self.generate_all_button = action_button(actions.generate_all, "beside")
        self.cancel_button = action_button(actions.cancel)
        self.play_seed_button = QToolButton()
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLED_MS)
        self._settling.timeout.connect(self._warm_up)
        self._explain()
        self._lay_out()
        self._fill(settings)
        self._subscribe()
        self._on_generating_changed(False)

    # --- what others ask and tell ---------------------------------------------------------------

    @property
    def bundle(self) -> Bundle | None:
        """The model chosen."""
        index = self.model_box.currentIndex()
        bundles = self._generation.services.bundles
        return bundles[index] if 0 <= index < len(bundles) else None

    @property
    def lacking(self) -> str:
        """Say why no take can be made now; empty where one can."""
        if self.bundle is None:
            return translated(NO_MODEL)
        if self._generation.is_generating:
            return tr("Takes are being generated. Cancel them first.")
        return self.seeds.lacking

    @property
    def no_seed(self) -> str:
        """Say why there is no seed to play; empty where there is one."""
        if self.lacking:
            return self.lacking
        is_random = self.seeds.kind == "random"
        return tr("A random start has no seed to play.") if is_random else ""

    def seed_request(self) -> Request | None:
        """Return what is asked of the model, for its seed alone; None where there is no seed."""
        bundle, start = self.bundle, self.seeds.start
        if bundle is None or start is None or self.no_seed:
            return None
        settings = self._read(start, takes=1)
        return None if settings is None else self._request(bundle, settings)

    def generate(self) -> None:
        """Generate takes of what is chosen."""
        bundle = self.bundle
        settings = self._settings(self.takes_box.value())
        if bundle is None or settings is None:
            return
        is_different = self.form.more.different_box.isChecked()
        request = replace(self._request(bundle, settings), is_different=is_different)
        if self.endless_box.isChecked():
            request = replace(request, settings=first_part(request.settings), pace=Pace())
        self._generation.generate([request])

    def generate_with_all(self) -> None:
        """Generate one take with each model, of what is chosen otherwise."""
        settings = self._settings(takes=1)
        if settings is not None:
            bundles = self._generation.services.bundles
            self._generation.generate([self._request(bundle, settings) for bundle in bundles])

    def _request(self, bundle: Bundle, settings: GenerationSettings) -> Request:
        """Ask a model for what it follows; leave the tempo open where it can and the user wants."""
        if bundle.family.reads_tempo and self.form.own_tempo_box.isChecked():
            settings = replace(settings, bpm=None)
        return Request(bundle, without_unsupported(bundle, settings))

    def _settings(self, takes: int) -> GenerationSettings | None:
        """Read the controls, with the dice thrown; None where no take can be made now."""
        self.seeds.settle()
        start = self.seeds.start
        if start is None or self._generation.is_generating:
            return None
        if self.form.more.renew_box.isChecked():
            self.throw_dice()
        return self._read(start, takes)

    def _read(self, start: Start, takes: int) -> GenerationSettings | None:
        """Read the controls as they stand; None where one is mistyped, which is said."""
        try:
            return self.form.asked(start, takes)
        except StudioError as error:
            self._generation.message.emit(Message(str(error), MessageKind.ERROR, "generate"))
            self.form.plan.select_mistake()
            return None

    def throw_dice(self) -> None:
        """Draw a new random state."""
        self.form.more.throw_dice()

    def remembered(self, settings: AppSettings) -> AppSettings:
        """Return `settings` with every control of this panel as it stands."""
        bundle = self.bundle
        settings = self.form.remembered(settings)
        asked = settings.generation
        return replace(
            settings,
            generation=replace(
                asked,
                bundle_id=bundle.manifest.id if bundle else asked.bundle_id,
                start=self.seeds.kind,
                seed_name=self.seeds.seed_name or asked.seed_name,
                takes=self.takes_box.value(),
                endless=self.endless_box.isChecked(),
            ),
        )

    # --- building -------------------------------------------------------------------------------

    def _explain(self) -> None:
        self.model_box.setToolTip(translated(text_of(GenerationGroup, "bundle_id").help))
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setAccessibleName(tr("Progress"))

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 6, 16, 0)
        column.setSpacing(4)
        column.addWidget(_heading(tr("MODEL")))
        column.addWidget(self.model_box)
        column.addWidget(self._card)
        column.addSpacing(4)
        column.addLayout(self._seed_heading())
        column.addWidget(self.seeds)
        column.addSpacing(4)
        column.addWidget(_heading(tr("TAKE")))
        column.addWidget(self.form)
        column.addStretch(1)
        self._scroller.setWidget(inside)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.setSpacing(0)
        outside.addWidget(self._scroller, 1)
        outside.addWidget(self._foot())

    def _seed_heading(self) -> QHBoxLayout:
        self.play_seed_button.setDefaultAction(self._actions.play_seed)
        self.play_seed_button.setIconSize(QSize(14, 14))
        row = QHBoxLayout()
        row.addWidget(_heading(tr("START FROM")))
        row.addStretch(1)
        row.addWidget(self.play_seed_button)
        return row

    def _foot(self) -> QWidget:
        foot = QFrame()
        layout = QVBoxLayout(foot)
        layout.setContentsMargins(16, 6, 16, 12)
        layout.setSpacing(7)
        layout.addLayout(in_a_row(self.endless_box, self.takes_box))
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
        asked = settings.generation
        self.model_box.set_bundles(self._generation.services.bundles)
        self._choose_model(asked.bundle_id)
        self.takes_box.valueChanged.connect(self._on_takes_changed)
        self._on_takes_changed(self.takes_box.value())
        self.takes_box.setValue(asked.takes)
        self.form.fill(settings)
        self.endless_box.setToolTip(self._actions.endless.toolTip())
        self.endless_box.toggled.connect(self._actions.endless.setChecked)
        self._actions.endless.toggled.connect(self.endless_box.setChecked)
        self.endless_box.toggled.connect(self._refresh_length)
        self.endless_box.setChecked(asked.endless)
        self._on_model_changed()
        self.seeds.choose_seed(asked.seed_name)
        self.seeds.choose_kind(asked.start)
        self._on_start_changed()

    def _choose_model(self, bundle_id: str) -> None:
        """Choose the model of this id, or what a new user begins with where it is not there."""
        bundles, index = self._generation.services.bundles, self.model_box.findData(bundle_id)
        if index < 0 and bundles:
            index = self.model_box.findData(first_choice(bundles).manifest.id)
        self.model_box.setCurrentIndex(index)

    def _subscribe(self) -> None:
        self.model_box.currentIndexChanged.connect(self._on_model_changed)
        self.seeds.changed.connect(self._on_start_changed)
        self.form.plan.form_box.piece_wanted.connect(self._ask_for_piece)
        self._generation.generating_changed.connect(self._on_generating_changed)
        self._generation.progress_changed.connect(self._on_progress)

    # --- news -----------------------------------------------------------------------------------

    def _on_model_changed(self) -> None:
        bundle = self.bundle
        self._card.show_bundle(bundle)
        self.model_box.setEnabled(bundle is not None)
        if bundle is None:
            self.model_box.setToolTip(translated(NO_MODEL))
            return
        self.form.adapt(bundle)
        self.form.more.word_top_p(bundle.samplings)
        self._word_random_start(bundle)
        try:
            self.seeds.set_seeds(bundle.seeds)
        except StudioError as error:
            self.seeds.set_seeds(())
            self._generation.message.emit(Message(str(error), MessageKind.ERROR, "model"))

    def _word_random_start(self, bundle: Bundle) -> None:
        """Name a start without a seed as what it is for a family."""
        words = bundle.family.random_start
        self.seeds.random_button.setText(translated(words.name))
        self.seeds.random_button.setToolTip(translated(words.tip))

    def _ask_for_piece(self) -> None:
        """Have a piece chosen whose form the take is to have."""
        try:
            model = read_form_model(forms())
        except StudioError as error:
            self._generation.message.emit(Message(str(error), MessageKind.ERROR, "form"))
            return
        dialog = PieceFormDialog(model.templates, self._themes, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.form.plan.choose_sections(dialog.chosen))
        dialog.open()

    def _on_start_changed(self) -> None:
        self.form.word_open_choices(self.seeds.kind)
        self._refresh_actions()
        self._settling.start()
        self.seed_changed.emit()

    def _warm_up(self) -> None:
        """Have the model hear the start chosen while the user thinks of other things."""
        bundle, start = self.bundle, self.seeds.start
        if bundle is not None and start is not None:
            self._generation.warm_up(bundle, start)

    def _refresh_length(self) -> None:
        """Ask for a length only where there is to be an end."""
        self.form.set_endless(self.endless_box.isChecked())
        self.takes_box.setEnabled(not self.endless_box.isChecked())

    def _on_takes_changed(self, takes: int) -> None:
        self.takes_box.setSuffix(tr_plural(" takes", " take", takes))

    def _on_generating_changed(self, is_generating: bool) -> None:
        self.generate_button.setVisible(not is_generating)
        self.generate_all_button.setVisible(not is_generating)
        self.cancel_button.setVisible(is_generating)
        self.progress_bar.setVisible(is_generating)
        self._progress_text.setVisible(is_generating)
        self.endless_box.setVisible(not is_generating)
        self.takes_box.setVisible(not is_generating)
        self._refresh_actions()
        self._settling.start()  # other models may have been at work
        self.seed_changed.emit()  # it cannot be played while takes are generated

    def _on_progress(self, done: int, total: int, unit: str) -> None:
        self.progress_bar.setRange(0, total)  # of none, it shows that work goes on
        self.progress_bar.setValue(done)
        self._progress_text.setText(Progress(done, total, unit).words)

    def _refresh_actions(self) -> None:
        lacking = self.lacking
        only_one = translated(ONE_MODEL) if len(self._generation.services.bundles) == 1 else ""
        self._actions.generate.allow(lacking)
        self._actions.generate_all.allow(lacking or only_one)


class _ColumnScroller(QScrollArea):
    """Scrolls up and down only: it is never narrower than what it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Ask for another width as soon as the content does."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for the width of the content and of the scroll bar beside it."""
        hint = super().minimumSizeHint()
        content = self.widget()
        width = content.minimumSizeHint().width() if content is not None else 0
        return QSize(width + self.verticalScrollBar().sizeHint().width(), hint.height())


def _heading(text: str) -> QLabel:
    label = PlainLabel(text)
    label.setObjectName("heading")
    return label
