"""Playing some bars of the piece shown, and no more."""

from __future__ import annotations

from PySide6.QtCore import QObject

from chopin_studio.ui.playback_model import PlaybackModel

_EARLY_SEC = 0.04
"""So long before its end a passage is over: the position is told frames late, and the note after
it must not be heard."""

_LATE_SEC = 1.0
"""A position that is so much beyond the end was sought by the user, not come to."""


class PassagePlayer(QObject):
    """Plays from one tick to another, then pauses; whatever the user does meanwhile goes first."""

    def __init__(self, playback: PlaybackModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._playback = playback
        self._passage: tuple[int, int] | None = None
        playback.position_changed.connect(self._on_position_changed)
        playback.state_changed.connect(self._on_state_changed)
        playback.loaded.connect(self._forget)
        playback.loop_changed.connect(self._on_loop_changed)

    def play(self, start_tick: int, end_tick: int) -> None:
        """Play from `start_tick` to `end_tick`, without a loop, which would lead elsewhere."""
        playback = self._playback
        self._passage = None
        if playback.timeline is None:
            return
        playback.clear_loop()
        playback.seek(start_tick)
        if not playback.is_moving:
            playback.play(may_count_in=False)
        self._passage = (start_tick, end_tick)

    def _on_position_changed(self, tick: float) -> None:
        if self._passage is None or self._playback.timeline is None:
            return
        start_tick, end_tick = self._passage
        to_sec = self._playback.timeline.tempo_map.tick_to_sec
        left_sec = (to_sec(end_tick) - to_sec(tick)) / self._playback.speed
        if tick < start_tick or left_sec < -_LATE_SEC:
            self._passage = None
        elif left_sec <= _EARLY_SEC:
            self._passage = None
            self._playback.pause()
            self._playback.seek(end_tick)

    def _on_state_changed(self) -> None:
        if not self._playback.is_moving:
            self._passage = None

    def _on_loop_changed(self, loop: tuple[int, int] | None) -> None:
        if loop is not None:
            self._passage = None

    def _forget(self) -> None:
        self._passage = None
