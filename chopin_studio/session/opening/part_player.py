"""Listen to single parts of a file, to find which of them are the piano."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import unheard
from chopin_studio.session.opening.opened_file import OpenMusic
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.message import message_of

TOPIC = "part"


class PartPlayer(QObject):
    """Plays one part of a file at a time, from its first note, beside the music loaded.

    `changed` tells that `playing`, the index of the part that sounds or will in a moment, is
    another; None where none does.
    """

    changed = Signal()
    message = Signal(object)

    def __init__(
        self,
        open_music: OpenMusic,
        playback: PlaybackModel,
        pool: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.playing: int | None = None
        self._open_music = open_music
        self._playback = playback
        self._pool = pool
        self._job: BackgroundJob | None = None
        playback.audition_changed.connect(self._on_audition_changed)

    def toggle(self, path: Path, index: int) -> None:
        """Play a part of the file at `path`, or stop where it is that which plays."""
        was_playing = self.playing
        self.stop()
        if was_playing == index:
            return
        self.playing = index
        read, indices = self._open_music, frozenset((index,))
        job = BackgroundJob(once(lambda: read(path, indices, unheard).excerpt), self._pool, self)
        self._job = job
        job.yielded.connect(lambda found: self._on_read(job, found[0]))
        job.failed.connect(self._on_failed)
        job.start()
        self.changed.emit()

    def stop(self) -> None:
        """Play none."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        if self.playing is None:
            return
        self.playing = None
        if self._playback.is_auditioning:
            self._playback.pause()
        self.changed.emit()

    def _on_read(self, job: BackgroundJob, part: Excerpt) -> None:
        if self._job is not job:
            return  # stopped meanwhile
        self._playback.pause()  # which ends what is heard beside the music, if anything is
        self._job = None
        if part.notes:
            self._playback.audition(part, part.notes[0].onset_tick)
        else:
            self._end()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self.message.emit(message_of(error, TOPIC))
        self._end()

    def _on_audition_changed(self, is_auditioning: bool) -> None:
        if not is_auditioning and self._job is None and self.playing is not None:
            self._end()

    def _end(self) -> None:
        self.playing = None
        self.changed.emit()
