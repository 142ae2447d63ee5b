"""The window in which to play: a phrase to start from, or only along."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from chopin_studio.session.recording.computer_keyboard import ComputerKeyboard
from chopin_studio.session.recording.recording_session import RecordingSession, RecordingState
from chopin_studio.session.support.formatting import note_count
from chopin_studio.session.support.message import Message
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.settings.recording import RecordingGroup
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.action_button import action_button
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.kit.theme import ThemeSwitch
from chopin_studio.ui.record.on_screen_piano import OnScreenPiano
from chopin_studio.ui.record.phrase_editor import PhraseEditor
from chopin_studio.ui.record.record_controls import RecordControls

KEYS_HELP = translatable("Letters A to P play · Z X octave · C V softer, louder")
NO_PHRASE = translatable("Record a phrase first.")
_REDRAWS = 8
"""A phrase that grows is drawn anew at every so many looks, a long one more seldom."""

_NOTES_A_LOOK = 25


class RecordWindow(QWidget):
    """Shows input, phrase and keys; the session records, and its owner acts on what is wanted.

    It is a tool window, so that the keys of the main window, such as Space and Esc, work in it.
    """

    hear_wanted = Signal(object)
    use_wanted = Signal(object)
    continue_wanted = Signal(object)

    def __init__(
        self,
        recording_session: RecordingSession,
        themes: ThemeSwitch,
        settings: RecordingGroup,
        actions: tuple[QAction, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self.setWindowTitle(tr("Record"))
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._live = live = recording_session.live
        self._recording_session = recording_session
        self._looks = 0
        self._notice = ""
        self.controls = RecordControls(live, settings)
        self.editor = PhraseEditor(themes, settings.grid)
        self.keys = OnScreenPiano(themes.theme)
        self.keyboard = ComputerKeyboard(live.playing.strike, live.playing.release)
        self.status_label = PlainLabel()
        self.status_label.setObjectName("clock")
        self.status_label.setWordWrap(True)
        self.record_button = action_button(actions[0], "beside")
        self.answer_button = action_button(actions[1], "beside")
        self.hear_button = QPushButton(tr("Listen"))
        self.use_button = QPushButton(tr("Use as Seed"))
        self.continue_button = QPushButton(tr("Continue Now"))
        self._lay_out()
        self._subscribe(themes)
        self._looker = QTimer(self)
        self._looker.setInterval(25)
        self._looker.timeout.connect(self._look)
        self._refresh()

    def remembered(self, settings: RecordingGroup) -> RecordingGroup:
        """Return `settings` with every control of this window as it stands."""
        return replace(self.controls.remembered(settings), grid=self.editor.grid)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.record_button, 2)
        top.addWidget(self.answer_button, 3)
        top.addSpacing(8)
        top.addWidget(self.status_label, 4)
        help_label = PlainLabel(translated(KEYS_HELP))
        help_label.setObjectName("caption")
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addWidget(help_label, 1)
        for button in (self.hear_button, self.use_button, self.continue_button):
            bottom.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addWidget(self.controls)
        column.addLayout(top)
        column.addWidget(self.editor, 1)
        column.addLayout(bottom)
        column.addWidget(self.keys)
        self.resize(920, 600)

    def _subscribe(self, themes: ThemeSwitch) -> None:
        for button, signal in (
            (self.hear_button, self.hear_wanted),
            (self.use_button, self.use_wanted),
            (self.continue_button, self.continue_wanted),
        ):
            button.clicked.connect(lambda _=False, told=signal: told.emit(self.editor.excerpt))
        self.keys.struck.connect(self._live.playing.strike)
        self.keys.released.connect(self._live.playing.release)
        themes.changed.connect(self.keys.set_theme)
        for source in (self._live, self._recording_session):
            source.message.connect(self._on_message)
        self._recording_session.state_changed.connect(self._refresh)
        self._recording_session.ended.connect(self.editor.set_phrase)
        self.editor.changed.connect(self._refresh)

    # --- what is shown ------------------------------------------------------------------------

    def _refresh(self) -> None:
        running = self._recording_session.is_running
        has_phrase = bool(self.editor.excerpt.notes) and not running
        for button, tip in (
            (self.hear_button, tr("Play the phrase as it is now; press again to stop")),
            (self.use_button, tr("Start from this phrase; Generate then continues it")),
            (self.continue_button, tr("Let the chosen model continue this phrase now")),
        ):
            button.setEnabled(has_phrase)
            button.setToolTip(tip if has_phrase else translated(NO_PHRASE))
        for widget in (self.controls.bpm_box, self.controls.meter_box):
            widget.setEnabled(not running)
        if running:
            self.editor.show_growing(
                self._recording_session.excerpt, _invitation(self._recording_session.state)
            )
        else:
            self.editor.show_phrase()
        self._show_status()

    def _on_message(self, message: Message) -> None:
        """Say here too what the main window says: it may be behind this one."""
        self._notice = message.text
        self._show_status()

    def _show_status(self) -> None:
        """Say what the session does, or what there was to be told since it last did anything."""
        if self._recording_session.is_running:
            self._notice = ""
        self.status_label.setText(_words(self._recording_session) or self._notice)

    def _look(self) -> None:
        """Follow what is played, at a pace that long recordings and floods don't disturb."""
        self._looks += 1
        self.keys.set_down(self._live.playing.held)
        self.keys.set_labels(self.keyboard.labels)
        self.controls.lower_level()
        if self._recording_session.is_running:
            self._show_status()
            if self._looks % max(_REDRAWS, self._recording_session.notes // _NOTES_A_LOOK) == 0:
                self.editor.show_growing(
                    self._recording_session.excerpt, _invitation(self._recording_session.state)
                )

    # --- Qt's events --------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Claim the letters that are keys of the piano before the menus' own; let go in time."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._plays(event):
                event.accept()
                return True
        elif event.type() is QEvent.Type.WindowDeactivate:
            self.keyboard.let_all_go()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Play by the letters."""
        if not self._plays(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.keyboard.press(event.key())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Let the letters go."""
        if not event.isAutoRepeat():
            self.keyboard.let_go(event.key())
        super().keyReleaseEvent(event)

    def _plays(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return held == Qt.KeyboardModifier.NoModifier and self.keyboard.knows(event.key())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin to listen."""
        self._live.start()
        self._looker.start()
        self.keys.setFocus()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Listen no more, and leave no key down."""
        self._looker.stop()
        self.keyboard.let_all_go()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """End the recording and close the port; what was recorded stays."""
        self._recording_session.stop()
        self._live.stop()
        super().closeEvent(event)


def _invitation(state: RecordingState) -> str:
    """Say what to do while nothing has been played."""
    return tr("Wait for the first beat…") if state is RecordingState.COUNTING else tr("Play now.")


def _words(recording_session: RecordingSession) -> str:
    """Say what the session does."""
    place = recording_session.bar_and_beat
    if recording_session.state is RecordingState.WAITING:
        return tr("Waiting for the first note…")
    if place is None:
        return ""
    bar, beat = place
    if recording_session.state is RecordingState.COUNTING:
        return (
            tr("Count-in: beat {beat}", beat=beat)
            if bar == 0
            else tr_plural("Count-in: {n} bars left", "Count-in: {n} bar left", 1 - bar)
        )
    return tr(
        "Recording: bar {bar}, beat {beat} · {notes}",
        bar=bar,
        beat=beat,
        notes=note_count(recording_session.notes),
    )
