"""The main window: puts the widgets in their places and connects the actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QByteArray, QLocale, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.export.formats import Exporter
from chopin_studio.library.seed_bars import seed_of
from chopin_studio.library.take import Take
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.generation.seed_player import SeedPlayer
from chopin_studio.session.opening.opened_file import OpenedFile, plain_name
from chopin_studio.session.originality.originality_model import OriginalityModel
from chopin_studio.session.originality.quoted_seeds import QuotedSeeds
from chopin_studio.session.plan.plan_model import PlanModel
from chopin_studio.session.playback.output_model import OutputModel
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.playback.sound_check import single_note
from chopin_studio.session.recording.recording_session import RecordingSession
from chopin_studio.session.score.score_model import ScoreModel
from chopin_studio.session.session import Piece, Session
from chopin_studio.session.study.study_maker import StudyMaker
from chopin_studio.session.study.study_results import StudyResults
from chopin_studio.session.support.formatting import unsaved_at_closing
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.plain_text import as_window_title
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.settings.model import AppSettings
from chopin_studio.texts import translatable
from chopin_studio.ui.beats.beat_controller import BeatController
from chopin_studio.ui.compose.compose_panel import ComposePanel
from chopin_studio.ui.export.export_controller import ExportController
from chopin_studio.ui.files.file_controller import FileController
from chopin_studio.ui.kit.actions import fill_menus, make_actions
from chopin_studio.ui.kit.icons import Icons
from chopin_studio.ui.kit.theme import ThemeSwitch
from chopin_studio.ui.main.about_dialog import AboutDialog, ShortcutsDialog
from chopin_studio.ui.main.cancel_action import CancelAction
from chopin_studio.ui.main.message_bar import MessageBar
from chopin_studio.ui.main.seed_actions import SeedActions
from chopin_studio.ui.main.settings_dialog import SettingsDialog
from chopin_studio.ui.main.undo_actions import UndoActions
from chopin_studio.ui.originality.originality_actions import OriginalityActions
from chopin_studio.ui.plan.plan_controller import PlanController
from chopin_studio.ui.record.record_controller import RecordController
from chopin_studio.ui.roll.header import RollHeader
from chopin_studio.ui.roll.keyboard import KEYBOARD_WIDTH
from chopin_studio.ui.roll.piano_roll import PianoRoll
from chopin_studio.ui.roll.roll_editor import RollEditor
from chopin_studio.ui.score.score_view import ScoreView
from chopin_studio.ui.study.study_actions import StudyActions
from chopin_studio.ui.takes.continue_actions import ContinueActions
from chopin_studio.ui.takes.take_actions import TakeActions
from chopin_studio.ui.takes.takes_panel import TakesPanel
from chopin_studio.ui.transport.playback_actions import NO_PIECE, PlaybackActions
from chopin_studio.ui.transport.transport_bar import TransportBar

CLOSING_MS = 3000
"""How long closing waits for the last note to be made and the drafts to be kept."""

NO_TAKE = translatable("Select a take in the list first.")
STILL_GENERATING = translatable("The take is still being generated. Wait for it or cancel it.")
ONLY_IN_ROLL = translatable("Only the piano roll has rows. Switch to it first.")
NO_FOLDER = translatable("Nothing has been exported yet. Use Export… first.")


@dataclass(frozen=True, slots=True)
class WindowModels:
    """What the window shows and commands."""

    session: Session
    generation: GenerationController
    output_model: OutputModel
    recording_session: RecordingSession
    score: ScoreModel
    originality: OriginalityModel
    plan: PlanModel
    study_results: StudyResults
    study_maker: StudyMaker


class MainWindow(QMainWindow):
    """The window of the studio. It knows where things go; what they do, the models know.

    `closing` tells that it closes for good, before the pool is waited for.
    """

    closing = Signal()

    def __init__(
        self,
        models: WindowModels,
        exporters: tuple[Exporter, ...],
        themes: ThemeSwitch,
        icons: Icons,
        settings: AppSettings,
        save: Callable[[AppSettings], None],
        pool: QThreadPool,
    ) -> None:
        super().__init__()
        self.session = models.session
        self.generation = models.generation
        self.playback: PlaybackModel = models.session.playback
        self.output_model = models.output_model
        self.settings = settings
        self.themes = themes
        self._icons = icons
        self._save = save
        self.pool = pool
        self._warned_of_loss = False
        self.actions_ = make_actions(self)
        self._make_widgets(models, exporters)
        self._lay_out()
        self._connect_actions()
        UndoActions(self.session.library.history, self.actions_.undo, self.actions_.redo, self)
        self._subscribe()
        self._take_up(settings)
        self.panes.setSizes([310, 710, 260])  # after the theme, which decides how small they can be
        self._refresh_actions()
        if settings.window.view == "score":
            self.actions_.show_score.trigger()
        self._view.setFocus()

    # --- building -----------------------------------------------------------------------------

    def _make_widgets(self, models: WindowModels, exporters: tuple[Exporter, ...]) -> None:
        a, originality = self.actions_, models.originality
        self.messages = MessageBar(self.themes, self._icons)
        self.files = FileController(
            self.session, self.pool, a.choose_parts, self.themes, self._icons, self
        )
        self.export_controller = ExportController(
            self.session,
            exporters,
            self.pool,
            self.settings.files.export_folder,
            self.settings.files.export_extension,
            self,
        )
        self.originality = OriginalityActions(
            originality,
            self.session,
            self.pool,
            lambda: self.export_controller.folder,
            lambda: self._icons.icon("play", self.themes.theme),
            QuotedSeeds(
                models.generation.services.bundles,
                SeedPlayer(models.generation.services, self.playback, self.pool, self),
            ),
            self,
        )
        self.studies = StudyActions(
            models.study_results,
            models.study_maker,
            self.session.library,
            self.generation.services,
            QLocale().name()[:2],
            self,
        )
        self.closing.connect(self.studies.close)
        sources = (
            self.session,
            self.generation,
            self.session.library,
            self.output_model,
            self.export_controller,
            self.originality,
            self.files,
        )
        for source in sources:  # at once: widgets may have something to say
            source.message.connect(self.messages.show_message)
        self.compose = ComposePanel(self.generation, self.settings, a, self.themes)
        self.recording = RecordController(
            self.session,
            self.generation,
            self.compose,
            models.recording_session,
            self.themes,
            a,
            self.settings.recording,
            self,
        )
        self.recording.message.connect(self.messages.show_message)
        self.roll = PianoRoll(self.session, self.playback, originality, self.themes)
        self.score = ScoreView(models.score, self.playback, originality, self.themes)
        self.editing = RollEditor(self.session, self.pool, self.roll, self.themes, self._icons)
        self.editing.message.connect(self.messages.show_message)
        self.views = QStackedWidget()
        self.views.addWidget(self.roll)
        self.views.addWidget(self.score)
        self.header = RollHeader(
            self.session,
            (a.show_roll, a.show_score),
            (a.follow, a.zoom_out, a.zoom_in, a.fit),
            self.editing.bar,
        )
        self.beats = BeatController(
            self.session, self.editing.take, self.roll, self.themes, a.show_roll, self
        )
        self.files.beats_wanted.connect(self.beats.begin)
        self.beats.correction.accepted.connect(self._on_beats_corrected)
        self.takes = TakesPanel(
            self.session, self.generation, self.themes, (a.rename, a.export, a.delete)
        )
        self.take_actions = TakeActions(
            self.takes,
            self.session,
            self.generation,
            self.export_controller,
            originality.index_id,
            self.pool,
            self,
        )
        self.take_actions.message.connect(self.messages.show_message)
        self.continue_actions = ContinueActions(
            self.session, self.generation, self.compose, self.editing, self.pool, self
        )
        self.continue_actions.message.connect(self.messages.show_message)
        self.closing.connect(self.continue_actions.close)
        self.seeds = SeedActions(
            self.session,
            self.compose,
            self.continue_actions,
            SeedPlayer(models.generation.services, self.playback, self.pool, self),
            a,
            lambda: a.draw(self._icons, self.themes.theme),
            self,
        )
        self.seeds.message.connect(self.messages.show_message)
        self.roll.offer_for_bars((a.use_seed, self.continue_actions.vary))
        self.plan = PlanController(
            models.plan,
            self.session,
            self.editing.take,
            self.continue_actions,
            self.themes,
            KEYBOARD_WIDTH,
            self,
        )
        self.plan.message.connect(self.messages.show_message)
        CancelAction(
            a.cancel,
            self.generation,
            self.continue_actions.variations,
            self.take_actions.regenerate,
            self,
        )
        self.playback_actions = PlaybackActions(
            a, self.session, self.output_model, self._icons, self.themes, self
        )
        self.playback_actions.message.connect(self.messages.show_message)
        self.transport = TransportBar(
            self.playback,
            self.output_model,
            self.themes,
            self._icons,
            (a.to_start, a.play, a.stop, a.loop, a.metronome),
            a.panic,
        )

    def _lay_out(self) -> None:
        self.setWindowTitle("Chopin Studio")
        self.setWindowIcon(self._icons.app_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(980, 600))
        self.resize(1280, 800)
        fill_menus(self.menuBar(), self.actions_)
        self.files.fill_menu(self.actions_.choose_parts)
        self.editing.fill_menus(self.menuBar(), self.actions_.rename, self.actions_.follow)
        self.beats.fill_menu()
        self.plan.fill_menus(self.menuBar(), self.editing.show_lanes)
        self.take_actions.fill_menus()
        self.continue_actions.fill_menu()
        self.originality.fill_menu()
        self.studies.fill_menu()
        middle = QWidget()
        column = _column(middle)
        column.addWidget(self.header)
        column.addWidget(self.plan.lane)
        column.addWidget(self.beats.bar)
        column.addWidget(self.views, 1)
        column.addWidget(self.originality.strip)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        for widget in (self.compose, middle, self.takes):
            self.panes.addWidget(widget)
        self.takes.setMinimumWidth(220)
        self.panes.setStretchFactor(1, 1)
        centre = QWidget()
        rows = _column(centre)
        rows.addWidget(self.messages)
        rows.addWidget(self.panes, 1)
        rows.addWidget(self.transport)
        self.setCentralWidget(centre)
        # Del belongs to the list: elsewhere it must not throw a take away.
        self.actions_.delete.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.takes.addAction(self.actions_.delete)

    def _connect_actions(self) -> None:
        a = self.actions_
        for action, command in (
            (a.open_file, self.files.ask),
            (a.export, self.take_actions.export),
            (a.export_again, self.export_controller.again),
            (a.quit, self.close),
            (a.rename, self.takes.rename_selected),
            (a.delete, self.takes.delete_selected),
            (a.settings, self.ask_for_settings),
            (a.generate, self.compose.generate),
            (a.generate_all, self.compose.generate_with_all),
            (a.dice, self.compose.throw_dice),
            (a.record, self.recording.open),
            (a.record_now, self.recording.toggle),
            (a.answer, self.recording.answer),
            (a.show_roll, lambda: self._show_view(self.roll)),
            (a.show_score, lambda: self._show_view(self.score)),
            (a.zoom_in, lambda: self._view.zoom_in()),
            (a.zoom_out, lambda: self._view.zoom_out()),
            (a.fit, lambda: self._view.fit()),
            (a.taller, self.roll.taller_rows),
            (a.flatter, self.roll.flatter_rows),
            (a.shortcuts, lambda: _open(ShortcutsDialog(self.menuBar(), self))),
            (a.about, lambda: _open(AboutDialog(self._icons, self))),
        ):
            action.triggered.connect(lambda _checked=False, run=command: run())
        a.follow.toggled.connect(self._on_follow_toggled)

    def _subscribe(self) -> None:
        self.session.file_opened.connect(self._on_file_opened)
        self.session.opener.ended.connect(lambda: self.messages.dismiss_topic("open"))
        self.files.dismissed.connect(self.messages.dismiss_topic)
        self.session.piece_changed.connect(self._refresh_actions)
        self.session.piece_changed.connect(self._on_piece_changed)
        self.session.piece_kept.connect(self._refresh_actions)
        self.session.notes_added.connect(self.transport.refresh_music)
        self.session.piece_kept.connect(self.transport.refresh_music)
        self.session.piece_edited.connect(self.transport.refresh_music)
        self.export_controller.changed.connect(self._refresh_actions)
        self.takes.selection_changed.connect(self._refresh_actions)
        self.generation.generating_changed.connect(self._on_generating_changed)
        self.compose.seeds.file_wanted.connect(self.files.ask)
        self.roll.key_clicked.connect(self._sound_key)
        self.themes.changed.connect(self._on_theme_changed)
        self.plan.lane.follow(self.roll)
        self.roll.view_changed.connect(self.plan.lane.redraw)
        self.score.view_changed.connect(self._show_plan_in_view)
        self.plan.lane.choice_moved.connect(self._reveal_choice)

    def _take_up(self, settings: AppSettings) -> None:
        """Be as the settings say."""
        self.settings = settings
        playback = settings.playback
        self.session.auto_play = playback.auto_play
        self.session.seed_start = playback.seed_start
        self.output_model.set_up(settings.output)
        self.take_actions.take_up(settings.takes)
        self.editing.take_up(settings.editing)
        self.plan.take_up(settings.window)
        self.files.take_up(settings.files)
        self.actions_.follow.setChecked(playback.follow_playhead)
        self.playback_actions.take_up(playback)
        self.roll.follows = self.score.follows = playback.follow_playhead
        self.themes.choose(settings.appearance.theme)

    def restore(self) -> None:
        """Take the place and the proportions that the window had last."""
        window = self.settings.window
        if window.geometry:
            self.restoreGeometry(_bytes(window.geometry))
        if window.panes:
            self.panes.restoreState(_bytes(window.panes))

    # --- commands -----------------------------------------------------------------------------

    def ask_for_settings(self) -> None:
        """Let the user change theme and habits."""
        dialog = SettingsDialog(
            self._with_playback(self.settings), self.output_model.audio_drivers, self
        )
        dialog.accepted.connect(lambda: self.apply_settings(dialog.settings))
        _open(dialog)

    def apply_settings(self, settings: AppSettings) -> None:
        """Put changed settings into effect, and save them."""
        self._take_up(settings)
        self.save_settings()

    def save_settings(self) -> None:
        """Write down every control as it stands."""
        settings = self._with_playback(self.compose.remembered(self.settings))
        settings = replace(
            settings,
            window=replace(
                self.plan.remembered(settings.window),
                geometry=_text(self.saveGeometry()),
                panes=_text(self.panes.saveState()),
                view="score" if self._view is self.score else "roll",
            ),
            output=replace(
                settings.output, name=self.output_model.wanted, volume=self.playback.volume
            ),
            recording=self.recording.remembered(settings.recording),
            files=replace(
                self.files.remembered(settings.files),
                export_folder=self.export_controller.folder,
                export_extension=self.export_controller.extension,
            ),
        )
        self.settings = settings
        try:
            self._save(settings)
        except Exception as error:  # whatever it is, it must not keep the window from closing
            self.messages.show_message(message_of(error, "settings"))

    def _with_playback(self, settings: AppSettings) -> AppSettings:
        """Return `settings` with what the menus have switched on and off."""
        return replace(
            settings,
            editing=self.editing.remembered(settings.editing),
            takes=self.take_actions.remembered(settings.takes),
            playback=replace(
                settings.playback,
                follow_playhead=self.roll.follows,
                metronome=self.playback.clicks,
                count_in=self.playback.counts_in,
                strict_tempo=self.playback.is_strict,
            ),
        )

    # --- news ---------------------------------------------------------------------------------

    def _on_generating_changed(self, is_generating: bool) -> None:
        if is_generating:
            self.save_settings()
            if self.compose.seeds.kind == "file":  # what is made of it keeps it
                self.session.library.keep_held(self.compose.seeds.take_id)
        self._refresh_actions()

    def _on_piece_changed(self, piece: Piece | None) -> None:
        if piece is not None and piece.draft is None:  # it was opened, so what failed is over
            self.messages.dismiss_topic("open")

    def _on_file_opened(self, opened: OpenedFile, take: Take) -> None:
        """Start the next take from a file that was opened."""
        name = plain_name(opened.path.name)
        self.compose.seeds.set_music(opened.music.excerpt, name, take.id)

    def _on_beats_corrected(self, music: Excerpt) -> None:
        """Start from the music in its new bars, if the next take starts from that music."""
        seeds, piece = self.compose.seeds, self.session.piece
        is_seed = piece is not None and piece.take is not None and piece.take.id == seeds.take_id
        if is_seed and piece is not None and seeds.kind == "file":
            seeds.set_music(seed_of(music), piece.title, seeds.take_id)

    def _on_follow_toggled(self, follows: bool) -> None:
        self.roll.follows = self.score.follows = follows

    def _on_theme_changed(self) -> None:
        self.actions_.draw(self._icons, self.themes.theme)

    @property
    def _view(self) -> PianoRoll | ScoreView:
        """The view of the music that is in front."""
        return self.score if self.views.currentWidget() is self.score else self.roll

    def _show_view(self, view: PianoRoll | ScoreView) -> None:
        had_focus = self._view.hasFocus()
        self.views.setCurrentWidget(view)
        self.plan.lane.follow(self.roll if view is self.roll else None)
        self._show_plan_in_view()
        if had_focus:
            view.setFocus()
        self._refresh_actions()

    def _show_plan_in_view(self) -> None:
        """Mark in the plan what the score shows; the roll has the plan over its bars."""
        in_score = self._view is self.score
        self.plan.lane.show_in_view(self.score.ticks_in_view() if in_score else None)

    def _reveal_choice(self) -> None:
        section = self.plan.choice.section
        if section is not None and self._view is self.roll:
            self.roll.reveal(section.start_tick)

    def _sound_key(self, pitch: int) -> None:
        self.playback.audition(single_note(pitch))

    def _refresh_actions(self) -> None:
        a, piece = self.actions_, self.session.piece
        no_piece = "" if piece is not None else translated(NO_PIECE)
        generating = STILL_GENERATING if piece is not None and piece.is_being_generated else ""
        no_take = "" if self.takes.selected_take is not None else translated(NO_TAKE)
        several = len(self.takes.selected_takes) > 1
        a.export.allow("" if several else no_piece or generating)
        a.export_again.allow(
            no_piece
            or generating
            or ("" if self.export_controller.folder else translated(NO_FOLDER))
        )
        a.fit.allow(no_piece)
        for action in (a.rename, a.delete):
            action.allow(no_take)
        for action in (a.taller, a.flatter):
            action.allow("" if self._view is self.roll else translated(ONLY_IN_ROLL))
        title = (
            tr("{title} — Chopin Studio", title=piece.title)
            if piece and piece.title
            else "Chopin Studio"
        )
        self.setWindowTitle(as_window_title(title))

    # --- Qt's events --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Press the focused button with Enter, since Space plays."""
        focused = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            focused, QAbstractButton
        ):
            focused.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Show what dropping the files that are dragged would do."""
        self.files.drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Keep refusing what is not music."""
        self.files.drag(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """Show the window as it was."""
        self.files.drag_ended()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open the files dropped."""
        self.files.drop(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Stop and silence everything first, then keep what there is.

        Where takes cannot be kept, the first attempt to close is refused with a warning.
        """
        unkept = self.editing.close()
        lost = unkept + len(self.session.library.retry_unsaved())
        if lost and not self._warned_of_loss:
            self._warned_of_loss = True
            self.playback.transport.pause()
            self.messages.show_message(Message(unsaved_at_closing(lost), MessageKind.ERROR))
            event.ignore()
            return
        self.take_actions.close()
        self.recording.close()
        self.playback.close()
        self.output_model.close()
        self.playback.transport.output.close()
        self.generation.close()
        self.export_controller.close()
        self.closing.emit()
        self.pool.waitForDone(CLOSING_MS)
        self.session.library.retry_unsaved()
        self.save_settings()
        super().closeEvent(event)


def _open(dialog: QDialog) -> None:
    """Show a dialog over the window; it is gone once it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _column(parent: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


def _text(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode("ascii")


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode("ascii", "ignore"))
