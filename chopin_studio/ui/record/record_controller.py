"""Brings what is played to the models: the recording window, and the answer to a phrase."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from chopin_studio.engine.seeds import RandomStart
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.performance.opened_on_beats import laid_on_beats, moved_to_places
from chopin_studio.paths import beat_network
from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.recording.recording_session import TOPIC, RecordingSession
from chopin_studio.session.session import Piece, Session
from chopin_studio.session.support.message import Message, MessageKind
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.settings.recording import RecordingGroup
from chopin_studio.texts import translatable
from chopin_studio.ui.compose.compose_panel import NO_MODEL, ComposePanel
from chopin_studio.ui.kit.actions import Actions
from chopin_studio.ui.kit.theme import ThemeSwitch
from chopin_studio.ui.record.record_window import RecordWindow

STILL_MAKING = translatable("Takes are being generated. Cancel them first.")


class RecordController(QObject):
    """What becomes of what is played.

    A phrase can be the seed of the next take, or be continued at once; the answer is then heard
    from its first note, whatever the settings say of the seed.
    """

    message = Signal(object)

    def __init__(
        self,
        session: Session,
        generation: GenerationController,
        compose: ComposePanel,
        recording_session: RecordingSession,
        themes: ThemeSwitch,
        actions: Actions,
        settings: RecordingGroup,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.recording_session = recording_session
        self._session = session
        self._generation = generation
        self._playback: PlaybackModel = session.playback
        self._compose = compose
        self._actions = actions
        self._answers = False
        self._awaits_answer = False
        self.window = RecordWindow(
            recording_session, themes, settings, (actions.record_now, actions.answer), parent
        )
        for source in (recording_session.live, recording_session):
            source.message.connect(self.message)
        compose.seeds.record_wanted.connect(self.open)
        session.piece_changed.connect(self._on_piece_changed)
        generation.generating_changed.connect(self._on_generating_changed)
        recording_session.ended.connect(self._on_ended)
        recording_session.state_changed.connect(self._refresh_actions)
        self.window.hear_wanted.connect(self.hear)
        self.window.use_wanted.connect(self.use)
        self.window.continue_wanted.connect(self.go_on)
        self._refresh_actions()

    def open(self) -> None:
        """Show the window in which to play."""
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def toggle(self) -> None:
        """Begin a recording, or end the one that is running."""
        if self.recording_session.is_running:
            self.recording_session.stop()
        else:
            self._begin(answers=False)

    def answer(self) -> None:
        """Begin a recording that the model answers, or end and answer the one that is running."""
        if self.recording_session.is_running:
            self._answers = True
            self.recording_session.stop()
        else:
            self._begin(answers=True)

    def hear(self, phrase: Excerpt) -> None:
        """Play a phrase, in between."""
        self._playback.pause()
        self._playback.audition(phrase)

    def use(self, phrase: Excerpt) -> None:
        """Start from a phrase, and show it as a take of its own."""
        phrase = self._on_beats(phrase)
        self._compose.seeds.set_recording(phrase)
        self._session.show_own(phrase, phrase.title or tr("Recording"))

    def go_on(self, phrase: Excerpt) -> None:
        """Have the chosen model continue a phrase at once."""
        self._compose.seeds.set_recording(self._on_beats(phrase))
        self._awaits_answer = True
        self._compose.generate()
        self._awaits_answer = self._generation.is_generating

    def _on_beats(self, phrase: Excerpt) -> Excerpt:
        """Return a phrase on the beats that it keeps to, and say so where they had to be found."""
        laid = laid_on_beats(phrase, beat_network())
        for notice in laid.notices:
            self.message.emit(Message(translated(notice), MessageKind.INFO, TOPIC))
        return moved_to_places(laid.excerpt)

    def remembered(self, settings: RecordingGroup) -> RecordingGroup:
        """Return `settings` with the window's controls as they stand."""
        return self.window.remembered(settings)

    def close(self) -> None:
        """Close the window and the port."""
        self.recording_session.cancel()
        self.window.close()

    def _begin(self, answers: bool) -> None:
        self.open()
        self._playback.pause()
        self._answers = answers
        if self._compose.bundle is not None and not self._generation.is_generating:
            self._generation.warm_up(self._compose.bundle, RandomStart())
        self.recording_session.start(self.window.controls.settings)

    def _on_ended(self) -> None:
        """Answer the phrase, as the window's editor has taken it up."""
        if self._answers and not self._generation.is_generating:
            self.go_on(self.window.editor.excerpt)

    def _on_piece_changed(self, piece: Piece | None) -> None:
        """Begin to play with the answer's first note."""
        if self._awaits_answer and piece is not None and piece.draft is not None:
            self._awaits_answer = False
            self._playback.seek(piece.excerpt.seed_end_tick)
            self._playback.play(may_count_in=False)

    def _on_generating_changed(self, is_generating: bool) -> None:
        if not is_generating:
            self._awaits_answer = False
        self._refresh_actions()

    def _refresh_actions(self) -> None:
        a, running = self._actions, self.recording_session.is_running
        a.record_now.setText(tr("S&top Recording") if running else tr("Record a &Phrase"))
        no_model = "" if self._compose.bundle is not None else translated(NO_MODEL)
        busy = STILL_MAKING if self._generation.is_generating else ""
        a.answer.allow("" if running else no_model or busy)
