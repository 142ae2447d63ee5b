"""What can be asked of the playback: its actions do it, and are as the playback is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from chopin_studio.session.playback.output_model import OutputModel
from chopin_studio.session.playback.sound_check import check_sound
from chopin_studio.session.session import Session
from chopin_studio.session.support.message import Message, MessageKind
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.settings.listening import PlaybackGroup
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.actions import Actions
from chopin_studio.ui.kit.icons import Icons
from chopin_studio.ui.kit.theme import ThemeSwitch

NO_PIECE = translatable("There is no music yet. Generate a take or open a MIDI file.")


class PlaybackActions(QObject):
    """Connects the actions of the Playback menu; `message` has something to tell the user."""

    message = Signal(object)

    def __init__(
        self,
        actions: Actions,
        session: Session,
        output_model: OutputModel,
        icons: Icons,
        themes: ThemeSwitch,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._session = session
        self._playback = session.playback
        self._output_model = output_model
        self._icons = icons
        self._themes = themes
        self._connect()
        playback = self._playback
        playback.problem.connect(self._on_problem)
        for changed in (playback.state_changed, playback.loop_changed, playback.loaded):
            changed.connect(self._refresh)
        for changed in (session.piece_changed, session.piece_kept, themes.changed):
            changed.connect(self._refresh)
        self._refresh()

    def take_up(self, settings: PlaybackGroup) -> None:
        """Be as the settings say."""
        self._actions.metronome.setChecked(settings.metronome)
        self._actions.count_in.setChecked(settings.count_in)
        self._actions.strict_tempo.setChecked(settings.strict_tempo)

    def refresh_ports(self) -> None:
        """Look for ports now, and say what was found."""
        self._output_model.refresh()
        ports = self._output_model.ports
        if ports:
            text = tr("MIDI ports: {value}.", value=", ".join(ports))
        else:
            text = self._output_model.port_problem or (
                tr("No MIDI port was found. Connect a keyboard or start a synthesizer.")
            )
        self.message.emit(Message(text, MessageKind.INFO, "ports"))

    def check_sound(self) -> None:
        """Play a chord, and say what should be heard."""
        self.message.emit(check_sound(self._playback, self._output_model))

    def _connect(self) -> None:
        a, playback = self._actions, self._playback
        for action, command in (
            (a.play, playback.toggle),
            (a.stop, playback.stop),
            (a.to_start, playback.to_start),
            (a.to_end, playback.to_end),
            (a.bar_back, lambda: playback.seek_bars(-1)),
            (a.bar_on, lambda: playback.seek_bars(1)),
            (a.loop, playback.toggle_loop),
            (a.loop_bar, playback.loop_bar),
            (a.loop_from, playback.loop_from_here),
            (a.loop_to, playback.loop_to_here),
            (a.slower, lambda: playback.change_speed(-1)),
            (a.faster, lambda: playback.change_speed(1)),
            (a.as_written, lambda: playback.set_speed(1.0)),
            (a.panic, playback.panic),
            (a.refresh_ports, self.refresh_ports),
            (a.sound_check, self.check_sound),
        ):
            action.triggered.connect(lambda _checked=False, run=command: run())
        a.metronome.toggled.connect(playback.set_metronome)
        a.count_in.toggled.connect(playback.set_count_in)
        a.strict_tempo.toggled.connect(playback.set_strict_tempo)

    def _on_problem(self, text: str) -> None:
        self.message.emit(Message(text, MessageKind.ERROR, "output"))

    def _refresh(self) -> None:
        a = self._actions
        no_piece = "" if self._session.piece is not None else translated(NO_PIECE)
        for action in (
            *(a.play, a.to_start, a.to_end, a.bar_back, a.bar_on),
            *(a.loop, a.loop_bar, a.loop_from, a.loop_to),
        ):
            action.allow(no_piece)
        moving = self._playback.is_moving
        a.play.describe(tr("&Pause") if moving else tr("&Play"), "pause" if moving else "play")
        a.play.setIcon(self._icons.icon(a.play.icon_name, self._themes.theme))
        a.loop.setChecked(self._playback.loop is not None)
