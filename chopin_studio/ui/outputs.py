"""Which output plays: the built-in piano, or a MIDI port that may come and go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from chopin_studio.playback.outputs.base import Output
from chopin_studio.ui.job import Job, once
from chopin_studio.ui.message import Message, MessageKind, message_of
from chopin_studio.ui.playback_model import PlaybackModel

if TYPE_CHECKING:
    from chopin_studio.playback.outputs.midi_port import PortWatcher

POLL_MS = 1500
TOPIC = "output"


@dataclass(frozen=True, slots=True)
class Sources:
    """Where outputs come from. `open_piano` may take seconds: it is called on a pool thread."""

    piano_name: str
    silent_name: str
    open_piano: Callable[[], Output]
    open_port: Callable[[str], Output]
    watcher: PortWatcher


class Outputs(QObject):
    """The outputs there are, the one in use, and the one the user wants when it is there.

    `changed` tells of any of the three. Only the wanted output is ever switched to unasked: the
    built-in piano stands in while a wanted port is away, and silence where there is no piano.
    """

    changed = Signal()
    message = Signal(object)

    def __init__(
        self,
        playback: PlaybackModel,
        sources: Sources,
        wanted: str,
        pool: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._playback = playback
        self._sources = sources
        self._pool = pool
        self._opening = ""
        self._latest = 0
        self._closed = Event()
        self.wanted = wanted or sources.piano_name
        self.current = sources.silent_name
        self.ports: tuple[str, ...] = ()
        self.piano_problem = ""
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.refresh)

    @property
    def piano_name(self) -> str:
        """The name under which the built-in piano is listed."""
        return self._sources.piano_name

    @property
    def port_problem(self) -> str:
        """Why this machine has no MIDI at all; empty where it has."""
        return self._sources.watcher.problem or ""

    @property
    def opening(self) -> str:
        """The name of the output being opened; empty for none."""
        return self._opening

    @property
    def has_sound(self) -> bool:
        """Whether anything can be heard."""
        return self.current != self._sources.silent_name

    def start(self) -> None:
        """Look for ports, open what is wanted, and watch from now on."""
        self.ports = self._sources.watcher.names()
        self._open(self._best())
        self._timer.start()

    def choose(self, name: str) -> None:
        """Want `name` from now on, and open it if it is there."""
        self.wanted = name
        self._open(name)

    def refresh(self) -> None:
        """Look which ports there are now, and follow the wanted one."""
        ports = self._sources.watcher.names()
        gone = set(self.ports) - set(ports)
        is_new = ports != self.ports
        self.ports = ports
        target = self._opening or self.current
        if target in gone:
            self._say(
                f"{target} is no longer connected. The built-in piano stands in until it returns.",
                MessageKind.WARNING,
            )
            self._open(self._best())
        elif self.wanted in ports and target != self.wanted and is_new:
            self._say(f"{self.wanted} is connected and plays again.", MessageKind.SUCCESS)
            self._open(self.wanted)
        elif is_new and ports and not self.has_sound and not self._opening:
            self._say(f"{ports[-1]} is connected: choose it under Output.", MessageKind.INFO)
        if is_new:
            self.changed.emit()

    def close(self) -> None:
        """Stop watching, and have an output that is still being opened close itself."""
        self._timer.stop()
        self._closed.set()
        self._sources.watcher.close()

    def _best(self) -> str:
        return self.wanted if self.wanted in self.ports else self._sources.piano_name

    def _open(self, name: str) -> None:
        """Open `name` on a pool thread; a later call takes the place of an earlier one."""
        sources, closed = self._sources, self._closed

        def open_output() -> Output:
            output = sources.open_piano() if name == sources.piano_name else sources.open_port(name)
            if closed.is_set():  # the window went while the device was being opened
                output.close()
            return output

        self._opening = name
        self._latest += 1
        request = self._latest
        job = Job(once(open_output), self._pool, self)
        job.yielded.connect(lambda opened: self._on_opened(request, name, opened[0]))
        job.failed.connect(lambda error: self._on_failed(request, name, error))
        job.start()
        self.changed.emit()

    def _on_opened(self, request: int, name: str, output: Output) -> None:
        """Play on what was opened; close, on the pool, what is not wanted any more."""
        if request != self._latest:
            self._pool.start(output.close)
            return
        before = self._playback.transport.set_output(output)
        self._pool.start(before.close)
        if name == self._sources.piano_name:
            self.piano_problem = ""
        self.current, self._opening = name, ""
        self.changed.emit()

    def _on_failed(self, request: int, name: str, error: Exception) -> None:
        if request != self._latest:
            return
        self._opening = ""
        told = message_of(error, TOPIC)
        if name == self._sources.piano_name:
            self.piano_problem = told.text
            self._say(f"{told.text} {self._way_out()}", MessageKind.WARNING)
        else:
            self.message.emit(told)
            if not self.has_sound and not self.piano_problem:
                self._open(self._sources.piano_name)
        self.changed.emit()

    def _way_out(self) -> str:
        """Say how to hear something without the built-in piano."""
        if self.ports:
            return "Meanwhile you can play to a MIDI port: choose one under Output."
        return (
            "No MIDI port was found either: connect a keyboard or start a synthesizer, "
            "and it appears under Output."
        )

    def _say(self, text: str, kind: MessageKind) -> None:
        self.message.emit(Message(text, kind, TOPIC))
