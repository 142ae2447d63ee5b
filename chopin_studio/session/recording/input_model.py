"""Who plays: a MIDI keyboard that may come and go, the mouse or the computer's keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from chopin_studio.playback.inputs.live_playing import LivePlaying
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.translation import translated

if TYPE_CHECKING:
    from chopin_studio.playback.outputs.midi_port import PortWatcher

COLLECT_MS = 16
POLL_MS = 1500
TOPIC = "input"
_THROUGH = "Midi Through"
"""ALSA's own port, on which nobody plays."""

NO_PORT = ""
"""The name of no port: only the mouse and the computer's keyboard are played."""


class Port(Protocol):
    """An open input port."""

    def close(self) -> None:
        """Hear no more."""


@dataclass(frozen=True, slots=True)
class InputSources:
    """Where MIDI input comes from. `open_port` is called on a pool thread."""

    open_port: Callable[[str, Callable[[Sequence[int], float], None]], Port]
    watcher: PortWatcher


class InputModel(QObject):
    """The input ports there are, the one in use, and what is played on any keyboard.

    `played` hands over what was played, at the screen's pace however much that is; `changed`
    tells of the ports, `lost` that the one in use was pulled out. The port wanted is taken again
    when it returns. Nothing is open before `start` and after `stop`.
    """

    played = Signal(list)
    changed = Signal()
    lost = Signal(str)
    message = Signal(object)

    def __init__(
        self,
        playing: LivePlaying,
        sources: InputSources,
        wanted: str,
        pool: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.playing = playing
        self.wanted = wanted
        self.current = NO_PORT
        self.ports: tuple[str, ...] = ()
        self._sources = sources
        self._pool = pool
        self._is_chosen = wanted != NO_PORT
        self._port: Port | None = None
        self._opening: Event | None = None
        self._collector = _timer(self, COLLECT_MS, self.collect)
        self._poller = _timer(self, POLL_MS, self.refresh)

    @property
    def has_midi(self) -> bool:
        """Whether this machine has MIDI at all."""
        return not self._sources.watcher.problem

    @property
    def is_open(self) -> bool:
        """Whether it is listened to."""
        return self._collector.isActive()

    def start(self) -> None:
        """Look for ports, open the one wanted, and listen from now on; idempotent."""
        if self.is_open:
            return
        self._collector.start()
        self._poller.start()
        self.ports = self._sources.watcher.names()
        self._want_any()
        self._open(self.wanted if self.wanted in self.ports else NO_PORT)

    def stop(self) -> None:
        """Let every key go and close the port; idempotent."""
        self._collector.stop()
        self._poller.stop()
        self._let_go()
        self.playing.collect()
        self._sources.watcher.close()

    def choose(self, name: str) -> None:
        """Want the port `name` from now on, and open it; NO_PORT for none."""
        self.wanted = name
        self._is_chosen = True
        self._open(name)

    def refresh(self) -> None:
        """Look which ports there are now, and follow the one wanted."""
        ports = self._sources.watcher.names()
        gone = set(self.ports) - set(ports)
        is_new = ports != self.ports
        self.ports = ports
        self._want_any()
        if self.current in gone:
            name = self.current
            self.collect()  # what it sent last
            self._open(NO_PORT)
            self.lost.emit(name)
        elif is_new and self.wanted in ports and self.current != self.wanted:
            self._open(self.wanted)
        if is_new:
            self.changed.emit()

    def collect(self) -> None:
        """Hand over what was played since the last time."""
        if played := self.playing.collect():
            self.played.emit(played)
        if problem := self.playing.take_problem():
            self.message.emit(Message(problem, MessageKind.ERROR, "output"))

    def _want_any(self) -> None:
        """Want the first keyboard there is, until the user has chosen."""
        if not self._is_chosen and self.wanted == NO_PORT:
            keyboards = (port for port in self.ports if not port.startswith(translated(_THROUGH)))
            self.wanted = next(keyboards, NO_PORT)

    def _let_go(self) -> None:
        """Close the port, on the pool; lift what was held on it."""
        if self._opening is not None:
            self._opening.set()
            self._opening = None
        port, self._port = self._port, None
        self.current = NO_PORT
        self.playing.lift_all()
        if port is not None:
            self._pool.start(lambda: _close(port, self.playing))

    def _open(self, name: str) -> None:
        """Open `name` on a pool thread, instead of what is open or being opened."""
        self._let_go()
        if name == NO_PORT:
            self.changed.emit()
            return
        unwanted = self._opening = Event()
        sources, playing = self._sources, self.playing

        def open_port() -> Port:
            port = sources.open_port(name, playing.receive)
            if unwanted.is_set():
                port.close()
            return port

        job = BackgroundJob(once(open_port), self._pool, self)
        job.yielded.connect(lambda opened: self._on_opened(unwanted, name, opened[0]))
        job.failed.connect(lambda error: self._on_failed(unwanted, error))
        job.start()
        self.changed.emit()

    def _on_opened(self, unwanted: Event, name: str, port: Port) -> None:
        if unwanted.is_set():
            self._pool.start(port.close)
            return
        self._opening = None
        self._port, self.current = port, name
        self.changed.emit()

    def _on_failed(self, unwanted: Event, error: Exception) -> None:
        if not unwanted.is_set():
            self._opening = None
            self.message.emit(message_of(error, TOPIC))
            self.changed.emit()


def _close(port: Port, playing: LivePlaying) -> None:
    """Close a port, and lift what was struck on it in its last moment."""
    port.close()
    playing.lift_all()


def _timer(parent: QObject, interval_ms: int, run: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setInterval(interval_ms)
    timer.timeout.connect(run)
    return timer
