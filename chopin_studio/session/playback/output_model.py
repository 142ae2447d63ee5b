"""Which output plays: the built-in piano, a MIDI port that may come and go, or both."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from chopin_studio.playback.outputs.base import Output, OutputError, SilentOutput
from chopin_studio.playback.outputs.failover import Decision, Failover, News, OutputNames, Target
from chopin_studio.playback.outputs.group import GroupOutput
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.translation import tr, tr_joined
from chopin_studio.settings.listening import OutputGroup, PianoGroup, PortGroup

if TYPE_CHECKING:
    from chopin_studio.playback.outputs.midi_port import PortWatcher

POLL_MS = 1500

TOPIC = "output"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OutputSources:
    """Where outputs come from, as the settings have them.

    Opening may take seconds: it is done on a pool thread. `lives` tells whether a piano's device
    still takes sound since it was asked last.
    """

    piano_name: str
    silent_name: str
    open_piano: Callable[[PianoGroup], Output]
    open_port: Callable[[str, PortGroup], Output]
    lives: Callable[[Output], bool]
    watcher: PortWatcher
    audio_drivers: tuple[str, ...] = ()


class OutputModel(QObject):
    """The outputs there are, the one in use, and the one the user wants when it is there.

    `changed` tells of any of the three. What to open, `Failover` decides; this opens it on the
    pool, hands it to the transport, and tells the user.
    """

    changed = Signal()
    message = Signal(object)

    def __init__(
        self,
        playback: PlaybackModel,
        sources: OutputSources,
        settings: OutputGroup,
        pool: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._playback = playback
        self._sources = sources
        self._settings = settings
        self._pool = pool
        names = OutputNames(sources.piano_name, sources.silent_name)
        self._failover = Failover(names, settings.name)
        self._latest = 0
        self._is_retry = False
        self._closed = Event()
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.poll)

    @property
    def wanted(self) -> str:
        """The name of the output that the user wants, there or not."""
        return self._failover.wanted

    @property
    def current(self) -> str:
        """The name of the output in use."""
        return self._failover.current

    @property
    def opening(self) -> str:
        """The name of the output being opened; empty for none, or where it is only tried again."""
        return "" if self._is_retry else self._failover.opening

    @property
    def is_opening(self) -> bool:
        """Whether an output is being opened, be it only tried again."""
        return self._failover.opening != ""

    @property
    def has_sound(self) -> bool:
        """Whether anything can be heard."""
        return self._failover.has_sound

    @property
    def ports(self) -> tuple[str, ...]:
        """The names of the MIDI ports that are connected."""
        return self._failover.ports

    @property
    def pairs(self) -> tuple[str, ...]:
        """The names under which the built-in piano is listed together with each port."""
        return self._failover.pairs

    @property
    def piano_name(self) -> str:
        """The name under which the built-in piano is listed."""
        return self._sources.piano_name

    @property
    def piano_problem(self) -> str:
        """Why the built-in piano cannot be played; empty where it can."""
        return self._failover.piano_problem

    @property
    def port_problem(self) -> str:
        """Why this machine has no MIDI at all; empty where it has."""
        return self._sources.watcher.problem or ""

    @property
    def polls(self) -> int:
        """How often ports and sound device have been looked after."""
        return self._failover.polls

    @property
    def audio_drivers(self) -> tuple[str, ...]:
        """The ways to a sound device that can be asked for in the settings."""
        return self._sources.audio_drivers

    def start(self) -> None:
        """Look for ports, open what is wanted, and watch from now on."""
        self._failover.ports = self._sources.watcher.names()
        self._open(self._failover.best)
        self._timer.start()

    def show_as_open(self, name: str) -> None:
        """Name `name` as the output in use, without opening it: for a picture of the window."""
        self._failover.current = name
        self.changed.emit()

    def choose(self, name: str) -> None:
        """Want `name` from now on, and open it if it is there."""
        self._follow(self._failover.choose(name))

    def set_up(self, settings: OutputGroup) -> None:
        """Play as other settings have it; what sounds in another way by them is opened anew."""
        before, self._settings = self._settings, settings
        is_piano_changed = before.piano != settings.piano
        is_port_changed = before.port != settings.port
        self._follow(self._failover.reconfigure(is_piano_changed, is_port_changed))

    def refresh(self) -> None:
        """Look which ports there are now, and follow the wanted one."""
        before, ports = self._failover.ports, self._sources.watcher.names()
        self._follow(self._failover.see_ports(ports))
        if ports != before:
            self.changed.emit()

    def poll(self) -> None:
        """Look after ports and sound device; called every POLL_MS once started."""
        self.refresh()
        self._follow(self._failover.poll(self._lives))

    def close(self) -> None:
        """Stop watching, and have an output that is still being opened close itself."""
        self._timer.stop()
        self._closed.set()
        self._sources.watcher.close()

    def _lives(self) -> bool:
        output = self._playback.transport.output
        members = output.members if isinstance(output, GroupOutput) else (output,)
        return all(self._sources.lives(member) for member in members)

    def _follow(self, decision: Decision) -> None:
        """Tell what there is to tell, and open what is to be opened."""
        if decision.news is not None:
            self.message.emit(_message_of(decision.news, decision.name))
        if decision.to_open:
            self._open(decision.to_open, decision.is_retry)

    def _open(self, name: str, is_retry: bool = False) -> None:
        """Open `name` on a pool thread; a later call takes the place of an earlier one."""
        before: Output = SilentOutput()
        if self._failover.begin(name):
            before = self._playback.transport.set_output(before)
        self._is_retry = is_retry
        self._latest += 1
        request, target = self._latest, self._failover.names.target(name)
        sources, settings, closed = self._sources, self._settings, self._closed

        def open_output() -> Output:
            before.close()
            output = _open_target(sources, target, settings)
            if closed.is_set():  # the window went while the device was being opened
                output.close()
            return output

        job = BackgroundJob(once(open_output), self._pool, self)
        job.yielded.connect(lambda opened: self._on_opened(request, name, opened[0]))
        job.failed.connect(lambda error: self._on_failed(request, name, error, is_retry))
        job.start()
        self.changed.emit()

    def _on_opened(self, request: int, name: str, output: Output) -> None:
        """Play on what was opened; close, on the pool, what is not wanted any more."""
        if request != self._latest:
            self._pool.start(output.close)
            return
        before = self._playback.transport.set_output(output)
        self._pool.start(before.close)
        has_port = self._failover.names.target(name).port != ""
        self._playback.set_clock(has_port and self._settings.port.sends_clock)
        _log.info("output opened: %s", name)
        self._follow(self._failover.opened(name))
        self.changed.emit()

    def _on_failed(self, request: int, name: str, error: Exception, is_retry: bool) -> None:
        if request != self._latest:
            return
        told = message_of(error, TOPIC)
        _log.info("output not opened: %s (%s)", name, told.text)
        decision = self._failover.failed(name, told.text, is_retry)
        if decision.news is News.PIANO_FAILED:
            text = tr_joined([told.text, _way_out(self.ports)])
            self.message.emit(Message(text, MessageKind.WARNING, TOPIC))
        elif decision.news is not None:
            self.message.emit(told)
        if decision.to_open:
            self._open(decision.to_open)
        self.changed.emit()


def _message_of(news: News, name: str) -> Message:
    """Word what became of the output `name`, or of the sound device."""
    text, kind = _text_of(news, name)
    return Message(text, kind, TOPIC)


def _text_of(news: News, name: str) -> tuple[str, MessageKind]:
    if news is News.OUTPUT_LOST:
        text = tr(
            "{output} is no longer connected. The built-in piano stands in until it returns.",
            output=name,
        )
        return text, MessageKind.WARNING
    if news is News.OUTPUT_RETURNED:
        return tr("{output} is connected and plays again.", output=name), MessageKind.SUCCESS
    if news is News.PORT_FOUND:
        return tr("{port} is connected: choose it under Output.", port=name), MessageKind.INFO
    if news is News.DEVICE_LOST:
        return tr("The sound device has gone. Looking for it …"), MessageKind.WARNING
    return tr("The sound device is there again."), MessageKind.SUCCESS


def _way_out(ports: tuple[str, ...]) -> str:
    """Say how to hear something without the built-in piano."""
    if ports:
        return tr("Meanwhile you can play to a MIDI port: choose one under Output.")
    return tr(
        "No MIDI port was found either: connect a keyboard or start a synthesizer, "
        "and it appears under Output."
    )


def _open_target(sources: OutputSources, target: Target, settings: OutputGroup) -> Output:
    """Open what a target stands for, all of it or nothing."""
    if not target.port:
        return sources.open_piano(settings.piano)
    port = sources.open_port(target.port, settings.port)
    if not target.has_piano:
        return port
    try:
        return GroupOutput([sources.open_piano(settings.piano), port])
    except OutputError:
        port.close()
        raise
