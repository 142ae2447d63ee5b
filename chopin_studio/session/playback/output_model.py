"""Which output plays: the built-in piano, a MIDI port that may come and go, or both."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from chopin_studio.playback.outputs.base import Output, OutputError, SilentOutput
from chopin_studio.playback.outputs.group import GroupOutput
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.support.background_job import BackgroundJob, once
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.settings import AppSettings

if TYPE_CHECKING:
    from chopin_studio.playback.outputs.midi_port import PortWatcher

POLL_MS = 1500
POLLS_A_RETRY = 4
"""How often a sound device that was not there is looked for: at every so many polls."""

POLLS_TO_BE_GONE = 2
"""At so many polls one after the other a device must have stood still: one may come early."""

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
    open_piano: Callable[[AppSettings], Output]
    open_port: Callable[[str, AppSettings], Output]
    lives: Callable[[Output], bool]
    watcher: PortWatcher
    audio_drivers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What an output's name stands for: the piano, a port, or both; neither is silence."""

    has_piano: bool = False
    port: str = ""

    def shares_device(self, other: Target) -> bool:
        """Whether both cannot be open at once, since some devices serve one user only."""
        return (self.has_piano and other.has_piano) or (self.port == other.port != "")


class OutputModel(QObject):
    """The outputs there are, the one in use, and the one the user wants when it is there.

    `changed` tells of any of the three. Only the wanted output is ever switched to unasked: the
    built-in piano stands in while a wanted port is away, and silence where there is no piano.
    """

    changed = Signal()
    message = Signal(object)

    def __init__(
        self,
        playback: PlaybackModel,
        sources: OutputSources,
        settings: AppSettings,
        pool: QThreadPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._playback = playback
        self._sources = sources
        self._settings = settings
        self._pool = pool
        self._opening = ""
        self._latest = 0
        self._polls = 0
        self._still = 0
        self._is_quiet = False
        self._closed = Event()
        self.wanted = settings.output or sources.piano_name
        self.current = sources.silent_name
        self.ports: tuple[str, ...] = ()
        self.piano_problem = ""
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def piano_name(self) -> str:
        """The name under which the built-in piano is listed."""
        return self._sources.piano_name

    @property
    def audio_drivers(self) -> tuple[str, ...]:
        """The ways to a sound device that can be asked for in the settings."""
        return self._sources.audio_drivers

    @property
    def pairs(self) -> tuple[str, ...]:
        """The names under which the built-in piano is listed together with each port."""
        return tuple(self._pair(port) for port in self.ports)

    @property
    def port_problem(self) -> str:
        """Why this machine has no MIDI at all; empty where it has."""
        return self._sources.watcher.problem or ""

    @property
    def opening(self) -> str:
        """The name of the output being opened; empty for none."""
        return "" if self._is_quiet else self._opening

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

    def set_up(self, settings: AppSettings) -> None:
        """Play as other settings have it; what sounds in another way by them is opened anew."""
        before, self._settings = self._settings, settings
        target = self._target(self._opening or self.current)
        is_other = (target.has_piano and _of_piano(before) != _of_piano(settings)) or (
            target.port != "" and _of_port(before) != _of_port(settings)
        )
        if is_other:
            self._open(self._opening or self.current)
        elif not self.has_sound and _of_piano(before) != _of_piano(settings):
            self._open(self._best())

    def refresh(self) -> None:
        """Look which ports there are now, and follow the wanted one."""
        ports = self._sources.watcher.names()
        gone = set(self.ports) - set(ports)
        is_new = ports != self.ports
        self.ports = ports
        target = self._opening or self.current
        if self._target(target).port in gone:
            self._say(
                f"{target} is no longer connected. The built-in piano stands in until it returns.",
                MessageKind.WARNING,
            )
            self._open(self._best())
        elif self._is_there(self.wanted) and target != self.wanted and is_new:
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

    def _poll(self) -> None:
        self.refresh()
        self._polls += 1
        if self._opening:
            return
        if self._target(self.current).has_piano:
            self._still = 0 if self._lives() else self._still + 1
            if self._still >= POLLS_TO_BE_GONE:
                self._still = 0
                self._say("The sound device has gone. Looking for it …", MessageKind.WARNING)
                self._open(self.current)
        elif not self.has_sound and self._polls % POLLS_A_RETRY == 0:
            self._open(self._best(), again=True)

    def _lives(self) -> bool:
        output = self._playback.transport.output
        members = output.members if isinstance(output, GroupOutput) else (output,)
        return all(self._sources.lives(member) for member in members)

    def _pair(self, port: str) -> str:
        return f"{self.piano_name} + {port}"

    def _target(self, name: str) -> Target:
        """Read a name; that of a pair tells its port even while that is away."""
        if name == self.piano_name:
            return Target(has_piano=True)
        if name.startswith(self._pair("")):
            return Target(has_piano=True, port=name.removeprefix(self._pair("")))
        return Target(port="" if name == self._sources.silent_name else name)

    def _is_there(self, name: str) -> bool:
        return name in self.ports or name in self.pairs

    def _best(self) -> str:
        return self.wanted if self._is_there(self.wanted) else self.piano_name

    def _open(self, name: str, again: bool = False) -> None:
        """Open `name` on a pool thread; a later call takes the place of an earlier one.

        `again` is for an attempt that the user need not hear of if it fails once more.
        """
        target = self._target(name)
        before: Output = SilentOutput()
        if target.shares_device(self._target(self.current)):
            before = self._playback.transport.set_output(before)
            self.current = self._sources.silent_name
        self._opening, self._is_quiet = name, again
        self._latest += 1
        request = self._latest
        sources, settings, closed = self._sources, self._settings, self._closed

        def open_output() -> Output:
            before.close()
            output = _open_target(sources, target, settings)
            if closed.is_set():  # the window went while the device was being opened
                output.close()
            return output

        job = BackgroundJob(once(open_output), self._pool, self)
        job.yielded.connect(lambda opened: self._on_opened(request, name, opened[0]))
        job.failed.connect(lambda error: self._on_failed(request, name, error, again))
        job.start()
        self.changed.emit()

    def _on_opened(self, request: int, name: str, output: Output) -> None:
        """Play on what was opened; close, on the pool, what is not wanted any more."""
        if request != self._latest:
            self._pool.start(output.close)
            return
        before = self._playback.transport.set_output(output)
        self._pool.start(before.close)
        target = self._target(name)
        self._playback.set_clock(target.port != "" and self._settings.port_clock)
        if target.has_piano:
            if self.piano_problem:
                self._say("The sound device is there again.", MessageKind.SUCCESS)
            self.piano_problem = ""
        self.current, self._opening = name, ""
        _log.info("output opened: %s", name)
        self.changed.emit()

    def _on_failed(self, request: int, name: str, error: Exception, again: bool) -> None:
        if request != self._latest:
            return
        self._opening = ""
        told = message_of(error, TOPIC)
        _log.info("output not opened: %s (%s)", name, told.text)
        target = self._target(name)
        if name == self.piano_name:
            self.piano_problem = told.text
            if not again:
                self._say(f"{told.text} {self._way_out()}", MessageKind.WARNING)
        else:
            self.message.emit(told)
            if target.has_piano and target.port in self.ports:
                self.piano_problem = told.text
                self._open(target.port)
            elif not self.has_sound and not self.piano_problem:
                self._open(self.piano_name)
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


def _open_target(sources: OutputSources, target: Target, settings: AppSettings) -> Output:
    """Open what a target stands for, all of it or nothing."""
    if not target.port:
        return sources.open_piano(settings)
    port = sources.open_port(target.port, settings)
    if not target.has_piano:
        return port
    try:
        return GroupOutput([sources.open_piano(settings), port])
    except OutputError:
        port.close()
        raise


def _of_piano(settings: AppSettings) -> tuple[object, ...]:
    """Return what decides how the built-in piano is opened."""
    return (
        settings.piano_driver,
        settings.piano_device,
        settings.piano_buffer,
        settings.piano_gain,
        settings.piano_reverb,
    )


def _of_port(settings: AppSettings) -> tuple[object, ...]:
    """Return what decides how a MIDI port is played."""
    return (
        settings.port_channel,
        settings.port_program,
        settings.port_velocity_curve,
        settings.port_delay_ms,
        settings.port_clock,
    )
