"""Endless music: when the next part is generated, and when it is played."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chopin_studio.session.generation.endless import next_part
from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.playback.playback_model import PlaybackModel

if TYPE_CHECKING:
    from chopin_studio.session.drafts.draft import Draft


class EndlessSession(QObject):
    """Keeps the generation of endless music a little ahead of its listener.

    A part is generated while the one before is played, and no more than one lies in waiting.
    `part_due` tells that the part before has been heard, so that this one is to be played.
    """

    part_due = Signal(object)

    def __init__(
        self,
        generation: GenerationController,
        playback: PlaybackModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._generation = generation
        self._playback = playback
        self._next_part: Draft | None = None  # begun, and not played yet
        self._is_next_due = False
        self._is_heard = False  # whether the music loaded is endless
        generation.generating_changed.connect(self._on_generating_changed)
        generation.progress_changed.connect(self._keep_pace)
        generation.part_started.connect(self._on_part_started)
        generation.part_finished.connect(self._on_part_finished)
        generation.draft_discarded.connect(self._on_draft_discarded)
        playback.loaded.connect(self._on_loaded)
        playback.position_changed.connect(self._keep_pace)
        playback.ended.connect(self._on_playback_ended)
        playback.stopped.connect(self._on_playback_stopped)

    def _keep_pace(self) -> None:
        """Have music generated as far ahead of the listener as is needed, and no further."""
        pace, drafts = self._generation.queue.pace, self._generation.queue.drafts
        if pace is None or not drafts:
            return
        timeline = drafts[-1].timeline
        is_loaded = self._playback.timeline is timeline
        heard = self._playback.position_tick if is_loaded else timeline.state.seed_end_tick
        to_sec = timeline.tempo_map.tick_to_sec
        pace.keep((to_sec(timeline.end_tick) - to_sec(heard)) / self._playback.speed)

    def _on_generating_changed(self, is_generating: bool) -> None:
        if is_generating:
            self._next_part, self._is_next_due = None, False

    def _on_part_started(self, draft: Draft) -> None:
        self._next_part = draft
        if self._is_next_due:
            self._play_next_part()

    def _on_part_finished(self) -> None:
        if self._next_part is None:
            self._generate_next_part()

    def _on_draft_discarded(self, draft: Draft) -> None:
        if draft is self._next_part:
            self._next_part = None

    def _generate_next_part(self) -> None:
        queue = self._generation.queue
        request, draft = queue.requests[0], queue.drafts[-1]
        settings = next_part(draft.settings, replace(draft.excerpt, title=draft.plain_title))
        self._generation.continue_with(replace(request, settings=settings))

    def _play_next_part(self) -> None:
        draft = self._next_part
        if draft is None:
            return
        self._next_part, self._is_next_due = None, False
        self.part_due.emit(draft)
        if self._generation.is_waiting:
            self._generate_next_part()

    def _on_loaded(self) -> None:
        queue, timeline = self._generation.queue, self._playback.timeline
        is_part = any(draft.timeline is timeline for draft in queue.drafts)
        self._is_heard = queue.pace is not None and is_part

    def _on_playback_ended(self) -> None:
        """Play the next part once the one before has been heard."""
        if self._is_heard:
            self._is_next_due = True
            self._play_next_part()

    def _on_playback_stopped(self) -> None:
        if self._is_heard and self._generation.is_generating:
            self._generation.cancel()
