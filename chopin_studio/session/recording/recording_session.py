"""One recording at a time: counts in, collects what is played, and knows when it is over."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.playback.inputs.live_playing import PlayedMessage
from chopin_studio.playback.inputs.recorder import Recorder, RecordingSettings
from chopin_studio.playback.metronome import Metronome
from chopin_studio.session.recording.input_model import InputModel
from chopin_studio.session.support.message import Message, MessageKind
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.texts import translatable

TICK_MS = 20
TOPIC = "recording"
NOTHING_PLAYED = translatable(
    "Nothing was played, so nothing was recorded. Press Record and play a phrase."
)


class RecordingState(StrEnum):
    """What the session does."""

    IDLE = "idle"
    COUNTING = "counting"
    WAITING = "waiting"
    RECORDING = "recording"


class RecordingSession(QObject):
    """Records what `live` hands over.

    `ended` gives the music as it was played, with one note at least.
    """

    state_changed = Signal(object)
    ended = Signal(object)
    message = Signal(object)

    def __init__(
        self,
        live: InputModel,
        metronome: Metronome,
        clock: Callable[[], float] = time.perf_counter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.live = live
        self._metronome = metronome
        self._clock = clock
        self._recorder: Recorder | None = None
        self._state = RecordingState.IDLE
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        live.played.connect(self._on_played)
        live.lost.connect(self._on_lost)

    @property
    def state(self) -> RecordingState:
        """Whether it is counting in, waiting for the first note, recording, or none of these."""
        return self._state

    @property
    def is_running(self) -> bool:
        """Whether a recording has been begun and not ended."""
        return self._recorder is not None

    @property
    def notes(self) -> int:
        """How many notes have been recorded."""
        return self._recorder.notes if self._recorder else 0

    @property
    def excerpt(self) -> Excerpt:
        """What has been played so far."""
        return self._recorder.excerpt(self._clock()) if self._recorder else Excerpt()

    @property
    def bar_and_beat(self) -> tuple[int, int] | None:
        """Where the recording is; a bar below 1 is counted in."""
        return self._recorder.bar_and_beat(self._clock()) if self._recorder else None

    def start(self, settings: RecordingSettings) -> None:
        """Begin a recording, unless one is running."""
        if self.is_running:
            return
        self.live.collect()  # what was played before
        start_sec = settings.start_sec(self._clock())
        self._recorder = Recorder(settings, start_sec)
        if start_sec is not None:
            self._metronome.start(settings.beats(start_sec))
        self._timer.start()
        self._refresh_state()

    def stop(self) -> None:
        """End the recording and give what was played; nothing happens where none is running."""
        if self._recorder is None:
            return
        self.live.collect()
        self._end()

    def cancel(self) -> None:
        """End the recording and forget what was played."""
        self._metronome.stop()
        self._timer.stop()
        self._recorder = None
        self._refresh_state()

    def _end(self) -> None:
        recorder = self._recorder
        if recorder is None:
            return
        excerpt = recorder.excerpt(self._clock())
        self.cancel()
        if excerpt.notes:
            self.ended.emit(excerpt)
        else:
            self.message.emit(Message(translated(NOTHING_PLAYED), MessageKind.INFO, TOPIC))

    def _on_played(self, played: list[PlayedMessage]) -> None:
        if self._recorder is not None:
            for message in played:
                self._recorder.add(message)

    def _on_lost(self, name: str) -> None:
        """Keep what was played on a port that has gone."""
        text = tr("{name} was disconnected. It will be used again when it is back.", name=name)
        if self._recorder is not None:
            text = tr_plural(
                "{name} was disconnected. The recording ended there; {n} notes were kept.",
                "{name} was disconnected. The recording ended there; {n} note was kept.",
                self.notes,
                name=name,
            )
        self.stop()
        self.message.emit(Message(text, MessageKind.WARNING, TOPIC))

    def _on_tick(self) -> None:
        if self._recorder is not None and self._recorder.is_over(self._clock()):
            self.stop()
            return
        self._refresh_state()

    def _refresh_state(self) -> None:
        state = self._state_now()
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)

    def _state_now(self) -> RecordingState:
        if self._recorder is None:
            return RecordingState.IDLE
        place = self.bar_and_beat
        if place is None:
            return RecordingState.WAITING
        return RecordingState.COUNTING if place[0] < 1 else RecordingState.RECORDING
